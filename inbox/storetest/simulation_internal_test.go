package storetest

import (
	"context"
	"errors"
	"slices"
	"testing"

	"github.com/wainbox/wainbox/inbox"
	"github.com/wainbox/wainbox/inbox/memstore"
)

// A seed is worth what it repeats: the story of a run is the same each time,
// whatever the ids are, which are random.
func TestARunIsTheSameAgain(t *testing.T) {
	t.Parallel()
	for seed := range uint64(40) {
		open := func(testing.TB) inbox.Store { return memstore.New(nil) }
		first, again := simulated(t, open, seed+1).tale(), simulated(t, open, seed+1).tale()
		if first != again {
			t.Fatalf("seed %d:\n%s\nand again:\n%s", seed+1, first, again)
		}
	}
}

// simBreakers are stores with a mistake that a run must come upon: by a commit
// that was accepted, or by what is left undone.
var simBreakers = []struct {
	name   string
	breaks func(*broken)
}{
	{"lets a stale version through", func(b *broken) {
		b.onCommit = func(ctx context.Context, c inbox.Commit) error {
			err := b.commit(ctx, c)
			if !errors.Is(err, inbox.ErrConflict) {
				return err
			}
			puts := slices.Clone(c.Puts)
			for i := range puts {
				puts[i].Version = b.version(ctx, puts[i].Record.Key())
			}
			c.Puts, c.Guards = puts, nil
			return b.commit(ctx, c)
		}
	}},
	{"loses the guards", func(b *broken) {
		b.change(func(_ context.Context, c *inbox.Commit) { c.Guards = nil })
	}},
	{"forgets a deadline now and then", func(b *broken) { b.forgetsJobs(inbox.JobTimer, 3) }},
	{"forgets a look now and then", func(b *broken) { b.forgetsJobs(inbox.JobLook, 3) }},
	{"forgets to take offers back now and then", func(b *broken) { b.forgetsJobs(inbox.JobPresence, 3) }},
	{"forgets to return chats now and then", func(b *broken) { b.forgetsJobs(inbox.JobReturn, 2) }},
	{"leases a job twice at once", func(b *broken) {
		b.onLease = func(ctx context.Context, r inbox.LeaseRequest) ([]inbox.Job, error) {
			jobs, err := b.good.Lease(ctx, r)
			for _, j := range jobs {
				_ = b.commit(ctx, settle(j, inbox.OutcomeReleased))
			}
			return jobs, err
		}
	}},
	{"has no lanes", func(b *broken) { b.eachJob(func(j *inbox.Job) { j.Lane = "" }) }},
	{"ignores fences", func(b *broken) {
		b.eachSettlement(func(_ *inbox.Commit, s *inbox.Settlement, j inbox.Job) { s.Fence = j.Fence })
	}},
	{"gives a seat that is full as a candidate", func(b *broken) {
		b.onCandidates = func(ctx context.Context, q inbox.CandidateQuery) ([]inbox.Seated, error) {
			all, err := b.good.Candidates(ctx, q)
			if err != nil || len(all) > 0 {
				return all, err
			}
			states, err := b.good.Load(ctx, []inbox.Want{inbox.BySeats{Inbox: q.Inbox}})
			for _, state := range states {
				seat := state.Record.(inbox.Seat)
				agents, _ := b.good.Load(ctx, []inbox.Want{inbox.Agent{ID: seat.Agent}.Key()})
				agent := agents[0].Record.(inbox.Agent)
				seat.Load, agent.Load = 0, 0
				one := inbox.Seated{Seat: seat, SeatVersion: state.Version, Agent: agent, AgentVersion: agents[0].Version}
				if one.Able(q) && !slices.Contains(q.Not, agent.ID) {
					all = append(all, one)
				}
			}
			return all, err
		}
	}},
	{"has candidates the last first", func(b *broken) {
		b.onCandidates = func(ctx context.Context, q inbox.CandidateQuery) ([]inbox.Seated, error) {
			limit := q.Limit
			q.Limit = 0
			all, err := b.good.Candidates(ctx, q)
			slices.Reverse(all)
			return atMost(limit, all), err
		}
	}},
	{"passes over a chat that waits", func(b *broken) {
		b.onLoad = func(ctx context.Context, wants []inbox.Want) ([]inbox.State, error) {
			states, err := b.good.Load(ctx, wants)
			if w, ok := wants[0].(inbox.ByWaiting); ok && w.After.ID == "" && len(states) > 2 {
				states = slices.Delete(states, 1, 2)
			}
			return states, err
		}
	}},
	{"passes over an offer of who is gone", func(b *broken) {
		b.onLoad = func(ctx context.Context, wants []inbox.Want) ([]inbox.State, error) {
			states, err := b.good.Load(ctx, wants)
			if w, ok := wants[0].(inbox.ByHolder); ok && w.State == inbox.Offered && len(states) > 0 {
				states = states[1:]
			}
			return states, err
		}
	}},
	{"loses a message now and then", func(b *broken) {
		n := 0
		b.onCommit = func(ctx context.Context, c inbox.Commit) error {
			if len(c.Messages) > 0 {
				if n++; n%5 == 0 {
					return &inbox.DuplicateError{Keys: []string{c.Messages[0].DedupeKey()}}
				}
			}
			return b.commit(ctx, c)
		}
	}},
	{"stores a message twice", func(b *broken) {
		b.change(func(_ context.Context, c *inbox.Commit) {
			c.Messages = slices.Clone(c.Messages)
			for i := range c.Messages {
				c.Messages[i].ProviderID = ""
			}
		})
	}},
}

// forgetsJobs forgets one of so many jobs of a kind.
func (b *broken) forgetsJobs(kind inbox.JobKind, oneIn int) {
	n := 0
	b.change(func(_ context.Context, c *inbox.Commit) {
		c.Jobs = slices.DeleteFunc(slices.Clone(c.Jobs), func(j inbox.Job) bool {
			if j.Kind != kind {
				return false
			}
			n++
			return n%oneIn == 0
		})
	})
}

// TestSimBreakers wants each to be noticed within some seeds.
func TestSimBreakers(t *testing.T) {
	t.Parallel()
	for _, b := range simBreakers {
		t.Run(b.name, func(t *testing.T) {
			t.Parallel()
			open := func(testing.TB) inbox.Store {
				return breaker{breaks: b.breaks}.rig().Store
			}
			for seed := range uint64(500) {
				if s := simulated(t, open, seed+1); s.failure != "" {
					t.Logf("seed %d: %s", seed+1, s.failure)
					return
				}
			}
			t.Error("nobody noticed")
		})
	}
}

func TestUnbrokenStoresPassTheSimulation(t *testing.T) {
	t.Parallel()
	Simulate(t, func(testing.TB) inbox.Store { return breaker{breaks: func(*broken) {}}.rig().Store }, Simulation{Runs: 50})
}

func atMost[T any](limit int, list []T) []T {
	if limit > 0 && limit < len(list) {
		return list[:limit]
	}
	return list
}
