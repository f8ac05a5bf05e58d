package storetest

import (
	"slices"

	"github.com/wainbox/wainbox/inbox"
	"github.com/wainbox/wainbox/routing"
)

var candidateCases = []testCase{
	{name: "are available and have room", run: availableWithRoom},
	{name: "come with their versions", run: withVersions},
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

// seated wants exactly these to be the candidates of inbox A, in this order.
func (k *kit) seated(o routing.Order, want ...inbox.AgentID) {
	k.Helper()
	var got []inbox.AgentID
	for _, s := range k.candidates(inbox.CandidateQuery{Inbox: inboxA, Order: o, Limit: 100}) {
		got = append(got, s.Agent.ID)
	}
	if !slices.Equal(got, want) {
		k.Errorf("the candidates by %q are %q, not %q", o, got, want)
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
	away.Available = false
	k.sit(away, inbox.Seat{})
	k.sit(loaded("full", 2, 2), inbox.Seat{})
	k.sit(loaded("over", 3, 2), inbox.Seat{})
	k.sit(loaded("room", 1, 2), inbox.Seat{})
	k.sit(loaded("endless", 900, 0), inbox.Seat{})
	k.write(put(inbox.Seat{Inbox: inboxA, Agent: "nobody"}))
	k.seated(nil, "endless", "room")
}

func withVersions(k *kit) {
	a, seat := loaded("ann", 1, 5), inbox.Seat{Inbox: inboxA, Agent: "ann", Position: 4, Turn: 9}
	k.sit(a, seat)
	a.Load = 2
	k.write(puts(1, a), puts(2, a), puts(1, seat))
	got := k.candidates(inbox.CandidateQuery{Inbox: inboxA, Order: routing.RoundRobin(), Limit: 1})
	k.same("the candidates", got, []inbox.Seated{{Seat: seat, SeatVersion: 2, Agent: a, AgentVersion: 3}})
}

func inOrder(k *kit) {
	k.sit(agent("a"), inbox.Seat{Turn: 5, Position: 1})
	k.sit(agent("b"), inbox.Seat{Turn: 3, Position: 2})
	k.sit(agent("c"), inbox.Seat{Turn: 0, Position: 4})
	k.sit(agent("d"), inbox.Seat{Turn: 0, Position: 3})
	k.sit(agent("f"), inbox.Seat{Turn: 3, Position: 2})
	k.sit(agent("e"), inbox.Seat{Turn: 3, Position: 2})
	k.seated(routing.RoundRobin(), "d", "c", "b", "e", "f", "a")
	k.seated(routing.Order{routing.ByPosition}, "a", "b", "e", "f", "d", "c")
	k.seated(routing.Order{routing.ByPosition, routing.ByTurn}, "a", "b", "e", "f", "d", "c")
	k.seated(nil, "a", "b", "c", "d", "e", "f")
}

func candidateLimit(k *kit) {
	full := loaded("a", 1, 1)
	k.sit(full, inbox.Seat{})
	for _, a := range []inbox.AgentID{"e", "d", "c", "b"} {
		k.sit(agent(a), inbox.Seat{})
	}
	got := k.candidates(inbox.CandidateQuery{Inbox: inboxA, Order: routing.RoundRobin(), Limit: 2})
	if len(got) != 2 || got[0].Agent.ID != "b" || got[1].Agent.ID != "c" {
		k.Errorf("the best two are %+v", got)
	}
}

func membersOnly(k *kit) {
	k.sit(agent("ann"), inbox.Seat{})
	k.sit(agent("bob"), inbox.Seat{Inbox: inboxB})
	k.write(put(agent("seatless")))
	k.write(put(inbox.Seat{Inbox: inboxB, Agent: "ann", Position: 7}))
	k.seated(routing.RoundRobin(), "ann")
	got := k.candidates(inbox.CandidateQuery{Inbox: inboxB, Order: routing.RoundRobin(), Limit: 9})
	if len(got) != 2 || got[0].Agent.ID != "bob" || got[1].Agent.ID != "ann" || got[1].Seat.Position != 7 {
		k.Errorf("the candidates of the other inbox are %+v", got)
	}
	if got := k.candidates(inbox.CandidateQuery{Inbox: "none", Limit: 9}); len(got) > 0 {
		k.Errorf("the candidates of no inbox are %+v", got)
	}
}

func comeAndGo(k *kit) {
	a := loaded("ann", 1, 2)
	k.sit(a, inbox.Seat{})
	k.seated(nil, "ann")
	a.Load = 2
	k.write(puts(1, a))
	k.seated(nil)
	a.Load, a.Available = 0, false
	k.write(puts(2, a))
	k.seated(nil)
	a.Available = true
	k.write(puts(3, a))
	k.seated(nil, "ann")
}
