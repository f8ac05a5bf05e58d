//go:build !race

package twilio_test

import (
	"testing"

	"github.com/wainbox/wainbox/provider/twilio"
)

// TestVerifyAllocations counts what a genuine callback costs: nothing. Under the
// race detector sync.Pool forgets at random, so it is not counted there.
func TestVerifyAllocations(t *testing.T) {
	w, err := twilio.NewWebhook(twilio.WebhookConfig{AuthTokens: []string{"new", token}}, nil)
	if err != nil {
		t.Fatal(err)
	}
	c := signed(fixture(t, "text"))
	if n := testing.AllocsPerRun(200, func() {
		if err := w.Verify(c); err != nil {
			t.Fatal(err)
		}
	}); n > 0 {
		t.Errorf("a check allocates %v times", n)
	}
}
