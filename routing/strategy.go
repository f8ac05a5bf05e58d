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
	// ModeLongestIdle offers it to who has nothing to do for the longest time. Who has
	// a chat is not asked, whatever their capacity; in a chain another mode may be.
	ModeLongestIdle Mode = "longest_idle"
	// ModeLeastLoaded offers it to who has the fewest chats; equal ones in turn.
	ModeLeastLoaded Mode = "least_loaded"
	// ModeBroadcast offers it to several at once, in turn; the first to accept has
	// it, and from the others it is withdrawn.
	ModeBroadcast Mode = "broadcast"
	// ModeChain asks several strategies, each where those before it have nobody.
	ModeChain Mode = "chain"
	// ModeManual waits until a person assigns it or takes it.
	ModeManual Mode = "manual"
)

// Order is how the mode prefers candidates; nil for one that is not known, and
// for [ModeManual] and [ModeChain], which have none of their own.
func (m Mode) Order() Order {
	switch m {
	case ModeRoundRobin, ModeSticky, ModeBroadcast, "":
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

// query is what the mode asks a pool for.
func (m Mode) query(not []AgentID, skills []Skill) Query {
	return Query{Order: m.Order(), Not: not, Skills: skills, Idle: m == ModeLongestIdle}
}

// Strategy is a link of a chain.
type Strategy struct {
	// Mode is any but manual and chain. In a chain [ModeSticky] asks the contact's
	// last agent only: what follows it asks the others.
	Mode Mode `json:"mode"`
	// Hours are when it is asked; nil = always.
	Hours *Hours `json:"hours,omitempty"`
}

// MaxChain is how many strategies a chain has at most. It is ours.
const MaxChain = 8

// links is how many strategies there are to ask.
func (r *Rules) links() int {
	if r.Mode == ModeChain {
		return len(r.Chain)
	}
	return 1
}

// link is the mode of a strategy, and false when it is not asked at a time.
func (r *Rules) link(n int, at time.Time) (Mode, bool) {
	if r.Mode != ModeChain {
		return r.Mode, true
	}
	s := &r.Chain[n]
	return s.Mode, s.Hours == nil || s.Hours.Open(at)
}

// checkChain returns what is wrong with the chain.
func (r *Rules) checkChain() error {
	if (r.Mode == ModeChain) != (len(r.Chain) > 0) || len(r.Chain) > MaxChain {
		return &FieldError{"chain", "1 to " + strconv.Itoa(MaxChain) + " strategies, of mode chain only"}
	}
	for i, s := range r.Chain {
		field := "chain[" + strconv.Itoa(i) + "]"
		switch {
		case s.Mode == "" || s.Mode.Order() == nil:
			return &FieldError{field + ".mode", "round_robin, proficiency, sticky, longest_idle, least_loaded or broadcast"}
		case s.Mode == ModeSticky && i == len(r.Chain)-1:
			return &FieldError{field + ".mode", "not sticky, which leaves the others to a strategy after it"}
		}
		if err := checkHours(field+".hours.", s.Hours); err != nil {
			return err
		}
	}
	return nil
}

// Queries are what a look asks for a chat that needs no skills, of each strategy
// once, whatever the hour; nothing for [ModeManual].
func (r *Rules) Queries() []Query {
	var all []Query
	for i := range r.links() {
		mode := r.Mode
		if mode == ModeChain {
			mode = r.Chain[i].Mode
		}
		if mode.Order() != nil {
			all = append(all, mode.query(nil, nil))
		}
	}
	return all
}
