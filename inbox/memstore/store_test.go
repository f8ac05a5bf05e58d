package memstore_test

import (
	"errors"
	"testing"
	"time"

	"github.com/wainbox/wainbox/inbox"
	"github.com/wainbox/wainbox/inbox/memstore"
	"github.com/wainbox/wainbox/whatsapp"
)

var noon = time.Date(2026, time.March, 1, 12, 0, 0, 0, time.UTC)

// What is past its time goes, so that a process can run for long.
func TestPurge(t *testing.T) {
	t.Parallel()
	now := noon
	s := memstore.New(&memstore.Options{Now: func() time.Time { return now }})
	key := inbox.Commit{Keys: []inbox.DedupeKey{{Key: "key", Until: noon.Add(time.Hour)}}}
	write(t, s, key)
	write(t, s, inbox.Commit{Facts: []inbox.Fact{{
		Kind: inbox.FactStatus, At: noon, Account: "a", Message: "m", ProviderID: "p", State: whatsapp.Read,
	}}})

	now = noon.Add(30 * time.Minute)
	var dup *inbox.DuplicateError
	if err := s.Commit(t.Context(), []inbox.Commit{key})[0]; !errors.As(err, &dup) {
		t.Errorf("the key in its time: %v", err)
	}
	now = noon.Add(2 * time.Hour)
	write(t, s, key)

	now = noon.Add(inbox.HoldFacts + 2*time.Hour)
	write(t, s, inbox.Commit{Messages: []inbox.Message{{ID: "m", Account: "a", ProviderID: "p", Direction: inbox.Out}}})
	states, err := s.Load(t.Context(), []inbox.Want{inbox.ByMessage{Message: "m"}})
	if err != nil || len(states) != 1 || !states[0].Message.Delivery.Progress.IsZero() {
		t.Errorf("a fact past its time was joined: %+v, %v", states, err)
	}
}

func TestEnded(t *testing.T) {
	t.Parallel()
	s := memstore.New(nil)
	write(t, s, inbox.Commit{Jobs: []inbox.Job{
		{Kind: inbox.JobSend, Message: "dead"}, {Kind: inbox.JobSend, Message: "done"}, {Kind: inbox.JobSend, Message: "uncertain"},
	}})
	jobs, err := s.Lease(t.Context(), inbox.LeaseRequest{
		Kinds: []inbox.JobKind{inbox.JobSend}, Now: noon, TTL: time.Minute, Limit: 9,
	})
	if err != nil || len(jobs) != 3 {
		t.Fatalf("leased %d jobs: %v", len(jobs), err)
	}
	for i, o := range []inbox.Outcome{inbox.OutcomeDead, inbox.OutcomeDone, inbox.OutcomeUncertain} {
		write(t, s, inbox.Commit{Settle: &inbox.Settlement{Job: jobs[i].ID, Fence: jobs[i].Fence, Outcome: o, Reason: "because"}})
	}
	ended := s.Ended()
	if len(ended) != 2 || ended[0].Job.Message != "dead" || ended[1].Outcome != inbox.OutcomeUncertain ||
		ended[1].Reason != "because" {
		t.Errorf("ended are %+v", ended)
	}
}

// What breaks the contract's form is a mistake of the caller's, and is said.
func TestForm(t *testing.T) {
	t.Parallel()
	s := memstore.New(nil)
	for what, c := range map[string]inbox.Commit{
		"no record":                 {Puts: []inbox.Put{{}}},
		"a pointer to a record":     {Puts: []inbox.Put{{Record: &inbox.Agent{ID: "ann"}}}},
		"a nil pointer to a record": {Puts: []inbox.Put{{Record: (*inbox.Agent)(nil)}}},
		"no outcome":                {Settle: &inbox.Settlement{}},
	} {
		c.Keys = []inbox.DedupeKey{{Key: "key"}}
		if err := s.Commit(t.Context(), []inbox.Commit{c})[0]; err == nil {
			t.Errorf("a commit with %s was accepted", what)
		}
	}
	write(t, s, inbox.Commit{Keys: []inbox.DedupeKey{{Key: "key"}}})
	if _, err := s.Load(t.Context(), []inbox.Want{nil}); err == nil {
		t.Error("no want was loaded")
	}
	if _, err := s.Lease(t.Context(), inbox.LeaseRequest{Now: noon}); err == nil {
		t.Error("leased without a TTL")
	}
}

// Two accounts that exchange their numbers in one commit leave none twice.
func TestNumbersExchanged(t *testing.T) {
	t.Parallel()
	s := memstore.New(nil)
	a, b := inbox.Account{ID: "a", Provider: "p", Number: "1"}, inbox.Account{ID: "b", Provider: "p", Number: "2"}
	write(t, s, inbox.Commit{Puts: []inbox.Put{{Record: a}, {Record: b}}})
	a.Number, b.Number = b.Number, a.Number
	write(t, s, inbox.Commit{Puts: []inbox.Put{{Record: a, Version: 1}, {Record: b, Version: 1}}})
	states, err := s.Load(t.Context(), []inbox.Want{
		inbox.ByNumber{Provider: "p", Number: "1"}, inbox.ByNumber{Provider: "p", Number: "2"},
	})
	if err != nil || len(states) != 2 || states[0].Record != inbox.Record(b) || states[1].Record != inbox.Record(a) {
		t.Errorf("loaded %+v, %v", states, err)
	}
	none := inbox.Account{ID: "c", Provider: "p", Setup: inbox.Pending}
	write(t, s, inbox.Commit{Puts: []inbox.Put{{Record: none}}})
	none.ID = "d"
	write(t, s, inbox.Commit{Puts: []inbox.Put{{Record: none}}})
}

// Leasing looks at the lanes that have work, however much was done before.
func BenchmarkLease(b *testing.B) {
	s := memstore.New(nil)
	r := inbox.LeaseRequest{Kinds: []inbox.JobKind{inbox.JobSend}, Now: noon, TTL: time.Minute, Limit: 1}
	for b.Loop() {
		s.Commit(b.Context(), []inbox.Commit{{Jobs: []inbox.Job{{Kind: inbox.JobSend, Lane: "lane"}}}})
		jobs, err := s.Lease(b.Context(), r)
		if err != nil || len(jobs) != 1 {
			b.Fatal(jobs, err)
		}
		s.Commit(b.Context(), []inbox.Commit{{Settle: &inbox.Settlement{
			Job: jobs[0].ID, Fence: jobs[0].Fence, Outcome: inbox.OutcomeDone,
		}}})
	}
}
