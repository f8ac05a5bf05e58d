//go:build unix

package main

import (
	"fmt"
	"net/http"
	"path/filepath"
	"testing"
	"time"

	"github.com/wainbox/wainbox/inbox"
	"github.com/wainbox/wainbox/inbox/sqlstore"
)

// An offer's deadline is reached though the process is killed before it, however
// often: it is over soon after, or soon after somebody runs again, and the next
// agent is asked. Nothing is told twice.
func TestDeadlinesSurviveKill(t *testing.T) {
	if testing.Short() {
		t.Skip("builds two programs and kills one")
	}
	t.Parallel()
	const lasts, kills, chats = 2 * time.Second, 4, 5
	folder := binaries(t)
	sim := launch(t, filepath.Join(folder, "simulator"), nil, "-addr", "127.0.0.1:0")
	db := filepath.Join(t.TempDir(), "wainbox.db")
	var downs [][2]time.Time // from when to when nobody ran
	var desk *process
	restart := func() {
		down := time.Now()
		desk = launch(t, filepath.Join(folder, "helpdesk"), []string{
			"WAINBOX_ADDR=127.0.0.1:0", "WAINBOX_DB=" + db, "WAINBOX_OFFER=" + lasts.String(),
			"WAINBOX_SIMULATOR_URL=" + sim.address,
		})
		downs = append(downs, [2]time.Time{down, time.Now()})
		if status := ask(t, http.MethodPost, sim.address+"/simulator/webhook", fmt.Sprintf(`{"url":%q}`, desk.address+webhookPath), nil); status != http.StatusOK {
			t.Fatal(status)
		}
	}
	offered := func() (n int) {
		var list conversations
		ask(t, http.MethodGet, desk.address+"/api/conversations", "", &list)
		for _, c := range list.Conversations {
			if c.State == "offered" {
				n++
			}
		}
		return n
	}
	restart()
	for i := range chats {
		if status := ask(t, http.MethodPost, desk.address+"/api/phone/messages", fmt.Sprintf(`{"phone":"1650555010%d","text":"hello"}`, i), nil); status != http.StatusOK {
			t.Fatal(status)
		}
	}
	for range kills {
		eventually(t, "all chats are offered", func() bool { return offered() == chats })
		wait(t, lasts*2/5) // now before the deadline, now after it
		desk.kill()
		restart()
	}
	wait(t, lasts)
	eventually(t, "all chats are offered again", func() bool { return offered() == chats })
	var list conversations
	ask(t, http.MethodGet, desk.address+"/api/conversations", "", &list)
	first := list.Conversations[0]
	answer := body(map[string]string{"agent": string(first.Offered[0].ID), "chat": string(first.Chat)})
	accepted := ask(t, http.MethodPost, desk.address+"/api/conversations/"+string(first.ID)+"/accept", answer, nil)
	desk.kill()
	restart()
	desk.stop()

	s, err := sqlstore.Open(t.Context(), db, nil)
	must(t, err)
	defer func() { must(t, s.Close()) }()
	c, err := s.Conversation(t.Context(), organization, first.ID)
	must(t, err)
	if accepted == http.StatusOK && c.Chat.State != inbox.Active {
		t.Errorf("what was accepted is %q", c.Chat.State)
	}
	lapsed := checkDeadlines(t, entries(t, s), downs)
	if lapsed < chats {
		t.Errorf("%d deadlines were reached", lapsed)
	}
}

// checkDeadlines holds what was told of offers against their deadlines, and
// returns how many were reached.
func checkDeadlines(t *testing.T, all []inbox.Entry, downs [][2]time.Time) (lapsed int) {
	t.Helper()
	const late = 10 * time.Second // on a machine that does much else; a second is usual
	open := map[inbox.ConversationID]time.Time{}
	for _, e := range all {
		until, is := open[e.Conversation]
		switch e.Kind {
		case inbox.EntryOffered:
			at, err := time.Parse(time.RFC3339Nano, e.State)
			must(t, err)
			if is {
				t.Errorf("%s is offered twice at once", e.Conversation)
			}
			open[e.Conversation] = at
		case inbox.EntryTimedOut:
			lapsed++
			due := until
			for _, d := range downs {
				if !until.Before(d[0]) && until.Before(d[1]) {
					due = d[1]
				}
			}
			if !is || e.At.Before(until) || e.At.Sub(due) > late {
				t.Errorf("an offer until %v was over at %v", until, e.At)
			}
			delete(open, e.Conversation)
		case inbox.EntryOwner, inbox.EntryWithdrawn, inbox.EntryDeclined:
			delete(open, e.Conversation)
		default:
		}
	}
	return lapsed
}
