package inbox

import (
	"time"

	"github.com/wainbox/wainbox/routing"
	"github.com/wainbox/wainbox/whatsapp"
)

// Record is something that is kept with a version: a decision that read it is
// only written if it is still at the version that was read. Its cases are
// [Account], [Inbox], [Agent], [Seat], [Contact], [Conversation] and [Alias].
//
// Records are values: a store returns and keeps copies, never what it shares
// with a caller. Slices and pointers inside them are never changed in place.
type Record interface {
	Key() Key
	record()
}

// Key names a record.
type Key struct {
	Kind RecordKind
	ID   string
}

// RecordKind names a case of [Record].
type RecordKind string

// The kinds of records.
const (
	KindAccount      RecordKind = "account"
	KindInbox        RecordKind = "inbox"
	KindAgent        RecordKind = "agent"
	KindSeat         RecordKind = "seat"
	KindContact      RecordKind = "contact"
	KindConversation RecordKind = "conversation"
	KindAlias        RecordKind = "alias"
)

// Setup is how far an account is set up.
type Setup string

// The states of a set-up.
const (
	Pending   Setup = "pending"
	Connected Setup = "connected"
	Cancelled Setup = "cancelled"
)

// Account is one business number at one provider. (Provider, Number) is unique:
// a number belongs to one organization at a time, and the store holds that.
type Account struct {
	ID           AccountID         `json:"id"`
	Organization OrganizationID    `json:"organization"`
	Provider     string            `json:"provider"` // as in provider.Capabilities.Name
	Number       whatsapp.NumberID `json:"number"`
	WABA         whatsapp.WABAID   `json:"waba,omitempty"`
	Display      string            `json:"display,omitempty"` // as people dial it
	// Inbox is the one that this number feeds; empty = none yet: messages are
	// kept, and no chat begins.
	Inbox InboxID `json:"inbox,omitempty"`
	Setup Setup   `json:"setup,omitempty"`
	// Refused is since when the provider refuses our credentials; zero = it does
	// not, as far as is known. The engine keeps it. It stops nothing: messages are
	// received and sends are tried as before.
	Refused time.Time `json:"refused,omitzero"`
}

// Inbox is a queue of chats, fed by one account's number.
type Inbox struct {
	ID           InboxID        `json:"id"`
	Organization OrganizationID `json:"organization"`
	Name         string         `json:"name"`
	// Rules are how it gives out its chats; the zero value offers them in turn. Another
	// policy for absent agents holds for whoever goes away, and is given a chat, from
	// then on; what one that is given up has not returned yet stays with its agent. In
	// what is loaded the Location of Hours is nil: it is found by its Zone.
	Rules routing.Rules `json:"rules,omitzero"`
	// Capacity is the most chats and offers at once of a member whose seat does not
	// say otherwise; 0 = no limit. In longest_idle it is one for offers.
	Capacity int `json:"capacity,omitempty"`
	// Reopen is how long after a chat's end the customer's next word goes on with
	// it, instead of beginning another; 0 = not at all. It arrives anew, without the
	// priority and the needs that it had.
	Reopen time.Duration `json:"reopen,omitempty"`
	// AutoReplies are what it answers by itself, at most one of each occasion.
	AutoReplies []AutoReply `json:"auto_replies,omitempty"`
	// Turn counts the offers; a seat remembers the count of its last.
	Turn int64 `json:"turn,omitempty"`
}

// Agent is a person who answers.
type Agent struct {
	ID           AgentID        `json:"id"`
	Organization OrganizationID `json:"organization"`
	Name         string         `json:"name"`
	// Capacity is the most chats and offers at once, over all inboxes; 0 = no
	// limit.
	Capacity int `json:"capacity,omitempty"`
	// Skills are what the agent can do, for chats that need it.
	Skills []routing.Skill `json:"skills,omitempty"`

	// The rest is kept by the engine.

	// Presence is the agent's own status and the lease of their heartbeats.
	Presence routing.Presence `json:"presence,omitzero"`
	// There: the agent can be offered chats until the lease runs out. It is taken
	// back soon after that, and the status is not.
	There bool `json:"there,omitempty"`
	// Visit counts how often the agent came.
	Visit int64 `json:"visit,omitempty"`
	// Load is the chats and offers that the agent has now.
	Load int `json:"load,omitempty"`
	// Ended is when a chat of theirs ended last.
	Ended time.Time `json:"ended,omitzero"`
}

// Seat makes an agent a member of an inbox.
type Seat struct {
	Inbox InboxID `json:"inbox"`
	Agent AgentID `json:"agent"`
	// Position is the agent's place in the inbox's list.
	Position int `json:"position,omitempty"`
	// Level is the agent's proficiency here, 1 to 100; 0 = 1.
	Level int `json:"level,omitempty"`
	// Capacity is the most chats and offers at once here, 0 = no limit; nil = the
	// inbox's.
	Capacity *int `json:"capacity,omitempty"`
	// Barred: a condition of the host's does not hold, a licence for example. The
	// agent is offered and assigned nothing.
	Barred bool `json:"barred,omitempty"`
	// Left: the agent is a member no more. Seats are not deleted.
	Left bool `json:"left,omitempty"`

	// The rest is kept by the engine.

	// Turn is the inbox's count when this seat was last offered a chat; 0 = never.
	Turn int64 `json:"turn,omitempty"`
	// Load is the chats and offers that the agent has here.
	Load int `json:"load,omitempty"`
}

// Contact is a customer of an organization.
type Contact struct {
	ID           ContactID      `json:"id"`
	Organization OrganizationID `json:"organization"`
	Name         string         `json:"name,omitempty"`
	Username     string         `json:"username,omitempty"`
}

// Alias leads from an address, as seen from one account, to the conversation
// with that customer. It is unique: two messages that arrive at once cannot
// make two conversations.
type Alias struct {
	Account      AccountID      `json:"account"`
	Address      string         `json:"address"` // see AddressKeys
	Conversation ConversationID `json:"conversation"`
}

// AddressKeys are the names under which an address is found: one for each of
// its parts, the steadiest first.
func AddressKeys(a whatsapp.Address) []string {
	if a.Group != "" {
		return []string{"group:" + string(a.Group)}
	}
	keys := make([]string, 0, 2)
	if a.User != "" {
		keys = append(keys, "user:"+string(a.User))
	}
	if a.Phone != "" {
		keys = append(keys, "phone:"+string(a.Phone))
	}
	return keys
}

// Key is the account's id.
func (a Account) Key() Key { return Key{KindAccount, string(a.ID)} }

// Key is the inbox's id.
func (i Inbox) Key() Key { return Key{KindInbox, string(i.ID)} }

// Key is the agent's id.
func (a Agent) Key() Key { return Key{KindAgent, string(a.ID)} }

// Key is made of the inbox and the agent.
func (s Seat) Key() Key { return SeatKey(s.Inbox, s.Agent) }

// Key is the contact's id.
func (c Contact) Key() Key { return Key{KindContact, string(c.ID)} }

// Key is the conversation's id.
func (c Conversation) Key() Key { return Key{KindConversation, string(c.ID)} }

// joint is what keys of two names join them by. The first, an account's or an inbox's
// id, cannot have it; the second may, as agents' ids from identity providers do.
const joint = "|"

// Key is made of the account and the address.
func (a Alias) Key() Key { return Key{KindAlias, string(a.Account) + joint + a.Address} }

// SeatKey is the key of an agent's seat in an inbox.
func SeatKey(i InboxID, a AgentID) Key { return Key{KindSeat, string(i) + joint + string(a)} }

func (Account) record()      {}
func (Inbox) record()        {}
func (Agent) record()        {}
func (Seat) record()         {}
func (Contact) record()      {}
func (Conversation) record() {}
func (Alias) record()        {}
