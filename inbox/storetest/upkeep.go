package storetest

import (
	"time"

	"github.com/wainbox/wainbox/inbox"
	"github.com/wainbox/wainbox/routing"
)

// upkeepCases change something after it was asked for once, and ask again.
var upkeepCases = []testCase{
	{name: "follow their seats", run: followSeats},
	{name: "follow their agents", run: followAgents},
	{name: "follow their agents in every inbox", run: followInboxes},
	{name: "follow the inbox's limit", run: followLimit},
	{name: "follow one commit's changes of seat and agent", run: followCommit},
	{name: "follow what changes however they were asked for", run: followQueries},
	{name: "do not share the query with who asks", run: queryNotShared},
}

func followSeats(k *kit) {
	k.sit(agent("ann"), inbox.Seat{})
	k.sit(agent("bob"), inbox.Seat{})
	level := by(routing.ModeProficiency.Order())
	k.seated(turns(), "ann", "bob")
	k.seated(level, "ann", "bob")
	version := int64(1)
	for _, c := range []struct {
		seat            inbox.Seat
		byTurn, byLevel []inbox.AgentID
	}{
		{inbox.Seat{Turn: 1}, []inbox.AgentID{"bob", "ann"}, []inbox.AgentID{"bob", "ann"}},
		{inbox.Seat{Turn: 1, Level: 2}, []inbox.AgentID{"bob", "ann"}, []inbox.AgentID{"ann", "bob"}},
		{inbox.Seat{Position: 1}, []inbox.AgentID{"bob", "ann"}, []inbox.AgentID{"bob", "ann"}},
		{inbox.Seat{Barred: true}, []inbox.AgentID{"bob"}, []inbox.AgentID{"bob"}},
		{inbox.Seat{Position: -1}, []inbox.AgentID{"ann", "bob"}, []inbox.AgentID{"ann", "bob"}},
		{inbox.Seat{Left: true}, []inbox.AgentID{"bob"}, []inbox.AgentID{"bob"}},
		{inbox.Seat{Load: 3}, []inbox.AgentID{"ann", "bob"}, []inbox.AgentID{"ann", "bob"}},
		{inbox.Seat{Load: 3, Capacity: new(3)}, []inbox.AgentID{"bob"}, []inbox.AgentID{"bob"}},
		{inbox.Seat{Load: 3, Capacity: new(4)}, []inbox.AgentID{"ann", "bob"}, []inbox.AgentID{"ann", "bob"}},
	} {
		c.seat.Inbox, c.seat.Agent = inboxA, "ann"
		k.write(puts(version, c.seat))
		version++
		k.seated(turns(), c.byTurn...)
		k.seated(level, c.byLevel...)
	}
}

func followAgents(k *kit) {
	k.sit(agent("ann"), inbox.Seat{})
	k.sit(loaded("bob", 1, 0), inbox.Seat{})
	load, idle, french := by(routing.ModeLeastLoaded.Order()), by(routing.ModeLongestIdle.Order()), turns()
	idle.Idle, french.Skills = true, []routing.Skill{"fr"}
	k.seated(load, "ann", "bob")
	k.seated(idle, "ann")
	k.seated(french)
	version := int64(1)
	for _, c := range []struct {
		change             func(*inbox.Agent)
		load, idle, french []inbox.AgentID
	}{
		{func(a *inbox.Agent) { a.Load = 2 }, []inbox.AgentID{"bob", "ann"}, nil, nil},
		{func(a *inbox.Agent) { a.Load, a.Skills = 0, []routing.Skill{"fr"} }, []inbox.AgentID{"ann", "bob"}, []inbox.AgentID{"ann"}, []inbox.AgentID{"ann"}},
		{func(a *inbox.Agent) { a.Load, a.Capacity = 1, 1 }, []inbox.AgentID{"bob"}, nil, nil},
		{func(a *inbox.Agent) { a.Capacity = 2 }, []inbox.AgentID{"ann", "bob"}, nil, []inbox.AgentID{"ann"}},
		{func(a *inbox.Agent) { a.There = false }, []inbox.AgentID{"bob"}, nil, nil},
		{func(a *inbox.Agent) { a.There, a.Load = true, 0 }, []inbox.AgentID{"ann", "bob"}, []inbox.AgentID{"ann"}, []inbox.AgentID{"ann"}},
		{func(a *inbox.Agent) { a.Presence.Status = "lunch" }, []inbox.AgentID{"bob"}, nil, nil},
		{func(a *inbox.Agent) { a.Presence.Status, a.Presence.Until = routing.StatusAvailable, noon }, []inbox.AgentID{"bob"}, nil, nil},
		{func(a *inbox.Agent) { a.Presence.Until = at(time.Microsecond) }, []inbox.AgentID{"ann", "bob"}, []inbox.AgentID{"ann"}, []inbox.AgentID{"ann"}},
		{func(a *inbox.Agent) { a.Skills = []routing.Skill{"de"} }, []inbox.AgentID{"ann", "bob"}, []inbox.AgentID{"ann"}, nil},
	} {
		states := k.load(agent("ann").Key())
		ann, _ := states[0].Record.(inbox.Agent)
		c.change(&ann)
		k.write(puts(version, ann))
		version++
		k.seated(load, c.load...)
		k.seated(idle, c.idle...)
		k.seated(french, c.french...)
	}
	bob := agent("bob") // who never ended any comes first
	ann := able("ann", "fr")
	ann.Ended = noon
	k.write(puts(1, bob), puts(version, ann))
	k.seated(idle, "bob", "ann")
	bob.Ended = at(time.Hour)
	k.write(puts(2, bob))
	k.seated(idle, "ann", "bob")
}

func followInboxes(k *kit) {
	k.sit(agent("ann"), inbox.Seat{})
	k.write(put(inbox.Seat{Inbox: inboxB, Agent: "ann"}))
	k.sit(agent("bob"), inbox.Seat{Inbox: inboxB, Position: 1})
	a, b := turns(), turns()
	b.Inbox = inboxB
	k.seated(a, "ann")
	k.seated(b, "ann", "bob")
	k.write(puts(1, loaded("ann", 1, 1)))
	k.seated(a)
	k.seated(b, "bob")
	k.write(puts(2, agent("ann")))
	k.seated(b, "ann", "bob")
	k.seated(a, "ann")
	k.write(puts(1, inbox.Seat{Inbox: inboxB, Agent: "ann", Turn: 1}))
	k.seated(a, "ann")
	k.seated(b, "bob", "ann")
	k.write(put(inbox.Seat{Inbox: inboxA, Agent: "bob", Position: -1})) // joins
	k.seated(a, "bob", "ann")
}

func followLimit(k *kit) {
	box := inbox.Inbox{ID: inboxA, Organization: orgA, Name: "A"}
	k.sit(agent("ann"), inbox.Seat{Load: 2})
	k.sit(agent("bob"), inbox.Seat{Load: 2, Capacity: new(3)})
	k.sit(agent("cay"), inbox.Seat{Load: 1})
	k.seated(turns(), "ann", "bob", "cay")
	for i, want := range [][]inbox.AgentID{{"bob"}, {"bob", "cay"}, {"ann", "bob", "cay"}, {"bob"}, {"ann", "bob", "cay"}} {
		box.Capacity, box.Turn = []int{1, 2, 3, 1, 0}[i], int64(i)
		k.write(puts(int64(i+1), box))
		k.seated(turns(), want...)
	}
	k.sit(agent("dan"), inbox.Seat{Inbox: "inbox-c", Load: 1}) // of which there is no record yet
	q := turns()
	q.Inbox = "inbox-c"
	k.seated(q, "dan")
	k.write(put(inbox.Inbox{ID: "inbox-c", Organization: orgA, Capacity: 1}))
	k.seated(q)
}

// followCommit is an offer, and its end.
func followCommit(k *kit) {
	k.sit(loaded("ann", 0, 2), inbox.Seat{})
	k.sit(loaded("bob", 0, 2), inbox.Seat{Position: 1})
	q := turns()
	q.Limit = 1
	for n, want := range []inbox.AgentID{"ann", "bob", "ann", "bob"} {
		found := k.candidates(q)
		if len(found) != 1 || found[0].Agent.ID != want {
			k.Fatalf("the best for chat %d is %+v, not %s", n, found, want)
		}
		s := found[0]
		s.Agent.Load++
		s.Seat.Load++
		s.Seat.Turn = int64(n + 1)
		k.write(inbox.Commit{Puts: []inbox.Put{
			{Record: inbox.Inbox{ID: inboxA, Organization: orgA, Name: "A", Turn: int64(n + 1)}, Version: int64(n + 1)},
			{Record: s.Seat, Version: s.SeatVersion},
			{Record: s.Agent, Version: s.AgentVersion},
		}})
	}
	k.seated(q)
	k.write(inbox.Commit{Puts: []inbox.Put{
		{Record: loaded("bob", 1, 2), Version: 3}, {Record: inbox.Seat{Inbox: inboxA, Agent: "bob", Load: 1, Turn: 4}, Version: 3},
	}})
	k.seated(q, "bob")
	refused := put(loaded("bob", 0, 2))
	refused.Puts = append(refused.Puts, inbox.Put{Record: inbox.Seat{Inbox: inboxA, Agent: "ann"}, Version: 3})
	k.refuse(inbox.ErrConflict, refused)
	k.seated(q, "bob")
}

// followQueries asks in more ways than a store may have indexes for, and twice.
func followQueries(k *kit) {
	const ways = 200
	skills := func(n int) []routing.Skill {
		return []routing.Skill{id(routing.Skill("skill"), n), id(routing.Skill("skill"), (n+1)%ways)}
	}
	for n := range ways {
		k.sit(able(id(inbox.AgentID("agent"), n), skills(n)...), inbox.Seat{})
	}
	for n := range ways {
		q := turns()
		q.Skills = skills(n)
		k.seated(q, id(inbox.AgentID("agent"), n))
	}
	for n := range ways / 4 {
		k.write(puts(1, able(id(inbox.AgentID("agent"), n*4))))
	}
	for n := range ways {
		q := turns()
		if q.Skills = skills(n); n%4 == 0 {
			k.seated(q)
		} else {
			k.seated(q, id(inbox.AgentID("agent"), n))
		}
	}
}

// queryNotShared asks for something else with what it asked before.
func queryNotShared(k *kit) {
	k.sit(able("ann", "fr"), inbox.Seat{Turn: 1})
	k.sit(able("bob", "de"), inbox.Seat{})
	k.sit(able("cay", "fr"), inbox.Seat{Level: 9, Turn: 2})
	q := turns()
	q.Order, q.Skills, q.Not = routing.Order{routing.ByTurn}, []routing.Skill{"fr"}, []inbox.AgentID{"dan"}
	k.seated(q, "ann", "cay")
	q.Skills[0] = "de"
	k.seated(q, "bob")
	q.Skills[0], q.Order[0] = "fr", routing.ByLevel
	k.seated(q, "cay", "ann")
	q.Not[0] = "cay"
	k.seated(q, "ann")
	q.Order[0], q.Not[0] = routing.ByTurn, "dan"
	k.seated(q, "ann", "cay")
}
