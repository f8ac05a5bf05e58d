package routing

import (
	"slices"
	"time"
)

// ChatID names a chat.
type ChatID string

// ContactID names a customer.
type ContactID string

// Member is an agent of a desk. Agents begin away.
type Member struct {
	ID AgentID
	// Level is the proficiency, 1 to 100; 0 = 1.
	Level int
	// Capacity is the most chats and offers at once; 0 = no limit.
	Capacity int
	// Skills are what the agent can do.
	Skills []Skill
	// Barred: the host's condition, a licence for example, does not hold.
	Barred bool
	// Outside: not a member until [DoJoin].
	Outside bool
}

// Desk is one inbox in memory: its agents, its chats, and what becomes of them
// by its rules. It does what the engine does with records, for simulations and
// tests. It reads no clock: every method is told when it happens, and times must
// not go back. It is not safe for concurrent use.
//
// Each method first lapses what is due by then; see [Desk.Advance].
type Desk struct {
	rules   Rules
	agents  []*agent // as listed
	byID    map[AgentID]*agent
	chats   map[ChatID]*chat
	arrived []*chat // all, in the order of arrival
	queue   []*chat // those that wait or are offered, in the order of a look
	last    map[ContactID]AgentID
	turn    int64
	now     time.Time
	effects []Effect
	explain bool
}

type agent struct {
	Candidate

	member, available, barred bool
	// grace is when the chats of who went away return; zero = they do not.
	grace time.Time
}

type chat struct {
	Chat

	id      ChatID
	number  int // of arrival
	contact ContactID
	again   time.Time // see Decision
}

// NewDesk makes a desk of valid rules and agents with different ids.
func NewDesk(r Rules, members []Member) *Desk {
	d := &Desk{rules: r, byID: map[AgentID]*agent{}, chats: map[ChatID]*chat{}, last: map[ContactID]AgentID{}}
	for i, m := range members {
		a := &agent{
			Candidate: Candidate{Agent: m.ID, Position: i + 1, Level: m.Level, Capacity: m.Capacity, Skills: m.Skills},
			member:    !m.Outside, barred: m.Barred,
		}
		d.agents = append(d.agents, a)
		d.byID[m.ID] = a
	}
	return d
}

// there reports whether an agent can be offered a chat, if there is room.
func (a *agent) there() bool { return a.member && a.available && !a.barred }

// someone reports whether anybody can be offered a chat.
func (d *Desk) someone() bool {
	return slices.ContainsFunc(d.agents, func(a *agent) bool { return a.there() && a.Free() })
}

// Able is of [Pool].
func (d *Desk) Able(id AgentID, q Query) bool {
	a := d.byID[id]
	return a != nil && a.there() && fits(&q, &a.Candidate)
}

// Best is of [Pool].
func (d *Desk) Best(q Query) (AgentID, bool) {
	var best *agent
	for _, a := range d.agents {
		if a.there() && room(&q, &a.Candidate) && (best == nil || q.Order.compare(&a.Candidate, &best.Candidate) < 0) &&
			wants(&q, &a.Candidate) {
			best = a
		}
	}
	if best == nil {
		return "", false
	}
	return best.Agent, true
}

// Explaining has each look at a waiting chat explained, or not any more.
func (d *Desk) Explaining(on bool) { d.explain = on }

// Explain says what a look would do with a chat now, and why; false for one that
// never arrived.
func (d *Desk) Explain(id ChatID) (Explanation, bool) {
	c := d.chats[id]
	if c == nil {
		return Explanation{}, false
	}
	agents := make([]Standing, len(d.agents))
	for i, a := range d.agents {
		agents[i] = Standing{Candidate: a.Candidate, Member: a.member, Eligible: !a.barred, Available: a.available}
	}
	return Explain(d.rules, c.Chat, d.last[c.contact], agents, d.now), true
}

// State is how a chat stands; false for one that never arrived.
func (d *Desk) State(id ChatID) (Chat, bool) {
	c := d.chats[id]
	if c == nil {
		return Chat{}, false
	}
	return c.Chat, true
}

// Agents are the candidates as they stand, in their listed order.
func (d *Desk) Agents() []Candidate {
	all := make([]Candidate, len(d.agents))
	for i, a := range d.agents {
		all[i] = a.Candidate
	}
	return all
}
