package main

import (
	"context"
	"errors"
	"net"
	"net/http"
	"time"

	"github.com/wainbox/wainbox/provider/simulator"
)

// local is the simulator in this process. The Cloud API client talks to it over
// loopback HTTP, as it would to the platform.
type local struct {
	*simulator.Simulator

	address string
	server  *http.Server
	cancel  context.CancelFunc
	ended   chan error
}

// simulate starts a simulator that calls the webhook. It outlives ctx, so that
// the last sends of a stopping engine still get their answers.
func simulate(ctx context.Context, webhook string) (*local, error) {
	sim, err := simulator.New(&simulator.Options{
		WebhookURL: webhook, Pace: 300 * time.Millisecond, Templates: samples(),
	})
	if err != nil {
		return nil, err
	}
	listener, err := (&net.ListenConfig{}).Listen(ctx, "tcp", "127.0.0.1:0")
	if err != nil {
		return nil, err
	}
	running, cancel := context.WithCancel(context.WithoutCancel(ctx))
	l := &local{
		Simulator: sim, address: "http://" + listener.Addr().String(), cancel: cancel, ended: make(chan error, 2),
		server: &http.Server{Handler: sim.Handler(), ReadHeaderTimeout: 10 * time.Second},
	}
	go func() { l.ended <- sim.Run(running) }()
	go func() { l.ended <- l.server.Serve(listener) }()
	return l, nil
}

// settle waits a moment for the statuses of the last sends: who would tell them
// is about to forget them.
func (l *local) settle(ctx context.Context) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), 2*time.Second)
	defer cancel()
	_ = l.Drain(ctx)
}

// stop ends it, and forgets all it knew.
func (l *local) stop() error {
	l.cancel()
	err := l.server.Close()
	for range cap(l.ended) {
		if e := <-l.ended; !errors.Is(e, http.ErrServerClosed) {
			err = errors.Join(err, e)
		}
	}
	return err
}

func (l *local) write(ctx context.Context, in simulator.Inbound) (string, error) {
	return l.Write(ctx, in)
}

func (l *local) chat(_ context.Context, number string) ([]simulator.Message, error) {
	return l.Chat("", number), nil
}

func (l *local) read(ctx context.Context, number string) error { return l.Read(ctx, "", number) }
