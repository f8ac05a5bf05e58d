package inbox_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/wainbox/wainbox/inbox"
	"github.com/wainbox/wainbox/routing"
)

// An agent's room is that of the seat, or of the inbox where it has none, and of the
// agent in all inboxes.
func TestHowManyChatsAnAgentIsOffered(t *testing.T) {
	t.Parallel()
	none, one, three := 0, 1, 3
	for name, tt := range map[string]struct {
		agent, inbox int
		seat         *int
		want         int
	}{
		"no limit":                          {0, 0, nil, 5},
		"the inbox's":                       {0, 2, nil, 2},
		"the seat's, which is less":         {0, 2, &one, 1},
		"the seat's, which is more":         {0, 2, &three, 3},
		"no limit, whatever the inbox says": {0, 2, &none, 5},
		"the agent's":                       {2, 0, nil, 2},
		"the agent's, whatever the seat's":  {2, 1, &none, 2},
		"the inbox's, which is less":        {3, 2, nil, 2},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			atDesk(t, routing.Rules{}, func(d *desk) {
				d.away("ada")
				d.save(
					inbox.Inbox{ID: queue, Organization: org, Capacity: tt.inbox},
					inbox.Agent{ID: "bob", Organization: org, Capacity: tt.agent},
					inbox.Seat{Inbox: queue, Agent: "bob", Capacity: tt.seat},
				)
				d.arrives("1", "2", "3", "4", "5")
				d.counts()
				require.Equal(t, tt.want, d.agent("bob").Load)
			})
		})
	}
}

// What frees an agent in one inbox is a chance for what waits in another.
func TestRoomThatIsFreedInOneInboxIsUsedInAnother(t *testing.T) {
	t.Parallel()
	for name, frees := range map[string]func(*desk){
		"a chat ends":            func(d *desk) { d.accept("1", "ada"); d.end("1") },
		"a chat is handed over":  func(d *desk) { d.accept("1", "ada"); d.do(d.Transfer(d.t.Context(), d.to("1", "bob"))) },
		"an offer is declined":   func(d *desk) { d.decline("1", "ada") },
		"it is given to another": func(d *desk) { d.do(d.Assign(d.t.Context(), d.to("1", "bob"))) },
		"an offer times out":     func(d *desk) { d.passes(30 * time.Second) },
		"a seat is left":         func(d *desk) { d.save(inbox.Seat{Inbox: queue, Agent: "ada", Left: true}); d.passes(0) },
		"there is more room":     func(d *desk) { d.save(inbox.Agent{ID: "ada", Organization: org, Capacity: 2}); d.passes(0) },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			atDesk(t, routing.Rules{}, func(d *desk) {
				d.save(
					inbox.Inbox{ID: "other", Organization: org}, inbox.Seat{Inbox: "other", Agent: "ada"},
					inbox.Account{ID: "other", Organization: org, Provider: "fake", Number: "1002", Inbox: "other"},
					inbox.Agent{ID: "ada", Organization: org, Capacity: 1},
				)
				d.arrives("1")
				d.is("1: offered ada")
				second := text("wamid.other", "2", "Hello", time.Now())
				second.Number = "1002"
				d.ingest(second)
				d.passes(0)
				require.Equal(t, routing.Waiting, d.of("2").Chat.State)
				frees(d)
				require.Equal(t, routing.Offered, d.of("2").Chat.State)
				require.LessOrEqual(t, d.agent("ada").Load, max(d.agent("ada").Capacity, 1))
			})
		})
	}
}
