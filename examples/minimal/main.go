// Minimal is the program of the README: an inbox that receives and can answer,
// on a Cloud API number and a SQLite file.
package main

import (
	"context"
	"log"
	"net/http"
	"os"
	"time"

	"github.com/wainbox/wainbox/inbox"
	"github.com/wainbox/wainbox/inbox/sqlstore"
	"github.com/wainbox/wainbox/provider"
	"github.com/wainbox/wainbox/provider/cloudapi"
	"github.com/wainbox/wainbox/routing"
	"github.com/wainbox/wainbox/whatsapp"
)

func main() {
	ctx := context.Background()
	store, err := sqlstore.Open(ctx, "inbox.db", nil)
	check(err)
	number, err := cloudapi.New(cloudapi.Config{
		NumberID: os.Getenv("NUMBER_ID"), Token: os.Getenv("TOKEN"),
		AppSecrets: []string{os.Getenv("APP_SECRET")}, VerifyToken: os.Getenv("VERIFY_TOKEN"),
	}, nil)
	check(err)
	providers := inbox.ProvidersFunc(func(context.Context, inbox.Account) (provider.Provider, error) { return number, nil })
	engine, err := inbox.New(store, providers, nil)
	check(err)
	check(engine.Save(ctx, // who we are; saying it again changes nothing
		inbox.Account{ID: "main", Organization: "acme", Provider: cloudapi.Name, Number: whatsapp.NumberID(os.Getenv("NUMBER_ID")), Inbox: "support"},
		inbox.Inbox{ID: "support", Organization: "acme", Name: "Support", Rules: routing.Rules{AutoAccept: true}},
		inbox.Agent{ID: "ada", Organization: "acme", Name: "Ada"},
		inbox.Seat{Inbox: "support", Agent: "ada"}))
	check(engine.Available(ctx, inbox.Presence{Organization: "acme", Agent: "ada", Lease: 24 * time.Hour}))

	http.Handle("/webhook", provider.NewHandler(cloudapi.Name, number, engine, nil)) // 200 only once it is on disk
	go func() { check(http.ListenAndServe("127.0.0.1:8080", nil)) }()
	go func() { check(engine.Run(ctx)) }() // sends, fetches files, assigns chats

	for entry, err := range store.Log(ctx, 0) { // what happened so far, in order; again after entry.ID for more
		check(err)
		log.Println(entry.Kind, entry.Conversation)
	}
	select {} // engine.Reply(ctx, inbox.Reply{…}) answers
}

func check(err error) {
	if err != nil {
		log.Fatal(err)
	}
}
