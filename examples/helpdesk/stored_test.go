//go:build unix

package main

import (
	"net/http"
	"strings"
	"testing"

	"github.com/wainbox/wainbox/inbox"
	"github.com/wainbox/wainbox/inbox/sqlstore"
	"github.com/wainbox/wainbox/whatsapp"
)

// checkStored opens the file of the stopped helpdesk and holds it against what
// everybody was told.
func checkStored(t *testing.T, db string, f *traffic) {
	t.Helper()
	s, err := sqlstore.Open(t.Context(), db, nil)
	must(t, err)
	defer func() { must(t, s.Close()) }()

	inbound, texts := map[string]int{}, map[string][]inbox.Message{}
	var known int
	held := map[inbox.AgentID]int{}
	for c, err := range s.Conversations(t.Context(), inbox.ConversationQuery{Organization: organization}) {
		must(t, err)
		for _, a := range c.Chat.Holders() {
			held[a]++
		}
		places := map[int64]bool{}
		for m, err := range s.Messages(t.Context(), inbox.MessageQuery{Organization: organization, Conversation: c.ID}) {
			must(t, err)
			known++
			if places[m.Seq] || m.Seq < 1 || m.Seq > c.Messages {
				t.Errorf("place %d of %d is taken twice, or none", m.Seq, c.Messages)
			}
			places[m.Seq] = true
			if m.Direction == inbox.In {
				inbound[string(m.ProviderID)]++
			} else if text, ok := m.Content.(whatsapp.Text); ok {
				texts[text.Body] = append(texts[text.Body], m)
			}
		}
		if len(places) != int(c.Messages) {
			t.Errorf("a conversation counts %d messages and has %d", c.Messages, len(places))
		}
	}
	checkInbound(t, f, inbound)
	checkReplies(t, f, texts)
	checkLoads(t, s, held)
	logged := 0
	for _, e := range entries(t, s) {
		if e.Kind == inbox.EntryReceived || e.Kind == inbox.EntryQueued {
			logged++
		}
	}
	if logged != known {
		t.Errorf("the log tells of %d messages; there are %d", logged, known)
	}
}

// checkInbound: what was acknowledged is there once, what was not at most once.
func checkInbound(t *testing.T, f *traffic, inbound map[string]int) {
	t.Helper()
	acknowledged := 0
	for id := range f.written {
		if inbound[id] != 1 {
			t.Errorf("a phone's message is stored %d times", inbound[id])
		}
	}
	for id, ok := range f.posted {
		if ok {
			acknowledged++
		}
		if n := inbound[id]; n > 1 || ok && n != 1 {
			t.Errorf("%s, acknowledged %v, is stored %d times", id, ok, n)
		}
	}
	for id := range inbound {
		if _, posted := f.posted[id]; !posted && f.written[id] == "" {
			t.Errorf("%s was written by nobody", id)
		}
	}
	t.Logf("%d phone messages; %d of %d posts acknowledged", len(f.written), acknowledged, len(f.posted))
}

// checkReplies: each was stored once and sent at most once; one that was not
// sent is uncertain, and only one that was under way can be.
func checkReplies(t *testing.T, f *traffic, texts map[string][]inbox.Message) {
	t.Helper()
	if _, repeated := f.do(http.MethodGet, f.sim+"/simulator/repeated", ""); strings.TrimSpace(string(repeated)) != "[]" {
		t.Errorf("sent more than once: %s", repeated)
	}
	sends := f.sends()
	unsent, doubted := 0, 0
	for _, text := range f.replies {
		stored := texts[text]
		if len(stored) != 1 {
			t.Errorf("%q is stored %d times", text, len(stored))
			continue
		}
		m := stored[0]
		sent, state, doubt := len(sends[m.ID]), m.Delivery.State(), !m.Delivery.Uncertain.IsZero()
		if doubt {
			doubted++
		}
		switch {
		case sent > 1:
			t.Errorf("%q was sent %d times", text, sent)
		case sent == 1 && (state != "delivered" || m.ProviderID != whatsapp.MessageID(sends[m.ID][0].ID)):
			t.Errorf("%q was sent and is %s", text, state)
		case sent == 0 && (state != inbox.Uncertain || strings.Contains(text, "behind")):
			t.Errorf("%q was not sent and is %s", text, state)
		case strings.Contains(text, answerHeld) && (!doubt || sent != 1),
			strings.Contains(text, requestEaten) && (!doubt || sent != 0):
			t.Errorf("%q: sent %d times, uncertain %v", text, sent, doubt)
		}
		if sent == 0 {
			unsent++
		}
		delete(sends, m.ID)
	}
	if len(sends) > 0 {
		t.Errorf("%d sends of no reply: %v", len(sends), sends)
	}
	const workers = 32 // of the engine: no more can be under way at one kill
	if unsent < kills || unsent > kills*workers {
		t.Errorf("%d replies were not sent", unsent)
	}
	t.Logf("%d replies; %d were uncertain for a time, %d of them never left", len(f.replies), doubted, unsent)
}

// checkLoads: an agent counts what the chats say that they hold.
func checkLoads(t *testing.T, s inbox.Store, held map[inbox.AgentID]int) {
	t.Helper()
	for _, agent := range team {
		states, err := s.Load(t.Context(), []inbox.Want{agent.Key()})
		must(t, err)
		if a, _ := states[0].Record.(inbox.Agent); a.Load != held[a.ID] || a.Load > a.Capacity {
			t.Errorf("%s counts %d chats and has %d", a.Name, a.Load, held[a.ID])
		}
	}
}
