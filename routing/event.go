package routing

import "time"

// Event is what somebody does at a [Desk].
type Event struct {
	Do      Action
	Agent   AgentID
	Chat    ChatID
	Contact ContactID // of an arrival; empty = somebody new
	// Priority and Needs are of an arrival; see [Chat].
	Priority int
	Needs    []Skill
}

// Action says what is done.
type Action string

// The actions.
const (
	DoAvailable Action = "available" // the agent is there
	DoAway      Action = "away"      // the agent goes away, and loses what was offered
	DoJoin      Action = "join"      // the agent becomes a member
	DoArrive    Action = "arrive"    // a chat begins
	DoAccept    Action = "accept"
	DoDecline   Action = "decline"
	DoEnd       Action = "end"
	DoAssign    Action = "assign"   // a person gives a chat to an agent
	DoTransfer  Action = "transfer" // an active chat is handed over to an agent
	DoMessage   Action = "message"  // the customer of an active chat writes again
)

// Known reports whether there is such an action.
func (a Action) Known() bool {
	switch a {
	case DoAvailable, DoAway, DoJoin, DoArrive, DoAccept, DoDecline, DoEnd, DoAssign, DoTransfer, DoMessage:
		return true
	default:
		return false
	}
}

func (d *Desk) do(e Event) error {
	switch e.Do {
	case DoAvailable, DoAway, DoJoin:
		return d.presence(e)
	case DoArrive:
		return d.arrive(e)
	case DoEnd, DoMessage:
		return d.goOn(e)
	case DoAccept, DoDecline, DoAssign, DoTransfer:
		return d.answer(e)
	default:
		return &FieldError{"do", "available, away, join, arrive, accept, decline, end, assign, transfer or message"}
	}
}

// presence makes an agent available, away or a member. Twice is no error.
func (d *Desk) presence(e Event) error {
	a := d.byID[e.Agent]
	if a == nil {
		return ErrUnknownAgent
	}
	switch e.Do {
	case DoJoin:
		a.member = true
	case DoAvailable:
		if !a.available && a.member {
			d.refresh()
		}
		a.available, a.grace = true, time.Time{}
	default:
		d.away(a)
	}
	return nil
}

// away takes an agent's offers back, the oldest chat first.
func (d *Desk) away(a *agent) {
	was := a.available
	a.available = false
	for _, c := range d.arrived {
		if now, ok := c.Withdraw(a.Agent); ok {
			c.Chat = now
			a.hold(-1)
			d.effect(EffectWithdrawn, c, a.Agent)
		}
	}
	switch {
	case !was || d.rules.Away != AwayRequeue:
	case d.rules.Grace == 0:
		d.giveBack(func(other *agent) bool { return other == a })
	default:
		a.grace = d.now.Add(d.rules.Grace)
	}
}

// giveBack returns the chats of some agents to the queue, the oldest first.
func (d *Desk) giveBack(of func(*agent) bool) {
	for _, c := range d.arrived {
		if c.State == Active && of(d.byID[c.Agent]) {
			d.giveBackOne(c, d.byID[c.Agent])
		}
	}
	for _, a := range d.agents {
		if of(a) {
			a.grace = time.Time{}
		}
	}
}

func (d *Desk) giveBackOne(c *chat, a *agent) {
	c.Chat, _ = c.Return()
	a.hold(-1)
	d.enter(c)
	d.effect(EffectReturned, c, a.Agent)
}

func (d *Desk) arrive(e Event) error {
	if d.chats[e.Chat] != nil {
		return ErrRepeated
	}
	c := &chat{
		Chat: Chat{State: Waiting, Arrived: d.now, Priority: e.Priority, Needs: e.Needs},
		id:   e.Chat, number: len(d.arrived), contact: e.Contact,
	}
	d.chats[c.id] = c
	d.arrived = append(d.arrived, c)
	d.enter(c)
	d.effect(EffectQueued, c, "")
	return nil
}

// goOn is what becomes of an active chat: it ends, or its customer writes.
func (d *Desk) goOn(e Event) error {
	c := d.chats[e.Chat]
	if c == nil {
		return ErrUnknownChat
	}
	if e.Do == DoEnd {
		return d.end(c)
	}
	if c.State != Active {
		return ErrNotActive
	}
	if a := d.byID[c.Agent]; !a.available && d.rules.Away == AwayOnNextMessage {
		d.giveBackOne(c, a)
	}
	return nil
}

// end frees the agent and gives escalated chats a fresh start.
func (d *Desk) end(c *chat) error {
	now, err := c.End()
	if err != nil {
		return err
	}
	c.Chat = now
	owner := d.byID[c.Agent]
	owner.hold(-1)
	owner.Ended = later(owner.Ended, d.now)
	d.refresh()
	d.effect(EffectEnded, c, owner.Agent)
	return nil
}

func later(a, b time.Time) time.Time {
	if b.After(a) {
		return b
	}
	return a
}
