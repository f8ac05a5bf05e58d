package storetest

import (
	"time"

	"github.com/wainbox/wainbox/inbox"
	"github.com/wainbox/wainbox/routing"
)

// ableCases are the parts of inbox.Seated.Able.
var ableCases = []testCase{
	{name: "are there", run: areThere},
	{name: "are there until the end of their lease, exclusively", run: areThereUntil},
	{name: "are neither barred nor gone", run: notBarred},
	{name: "have room here and in all", run: haveRoom},
	{name: "have no limit where theirs is 0", run: haveNoLimit},
	{name: "have nothing to do, if that is asked for", run: areIdle},
	{name: "have all skills that are asked for", run: haveSkills},
	{name: "have skills by every letter", run: skillsByLetter},
	{name: "are not those left out", run: leftOut},
	{name: "are all that is asked for at once", run: ableAtOnce},
}

func areThere(k *kit) {
	gone, away, lunch, never := agent("gone"), agent("away"), agent("lunch"), agent("never")
	gone.There = false
	away.Presence.Status = routing.StatusAway
	lunch.Presence.Status = "lunch"
	never.Presence = routing.Presence{}
	for _, a := range []inbox.Agent{gone, away, lunch, never, agent("here")} {
		k.sit(a, inbox.Seat{})
	}
	k.seated(turns(), "here")
}

func areThereUntil(k *kit) {
	for a, until := range map[inbox.AgentID]time.Duration{
		"ann": 0, "bob": time.Microsecond, "cay": -time.Microsecond, "dan": time.Minute, "eve": 9 * time.Hour,
	} {
		one := agent(a)
		one.Presence.Until = at(until)
		k.sit(one, inbox.Seat{})
	}
	for _, c := range []struct {
		at   time.Duration
		want []inbox.AgentID
	}{
		{0, []inbox.AgentID{"bob", "dan", "eve"}},
		{time.Microsecond, []inbox.AgentID{"dan", "eve"}},
		{time.Minute - time.Microsecond, []inbox.AgentID{"dan", "eve"}},
		{time.Minute, []inbox.AgentID{"eve"}},
		{9 * time.Hour, nil},
		{-time.Microsecond, []inbox.AgentID{"ann", "bob", "dan", "eve"}}, // the clock of another engine
	} {
		q := turns()
		q.At = at(c.at)
		k.seated(q, c.want...)
		q.Limit = 1
		k.seated(q, c.want[:min(len(c.want), 1)]...)
	}
}

func notBarred(k *kit) {
	k.sit(agent("ann"), inbox.Seat{Barred: true})
	k.sit(agent("bob"), inbox.Seat{Left: true})
	k.sit(agent("cay"), inbox.Seat{})
	k.write(put(inbox.Seat{Inbox: inboxB, Agent: "ann"}), put(inbox.Seat{Inbox: inboxB, Agent: "bob"}))
	k.seated(turns(), "cay")
	q := turns()
	q.Inbox = inboxB
	k.seated(q, "ann", "bob")
}

// haveRoom has an inbox that limits its members to 2.
func haveRoom(k *kit) {
	k.write(puts(1, inbox.Inbox{ID: inboxA, Organization: orgA, Name: "A", Capacity: 2}))
	k.sit(loaded("a-inbox-room", 9, 10), inbox.Seat{Load: 1})
	k.sit(loaded("b-inbox-full", 2, 10), inbox.Seat{Load: 2})
	k.sit(loaded("c-inbox-over", 5, 0), inbox.Seat{Load: 3})
	k.sit(loaded("d-seat-room", 3, 0), inbox.Seat{Load: 3, Capacity: new(4)})
	k.sit(loaded("e-seat-full", 1, 0), inbox.Seat{Load: 1, Capacity: new(1)})
	k.sit(loaded("f-agent-full", 1, 1), inbox.Seat{Capacity: new(4)})
	k.sit(loaded("g-agent-full", 3, 3), inbox.Seat{})
	k.sit(loaded("h-elsewhere", 7, 0), inbox.Seat{Load: 1})
	k.seated(turns(), "a-inbox-room", "d-seat-room", "h-elsewhere")
	q := turns()
	q.Inbox = inboxB // which limits nobody
	k.write(put(inbox.Seat{Inbox: inboxB, Agent: "b-inbox-full", Load: 3}), put(inbox.Seat{Inbox: inboxB, Agent: "g-agent-full"}))
	k.seated(q, "b-inbox-full")
}

func haveNoLimit(k *kit) {
	k.write(puts(1, inbox.Inbox{ID: inboxA, Organization: orgA, Name: "A", Capacity: 2}))
	k.sit(loaded("ann", 900, 0), inbox.Seat{Load: 900, Capacity: new(0)})
	k.sit(loaded("bob", 900, 0), inbox.Seat{Load: 900})
	k.sit(loaded("cay", 900, 900), inbox.Seat{Load: 0, Capacity: new(0)})
	k.seated(turns(), "ann")
}

func areIdle(k *kit) {
	k.sit(loaded("ann", 0, 0), inbox.Seat{})
	k.sit(loaded("bob", 1, 9), inbox.Seat{Load: 1})
	k.sit(loaded("cay", 1, 9), inbox.Seat{}) // busy in another inbox
	k.sit(loaded("dan", 0, 9), inbox.Seat{Turn: 1})
	q := turns()
	k.seated(q, "ann", "bob", "cay", "dan")
	q.Idle = true
	k.seated(q, "ann", "dan")
	q.Limit = 1
	k.seated(q, "ann")
	q.Not = []inbox.AgentID{"ann"}
	k.seated(q, "dan")
}

// able is an agent with skills.
func able(id inbox.AgentID, skills ...routing.Skill) inbox.Agent {
	a := agent(id)
	a.Skills = skills
	return a
}

func haveSkills(k *kit) {
	k.sit(able("ann", "fr", "de", "billing"), inbox.Seat{})
	k.sit(able("bob", "de", "fr"), inbox.Seat{})
	k.sit(able("cay"), inbox.Seat{})
	k.sit(able("dan", "billing", "x", "fr"), inbox.Seat{Turn: 1})
	k.sit(able("eve", "fr"), inbox.Seat{})
	for _, c := range []struct {
		skills []routing.Skill
		want   []inbox.AgentID
	}{
		{nil, []inbox.AgentID{"ann", "bob", "cay", "eve", "dan"}},
		{[]routing.Skill{}, []inbox.AgentID{"ann", "bob", "cay", "eve", "dan"}},
		{[]routing.Skill{"fr"}, []inbox.AgentID{"ann", "bob", "eve", "dan"}},
		{[]routing.Skill{"fr", "de"}, []inbox.AgentID{"ann", "bob"}},
		{[]routing.Skill{"de", "fr"}, []inbox.AgentID{"ann", "bob"}},
		{[]routing.Skill{"fr", "fr"}, []inbox.AgentID{"ann", "bob", "eve", "dan"}},
		{[]routing.Skill{"fr", "billing"}, []inbox.AgentID{"ann", "dan"}},
		{[]routing.Skill{"fr", "billing", "de"}, []inbox.AgentID{"ann"}},
		{[]routing.Skill{"fr", "billing", "de", "x"}, nil},
		{[]routing.Skill{"none"}, nil},
	} {
		q := turns()
		q.Skills = c.skills
		k.seated(q, c.want...)
		q.Limit = 1
		k.seated(q, c.want[:min(len(c.want), 1)]...)
	}
}

// skillsByLetter has skills that are easily taken for others.
func skillsByLetter(k *kit) {
	k.sit(able("ann", "fr,de"), inbox.Seat{})
	k.sit(able("bob", "FR", "f", "r"), inbox.Seat{})
	k.sit(able("cay", "fr ", "frx", "xfr", "f_"), inbox.Seat{})
	k.sit(able("dan", `"fr"`, `["fr"]`, "fr|de", "f%", "fr\x00"), inbox.Seat{})
	k.sit(able("eve", "fr", "e\u0301"), inbox.Seat{})
	for want, skills := range map[inbox.AgentID][]routing.Skill{
		"ann": {"fr,de"}, "bob": {"FR"}, "cay": {"f_", "fr "}, "dan": {"fr|de", "f%", `"fr"`}, "eve": {"fr", "e\u0301"},
	} {
		for _, skill := range skills {
			q := turns()
			q.Skills = []routing.Skill{skill}
			k.seated(q, want)
		}
	}
	for _, skill := range []routing.Skill{"de", "Fr", "x", "r,d", "\u00e9", "%", "f__"} {
		q := turns()
		q.Skills = []routing.Skill{skill}
		k.seated(q)
	}
}

func leftOut(k *kit) {
	for _, a := range []inbox.AgentID{"ann", "bob", "cay", "dan", "eve"} {
		k.sit(agent(a), inbox.Seat{})
	}
	q := turns()
	q.Not = []inbox.AgentID{"cay", "ann", "nobody", "an", "ann", ""}
	k.seated(q, "bob", "dan", "eve")
	q.Limit = 2
	k.seated(q, "bob", "dan")
	q.Not = nil
	k.seated(q, "ann", "bob")
	q.Not = []inbox.AgentID{"eve", "dan", "cay", "bob", "ann"}
	k.seated(q)
}

// ableAtOnce has one agent for each thing that is wrong, before the only one with
// whom nothing is.
func ableAtOnce(k *kit) {
	k.write(puts(1, inbox.Inbox{ID: inboxA, Organization: orgA, Name: "A", Capacity: 1}))
	n := 0
	add := func(change func(*inbox.Agent, *inbox.Seat)) {
		a, seat := able(id(inbox.AgentID("agent"), n), "fr", "de"), inbox.Seat{Position: n}
		n++
		change(&a, &seat)
		k.sit(a, seat)
	}
	for _, wrong := range []func(*inbox.Agent, *inbox.Seat){
		func(a *inbox.Agent, _ *inbox.Seat) { a.There = false },
		func(a *inbox.Agent, _ *inbox.Seat) { a.Presence.Status = "lunch" },
		func(a *inbox.Agent, _ *inbox.Seat) { a.Presence.Until = noon },
		func(a *inbox.Agent, _ *inbox.Seat) { a.Load = 1 },
		func(a *inbox.Agent, _ *inbox.Seat) { a.Skills = a.Skills[:1] },
		func(_ *inbox.Agent, s *inbox.Seat) { s.Barred = true },
		func(_ *inbox.Agent, s *inbox.Seat) { s.Left = true },
		func(_ *inbox.Agent, s *inbox.Seat) { s.Load = 1 },
		func(_ *inbox.Agent, s *inbox.Seat) { s.Load, s.Capacity = 2, new(2) },
		func(*inbox.Agent, *inbox.Seat) {}, // is left out
		func(*inbox.Agent, *inbox.Seat) {},
	} {
		add(wrong)
	}
	q := turns()
	q.Idle, q.Skills, q.Not, q.Limit = true, []routing.Skill{"de", "fr"}, []inbox.AgentID{"agent0009"}, 1
	k.seated(q, "agent0010")
	for _, m := range []routing.Mode{routing.ModeProficiency, routing.ModeLongestIdle, routing.ModeLeastLoaded} {
		q.Order = m.Order()
		k.seated(q, "agent0010")
	}
}
