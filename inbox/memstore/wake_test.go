package memstore_test

import (
	"context"
	"errors"
	"testing"
	"testing/synctest"

	"github.com/wainbox/wainbox/inbox"
	"github.com/wainbox/wainbox/inbox/memstore"
)

func addJob(t *testing.T, s *memstore.Store) {
	t.Helper()
	write(t, s, inbox.Commit{Jobs: []inbox.Job{{Kind: inbox.JobFetch}}})
}

func write(t *testing.T, s *memstore.Store, c inbox.Commit) {
	t.Helper()
	if err := s.Commit(t.Context(), []inbox.Commit{c})[0]; err != nil {
		t.Fatal(err)
	}
}

func TestWaitTellsOfJobsAddedBefore(t *testing.T) {
	t.Parallel()
	s := memstore.New(nil)
	addJob(t, s)
	if err := s.Wait(t.Context()); err != nil {
		t.Error(err)
	}
}

func TestWaitTellsAllWhoWait(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := memstore.New(nil)
		told := make(chan error, 3)
		for range cap(told) {
			go func() { told <- s.Wait(t.Context()) }()
		}
		synctest.Wait()
		write(t, s, inbox.Commit{Keys: []inbox.DedupeKey{{Key: "no job"}}})
		synctest.Wait()
		if len(told) > 0 {
			t.Error("a commit without a job woke somebody")
		}
		addJob(t, s)
		for range cap(told) {
			if err := <-told; err != nil {
				t.Error(err)
			}
		}
	})
}

func TestWaitEndsWithItsContext(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := memstore.New(nil)
		ctx, cancel := context.WithCancel(t.Context())
		told := make(chan error)
		go func() { told <- s.Wait(ctx) }()
		synctest.Wait()
		cancel()
		if err := <-told; !errors.Is(err, context.Canceled) {
			t.Errorf("Wait returned %v", err)
		}
		addJob(t, s)
		if err := s.Wait(ctx); !errors.Is(err, context.Canceled) {
			t.Errorf("Wait returned %v", err)
		}
	})
}
