package storetest

import (
	"github.com/wainbox/wainbox/inbox"
)

var versionCases = []testCase{
	{name: "begin at 1 and rise by 1", run: versionsRise},
	{name: "a stale put is a conflict", run: stalePut},
	{name: "making what exists is a conflict", run: func(k *kit) {
		k.write(put(agent("ann")))
		k.refuse(inbox.ErrConflict, put(agent("ann")))
		k.record(agent("ann").Key(), agent("ann"), 1)
	}},
	{name: "changing what does not exist is a conflict", run: func(k *kit) {
		k.refuse(inbox.ErrConflict, puts(1, agent("ann")))
		k.record(agent("ann").Key(), nil, 0)
	}},
	{name: "a stale guard is a conflict", run: staleGuard},
	{name: "a guard holds without writing", run: guardHolds},
	{name: "a guard may be for absence", run: guardAbsence},
	{name: "an id may be of several kinds", run: severalKinds},
}

func versionsRise(k *kit) {
	ann := agent("ann")
	for v := range int64(5) {
		ann.Load = int(v)
		k.write(puts(v, ann))
		k.record(ann.Key(), ann, v+1)
	}
}

func stalePut(k *kit) {
	first, second := agent("ann"), agent("ann")
	first.Load, second.Load = 1, 2
	k.write(put(agent("ann")), puts(1, first))
	k.refuse(inbox.ErrConflict, puts(1, second))
	k.refuse(inbox.ErrConflict, puts(3, second))
	k.record(first.Key(), first, 2)
}

func staleGuard(k *kit) {
	k.write(put(agent("ann")), puts(1, agent("ann")))
	for _, v := range []int64{0, 1, 3} {
		c := put(agent("bob"))
		c.Guards = []inbox.Guard{{Key: agent("ann").Key(), Version: v}}
		k.refuse(inbox.ErrConflict, c)
	}
	k.record(agent("bob").Key(), nil, 0)
}

func guardHolds(k *kit) {
	k.write(put(agent("ann")), puts(1, agent("ann")))
	c := put(agent("bob"))
	c.Guards = []inbox.Guard{{Key: agent("ann").Key(), Version: 2}}
	k.write(c)
	k.record(agent("ann").Key(), agent("ann"), 2)
	k.record(agent("bob").Key(), agent("bob"), 1)
}

func guardAbsence(k *kit) {
	c := put(agent("bob"))
	c.Guards = []inbox.Guard{{Key: agent("ann").Key()}}
	k.write(c)
	k.record(agent("ann").Key(), nil, 0)
	k.write(put(agent("ann")))
	c.Puts[0].Version = 1
	k.refuse(inbox.ErrConflict, c)
}

func severalKinds(k *kit) {
	one, other := agent("same"), contact("same", orgA)
	seat := inbox.Seat{Inbox: inboxA, Agent: "same", Position: 1}
	k.write(put(one), put(other), put(seat), puts(1, one))
	k.record(one.Key(), one, 2)
	k.record(other.Key(), other, 1)
	k.record(seat.Key(), seat, 1)
}
