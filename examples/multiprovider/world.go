package main

import (
	"context"
	"net/http"
	"sync"
	"sync/atomic"
	"time"

	"github.com/wainbox/wainbox/inbox"
	"github.com/wainbox/wainbox/inbox/memstore"
	"github.com/wainbox/wainbox/provider"
	"github.com/wainbox/wainbox/provider/simulator"
	"github.com/wainbox/wainbox/routing"
)

const (
	organization inbox.OrganizationID = "acme"
	sam          inbox.AgentID        = "sam"
)

// world is a helpdesk and a WhatsApp, in one process.
type world struct {
	clock   clock
	sim     *simulator.Simulator
	store   *memstore.Store
	engine  *inbox.Engine
	files   inbox.Folder
	talks   []*talk
	working sync.WaitGroup // until ctx ends
}

// clock is the one by which all of the world goes. It can be put forward: then a
// day passes at once.
type clock struct{ ahead atomic.Int64 }

func (c *clock) now() time.Time { return time.Now().Add(time.Duration(c.ahead.Load())) }

func (c *clock) advance(d time.Duration) { c.ahead.Add(int64(d)) }

// open begins everything, until ctx ends.
func open(ctx context.Context, folder string) (*world, error) {
	w := &world{files: inbox.Folder(folder)}
	hooks := http.NewServeMux()
	public, err := serve(ctx, hooks)
	if err != nil {
		return nil, err
	}
	w.sim, err = simulator.New(&simulator.Options{
		Numbers: numbers(public), Dialog360Secret: partnerSecret, AutoRead: true, Now: w.clock.now,
		Templates: []simulator.Template{{Name: "order_ready", Language: "en_US", Body: "Hi {{1}}, order {{2}} is ready."}},
	})
	if err != nil {
		return nil, err
	}
	api, err := serve(ctx, w.sim.Handler())
	if err != nil {
		return nil, err
	}
	w.sim.SetBaseURL(api)
	four, err := lines(ctx, api, public)
	if err != nil {
		return nil, err
	}
	if err := w.hire(ctx, four); err != nil {
		return nil, err
	}
	for _, l := range four {
		e := newEndpoint(w.engine, l)
		hooks.Handle("/"+l.name(), e)
		w.talks = append(w.talks, &talk{world: w, line: l, endpoint: e})
	}
	w.working.Go(func() { _ = w.sim.Run(ctx) })
	w.working.Go(func() { _ = w.engine.Run(ctx) })
	return w, nil
}

// hire makes the engine, with an account and an inbox for each line and one
// agent in all of them.
func (w *world) hire(ctx context.Context, four []line) (err error) {
	providers := map[inbox.AccountID]provider.Provider{}
	records := []inbox.Record{inbox.Agent{ID: sam, Organization: organization, Name: "Sam"}}
	for _, l := range four {
		providers[l.account.ID] = l.Provider
		records = append(records, l.account,
			inbox.Inbox{ID: l.account.Inbox, Organization: organization, Name: "Support on " + l.name(), Rules: routing.Rules{AutoAccept: true}},
			inbox.Seat{Inbox: l.account.Inbox, Agent: sam})
	}
	w.store = memstore.New(&memstore.Options{Now: w.clock.now})
	w.engine, err = inbox.New(w.store, inbox.ProvidersFunc(
		func(_ context.Context, a inbox.Account) (provider.Provider, error) { return providers[a.ID], nil },
	), &inbox.Options{Files: w.files, Now: w.clock.now})
	if err != nil {
		return err
	}
	if err := w.engine.Save(ctx, records...); err != nil {
		return err
	}
	return w.engine.Available(ctx, inbox.Presence{Organization: organization, Agent: sam, Lease: 1000 * time.Hour})
}
