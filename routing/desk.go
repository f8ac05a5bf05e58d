package routing

import (
	"cmp"
	"errors"
	"slices"
	"time"
)

// ChatID names a chat.
type ChatID string

// ContactID names a customer.
type ContactID string

// Effect is something that happened at a [Desk].
type Effect struct {
	Kind  EffectKind
	Chat  ChatID
	Agent AgentID   // of all that is about an agent
	Until time.Time // of an offer
	// Explanation is why a look did what it did, before what it did.
	Explanation *Explanation
}

// EffectKind says what happened.
type EffectKind string

// The kinds.
const (
	EffectQueued    EffectKind = "queued"
	EffectOffered   EffectKind = "offered"
	EffectTimedOut  EffectKind = "timed_out"
	EffectDeclined  EffectKind = "declined"
	EffectWithdrawn EffectKind = "withdrawn"
	EffectAccepted  EffectKind = "accepted"
	EffectAssigned  EffectKind = "assigned"
	EffectEnded     EffectKind = "ended"
	EffectEscalated EffectKind = "escalated"
	EffectExplained EffectKind = "explained" // see [Desk.Explaining]
)

// The errors of a [Desk], beside those of a [Chat]. Nothing is changed by what
// is refused.
var (
	ErrUnknownAgent = errors.New("routing: no such agent")
	ErrUnknownChat  = errors.New("routing: no such chat")
	ErrRepeated     = errors.New("routing: the chat arrived before")
	ErrNotEligible  = errors.New("routing: the agent is not eligible")
)

// Member is an agent of a desk. Agents begin away.
type Member struct {
	ID AgentID
	// Level is the proficiency, 1 to 100; 0 = 1.
	Level int
	// Capacity is the most chats and offers at once; 0 = no limit.
	Capacity int
	// Barred: the host's condition, a licence for example, does not hold.
	Barred bool
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
	queue   []*chat // those that wait or are offered, in the order of arrival
	last    map[ContactID]AgentID
	turn    int64
	now     time.Time
	effects []Effect
	explain bool
}

type agent struct {
	Candidate

	available, barred bool
}

type chat struct {
	Chat

	id      ChatID
	contact ContactID
}

// NewDesk makes a desk of valid rules and agents with different ids.
func NewDesk(r Rules, members []Member) *Desk {
	d := &Desk{rules: r, byID: map[AgentID]*agent{}, chats: map[ChatID]*chat{}, last: map[ContactID]AgentID{}}
	for i, m := range members {
		a := &agent{
			Candidate: Candidate{Agent: m.ID, Position: i + 1, Level: m.Level, Capacity: m.Capacity}, barred: m.Barred,
		}
		d.agents = append(d.agents, a)
		d.byID[m.ID] = a
	}
	return d
}

// able reports whether an agent can be offered a chat.
func (d *Desk) able(a *agent) bool {
	return a.available && !a.barred && a.Free() && (d.rules.Mode != ModeLongestIdle || a.Idle())
}

// someone reports whether anybody can be offered a chat.
func (d *Desk) someone() bool { return slices.ContainsFunc(d.agents, d.able) }

// Able is of [Pool].
func (d *Desk) Able(id AgentID) bool {
	a := d.byID[id]
	return a != nil && d.able(a)
}

// Best is of [Pool].
func (d *Desk) Best(o Order, not []AgentID) (AgentID, bool) {
	var best *agent
	for _, a := range d.agents {
		if d.able(a) && !slices.Contains(not, a.Agent) && (best == nil || o.compare(&a.Candidate, &best.Candidate) < 0) {
			best = a
		}
	}
	if best == nil {
		return "", false
	}
	return best.Agent, true
}

// Next is the deadline that comes first; false when no offer waits.
func (d *Desk) Next() (time.Time, bool) {
	var next time.Time
	for _, c := range d.queue {
		if c.state() == Offered && (next.IsZero() || c.Until.Before(next)) {
			next = c.Until
		}
	}
	return next, !next.IsZero()
}

// Advance lapses every offer that is due by a time, instant by instant: at each
// all that falls due, the oldest chat first, and then there is one look.
func (d *Desk) Advance(at time.Time, tell func(time.Time, Effect)) {
	for {
		next, ok := d.Next()
		if !ok || next.After(at) {
			return
		}
		d.now = next
		for _, c := range d.queue {
			owner := c.Agent
			if now, lapsed := c.Lapse(next); lapsed {
				c.Chat = now
				d.byID[owner].Load--
				d.effect(EffectTimedOut, c, owner)
			}
		}
		d.look()
		d.flush(tell)
	}
}

// Do carries out one event and the look after it. What is refused changes
// nothing, and is the error.
func (d *Desk) Do(at time.Time, e Event, tell func(time.Time, Effect)) error {
	d.Advance(at, tell)
	d.now = at
	if err := d.do(e); err != nil {
		return err
	}
	d.look()
	d.flush(tell)
	return nil
}

func (d *Desk) flush(tell func(time.Time, Effect)) {
	for _, e := range d.effects {
		tell(d.now, e)
	}
	d.effects = d.effects[:0]
}

func (d *Desk) effect(kind EffectKind, c *chat, a AgentID) {
	e := Effect{Kind: kind, Chat: c.id, Agent: a}
	if kind == EffectOffered {
		e.Until = c.Until
	}
	d.effects = append(d.effects, e)
}

// Explaining has each look at a waiting chat explained, or not any more.
func (d *Desk) Explaining(on bool) { d.explain = on }

// look goes through the waiting chats, the oldest first, and gives each at most
// one offer.
func (d *Desk) look() {
	someone := d.someone()
	for _, c := range d.queue {
		if !someone && !d.explain {
			return // what waits goes on waiting
		}
		if d.explain && c.state() == Waiting {
			e, _ := d.Explain(c.id)
			d.effects = append(d.effects, Effect{Kind: EffectExplained, Chat: c.id, Explanation: &e})
		}
		decision := Decide(d.rules, c.Chat, d.last[c.contact], d, d.now)
		c.Chat = decision.Chat
		switch decision.Step {
		case Offer:
			d.turn++
			a := d.byID[decision.Agent]
			a.Turn = d.turn
			a.Load++
			d.effect(EffectOffered, c, a.Agent)
			someone = d.someone()
		case Escalate:
			d.effect(EffectEscalated, c, "")
		case Wait:
		}
	}
}

// leave takes a chat out of the queue.
func (d *Desk) leave(c *chat) {
	d.queue = slices.DeleteFunc(d.queue, func(other *chat) bool { return other == c })
}

// refresh gives escalated chats a fresh start.
func (d *Desk) refresh() {
	for _, c := range d.queue {
		c.Chat = c.Refresh()
	}
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
	slices.SortFunc(all, func(a, b Candidate) int { return cmp.Compare(a.Position, b.Position) })
	return all
}
