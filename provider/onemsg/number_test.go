package onemsg_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/wainbox/wainbox/provider"
)

func TestReadNumber(t *testing.T) {
	t.Parallel()
	c, f := dial(t)
	f.on(t, "GET", "status", ok(`{"status":"connected"}`))
	f.on(t, "GET", "me", ok(`{"phone":16505550199}`))
	got, err := c.Number(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(provider.Number{ID: "VAN100017", Display: "16505550199", Status: "connected"}, got); diff != "" {
		t.Error(diff)
	}
	f.on(t, "GET", "me", answer{500, ""})
	if _, err := c.Number(t.Context()); provider.KindOf(err) != provider.Unavailable {
		t.Errorf("without a profile: %v", err)
	}
	f.on(t, "GET", "status", ok(`{}`))
	if _, err := c.Number(t.Context()); provider.KindOf(err) != provider.Unavailable {
		t.Errorf("without a status: %v", err)
	}
}
