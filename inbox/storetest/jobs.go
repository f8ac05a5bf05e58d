package storetest

import (
	"slices"
	"time"

	"github.com/wainbox/wainbox/inbox"
)

var jobCases = []testCase{
	{name: "come back as they were added", run: jobsAsAdded},
	{name: "get their ids in order", run: jobIDs},
	{name: "are not leased before they are due", run: notBeforeDue},
	{name: "go by priority, then due time, then order", run: jobOrder},
	{name: "go up to a limit", run: jobLimit},
	{name: "go by kind", run: jobKinds},
	{name: "go within an account's budget", run: jobBudget},
	{name: "that are unique wait once", run: uniqueWaits},
	{name: "that are unique are added beside a leased one", run: uniqueLeased},
	{name: "that are unique wait once in one commit", run: uniqueCommit},
	{name: "that are unique wait again once released", run: uniqueReleased},
	{name: "that are not added leave the rest of a commit", run: uniqueRest},
}

func jobsAsAdded(k *kit) {
	want := inbox.Job{
		Kind: inbox.JobTimer, Lane: "lane", Unique: "unique", Priority: -3, Due: at(time.Microsecond), Account: accountA,
		Conversation: talkA1, Message: "m", Inbox: inboxA, Agent: "ann", Guard: 1<<40 + 1,
	}
	c := add(want)
	c.Jobs[0].ID, c.Jobs[0].Fence, c.Jobs[0].Attempt, c.Jobs[0].Lapsed, c.Jobs[0].Until = 77, 7, 7, true, at(time.Hour)
	k.write(c)
	got := k.leaseOne(time.Second, "m")
	if got.ID == 0 || got.Fence == 0 {
		k.Errorf("the job has the id %d and the fence %d", got.ID, got.Fence)
	}
	want.ID, want.Fence, want.Attempt, want.Until = got.ID, got.Fence, 1, at(time.Second+time.Minute)
	k.same("the job", got, want)
}

func jobIDs(k *kit) {
	k.write(add(send("a", "", 0), send("b", "", 0)), add(send("c", "", 0)))
	jobs := k.leases(0, "a", "b", "c")
	k.write(settle(jobs[2], inbox.OutcomeDone)) // the last, whose id must not be given again
	k.write(add(send("d", "", 0)))
	jobs = append(jobs, k.leaseOne(0, "d"))
	for i := range jobs[1:] {
		if jobs[i].ID >= jobs[i+1].ID {
			k.Errorf("job %d has the id %d, and the one after it %d", i+1, jobs[i].ID, jobs[i+1].ID)
		}
	}
}

func notBeforeDue(k *kit) {
	k.write(add(send("later", "", time.Hour), send("now", "", 0), inbox.Job{Kind: inbox.JobFetch, Message: "ever"}))
	k.leases(0, "ever", "now")
	k.leases(time.Minute - time.Microsecond)
	if got := k.lease(time.Hour - time.Microsecond); slices.Contains(tags(got), "later") {
		k.Errorf("a job was leased a microsecond before it was due")
	}
	if got := k.lease(time.Hour); !slices.Contains(tags(got), "later") {
		k.Errorf("a job was not leased when it was due")
	}
}

func jobOrder(k *kit) {
	job := func(m inbox.MessageID, priority int, due time.Duration) inbox.Job {
		j := send(m, "lane-"+string(m), due)
		j.Priority = priority
		return j
	}
	k.write(
		add(job("g", 1, 0), job("c", 0, time.Second), job("d", 0, time.Second), job("a", -1, time.Minute)),
		add(job("e", 0, time.Second), job("b", 0, 0), job("f", 0, time.Second+time.Microsecond), job("h", 1, 0)),
	)
	k.leases(time.Hour, "a", "b", "c", "d", "e", "f", "g", "h")
}

func jobLimit(k *kit) {
	k.write(add(send("a", "", 0), send("b", "", 0), send("c", "", 0)))
	r := inbox.LeaseRequest{Kinds: allKinds, Now: noon, TTL: time.Minute, Limit: 2}
	if got := tags(k.leaseAs(r)); !slices.Equal(got, []inbox.MessageID{"a", "b"}) {
		k.Errorf("the first two are %q", got)
	}
	if got := tags(k.leaseAs(r)); !slices.Equal(got, []inbox.MessageID{"c"}) {
		k.Errorf("the rest is %q", got)
	}
}

func jobKinds(k *kit) {
	fetch, look := send("fetch", "", 0), send("look", "", 0)
	fetch.Kind, look.Kind = inbox.JobFetch, inbox.JobLook
	k.write(add(send("send", "", 0), fetch, look))
	r := inbox.LeaseRequest{Kinds: []inbox.JobKind{inbox.JobLook, inbox.JobFetch}, Now: noon, TTL: time.Minute, Limit: 9}
	if got := tags(k.leaseAs(r)); !slices.Equal(got, []inbox.MessageID{"fetch", "look"}) {
		k.Errorf("leased %q", got)
	}
	k.leases(0, "send")
}

func jobBudget(k *kit) {
	job := func(m inbox.MessageID, a inbox.AccountID) inbox.Job {
		j := send(m, "", 0)
		j.Account = a
		return j
	}
	k.write(add(
		job("a1", accountA), job("a2", accountA), job("a3", accountA), job("b1", accountB), job("b2", accountB),
		job("c1", "acc-c"), job("c2", "acc-c"), job("none1", ""), job("none2", ""),
	))
	r := inbox.LeaseRequest{
		Kinds: allKinds, Now: noon, TTL: time.Minute, Limit: 6,
		Budget: map[inbox.AccountID]int{accountA: 2, accountB: 0, "": 1, "unheard-of": 5},
	}
	if got := tags(k.leaseAs(r)); !slices.Equal(got, []inbox.MessageID{"a1", "a2", "c1", "c2", "none1", "none2"}) {
		k.Errorf("within the budget %q were leased", got)
	}
	if len(r.Budget) != 4 || r.Budget[accountA] != 2 {
		k.Errorf("Lease changed its caller's budget to %v", r.Budget)
	}
	r.Budget[accountA], r.Budget[accountB] = 0, 1
	if got := tags(k.leaseAs(r)); !slices.Equal(got, []inbox.MessageID{"b1"}) {
		k.Errorf("within the second budget %q were leased", got)
	}
}

// look is a unique job.
func look(tag inbox.MessageID) inbox.Job {
	return inbox.Job{Kind: inbox.JobLook, Unique: "look", Due: noon, Inbox: inboxA, Message: tag}
}

func uniqueWaits(k *kit) {
	other := look("other")
	other.Unique = "look-b"
	k.write(add(look("a")), add(look("b")), add(other), add(send("s1", "", 0)), add(send("s2", "", 0)))
	k.leases(0, "a", "other", "s1", "s2")
}

func uniqueLeased(k *kit) {
	k.write(add(look("a")))
	a := k.leaseOne(0, "a")
	k.write(add(look("b")), add(look("c")))
	b := k.leaseOne(0, "b")
	k.write(settle(a, inbox.OutcomeDone), settle(b, inbox.OutcomeDone))
	k.write(add(look("d")))
	k.leaseOne(0, "d")
}

func uniqueCommit(k *kit) {
	k.write(add(look("a"), look("b")))
	k.leaseOne(0, "a")
}

func uniqueReleased(k *kit) {
	k.write(add(look("a")))
	k.write(settle(k.leaseOne(0, "a"), inbox.OutcomeReleased), add(look("b")))
	a := k.leaseOne(0, "a")
	k.write(again(a, time.Hour), add(look("c")))
	k.leases(time.Minute)
	k.leaseOne(time.Hour, "a")
}

func uniqueRest(k *kit) {
	k.write(add(look("a")))
	c := put(agent("ann"))
	c.Jobs = []inbox.Job{look("b"), send("s", "", 0)}
	k.write(c)
	k.record(agent("ann").Key(), agent("ann"), 1)
	k.leases(0, "a", "s")
}
