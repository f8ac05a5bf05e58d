package sqlstore

import (
	"context"
	"sync/atomic"

	"github.com/wainbox/wainbox/inbox"
)

// step is what is written whole or not at all. It may be applied again after a
// rollback.
type step interface {
	// apply returns a refusal, which leaves nothing behind, or an error, after
	// which the transaction must be rolled back.
	apply(w *writer) (refusal, err error)
}

// request is what one caller wants written, in order.
type request struct {
	steps []step
	errs  []error // one for each step, once done is closed
	bytes int
	done  chan struct{}
	// left is set when the caller has gone: what was not begun is left out.
	left atomic.Bool
}

func newRequest(size int) *request {
	return &request{steps: make([]step, 0, size), done: make(chan struct{})}
}

// submit hands a request to the writer and waits until it is durable or
// refused.
func (s *Store) submit(ctx context.Context, r *request) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	if err := s.enqueue(r); err != nil {
		return err
	}
	select {
	case <-r.done:
		return nil
	case <-ctx.Done():
		r.left.Store(true)
		return ctx.Err()
	}
}

func (s *Store) enqueue(r *request) error {
	s.mu.RLock()
	defer s.mu.RUnlock()
	if s.closed {
		return ErrClosed
	}
	select {
	case s.writer.queue <- r:
		return nil
	default:
		return inbox.ErrBusy
	}
}
