package wire_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/wainbox/wainbox/provider/internal/wire"
)

// notOurs are samples that cannot be equal, and why.
func notOurs() map[string]string {
	return map[string]string{
		"meta-docs__request-send-interactive-address-message-2.json": "its parameters are a placeholder",
		"meta-docs__request-send-interactive-none.json":              "its interactive object is a placeholder",
		"meta-docs__request-send-message-type.json":                  "its type is a placeholder",
		"meta-docs__request-send-pin.json":                           "its days are a placeholder",
		"meta-docs__request-send-template-body-2.json":               "its second parameter is a placeholder",
		"meta-docs__request-send-template-body-button-catalog.json":  "its parameter's type is a placeholder",
		"meta-docs__request-send-template-body-carousel.json":        "its header's type is a placeholder",
		"meta-docs__request-send-template-header-body-5.json":        "its parameters' types are placeholders",
		"meta-docs__request-send-interactive-cta-url-2.json":         "payment_link_preview is not documented elsewhere",
		"meta-docs__request-send-template-body-button-url.json":      "payment_link_preview is not documented elsewhere",
		"meta-docs__request-send-text-4.json":                        "a call, not a message",
		"meta-docs__request-send-text-5.json":                        "a call, not a message",
		"pywa__request-send-template-context.json":                   "message_activity_sharing is of marketing messages; no language",
	}
}

// TestSentCorpus writes again what samples of sends say. They are not part of
// this repository; WAINBOX_CORPUS_OUT names their folder.
func TestSentCorpus(t *testing.T) {
	t.Parallel()
	folder := os.Getenv("WAINBOX_CORPUS_OUT")
	if folder == "" {
		folder = filepath.Join("..", "..", "..", "..", "shared", "corpus", "cloudapi", "outbound")
	}
	files, err := filepath.Glob(filepath.Join(folder, "*request-send*.json"))
	if err != nil || len(files) == 0 {
		t.Skip("no folder of sends: set WAINBOX_CORPUS_OUT to one")
	}
	same := 0
	for _, name := range files {
		if notOurs()[filepath.Base(name)] != "" {
			continue
		}
		same++
		t.Run(filepath.Base(name), func(t *testing.T) {
			t.Parallel()
			body, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			want := sample(t, body)
			body, err = json.Marshal(want)
			if err != nil {
				t.Fatal(err)
			}
			m, err := readSent(body)
			if err != nil {
				t.Fatal(err)
			}
			if !strings.Contains(string(body), `\u003c`) { // a placeholder, as <NAME>
				if err := m.Validate(); err != nil {
					t.Error(err)
				}
			}
			got, err := wire.AppendMessage(nil, m)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(want, anyJSON(t, got)); diff != "" {
				t.Errorf("-sample +ours\n%s", diff)
			}
		})
	}
	t.Logf("%d samples, %d compared", len(files), same)
}

// sample is a sample in our own choice of what may be written in several ways:
// the recipient, the type that may be left out, and indexes as strings.
func sample(t *testing.T, body []byte) any {
	t.Helper()
	m, ok := anyJSON(t, body).(map[string]any)
	if !ok {
		t.Fatal("no object")
	}
	if m["recipient_type"] != "group" {
		m["recipient_type"], m["to"] = "individual", "+16505550123"
	}
	if _, ok := m["type"]; !ok && m["text"] != nil {
		m["type"] = "text"
	}
	return canonical("", m)
}

func canonical(key string, v any) any {
	switch v := v.(type) {
	case map[string]any:
		if key == "language" && v["policy"] == "deterministic" { // obsolete, and without effect
			delete(v, "policy")
		}
		for k, one := range v {
			v[k] = canonical(k, one)
		}
	case []any:
		for i, one := range v {
			v[i] = canonical("", one)
		}
	case float64:
		if key == "index" {
			return string(mustJSON(v))
		}
	case string:
		if key == "sub_type" {
			return strings.ToLower(v)
		}
	}
	return v
}

func mustJSON(v any) []byte {
	b, err := json.Marshal(v)
	if err != nil {
		panic(err)
	}
	return b
}
