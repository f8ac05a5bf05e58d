package main

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestTicks(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		from, until int64
		want        string
	}{
		{0, 0, "0 s"},
		{0, 5, "0 s 1 s 2 s 3 s 4 s 5 s"},
		{7, 119, "15 s 30 s 45 s 60 s 75 s 90 s 105 s"},
		{100, 400, "2:00 3:00 4:00 5:00 6:00"},
		{32_400, 61_200, "9:00 10:00 11:00 12:00 13:00 14:00 15:00 16:00 17:00"},
		{86_401, 86_403, "24:00:01 24:00:02 24:00:03"},
		{0, 10 * 86_400, "0:00 48:00 96:00 144:00 192:00 240:00"},
	} {
		at, step := ticks(tt.from, tt.until)
		write, _ := clock(tt.until, step)
		var got []string
		for _, tick := range at {
			got = append(got, write(tick))
		}
		if diff := cmp.Diff(tt.want, strings.Join(got, " ")); diff != "" {
			t.Errorf("%d to %d: %s", tt.from, tt.until, diff)
		}
	}
}
