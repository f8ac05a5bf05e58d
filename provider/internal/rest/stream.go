package rest

import (
	"errors"
	"io"
	"sync"
)

// stream lends a caller's reader to the transport, whose own goroutine may go on
// reading after an answer that came early: the caller has their reader back by
// then, and may close it or use it again.
type stream struct {
	mu     sync.Mutex
	source io.Reader
}

var errEnded = errors.New("rest: the request is over")

func (s *stream) Read(p []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.source == nil {
		return 0, errEnded
	}
	return s.source.Read(p) //nolint:wrapcheck // the reader's own, io.EOF among them
}

// end takes the reader back; it waits for a read that is under way, as the
// transport itself does when an attempt fails.
func (s *stream) end() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.source = nil
}
