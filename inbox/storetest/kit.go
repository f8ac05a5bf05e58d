package storetest

import (
	"context"
	"errors"
	"iter"
	"slices"
	"time"

	"github.com/wainbox/wainbox/inbox"
)

// kit is a case's hands: the store, and what to say when it is wrong. A method
// that cannot go on ends the case.
type kit struct {
	tb
	Rig
	deadline time.Time // see late
}

// ctx is the case's own.
func (k *kit) ctx() context.Context { return k.Context() }

// commit commits all in one call.
func (k *kit) commit(cs ...inbox.Commit) []error {
	k.Helper()
	errs := k.Store.Commit(k.ctx(), cs)
	if len(errs) != len(cs) {
		k.Fatalf("%d commits had %d answers", len(cs), len(errs))
	}
	return errs
}

// write commits what must be accepted.
func (k *kit) write(cs ...inbox.Commit) {
	k.Helper()
	for i, err := range k.commit(cs...) {
		if err != nil {
			k.Fatalf("commit %d of %d was refused: %v", i+1, len(cs), err)
		}
	}
}

// refuse commits what must be refused with the error.
func (k *kit) refuse(want error, c inbox.Commit) {
	k.Helper()
	if err := k.commit(c)[0]; !errors.Is(err, want) {
		k.Fatalf("the commit was answered with %v, not with %v", err, want)
	}
}

// duplicate commits what must be refused with exactly these keys.
func (k *kit) duplicate(c inbox.Commit, want ...string) {
	k.Helper()
	k.isDuplicate(k.commit(c)[0], want...)
}

func (k *kit) isDuplicate(err error, want ...string) {
	k.Helper()
	var dup *inbox.DuplicateError
	if !errors.As(err, &dup) {
		k.Fatalf("the commit was answered with %v, not with a *DuplicateError", err)
	}
	got := slices.Sorted(slices.Values(dup.Keys))
	slices.Sort(want)
	if !slices.Equal(got, want) {
		k.Fatalf("the keys that exist already are %q, not %q", want, got)
	}
}

// load returns the states in the order of their wants.
func (k *kit) load(wants ...inbox.Want) []inbox.State {
	k.Helper()
	states, err := k.Store.Load(k.ctx(), wants)
	if err != nil {
		k.Fatalf("Load: %v", err)
	}
	slices.SortStableFunc(states, func(a, b inbox.State) int { return a.Want - b.Want })
	for _, s := range states {
		if s.Want < 0 || s.Want >= len(wants) {
			k.Fatalf("a state answers want %d of %d", s.Want, len(wants))
		}
	}
	return states
}

// find returns a record and its version; nil and 0 when there is none.
func (k *kit) find(key inbox.Key) (inbox.Record, int64) {
	k.Helper()
	states := k.load(key)
	switch {
	case len(states) == 0:
		return nil, 0
	case len(states) > 1 || states[0].Record == nil || states[0].Record.Key() != key:
		k.Fatalf("%v loaded %+v", key, states)
	}
	return states[0].Record, states[0].Version
}

// record wants a record to be this, at this version; nil and 0 for none.
func (k *kit) record(key inbox.Key, want inbox.Record, version int64) {
	k.Helper()
	got, v := k.find(key)
	if v != version {
		k.Errorf("%s %s is at version %d, not %d", key.Kind, key.ID, v, version)
	}
	k.same(string(key.Kind)+" "+key.ID, got, want)
}

// message returns a message that must be there.
func (k *kit) message(id inbox.MessageID) inbox.Message {
	k.Helper()
	states := k.load(inbox.ByMessage{Message: id})
	if len(states) != 1 || states[0].Message == nil || states[0].Message.ID != id {
		k.Fatalf("message %s: loaded %d states, or not this message", id, len(states))
	}
	if states[0].Version != 0 || states[0].Record != nil {
		k.Errorf("message %s: its state has version %d and record %v", id, states[0].Version, states[0].Record)
	}
	return *states[0].Message
}

// noMessage wants a message not to be there.
func (k *kit) noMessage(id inbox.MessageID) {
	k.Helper()
	if states := k.load(inbox.ByMessage{Message: id}); len(states) > 0 {
		k.Errorf("message %s is there: %+v", id, states)
	}
}

// state wants a message's delivery to be so far.
func (k *kit) state(id inbox.MessageID, want inbox.DeliveryState) {
	k.Helper()
	if got := k.message(id).Delivery.State(); got != want {
		k.Errorf("message %s is %s, not %s", id, got, want)
	}
}

// allKinds are the kinds of jobs.
var allKinds = []inbox.JobKind{
	inbox.JobSend, inbox.JobFetch, inbox.JobFollow, inbox.JobWindow,
	inbox.JobLook, inbox.JobFresh, inbox.JobTimer, inbox.JobPresence, inbox.JobReturn, inbox.JobGreet,
}

// lease leases up to 100 jobs of all kinds for a minute.
func (k *kit) lease(when time.Duration) []inbox.Job {
	k.Helper()
	return k.leaseAs(inbox.LeaseRequest{Kinds: allKinds, Now: at(when), TTL: time.Minute, Limit: 100})
}

func (k *kit) leaseAs(r inbox.LeaseRequest) []inbox.Job {
	k.Helper()
	jobs, err := k.Store.Lease(k.ctx(), r)
	if err != nil {
		k.Fatalf("Lease: %v", err)
	}
	return jobs
}

// leaseOne leases when exactly one job, of this message, can be.
func (k *kit) leaseOne(when time.Duration, want inbox.MessageID) inbox.Job {
	k.Helper()
	jobs := k.lease(when)
	if len(jobs) != 1 || jobs[0].Message != want {
		k.Fatalf("at %v leased %q, not %q alone", when, tags(jobs), want)
	}
	return jobs[0]
}

// leases wants exactly these jobs to be leased, in this order.
func (k *kit) leases(when time.Duration, want ...inbox.MessageID) []inbox.Job {
	k.Helper()
	jobs := k.lease(when)
	if got := tags(jobs); !slices.Equal(got, want) {
		k.Fatalf("at %v leased %q, not %q", when, got, want)
	}
	return jobs
}

// tags are the messages by which the cases know their jobs.
func tags(jobs []inbox.Job) []inbox.MessageID {
	var ids []inbox.MessageID
	for _, j := range jobs {
		ids = append(ids, j.Message)
	}
	return ids
}

// settle is a commit that ends the job's lease.
func settle(j inbox.Job, o inbox.Outcome) inbox.Commit {
	return inbox.Commit{Settle: &inbox.Settlement{Job: j.ID, Fence: j.Fence, Outcome: o, Reason: "because"}}
}

// again is a commit that has the job done again.
func again(j inbox.Job, due time.Duration) inbox.Commit {
	c := settle(j, inbox.OutcomeAgain)
	c.Settle.Due = at(due)
	return c
}

// log returns the whole log; nothing when the rig has no directory.
func (k *kit) log() []inbox.Entry {
	k.Helper()
	if k.Directory == nil {
		return nil
	}
	return collect(k, k.Directory.Log(k.ctx(), 0))
}

// collect ranges over a whole list.
func collect[T any](k *kit, list iter.Seq2[T, error]) []T {
	k.Helper()
	var all []T
	for one, err := range list {
		if err != nil {
			k.Fatalf("the list ended with %v", err)
		}
		all = append(all, one)
	}
	return all
}
