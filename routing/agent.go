package routing

import "time"

// AgentID names a person who answers.
type AgentID string

// Skill is something that an agent can do and a chat may need: "fr", "billing".
type Skill string

// Candidate is an agent who could take a chat, as far as an order looks at it.
type Candidate struct {
	Agent AgentID
	// Turn is the inbox's count of offers when the agent was last offered one of
	// its chats; 0 = never.
	Turn int64
	// Position is the agent's place in the inbox's list.
	Position int
	// Level is the agent's proficiency in the inbox, 1 to 100; 0 = 1.
	Level int
	// Skills are what the agent can do.
	Skills []Skill
	// Ended is when the agent's last chat ended; zero = none ever did.
	Ended time.Time
	// Load is the chats that the agent has, and the offers that wait for an
	// answer, in all inboxes; Capacity the most, 0 = no limit.
	Load, Capacity int
	// InboxLoad and InboxCapacity are the same of this inbox alone.
	InboxLoad, InboxCapacity int
}

// Free reports whether the agent can take one more.
func (c *Candidate) Free() bool {
	return (c.Capacity == 0 || c.Load < c.Capacity) && (c.InboxCapacity == 0 || c.InboxLoad < c.InboxCapacity)
}

// Idle reports whether the agent has nothing: neither a chat nor an offer.
func (c *Candidate) Idle() bool { return c.Load == 0 }

// Can reports whether the agent has all of these skills.
func (c *Candidate) Can(all []Skill) bool {
	for _, s := range all {
		if !c.has(s) {
			return false
		}
	}
	return true
}

// has is slices.Contains without its cost, in the loop of a choice.
func (c *Candidate) has(s Skill) bool {
	for i := range c.Skills { //nolint:modernize // slices.Contains takes twice the time
		if c.Skills[i] == s {
			return true
		}
	}
	return false
}
