package routing

import (
	"strconv"
	"time"
)

// Mode is how an inbox gives out its chats.
type Mode string

// The modes.
const (
	// ModeRoundRobin offers a chat to who was offered one least recently.
	ModeRoundRobin Mode = "round_robin"
	// ModeProficiency offers it to the highest level; equal ones in turn.
	ModeProficiency Mode = "proficiency"
	// ModeSticky offers it to who last had one of the contact, up to Dials times,
	// and then in turn.
	ModeSticky Mode = "sticky"
	// ModeLongestIdle offers it to who has nothing to do for the longest time.
	ModeLongestIdle Mode = "longest_idle"
	// ModeLeastLoaded offers it to who has the fewest chats; equal ones in turn.
	ModeLeastLoaded Mode = "least_loaded"
	// ModeManual waits until a person assigns it or takes it.
	ModeManual Mode = "manual"
)

// Order is how the mode prefers candidates; nil for one that is not known, and
// for [ModeManual], which offers to nobody.
func (m Mode) Order() Order {
	switch m {
	case ModeRoundRobin, ModeSticky:
		return roundRobin
	case ModeProficiency:
		return proficiency
	case ModeLongestIdle:
		return longestIdle
	case ModeLeastLoaded:
		return leastLoaded
	default:
		return nil
	}
}

// The bounds of an inbox's rules, and what is meant by 0. They are ours.
const (
	DefaultReassign = 30 * time.Second
	MinReassign     = time.Second
	MaxReassign     = 900 * time.Second
	DefaultDials    = 1
	MaxDials        = 100
	MaxLevel        = 100
)

// Rules are how an inbox gives out its chats.
type Rules struct {
	Mode Mode
	// ReassignAfter is how long an offer lasts, 1 to 900 seconds; 0 = 30.
	ReassignAfter time.Duration
	// Dials is how often the contact's last agent is offered a chat in
	// [ModeSticky], 1 to 100; 0 = 1.
	Dials int
	// MaxRounds is after how many rounds a chat that everybody let lapse or
	// declined is escalated; 0 = it never is.
	MaxRounds int
}

// FieldError is a setting that is not allowed.
type FieldError struct {
	Field string // "reassign_after"
	Rule  string // "1 to 900 seconds"
}

// Error names the field and what is allowed.
func (e *FieldError) Error() string { return "routing: " + e.Field + ": " + e.Rule }

// Validate returns nil or a [*FieldError] for the first field that is out of
// its bounds.
func (r Rules) Validate() error {
	switch {
	case r.Mode.Order() == nil && r.Mode != ModeManual:
		return &FieldError{"mode", "round_robin, proficiency, sticky, longest_idle, least_loaded or manual"}
	case r.ReassignAfter != 0 && (r.ReassignAfter < MinReassign || r.ReassignAfter > MaxReassign):
		return &FieldError{"reassign_after", "1 to 900 seconds"}
	case r.Dials < 0 || r.Dials > MaxDials:
		return &FieldError{"dials", "1 to " + strconv.Itoa(MaxDials)}
	case r.MaxRounds < 0:
		return &FieldError{"max_rounds", "not negative"}
	}
	return nil
}

// lasts is how long an offer is good for.
func (r Rules) lasts() time.Duration {
	if r.ReassignAfter == 0 {
		return DefaultReassign
	}
	return r.ReassignAfter
}

func (r Rules) dials() int { return max(r.Dials, DefaultDials) }
