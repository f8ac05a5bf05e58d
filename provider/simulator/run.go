package simulator

import (
	"context"
	"errors"
	"sync"
	"time"
)

// ErrRunning is the answer of a second Run while the first goes on.
var ErrRunning = errors.New("simulator: already running")

// clockPoll is how often the queue is looked at under a clock that may jump.
const clockPoll = 100 * time.Millisecond

// Run delivers webhooks until ctx ends, then returns nil. Webhooks go out in the order of their due times, by
// Options.Workers at once, one at a time for each chat. One that is not answered with 200 is tried again until
// Options.Horizon, and meanwhile others go past it. What is in flight when ctx ends stays queued for the next Run.
// It fails with [ErrRunning] when another Run has not ended.
func (s *Simulator) Run(ctx context.Context) error {
	if !s.running.CompareAndSwap(false, true) {
		return ErrRunning
	}
	defer s.running.Store(false)
	due := make(chan *delivery)
	var workers sync.WaitGroup
	for range s.o.Workers {
		workers.Go(func() {
			for d := range due {
				s.deliver(ctx, d)
			}
		})
	}
	defer func() {
		close(due)
		workers.Wait()
		if s.o.HTTP == nil {
			s.client.CloseIdleConnections()
		}
	}()
	timer := time.NewTimer(0)
	defer timer.Stop()
	for ctx.Err() == nil {
		d, wait := s.queue.take(s.now())
		if d != nil {
			select {
			case due <- d:
			case <-ctx.Done():
				s.queue.leave(d, true)
			}
			continue
		}
		var elapsed <-chan time.Time
		if wait > 0 {
			timer.Reset(min(wait, clockPoll))
			elapsed = timer.C
		}
		select {
		case <-s.queue.wake:
		case <-elapsed:
		case <-ctx.Done():
		}
	}
	return nil
}

// Idle waits until no webhook is due, in flight or being retried: the application has answered 200 to all that has
// happened so far. Webhooks that faults or Options.Pace put in the future are not waited for, see [Simulator.Drain].
// It needs a [Simulator.Run] in another goroutine, and fails with ctx's error when ctx ends first, which is also what
// happens when a webhook is refused and Options.Now does not move.
func (s *Simulator) Idle(ctx context.Context) error { return s.queue.settled(ctx, s.now, false) }

// Drain waits until no webhook is queued at all, however far in the future. Otherwise it is like [Simulator.Idle].
func (s *Simulator) Drain(ctx context.Context) error { return s.queue.settled(ctx, s.now, true) }

// Dropped returns how many webhooks were given up at Options.Horizon.
func (s *Simulator) Dropped() int { return int(s.dropped.Load()) }
