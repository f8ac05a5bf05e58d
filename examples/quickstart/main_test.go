package main

import (
	"bytes"
	"context"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

func TestQuickstart(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
	defer cancel()
	var out bytes.Buffer
	if err := run(ctx, &out); err != nil {
		t.Fatalf("%v after:\n%s", err, out.String())
	}
	got := strings.Split(strings.TrimSpace(out.String()), "\n")
	for i, line := range got {
		got[i] = strings.Join(strings.Fields(line)[1:], " ") // without the number
	}
	want := []string{
		"agent.joined sam is a member of support",
		"agent.presence sam is available",
		`message.received verified, decoded and stored: "Where is my order?"`,
		"customer.window opened",
		"chat.arrived a chat waits for an agent",
		"chat.offered sam is asked",
		"chat.owner sam has the chat",
		`message.queued sam answers: "It is on its way, Ana."`,
	}
	if diff := cmp.Diff(want, got[:min(len(want), len(got))]); diff != "" {
		t.Fatalf("printed steps (-want +got):\n%s", diff)
	}
	// A status may overtake the answer to the send, so only the end is certain.
	if last := got[len(got)-1]; last != "message.delivery read" {
		t.Errorf("the last step is %q", last)
	}
}
