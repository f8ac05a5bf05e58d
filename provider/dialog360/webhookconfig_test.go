package dialog360_test

import (
	"net/http"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/jarcoal/httpmock"

	"github.com/wainbox/wainbox/provider"
	"github.com/wainbox/wainbox/provider/dialog360"
)

func TestSetWebhook(t *testing.T) {
	t.Parallel()
	const kept = `{"url":"https://example.com/hook","headers":{"X-Webhook-Token":"canary-header-31c8"}}`
	s := &script{answers: map[string]string{
		"POST /v1/configs/webhook": kept, "GET /v1/configs/webhook": kept, "POST /waba_webhook": "",
	}}
	c := s.serve(t)
	own := dialog360.Registration{URL: "https://example.com/hook", Headers: map[string]string{header: word}}
	if err := c.SetWebhook(t.Context(), own); err != nil {
		t.Error(err)
	}
	got, err := c.RegisteredWebhook(t.Context())
	if diff := cmp.Diff(own, got); diff != "" || err != nil {
		t.Error(diff, err)
	}
	if err := c.SetAccountWebhook(t.Context(), "https://example.com/all"); err != nil {
		t.Error(err)
	}
	want := []string{
		"POST /v1/configs/webhook " + kept, "GET /v1/configs/webhook", `POST /waba_webhook {"url":"https://example.com/all"}`,
	}
	if diff := cmp.Diff(want, s.asked); diff != "" {
		t.Error(diff)
	}
}

func TestSetWebhookRefused(t *testing.T) {
	t.Parallel()
	mock := httpmock.NewMockTransport()
	c, err := dialog360.New(complete(), &dialog360.Options{HTTP: &http.Client{Transport: mock}})
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range []dialog360.Registration{
		{},
		{URL: "http://example.com"},
		{URL: "/hook"},
		{URL: "https:///hook"},
		{URL: "https://example.com", Headers: map[string]string{"X-Token": ""}},
		{URL: "https://example.com", Headers: map[string]string{"": "x"}},
		{URL: "https://example.com", Headers: map[string]string{"X": "a\nb"}},
	} {
		if err := c.SetWebhook(t.Context(), r); provider.KindOf(err) != provider.Invalid {
			t.Errorf("%q: %v", r.URL, err)
		}
	}
	if err := c.SetAccountWebhook(t.Context(), "http://example.com"); provider.KindOf(err) != provider.Invalid {
		t.Errorf("SetAccountWebhook = %v", err)
	}
	if n := mock.GetTotalCallCount(); n != 0 {
		t.Errorf("%d requests", n)
	}
}
