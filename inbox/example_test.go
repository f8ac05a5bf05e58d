package inbox_test

import (
	"context"
	"fmt"
	"log"
	"time"

	"github.com/wainbox/wainbox/inbox"
	"github.com/wainbox/wainbox/inbox/memstore"
	"github.com/wainbox/wainbox/provider"
	"github.com/wainbox/wainbox/whatsapp"
)

// A customer's message is ingested, answered and sent. Here the delivery is
// made by hand; in a host it comes from a provider.Handler.
func Example() {
	ctx, stop := context.WithCancel(context.Background())
	store, whatsApp, sent := memstore.New(nil), &fakeProvider{}, make(chan string, 1)
	whatsApp.onTry = func(_ context.Context, _ int, m whatsapp.Outbound) (provider.Receipt, error) {
		sent <- whatsapp.TextOf(m.Content)
		return provider.Receipt{ID: "wamid.2"}, nil
	}
	engine, err := inbox.New(store, whatsApp, nil)
	check(err)
	check(engine.Save(ctx,
		inbox.Account{ID: "main", Organization: "acme", Provider: "fake", Number: "1001", Inbox: "support"},
		inbox.Inbox{ID: "support", Organization: "acme", Name: "Support"},
		inbox.Agent{ID: "ada", Organization: "acme", Name: "Ada"},
		inbox.Seat{Inbox: "support", Agent: "ada"},
	))
	check(engine.Available(ctx, inbox.Presence{Organization: "acme", Agent: "ada"}))
	running := make(chan error)
	go func() { running <- engine.Run(ctx) }()

	check(engine.Ingest(ctx, provider.Delivery{Provider: "fake", Events: []whatsapp.Event{&whatsapp.Received{
		Origin:  whatsapp.Origin{Number: "1001"},
		Message: whatsapp.Message{ID: "wamid.1", At: time.Now(), Type: "text", Content: whatsapp.Text{Body: "Hello"}},
		From:    whatsapp.Address{Phone: "4915100000001"},
	}}}))
	for c, err := range store.Conversations(ctx, inbox.ConversationQuery{Organization: "acme"}) {
		check(err)
		fmt.Println("customer:", c.Preview)
		_, err = engine.Reply(ctx, inbox.Reply{
			Organization: "acme", Conversation: c.ID, Agent: "ada", Content: whatsapp.Text{Body: "Hi, how can I help?"},
		})
		check(err)
	}
	fmt.Println("sent:", <-sent)
	stop()
	<-running // what was under way is finished
	// Output:
	// customer: Hello
	// sent: Hi, how can I help?
}

func check(err error) {
	if err != nil {
		log.Fatal(err)
	}
}
