// Command quickstart shows the whole way of a message in a terminal: a customer
// writes, an agent gets the chat and answers, and the answer is read.
//
//	go run ./examples/quickstart
//
// It needs no credentials and no network but loopback: package simulator plays
// WhatsApp, and everything else is as it is in production.
package main

import (
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"sync"
	"time"

	"github.com/wainbox/wainbox/inbox"
	"github.com/wainbox/wainbox/inbox/memstore"
	"github.com/wainbox/wainbox/provider"
	"github.com/wainbox/wainbox/provider/cloudapi"
	"github.com/wainbox/wainbox/provider/simulator"
)

func main() {
	if err := run(context.Background(), os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(ctx context.Context, out io.Writer) error {
	ctx, stop := context.WithTimeout(ctx, 30*time.Second)
	defer stop()

	// WhatsApp: here a simulator, whose customers read what they get.
	whatsApp, err := simulator.New(&simulator.Options{AutoRead: true, Pace: 100 * time.Millisecond})
	if err != nil {
		return err
	}
	graph, err := serve(ctx, whatsApp.Handler())
	if err != nil {
		return err
	}

	// The provider: one number at the Cloud API. With a number's own credentials
	// and without the BaseURL it is the real one.
	client, err := cloudapi.New(cloudapi.Config{
		NumberID: simulator.DefaultNumberID, WABA: simulator.DefaultWABA, Token: simulator.DefaultToken,
		AppSecrets: []string{simulator.DefaultAppSecret}, VerifyToken: simulator.DefaultVerifyToken,
	}, &cloudapi.Options{BaseURL: graph})
	if err != nil {
		return err
	}

	// The engine on a store, with one account that feeds one inbox with one agent.
	store := memstore.New(nil)
	providers := inbox.ProvidersFunc(func(context.Context, inbox.Account) (provider.Provider, error) { return client, nil })
	engine, err := inbox.New(store, providers, nil)
	if err != nil {
		return err
	}
	err = engine.Save(ctx,
		inbox.Inbox{ID: "support", Organization: "acme", Name: "Support"},
		inbox.Account{
			ID: "main", Organization: "acme", Provider: cloudapi.Name, Number: simulator.DefaultNumberID,
			WABA: simulator.DefaultWABA, Inbox: "support", Setup: inbox.Connected,
		},
		inbox.Agent{ID: "sam", Organization: "acme", Name: "Sam"},
		inbox.Seat{Inbox: "support", Agent: "sam"},
	)
	if err != nil {
		return err
	}
	if err := engine.Available(ctx, inbox.Presence{Organization: "acme", Agent: "sam"}); err != nil {
		return err
	}

	// The endpoint that WhatsApp calls, and the two that work until we are done.
	webhook, err := serve(ctx, provider.NewHandler(cloudapi.Name, client, engine, nil))
	if err != nil {
		return err
	}
	whatsApp.SetWebhook(webhook)
	var working sync.WaitGroup
	working.Go(func() { _ = whatsApp.Run(ctx) })
	working.Go(func() { _ = engine.Run(ctx) })
	defer func() { stop(); working.Wait() }()

	// A customer writes; from here on everything happens by itself.
	if _, err := whatsApp.Write(ctx, simulator.Inbound{From: "16505550123", Name: "Ana", Text: "Where is my order?"}); err != nil {
		return err
	}
	return follow(ctx, out, engine, store)
}

// serve serves on a free port of this machine until ctx ends, and returns the
// address.
func serve(ctx context.Context, h http.Handler) (string, error) {
	listener, err := (&net.ListenConfig{}).Listen(ctx, "tcp", "127.0.0.1:0")
	if err != nil {
		return "", err
	}
	server := &http.Server{Handler: h, ReadHeaderTimeout: 10 * time.Second}
	go func() { _ = server.Serve(listener) }()
	context.AfterFunc(ctx, func() { _ = server.Close() })
	return "http://" + listener.Addr().String(), nil
}
