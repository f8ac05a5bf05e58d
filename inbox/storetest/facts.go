package storetest

import (
	"time"

	"github.com/wainbox/wainbox/inbox"
	"github.com/wainbox/wainbox/whatsapp"
)

var factCases = []testCase{
	{name: "are joined by our id", run: joinedByOurs},
	{name: "are joined by the provider's id", run: joinedByProvided},
	{name: "go by our id before the provider's", run: oursFirst},
	{name: "go by the provider's id where ours is not known", run: providedNext},
	{name: "never go to another account", run: neverAcross},
	{name: "never take a delivery back", run: neverBack},
	{name: "give the same delivery in any order", run: anyOrder},
	{name: "of all kinds are kept", run: allFacts},
	{name: "teach the provider's id", run: teachProvided},
	{name: "take no id that another message has", run: takeNoID},
	{name: "claim the id of an echo that overtook the answer", needs: directory, run: claimEcho},
	{name: "write one log entry each", needs: directory, run: logged},
	{name: "that are known write nothing", needs: directory, run: knownWriteNothing},
	{name: "of a closed window add one job", run: closedWindow},
	{name: "of a received message are of its file", run: ofReceived},
	{name: "reach a message of their own commit", run: ownCommit},
}

func joinedByOurs(k *kit) {
	k.write(insert(queued("out"), queued("other")), learn(byRef("out", whatsapp.Delivered, time.Minute)))
	k.state("out", "delivered")
	k.state("other", inbox.Queued)
	want := queued("out")
	want.Delivery.Progress.Delivered = at(time.Minute)
	k.same("the message", k.message("out"), want)
}

func joinedByProvided(k *kit) {
	want := echo("echo")
	k.write(insert(want, queued("other")), learn(status(want.ProviderID, whatsapp.Read, time.Minute)))
	k.state("other", inbox.Queued)
	want.Delivery.Progress.Read = at(time.Minute)
	k.same("the message", k.message("echo"), want)
}

func oursFirst(k *kit) {
	k.write(insert(echo("a"), queued("b")))
	f := status(provided("a"), whatsapp.Read, 0)
	f.Message = "b"
	k.write(learn(f))
	k.state("a", inbox.Queued)
	k.state("b", "read")
}

// providedNext is a status whose reference is another system's: it names a
// message that the business wrote by other means.
func providedNext(k *kit) {
	k.write(insert(echo("echo")))
	f := status(provided("echo"), whatsapp.Read, 0)
	f.Message = "not-ours"
	k.write(learn(f))
	k.state("echo", "read")
}

func neverAcross(k *kit) {
	a, b := echo("a"), echoB("b", provided("a"))
	k.write(insert(a, b))
	k.write(learn(status(a.ProviderID, whatsapp.Delivered, 0)))
	k.state("a", "delivered")
	k.state("b", inbox.Queued)
	k.write(learn(byRef("b", whatsapp.Read, 0))) // accountA's, of a message of accountB
	k.state("b", inbox.Queued)
	f := byRef("a", whatsapp.Read, 0)
	f.Account = accountB
	k.write(learn(f))
	k.state("a", "delivered")
}

func neverBack(k *kit) {
	k.write(insert(queued("out")))
	for _, step := range []struct {
		state whatsapp.State
		want  inbox.DeliveryState
	}{
		{whatsapp.Sent, "sent"},
		{whatsapp.Failed, "failed"},
		{whatsapp.Delivered, "delivered"},
		{whatsapp.Failed, "delivered"},
		{whatsapp.Read, "read"},
		{whatsapp.Delivered, "read"},
		{whatsapp.Sent, "read"},
		{"wordless", "read"},
	} {
		k.write(learn(byRef("out", step.state, time.Minute)))
		k.state("out", step.want)
	}
	k.write(learn(inbox.Fact{Kind: inbox.FactRefused, At: at(time.Hour), Account: accountA, Message: "out"}))
	k.write(learn(inbox.Fact{Kind: inbox.FactUncertain, At: at(time.Hour), Account: accountA, Message: "out"}))
	k.state("out", "read")
}

func anyOrder(k *kit) {
	failed := byRef("", whatsapp.Failed, 2*time.Minute)
	failed.Failure = &whatsapp.Failure{Code: 131026, Class: whatsapp.Unreachable}
	facts := []inbox.Fact{
		byRef("", whatsapp.Sent, time.Minute), failed, byRef("", whatsapp.Delivered, 3*time.Minute),
		accepted("", "", 0),
		{Kind: inbox.FactUncertain, At: at(time.Hour), Account: accountA},
	}
	var first inbox.Message
	for n := range 2 * len(facts) { // all rotations, and all of those backwards
		out := id(inbox.MessageID("out-"), n)
		k.write(insert(queued(out)))
		for i := range facts {
			f := facts[(n+i)%len(facts)]
			if n >= len(facts) {
				f = facts[(n-i)%len(facts)]
			}
			f.Message = out
			k.write(learn(f, f))
		}
		if got := k.message(out); n == 0 {
			first = got
		} else {
			k.same("the delivery after other orders", got.Delivery, first.Delivery)
		}
	}
	if first.Delivery.State() != "delivered" || first.Delivery.Progress.Failure == nil || first.Delivery.Uncertain.IsZero() {
		k.Errorf("the delivery is %+v", first.Delivery)
	}
}

func allFacts(k *kit) {
	k.write(insert(queued("out")))
	price := &whatsapp.Pricing{Model: "PMP", Type: "regular", Category: "service", Billable: true}
	failure := &whatsapp.Failure{Code: 1, Title: "T", Message: "M", Details: "D", Class: whatsapp.FixContent}
	file := inbox.File{State: inbox.FileStored, Name: "f", MIME: "image/png", Bytes: 1 << 33, SHA256: "00ff"}
	read := byRef("out", whatsapp.Read, time.Microsecond)
	read.Pricing = price
	took := accepted("out", "wamid.out", 0)
	took.Dropped = []string{"context.message_id", "interactive.footer"}
	k.write(learn(
		took, read,
		inbox.Fact{Kind: inbox.FactUncertain, At: at(time.Second), Account: accountA, Message: "out"},
		inbox.Fact{Kind: inbox.FactRefused, At: at(time.Minute), Account: accountA, Message: "out", Failure: failure},
		inbox.Fact{Kind: inbox.FactFile, At: at(time.Hour), Account: accountA, Message: "out", File: file},
	))
	want := queued("out")
	want.ProviderID, want.File = "wamid.out", file
	want.Delivery = inbox.Delivery{
		Accepted: noon, Uncertain: at(time.Second), Refused: at(time.Minute), Refusal: failure,
		Progress: whatsapp.Progress{Read: at(time.Microsecond)}, Pricing: price, Dropped: took.Dropped,
	}
	k.same("the message", k.message("out"), want)
}

func teachProvided(k *kit) {
	k.write(insert(queued("a"), queued("b")), learn(accepted("a", "wamid.a", 0)))
	taught := byRef("b", whatsapp.Sent, 0)
	taught.ProviderID = "wamid.b"
	k.write(learn(taught))
	k.write(learn(status("wamid.a", whatsapp.Read, 0), status("wamid.b", whatsapp.Delivered, 0)))
	k.state("a", "read")
	k.state("b", "delivered")
}

// claimEcho lets a provider's echo of our own send, and what is told of it,
// come before the answer to the send.
func claimEcho(k *kit) {
	k.write(insert(queued("out"), echo("echo")))
	k.write(learn(status(provided("echo"), whatsapp.Delivered, time.Minute)))
	before := len(k.log())
	k.write(learn(accepted("out", provided("echo"), time.Second)))
	k.write(learn(status(provided("echo"), whatsapp.Read, time.Hour)))

	out := queued("out")
	out.ProviderID = provided("echo")
	out.Delivery.Accepted = at(time.Second)
	out.Delivery.Progress.Delivered, out.Delivery.Progress.Read = at(time.Minute), at(time.Hour)
	k.same("our message", k.message("out"), out)
	was := echo("echo")
	was.ProviderID, was.Delivery.Of = "", "out"
	was.Delivery.Progress.Delivered = at(time.Minute)
	k.same("the echo", k.message("echo"), was)
	if n := len(k.log()) - before; n != 3 {
		k.Errorf("%d log entries were written, want one for each message and one for the status", n)
	}
	// The id is ours for ever: the echo is not stored again.
	again := echo("again")
	again.ProviderID = provided("echo")
	if err := k.commit(insert(again))[0]; err == nil {
		k.Errorf("the echo was stored a second time")
	}
}

func takeNoID(k *kit) {
	a := queued("a")
	a.ProviderID = provided("a")
	k.write(insert(a, queued("b")))
	k.write(learn(accepted("b", provided("a"), 0)))
	if got := k.message("b"); got.ProviderID != "" || got.Delivery.State() != inbox.Accepted {
		k.Errorf("the second message has the id %q and is %s", got.ProviderID, got.Delivery.State())
	}
	k.write(learn(status(provided("a"), whatsapp.Read, 0)))
	k.state("a", "read")
	k.state("b", inbox.Accepted)
	k.write(learn(accepted("b", "wamid.b", 0)))
	if got := k.message("b").ProviderID; got != "wamid.b" {
		k.Errorf("the id that came later is %q", got)
	}
}

func logged(k *kit) {
	out := queued("out")
	out.Chat = "chat"
	k.write(insert(out))
	before := len(k.log())
	k.write(learn(byRef("out", whatsapp.Sent, time.Second)))
	file := inbox.Fact{Kind: inbox.FactFile, At: at(time.Hour), Account: accountA, Message: "out"}
	file.File.State = inbox.FileLost
	k.write(learn(file))
	got := k.log()[before:]
	for i := range got {
		got[i].ID = 0
	}
	k.same("the log", got, []inbox.Entry{
		{
			Kind: inbox.EntryDelivery, At: at(time.Second), Seq: 1, Account: accountA, Conversation: talkA1, Chat: "chat",
			Message: "out", State: "sent",
		},
		{
			Kind: inbox.EntryFile, At: at(time.Hour), Seq: 2, Account: accountA, Conversation: talkA1, Chat: "chat",
			Message: "out", State: "sent",
		},
	})
}

func knownWriteNothing(k *kit) {
	k.write(insert(queued("out")), learn(byRef("out", whatsapp.Sent, 0)))
	before := k.log()
	k.write(
		learn(byRef("out", whatsapp.Sent, 0)), learn(byRef("out", whatsapp.Sent, time.Hour)),
		learn(byRef("out", "wordless", 0)),
	)
	k.same("the log", k.log(), before)
}

func closedWindow(k *kit) {
	k.write(insert(queued("out")))
	f := byRef("out", whatsapp.Failed, time.Minute)
	f.Failure = &whatsapp.Failure{Code: 131047, Class: whatsapp.WindowClosed}
	k.write(learn(f), learn(f))
	k.write(learn(f, f))
	j := k.leaseOne(time.Minute, "out")
	want := inbox.Job{
		ID: j.ID, Kind: inbox.JobFollow, Due: at(time.Minute), Account: accountA, Conversation: talkA1, Message: "out",
		Fence: j.Fence, Attempt: 1, Until: at(2 * time.Minute),
	}
	k.same("the job", j, want)
	k.write(settle(j, inbox.OutcomeDone), learn(f))
	k.leases(time.Hour)
}

func ownCommit(k *kit) {
	c := insert(echo("echo"), queued("out"))
	c.Facts = []inbox.Fact{
		status(provided("echo"), whatsapp.Delivered, 0), accepted("out", "wamid.out", 0),
		status("wamid.out", whatsapp.Read, 0),
	}
	k.write(c)
	k.state("echo", "delivered")
	k.state("out", "read")
}

func ofReceived(k *kit) {
	want := received("in", accountA, talkA1)
	want.File = inbox.File{State: inbox.FilePending, MIME: "image/png"}
	k.write(insert(want))
	file := inbox.Fact{Kind: inbox.FactFile, At: at(time.Hour), Account: accountA, Message: "in"}
	file.File = inbox.File{State: inbox.FileStored, Name: "f", MIME: "image/png", Bytes: 9, SHA256: "00ff"}
	k.write(learn(status(want.ProviderID, whatsapp.Read, 0), byRef("in", whatsapp.Failed, 0), file))
	want.File = file.File
	k.same("the message", k.message("in"), want)
}
