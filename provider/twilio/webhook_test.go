package twilio_test

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/wainbox/wainbox/provider"
	"github.com/wainbox/wainbox/provider/twilio"
	"github.com/wainbox/wainbox/whatsapp"
)

func TestNewWebhook(t *testing.T) {
	t.Parallel()
	for _, tokens := range [][]string{nil, {""}} {
		_, err := twilio.NewWebhook(twilio.WebhookConfig{AuthTokens: tokens}, nil)
		var e *provider.ConfigError
		if !errors.As(err, &e) || !cmp.Equal(e.Missing, []string{"AuthTokens"}) {
			t.Errorf("%q: %v", tokens, err)
		}
	}
	w, err := twilio.NewWebhook(twilio.WebhookConfig{}, &twilio.WebhookOptions{AcceptUnsigned: true})
	if err != nil {
		t.Fatal(err)
	}
	if err := w.Verify(provider.Callback{Body: []byte("a=1")}); err != nil {
		t.Errorf("unsigned, by name: %v", err)
	}
	w, err = twilio.NewWebhook(twilio.WebhookConfig{AuthTokens: []string{token}}, &twilio.WebhookOptions{AcceptUnsigned: true})
	if err != nil {
		t.Fatal(err)
	}
	if err := w.Verify(provider.Callback{Body: []byte("a=1")}); !errors.Is(err, provider.Signature) {
		t.Errorf("a token that is there is not enforced: %v", err)
	}
}

type sink struct{ got []string }

func (s *sink) Ingest(_ context.Context, d provider.Delivery) error {
	for _, e := range d.Events {
		line := string(e.Source().Number) + " " + e.Key()
		if st, ok := e.(*whatsapp.Status); ok {
			line += " " + string(st.Ref)
		}
		s.got = append(s.got, line)
	}
	return nil
}

// TestHandler serves real requests from the socket to the sink: what is signed
// is the public address with the request's query, not what the request calls
// the host.
func TestHandler(t *testing.T) {
	t.Parallel()
	w, err := twilio.NewWebhook(twilio.WebhookConfig{AuthTokens: []string{token}}, nil)
	if err != nil {
		t.Fatal(err)
	}
	var got sink
	s := httptest.NewServer(provider.NewHandler(twilio.Name, w, &got, &provider.HandlerOptions{URL: hook}))
	defer s.Close()
	message, status := fixture(t, "text"), fixture(t, "status-delivered")
	for _, tc := range []struct {
		query  string
		body   []byte
		signed string
		want   int
	}{
		{"", message, hook, http.StatusOK},
		{"?wainbox_ref=ref-1", status, hook + "?wainbox_ref=ref-1", http.StatusOK},
		{"?wainbox_ref=ref-2", status, hook + "?wainbox_ref=ref-1", http.StatusUnauthorized},
		{"?wainbox_ref=ref-2", status, hook, http.StatusUnauthorized},
		{"", message, s.URL, http.StatusUnauthorized},
		{"", status, hook + "/other", http.StatusUnauthorized},
	} {
		r, err := http.NewRequestWithContext(t.Context(), http.MethodPost, s.URL+tc.query, bytes.NewReader(tc.body))
		if err != nil {
			t.Fatal(err)
		}
		r.Header.Set(twilio.SignatureHeader, signature(token, tc.signed, tc.body))
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded; charset=utf-8")
		res, err := http.DefaultClient.Do(r)
		if err != nil {
			t.Fatal(err)
		}
		answer, err := io.ReadAll(res.Body)
		_ = res.Body.Close()
		if err != nil || res.StatusCode != tc.want {
			t.Errorf("%s, signed %s: status %d, want %d (%v)", tc.query, tc.signed, res.StatusCode, tc.want, err)
		}
		// Other words than these would be sent to the customer.
		const nothing = `<?xml version="1.0" encoding="UTF-8"?><Response/>`
		if ok := string(answer) == nothing && res.Header.Get("Content-Type") == "text/xml; charset=utf-8"; ok != (tc.want == http.StatusOK) {
			t.Errorf("%s: answered %q of type %q", tc.query, answer, res.Header.Get("Content-Type"))
		}
	}
	want := []string{
		from + " m:SM00000000000000000000000000000001",
		from + " s:SM00000000000000000000000000000040:delivered:US.7700000000000042:16505550123:-62135596800 ref-1",
	}
	if diff := cmp.Diff(want, got.got); diff != "" {
		t.Error(diff)
	}
}
