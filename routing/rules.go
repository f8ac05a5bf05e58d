package routing

import (
	"strconv"
	"time"
)

// The bounds of an inbox's rules, and what is meant by 0. They are ours.
const (
	DefaultReassign  = 30 * time.Second
	MinReassign      = time.Second
	MaxReassign      = 900 * time.Second
	DefaultDials     = 1
	MaxDials         = 100
	MaxLevel         = 100
	DefaultBroadcast = 5
	MaxBroadcast     = 32
	DefaultRelax     = 60 * time.Second
	MinRelax         = time.Second
	MaxRelax         = 24 * time.Hour
	MaxGrace         = 24 * time.Hour
	MaxNeeds         = 16 // skills of a chat, and of an agent
)

// Rules are how an inbox gives out its chats. The zero value offers them in turn
// for 30 seconds each.
type Rules struct {
	// Mode; empty = round_robin.
	Mode Mode `json:"mode,omitempty"`
	// Chain are the strategies of [ModeChain], at most 8.
	Chain []Strategy `json:"chain,omitempty"`
	// Hours are when chats are offered; nil = always. What arrives outside them
	// waits until they begin. An offer that is open when they end stands, and so do
	// the rounds of a chat and who was tried: the next morning goes on with them.
	Hours *Hours `json:"hours,omitempty"`
	// ReassignAfter is how long an offer lasts, 1 to 900 seconds; 0 = 30.
	ReassignAfter time.Duration `json:"reassign_after,omitempty"`
	// AutoAccept has an offer accepted at once, in the agent's name.
	AutoAccept bool `json:"auto_accept,omitempty"`
	// Dials is how often the contact's last agent is offered a chat in
	// [ModeSticky], 1 to 100; 0 = 1.
	Dials int `json:"dials,omitempty"`
	// Broadcast is to how many a chat is offered at once in [ModeBroadcast], 1 to
	// 32; 0 = 5.
	Broadcast int `json:"broadcast,omitempty"`
	// RelaxAfter is how long a chat waits for all the skills that it needs; after
	// as long again it does without the last of them, and so on. It counts from the
	// chat's arrival, outside the hours too, and whenever the needs were given.
	// 1 second to a day; 0 = a minute.
	RelaxAfter time.Duration `json:"relax_after,omitempty"`
	// MaxRounds is after how many rounds a chat that everybody let lapse or
	// declined is escalated; 0 = it never is.
	MaxRounds int `json:"max_rounds,omitempty"`
	// Away is what becomes of the chats of an agent who goes away; empty = keep.
	Away AwayPolicy `json:"away,omitempty"`
	// Grace is how long [AwayRequeue] waits for the agent, up to a day.
	Grace time.Duration `json:"grace,omitempty"`
}

// AwayPolicy is what becomes of the chats of an agent who goes away.
type AwayPolicy string

// The policies.
const (
	// AwayKeep leaves them to the agent.
	AwayKeep AwayPolicy = "keep"
	// AwayRequeue returns them to the queue if the agent is not back in time, with
	// what the agent was given until then. What a person gives them after that stays
	// theirs until the next time that they go away.
	AwayRequeue AwayPolicy = "requeue"
	// AwayOnNextMessage returns one when its customer writes and the agent is not
	// there.
	AwayOnNextMessage AwayPolicy = "on_next_message"
)

// FieldError is a setting that is not allowed.
type FieldError struct {
	Field string // "reassign_after"
	Rule  string // "1 to 900 seconds"
}

// Error names the field and what is allowed.
func (e *FieldError) Error() string { return "routing: " + e.Field + ": " + e.Rule }

// Validate returns nil or a [*FieldError] for the first field that is out of
// its bounds.
func (r *Rules) Validate() error {
	switch {
	case r.Mode.Order() == nil && r.Mode != ModeManual && r.Mode != ModeChain:
		return &FieldError{"mode", "round_robin, proficiency, sticky, longest_idle, least_loaded, broadcast, chain or manual"}
	case outside(r.ReassignAfter, MinReassign, MaxReassign):
		return &FieldError{"reassign_after", "1 to 900 seconds"}
	case outside(r.Dials, 1, MaxDials):
		return &FieldError{"dials", "1 to " + strconv.Itoa(MaxDials)}
	case outside(r.Broadcast, 1, MaxBroadcast):
		return &FieldError{"broadcast", "1 to " + strconv.Itoa(MaxBroadcast)}
	case outside(r.RelaxAfter, MinRelax, MaxRelax):
		return &FieldError{"relax_after", "1 second to a day"}
	case r.MaxRounds < 0:
		return &FieldError{"max_rounds", "not negative"}
	case r.Grace < 0 || r.Grace > MaxGrace:
		return &FieldError{"grace", "0 to a day"}
	}
	switch r.Away {
	case "", AwayKeep, AwayRequeue, AwayOnNextMessage:
	default:
		return &FieldError{"away", "keep, requeue or on_next_message"}
	}
	if err := checkHours("hours.", r.Hours); err != nil {
		return err
	}
	return r.checkChain()
}

// outside reports whether a setting is out of bounds; 0 is its default.
func outside[T int | time.Duration](v, least, most T) bool { return v != 0 && (v < least || v > most) }

// lasts is how long an offer is good for.
func (r *Rules) lasts() time.Duration { return orDefault(r.ReassignAfter, DefaultReassign) }

func (r *Rules) dials() int { return orDefault(r.Dials, DefaultDials) }

func (r *Rules) broadcast() int { return orDefault(r.Broadcast, DefaultBroadcast) }

func (r *Rules) relaxes() time.Duration { return orDefault(r.RelaxAfter, DefaultRelax) }

func orDefault[T int | time.Duration](v, otherwise T) T {
	if v == 0 {
		return otherwise
	}
	return v
}
