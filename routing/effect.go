package routing

import (
	"errors"
	"time"
)

// Effect is something that happened at a [Desk].
type Effect struct {
	Kind  EffectKind
	Chat  ChatID
	Agent AgentID // of all that is about an agent
	// From is who had the chat before, of a transfer.
	From  AgentID
	Until time.Time // of an offer
	// Explanation is why a look did what it did, before what it did.
	Explanation *Explanation
}

// EffectKind says what happened.
type EffectKind string

// The kinds.
const (
	EffectQueued      EffectKind = "queued"
	EffectOffered     EffectKind = "offered"
	EffectTimedOut    EffectKind = "timed_out"
	EffectDeclined    EffectKind = "declined"
	EffectWithdrawn   EffectKind = "withdrawn"
	EffectAccepted    EffectKind = "accepted"
	EffectAssigned    EffectKind = "assigned"
	EffectTransferred EffectKind = "transferred"
	EffectReturned    EffectKind = "returned" // the agent is gone, and it waits again
	EffectEnded       EffectKind = "ended"
	EffectEscalated   EffectKind = "escalated"
	EffectExplained   EffectKind = "explained" // see [Desk.Explaining]
)

// The errors of a [Desk], beside those of a [Chat]. Nothing is changed by what
// is refused.
var (
	ErrUnknownAgent = errors.New("routing: no such agent")
	ErrUnknownChat  = errors.New("routing: no such chat")
	ErrRepeated     = errors.New("routing: the chat arrived before")
	ErrNotMember    = errors.New("routing: the agent is not a member of the inbox")
	ErrNotEligible  = errors.New("routing: the agent is not eligible")
)
