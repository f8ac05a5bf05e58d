package bench_test

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"runtime"
	"sync"
	"sync/atomic"
	"time"
)

// A Plan is how a comparison is run. What is zero is taken from the standard
// plan: 5 rounds of 3 s after 0.5 s of warm-up, 64 clients, 10,000 senders and
// no limit to the requests.
type Plan struct {
	Rounds   int
	Warm     time.Duration
	Measure  time.Duration
	Clients  int
	Senders  int
	Requests int64 // of a contender in a round
}

func (p Plan) standard() Plan {
	return Plan{
		Rounds:   cmp.Or(p.Rounds, 5),
		Warm:     cmp.Or(p.Warm, 500*time.Millisecond),
		Measure:  cmp.Or(p.Measure, 3*time.Second),
		Clients:  cmp.Or(p.Clients, 64),
		Senders:  cmp.Or(p.Senders, 10_000),
		Requests: cmp.Or(p.Requests, 1<<62),
	}
}

// Run compares contenders in dir. A round gives each a turn on a database of
// its own, and the turns rotate, because a machine is not equally fast from one
// minute to the next. Run fails if an answer was not 200, or if what a database
// holds in the end is not what was sent.
func Run(ctx context.Context, dir string, plan Plan, contenders ...Contender) (Report, error) {
	plan = plan.standard()
	senders := newSenders(plan.Senders)
	report := make(Report, len(contenders))
	for round := range plan.Rounds {
		for i := range contenders {
			i = (i + round) % len(contenders)
			c := contenders[i]
			place := filepath.Join(dir, fmt.Sprintf("%s-%d", c.Name, round))
			figure, err := turn(ctx, place, plan, c, senders, uint64(round))
			if err != nil {
				return nil, fmt.Errorf("%s, round %d: %w", c.Name, round+1, err)
			}
			report[i].Name = c.Name
			report[i].Rounds = append(report[i].Rounds, figure)
		}
	}
	return report, nil
}

// turn puts one contender under load and checks its rows.
func turn(ctx context.Context, dir string, plan Plan, c Contender, senders []string, round uint64) (f Figure, err error) {
	if err := os.Mkdir(dir, 0o700); err != nil {
		return f, err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	receiver, err := c.Open(ctx, dir, senders)
	if err != nil {
		return f, err
	}
	defer func() { err = errors.Join(err, receiver.Close()) }()
	before, err := receiver.Rows(ctx)
	if err != nil {
		return f, err
	}
	runtime.GC() // what filling left behind is not the round's to clear
	tallies, measured, err := serve(ctx, receiver, plan, senders, round)
	if err != nil {
		return f, err
	}
	after, err := receiver.Rows(ctx)
	if err != nil {
		return f, err
	}
	sent, latencies, err := sum(tallies)
	if err != nil {
		return f, err
	}
	if want := before.after(sent); after != want {
		return f, fmt.Errorf("%d requests were answered 200, yet the rows are %+v and should be %+v", sent, after, want)
	}
	return newFigure(latencies, measured), nil
}

// serve runs a server with the handler and the clients against it, and returns
// what they saw and how long was measured.
func serve(ctx context.Context, h http.Handler, plan Plan, senders []string, round uint64) (_ []tally, measured time.Duration, err error) {
	var config net.ListenConfig
	listener, err := config.Listen(ctx, "tcp", "127.0.0.1:0")
	if err != nil {
		return nil, 0, err
	}
	server := &http.Server{Handler: h, ReadHeaderTimeout: patience}
	served := make(chan error, 1)
	go func() { served <- server.Serve(listener) }()
	defer func() {
		err = errors.Join(err, server.Shutdown(ctx))
		if end := <-served; !errors.Is(end, http.ErrServerClosed) {
			err = errors.Join(err, end)
		}
	}()

	clients := make([]*client, plan.Clients)
	for i := range clients {
		random := rand.New(rand.NewPCG(round, uint64(i)))
		if clients[i], err = dial(ctx, listener.Addr().String(), random); err != nil {
			for _, c := range clients[:i] {
				err = errors.Join(err, c.conn.Close())
			}
			return nil, 0, err
		}
	}
	var budget atomic.Int64
	budget.Store(plan.Requests)
	tallies := make([]tally, len(clients))
	warm := time.Now().Add(plan.Warm)
	end := warm.Add(plan.Measure)
	var all sync.WaitGroup
	for i, c := range clients {
		all.Go(func() { tallies[i] = c.post(senders, warm, end, &budget) })
	}
	all.Wait()
	return tallies, min(plan.Measure, time.Since(warm)), nil
}
