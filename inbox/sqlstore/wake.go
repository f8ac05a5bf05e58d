package sqlstore

import (
	"context"
	"sync"

	"github.com/wainbox/wainbox/inbox"
)

var _ inbox.Waker = (*Store)(nil)

// waker tells that jobs were added: all who wait, or else the next who does.
type waker struct {
	mu   sync.Mutex
	news bool          // since the last Wait returned
	ring chan struct{} // closed to wake those who wait; nil = nobody does
}

func (w *waker) wake() {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.news = true // also where somebody seems to wait: they may have given up
	if w.ring != nil {
		close(w.ring)
		w.ring = nil
	}
}

// Wait returns nil once jobs were added, freed or put back since the last
// call; see [inbox.Waker].
func (s *Store) Wait(ctx context.Context) error {
	w := &s.waker
	w.mu.Lock()
	if w.news {
		w.news = false
		w.mu.Unlock()
		return nil
	}
	if w.ring == nil {
		w.ring = make(chan struct{})
	}
	ring := w.ring
	w.mu.Unlock()
	select {
	case <-ring:
		w.mu.Lock()
		defer w.mu.Unlock()
		w.news = false
		return nil
	case <-s.closing:
		return ErrClosed
	case <-ctx.Done():
		return ctx.Err()
	}
}
