package dialog360_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"github.com/wainbox/wainbox/provider"
	"github.com/wainbox/wainbox/provider/dialog360"
	"github.com/wainbox/wainbox/whatsapp"
)

// corpus lists files of a folder of recordings that is not part of this
// repository; without it the test is skipped.
func corpus(t *testing.T, folder, pattern string) []string {
	t.Helper()
	root := filepath.Join("..", "..", "..", "shared", "corpus", "dialog360")
	names, err := filepath.Glob(filepath.Join(root, folder, pattern))
	if err != nil || len(names) == 0 {
		t.Skip("no folder of recordings")
	}
	return names
}

// TestCorpus decodes recorded callbacks: every one is of the right number and
// sender, and nothing in it is unknown.
func TestCorpus(t *testing.T) {
	t.Parallel()
	for _, name := range corpus(t, "inbound", "*.json") {
		t.Run(filepath.Base(name), func(t *testing.T) {
			t.Parallel()
			body, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			own := whatsapp.Origin{Number: numberID, WABA: wabaID}
			events, err := dialog360.Decode(body, own)
			number, who := named(t, body)
			if number == "" {
				number = numberID
			}
			if err != nil || len(events) != len(who) {
				t.Fatalf("%d events of %d items, %v", len(events), len(who), err)
			}
			for i, e := range events {
				if got := e.Source().Number; got != number {
					t.Errorf("event %d is of the number %s, want %s", i, got, number)
				}
				switch e := e.(type) {
				case *whatsapp.Received:
					if e.From.Phone != who[i] || e.Content.Kind() == whatsapp.KindUnknown {
						t.Errorf("event %d: %+v, want it from %s", i, e, who[i])
					}
				case *whatsapp.Status:
					if e.Recipient.Phone != who[i] || e.State == "" {
						t.Errorf("event %d: %+v, want it about %s", i, e, who[i])
					}
				default:
					t.Errorf("event %d is a %T", i, e)
				}
			}
		})
	}
}

// named is the number of a recording, if it names one, and the customer of each
// of its items, as encoding/json reads them.
func named(t *testing.T, body []byte) (number whatsapp.NumberID, who []whatsapp.Phone) {
	t.Helper()
	type value struct {
		Metadata struct {
			Number whatsapp.NumberID `json:"phone_number_id"`
		} `json:"metadata"`
		Messages []struct {
			From whatsapp.Phone `json:"from"`
		} `json:"messages"`
		Statuses []struct {
			Recipient whatsapp.Phone `json:"recipient_id"`
		} `json:"statuses"`
	}
	var all struct {
		value

		Entry []struct {
			Changes []struct {
				Value value `json:"value"`
			} `json:"changes"`
		} `json:"entry"`
	}
	if err := json.Unmarshal(body, &all); err != nil {
		t.Fatal(err)
	}
	values := []value{all.value}
	for _, e := range all.Entry {
		for _, c := range e.Changes {
			values = append(values, c.Value)
			number = c.Value.Metadata.Number
		}
	}
	for _, v := range values {
		for _, m := range v.Messages {
			who = append(who, m.From)
		}
		for _, s := range v.Statuses {
			who = append(who, s.Recipient)
		}
	}
	return number, who
}

// TestSignatureCorpus checks the recorded signature over the recorded body it
// names; the body may be absent.
func TestSignatureCorpus(t *testing.T) {
	t.Parallel()
	raw, err := os.ReadFile(corpus(t, "outbound", "*signature-hmac-fixture.json")[0])
	if err != nil {
		t.Fatal(err)
	}
	var vector struct {
		File   string `json:"body_file"`
		Secret string `json:"platform_secret"`
		Header string `json:"header"`
		Value  string `json:"value"`
	}
	if err := json.Unmarshal(raw, &vector); err != nil {
		t.Fatal(err)
	}
	body, err := os.ReadFile(corpus(t, "inbound", "*"+vector.File)[0])
	if err != nil {
		t.Fatal(err)
	}
	w, err := dialog360.NewWebhook(dialog360.WebhookConfig{WebhookSecrets: []string{vector.Secret}}, nil)
	if err != nil {
		t.Fatal(err)
	}
	c := provider.Callback{Header: map[string][]string{}, Body: body}
	c.Header.Set(vector.Header, vector.Value)
	if err := w.Verify(c); err != nil {
		t.Error(err)
	}
}
