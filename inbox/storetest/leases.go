package storetest

import (
	"context"
	"time"

	"github.com/wainbox/wainbox/inbox"
)

var leaseCases = []testCase{
	{name: "are of one holder", run: oneHolder},
	{name: "run out at their time", run: runOut},
	{name: "are fenced", run: fenced},
	{name: "that ran out are fenced", run: fencedAfterLapse},
	{name: "can be settled late while nobody else has the job", run: settledLate},
	{name: "are settled once", run: settledOnce},
	{name: "of no job are fenced", run: func(k *kit) {
		k.refuse(inbox.ErrFenced, settle(inbox.Job{ID: 1 << 40, Fence: 1}, inbox.OutcomeDone))
	}},
	{name: "of one job do not settle another", run: notAnother},
	{name: "count the attempts", run: countAttempts},
	{name: "that were released do not count", run: releasedDoNotCount},
	{name: "that were released leave the job as it was", run: releasedAsItWas},
	{name: "that were released until a time wait for it", run: releasedUntil},
	{name: "that ran out are told for good", run: lapseTold},
	{name: "begin again at their time", run: beginAgain},
	{name: "are never of a caller who gave up", run: givenUp},
}

func oneHolder(k *kit) {
	k.write(add(send("a", "", 0), send("b", "lane", 0)))
	k.leases(0, "a", "b")
	k.leases(0)
	k.leases(time.Minute - time.Microsecond)
}

func runOut(k *kit) {
	k.write(add(send("a", "", 0)))
	first := k.leaseAs(inbox.LeaseRequest{Kinds: allKinds, Now: noon, TTL: time.Hour, Limit: 1})
	if len(first) != 1 || !first[0].Until.Equal(at(time.Hour)) || first[0].Lapsed {
		k.Fatalf("leased %+v", first)
	}
	k.leases(time.Hour - time.Microsecond)
	second := k.leaseOne(time.Hour, "a")
	if !second.Lapsed || second.Attempt != 2 || second.Fence == first[0].Fence || second.ID != first[0].ID {
		k.Errorf("after %+v leased %+v", first[0], second)
	}
}

func fenced(k *kit) {
	k.write(add(send("a", "", 0)))
	j := k.leaseOne(0, "a")
	for _, fence := range []int64{0, j.Fence - 1, j.Fence + 1} {
		other := j
		other.Fence = fence
		c := settle(other, inbox.OutcomeDone)
		c.Keys = keys("key").Keys
		k.refuse(inbox.ErrFenced, c)
	}
	k.write(keys("key"))
	k.write(settle(j, inbox.OutcomeDone))
}

func fencedAfterLapse(k *kit) {
	k.write(add(send("a", "lane", 0)))
	first := k.leaseOne(0, "a")
	second := k.leaseOne(time.Minute, "a")
	for _, o := range []inbox.Outcome{
		inbox.OutcomeDone, inbox.OutcomeAgain, inbox.OutcomeReleased, inbox.OutcomeDead, inbox.OutcomeUncertain,
	} {
		k.refuse(inbox.ErrFenced, settle(first, o))
	}
	k.leases(time.Minute)
	k.write(settle(second, inbox.OutcomeDone))
	k.leases(time.Hour)
}

// settledLate: a commit has no clock, and who still has the latest fence is the
// only one who did the work.
func settledLate(k *kit) {
	fetch := send("b", "", 0)
	fetch.Kind = inbox.JobFetch
	k.write(add(send("a", "", 0), fetch))
	jobs := k.leases(0, "a", "b")
	r := inbox.LeaseRequest{Kinds: []inbox.JobKind{inbox.JobFetch}, Now: at(time.Hour), TTL: time.Minute, Limit: 9}
	if got := k.leaseAs(r); len(got) != 1 || got[0].Message != "b" { // the store knows how late it is
		k.Fatalf("leased %q", tags(got))
	}
	k.write(settle(jobs[0], inbox.OutcomeDone))
	k.refuse(inbox.ErrFenced, settle(jobs[1], inbox.OutcomeDone))
}

func settledOnce(k *kit) {
	for i, o := range []inbox.Outcome{
		inbox.OutcomeDone, inbox.OutcomeAgain, inbox.OutcomeReleased, inbox.OutcomeDead, inbox.OutcomeUncertain,
	} {
		m := id(inbox.MessageID("m"), i)
		k.write(add(send(m, "", 0)))
		j := k.leaseOne(0, m)
		c := settle(j, o)
		if o == inbox.OutcomeAgain {
			c.Settle.Due = at(time.Hour)
		}
		k.write(c)
		k.refuse(inbox.ErrFenced, c)
		k.refuse(inbox.ErrFenced, settle(j, inbox.OutcomeDone))
		if o == inbox.OutcomeReleased {
			k.write(settle(k.leaseOne(0, m), inbox.OutcomeDone))
		}
	}
}

func notAnother(k *kit) {
	k.write(add(send("a", "", 0), send("b", "", 0)))
	jobs := k.leases(0, "a", "b")
	k.write(settle(jobs[0], inbox.OutcomeDone))
	k.refuse(inbox.ErrFenced, settle(inbox.Job{ID: jobs[0].ID, Fence: jobs[1].Fence}, inbox.OutcomeDone))
	k.leases(0)
	k.write(settle(k.leaseOne(time.Minute, "b"), inbox.OutcomeDone))
}

func countAttempts(k *kit) {
	k.write(add(send("a", "", 0)))
	for n := range 5 {
		j := k.leaseOne(time.Duration(n)*time.Minute, "a")
		if j.Attempt != n+1 {
			k.Errorf("lease %d is attempt %d", n+1, j.Attempt)
		}
		if n%2 == 0 { // the others run out
			k.write(again(j, time.Duration(n)*time.Minute))
		}
	}
}

func releasedDoNotCount(k *kit) {
	k.write(add(send("a", "", 0)))
	k.write(again(k.leaseOne(0, "a"), 0))
	for range 3 {
		j := k.leaseOne(0, "a")
		if j.Attempt != 2 || j.Lapsed {
			k.Fatalf("after releases the job is at attempt %d, lapsed %v", j.Attempt, j.Lapsed)
		}
		k.write(settle(j, inbox.OutcomeReleased))
	}
}

func releasedAsItWas(k *kit) {
	want := send("a", "lane", time.Minute)
	want.Unique, want.Priority = "unique", 3
	k.write(add(want, send("b", "lane", 0)))
	first := k.leaseOne(time.Hour, "a")
	k.write(settle(first, inbox.OutcomeReleased))
	k.leases(time.Minute - time.Microsecond)
	second := k.leaseOne(time.Minute, "a")
	if second.Fence == first.Fence {
		k.Errorf("two leases have the fence %d", first.Fence)
	}
	first.Fence, first.Until = second.Fence, at(2*time.Minute)
	k.same("the job", second, first)
}

func releasedUntil(k *kit) {
	k.write(add(send("a", "lane", 0), send("b", "lane", 0)))
	c := settle(k.leaseOne(0, "a"), inbox.OutcomeReleased)
	c.Settle.Due = at(time.Hour)
	k.write(c)
	k.leases(time.Hour - time.Microsecond)
	if a := k.leaseOne(time.Hour, "a"); a.Attempt != 1 || !a.Due.Equal(at(time.Hour)) {
		k.Errorf("the job is at attempt %d and was due at %v", a.Attempt, a.Due)
	}
}

func lapseTold(k *kit) {
	k.write(add(send("a", "", 0)))
	k.leaseOne(0, "a")
	lapsed := k.leaseOne(time.Minute, "a")
	k.write(settle(lapsed, inbox.OutcomeReleased))
	released := k.leaseOne(time.Minute, "a")
	if !released.Lapsed || released.Attempt != 2 {
		k.Errorf("after a release the job is at attempt %d, lapsed %v", released.Attempt, released.Lapsed)
	}
	k.write(again(released, time.Minute))
	if j := k.leaseOne(time.Minute, "a"); !j.Lapsed || j.Attempt != 3 {
		k.Errorf("after another try the job is at attempt %d, lapsed %v", j.Attempt, j.Lapsed)
	}
}

func beginAgain(k *kit) {
	k.write(add(send("a", "", 0), send("b", "", 30*time.Minute)))
	first := k.leaseOne(0, "a")
	k.write(again(first, time.Hour))
	k.write(settle(k.leaseOne(time.Hour-time.Microsecond, "b"), inbox.OutcomeDone))
	second := k.leaseOne(time.Hour, "a")
	first.Due, first.Attempt, first.Fence, first.Until = at(time.Hour), 2, second.Fence, at(time.Hour+time.Minute)
	k.same("the job", second, first)
}

// givenUp has callers give up a little later each time: whatever Lease answers, the
// job is theirs or free.
func givenUp(k *kit) {
	for n := range 100 {
		job := id(inbox.MessageID("m"), n)
		k.write(add(send(job, "", 0)))
		ctx, cancel := context.WithTimeout(k.ctx(), time.Duration(n)*7*time.Microsecond)
		jobs, err := k.Store.Lease(ctx, inbox.LeaseRequest{Kinds: allKinds, Now: noon, TTL: time.Minute, Limit: 1})
		cancel()
		k.write(keys("after " + string(job))) // what is still on its way goes before it
		if err != nil || len(jobs) == 0 {
			if jobs = k.lease(0); len(jobs) != 1 {
				k.Fatalf("after Lease returned %v the job is leased to nobody", err)
			}
		}
		k.write(settle(jobs[0], inbox.OutcomeDone))
	}
}
