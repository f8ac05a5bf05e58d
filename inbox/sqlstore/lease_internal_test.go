package sqlstore

import (
	"context"
	"errors"
	"strconv"
	"testing"
	"time"

	"github.com/wainbox/wainbox/inbox"
)

var poll = inbox.LeaseRequest{
	Kinds: []inbox.JobKind{inbox.JobSend, inbox.JobFetch, inbox.JobLook, inbox.JobFollow},
	Now:   start, TTL: time.Minute, Limit: 10,
}

func TestWait(t *testing.T) {
	t.Parallel()
	s := fresh(t, nil)
	job := inbox.Job{Kind: inbox.JobLook, Unique: "look", Due: start}
	ended, cancel := context.WithCancel(context.Background())
	cancel()
	mustCommit(t, s, inbox.Commit{Jobs: []inbox.Job{job}})
	if err := s.Wait(ended); err != nil {
		t.Errorf("after a job was added: %v", err)
	}
	mustCommit(t, s, inbox.Commit{Jobs: []inbox.Job{job}})
	if err := s.Wait(ended); !errors.Is(err, context.Canceled) {
		t.Errorf("after a job was not added: %v", err)
	}
	woken := make(chan error)
	go func() { woken <- s.Wait(context.Background()) }()
	until(func() bool {
		s.waker.mu.Lock()
		defer s.waker.mu.Unlock()
		return s.waker.ring != nil
	})
	mustCommit(t, s, inbox.Commit{Jobs: []inbox.Job{{Kind: inbox.JobFetch, Due: start}}})
	if err := <-woken; err != nil {
		t.Errorf("who waited: %v", err)
	}
	if err := s.Wait(ended); !errors.Is(err, context.Canceled) {
		t.Errorf("who knows already: %v", err)
	}
}

// BenchmarkPoll asks for work when none is due, with much that is due later.
func BenchmarkPoll(b *testing.B) {
	s := fresh(b, nil)
	for n := range 100 {
		jobs := make([]inbox.Job, 100)
		for i := range jobs {
			jobs[i] = inbox.Job{
				Kind: inbox.JobSend, Lane: strconv.Itoa(n*100 + i), Priority: i % 3, Due: start.Add(time.Hour), Account: "a1",
			}
		}
		mustCommit(b, s, inbox.Commit{Jobs: jobs})
	}
	for b.Loop() {
		if jobs, err := s.Lease(context.Background(), poll); err != nil || len(jobs) > 0 {
			b.Fatal(jobs, err)
		}
	}
}
