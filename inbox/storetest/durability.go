package storetest

import (
	"time"

	"github.com/wainbox/wainbox/inbox"
	"github.com/wainbox/wainbox/whatsapp"
)

var durabilityCases = []testCase{
	{name: "all that was written outlives the store", needs: reopen, run: outlives},
	{name: "leases outlive the store", needs: reopen, run: leasesOutlive},
	{name: "counts go on", needs: reopen | directory, run: countsGoOn},
}

// reopen closes the store and opens it again.
func (k *kit) reopen() {
	k.Helper()
	k.Rig = k.Reopen()
	if k.Store == nil {
		k.Fatalf("Reopen returned no store")
	}
}

func outlives(k *kit) {
	leased := beforeEverything(k)
	c := everything(leased)
	k.write(c)
	log := k.log()
	k.reopen()
	k.duplicate(keys("key"), "key")
	k.duplicate(insert(c.Messages[0]), c.Messages[0].DedupeKey())
	k.record(c.Puts[0].Record.Key(), c.Puts[0].Record, 2)
	k.record(c.Puts[1].Record.Key(), c.Puts[1].Record, 1)
	k.same("the message", k.message("in"), c.Messages[0])
	k.state("sent", "delivered")
	k.write(insert(echo("later"))) // its status was held
	k.state("later", "read")
	k.refuse(inbox.ErrFenced, settle(leased, inbox.OutcomeDone))
	k.leaseOne(0, "job")
	if k.Directory != nil {
		k.same("the log", k.log()[:len(log)], log)
		k.keeps("kept")
	}
}

func leasesOutlive(k *kit) {
	k.write(add(
		send("a", "lane", 0), send("b", "lane", 0), send("c", "", 0), send("d", "", 0), send("e", "", 0), look("f"),
	))
	jobs := k.leases(0, "a", "c", "d", "e", "f")
	k.write(settle(jobs[2], inbox.OutcomeReleased), again(jobs[3], time.Hour))
	k.reopen()
	k.write(add(look("g")))
	if d := k.leases(0, "d", "g")[0]; d.Attempt != 1 || d.Lapsed {
		k.Errorf("what was released is at attempt %d, lapsed %v", d.Attempt, d.Lapsed)
	}
	k.write(settle(jobs[0], inbox.OutcomeUncertain))
	k.leaseOne(0, "b")
	k.reopen()
	k.refuse(inbox.ErrFenced, settle(jobs[0], inbox.OutcomeDone))
	for _, j := range k.leases(time.Minute, "b", "c", "d", "f", "g") {
		if !j.Lapsed || j.Attempt != 2 || j.ID == jobs[1].ID && j.Fence == jobs[1].Fence {
			k.Errorf("what ran out was leased as %+v", j)
		}
	}
	k.refuse(inbox.ErrFenced, settle(jobs[1], inbox.OutcomeDone))
}

func countsGoOn(k *kit) {
	k.write(insert(queued("out")), inbox.Commit{Log: []inbox.Entry{entry(talkA1, "a"), entry(talkA1, "b")}})
	k.write(add(send("a", "", 0)))
	a := k.leaseOne(0, "a")
	k.write(settle(a, inbox.OutcomeDone))
	before := k.log()
	k.reopen()
	k.write(learn(byRef("out", whatsapp.Read, 0)), add(send("b", "", 0)))
	if b := k.leaseOne(0, "b"); b.ID <= a.ID {
		k.Errorf("the later job has the id %d, the earlier %d", b.ID, a.ID)
	}
	log := k.log()
	if len(log) != 3 || log[2].ID <= before[1].ID || log[2].Seq != 3 {
		k.Errorf("the log is %+v", log)
	}
}
