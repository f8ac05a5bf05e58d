// Package routing decides which agent gets a chat. Everything here is a pure
// function of its arguments: a strategy is an order of keys, so that a store
// can find the best candidate by index without loading all agents.
package routing

import "cmp"

// AgentID names a person who answers.
type AgentID string

// Candidate is an agent who could take a chat, as far as an order looks at it.
type Candidate struct {
	Agent AgentID
	// Turn is the inbox's counter when the agent last got a chat of it; 0 =
	// never.
	Turn int64
	// Position is the agent's place in the inbox's list.
	Position int
	// Load is the chats that the agent has, in all inboxes.
	Load int
	// Capacity is the most that the agent takes; 0 = no limit.
	Capacity int
}

// Free reports whether the agent can take one more.
func (c Candidate) Free() bool { return c.Capacity == 0 || c.Load < c.Capacity }

// Key is one thing that an order compares, ascending.
type Key string

// The keys.
const (
	ByTurn     Key = "turn"
	ByPosition Key = "position"
)

// Order is a strategy: the candidate that comes first by its keys gets the
// chat. Agents equal by all keys are ordered by id, so that every store gives
// the same answer.
type Order []Key

// RoundRobin gives the chat to who was given one least recently; who never was
// comes first, in the listed order.
func RoundRobin() Order { return Order{ByTurn, ByPosition} }

// Compare orders two candidates: negative when a comes first.
func (o Order) Compare(a, b Candidate) int {
	for _, k := range o {
		c := 0
		switch k {
		case ByTurn:
			c = cmp.Compare(a.Turn, b.Turn)
		case ByPosition:
			c = cmp.Compare(a.Position, b.Position)
		}
		if c != 0 {
			return c
		}
	}
	return cmp.Compare(a.Agent, b.Agent)
}

// Choose returns the free candidate that comes first, and false when none is
// free.
func Choose(o Order, candidates []Candidate) (Candidate, bool) {
	var best Candidate
	found := false
	for _, c := range candidates {
		if c.Free() && (!found || o.Compare(c, best) < 0) {
			best, found = c, true
		}
	}
	return best, found
}
