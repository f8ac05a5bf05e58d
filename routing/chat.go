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
	State State
	// Agent is who was offered the chat, or has it.
	Agent AgentID
	// Until is the offer's deadline, from which on it cannot be accepted.
	Until time.Time
	// Tried are who let an offer time out or declined, in this round.
	Tried []AgentID
	// Rounds are the rounds that ended with everybody tried.
	Rounds int
	// Escalated: it waits for a person, or for a fresh start.
	Escalated bool
	// Dialed is how often the contact's last agent was offered it, and Settled
	// that they are not any more; see [ModeSticky].
	Dialed  int
	Settled bool
}

// The errors of a step that the chat's state does not allow.
var (
	ErrNotOffered = errors.New("routing: the chat is not offered to this agent")
	ErrNotActive  = errors.New("routing: the chat is not active")
	ErrTaken      = errors.New("routing: the chat is active or ended")
)

// state is the state; the zero value waits.
func (c Chat) state() State {
	if c.State == "" {
		return Waiting
	}
	return c.State
}

// offer makes an offer.
func (c Chat) offer(a AgentID, until time.Time) Chat {
	c.State, c.Agent, c.Until = Offered, a, until
	return c
}

// free takes an offer back.
func (c Chat) free() Chat {
	c.State, c.Agent, c.Until = Waiting, "", time.Time{}
	return c
}

// Accept makes the chat the agent's. At the offer's deadline it is too late.
func (c Chat) Accept(a AgentID, at time.Time) (Chat, error) {
	if c.state() != Offered || c.Agent != a || !at.Before(c.Until) {
		return c, ErrNotOffered
	}
	c.State, c.Until = Active, time.Time{}
	return c, nil
}

// Decline counts the agent as tried, as a deadline does.
func (c Chat) Decline(a AgentID, at time.Time) (Chat, error) {
	if c.state() != Offered || c.Agent != a || !at.Before(c.Until) {
		return c, ErrNotOffered
	}
	return c.tried(), nil
}

// Lapse ends an offer whose deadline is reached; false when there is none.
func (c Chat) Lapse(at time.Time) (Chat, bool) {
	if c.state() != Offered || at.Before(c.Until) {
		return c, false
	}
	return c.tried(), true
}

// tried ends the offer to somebody who did not take it.
func (c Chat) tried() Chat {
	if !slices.Contains(c.Tried, c.Agent) {
		c.Tried = append(slices.Clip(c.Tried), c.Agent)
	}
	return c.free()
}

// Withdraw ends the offer to an agent who goes away, and does not count as
// tried; false when there is none to them.
func (c Chat) Withdraw(a AgentID) (Chat, bool) {
	if c.state() != Offered || c.Agent != a {
		return c, false
	}
	return c.free(), true
}

// Assign makes the chat an agent's by a person's word. An offer that waits is
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

// End ends an active chat. Agent stays who had it.
func (c Chat) End() (Chat, error) {
	if c.state() != Active {
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
