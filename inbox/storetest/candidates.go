package storetest

import (
	"slices"

	"github.com/wainbox/wainbox/inbox"
	"github.com/wainbox/wainbox/routing"
)

var candidateCases = []testCase{
	{name: "are available and have room", run: availableWithRoom},
	{name: "come with their versions", run: withVersions},
	{name: "come with the most that they may have here", run: withCapacity},
	{name: "come in the order's order", run: inOrder},
	{name: "come up to a limit", run: candidateLimit},
	{name: "are members of the inbox", run: membersOnly},
	{name: "come and go", run: comeAndGo},
}

// sit writes an agent with a seat in the inbox.
func (k *kit) sit(a inbox.Agent, seat inbox.Seat) {
	k.Helper()
	seat.Agent = a.ID
	if seat.Inbox == "" {
		seat.Inbox = inboxA
	}
	k.write(inbox.Commit{Puts: []inbox.Put{{Record: a}, {Record: seat}}})
}

func (k *kit) candidates(q inbox.CandidateQuery) []inbox.Seated {
	k.Helper()
	found, err := k.Store.Candidates(k.ctx(), q)
	if err != nil {
		k.Fatalf("Candidates: %v", err)
	}
	return found
}

// by asks for the candidates of inbox A at noon.
func by(o routing.Order) inbox.CandidateQuery {
	return inbox.CandidateQuery{Inbox: inboxA, At: noon, Query: routing.Query{Order: o}, Limit: 100}
}

// turns asks for them in turn.
func turns() inbox.CandidateQuery { return by(routing.RoundRobin()) }

// seated wants exactly these to be the candidates, in this order.
func (k *kit) seated(q inbox.CandidateQuery, want ...inbox.AgentID) {
	k.Helper()
	var got []inbox.AgentID
	for _, s := range k.candidates(q) {
		got = append(got, s.Agent.ID)
	}
	if !slices.Equal(got, want) {
		k.Errorf("the candidates of %+v are %q, not %q", q, got, want)
	}
}

// loaded is an agent with so many chats of so many.
func loaded(id inbox.AgentID, load, capacity int) inbox.Agent {
	a := agent(id)
	a.Load, a.Capacity = load, capacity
	return a
}

func availableWithRoom(k *kit) {
	away := agent("away")
	away.Presence.Status, away.There = routing.StatusAway, false
	k.sit(away, inbox.Seat{})
	k.sit(loaded("full", 2, 2), inbox.Seat{})
	k.sit(loaded("over", 3, 2), inbox.Seat{})
	k.sit(loaded("room", 1, 2), inbox.Seat{})
	k.sit(loaded("endless", 900, 0), inbox.Seat{})
	k.write(put(inbox.Seat{Inbox: inboxA, Agent: "nobody"}))
	k.seated(by(nil), "endless", "room")
}

func withVersions(k *kit) {
	a := loaded("ann", 1, 5)
	a.Skills, a.Ended = []routing.Skill{"fr"}, at(-1e9)
	seat := inbox.Seat{Inbox: inboxA, Agent: "ann", Position: 4, Level: 3, Capacity: new(8), Turn: 9, Load: 1}
	k.sit(a, seat)
	a.Load = 2
	k.write(puts(1, a), puts(2, a), puts(1, seat))
	want := inbox.Seated{Seat: seat, SeatVersion: 2, Agent: a, AgentVersion: 3, Capacity: 8}
	k.same("the candidates", k.candidates(turns()), []inbox.Seated{want})
	a.Load, want.Agent.Load, want.AgentVersion = 3, 3, 4
	k.write(puts(3, a))
	k.same("the candidates", k.candidates(turns()), []inbox.Seated{want})
	seat.Turn, want.Seat.Turn, want.SeatVersion = 10, 10, 3
	k.write(puts(2, seat))
	k.same("the candidates", k.candidates(turns()), []inbox.Seated{want})
}

func withCapacity(k *kit) {
	k.write(puts(1, inbox.Inbox{ID: inboxA, Organization: orgA, Name: "A", Capacity: 3}))
	k.sit(agent("ann"), inbox.Seat{})
	k.sit(agent("bob"), inbox.Seat{Capacity: new(5)})
	k.sit(agent("cay"), inbox.Seat{Capacity: new(0)})
	k.write(put(inbox.Seat{Inbox: inboxB, Agent: "ann"}), put(inbox.Seat{Inbox: "inbox-c", Agent: "ann"}))
	most := func(i inbox.InboxID, want ...int) {
		k.Helper()
		q := turns()
		q.Inbox = i
		var got []int
		for _, s := range k.candidates(q) {
			got = append(got, s.Capacity)
		}
		if !slices.Equal(got, want) {
			k.Errorf("the most that the candidates of %s may have are %v, not %v", i, got, want)
		}
	}
	most(inboxA, 3, 5, 0)
	most(inboxB, 0)
	most("inbox-c", 0) // of which there is no record
	k.write(puts(2, inbox.Inbox{ID: inboxA, Organization: orgA, Name: "A", Capacity: 4}))
	most(inboxA, 4, 5, 0)
}

func inOrder(k *kit) {
	k.sit(agent("a"), inbox.Seat{Turn: 5, Position: 1})
	k.sit(agent("b"), inbox.Seat{Turn: 3, Position: 2})
	k.sit(agent("c"), inbox.Seat{Turn: 0, Position: 4})
	k.sit(agent("d"), inbox.Seat{Turn: 0, Position: 3})
	k.sit(agent("f"), inbox.Seat{Turn: 3, Position: 2})
	k.sit(agent("e"), inbox.Seat{Turn: 3, Position: 2})
	k.seated(turns(), "d", "c", "b", "e", "f", "a")
	k.seated(by(routing.Order{routing.ByPosition}), "a", "b", "e", "f", "d", "c")
	k.seated(by(routing.Order{routing.ByPosition, routing.ByTurn}), "a", "b", "e", "f", "d", "c")
	k.seated(by(nil), "a", "b", "c", "d", "e", "f")
}

func candidateLimit(k *kit) {
	full := loaded("a", 1, 1)
	k.sit(full, inbox.Seat{})
	for _, a := range []inbox.AgentID{"e", "d", "c", "b"} {
		k.sit(agent(a), inbox.Seat{})
	}
	q := turns()
	q.Limit = 2
	k.seated(q, "b", "c")
	q.Limit = 0
	k.seated(q, "b", "c", "d", "e")
}

func membersOnly(k *kit) {
	k.sit(agent("ann"), inbox.Seat{})
	k.sit(agent("bob"), inbox.Seat{Inbox: inboxB})
	k.write(put(agent("seatless")))
	k.write(put(inbox.Seat{Inbox: inboxB, Agent: "ann", Position: 7}))
	q := turns()
	k.seated(q, "ann")
	q.Inbox = inboxB
	if got := k.candidates(q); len(got) != 2 || got[0].Agent.ID != "bob" || got[1].Agent.ID != "ann" || got[1].Seat.Position != 7 {
		k.Errorf("the candidates of the other inbox are %+v", got)
	}
	q.Inbox = "none"
	k.seated(q)
}

func comeAndGo(k *kit) {
	q := by(nil)
	k.seated(q)
	a := loaded("ann", 1, 2)
	k.sit(a, inbox.Seat{})
	k.seated(q, "ann")
	a.Load = 2
	k.write(puts(1, a))
	k.seated(q)
	a.Load, a.There = 0, false
	k.write(puts(2, a))
	k.seated(q)
	a.There = true
	k.write(puts(3, a))
	k.seated(q, "ann")
}
