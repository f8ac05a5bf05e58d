package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"sync"
	"time"

	"github.com/wainbox/wainbox/inbox/sqlstore"
)

// grace is how long open requests may take when the helpdesk stops.
const grace = 10 * time.Second

// run serves until ctx ends, and stops in the order in which things depend on
// each other: sends first, then what calls us, then the store. It writes one
// line when it is ready: the address, with the real port.
func run(ctx context.Context, c config, out io.Writer, logger *slog.Logger) (err error) {
	store, err := sqlstore.Open(ctx, c.db, &sqlstore.Options{Logger: logger})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, store.Close()) }()
	listener, err := (&net.ListenConfig{}).Listen(ctx, "tcp", c.addr)
	if err != nil {
		return err
	}
	defer func() { _ = listener.Close() }()
	address := "http://" + listener.Addr().String()

	var sim *local
	if c.inside {
		if sim, err = simulate(ctx, address+webhookPath); err != nil {
			return err
		}
		defer func() { err = errors.Join(err, sim.stop()) }()
		c.graphURL = sim.address
	}
	h, err := newHelpdesk(c, store, sim, logger)
	if err != nil {
		return err
	}
	if err := seed(ctx, store, h.engine, c); err != nil {
		return err
	}
	server := &http.Server{
		Handler: h.handler(listener.Addr()), ReadHeaderTimeout: 10 * time.Second, ReadTimeout: time.Minute,
		IdleTimeout: 2 * time.Minute, ErrorLog: slog.NewLogLogger(logger.Handler(), slog.LevelWarn),
	}
	served := make(chan error, 1)
	go func() { served <- server.Serve(listener) }()
	if c.exposed {
		logger.WarnContext(ctx, "no login: whoever reaches this address reads and writes everything", "address", address)
	}
	fmt.Fprintf(out, "helpdesk listening on %s\n", address)
	err = work(ctx, h, served)
	if sim != nil {
		sim.settle(ctx)
	}
	return errors.Join(err, shutdown(ctx, server))
}

// work runs the engine until ctx ends, or the server does, and keeps the
// templates. Then the engine drains: what it was sending it finishes, the rest
// it gives back.
func work(ctx context.Context, h *helpdesk, served <-chan error) error {
	var syncs sync.WaitGroup
	defer syncs.Wait()
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	if h.templates != nil {
		syncs.Go(func() { keepTemplates(ctx, h.templates, h.client, h.log) })
	}
	drained := make(chan struct{})
	go func() {
		defer close(drained)
		_ = h.engine.Run(ctx) // it returns ctx's own error
	}()
	var err error
	select {
	case err = <-served:
		stop()
	case <-drained:
	}
	<-drained
	return err
}

// shutdown lets open requests finish.
func shutdown(ctx context.Context, server *http.Server) error {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), grace)
	defer cancel()
	if err := server.Shutdown(ctx); err != nil {
		return errors.Join(err, server.Close())
	}
	return nil
}
