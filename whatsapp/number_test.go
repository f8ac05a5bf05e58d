package whatsapp_test

import (
	"math"
	"testing"

	"github.com/wainbox/wainbox/whatsapp"
)

func TestMessagingLimitCustomers(t *testing.T) {
	t.Parallel()
	for limit, want := range map[whatsapp.MessagingLimit]int{
		whatsapp.Tier50: 50, whatsapp.Tier250: 250, whatsapp.Tier1K: 1000, whatsapp.Tier2K: 2000,
		whatsapp.Tier10K: 10_000, whatsapp.Tier100K: 100_000, whatsapp.TierUnlimited: math.MaxInt,
		"2000": 2000, "-1": math.MaxInt, "tier_2k": 2000, "10K Customers/24hr": 10_000, "0": 0,
		"2147483647": math.MaxInt32,
	} {
		if n, ok := limit.Customers(); n != want || !ok {
			t.Errorf("%s: %d, %t", limit, n, ok)
		}
	}
	for _, limit := range []whatsapp.MessagingLimit{"", whatsapp.TierNotSet, "-2", "K", "TIER_", "2M", "1.5K", "2 147", "2147483648", " 2K"} {
		if n, ok := limit.Customers(); ok {
			t.Errorf("%q: %d", limit, n)
		}
	}
}

func TestOnlyAConnectedNumberCanSend(t *testing.T) {
	t.Parallel()
	for status, want := range map[whatsapp.NumberStatus]bool{
		whatsapp.NumberConnected: true, whatsapp.NumberFlagged: false, whatsapp.NumberRestricted: false,
		whatsapp.NumberUnknown: false, "": false, "ONLINE": false,
	} {
		if status.CanSend() != want {
			t.Errorf("%q: %t", status, !want)
		}
	}
}
