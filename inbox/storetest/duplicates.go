package storetest

import (
	"time"

	"github.com/wainbox/wainbox/inbox"
)

var duplicateCases = []testCase{
	{name: "the error names exactly the keys that exist", run: namesExactly},
	{name: "outrank a conflict", run: outrankConflict},
	{name: "a key twice in one commit is one", run: func(k *kit) {
		k.duplicate(keys("a", "b", "a"), "a")
		k.write(keys("a", "b"))
	}},
	{name: "a message twice in one commit is one", run: messageTwice},
	{name: "a message is stored once in its account", run: storedOnce},
	{name: "a message of another account is another", run: otherAccount},
	{name: "messages without a provider's id are apart", run: func(k *kit) {
		k.write(insert(queued("a"), queued("b")), insert(queued("c")))
		k.same("the message", k.message("b"), queued("b"))
		k.message("c")
	}},
	{name: "a learnt provider's id is taken", run: learntIsTaken},
	{name: "our id is taken once", run: ourIDOnce},
	{name: "a key is told apart by every letter", run: func(k *kit) {
		k.write(keys("key"), keys("Key"), keys("key "), keys("kéy"), keys("ke\u0301y"))
		k.duplicate(keys("Key", "other"), "Key")
	}},
	{name: "a key is kept until its time", needs: advance, run: keptUntil},
}

func namesExactly(k *kit) {
	k.write(keys("one", "two"), insert(received("in-1", accountA, talkA1), received("in-2", accountA, talkA2)))
	c := keys("two", "three", "one", "four")
	c.Messages = []inbox.Message{received("in-2", accountA, talkA2), received("in-3", accountA, talkA1)}
	k.duplicate(c, "one", "two", c.Messages[0].DedupeKey())
	c = keys("three", "four")
	c.Messages = []inbox.Message{received("in-3", accountA, talkA1)}
	k.write(c)
}

func outrankConflict(k *kit) {
	k.write(keys("known"), insert(received("in", accountA, talkA1)))
	c := puts(9, agent("ann"))
	c.Guards = []inbox.Guard{{Key: agent("bob").Key(), Version: 9}}
	k.refuse(inbox.ErrConflict, c)
	c.Keys = keys("known").Keys
	k.duplicate(c, "known")
	c.Keys, c.Messages = nil, []inbox.Message{received("in", accountA, talkA1)}
	k.duplicate(c, c.Messages[0].DedupeKey())
}

func messageTwice(k *kit) {
	a, b := received("in", accountA, talkA1), received("in-2", accountA, talkA2)
	b.ProviderID = a.ProviderID
	k.duplicate(insert(a, b), a.DedupeKey())
	k.noMessage("in")
	k.noMessage("in-2")
}

func storedOnce(k *kit) {
	first := received("in", accountA, talkA1)
	k.write(insert(first))
	second := received("in-2", accountA, talkA2)
	second.ProviderID, second.Direction, second.At = first.ProviderID, inbox.Out, at(time.Hour)
	k.duplicate(insert(second), first.DedupeKey())
	k.noMessage("in-2")
	k.same("the message", k.message("in"), first)
}

func otherAccount(k *kit) {
	a, b := received("in", accountA, talkA1), received("in-b", accountB, talkB1)
	b.ProviderID = a.ProviderID
	k.write(insert(a), insert(b))
	k.same("the message", k.message("in"), a)
	k.same("the other account's", k.message("in-b"), b)
}

func learntIsTaken(k *kit) {
	k.write(insert(queued("out")), learn(accepted("out", "wamid.out", 0)))
	second := echo("echo")
	second.ProviderID = "wamid.out"
	k.duplicate(insert(second), second.DedupeKey())
	k.noMessage("echo")
}

func ourIDOnce(k *kit) {
	first := received("in", accountA, talkA1)
	k.write(insert(first))
	second := received("in", accountA, talkA2)
	second.ProviderID = "wamid.second"
	if k.commit(insert(second))[0] == nil {
		k.Errorf("a second message of one id was accepted")
	}
	k.same("the message", k.message("in"), first)
}

func keptUntil(k *kit) {
	k.write(
		inbox.Commit{Keys: []inbox.DedupeKey{{Key: "far", Until: ages}}},
		insert(received("in", accountA, talkA1)),
	)
	for range 4 {
		k.Advance(30 * 24 * time.Hour)
		k.write(inbox.Commit{}) // a store may purge when it writes
	}
	k.duplicate(keys("far"), "far")
	k.duplicate(insert(received("in", accountA, talkA1)), received("in", accountA, talkA1).DedupeKey())
}
