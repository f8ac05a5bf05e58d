package routing

import "time"

// Status is what agents say of themselves. [StatusAvailable] gets chats; every
// other word is away, so that a host may have its own: "lunch".
type Status string

// The statuses.
const (
	StatusAvailable Status = "available"
	StatusAway      Status = "away"
)

// The shortest and the longest lease. A browser runs the timers of a hidden tab once
// a minute at worst, and one heartbeat may be late. They are ours.
const (
	MinLease = 90 * time.Second
	MaxLease = 366 * 24 * time.Hour
)

// Presence is whether an agent is there: what they said, and a lease that the
// heartbeats of their applications prolong. Neither changes the other: no
// heartbeat makes an agent available who is away, and a lease that runs out does
// not make one away who is available, but only not there until the next one.
//
// The zero value is away. The methods return the presence as it is after a step.
// Heartbeats may come late, repeated and in any order, from several devices too,
// and before or after a Set: the result is the same. Sets are the agent's words
// and must come in their order.
type Presence struct {
	Status Status `json:"status"`
	// Until is the end of the lease, exclusive.
	Until time.Time `json:"until,omitzero"`
}

// Available reports whether the agent can be offered a chat at a time: they said
// so, and the lease has not run out. By time alone it changes at Until only.
func (p Presence) Available(at time.Time) bool {
	return p.Status == StatusAvailable && at.Before(p.Until)
}

// Beat is a heartbeat: it prolongs the lease to at + ttl, and never makes it
// shorter. A ttl below [MinLease] is raised to it, and one above [MaxLease] lowered.
// The status stays.
func (p Presence) Beat(at time.Time, ttl time.Duration) Presence {
	p.Until = later(p.Until, at.Add(min(max(ttl, MinLease), MaxLease)))
	return p
}

// Set is the agent's own word, which is a heartbeat too.
func (p Presence) Set(s Status, at time.Time, ttl time.Duration) Presence {
	p.Status = s
	return p.Beat(at, ttl)
}
