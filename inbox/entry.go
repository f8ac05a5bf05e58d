package inbox

import (
	"time"

	"github.com/wainbox/wainbox/whatsapp"
)

// EntryKind says what a log entry tells.
type EntryKind string

// The kinds of log entries.
const (
	EntryReceived  EntryKind = "message.received"
	EntryElsewhere EntryKind = "message.elsewhere" // the business replied by other means
	EntryQueued    EntryKind = "message.queued"
	EntryDelivery  EntryKind = "message.delivery" // State says how far it is
	EntryFile      EntryKind = "message.file"
	// EntryCall: the customer called; State is the call's id. A call of the
	// business's and the end of a call are an [EntryNotice] only, which the
	// customer's call is too.
	EntryCall EntryKind = "customer.call"
	// EntryWindow: State is a [window.Moment] of the customer service window. Each
	// is told once for each window, "closing" once for each end that it comes near.
	EntryWindow EntryKind = "customer.window"

	// EntryArrived and those that follow are what becomes of a chat: Agent is whom
	// it is about, By who did it by hand.
	EntryArrived   EntryKind = "chat.arrived"
	EntryReopened  EntryKind = "chat.reopened"
	EntryTriaged   EntryKind = "chat.triaged" // its priority or needs are others
	EntryOffered   EntryKind = "chat.offered" // State is the deadline, as in RFC 3339
	EntryTimedOut  EntryKind = "chat.timed_out"
	EntryDeclined  EntryKind = "chat.declined"
	EntryWithdrawn EntryKind = "chat.withdrawn"
	EntryEscalated EntryKind = "chat.escalated"
	// EntryOwner: the chat has another owner: Was had it before, and Agent has it
	// now; either is empty for nobody. State is how: "accepted", "assigned",
	// "transferred" or "returned".
	EntryOwner EntryKind = "chat.owner"
	EntryEnded EntryKind = "chat.ended"

	// EntryPresence: State is "available", "away" or any other status; "lost" when
	// the lease ran out, "back" when a heartbeat came after that.
	EntryPresence EntryKind = "agent.presence"
	EntryJoined   EntryKind = "agent.joined" // Inbox, as a member
	EntryLeft     EntryKind = "agent.left"
	EntrySettings EntryKind = "inbox.settings" // Inbox has another name, other rules or another capacity, for example

	EntryMerged   EntryKind = "identity.merged"   // State is the conversation that succeeds
	EntryConflict EntryKind = "identity.conflict" // a number came with another customer's id
	EntryFault    EntryKind = "account.fault"
	// EntryCredentials: State is "refused" or "accepted".
	EntryCredentials EntryKind = "account.credentials"
	EntryNotice      EntryKind = "account.event" // State is the webhook field's name
)

// Entry is one line of the event log, which is written with what it tells of
// and never changed. Entries name what changed; the records hold what it is.
type Entry struct {
	// ID is set by the store: stable, and larger for later entries.
	ID   int64     `json:"id"`
	Kind EntryKind `json:"kind"`
	At   time.Time `json:"at"`
	// Seq is set by the store: the entry's place in its conversation, from 1; 0
	// without a conversation.
	Seq          int64           `json:"seq,omitempty"`
	Account      AccountID       `json:"account,omitempty"`
	WABA         whatsapp.WABAID `json:"waba,omitempty"`
	Conversation ConversationID  `json:"conversation,omitempty"`
	Chat         ChatID          `json:"chat,omitempty"`
	Message      MessageID       `json:"message,omitempty"`
	Inbox        InboxID         `json:"inbox,omitempty"`
	Agent        AgentID         `json:"agent,omitempty"`
	Was          AgentID         `json:"was,omitempty"`
	By           AgentID         `json:"by,omitempty"`
	State        string          `json:"state,omitempty"`
	// Raw is what the provider sent, for what is kept nowhere else.
	Raw whatsapp.Raw `json:"raw,omitempty"`
}
