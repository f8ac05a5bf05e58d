package sqlstore

import (
	"context"
	"errors"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/wainbox/wainbox/inbox"
	"github.com/wainbox/wainbox/whatsapp"
)

var errInjected = errors.New("injected")

// together has all commits written in one group, each from a caller of its own,
// and returns their errors.
func together(t *testing.T, s *Store, cs []inbox.Commit) []error {
	t.Helper()
	s.writer.turn.Lock() // the group gathers behind it
	taken := s.writer.taken.Load()
	stall := make(chan error, 1)
	go func() {
		stall <- s.Commit(context.Background(), []inbox.Commit{receive(conversation(9999), 0, "stall")})[0]
	}()
	until(func() bool { return s.writer.taken.Load() > taken })
	errs := make([]error, len(cs))
	var all sync.WaitGroup
	for i := range cs {
		before := len(s.writer.queue)
		all.Go(func() { errs[i] = s.Commit(context.Background(), cs[i:i+1])[0] })
		until(func() bool { return len(s.writer.queue) > before })
	}
	s.writer.turn.Unlock()
	all.Wait()
	if err := <-stall; err != nil && !errors.Is(err, errInjected) {
		t.Fatal(err)
	}
	return errs
}

func manyCommits(n int) []inbox.Commit {
	cs := make([]inbox.Commit, n)
	for i := range cs {
		cs[i] = receive(conversation(i), 0, "m"+strconv.Itoa(i))
	}
	return cs
}

// A failed flush fails its whole group, and the same commits may be given
// again.
func TestFailedFlush(t *testing.T) {
	t.Parallel()
	s := fresh(t, nil)
	s.writer.fail = func(point string) error {
		if point == "commit" {
			return errInjected
		}
		return nil
	}
	cs := manyCommits(20)
	for i, err := range s.Commit(context.Background(), cs) {
		if !errors.Is(err, errInjected) {
			t.Errorf("commit %d: %v", i, err)
		}
	}
	if entries := list(t, s.Log(context.Background(), 0)); len(entries) > 0 {
		t.Errorf("%d entries were written", len(entries))
	}
	s.writer.turn.Lock()
	s.writer.fail = nil
	s.writer.turn.Unlock()
	mustCommit(t, s, cs...)
	if entries := list(t, s.Log(context.Background(), 0)); len(entries) != 20 {
		t.Errorf("%d entries were written, not 20", len(entries))
	}
}

// A commit that cannot be written harms nobody that was written with it.
func TestPoison(t *testing.T) {
	t.Parallel()
	s := fresh(t, nil)
	mustCommit(t, s, receive(conversation(500), 0, "taken"))
	cs := manyCommits(10)
	poison := receive(conversation(501), 0, "taken") // our own id, which no condition names
	poison.Messages[0].ProviderID = "wamid.other"
	cs[4] = poison
	for i, err := range together(t, s, cs) {
		switch {
		case i == 4 && !errors.Is(err, inbox.ErrConflict):
			t.Errorf("the poisonous commit: %v", err)
		case i != 4 && err != nil:
			t.Errorf("commit %d: %v", i, err)
		}
	}
	states, err := s.Load(context.Background(), []inbox.Want{
		conversation(501).Key(), conversation(3).Key(), conversation(5).Key(),
	})
	if err != nil || len(states) != 2 || states[0].Want != 1 || states[1].Want != 2 {
		t.Errorf("loaded %+v, %v", states, err)
	}
}

// A full disk is said so; nothing is acknowledged, and all goes on when there
// is room.
func TestFull(t *testing.T) {
	t.Parallel()
	s := fresh(t, nil)
	mustCommit(t, s, receive(conversation(1), 0, "m1"))
	ctx := context.Background()
	limit := func(pages string) {
		s.writer.turn.Lock()
		defer s.writer.turn.Unlock()
		var n int
		if err := s.conn.QueryRowContext(ctx, "PRAGMA max_page_count = "+pages).Scan(&n); err != nil {
			t.Fatal(err)
		}
	}
	limit("1") // as many as there are
	big := receive(conversation(2), 0, "m2")
	big.Messages[0].Raw = whatsapp.Raw(strings.Repeat("x", 1<<20))
	small := receive(conversation(3), 0, "m3")
	for i, err := range s.Commit(ctx, []inbox.Commit{small, big}) {
		if !errors.Is(err, ErrFull) {
			t.Errorf("commit %d: %v", i, err)
		}
	}
	if states, err := s.Load(ctx, []inbox.Want{inbox.ByMessage{Message: "m3"}}); err != nil || len(states) > 0 {
		t.Errorf("what was not acknowledged is there: %v, %v", states, err)
	}
	limit("1000000")
	mustCommit(t, s, small, big)
	if got := list(t, s.Log(ctx, 0)); len(got) != 3 || got[2].ID <= got[1].ID {
		t.Errorf("log: %+v", got)
	}
}

// A queue that is full answers at once.
func TestBusy(t *testing.T) {
	t.Parallel()
	s := fresh(t, &Options{MaxQueue: 1})
	s.writer.turn.Lock()
	var all sync.WaitGroup
	all.Go(func() { mustCommit(t, s, receive(conversation(1), 0, "m1")) })
	until(func() bool { return s.writer.taken.Load() > 0 })
	all.Go(func() { mustCommit(t, s, receive(conversation(2), 0, "m2")) })
	until(func() bool { return len(s.writer.queue) > 0 })
	for _, err := range s.Commit(context.Background(), []inbox.Commit{receive(conversation(3), 0, "m3"), {}}) {
		if !errors.Is(err, inbox.ErrBusy) {
			t.Errorf("a third commit: %v", err)
		}
	}
	s.writer.turn.Unlock()
	all.Wait()
}

// Who leaves while waiting is answered at once; what was not begun is left out.
func TestLeave(t *testing.T) {
	t.Parallel()
	s := fresh(t, nil)
	s.writer.turn.Lock()
	var all sync.WaitGroup
	all.Go(func() { mustCommit(t, s, receive(conversation(1), 0, "m1")) })
	until(func() bool { return s.writer.taken.Load() > 0 })
	ctx, cancel := context.WithCancel(context.Background())
	left := make(chan error)
	go func() { left <- s.Commit(ctx, []inbox.Commit{receive(conversation(2), 0, "m2")})[0] }()
	until(func() bool { return len(s.writer.queue) > 0 })
	cancel()
	if err := <-left; !errors.Is(err, context.Canceled) {
		t.Errorf("it was answered with %v", err)
	}
	s.writer.turn.Unlock()
	all.Wait()
	mustCommit(t, s, receive(conversation(2), 0, "m2"))
}

func TestPurge(t *testing.T) {
	t.Parallel()
	now := start
	s := fresh(t, &Options{Now: func() time.Time { return now }})
	keys := make([]inbox.DedupeKey, purgeRows+10)
	for i := range keys {
		keys[i] = inbox.DedupeKey{Key: "k" + strconv.Itoa(i), Until: start.Add(time.Hour)}
	}
	keys = append(keys, inbox.DedupeKey{Key: "forever"}) //nolint:makezero // it is full
	fact := inbox.Fact{Kind: inbox.FactStatus, At: start, Account: account, ProviderID: "wamid.x", State: whatsapp.Sent}
	mustCommit(t, s, inbox.Commit{Keys: keys, Facts: []inbox.Fact{fact, fact}})
	count := func(table string) (n int) {
		if err := s.reads.QueryRowContext(context.Background(), "SELECT count(*) FROM "+table).Scan(&n); err != nil {
			t.Fatal(err)
		}
		return n
	}
	for _, step := range []struct {
		after       time.Duration
		keys, facts int
	}{
		{time.Hour - 1, purgeRows + 11, 1},
		{2 * time.Hour, 1, 1},
		{inbox.HoldFacts, 1, 1},
		{inbox.HoldFacts + 2*time.Hour, 1, 0},
	} {
		now = start.Add(step.after)
		if err := s.keeper.purge(); err != nil {
			t.Fatal(err)
		}
		if k, f := count("dedupe"), count("fact_held"); k != step.keys || f != step.facts {
			t.Errorf("after %v there are %d keys and %d facts, not %d and %d", step.after, k, f, step.keys, step.facts)
		}
	}
}
