package main

import (
	"bytes"
	"context"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/wainbox/wainbox/inbox"
	"github.com/wainbox/wainbox/whatsapp"
)

const preview = "text.preview_url"

// What each provider made of each step: cloudapi, dialog360, twilio, onemsg.
var want = map[string][]string{
	"a customer asks":                {"ok", "ok", "ok", "ok"},
	"typing is shown":                {"ok", "ok", "ok", "ok"},
	"an answer quotes it":            {"ok", "ok", "lossy: context.message_id, " + preview, "lossy: " + preview},
	"a photo comes":                  {"ok", "ok", "ok", "ok"},
	"it is marked read":              {"ok", "ok", "not carried", "ok"},
	"a reaction to it":               {"ok", "ok", "not carried", "ok"},
	"a document":                     {"ok", "ok", "lossy: document.filename", "ok"},
	"a place":                        {"ok", "ok", "ok", "ok"},
	"a question with buttons":        {"ok", "ok", "ok", "lossy: interactive.header"},
	"a button is tapped":             {"ok", "ok", "ok", "ok"},
	"next day, free text is refused": {"ok", "ok", "ok", "ok"},
	"next day, a template goes":      {"ok", "ok", "ok", "ok"},
	"templates are listed":           {"ok", "ok", "ok", "ok"},
	"the doctor looks":               {"ok", "ok", "ok", "ok"},
	"a forged callback is refused":   {"ok", "ok", "ok", "ok"},
}

func TestOneConversationOnFourProviders(t *testing.T) {
	t.Parallel()
	var out bytes.Buffer
	ctx, stop := context.WithTimeout(t.Context(), time.Minute)
	w, err := open(ctx, t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { stop(); w.working.Wait() })
	rows, err := w.play(ctx, &out)
	if err != nil {
		t.Fatalf("%v after:\n%s", err, out.String())
	}
	if err := w.audit(ctx, &out, rows); err != nil {
		t.Errorf("%v after:\n%s", err, out.String())
	}
	got := map[string][]string{}
	for _, r := range rows {
		for _, o := range r.outcomes {
			got[r.step] = append(got[r.step], o.word)
		}
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("outcomes (-want +got):\n%s", diff)
	}

	if again := w.sim.Repeated(); len(again) > 0 || w.sim.Dropped() > 0 {
		t.Errorf("%d answers arrived twice, %d callbacks were given up", len(again), w.sim.Dropped())
	}
	sends := map[string][]string{}
	for _, s := range w.sim.Sends() {
		sends[s.Number] = append(sends[s.Number], s.Type)
	}
	full := []string{"text", "reaction", "document", "location", "interactive", "template"}
	poor := slices.DeleteFunc(slices.Clone(full), func(kind string) bool { return kind == "reaction" })
	if diff := cmp.Diff(map[string][]string{"1001": full, "1002": full, "1003": poor, "1004": full}, sends); diff != "" {
		t.Errorf("arrived (-want +got):\n%s", diff)
	}
	for _, talk := range w.talks {
		checkStored(t, talk)
	}
}

// checkStored looks at what the inbox has of a conversation: three messages of
// the customer's, one with a file, and our answers, all read.
func checkStored(t *testing.T, talk *talk) {
	t.Helper()
	q := inbox.MessageQuery{Organization: organization, Conversation: talk.conversation}
	received, answered := 0, 0
	for m, err := range talk.store.Messages(t.Context(), q) {
		switch state := m.Delivery.State(); {
		case err != nil:
			t.Fatal(err)
		case m.Elsewhere:
			t.Errorf("%s: our own answer came back as somebody else's", talk.name())
		case m.Direction == inbox.In:
			received++
		case state == inbox.DeliveryState(whatsapp.Read), m.Content.Kind() == whatsapp.KindReaction:
			answered++
		default:
			t.Errorf("%s: a %s is %s", talk.name(), m.Content.Kind(), state)
		}
	}
	if received != 3 || answered != talk.sent {
		t.Errorf("%s: %d received, %d answered", talk.name(), received, answered)
	}
	all := inbox.ConversationQuery{Organization: organization, Inbox: talk.account.Inbox}
	for c, err := range talk.store.Conversations(t.Context(), all) {
		if err != nil || c.ID != talk.conversation || c.Address.Phone != customer {
			t.Errorf("%s: another conversation, %v", talk.name(), err)
		}
	}
}

func TestRun(t *testing.T) {
	t.Parallel()
	var out bytes.Buffer
	if err := run(t.Context(), &out); err != nil {
		t.Errorf("%v after:\n%s", err, out.String())
	}
}
