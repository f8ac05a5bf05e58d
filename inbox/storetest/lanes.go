package storetest

import (
	"slices"
	"time"

	"github.com/wainbox/wainbox/inbox"
)

var laneCases = []testCase{
	{name: "have one job leased at a time, the oldest first", run: oneAtATime},
	{name: "do not wait for each other", run: otherLanesGoOn},
	{name: "go on when a job is done", run: func(k *kit) { laneGoesOn(k, inbox.OutcomeDone) }},
	{name: "go on when a job is dead", run: func(k *kit) { laneGoesOn(k, inbox.OutcomeDead) }},
	{name: "go on when a job is uncertain", run: func(k *kit) { laneGoesOn(k, inbox.OutcomeUncertain) }},
	{name: "wait for a job in backoff", run: laneWaitsBackoff},
	{name: "wait for a job that was released", run: laneWaitsReleased},
	{name: "wait for a job that is not due", run: laneWaitsDue},
	{name: "wait for a job of another kind", run: laneWaitsKind},
	{name: "wait for a job that is over its budget", run: laneWaitsBudget},
	{name: "wait for a lease that ran out", run: laneWaitsLapse},
	{name: "keep their order whatever the priority", run: laneBeforePriority},
	{name: "are none for jobs without one", run: noLane},
	{name: "are told apart by every letter", run: func(k *kit) {
		k.write(add(send("a", "lane", 0), send("b", "Lane", 0), send("c", "lane ", 0)))
		k.leases(0, "a", "b", "c")
	}},
}

func oneAtATime(k *kit) {
	k.write(add(send("a", "lane", 0), send("b", "lane", 0)), add(send("c", "lane", 0)))
	for i, m := range []inbox.MessageID{"a", "b", "c"} {
		when := time.Duration(i) * time.Second
		j := k.leaseOne(when, m)
		k.leases(when)
		k.write(settle(j, inbox.OutcomeDone))
	}
	k.leases(time.Hour)
}

func otherLanesGoOn(k *kit) {
	k.write(add(send("a1", "a", 0), send("a2", "a", 0), send("b1", "b", 0), send("b2", "b", 0), send("c1", "c", 0)))
	jobs := k.leases(0, "a1", "b1", "c1")
	k.write(settle(jobs[1], inbox.OutcomeDone))
	b2 := k.leaseOne(0, "b2")
	k.write(settle(jobs[0], inbox.OutcomeDone), settle(b2, inbox.OutcomeDone))
	k.leaseOne(0, "a2")
}

func laneGoesOn(k *kit, o inbox.Outcome) {
	k.write(add(send("a", "lane", 0), send("b", "lane", 0)))
	a := k.leaseOne(0, "a")
	k.write(settle(a, o))
	k.leaseOne(0, "b")
	k.refuse(inbox.ErrFenced, settle(a, o))
	for _, j := range k.lease(time.Hour) {
		if j.Message == "a" {
			k.Errorf("a job that is %s was leased again", o)
		}
	}
}

func laneWaitsBackoff(k *kit) {
	k.write(add(send("a", "lane", 0), send("b", "lane", 0)))
	k.write(again(k.leaseOne(0, "a"), time.Hour))
	k.leases(time.Hour - time.Microsecond)
	k.write(settle(k.leaseOne(time.Hour, "a"), inbox.OutcomeDone))
	k.leaseOne(time.Hour, "b")
}

func laneWaitsReleased(k *kit) {
	k.write(add(send("a", "lane", 0), send("b", "lane", 0)))
	k.write(settle(k.leaseOne(0, "a"), inbox.OutcomeReleased))
	k.leaseOne(0, "a")
}

func laneWaitsDue(k *kit) {
	k.write(add(send("a", "lane", time.Hour), send("b", "lane", 0)))
	k.leases(time.Minute)
	k.leaseOne(time.Hour, "a")
}

func laneWaitsKind(k *kit) {
	fetch := send("a", "lane", 0)
	fetch.Kind = inbox.JobFetch
	k.write(add(fetch, send("b", "lane", 0), send("c", "other", 0)))
	r := inbox.LeaseRequest{Kinds: []inbox.JobKind{inbox.JobSend}, Now: noon, TTL: time.Minute, Limit: 9}
	if got := tags(k.leaseAs(r)); !slices.Equal(got, []inbox.MessageID{"c"}) {
		k.Errorf("leased %q", got)
	}
}

func laneWaitsBudget(k *kit) {
	other := send("b", "lane", 0)
	other.Account = accountB
	k.write(add(send("a", "lane", 0), other))
	r := inbox.LeaseRequest{
		Kinds: allKinds, Now: noon, TTL: time.Minute, Limit: 9, Budget: map[inbox.AccountID]int{accountA: 0},
	}
	if got := k.leaseAs(r); len(got) > 0 {
		k.Errorf("leased %q", tags(got))
	}
	k.leaseOne(0, "a")
}

func laneWaitsLapse(k *kit) {
	k.write(add(send("a", "lane", 0), send("b", "lane", 0)))
	k.leaseOne(0, "a")
	k.leases(time.Minute - time.Microsecond)
	if a := k.leaseOne(time.Minute, "a"); !a.Lapsed {
		k.Errorf("the job does not say that its lease ran out")
	}
}

func laneBeforePriority(k *kit) {
	first, second := send("a", "lane", 0), send("b", "lane", -time.Hour)
	first.Priority, second.Priority = 5, -5
	k.write(add(first, second))
	k.write(settle(k.leaseOne(0, "a"), inbox.OutcomeDone))
	k.leaseOne(0, "b")
}

func noLane(k *kit) {
	k.write(add(send("a", "", 0), send("b", "", 0), send("c", "", 0)))
	k.write(again(k.leases(0, "a", "b", "c")[0], time.Hour))
	k.write(add(send("d", "", 0)))
	k.leaseOne(0, "d")
}
