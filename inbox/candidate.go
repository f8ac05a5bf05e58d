package inbox

import (
	"time"

	"github.com/wainbox/wainbox/routing"
)

// CandidateQuery asks for agents who can take a chat.
type CandidateQuery struct {
	Inbox InboxID
	// At is the time at which leases must not have run out.
	At time.Time
	// Query is whom to ask for. A store has an index for each order of a
	// routing.Mode; of others, which a host may make up, it may look at all agents
	// who can be offered a chat.
	routing.Query

	Limit int // 0 = none
}

// Seated is an agent's seat with the records that a commit must name.
type Seated struct {
	Seat         Seat
	SeatVersion  int64
	Agent        Agent
	AgentVersion int64
	// Capacity is the most here: the seat's, or the inbox's where it has none.
	Capacity int
}

// Limit is the most chats and offers at once that a seat of the inbox has; 0 = no
// limit. The zero Inbox has none.
func (i Inbox) Limit(s Seat) int {
	if s.Capacity != nil {
		return *s.Capacity
	}
	return i.Capacity
}

// Candidate is what an order looks at.
func (s Seated) Candidate() routing.Candidate {
	return routing.Candidate{
		Agent: s.Agent.ID, Turn: s.Seat.Turn, Position: s.Seat.Position, Level: s.Seat.Level, Skills: s.Agent.Skills,
		Ended: s.Agent.Ended, Load: s.Agent.Load, Capacity: s.Agent.Capacity, InboxLoad: s.Seat.Load, InboxCapacity: s.Capacity,
	}
}

// There reports whether the agent can be offered chats of the inbox at a time, if
// there is room: a member, not barred, available, within the lease.
func (s Seated) There(at time.Time) bool {
	return !s.Seat.Left && !s.Seat.Barred && s.Agent.Available(at)
}

// Able reports whether a query asks for the seat: its agent is there and has
// room, and what else the query wants. It is what every store's Candidates must
// agree with, whom the query leaves out aside.
func (s Seated) Able(q CandidateQuery) bool {
	return s.There(q.At) && q.Fits(s.Candidate())
}
