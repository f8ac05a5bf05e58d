package inbox_test

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/wainbox/wainbox/inbox"
	"github.com/wainbox/wainbox/inbox/memstore"
	"github.com/wainbox/wainbox/provider"
	"github.com/wainbox/wainbox/routing"
	"github.com/wainbox/wainbox/whatsapp"
)

// A chat is offered to Ada, who declines, and then to Bob, who accepts. The host
// has a scheduler of its own, which calls Work where others call Run once.
func ExampleEngine_Accept() {
	ctx := context.Background()
	store := memstore.New(nil)
	engine, err := inbox.New(store, &fakeProvider{}, nil)
	check(err)
	check(engine.Save(ctx,
		inbox.Account{ID: "main", Organization: "acme", Provider: "fake", Number: "1001", Inbox: "support"},
		inbox.Inbox{ID: "support", Organization: "acme", Name: "Support", Capacity: 4, Rules: routing.Rules{
			Mode: routing.ModeSticky, ReassignAfter: 45 * time.Second, MaxRounds: 3,
		}},
		inbox.Agent{ID: "ada", Organization: "acme", Name: "Ada"},
		inbox.Agent{ID: "bob", Organization: "acme", Name: "Bob"},
		inbox.Seat{Inbox: "support", Agent: "ada", Position: 1},
		inbox.Seat{Inbox: "support", Agent: "bob", Position: 2},
	))
	for _, agent := range []inbox.AgentID{"ada", "bob"} {
		check(engine.Available(ctx, inbox.Presence{Organization: "acme", Agent: agent}))
	}
	check(engine.Ingest(ctx, provider.Delivery{Provider: "fake", Events: []whatsapp.Event{&whatsapp.Received{
		Origin:  whatsapp.Origin{Number: "1001"},
		Message: whatsapp.Message{ID: "wamid.1", At: time.Now(), Type: "text", Content: whatsapp.Text{Body: "Hello"}},
		From:    whatsapp.Address{Phone: "4915100000001"},
	}}}))

	shown := int64(0)
	work := func() { // until nothing is due, and show what became of the chat
		for done := 1; done > 0; {
			done, err = engine.Work(ctx)
			check(err)
		}
		for e, err := range store.Log(ctx, shown) {
			check(err)
			if shown = e.ID; e.Chat != "" && e.Message == "" && e.Kind != inbox.EntryWindow {
				fmt.Println(strings.TrimSpace(string(e.Kind) + " " + string(e.Agent)))
			}
		}
	}
	work()
	for c, err := range store.Conversations(ctx, inbox.ConversationQuery{Organization: "acme"}) {
		check(err)
		check(engine.Decline(ctx, inbox.ChatStep{Organization: "acme", Conversation: c.ID, Agent: "ada"}))
		work()
		check(engine.Accept(ctx, inbox.ChatStep{Organization: "acme", Conversation: c.ID, Agent: "bob"}))
		work()
	}
	// Output:
	// chat.arrived
	// chat.offered ada
	// chat.declined ada
	// chat.offered bob
	// chat.owner bob
}
