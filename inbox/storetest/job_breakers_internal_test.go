package storetest

import (
	"context"
	"slices"
	"time"

	"github.com/wainbox/wainbox/inbox"
)

// eachJob has every job changed before it is added rightly.
func (b *broken) eachJob(f func(*inbox.Job)) {
	b.change(func(_ context.Context, c *inbox.Commit) {
		c.Jobs = slices.Clone(c.Jobs)
		for i := range c.Jobs {
			f(&c.Jobs[i])
		}
	})
}

// eachSettlement has every settlement changed before it is made rightly. j is
// the job as it was last leased.
func (b *broken) eachSettlement(f func(c *inbox.Commit, s *inbox.Settlement, j inbox.Job)) {
	b.change(func(_ context.Context, c *inbox.Commit) {
		if c.Settle != nil {
			s := *c.Settle
			c.Settle = &s
			b.mu.Lock()
			defer b.mu.Unlock()
			f(c, &s, b.latest[s.Job])
		}
	})
}

// eachLease has every request changed, and every job that was leased.
func (b *broken) eachLease(ask func(*inbox.LeaseRequest), got func(*inbox.Job)) {
	b.onLease = func(ctx context.Context, r inbox.LeaseRequest) ([]inbox.Job, error) {
		if ask != nil {
			ask(&r)
		}
		jobs, err := b.good.Lease(ctx, r)
		for i := range jobs {
			if got != nil {
				got(&jobs[i])
			}
		}
		return jobs, err
	}
}

var jobBreakers = []breaker{
	{"forgets whom a job is about", "jobs/come back as they were added", func(b *broken) {
		b.eachJob(func(j *inbox.Job) { j.Agent = "" })
	}},
	{"forgets what a job guards", "jobs/come back as they were added", func(b *broken) {
		b.eachJob(func(j *inbox.Job) { j.Guard = 0 })
	}},
	{"keeps 32 bits of what a job guards", "jobs/come back as they were added", func(b *broken) {
		b.eachJob(func(j *inbox.Job) { j.Guard = int64(uint32(j.Guard)) })
	}},
	{"leases before the time", "jobs/are not leased before they are due", func(b *broken) {
		b.eachLease(
			func(r *inbox.LeaseRequest) { r.Now = r.Now.Add(time.Millisecond) },
			func(j *inbox.Job) { j.Until = j.Until.Add(-time.Millisecond) },
		)
	}},
	{"leases in the order of adding", "jobs/go by priority, then due time, then order", func(b *broken) {
		b.eachJob(func(j *inbox.Job) { j.Priority = 0 })
	}},
	{"leases the last first", "jobs/go up to a limit", func(b *broken) {
		b.onLease = func(ctx context.Context, r inbox.LeaseRequest) ([]inbox.Job, error) {
			jobs, err := b.good.Lease(ctx, r)
			slices.Reverse(jobs)
			return jobs, err
		}
	}},
	{"has no limit", "jobs/go up to a limit", func(b *broken) {
		b.eachLease(func(r *inbox.LeaseRequest) { r.Limit = 1000 }, nil)
	}},
	{"leases all kinds", "jobs/go by kind", func(b *broken) {
		b.eachLease(func(r *inbox.LeaseRequest) { r.Kinds = allKinds }, nil)
	}},
	{"has no budget", "jobs/go within an account's budget", func(b *broken) {
		b.eachLease(func(r *inbox.LeaseRequest) { r.Budget = nil }, nil)
	}},
	{"counts jobs without an account", "jobs/go within an account's budget", func(b *broken) {
		b.eachJob(func(j *inbox.Job) {
			if j.Account == "" {
				j.Account = "acc-none"
			}
		})
		b.eachLease(func(r *inbox.LeaseRequest) {
			if n, ok := r.Budget[""]; ok {
				r.Budget["acc-none"] = n
			}
		}, nil)
	}},
	{"adds what is unique twice", "jobs/that are unique wait once", func(b *broken) {
		b.eachJob(func(j *inbox.Job) { j.Unique = "" })
	}},
	{"adds what is unique once for all", "jobs/that are unique are added beside a leased one", func(b *broken) {
		added := map[string]bool{}
		b.change(func(_ context.Context, c *inbox.Commit) {
			c.Jobs = slices.DeleteFunc(slices.Clone(c.Jobs), func(j inbox.Job) bool { return added[j.Unique] })
			for _, j := range c.Jobs {
				added[j.Unique] = j.Unique != ""
			}
		})
	}},
	{"has no lanes", "lanes/have one job leased at a time, the oldest first", func(b *broken) {
		b.eachJob(func(j *inbox.Job) { j.Lane = "" })
	}},
	{"has one lane for all", "lanes/do not wait for each other", func(b *broken) {
		b.eachJob(func(j *inbox.Job) { j.Lane = "all" })
	}},
	{"has a lane for each kind", "lanes/wait for a job of another kind", func(b *broken) {
		b.eachJob(func(j *inbox.Job) { j.Lane += string(j.Kind) })
	}},
	{"has a lane for each account", "lanes/wait for a job that is over its budget", func(b *broken) {
		b.eachJob(func(j *inbox.Job) { j.Lane += string(j.Account) })
	}},
	{"has a lane for each priority", "lanes/keep their order whatever the priority", func(b *broken) {
		b.eachJob(func(j *inbox.Job) { j.Lane += string(rune('a' + j.Priority)) })
	}},
	{"has what is tried again wait behind", "lanes/wait for a job in backoff", func(b *broken) {
		b.eachSettlement(func(c *inbox.Commit, s *inbox.Settlement, j inbox.Job) {
			if s.Outcome == inbox.OutcomeAgain {
				s.Outcome, j.Due = inbox.OutcomeDone, s.Due
				c.Jobs = append(slices.Clone(c.Jobs), j)
			}
		})
	}},
	{"has what was released wait behind", "lanes/wait for a job that was released", func(b *broken) {
		b.eachSettlement(func(c *inbox.Commit, s *inbox.Settlement, j inbox.Job) {
			if s.Outcome == inbox.OutcomeReleased {
				s.Outcome = inbox.OutcomeDone
				c.Jobs = append(slices.Clone(c.Jobs), j)
			}
		})
	}},
	{"blocks a lane by a dead job", "lanes/go on when a job is dead", func(b *broken) {
		b.eachSettlement(func(_ *inbox.Commit, s *inbox.Settlement, _ inbox.Job) {
			if s.Outcome == inbox.OutcomeDead {
				s.Outcome, s.Due = inbox.OutcomeAgain, ages
			}
		})
	}},
	{"tries again what is uncertain", "lanes/go on when a job is uncertain", func(b *broken) {
		b.eachSettlement(func(_ *inbox.Commit, s *inbox.Settlement, _ inbox.Job) {
			if s.Outcome == inbox.OutcomeUncertain {
				s.Outcome = inbox.OutcomeAgain
			}
		})
	}},
	{"leases what is leased", "leases/are of one holder", func(b *broken) {
		b.onLease = func(ctx context.Context, r inbox.LeaseRequest) ([]inbox.Job, error) {
			jobs, err := b.good.Lease(ctx, r)
			for _, j := range jobs {
				_ = b.commit(ctx, settle(j, inbox.OutcomeReleased))
			}
			return jobs, err
		}
	}},
	{"leases to who gave up", "leases/are never of a caller who gave up", func(b *broken) {
		b.onLease = func(ctx context.Context, r inbox.LeaseRequest) ([]inbox.Job, error) {
			jobs, err := b.good.Lease(context.WithoutCancel(ctx), r)
			if _, ends := ctx.Deadline(); ends {
				<-ctx.Done()
				return nil, ctx.Err()
			}
			return jobs, err
		}
	}},
	{"leases what is leased to others", "concurrency/a job is leased by one", func(b *broken) {
		b.onLease = func(ctx context.Context, r inbox.LeaseRequest) ([]inbox.Job, error) {
			jobs, err := b.good.Lease(ctx, r)
			for _, j := range jobs {
				_ = b.commit(ctx, settle(j, inbox.OutcomeReleased))
			}
			return jobs, err
		}
	}},
	{"works at a lane twice at once", "concurrency/a lane keeps its order with many workers", func(b *broken) {
		b.eachJob(func(j *inbox.Job) { j.Lane += string(j.Message[len(j.Message)-1]) })
	}},
	{"lets no lease run out", "leases/run out at their time", func(b *broken) {
		ttl := time.Duration(0)
		b.eachLease(
			func(r *inbox.LeaseRequest) { ttl, r.TTL = r.TTL, 1000*time.Hour },
			func(j *inbox.Job) { j.Until = j.Until.Add(ttl - 1000*time.Hour) },
		)
	}},
	{"does not tell that a lease ran out", "leases/run out at their time", func(b *broken) {
		b.eachLease(nil, func(j *inbox.Job) { j.Lapsed = false })
	}},
	{"tells only the latest lapse", "leases/that ran out are told for good", func(b *broken) {
		settled := map[inbox.JobID]bool{}
		b.eachSettlement(func(_ *inbox.Commit, s *inbox.Settlement, _ inbox.Job) { settled[s.Job] = true })
		b.eachLease(nil, func(j *inbox.Job) {
			j.Lapsed = j.Lapsed && !settled[j.ID]
			delete(settled, j.ID)
		})
	}},
	{"ignores fences", "leases/that ran out are fenced", func(b *broken) {
		b.eachSettlement(func(_ *inbox.Commit, s *inbox.Settlement, j inbox.Job) { s.Fence = j.Fence })
	}},
	{"fences by the clock", "leases/can be settled late while nobody else has the job", func(b *broken) {
		now := noon
		b.eachLease(func(r *inbox.LeaseRequest) { now = r.Now }, nil)
		b.eachSettlement(func(_ *inbox.Commit, s *inbox.Settlement, j inbox.Job) {
			if now.After(j.Until) {
				s.Fence = -1
			}
		})
	}},
	{"settles twice", "leases/are settled once", func(b *broken) {
		b.onCommit = func(ctx context.Context, c inbox.Commit) error {
			if c.Settle == nil || c.Settle.Fence != b.latest[c.Settle.Job].Fence {
				return b.commit(ctx, c)
			}
			_ = b.commit(ctx, c)
			return nil
		}
	}},
	{"counts what was released", "leases/that were released do not count", func(b *broken) {
		b.eachSettlement(func(_ *inbox.Commit, s *inbox.Settlement, j inbox.Job) {
			if s.Outcome == inbox.OutcomeReleased {
				s.Outcome, s.Due = inbox.OutcomeAgain, j.Due
			}
		})
	}},
	{"delays what was released", "leases/that were released leave the job as it was", func(b *broken) {
		b.eachSettlement(func(_ *inbox.Commit, s *inbox.Settlement, j inbox.Job) {
			if s.Outcome == inbox.OutcomeReleased {
				s.Due = j.Until
			}
		})
	}},
	{"begins again at once", "leases/begin again at their time", func(b *broken) {
		b.eachSettlement(func(_ *inbox.Commit, s *inbox.Settlement, _ inbox.Job) { s.Due = noon })
	}},
	{"counts attempts from 0", "leases/count the attempts", func(b *broken) {
		b.eachLease(nil, func(j *inbox.Job) { j.Attempt-- })
	}},
	{"ends leases when it is opened", "durability/leases outlive the store", func(b *broken) {
		b.onReopen = func() {
			for _, j := range b.latest {
				_ = b.commit(context.Background(), settle(j, inbox.OutcomeReleased))
			}
		}
	}},
	{"leases one job too many of a budget now and then", "history/of random commits and leases agrees with a model", func(b *broken) {
		n := 0
		b.eachLease(func(r *inbox.LeaseRequest) {
			if n++; n%4 == 0 {
				r.Budget = nil
			}
		}, nil)
	}},
}
