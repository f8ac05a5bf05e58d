package onemsg_test

import (
	"bytes"
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/wainbox/wainbox/provider"
	"github.com/wainbox/wainbox/provider/onemsg"
	"github.com/wainbox/wainbox/whatsapp"
)

func TestNewWebhook(t *testing.T) {
	t.Parallel()
	for _, keys := range [][]string{nil, {""}} {
		_, err := onemsg.NewWebhook(onemsg.WebhookConfig{CallbackKeys: keys}, nil)
		if e, ok := errors.AsType[*provider.ConfigError](err); !ok || len(e.Missing) != 1 {
			t.Errorf("%q: %v", keys, err)
		}
	}
	w, err := onemsg.NewWebhook(onemsg.WebhookConfig{}, &onemsg.WebhookOptions{SecretPath: true})
	if err != nil {
		t.Fatal(err)
	}
	if err := w.Verify(provider.Callback{Body: []byte("{}")}); err != nil {
		t.Errorf("a secret path: %v", err)
	}
}

// TestKeysStillEnforced sees that SecretPath does not switch off the keys that
// there are, and that a new key can be used beside an old one.
func TestKeysStillEnforced(t *testing.T) {
	t.Parallel()
	w, err := onemsg.NewWebhook(
		onemsg.WebhookConfig{CallbackKeys: []string{"new", "", "o&l d"}}, &onemsg.WebhookOptions{SecretPath: true})
	if err != nil {
		t.Fatal(err)
	}
	for key, want := range map[string]bool{"new": true, "o&l d": true, "": false, "other": false} {
		if err := w.Verify(keyed(nil, key)); (err == nil) != want {
			t.Errorf("%q: %v", key, err)
		}
	}
}

type sink struct{ keys []string }

func (s *sink) Ingest(_ context.Context, d provider.Delivery) error {
	for _, e := range d.Events {
		s.keys = append(s.keys, string(e.Source().Number)+" "+e.Key())
	}
	return nil
}

// TestHandler serves real requests from the socket to the sink: the key comes
// in the request's own query.
func TestHandler(t *testing.T) {
	t.Parallel()
	w, err := onemsg.NewWebhook(onemsg.WebhookConfig{InstanceID: instanceID, Number: "shop", CallbackKeys: []string{callKey}}, nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, address := range []string{"", "https://example.com/hooks/1msg"} {
		var got sink
		s := httptest.NewServer(provider.NewHandler(onemsg.Name, w, &got, &provider.HandlerOptions{URL: address}))
		defer s.Close()
		for query, want := range map[string]int{
			"?key=" + callKey: http.StatusOK, "?key=x": http.StatusUnauthorized, "": http.StatusUnauthorized,
		} {
			r, err := http.NewRequestWithContext(t.Context(), http.MethodPost, s.URL+"/hook"+query, bytes.NewReader(fixture(t, "echoes.json")))
			if err != nil {
				t.Fatal(err)
			}
			res, err := http.DefaultClient.Do(r)
			if err != nil {
				t.Fatal(err)
			}
			_ = res.Body.Close()
			if res.StatusCode != want {
				t.Errorf("%s: status %d, want %d", query, res.StatusCode, want)
			}
		}
		if diff := cmp.Diff([]string{"shop m:wamid.RUNITy0x", "shop m:wamid.RUNITy0y"}, got.keys); diff != "" {
			t.Error(diff)
		}
	}
}

// TestNumber sees that both kinds of hook lead to one account, and those of
// another channel to none of ours.
func TestNumber(t *testing.T) {
	t.Parallel()
	const message = `"messages":[{"id":"1","type":"chat","body":"x","chatId":"1650@c.us","author":"1650@c.us"}]}`
	raw := string(fixture(t, "raw.json"))
	for name, tc := range map[string]struct {
		config onemsg.WebhookConfig
		body   string
		want   whatsapp.Origin
	}{
		"the channel's id":       {body: `{"instanceId":"VAN100017",` + message, want: whatsapp.Origin{Number: "VAN100017"}},
		"an older one":           {body: `{"instanceId":"instance100017",` + message, want: whatsapp.Origin{Number: "100017"}},
		"one without a channel":  {config: onemsg.WebhookConfig{InstanceID: "VAN100017"}, body: `{` + message, want: whatsapp.Origin{Number: "VAN100017"}},
		"a number of the host's": {config: onemsg.WebhookConfig{InstanceID: "VAN100017", Number: "shop"}, body: `{"instanceId":"VAN100017",` + message, want: whatsapp.Origin{Number: "shop"}},
		"another channel":        {config: onemsg.WebhookConfig{InstanceID: "VAN100017", Number: "shop"}, body: `{"instanceId":"VAN2",` + message, want: whatsapp.Origin{Number: "VAN2"}},
		"a raw hook": {
			config: onemsg.WebhookConfig{InstanceID: "VAN100017", Number: "shop"}, body: raw,
			want: whatsapp.Origin{Number: "shop", Display: "16505550199", WABA: "200000000000001"},
		},
		"a raw hook of another channel": {
			config: onemsg.WebhookConfig{InstanceID: "VAN2"}, body: raw,
			want: whatsapp.Origin{Number: "VAN100017", Display: "16505550199", WABA: "200000000000001"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			tc.config.CallbackKeys = []string{callKey}
			w, err := onemsg.NewWebhook(tc.config, nil)
			if err != nil {
				t.Fatal(err)
			}
			events, err := w.Decode(provider.Callback{Body: []byte(tc.body)})
			if err != nil || len(events) != 1 {
				t.Fatalf("%d events, %v", len(events), err)
			}
			if diff := cmp.Diff(tc.want, events[0].Source()); diff != "" {
				t.Error(diff)
			}
		})
	}
}
