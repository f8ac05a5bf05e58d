package routing

import (
	"errors"
	"slices"
	"time"
)

// State is where a chat stands.
type State string

// The states. A chat that is [Waiting] or [Offered] has no owner.
const (
	Waiting State = "waiting"
	Offered State = "offered"
	Active  State = "active"
	Ended   State = "ended"
)

// Chat is what routing knows of one chat. Its methods return the chat as it is
// after a step, or an error and the chat as it was; slices are never written to.
// The zero value is a chat that waits, and was offered to nobody.
type Chat struct {
	State State `json:"state,omitempty"`
	// Agent is who was offered the chat, or has it.
	Agent AgentID `json:"agent,omitempty"`
	// Others are who else was offered it, in [ModeBroadcast].
	Others []AgentID `json:"others,omitempty"`
	// Until is the offer's deadline, from which on it cannot be accepted.
	Until time.Time `json:"until,omitzero"`
	// Arrived is its place among those that wait, which it keeps when it returns.
	Arrived time.Time `json:"arrived,omitzero"`
	// Priority: lower goes first; what arrived later too.
	Priority int `json:"priority,omitempty"`
	// Needs are the skills that it needs, the most important first; see
	// [Rules].RelaxAfter.
	Needs []Skill `json:"needs,omitempty"`
	// Tried are who let an offer time out or declined, in this round.
	Tried []AgentID `json:"tried,omitempty"`
	// Rounds are the rounds that ended with everybody tried.
	Rounds int `json:"rounds,omitempty"`
	// Escalated: it waits for a person, or for a fresh start.
	Escalated bool `json:"escalated,omitempty"`
	// Dialed is how often the contact's last agent was offered it, and Settled
	// that they are not any more; see [ModeSticky].
	Dialed  int  `json:"dialed,omitempty"`
	Settled bool `json:"settled,omitempty"`
}

// The errors of a step that the chat's state does not allow.
var (
	ErrNotOffered = errors.New("routing: the chat is not offered to this agent")
	ErrNotActive  = errors.New("routing: the chat is not active")
	ErrTaken      = errors.New("routing: the chat is active or ended")
	ErrSameAgent  = errors.New("routing: the agent has the chat already")
)

// state is the state; the zero value waits.
func (c Chat) state() State {
	if c.State == "" {
		return Waiting
	}
	return c.State
}

// Holders are who is offered the chat or has it, in the order of the offers.
func (c Chat) Holders() []AgentID {
	if c.Agent == "" || c.State != Offered && c.State != Active {
		return nil
	}
	return append([]AgentID{c.Agent}, c.Others...)
}

// OfferedTo reports whether an offer waits for the agent's answer at a time.
func (c Chat) OfferedTo(a AgentID, at time.Time) bool {
	return c.holds(a) && at.Before(c.Until)
}

// holds reports whether there is an offer to the agent.
func (c Chat) holds(a AgentID) bool {
	return c.State == Offered && a != "" && (c.Agent == a || slices.Contains(c.Others, a))
}

// offer makes an offer.
func (c Chat) offer(until time.Time, a AgentID, others ...AgentID) Chat {
	c.State, c.Agent, c.Others, c.Until = Offered, a, others, until
	return c
}

// free takes all offers back.
func (c Chat) free() Chat {
	c.State, c.Agent, c.Others, c.Until = Waiting, "", nil, time.Time{}
	return c
}

// drop takes the offer to one agent back.
func (c Chat) drop(a AgentID) Chat {
	if len(c.Others) == 0 {
		return c.free()
	}
	left := slices.DeleteFunc(c.Holders(), func(other AgentID) bool { return other == a })
	if c.Agent, c.Others = left[0], nil; len(left) > 1 {
		c.Others = left[1:]
	}
	return c
}

// try counts agents as tried.
func (c Chat) try(agents ...AgentID) Chat {
	c.Tried = slices.Clip(c.Tried)
	for _, a := range agents {
		if !slices.Contains(c.Tried, a) {
			c.Tried = append(c.Tried, a)
		}
	}
	return c
}

// Accept makes the chat the agent's; other offers of it are void. At the offer's
// deadline it is too late.
func (c Chat) Accept(a AgentID, at time.Time) (Chat, error) {
	if !c.OfferedTo(a, at) {
		return c, ErrNotOffered
	}
	c = c.free()
	c.State, c.Agent = Active, a
	return c, nil
}

// Decline counts the agent as tried, as a deadline does. The chat waits again
// when there is no other offer of it.
func (c Chat) Decline(a AgentID, at time.Time) (Chat, error) {
	if !c.OfferedTo(a, at) {
		return c, ErrNotOffered
	}
	return c.try(a).drop(a), nil
}

// Lapse ends all offers of the chat whose deadline is reached; false when there
// is none.
func (c Chat) Lapse(at time.Time) (Chat, bool) {
	if c.State != Offered || at.Before(c.Until) {
		return c, false
	}
	return c.try(c.Holders()...).free(), true
}

// Withdraw ends the offer to an agent who goes away, and does not count as
// tried; false when there is none to them.
func (c Chat) Withdraw(a AgentID) (Chat, bool) {
	if !c.holds(a) {
		return c, false
	}
	return c.drop(a), true
}

// Assign makes the chat an agent's by a person's word. Offers that wait are
// withdrawn, also one to the same agent.
func (c Chat) Assign(a AgentID) (Chat, error) {
	switch c.state() {
	case Waiting, Offered:
		c = c.free()
		c.State, c.Agent, c.Escalated = Active, a, false
		return c, nil
	default:
		return c, ErrTaken
	}
}

// Transfer hands an active chat over to another agent.
func (c Chat) Transfer(a AgentID) (Chat, error) {
	switch {
	case c.State != Active:
		return c, ErrNotActive
	case c.Agent == a:
		return c, ErrSameAgent
	}
	c.Agent = a
	return c, nil
}

// Return has an active chat wait again, at its old place, for whoever takes it:
// its agent is gone.
func (c Chat) Return() (Chat, error) {
	if c.State != Active {
		return c, ErrNotActive
	}
	c = c.free()
	c.Rounds, c.Tried = 0, nil
	return c, nil
}

// End ends an active chat. Agent stays who had it.
func (c Chat) End() (Chat, error) {
	if c.State != Active {
		return c, ErrNotActive
	}
	c.State = Ended
	return c, nil
}

// Refresh gives an escalated chat a fresh start: no rounds, and nobody tried.
// Any other stays as it is.
func (c Chat) Refresh() Chat {
	if c.Escalated {
		c.Escalated, c.Rounds, c.Tried = false, 0, nil
	}
	return c
}
