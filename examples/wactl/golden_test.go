package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestGolden holds what is printed against testdata/golden; see the README
// beside it.
func TestGolden(t *testing.T) {
	t.Parallel()
	const (
		shop   = " testdata/templates/shop.json"
		values = " -values testdata/templates/shop-values.json"
		order  = " -name order_ready"
		events = "window -events testdata/windows/events.jsonl"
	)
	tests := []struct {
		name, args, golden string
		code               int
	}{
		{"a folder", "template lint testdata/lint", "lint.txt", 1},
		{"lines of JSON", "template lint testdata/lint -json", "lint.jsonl", 1},
		{"for the Cloud API", "template fill" + shop + order + values, "fill-cloudapi.json", 0},
		{"for 360dialog", "template fill -provider dialog360" + order + values + shop, "fill-cloudapi.json", 0},
		{"for 1msg", "template fill" + order + shop + " -provider=onemsg" + values, "fill-onemsg.json", 0},
		{
			"for Twilio", "template fill testdata/templates/content.json -values testdata/templates/content-values.json",
			"fill-twilio.json", 0,
		},
		{
			"every problem", "template fill" + shop + order + " -values testdata/templates/shop-wrong.json",
			"fill-problems.json", 1,
		},
		{"for an editor", "template insert" + shop + order, "insert.txt", 0},
		{
			"read back", "template insert" + shop + order + values + " -read testdata/templates/shop-edited.txt",
			"fill-cloudapi.json", 0,
		},
		{
			"changed around the gaps", "template insert" + shop + order + values + " -read testdata/templates/shop-changed.txt",
			"insert-error.json", 1,
		},
		{
			"closed, with a card", events + " -at 2026-11-05T12:00:00Z -to +999123456 -card testdata/windows/card.json",
			"window.json", 0,
		},
		{
			"closed, by the country", events + " -at 2026-11-05T12:00:00Z -country xf -card testdata/windows/card.json",
			"window.json", 0,
		},
		{
			"open, of one category", events + " -at 2026-11-03T10:30:00+01:00 -template UTILITY -margin 15h -lead 2h",
			"window-utility.json", 0,
		},
		{"in order, with facts", "profile check testdata/profiles/good.json -at 2026-11-03T09:30:00Z", "profile.json", 0},
		{"not in order", "profile check testdata/profiles/bad.json", "profile-violations.json", 1},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			want, err := os.ReadFile(filepath.Join("testdata", "golden", tt.golden))
			if err != nil {
				t.Fatal(err)
			}
			code, out, errs := wactl(nil, strings.Fields(tt.args)...)
			if code != tt.code || errs != "" {
				t.Errorf("exit code %d, want %d, %s", code, tt.code, errs)
			}
			if diff := cmp.Diff(string(want), filepath.ToSlash(out)); diff != "" {
				t.Error(diff)
			}
		})
	}
}
