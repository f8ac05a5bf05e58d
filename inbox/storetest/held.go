package storetest

import (
	"time"

	"github.com/wainbox/wainbox/inbox"
	"github.com/wainbox/wainbox/whatsapp"
)

var heldCases = []testCase{
	{name: "wait for a message by the provider's id", run: heldByProvided},
	{name: "wait for a message by our id", run: heldByOurs},
	{name: "wait for the answer to the send", run: heldForAnswer},
	{name: "wait for any fact that tells the id", run: heldForID},
	{name: "wait by both names and join once", run: heldByBoth},
	{name: "given twice join once", needs: directory, run: heldOnce},
	{name: "are joined once", needs: directory, run: joinedOnce},
	{name: "wait in their account", run: heldInAccount},
	{name: "join in the commit that makes the message known", run: heldAtomic},
	{name: "add their job when they join", run: heldJob},
	{name: "of one message wait together", run: heldTogether},
	{name: "are of other messages still", run: heldOthers},
	{name: "take no id from a message of the same commit", run: heldTakeNoID},
	{name: "wait at least as long as the contract says", needs: advance, run: heldLong},
	{name: "wait since they came, not since they happened", run: heldOld},
}

func heldByProvided(k *kit) {
	k.write(learn(status(provided("echo"), whatsapp.Read, time.Minute)))
	want := echo("echo")
	k.write(insert(want))
	want.Delivery.Progress.Read = at(time.Minute)
	k.same("the message", k.message("echo"), want)
}

func heldByOurs(k *kit) {
	k.write(learn(byRef("out", whatsapp.Sent, time.Minute)), insert(queued("out")))
	want := queued("out")
	want.Delivery.Progress.Sent = at(time.Minute)
	k.same("the message", k.message("out"), want)
}

// heldForAnswer is the common race: the status is here before the answer.
func heldForAnswer(k *kit) {
	k.write(insert(queued("out")), learn(status("wamid.out", whatsapp.Delivered, time.Minute)))
	k.state("out", inbox.Queued)
	k.write(learn(accepted("out", "wamid.out", 0)))
	want := queued("out")
	want.ProviderID = "wamid.out"
	want.Delivery.Accepted, want.Delivery.Progress.Delivered = noon, at(time.Minute)
	k.same("the message", k.message("out"), want)
}

func heldForID(k *kit) {
	k.write(insert(queued("out")), learn(status("wamid.out", whatsapp.Delivered, 0)))
	f := byRef("out", whatsapp.Sent, 0)
	f.ProviderID = "wamid.out"
	k.write(learn(f))
	k.state("out", "delivered")
}

func heldByBoth(k *kit) {
	f := byRef("out", whatsapp.Read, 0)
	f.ProviderID = "wamid.out"
	k.write(learn(f), learn(status("wamid.out", whatsapp.Sent, 0)), insert(queued("out")))
	want := queued("out")
	want.ProviderID = "wamid.out"
	want.Delivery.Progress.Read, want.Delivery.Progress.Sent = noon, noon
	k.same("the message", k.message("out"), want)

	g := status(provided("echo"), whatsapp.Read, 0) // with another system's reference
	g.Message = "not-ours"
	k.write(learn(g), insert(echo("echo")))
	k.state("echo", "read")
}

func heldOnce(k *kit) {
	f := status(provided("echo"), whatsapp.Failed, 0)
	f.Failure = &whatsapp.Failure{Code: 1, Class: whatsapp.WindowClosed}
	same := f
	same.Failure = &whatsapp.Failure{Code: 1, Class: whatsapp.WindowClosed}
	k.write(learn(f, same), learn(f), learn(same))
	before := len(k.log())
	k.write(insert(echo("echo")))
	if got := k.log()[before:]; len(got) != 1 {
		k.Errorf("what was given four times wrote %d entries", len(got))
	}
	k.leaseOne(0, "echo")
}

func joinedOnce(k *kit) {
	k.write(learn(byRef("out", whatsapp.Sent, 0)), insert(queued("out")))
	before := k.log()
	k.write(insert(queued("out-2")), learn(accepted("out-2", "wamid.2", 0)))
	got := k.log()[len(before):]
	if len(got) != 1 || got[0].Message != "out-2" {
		k.Errorf("the log got %+v", got)
	}
}

func heldInAccount(k *kit) {
	b := echoB("b", provided("a"))
	k.write(
		learn(status(provided("a"), whatsapp.Read, 0)), learn(byRef("b", whatsapp.Read, 0)),
		insert(b), insert(echo("a")),
	)
	k.state("b", inbox.Queued)
	k.state("a", "read")
}

func heldAtomic(k *kit) {
	k.write(learn(status(provided("echo"), whatsapp.Read, 0)))
	c := insert(echo("echo"))
	c.Guards = []inbox.Guard{{Key: agent("ann").Key(), Version: 1}}
	before := k.log()
	k.refuse(inbox.ErrConflict, c)
	k.noMessage("echo")
	k.same("the log", k.log(), before)
	k.write(put(agent("ann")), c)
	k.state("echo", "read")
}

func heldJob(k *kit) {
	f := status("wamid.out", whatsapp.Failed, 0)
	f.Failure = &whatsapp.Failure{Code: 131047, Class: whatsapp.WindowClosed}
	k.write(learn(f), insert(queued("out")))
	k.leases(time.Hour)
	k.write(learn(accepted("out", "wamid.out", 0)))
	if j := k.leaseOne(time.Hour, "out"); j.Kind != inbox.JobFollow {
		k.Errorf("the job is to %s", j.Kind)
	}
}

func heldTogether(k *kit) {
	k.write(
		learn(status(provided("echo"), whatsapp.Sent, 0)), learn(status(provided("echo"), whatsapp.Delivered, time.Minute)),
		learn(status(provided("echo"), whatsapp.Read, time.Hour)), learn(byRef("echo", whatsapp.Played, 2*time.Hour)),
	)
	k.write(insert(echo("echo")))
	k.same("the delivery", k.message("echo").Delivery.Progress, whatsapp.Progress{
		Sent: noon, Delivered: at(time.Minute), Read: at(time.Hour), Played: at(2 * time.Hour),
	})
}

func heldOthers(k *kit) {
	k.write(learn(status(provided("a"), whatsapp.Read, 0), status(provided("b"), whatsapp.Delivered, 0)))
	k.write(insert(echo("a")))
	k.write(insert(echo("c")))
	k.write(insert(echo("b")))
	k.state("a", "read")
	k.state("b", "delivered")
	k.state("c", inbox.Queued)
}

func heldTakeNoID(k *kit) {
	f := byRef("out", whatsapp.Sent, 0)
	f.ProviderID = provided("echo")
	k.write(learn(f))
	k.write(insert(queued("out"), echo("echo")))
	if got := k.message("echo").ProviderID; got != provided("echo") {
		k.Errorf("the message that came with its id has %q", got)
	}
	if got := k.message("out").ProviderID; got != "" {
		k.Errorf("the other message took %q over", got)
	}
}

func heldLong(k *kit) {
	k.write(learn(status(provided("echo"), whatsapp.Read, 0)))
	for range 8 {
		k.Advance((inbox.HoldFacts - time.Hour) / 8)
		k.write(inbox.Commit{}) // a store may purge when it writes
	}
	k.write(insert(echo("echo")))
	k.state("echo", "read")
}

func heldOld(k *kit) {
	k.write(learn(status(provided("echo"), whatsapp.Read, -10*inbox.HoldFacts)))
	if k.Advance != nil {
		k.Advance(2 * time.Hour)
	}
	k.write(inbox.Commit{}, insert(echo("echo")))
	k.state("echo", "read")
}
