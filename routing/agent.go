package routing

import "time"

// AgentID names a person who answers.
type AgentID string

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
	// Ended is when the agent's last chat ended; zero = none ever did.
	Ended time.Time
	// Load is the chats that the agent has, and the offers that wait for an
	// answer, in all inboxes.
	Load int
	// Capacity is the most that the agent takes; 0 = no limit.
	Capacity int
}

// Free reports whether the agent can take one more.
func (c Candidate) Free() bool { return c.Capacity == 0 || c.Load < c.Capacity }

// Idle reports whether the agent has nothing: neither a chat nor an offer.
func (c Candidate) Idle() bool { return c.Load == 0 }
