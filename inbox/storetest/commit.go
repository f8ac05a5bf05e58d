package storetest

import (
	"context"
	"errors"

	"github.com/wainbox/wainbox/inbox"
	"github.com/wainbox/wainbox/whatsapp"
)

var commitCases = []testCase{
	{name: "everything is written", run: everythingIsWritten},
	{name: "refused by a conflict it leaves nothing", run: func(k *kit) {
		leavesNothing(k, inbox.ErrConflict, func(c *inbox.Commit) {
			c.Guards = append(c.Guards, inbox.Guard{Key: conversation(talkA2, "").Key(), Version: 7})
		})
	}},
	{name: "refused by a stale put it leaves nothing", run: func(k *kit) {
		leavesNothing(k, inbox.ErrConflict, func(c *inbox.Commit) {
			c.Puts = append(c.Puts, inbox.Put{Record: conversation(talkA2, "cust-a2"), Version: 7})
		})
	}},
	{name: "refused by a key it leaves nothing", run: func(k *kit) {
		k.write(keys("known"))
		leavesNothing(k, nil, func(c *inbox.Commit) { c.Keys = append(c.Keys, keys("known").Keys...) })
	}},
	{name: "refused by a message it leaves nothing", run: func(k *kit) {
		k.write(insert(received("known", accountA, talkA1)))
		leavesNothing(k, nil, func(c *inbox.Commit) {
			again := received("again", accountA, talkA1)
			again.ProviderID = provided("known")
			c.Messages = append(c.Messages, again)
		})
	}},
	{name: "refused by a fence it leaves nothing", run: func(k *kit) {
		leavesNothing(k, inbox.ErrFenced, func(c *inbox.Commit) { c.Settle.Fence-- })
	}},
	{name: "each sees those before it", run: eachSeesThoseBefore},
	{name: "a refused one harms no sibling", run: harmsNoSibling},
	{name: "none is answered with none", run: func(k *kit) { k.commit() }},
	{name: "an empty one is accepted", run: func(k *kit) { k.write(inbox.Commit{}) }},
	{name: "given again it is refused", run: givenAgain},
	{name: "an ended context writes nothing", run: endedContext},
}

// everything returns a commit with all that one can hold. It settles the job,
// and its facts are about the message "sent", which is there, and the message
// "later", which is not.
func everything(leased inbox.Job) inbox.Commit {
	talk := conversation(talkA1, "cust-a1")
	talk.Messages, talk.Preview = 1, "hello"
	c := settle(leased, inbox.OutcomeDone)
	c.Keys = keys("key").Keys
	c.Guards = []inbox.Guard{{Key: conversation(talkA2, "").Key(), Version: 1}, {Key: agent("nobody").Key()}}
	c.Puts = []inbox.Put{{Record: talk, Version: 1}, {Record: agent("ann")}}
	c.Messages = []inbox.Message{received("in", accountA, talkA1)}
	c.Facts = []inbox.Fact{byRef("sent", whatsapp.Delivered, 0), status(provided("later"), whatsapp.Read, 0)}
	c.Jobs = []inbox.Job{send("job", "other", 0)}
	c.Log = []inbox.Entry{
		{Kind: inbox.EntryReceived, At: noon, Account: accountA, Conversation: talkA1, Message: "in"},
		{Kind: inbox.EntryPresence, At: noon, Agent: "ann", State: "available"},
	}
	c.Keep = []inbox.Kept{unread("kept", 0)}
	c.Forget = []inbox.KeptID{"old"}
	return c
}

// beforeEverything prepares a store for it, and returns the leased job.
func beforeEverything(k *kit) inbox.Job {
	k.write(insert(queued("sent")), add(send("sent", "lane", 0)), inbox.Commit{Keep: []inbox.Kept{unread("old", 0)}})
	return k.leaseOne(0, "sent")
}

func everythingIsWritten(k *kit) {
	leased := beforeEverything(k)
	before := k.log()
	c := everything(leased)
	k.write(c)
	k.duplicate(keys("key"), "key")
	k.record(c.Puts[0].Record.Key(), c.Puts[0].Record, 2)
	k.record(c.Puts[1].Record.Key(), c.Puts[1].Record, 1)
	k.same("the message", k.message("in"), c.Messages[0])
	k.state("sent", "delivered")
	k.write(insert(echo("later")))
	k.state("later", "read")
	k.refuse(inbox.ErrFenced, settle(leased, inbox.OutcomeDone))
	k.leaseOne(0, "job")
	if k.Directory == nil {
		return
	}
	var kinds []inbox.EntryKind
	for _, e := range k.log()[len(before):] {
		kinds = append(kinds, e.Kind)
	}
	if count(kinds, inbox.EntryReceived) != 1 || count(kinds, inbox.EntryPresence) != 1 ||
		count(kinds, inbox.EntryDelivery) != 2 || len(kinds) != 4 {
		k.Errorf("the log got %q", kinds)
	}
	k.keeps("kept")
}

// leavesNothing breaks one thing of a commit that is right otherwise, and
// looks for what the refused commit left. A nil want is a duplicate.
func leavesNothing(k *kit, want error, breakIt func(*inbox.Commit)) {
	leased := beforeEverything(k)
	before := k.log()
	c := everything(leased)
	breakIt(&c)
	err := k.commit(c)[0]
	var dup *inbox.DuplicateError
	if want != nil && !errors.Is(err, want) || want == nil && !errors.As(err, &dup) {
		k.Fatalf("the commit was answered with %v", err)
	}
	k.same("the log", k.log(), before)
	if k.Directory != nil {
		k.keeps("old")
	}
	k.record(conversation(talkA1, "").Key(), conversation(talkA1, "cust-a1"), 1)
	k.record(conversation(talkA2, "").Key(), conversation(talkA2, "cust-a2"), 1)
	k.record(agent("ann").Key(), nil, 0)
	k.noMessage("in")
	k.state("sent", inbox.Queued)
	k.leases(0)
	k.write(keys("key"))
	k.write(insert(received("in", accountA, talkA1)))
	k.write(insert(echo("later")))
	k.state("later", inbox.Queued)
	k.write(settle(leased, inbox.OutcomeDone))
}

func eachSeesThoseBefore(k *kit) {
	ann := agent("ann")
	errs := k.commit(
		put(ann), puts(1, ann), puts(1, ann), puts(2, ann),
		keys("a"), keys("a", "b"), keys("b"),
		insert(received("in", accountA, talkA1)), insert(received("in", accountA, talkA1)),
		insert(queued("out")), learn(accepted("out", "wamid.out", 0)), learn(status("wamid.out", whatsapp.Read, 0)),
		inbox.Commit{Guards: []inbox.Guard{{Key: ann.Key(), Version: 3}}},
		inbox.Commit{Guards: []inbox.Guard{{Key: ann.Key(), Version: 2}}},
	)
	for i, want := range []error{
		nil, nil, inbox.ErrConflict, nil, nil, errDuplicate, nil, nil, errDuplicate, nil, nil, nil, nil, inbox.ErrConflict,
	} {
		if _, ok := errors.AsType[*inbox.DuplicateError](errs[i]); ok {
			errs[i] = errDuplicate
		}
		if !errors.Is(errs[i], want) {
			k.Errorf("commit %d was answered with %v, not with %v", i+1, errs[i], want)
		}
	}
	k.record(ann.Key(), ann, 3)
	k.state("out", "read")
}

// errDuplicate stands for a *DuplicateError in a table.
var errDuplicate = errors.New("a *DuplicateError")

func harmsNoSibling(k *kit) {
	k.write(keys("known"))
	errs := k.commit(put(agent("ann")), keys("fresh", "known"), puts(5, agent("bob")), put(agent("cem")))
	if errs[0] != nil || errs[1] == nil || errs[2] == nil || errs[3] != nil {
		k.Fatalf("the commits were answered with %v", errs)
	}
	k.record(agent("ann").Key(), agent("ann"), 1)
	k.record(agent("bob").Key(), nil, 0)
	k.record(agent("cem").Key(), agent("cem"), 1)
	k.write(keys("fresh"))
}

// givenAgain is what an engine does when it does not know whether a commit has
// landed.
func givenAgain(k *kit) {
	leased := beforeEverything(k)
	c := everything(leased)
	k.write(c)
	before := k.log()
	for what, part := range map[string]inbox.Commit{
		"all": c, "keys": {Keys: c.Keys, Jobs: c.Jobs}, "versions": {Puts: c.Puts, Jobs: c.Jobs},
		"messages": {Messages: c.Messages, Jobs: c.Jobs}, "fence": {Settle: c.Settle, Jobs: c.Jobs},
	} {
		if k.commit(part)[0] == nil {
			k.Errorf("what has landed was accepted again; its %s should refuse it", what)
		}
	}
	k.leaseOne(0, "job")
	k.same("the log", k.log(), before)
}

func endedContext(k *kit) {
	k.write(add(send("job", "", 0)))
	ctx, cancel := context.WithCancel(k.ctx())
	cancel()
	if _, err := k.Store.Load(ctx, []inbox.Want{agent("ann").Key()}); err == nil {
		k.Errorf("Load went on after its context ended")
	}
	if jobs, err := k.Store.Lease(ctx, inbox.LeaseRequest{Kinds: allKinds, Now: noon, TTL: 1, Limit: 1}); err == nil {
		k.Errorf("Lease went on after its context ended, and returned %d jobs", len(jobs))
	}
	if _, err := k.Store.Candidates(ctx, inbox.CandidateQuery{Inbox: inboxA, Limit: 1}); err == nil {
		k.Errorf("Candidates went on after its context ended")
	}
	errs := k.Store.Commit(ctx, []inbox.Commit{put(agent("ann")), keys("key")})
	if len(errs) != 2 {
		k.Fatalf("two commits had %d answers", len(errs))
	}
	for _, err := range errs {
		if err == nil {
			k.Errorf("Commit went on after its context ended")
		}
	}
	k.record(agent("ann").Key(), nil, 0)
	k.write(keys("key"))
	if j := k.leaseOne(0, "job"); j.Attempt != 1 {
		k.Errorf("the job is at attempt %d", j.Attempt)
	}
}

// count counts a value in a list.
func count[T comparable](list []T, v T) int {
	n := 0
	for _, one := range list {
		if one == v {
			n++
		}
	}
	return n
}
