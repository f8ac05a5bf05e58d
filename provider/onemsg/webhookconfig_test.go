package onemsg_test

import (
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/wainbox/wainbox/provider"
	"github.com/wainbox/wainbox/provider/onemsg"
)

const mine = "https://example.com/hooks/1msg?key=" + callKey

func TestWebhooks(t *testing.T) {
	t.Parallel()
	for body, want := range map[string][]string{
		`{"webhookUrl":""}`:   nil,
		`{"webhookUrl":null}`: nil,
		`{"webhookUrl":[]}`:   {},
		`{"webhookUrl":"https://a.example/x","webhookStatuses":{}}`:                               {"https://a.example/x"},
		`{"webhookUrl":"a.example/x?ids=1,2, https://b.example"}`:                                 {"a.example/x?ids=1,2", "https://b.example"},
		`{"webhookUrl":["https://a.example/x","https://b.example"]}`:                              {"https://a.example/x", "https://b.example"},
		`{"webhookUrl":"https://a.example/x?ids=1,2, https://b.example,http://c.example/?a=b,c"}`: {"https://a.example/x?ids=1,2", "https://b.example", "http://c.example/?a=b,c"},
	} {
		c, f := dial(t)
		f.on(t, "GET", "webhook", ok(body))
		got, err := c.Webhooks(t.Context())
		if diff := cmp.Diff(want, got); diff != "" || err != nil {
			t.Errorf("%s: %v %s", body, err, diff)
		}
	}
	for _, body := range []string{`{}`, `{"webhookUrl":{"0":"https://a.example"}}`, `{"webhookUrl":[{"url":"https://a.example"}]}`, `{"webhookUrl":7}`} {
		c, f := dial(t)
		f.on(t, "GET", "webhook", ok(body))
		if _, err := c.Webhooks(t.Context()); !errors.Is(err, provider.Unavailable) {
			t.Errorf("%s: %v", body, err)
		}
	}
}

func TestAddWebhook(t *testing.T) {
	t.Parallel()
	const other, both = `{"webhookUrl":"https://a.example/x"}`, `{"webhookUrl":["https://a.example/x","` + mine + `"]}`
	const full = `{"webhookUrl":["https://a.example/1","https://a.example/2","https://a.example/3","https://a.example/4","https://a.example/5"]}`
	for name, tc := range map[string]struct {
		before, after, set string
		written            string // empty = nothing is
		kind               provider.Kind
		cause              error
	}{
		"beside another's":     {before: other, after: both, written: both},
		"alone":                {before: `{"webhookUrl":""}`, after: `{"webhookUrl":"` + mine + `"}`, written: `{"webhookUrl":["` + mine + `"]}`},
		"there already":        {before: both, after: both, written: both},
		"undone by another":    {before: other, after: other, written: both, cause: onemsg.ErrWebhooks},
		"another's was undone": {before: other, after: `{"webhookUrl":"` + mine + `"}`, written: both, cause: onemsg.ErrWebhooks},
		"refused":              {before: other, set: `{"set":false,"message":"x"}`, written: both, kind: provider.Other, cause: provider.Other},
		"the list is full":     {before: full, kind: provider.Invalid, cause: provider.Invalid},
		"the list is unknown":  {before: `{}`, kind: provider.Unavailable, cause: provider.Unavailable},
		"the list is odd":      {before: `{"webhookUrl":[{"url":"https://a.example/x"}]}`, kind: provider.Unavailable, cause: provider.Unavailable},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c, f := dial(t)
			f.on(t, "GET", "webhook", ok(tc.before), ok(tc.after))
			if tc.set == "" {
				tc.set = `{"set":true,"message":"x"}`
			}
			f.on(t, "POST", "webhook", ok(tc.set))
			err := c.AddWebhook(t.Context(), mine)
			if provider.KindOf(err) != tc.kind || !errors.Is(err, tc.cause) {
				t.Errorf("AddWebhook = %v", err)
			}
			var written string
			for _, line := range f.requests {
				if body, is := cutRequest(line, "POST /VAN100017/webhook "); is {
					written = body
				}
			}
			if diff := cmp.Diff(tc.written, written); diff != "" {
				t.Error(diff)
			}
		})
	}
	c, f := dial(t)
	if err := c.AddWebhook(t.Context(), "example.com"); !errors.Is(err, provider.Invalid) || f.GetTotalCallCount() != 0 {
		t.Errorf("no address: %v", err)
	}
}

func cutRequest(line, start string) (body string, is bool) {
	if len(line) < len(start) || line[:len(start)] != start {
		return "", false
	}
	return line[len(start):], true
}

func TestRemoveWebhook(t *testing.T) {
	t.Parallel()
	const other, both = `{"webhookUrl":"https://a.example/x"}`, `{"webhookUrl":["` + mine + `","https://a.example/x"]}`
	for name, tc := range map[string]struct {
		before, after string
		want          []string
	}{
		"beside another's": {before: both, after: other, want: []string{
			"GET /VAN100017/webhook", `POST /VAN100017/webhook {"webhookUrl":["https://a.example/x"]}`, "GET /VAN100017/webhook",
		}},
		"the last": {before: `{"webhookUrl":"` + mine + `"}`, after: `{"webhookUrl":""}`, want: []string{
			"GET /VAN100017/webhook", `POST /VAN100017/settings {"webhookUrl":""}`, "GET /VAN100017/webhook",
		}},
		"not there": {before: other, want: []string{"GET /VAN100017/webhook"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c, f := dial(t)
			f.on(t, "GET", "webhook", ok(tc.before), ok(tc.after))
			f.on(t, "POST", "webhook", ok(`{"set":true}`))
			f.on(t, "POST", "settings", ok(`{}`))
			if err := c.RemoveWebhook(t.Context(), mine); err != nil {
				t.Error(err)
			}
			if diff := cmp.Diff(tc.want, f.requests); diff != "" {
				t.Error(diff)
			}
		})
	}
}
