package whatsapp

import "time"

// Message is what a received message and an echo have in common.
type Message struct {
	// ID is empty only when the platform gave none.
	ID MessageID
	// At is the provider's time, in UTC, to the second; zero when it tells none,
	// as Twilio, or none that can be read.
	At time.Time
	// Type is the platform's own type name, verbatim; empty when it gave none.
	Type    string
	Content Content
	Context Context
	// Referral is the advertisement or post that led to it; nil = none.
	Referral *Referral
	// Failures say why a message came incomplete.
	Failures []Failure
	// Field is the webhook field that it came in: "messages", or "standby" for
	// one of a conversation that another app owns at the time; for echoes
	// "smb_message_echoes" (the phone app) or "message_echoes" (another system).
	Field string
	// Raw is the message alone, not the callback around it.
	Raw Raw
}

// Context ties a message to an earlier one. The zero value is "to none".
type Context struct {
	// ReplyTo is the message that this one answers.
	ReplyTo MessageID `json:"reply_to,omitempty"`
	// From is who wrote that message, as the platform names them.
	From string `json:"from,omitempty"`
	// Product is the one that the customer asked about from the catalog.
	Product ProductRef `json:"product,omitzero"`
	// Forwarded: the customer passed it on; Frequently: more than five times.
	Forwarded  bool `json:"forwarded,omitempty"`
	Frequently bool `json:"frequently_forwarded,omitempty"`
}

// Profile is how a customer presents themselves.
type Profile struct {
	Name     string `json:"name,omitempty"`
	Username string `json:"username,omitempty"`
	Country  string `json:"country,omitempty"` // code, where given
	// IdentityKey is the hash of the customer's identity key, where the check
	// is switched on.
	IdentityKey string `json:"identity_key,omitempty"`
}

// Received is emitted when a customer writes to the number.
type Received struct {
	Origin
	Message
	// From is who wrote. In a group it is the member, and Group is the group.
	From Address
	// Parent is the sender's id to the enterprise that the portfolio belongs to.
	Parent  UserID
	Group   GroupID
	Profile Profile
}

// Peer is the address that an answer goes to: the group, if there is one, else
// the sender.
func (r *Received) Peer() Address {
	if r.Group != "" {
		return Address{Group: r.Group}
	}
	return r.From
}

// Echo is emitted when the business wrote to a customer by other means than
// this library: its phone app, or another system on the same number.
type Echo struct {
	Origin
	Message
	From   Phone // the business
	To     Address
	Parent UserID // of the customer; see [Received]
	// Profile is the customer's, as far as it was told.
	Profile Profile
	// Creator names the platform's own agent where that wrote it.
	Creator string
}

// Key is the message's id, or a hash of its bytes where there is none.
func (r *Received) Key() string { return messageKey(r.Origin, r.Message) }

// Key is the message's id, or a hash of its bytes where there is none.
func (e *Echo) Key() string { return messageKey(e.Origin, e.Message) }

func (*Received) event() {}
func (*Echo) event()     {}

func messageKey(o Origin, m Message) string {
	if m.ID != "" {
		return "m:" + string(m.ID)
	}
	return hashKey("m", o, "", time.Time{}, m.Raw)
}
