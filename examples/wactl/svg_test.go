package main

import "testing"

func TestClipped(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name  string
		width int
		want  string
	}{
		{"", 3, ""}, {"ana", 3, "ana"}, {"anna", 3, "an…"}, {"長長", 4, "長長"}, {"長長長", 5, "長長…"}, {"長長長", 4, "長…"},
	} {
		if got := clipped(tt.name, tt.width); got != tt.want {
			t.Errorf("%q in %d: %q, want %q", tt.name, tt.width, got, tt.want)
		}
	}
}
