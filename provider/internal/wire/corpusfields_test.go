package wire_test

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/wainbox/wainbox/provider/internal/wire"
	"github.com/wainbox/wainbox/whatsapp"
)

// corpus names the callbacks of the folder that TestCorpus reads.
func corpus(t *testing.T) []string {
	t.Helper()
	folder := os.Getenv("WAINBOX_CORPUS")
	if folder == "" {
		folder = filepath.Join("..", "..", "..", "..", "shared", "corpus", "cloudapi", "inbound")
	}
	names, err := filepath.Glob(filepath.Join(folder, "*.json"))
	if err != nil {
		t.Fatal(err)
	}
	if len(names) == 0 {
		t.Skip("no folder of callbacks: set WAINBOX_CORPUS to one")
	}
	return names
}

// TestCorpusFields: what is documented has a type of its own.
func TestCorpusFields(t *testing.T) {
	t.Parallel()
	unknown := map[string]string{
		"piusalfred__unknown-field-xyz.json":                  "a field that does not exist",
		"piusalfred__automatic-events-some-future-event.json": "a shape that is not documented",
	}
	for _, name := range corpus(t) {
		body, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		events, err := wire.Decode(body)
		if err != nil {
			t.Errorf("%s: %v", filepath.Base(name), err)
		}
		found := false
		for _, e := range events {
			u, ok := e.(*whatsapp.Unknown)
			if ok && unknown[filepath.Base(name)] == "" {
				t.Errorf("%s: unknown %s %s", filepath.Base(name), u.Field, u.Raw)
			}
			found = found || ok
		}
		if reason := unknown[filepath.Base(name)]; reason != "" && !found {
			t.Errorf("%s: is read, though it is %s", filepath.Base(name), reason)
		}
	}
}
