package storetest

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"time"

	"github.com/wainbox/wainbox/inbox"
	"github.com/wainbox/wainbox/provider"
	"github.com/wainbox/wainbox/routing"
)

// sim is one run: some engines on one store, and all that happens to them, one
// thing after the other as the dice say.
type sim struct {
	ctx      context.Context
	seed     uint64
	dice     *rand.Rand
	clock    time.Time
	store    *mirror
	replicas []*replica
	active   []*activity // in the order in which they began
	running  *activity   // nil = the run itself
	begun    int
	calm     bool // nothing breaks
	failure  string
	story    []line
	scene
	customers
}

// replica is an engine and its clock.
type replica struct {
	*inbox.Engine

	number int
	ahead  time.Duration // of the run's clock
}

// clockSpread is how much the clocks of two engines differ at most.
const clockSpread = 100 * time.Millisecond

func newSim(ctx context.Context, store inbox.Store, seed uint64) *sim {
	s := &sim{ctx: ctx, seed: seed, dice: rand.New(rand.NewPCG(seed, 1)), clock: noon}
	s.store = newMirror(s, store)
	s.scene = newScene(s.dice)
	for n := range s.engines {
		// No two clocks show the same: what two engines do has an order by time.
		r := &replica{number: n + 1, ahead: time.Duration(n)}
		if s.skewed && n > 0 {
			r.ahead += time.Duration(s.dice.Int64N(int64(clockSpread/time.Microsecond))) * time.Microsecond
		}
		s.replicas = append(s.replicas, r)
		s.boot(r)
	}
	return s
}

// boot gives a replica a fresh engine.
func (s *sim) boot(r *replica) {
	none := inbox.ProvidersFunc(func(context.Context, inbox.Account) (provider.Provider, error) {
		return nil, errors.New("nothing is sent")
	})
	o := &inbox.Options{Now: func() time.Time { return s.clock.Add(r.ahead) }}
	if s.explained {
		o.Explained = func(c inbox.Conversation, e routing.Explanation) { s.explains(c, e) }
	}
	e, err := inbox.New(wire{s, s.store}, none, o)
	if err != nil {
		s.failf("no engine: %v", err)
	}
	r.Engine = e
}

// failf notes what is wrong first.
func (s *sim) failf(format string, args ...any) {
	if s.failure == "" {
		s.failure = fmt.Sprintf(format, args...)
		s.say(s.running, "FAILS: "+s.failure)
	}
}

// run is the whole of it. All ends, whatever failed.
func (s *sim) run() {
	defer func() {
		for len(s.active) > 0 {
			s.kill(s.active[0])
		}
	}()
	s.begin()
	for s.steps > 0 && s.failure == "" {
		for n := 20 + s.dice.IntN(s.restless); n > 0 && s.failure == ""; n-- {
			s.step()
		}
		s.settle()
	}
}

// begin makes the world.
func (s *sim) begin() {
	r := s.replicas[0]
	if err := r.Save(s.ctx, s.records()...); err != nil {
		s.failf("the world cannot be saved: %v", err)
	}
	if !s.steady {
		return
	}
	for _, a := range s.people {
		p := inbox.Presence{Organization: s.orgs, Agent: a.ID, Lease: 24 * time.Hour}
		s.goOn(s.start(r, task{name: "available " + string(a.ID), do: func(ctx context.Context) error { return r.Available(ctx, p) }}))
	}
	s.settle()
}

// step is something that happens.
func (s *sim) step() {
	if len(s.active) > 0 && s.dice.IntN(100) < s.goesOn {
		s.goOn(s.active[s.dice.IntN(len(s.active))])
		return
	}
	s.steps--
	r := s.replicas[s.dice.IntN(len(s.replicas))]
	switch n := s.dice.IntN(100); {
	case n < 45:
		if s.free(r) {
			s.start(r, s.command())
		}
	case n < 80:
		s.work(r)
	case n < 95:
		s.pass()
	case n < 95+s.crashes:
		s.crash(r)
	case len(s.active) > 0: // its lease ran out, for example
		s.kill(s.active[s.dice.IntN(len(s.active))])
	}
}

// free reports whether a replica can carry out a command: one at a time, for the
// locks of conversations are not the simulation's.
func (s *sim) free(r *replica) bool {
	return !slices.ContainsFunc(s.active, func(a *activity) bool { return a.of == r && a.task.locks })
}

// work has a replica do what is due, unless it does so twice already.
func (s *sim) work(r *replica) {
	n := 0
	for _, a := range s.active {
		if a.of == r && !a.task.locks {
			n++
		}
	}
	if n < 2 && s.store.jobs.due(nil, s.clock.Add(r.ahead)) {
		s.start(r, task{name: "works", do: func(ctx context.Context) error {
			_, err := r.Work(ctx)
			return err
		}})
	}
}

// crash ends a replica where it is, and begins it anew.
func (s *sim) crash(r *replica) {
	s.say(nil, fmt.Sprint("engine ", r.number, " crashes"))
	for _, a := range slices.Clone(s.active) {
		if a.of == r {
			s.kill(a)
		}
	}
	s.boot(r)
}

// pass lets time pass: most often to just when something is due.
func (s *sim) pass() {
	next := s.store.jobs.next(s.clock, false)
	switch n := s.dice.IntN(20); {
	case n < 11 && !next.IsZero() && next.Sub(s.clock) < s.patience:
		s.clock = next
		if r := s.replicas[s.dice.IntN(len(s.replicas))]; n < 5 && next.Add(-r.ahead).After(s.clock) {
			s.clock = next.Add(-r.ahead) // on its clock
		}
	case n < 18:
		s.clock = s.clock.Add(time.Duration(1+s.dice.IntN(4000)) * time.Millisecond)
	default:
		s.clock = s.clock.Add(min(time.Duration(1+s.dice.IntN(120))*time.Second, s.patience))
	}
	s.say(nil, "time passes")
}
