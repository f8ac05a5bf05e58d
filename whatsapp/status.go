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
	// At is the provider's time; zero when it tells none, as Twilio and 1msg, or
	// none that can be read.
	At time.Time
	// Recipient is who it speaks of. In a group, Recipient.Group is set and
	// Participant is the member, if the platform named one.
	Recipient   Address
	Participant Address
	// Parent is the id of the customer, or the participant, to the enterprise
	// that the portfolio belongs to.
	Parent       UserID
	Profile      Profile
	Conversation *Conversation
	Pricing      *Pricing
	// Payment is what became of an order's payment; then State begins with
	// "payment." and says nothing of the message. nil = not about one.
	Payment  *Payment
	Failures []Failure
	// Field is the webhook field that it came in: "messages" or "standby".
	Field string
	Raw   Raw
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
	// Cost is in decimal as the platform wrote it; empty = not given.
	Cost     string `json:"cost,omitempty"`
	Currency string `json:"currency,omitempty"` // ISO 4217
}

// Conversation is what the platform charged by until June 2025, and what a free
// entry point is told by still.
type Conversation struct {
	ID string `json:"id,omitempty"`
	// Expires is in Unix seconds, given with "sent" only; 0 = not given.
	Expires int64 `json:"expires,omitempty"`
	// Origin is the category it began with, with "_" where the platform also
	// writes "-".
	Origin string `json:"origin,omitempty"`
}

// Payment is what became of the payment of an order. Source: "Payments",
// India, November 2025.
type Payment struct {
	Reference string `json:"reference,omitempty"`
	Value     int64  `json:"value,omitempty"`  // of Offset parts of the currency
	Offset    int64  `json:"offset,omitempty"` // 100 = cents
	Currency  string `json:"currency,omitempty"`
	// Transaction is the JSON object of the last attempt to pay, Refunds the
	// array of what was paid back; empty = none.
	Transaction Raw `json:"transaction,omitempty"`
	Refunds     Raw `json:"refunds,omitempty"`
	// More is the rest of the object: the receipt and the merchant's own fields.
	More Raw `json:"more,omitempty"`
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
