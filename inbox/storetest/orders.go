package storetest

import (
	"time"

	"github.com/wainbox/wainbox/inbox"
	"github.com/wainbox/wainbox/routing"
)

var orderCases = []testCase{
	{name: "come by level, the highest first", run: orderLevel},
	{name: "come by the end of their last chat, never before all", run: orderEnded},
	{name: "come by load in all inboxes", run: orderLoad},
	{name: "come by all keys of an order, then by id", run: orderKeys},
	{name: "come in an order of a host's own", run: orderOwn},
}

func orderLevel(k *kit) {
	for a, level := range map[inbox.AgentID]int{"ann": 0, "bob": 100, "cay": 1, "dan": 20, "eve": 3, "fay": 0} {
		seat := inbox.Seat{Level: level}
		seat.Turn = map[inbox.AgentID]int64{"ann": 7, "cay": 3}[a] // so that of 0, which is 1, and 1 none comes before all of the other
		k.sit(agent(a), seat)
	}
	k.seated(by(routing.ModeProficiency.Order()), "bob", "dan", "eve", "fay", "cay", "ann")
}

func orderEnded(k *kit) {
	for a, ended := range map[inbox.AgentID]time.Time{
		"ann": at(-time.Minute), "bob": at(-time.Minute - time.Microsecond), "cay": {}, "dan": at(time.Hour),
		"eve": time.Date(1969, time.December, 31, 23, 0, 0, 0, time.UTC), "fay": {},
	} {
		one := agent(a)
		one.Ended = ended
		k.sit(one, inbox.Seat{})
	}
	q := by(routing.ModeLongestIdle.Order())
	k.seated(q, "cay", "fay", "eve", "bob", "ann", "dan")
	q.Idle = true
	k.seated(q, "cay", "fay", "eve", "bob", "ann", "dan")
}

func orderLoad(k *kit) {
	k.sit(loaded("ann", 10, 0), inbox.Seat{})
	k.sit(loaded("bob", 9, 0), inbox.Seat{Load: 9})
	k.sit(loaded("cay", 0, 0), inbox.Seat{Turn: 2})
	k.sit(loaded("dan", 0, 0), inbox.Seat{Turn: 1})
	k.seated(by(routing.ModeLeastLoaded.Order()), "dan", "cay", "bob", "ann")
}

// orderKeys has two agents that differ by each key, and two by none. Those who
// come first by a later key come last by an earlier one.
func orderKeys(k *kit) {
	late := agent("a-late")
	late.Ended, late.Load = noon, 1
	k.sit(late, inbox.Seat{Turn: 1, Level: 2})
	k.sit(agent("b-turn"), inbox.Seat{Turn: 1, Level: 2})
	k.sit(agent("c-position"), inbox.Seat{Turn: 0, Position: 1, Level: 2})
	k.sit(agent("é-id"), inbox.Seat{Level: 2})
	k.sit(agent("e-id"), inbox.Seat{Level: 2})
	k.sit(agent("F-id"), inbox.Seat{Level: 2})
	k.sit(agent("f-level"), inbox.Seat{})
	k.seated(turns(), "F-id", "e-id", "f-level", "é-id", "c-position", "a-late", "b-turn")
	k.seated(by(routing.ModeProficiency.Order()), "F-id", "e-id", "é-id", "c-position", "a-late", "b-turn", "f-level")
	for _, m := range []routing.Mode{routing.ModeLongestIdle, routing.ModeLeastLoaded} {
		k.seated(by(m.Order()), "F-id", "e-id", "f-level", "é-id", "c-position", "b-turn", "a-late")
	}
}

func orderOwn(k *kit) {
	for a, one := range map[inbox.AgentID]struct{ load, level, position int }{
		"ann": {1, 2, 0}, "bob": {0, 2, 0}, "cay": {0, 1, 0}, "dan": {1, 2, -1},
	} {
		k.sit(loaded(a, one.load, 0), inbox.Seat{Level: one.level, Position: one.position})
	}
	k.seated(by(routing.Order{routing.ByLevel, routing.ByLoad}), "bob", "ann", "dan", "cay")
	k.seated(by(routing.Order{routing.ByLoad, routing.ByLevel}), "bob", "cay", "ann", "dan")
	k.seated(by(routing.Order{routing.ByPosition}), "dan", "ann", "bob", "cay")
}
