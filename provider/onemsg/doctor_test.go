package onemsg_test

import (
	"maps"
	"net/http"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/jarcoal/httpmock"

	"github.com/wainbox/wainbox/provider"
)

func TestDiagnose(t *testing.T) {
	t.Parallel()
	const (
		good, warn, bad, skip = provider.Healthy, provider.Warning, provider.Failed, provider.Skipped
		bare                  = "https://example.com/hooks/1msg"
	)
	healthy := map[string]answer{
		"status":    ok(`{"status":"connected"}`),
		"settings":  ok(`{"ackNotificationsOn":true,"rawHooks":true}`),
		"webhook":   ok(`{"webhookUrl":["` + mine + `","` + bare + `"]}`),
		"templates": ok(`{"total":1,"templates":[{"name":"x","namespace":"` + namespace + `"}]}`),
	}
	for name, tc := range map[string]struct {
		callback, path, body string
		status               int
		want                 []provider.Verdict
	}{
		"healthy":              {callback: mine, want: []provider.Verdict{good, good, good, good, good, good}},
		"no callback":          {want: []provider.Verdict{good, good, good, skip, skip, good}},
		"wrong token":          {callback: mine, path: "status", status: 401, want: []provider.Verdict{bad, skip, skip, skip, good, skip}},
		"connecting":           {callback: mine, path: "status", body: `{"status":"connecting"}`, want: []provider.Verdict{good, warn, good, good, good, good}},
		"disconnected":         {callback: mine, path: "status", body: `{"status":"disconnected"}`, want: []provider.Verdict{good, bad, good, good, good, good}},
		"no statuses":          {callback: mine, path: "settings", body: `{"ackNotificationsOn":false}`, want: []provider.Verdict{good, good, bad, good, good, good}},
		"statuses as a number": {callback: mine, path: "settings", body: `{"ackNotificationsOn":1}`, want: []provider.Verdict{good, good, good, good, good, good}},
		"no settings":          {callback: mine, path: "settings", status: 404, want: []provider.Verdict{good, good, bad, good, good, good}},
		"another's webhook":    {callback: mine, path: "webhook", body: `{"webhookUrl":"https://a.example"}`, want: []provider.Verdict{good, good, good, bad, good, good}},
		"without the key":      {callback: bare, want: []provider.Verdict{good, good, good, bad, good, good}},
		"no webhooks":          {callback: mine, path: "webhook", status: 500, want: []provider.Verdict{good, good, good, bad, good, good}},
		"no templates":         {callback: mine, path: "templates", status: 500, want: []provider.Verdict{good, good, good, good, good, bad}},
		"another namespace": {
			callback: mine, path: "templates", body: `{"templates":[{"name":"x","namespace":"y"}]}`,
			want: []provider.Verdict{good, good, good, good, good, warn},
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c, f := dial(t)
			answers := maps.Clone(healthy)
			if tc.path != "" {
				answers[tc.path] = answer{max(tc.status, http.StatusOK), tc.body}
			}
			for path, a := range answers {
				f.on(t, "GET", path, a)
			}
			f.RegisterResponder("GET", bare, func(r *http.Request) (*http.Response, error) {
				if r.URL.Query().Has("token") {
					t.Error("the callback address was shown the token")
				}
				return httpmock.NewStringResponse(http.StatusOK, ""), nil
			})
			var got []provider.Verdict
			for _, one := range c.Diagnose(t.Context(), tc.callback) {
				got = append(got, one.Verdict)
				if strings.Contains(one.Text+one.Advice, callKey) || strings.Contains(one.Text+one.Advice, token) {
					t.Errorf("%s names a secret", one.Step)
				}
			}
			if diff := cmp.Diff(tc.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}
