package memstore

import (
	"context"
	"sync"
)

// wake tells waiters that jobs were added.
type wake struct {
	mu   sync.Mutex
	news bool          // since somebody was last told
	tell chan struct{} // closed at news
}

func newWake() wake { return wake{tell: make(chan struct{})} }

func (w *wake) added() {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.news = true
	close(w.tell)
	w.tell = make(chan struct{})
}

// told returns nil if there is news, which is then old, else what is closed at
// the next.
func (w *wake) told() <-chan struct{} {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.news {
		w.news = false
		return nil
	}
	return w.tell
}

// Wait returns nil once jobs were added; see [inbox.Waker]. All who wait are
// told. Of those who come later only the first is told at once, so several
// engines on one store should not rely on it alone.
func (s *Store) Wait(ctx context.Context) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	news := s.wake.told()
	if news == nil {
		return nil
	}
	select {
	case <-news:
		s.wake.told() // this caller knows
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}
