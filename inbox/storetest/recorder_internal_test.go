package storetest

import (
	"context"
	"fmt"
	"runtime"
	"sync"
	"testing"
)

// recorder is a tb that takes down what a case complains of.
type recorder struct {
	ctx context.Context

	mu         sync.Mutex
	complaints []string
}

func (r *recorder) Helper() {}

func (r *recorder) Context() context.Context { return r.ctx }

func (r *recorder) Logf(string, ...any) {}

func (r *recorder) Errorf(format string, args ...any) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.complaints = append(r.complaints, fmt.Sprintf(format, args...))
}

func (r *recorder) Fatalf(format string, args ...any) {
	r.Errorf(format, args...)
	runtime.Goexit()
}

func (r *recorder) Failed() bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	return len(r.complaints) > 0
}

// complaints runs a case on a rig in a goroutine of its own, which the case
// may end.
func complaints(t *testing.T, c testCase, rig Rig) []string {
	t.Helper()
	if missing := c.missing(rig); missing != "" {
		t.Fatalf("the rig has no %s", missing)
	}
	r := &recorder{ctx: t.Context()}
	done := make(chan struct{})
	go func() {
		defer close(done)
		c.try(r, rig)
	}()
	<-done
	return r.complaints
}
