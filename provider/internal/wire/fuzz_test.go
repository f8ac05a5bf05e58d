package wire_test

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/wainbox/wainbox/provider"
	"github.com/wainbox/wainbox/provider/internal/wire"
)

// FuzzDecode holds the reader and encoding/json together.
func FuzzDecode(f *testing.F) {
	fixtures, err := filepath.Glob("testdata/*.json")
	if err != nil || len(fixtures) == 0 {
		f.Fatal("no fixtures", err)
	}
	for _, name := range fixtures {
		body, err := os.ReadFile(name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(body)
	}
	for _, h := range hostile() {
		if len(h.body) < 4096 {
			f.Add([]byte(h.body))
		}
	}
	// The fuzzer goes on with its own copy.
	f.Fuzz(func(t *testing.T, body []byte) { compare(t, bytes.Clone(body)) })
}

// compare fails if Decode and encoding/json disagree on a body. It overwrites
// the body.
func compare(t *testing.T, body []byte) {
	t.Helper()
	original := bytes.Clone(body)
	events, err := wire.Decode(body)
	if !bytes.Equal(body, original) {
		t.Fatal("the body was changed")
	}
	for i := range body {
		body[i] = 'x'
	}

	want, ok := reference(original)
	if !ok || depth(original) > 128 {
		if len(events) != 0 {
			t.Fatalf("%d events of what is no callback", len(events))
		}
		got := parts(t, err)
		if len(got) != 1 || got[0].Path != "" || got[0].Reason == "" || !bytes.Equal(got[0].Raw, original) {
			t.Fatalf("not one unread part with all of the body: %+v", got)
		}
		return
	}
	if !json.Valid(original) {
		t.Fatal("the reference is wrong")
	}
	var unread []provider.Unread
	if err != nil {
		unread = parts(t, err)
	}
	got := readingOf(events, unread)
	if diff := cmp.Diff(sorted(want), sorted(got)); diff != "" {
		t.Fatalf("-encoding/json +Decode\n%s", diff)
	}

	again, _ := wire.Decode(original)
	if diff := cmp.Diff(again, events); diff != "" {
		t.Fatalf("an event changed with the body:\n%s", diff)
	}
	for _, e := range events {
		if e.Key() == "" {
			t.Fatal("no key")
		}
		compareEvent(t, e)
	}
}

// sorted puts the odd items of a callback in an order that does not depend on
// that of its keys, which encoding/json's maps do not keep.
func sorted(r reading) reading {
	r.Odd = slices.Sorted(slices.Values(r.Odd))
	return r
}
