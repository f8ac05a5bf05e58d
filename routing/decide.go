package routing

import (
	"slices"
	"time"
)

// Pool is the agents who are able to take a chat now: members of the inbox,
// available, eligible and with room; in [ModeLongestIdle] those who have nothing
// at all.
type Pool interface {
	// Best is the able agent who comes first by an order, but for those who are
	// left out.
	Best(o Order, not []AgentID) (AgentID, bool)
	// Able reports whether this agent is able.
	Able(a AgentID) bool
}

// Step is what a look does with a chat.
type Step string

// The steps.
const (
	Wait     Step = "wait"
	Offer    Step = "offer"
	Escalate Step = "escalate"
)

// Decision is what a look does with a chat, and the chat as it is then.
type Decision struct {
	Step  Step
	Chat  Chat
	Agent AgentID // of an offer
}

// Decide looks at a chat that waits. last is the contact's last agent in this
// inbox, who last accepted or was assigned a chat of theirs; empty = none.
//
// When able agents are there and all of them are tried, a new round begins and
// nobody is; who is full, away or busy holds no round open. Where that ends the
// last round the chat is escalated instead.
func Decide(r Rules, c Chat, last AgentID, p Pool, at time.Time) Decision {
	order := r.Mode.Order()
	if c.state() != Waiting || c.Escalated || order == nil {
		return Decision{Step: Wait, Chat: c}
	}
	first, ok := p.Best(order, nil)
	if !ok {
		return Decision{Step: Wait, Chat: c} // such a look settles nothing
	}
	until := at.Add(r.lasts())
	if r.Mode == ModeSticky && !c.Settled {
		if last != "" && c.Dialed < r.dials() && p.Able(last) {
			c.Dialed++
			return Decision{Offer, c.offer(last, until), last}
		}
		c.Settled = true
	}
	if !slices.Contains(c.Tried, first) {
		return Decision{Offer, c.offer(first, until), first}
	}
	if a, ok := p.Best(order, c.Tried); ok {
		return Decision{Offer, c.offer(a, until), a}
	}
	c.Rounds++
	if r.MaxRounds > 0 && c.Rounds >= r.MaxRounds {
		c.Escalated = true
		return Decision{Step: Escalate, Chat: c}
	}
	c.Tried = nil
	return Decision{Offer, c.offer(first, until), first}
}
