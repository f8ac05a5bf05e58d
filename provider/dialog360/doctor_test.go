package dialog360_test

import (
	"net/http"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/jarcoal/httpmock"

	"github.com/wainbox/wainbox/provider"
	"github.com/wainbox/wainbox/provider/dialog360"
)

const (
	hook    = "https://hooks.example.com/wa/8f3c"
	healthy = `{"id":"1055550100000021","health_status":{"can_send_message":"AVAILABLE","entities":[]}}`
	listed  = `{"total":0,"waba_templates":[]}`
)

// TestDiagnose goes through the ways in which a set-up is wrong.
func TestDiagnose(t *testing.T) {
	t.Parallel()
	const ok, warn, fail, skip = provider.Healthy, provider.Warning, provider.Failed, provider.Skipped
	byHeader := dialog360.Config{APIKey: key, Number: numberID, WebhookHeaders: map[string]string{header: word}}
	byUser := dialog360.Config{APIKey: key, Number: numberID, BasicUser: user, BasicPassword: password}
	bare := dialog360.Config{APIKey: key, Number: numberID}
	another := byHeader
	another.Number = "another"
	right := `{"url":"` + hook + `","headers":{"x-webhook-token":"` + word + `"}}`
	for name, tc := range map[string]struct {
		config   dialog360.Config // zero = by header
		options  dialog360.Options
		callback string // "" = hook; "-" = none
		status   int    // of the health; 0 = 200
		health   string
		webhook  string
		answers  int // of the callback address; 0 = 200
		want     []provider.Verdict
	}{
		"all well":          {want: []provider.Verdict{ok, ok, skip, ok, ok, ok}},
		"no address":        {callback: "-", want: []provider.Verdict{ok, ok, skip, ok, skip, ok}},
		"key refused":       {status: 401, want: []provider.Verdict{fail, skip, skip, skip, ok, skip}},
		"gateway down":      {status: 502, want: []provider.Verdict{fail, skip, skip, skip, ok, skip}},
		"not this API":      {health: "<html>", want: []provider.Verdict{fail, skip, skip, skip, ok, skip}},
		"limited":           {health: limited, want: []provider.Verdict{ok, warn, skip, ok, ok, ok}},
		"blocked":           {health: `{"health_status":{"can_send_message":"BLOCKED"}}`, want: []provider.Verdict{ok, fail, skip, ok, ok, ok}},
		"says nothing":      {health: `{}`, want: []provider.Verdict{ok, warn, skip, ok, ok, ok}},
		"another number":    {config: another, want: []provider.Verdict{ok, warn, skip, ok, ok, ok}},
		"no webhook":        {webhook: `{}`, want: []provider.Verdict{ok, ok, skip, fail, ok, ok}},
		"partner's webhook": {config: complete(), webhook: `{}`, want: []provider.Verdict{ok, ok, skip, warn, ok, ok}},
		"another address":   {webhook: `{"url":"https://example.com"}`, want: []provider.Verdict{ok, ok, skip, fail, ok, ok}},
		"headers erased":    {webhook: `{"url":"` + hook + `"}`, want: []provider.Verdict{ok, ok, skip, fail, ok, ok}},
		"another header":    {webhook: `{"url":"` + hook + `","headers":{"` + header + `":"x"}}`, want: []provider.Verdict{ok, ok, skip, fail, ok, ok}},
		"user, shown":       {config: byUser, webhook: `{"url":"https://canary-user:canary-password-0e44@hooks.example.com/wa/8f3c"}`, want: []provider.Verdict{ok, ok, skip, ok, ok, ok}},
		"user, not shown":   {config: byUser, webhook: `{"url":"` + hook + `"}`, want: []provider.Verdict{ok, ok, skip, ok, ok, ok}},
		"another user":      {config: byUser, webhook: `{"url":"https://x:y@hooks.example.com/wa/8f3c"}`, want: []provider.Verdict{ok, ok, skip, fail, ok, ok}},
		"user in the address": {
			config: byUser, callback: "https://canary-user:canary-password-0e44@hooks.example.com/wa/8f3c", webhook: `{"url":"` + hook + `"}`,
			want: []provider.Verdict{ok, ok, skip, ok, ok, ok},
		},
		"unsigned":          {config: bare, options: dialog360.Options{AcceptUnsigned: true}, want: []provider.Verdict{ok, ok, skip, warn, ok, ok}},
		"secret path":       {config: bare, options: dialog360.Options{SecretPath: true}, want: []provider.Verdict{ok, ok, skip, ok, ok, ok}},
		"nothing answers":   {answers: 404, want: []provider.Verdict{ok, ok, skip, ok, fail, ok}},
		"no address at all": {callback: "hooks", webhook: `{"url":"hooks","headers":{"` + header + `":"` + word + `"}}`, want: []provider.Verdict{ok, ok, skip, ok, fail, ok}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			mock := httpmock.NewMockTransport()
			answer := func(method, address string, status int, body string) {
				if status == 0 {
					status = http.StatusOK
				}
				mock.RegisterResponder(method, address, httpmock.NewStringResponder(status, body))
			}
			or := func(s, other string) string {
				if s == "" {
					return other
				}
				return s
			}
			answer("GET", dialog360.DefaultBaseURL+"/health_status", tc.status, or(tc.health, healthy))
			answer("GET", dialog360.DefaultBaseURL+"/v1/configs/webhook", 0, or(tc.webhook, right))
			answer("GET", `=~^`+dialog360.DefaultBaseURL+"/v1/configs/templates", 0, listed)
			stranger := httpmock.NewStringResponder(max(tc.answers, 200), "")
			if tc.answers == 0 {
				stranger = httpmock.NewStringResponder(200, "")
			}
			mock.RegisterResponder("GET", hook, func(r *http.Request) (*http.Response, error) {
				if len(r.Header[keyHeader]) > 0 || r.Header.Get("Authorization") != "" {
					t.Error("a credential was shown to the callback address")
				}
				return stranger(r)
			})
			config := tc.config
			if config.APIKey == "" {
				config = byHeader
			}
			tc.options.HTTP = &http.Client{Transport: mock}
			c, err := dialog360.New(config, &tc.options)
			if err != nil {
				t.Fatal(err)
			}
			callback := or(tc.callback, hook)
			if callback == "-" {
				callback = ""
			}
			var got []provider.Verdict
			for _, f := range c.Diagnose(t.Context(), callback) {
				got = append(got, f.Verdict)
				if f.Verdict == fail || f.Verdict == warn {
					t.Log(f.Step, f.Text, f.Advice, f.Err)
				}
			}
			if diff := cmp.Diff(tc.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}
