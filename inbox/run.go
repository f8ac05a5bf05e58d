package inbox

import (
	"context"
	"errors"
	"runtime/debug"
	"slices"
	"sync"
	"time"
)

// crew is the workers for some kinds of jobs. Each has places of its own, so
// that a slow download never holds up a send.
type crew struct {
	kinds   []JobKind
	workers int
	batch   int // the most jobs that a worker takes at a time
	ttl     time.Duration
	do      func(context.Context, ...Job)

	free       chan struct{} // one token a free worker
	complained time.Time     // a store that is down is told of once a minute
}

// Run carries out what commits left to be done, until ctx ends: it sends,
// fetches files, gives waiting chats to agents and tells what becomes of windows.
// Then it starts nothing new, gives back what it leased and did not begin, waits
// for what is under way, which SendTimeout bounds, and returns ctx's error.
//
// It may run in several processes on one store.
func (e *Engine) Run(ctx context.Context) error {
	crews := e.crews()
	for _, c := range crews {
		c.free = make(chan struct{}, c.workers)
		for range c.workers {
			c.free <- struct{}{}
		}
	}
	var under sync.WaitGroup
	defer under.Wait()
	under.Go(func() { e.listen(ctx) })

	poll := time.NewTicker(e.o.Poll)
	defer poll.Stop()
	for {
		for _, c := range crews {
			e.dispatch(ctx, c, &under)
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-e.wake:
		case <-poll.C:
		}
	}
}

// Work carries out what is due now, one thing after the other, and returns how
// many jobs it did: a beat of Run, for hosts that have a scheduler of their own
// instead of a process that stays. Jobs that these jobs add may be left for the
// next call. Unlike Run it cuts off what is under way when ctx ends.
func (e *Engine) Work(ctx context.Context) (done int, err error) {
	for _, c := range e.crews() {
		for range c.workers {
			jobs, err := e.lease(ctx, c, c.batch) // only now: a lease must not run out while its job waits for others
			if err != nil {
				return done, err
			}
			if len(jobs) == 0 {
				break
			}
			if err := ctx.Err(); err != nil {
				e.release(ctx, jobs)
				return done, err
			}
			e.carryOut(ctx, c, jobs)
			done += len(jobs)
		}
	}
	return done, nil
}

// crews are the workers for all kinds of jobs.
func (e *Engine) crews() []*crew {
	// margin is for what needs the store only: a decision, or the settlement
	// after a send, which must still be within its lease.
	const margin = 10 * time.Second
	return []*crew{
		{kinds: []JobKind{JobTimer}, workers: 1, batch: 256, ttl: margin, do: e.timers},
		{kinds: []JobKind{JobLook, JobFresh, JobPresence, JobReturn}, workers: 4, batch: 1, ttl: margin, do: each(e.think)},
		{kinds: []JobKind{JobFollow, JobWindow, JobGreet}, workers: 4, batch: 1, ttl: margin, do: each(e.think)},
		{kinds: []JobKind{JobSend}, workers: 32, batch: 1, ttl: e.o.SendTimeout + margin, do: each(e.send)},
		{kinds: []JobKind{JobFetch}, workers: 8, batch: 1, ttl: fetchTimeout + margin, do: each(e.fetch)},
	}
}

// each does jobs one by one.
func each(do func(context.Context, Job)) func(context.Context, ...Job) {
	return func(ctx context.Context, jobs ...Job) {
		for _, job := range jobs {
			do(ctx, job)
		}
	}
}

// listen passes on a store's own word that there is work.
func (e *Engine) listen(ctx context.Context) {
	w, ok := e.store.(Waker)
	for ok && ctx.Err() == nil {
		if w.Wait(ctx) == nil {
			e.nudge()
		}
	}
}

// dispatch leases as much as there are free workers, and starts it.
func (e *Engine) dispatch(ctx context.Context, c *crew, under *sync.WaitGroup) {
	limit := len(c.free) * c.batch
	if limit == 0 || ctx.Err() != nil {
		return
	}
	jobs, err := e.lease(ctx, c, limit)
	if err != nil {
		now := e.now()
		if now.Sub(c.complained) > time.Minute && ctx.Err() == nil {
			c.complained = now
			e.o.Logger.ErrorContext(ctx, "no work can be leased", "kinds", c.kinds, "error", err)
		}
		return
	}
	// What is under way outlives ctx: its answer must still be stored.
	working := context.WithoutCancel(ctx)
	for some := range slices.Chunk(jobs, c.batch) {
		if ctx.Err() != nil {
			e.release(ctx, some)
			continue
		}
		<-c.free
		under.Go(func() {
			defer func() { c.free <- struct{}{}; e.nudge() }()
			e.carryOut(working, c, some)
		})
	}
}

// release gives back jobs that were leased and are not begun, since ctx ended. A store
// that is down holds nobody up for longer than the lease.
func (e *Engine) release(ctx context.Context, jobs []Job) {
	until, cancel := context.WithTimeout(context.WithoutCancel(ctx), jobs[0].Until.Sub(e.now()))
	defer cancel()
	for _, job := range jobs {
		e.settle(until, job, Commit{Settle: &Settlement{Outcome: OutcomeReleased}})
	}
}

// lease leases due jobs for a crew.
func (e *Engine) lease(ctx context.Context, c *crew, limit int) ([]Job, error) {
	now := e.now()
	return e.store.Lease(ctx, LeaseRequest{Kinds: c.kinds, Now: now, TTL: c.ttl, Limit: limit, Budget: e.budget(now)})
}

// carryOut does leased jobs, for as long as their lease lasts.
func (e *Engine) carryOut(ctx context.Context, c *crew, jobs []Job) {
	until, cancel := context.WithTimeout(ctx, jobs[0].Until.Sub(e.now()))
	defer cancel()
	defer e.survive(until, jobs)
	c.do(until, jobs...)
}

// survive ends jobs whose worker panicked, in the host's provider or files as it
// may be, so that they do not take the process with them again and again. The
// panic's value may hold anything and is not logged; its place is.
func (e *Engine) survive(ctx context.Context, jobs []Job) {
	if recover() == nil {
		return
	}
	now := e.now()
	const reason = "panic"
	for _, job := range jobs {
		e.o.Logger.ErrorContext(ctx, "a job panicked", "kind", string(job.Kind), "stack", string(debug.Stack()))
		switch job.Kind {
		case JobSend:
			e.settle(ctx, job, uncertain(job, now, reason))
		case JobFetch:
			e.settle(ctx, job, filed(job, now, File{State: FileLost, Reason: reason}, OutcomeDead))
		case JobGreet:
			e.settle(ctx, job, Commit{Settle: &Settlement{Outcome: OutcomeDead, Reason: reason}})
		default: // nobody else would come to decide it
			e.settle(ctx, job, Commit{Settle: &Settlement{Outcome: OutcomeAgain, Due: now.Add(pause(job)), Reason: reason}})
		}
	}
}

// maxThoughts bounds how often a decision is tried whose worker once did not live to
// settle it, and restThought is how long it then rests. Nobody else would come to make
// it, but for an automatic reply, which is given up.
const (
	maxThoughts = 20
	restThought = time.Minute
)

// think does the jobs that only decide.
func (e *Engine) think(ctx context.Context, job Job) {
	if job.Lapsed && job.Attempt > maxThoughts {
		c := Commit{Settle: &Settlement{Outcome: OutcomeDead, Reason: "its workers died"}}
		if job.Kind != JobGreet {
			job.Due = e.now().Add(restThought)
			c = Commit{Settle: &Settlement{Outcome: OutcomeDone}, Jobs: []Job{job}}
		}
		e.settle(ctx, job, c)
		return
	}
	switch job.Kind {
	case JobLook, JobFresh:
		e.look(ctx, job)
	case JobPresence:
		e.ponder(ctx, job, e.absent)
	case JobReturn:
		e.ponder(ctx, job, e.returned)
	case JobGreet:
		e.ponder(ctx, job, e.greeted)
	case JobWindow:
		e.ponder(ctx, job, e.told)
	default:
		e.ponder(ctx, job, e.corrected)
	}
}

// ponder makes a job's decision and settles the job with it, again when a
// record changed meanwhile.
func (e *Engine) ponder(ctx context.Context, job Job, decision func(context.Context, Job) (Commit, error)) {
	for range maxTries {
		commit, err := decision(ctx, job)
		switch {
		case errors.Is(err, ErrConflict):
			continue
		case errors.Is(err, ErrNotFound):
			commit = Commit{Settle: &Settlement{Outcome: OutcomeDone}}
		case err != nil:
			e.o.Logger.ErrorContext(ctx, "a decision is put off", "kind", string(job.Kind), "error", err)
			commit = Commit{Settle: &Settlement{Outcome: OutcomeAgain, Due: e.now().Add(pause(job))}}
		}
		if e.settle(ctx, job, commit) || ctx.Err() != nil {
			return
		}
	}
}

// settle ends a lease with what the job came to, and keeps trying while the
// lease lasts: what was done must not be forgotten. It reports false for what must
// be decided again: a record changed meanwhile, or the lease ran out.
func (e *Engine) settle(ctx context.Context, job Job, c Commit) bool {
	c.Settle.Job, c.Settle.Fence = job.ID, job.Fence
	pause := 10 * time.Millisecond
	for {
		err := e.store.Commit(ctx, []Commit{c})[0]
		switch {
		case err == nil, errors.Is(err, ErrFenced): // it is another's by now, or an earlier try landed
			return true
		case errors.Is(err, ErrConflict):
			return false
		}
		e.o.Logger.ErrorContext(ctx, "a job's outcome is not stored yet", "kind", string(job.Kind), "error", err)
		select {
		case <-ctx.Done():
			return false
		case <-time.After(pause):
			pause = min(2*pause, time.Second)
		}
	}
}

// pause is how long a job waits that failed. Where chats wait for it, that is short.
func pause(job Job) time.Duration {
	if job.Kind.routes() {
		return min(backoff(job.Attempt), lookPause)
	}
	return backoff(job.Attempt)
}

// backoff is how long to wait before the next attempt: from a second, doubled
// each time, to a quarter of an hour.
func backoff(attempt int) time.Duration {
	const most = 15 * time.Minute
	if attempt > 10 {
		return most
	}
	return min(time.Second<<max(attempt-1, 0), most)
}
