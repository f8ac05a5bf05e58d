package whatsapp

import "time"

// UserPreference is emitted when a customer stopped, resumed or signed up for
// marketing messages. Source: "user_preferences" webhook, November 2025.
type UserPreference struct {
	Notice

	User    Address
	Parent  UserID
	Profile Profile

	Category string // "marketing_messages"
	Value    string // stop, resume or signup
	Detail   string
	SignupID string
}

// UserAction is emitted when a customer tapped a link of a marketing message.
// Source: "Track click events", November 2025.
type UserAction struct {
	Notice

	Type string // "marketing_messages_link_click"
	// Component is what was tapped: "cta" or "body".
	Component string
	Product   string
	ClickID   string
	Tracking  string
}

// AutomaticEvent is emitted when the platform took a conversation for a lead
// or a purchase. Source: "automatic_events" webhook, November 2025.
type AutomaticEvent struct {
	Notice

	// Message is the one that it was told from.
	Message  MessageID
	Name     string // LeadSubmitted or Purchase
	ClickID  string // of the advertisement
	Currency string
	Value    string
}

// StateSync is emitted when a contact was added to, changed in or removed from
// the phone app's address book. Source: "smb_app_state_sync" webhook, November
// 2025.
type StateSync struct {
	Notice

	Type      string // "contact"
	Action    string // add (also for a change) or remove
	Contact   Address
	Parent    UserID
	Username  string
	Country   string // code, where given
	FullName  string
	FirstName string
}

// Handover is emitted when a conversation's owner changed between this app and
// another, as the platform's own agent. Source: "messaging_handovers" webhook,
// 2026, known from third parties only.
type Handover struct {
	Notice

	Type     string // control_passed or control_taken
	Sender   Phone  // the customer
	Previous string // role: ai_agent, customer_service …
	New      string
	Metadata string
	Summary  string
}

// HistoryChunk is emitted for each part of a phone app's history, before the
// messages in it ([*Past]). Parts come out of order. Its Raw is without the
// messages, which have their own. Source: "history" webhook, November 2025.
type HistoryChunk struct {
	Notice

	Phase    int64 // 0, 1 or 2
	Order    int64 // of the part within its phase
	Progress int64 // percent
	// Failures say that the history was not shared.
	Failures []Failure
}

// Past is emitted for a message from before the number was connected to this
// app. It opens no window. A file comes first as [MediaPlaceholder] and, if it
// is no older than 14 days, once more with its content. Source: "history"
// webhook, November 2025.
type Past struct {
	Origin
	Message

	// From is who wrote it and To whom, as far as the history says; one of both
	// is the business.
	From Address
	To   Address
	// Peer is the customer, if the history named them.
	Peer    Address
	Parent  UserID
	Profile Profile
	// Status is DELIVERED, ERROR, PENDING, PLAYED, READ or SENT.
	Status string
}

// Key is that of the message, and of whether its content has come.
func (p *Past) Key() string {
	kind := "h:"
	if p.Content != nil && p.Content.Kind() == KindMediaPlaceholder {
		kind = "hp:"
	}
	return kind + messageKey(p.Origin, p.Message)
}

func (*Past) event() {}

// Call is emitted when a customer called, or was called, and when that ended.
// A customer's call opens the window. Source: "Calling", November 2025.
type Call struct {
	Notice

	ID CallID
	// Event is "connect", "terminate" or one about the recording of an ended
	// call.
	Event     string
	Direction string // BUSINESS_INITIATED or USER_INITIATED
	From      Address
	To        Address
	// Parent is the customer's id to the enterprise that the portfolio belongs
	// to.
	Parent  UserID
	Profile Profile
	// Status of an ended call: COMPLETED or FAILED.
	Status   string
	Started  time.Time
	Ended    time.Time
	Duration time.Duration
	Ref      Ref
	// Session is the offer or answer; nil = none.
	Session  *CallSession
	Failures []Failure
	// Files are the recording or the transcript that came to be.
	Files []Media
}

// CallID is the platform's id of a call: "wacid.…".
type CallID string

// CallSession is a session description of a call.
type CallSession struct {
	Type string // "offer" or "answer"
	SDP  string
}

// CallStatus is emitted while a call of ours is answered. Source: "Calling",
// November 2025.
type CallStatus struct {
	Notice

	ID        CallID
	State     string // RINGING, ACCEPTED or REJECTED
	Recipient Address
	Parent    UserID // of the recipient; see [Call]
	Profile   Profile
	Ref       Ref
	Failures  []Failure
}
