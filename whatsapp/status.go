package whatsapp

import (
	"strconv"
	"time"
)

// Status is emitted when the platform says how far a sent message came. For
// one message statuses arrive in any order, more than once, and before the
// answer to the send; [Progress] joins them.
type Status struct {
	Origin
	ID MessageID
	// Ref is our own reference, echoed; empty when the send carried none.
	Ref   Ref
	State State
	// At is the provider's time; zero when unreadable.
	At time.Time
	// Recipient is who it speaks of. In a group, Recipient.Group is set and
	// Participant is the member, if the platform named one.
	Recipient   Address
	Participant Address
	Pricing     *Pricing
	Failures    []Failure
	Raw         Raw
}

// State is how far a message came, in the platform's own words. A word that is
// none of the constants is kept and changes nothing.
type State string

// The states that are known.
const (
	Sent      State = "sent"
	Delivered State = "delivered"
	Read      State = "read"
	Played    State = "played" // the first play of a voice note
	Failed    State = "failed"
)

// Pricing is what the platform says of a message's cost.
type Pricing struct {
	// Model is "PMP" (per message) or "CBP" (per conversation, until June 2025).
	Model string `json:"model,omitempty"`
	// Type is "regular" or begins with "free_".
	Type string `json:"type,omitempty"`
	// Category is the one charged, with "_" where the platform also writes "-".
	Category string `json:"category,omitempty"`
	// Billable is on its way out on the platform; prefer Type.
	Billable bool `json:"billable,omitempty"`
}

// Key is made of the message, the state, whom it speaks of and when.
func (s *Status) Key() string {
	who := s.Recipient
	if s.Recipient.Group != "" {
		who = s.Participant
	}
	return "s:" + string(s.ID) + ":" + string(s.State) + ":" + string(who.User) + ":" + string(who.Phone) +
		":" + strconv.FormatInt(s.At.Unix(), 10)
}

func (*Status) event() {}
