package routing

import "time"

// Event is what somebody does at a [Desk].
type Event struct {
	Do      Action
	Agent   AgentID
	Chat    ChatID
	Contact ContactID // of an arrival; empty = somebody new
}

// Action says what is done.
type Action string

// The actions.
const (
	DoAvailable Action = "available" // the agent is there
	DoAway      Action = "away"      // the agent goes away, and loses what was offered
	DoArrive    Action = "arrive"    // a chat begins
	DoAccept    Action = "accept"
	DoDecline   Action = "decline"
	DoEnd       Action = "end"
	DoAssign    Action = "assign" // a person gives a chat to an agent
)

// Known reports whether there is such an action.
func (a Action) Known() bool {
	switch a {
	case DoAvailable, DoAway, DoArrive, DoAccept, DoDecline, DoEnd, DoAssign:
		return true
	default:
		return false
	}
}

func (d *Desk) do(e Event) error {
	switch e.Do {
	case DoAvailable, DoAway:
		return d.presence(e)
	case DoArrive:
		return d.arrive(e)
	case DoEnd:
		return d.end(e)
	case DoAccept, DoDecline, DoAssign:
		return d.answer(e)
	default:
		return &FieldError{"do", "available, away, arrive, accept, decline, end or assign"}
	}
}

// presence makes an agent available or away. Twice is no error.
func (d *Desk) presence(e Event) error {
	a := d.byID[e.Agent]
	if a == nil {
		return ErrUnknownAgent
	}
	was := a.available
	a.available = e.Do == DoAvailable
	switch {
	case a.available && !was:
		d.refresh()
	case !a.available:
		for _, c := range d.queue {
			if now, ok := c.Withdraw(a.Agent); ok {
				c.Chat = now
				a.Load--
				d.effect(EffectWithdrawn, c, a.Agent)
			}
		}
	}
	return nil
}

func (d *Desk) arrive(e Event) error {
	if d.chats[e.Chat] != nil {
		return ErrRepeated
	}
	c := &chat{Chat: Chat{State: Waiting}, id: e.Chat, contact: e.Contact}
	d.chats[c.id] = c
	d.queue = append(d.queue, c)
	d.effect(EffectQueued, c, "")
	return nil
}

// answer is what becomes of a chat by an agent's word, or by a person's for one.
func (d *Desk) answer(e Event) error {
	a, c := d.byID[e.Agent], d.chats[e.Chat]
	switch {
	case a == nil:
		return ErrUnknownAgent
	case c == nil:
		return ErrUnknownChat
	}
	switch e.Do {
	case DoAccept:
		return d.accept(a, c)
	case DoDecline:
		return d.decline(a, c)
	default:
		return d.assign(a, c)
	}
}

func (d *Desk) accept(a *agent, c *chat) error {
	now, err := c.Accept(a.Agent, d.now)
	if err != nil {
		return err
	}
	c.Chat = now // the offer's place becomes the chat's
	d.leave(c)
	d.remember(c, a)
	d.effect(EffectAccepted, c, a.Agent)
	return nil
}

// remember makes an agent the last of a contact, where there is one.
func (d *Desk) remember(c *chat, a *agent) {
	if c.contact != "" {
		d.last[c.contact] = a.Agent
	}
}

func (d *Desk) decline(a *agent, c *chat) error {
	now, err := c.Decline(a.Agent, d.now)
	if err != nil {
		return err
	}
	c.Chat = now
	a.Load--
	d.effect(EffectDeclined, c, a.Agent)
	return nil
}

// assign gives a chat to an agent without an offer, over capacity too and to one
// who is away.
func (d *Desk) assign(a *agent, c *chat) error {
	now, err := c.Assign(a.Agent)
	switch {
	case err != nil:
		return err
	case a.barred:
		return ErrNotEligible
	}
	if c.state() == Offered {
		d.byID[c.Agent].Load--
		d.effect(EffectWithdrawn, c, c.Agent)
	}
	c.Chat = now
	a.Load++
	d.leave(c)
	d.remember(c, a)
	d.effect(EffectAssigned, c, a.Agent)
	return nil
}

// end frees the agent and gives escalated chats a fresh start.
func (d *Desk) end(e Event) error {
	c := d.chats[e.Chat]
	if c == nil {
		return ErrUnknownChat
	}
	now, err := c.End()
	if err != nil {
		return err
	}
	c.Chat = now
	owner := d.byID[c.Agent]
	owner.Load--
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
