package cloudapi_test

import (
	"bytes"
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"net/url"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/wainbox/wainbox/provider"
	"github.com/wainbox/wainbox/provider/cloudapi"
	"github.com/wainbox/wainbox/provider/internal/sign"
	"github.com/wainbox/wainbox/whatsapp"
)

func TestNewWebhook(t *testing.T) {
	t.Parallel()
	for _, secrets := range [][]string{nil, {""}} {
		_, err := cloudapi.NewWebhook(cloudapi.WebhookConfig{AppSecrets: secrets, VerifyToken: "v"}, nil)
		var e *provider.ConfigError
		if !errors.As(err, &e) || !cmp.Equal(e.Missing, []string{"AppSecrets"}) {
			t.Errorf("%q: %v", secrets, err)
		}
	}
	w, err := cloudapi.NewWebhook(cloudapi.WebhookConfig{}, &cloudapi.WebhookOptions{AcceptUnsigned: true})
	if err != nil {
		t.Fatal(err)
	}
	if err := w.Verify(provider.Callback{Body: []byte("{}")}); err != nil {
		t.Errorf("unsigned, by name: %v", err)
	}
	if _, err := w.Handshake(url.Values{"hub.mode": {"subscribe"}, "hub.challenge": {"1"}, "hub.verify_token": {""}}); err == nil {
		t.Error("a handshake without a verify token was answered")
	}
}

// TestSecretsStillEnforced checks that AcceptUnsigned does not switch off the
// secrets that there are.
func TestSecretsStillEnforced(t *testing.T) {
	t.Parallel()
	w, err := cloudapi.NewWebhook(
		cloudapi.WebhookConfig{AppSecrets: []string{"new", "old"}}, &cloudapi.WebhookOptions{AcceptUnsigned: true})
	if err != nil {
		t.Fatal(err)
	}
	body := []byte("{}")
	for key, want := range map[string]bool{"new": true, "old": true, "other": false} {
		h := http.Header{}
		h.Set(cloudapi.SignatureHeader, "sha256="+sign.Hex(key, body))
		if err := w.Verify(provider.Callback{Header: h, Body: body}); (err == nil) != want {
			t.Errorf("%s: %v", key, err)
		}
	}
	if err := w.Verify(provider.Callback{Body: body}); !errors.Is(err, provider.Signature) {
		t.Errorf("unsigned: %v", err)
	}
}

type sink struct{ keys []string }

func (s *sink) Ingest(_ context.Context, d provider.Delivery) error {
	for _, e := range d.Events {
		s.keys = append(s.keys, string(e.Source().Number)+" "+e.Key())
	}
	return nil
}

// TestHandler serves a real request from the socket to the sink.
func TestHandler(t *testing.T) {
	t.Parallel()
	w, err := cloudapi.NewWebhook(cloudapi.WebhookConfig{AppSecrets: []string{secret}, VerifyToken: verify}, nil)
	if err != nil {
		t.Fatal(err)
	}
	var got sink
	s := httptest.NewServer(provider.NewHandler(cloudapi.Name, w, &got, nil))
	defer s.Close()
	var body []byte
	for _, b := range callbacks(t) {
		if bytes.Contains(b, []byte("hologram")) {
			body = b
		}
	}
	for signature, want := range map[string]int{
		"sha256=" + sign.Hex(secret, body): http.StatusOK,
		"sha256=" + sign.Hex("x", body):    http.StatusUnauthorized,
		"":                                 http.StatusUnauthorized,
	} {
		r, err := http.NewRequestWithContext(t.Context(), http.MethodPost, s.URL, bytes.NewReader(body))
		if err != nil {
			t.Fatal(err)
		}
		r.Header.Set(cloudapi.SignatureHeader, signature)
		res, err := s.Client().Do(r)
		if err != nil {
			t.Fatal(err)
		}
		_ = res.Body.Close()
		if res.StatusCode != want {
			t.Errorf("status %d, want %d", res.StatusCode, want)
		}
	}
	want := []string{
		"100000000000017 m:wamid.QkFUQ0gtMQ==", "100000000000017 m:wamid.QkFUQ0gtMg==", "100000000000017 m:wamid.QkFUQ0gtMw==",
		"100000000000018 s:wamid.QkFUQ0gtNA==:sent::16505550123:1795000004",
		"100000000000018 s:wamid.QkFUQ0gtNA==:delivered::16505550123:1795000005",
		"100000000000018 s:wamid.QkFUQ0gtNQ==:failed::16505550199:1795000006",
	}
	if diff := cmp.Diff(want, got.keys); diff != "" {
		t.Error(diff)
	}
}

func TestDecode(t *testing.T) {
	t.Parallel()
	for _, body := range callbacks(t) {
		events, err := cloudapi.Decode(body)
		if err != nil || len(events) == 0 {
			t.Fatalf("Decode = %d events, %v", len(events), err)
		}
		if r, ok := events[0].(*whatsapp.Received); !ok || r.From.Phone != "16505550123" || r.Profile.Name != "Canary Name" {
			t.Errorf("Decode: first is %+v", events[0])
		}
	}
}
