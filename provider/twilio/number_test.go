package twilio_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/wainbox/wainbox/provider"
)

func TestNumber(t *testing.T) {
	t.Parallel()
	c, _ := senders(t, ownSender)
	want := provider.Number{
		ID: from, WABA: "2001", Display: "+" + from, VerifiedName: "Lamps", Status: "ONLINE", Quality: "HIGH", Limit: "10K Customers/24hr",
		Problems: []provider.Problem{{
			Where: "PHONE_NUMBER", Code: 30008, Text: "No delivery", Solution: "https://www.twilio.com/docs/api/errors/30008",
		}},
	}
	got, err := c.Number(t.Context())
	if diff := cmp.Diff(want, got); err != nil || diff != "" {
		t.Error(err, diff)
	}
}
