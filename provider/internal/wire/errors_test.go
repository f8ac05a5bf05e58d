package wire_test

import (
	"testing"

	"github.com/wainbox/wainbox/provider"
	"github.com/wainbox/wainbox/provider/internal/wire"
	"github.com/wainbox/wainbox/whatsapp"
)

// TestKindOf names every code that the platform documents.
func TestKindOf(t *testing.T) {
	t.Parallel()
	tests := map[provider.Kind][]int{
		provider.Auth: {0, 3, 10, 190, 200, 230, 299, 131005},
		provider.Invalid: {
			100, 131008, 131009, 131035, 131036, 131052, 131053, 131059, 135000,
			132000, 132005, 132008, 132012, 132018,
			131201, 131202, 131204, 131209, 131210, 131213,
			138003, 138017, 139000, 139001, 139002, 139003, 139004, 139100, 139101,
			147001, 147002, 147003, 147004, 147005, 1752041, 2494010, 2494102,
		},
		provider.Unsupported: {130501, 131051, 131055, 131060, 131062, 134100, 138013, 200005, 200006, 200007},
		provider.Window:      {131047},
		provider.Recipient: {
			131021, 131026, 137000, 131020, 131041, 131203, 131207, 131212, 138001, 138006, 138009, 138012,
		},
		provider.Template: {
			131061, 132001, 132007, 132015, 132016, 132068,
			2388019, 2388040, 2388047, 2388072, 2388073, 2388293, 2388299,
		},
		provider.OptedOut: {130472, 131049, 131050},
		provider.Account: {
			33, 368, 130497, 131030, 131031, 131037, 131042, 131044, 131045, 131063, 131064, 131211, 131214, 131215,
			133000, 133005, 133006, 133008, 133009, 133010, 133016, 134011, 138000, 138014, 138015, 138018,
			2388001, 2388012, 2388091, 2388093, 2388103, 2593079, 2593085, 2593107, 2593108, 2593109,
		},
		provider.Throttled: {4, 613, 80007, 80008, 130429, 131048, 131056, 131208, 132069, 138002, 138005, 2494055},
		provider.Unavailable: {
			2, 131000, 131016, 131057, 133004, 133015, 134101, 134102, 138004, 138007, 139102, 139103, 2494100,
		},
		provider.Other: {1, 138019, 138020, 138021, 138022, 138023, -1, 5, 199, 300, 130000, 131999, 999999999},
	}
	seen := map[int]bool{}
	for kind, codes := range tests {
		for _, code := range codes {
			if seen[code] {
				t.Errorf("%d is in the test twice", code)
			}
			seen[code] = true
			if got := wire.KindOf(code); got != kind {
				t.Errorf("%d: %v, want %v", code, got, kind)
			}
		}
	}
}

// TestIsPair: of all codes only one speaks of a pair, and it is retryable.
func TestIsPair(t *testing.T) {
	t.Parallel()
	for code := range 140_000 {
		if got, want := wire.IsPair(code), code == 131056; got != want {
			t.Errorf("%d: %v", code, got)
		}
	}
	mustEqual(t, wire.KindOf(131056).Class(), whatsapp.RetryLater)
}
