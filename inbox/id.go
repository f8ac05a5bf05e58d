package inbox

import (
	"crypto/rand"
	"encoding/base32"
	"time"

	"github.com/wainbox/wainbox/routing"
)

// OrganizationID names a tenant. This and the other identifiers of our own
// things are fresh, ordered by the time of their making, and never derived from
// the platform's data; see [NewID].
type OrganizationID string

// AccountID names a business number at a provider.
type AccountID string

// InboxID names a queue of chats.
type InboxID string

// ContactID names a customer.
type ContactID string

// ConversationID names what lies between an account and a contact.
type ConversationID string

// ChatID names an episode of a conversation.
type ChatID string

// MessageID names a message. It is also the reference that travels with a send.
type MessageID string

// KeptID names a callback that could not be filed. It alone is made of what it
// names, so that a redelivery is not kept twice.
type KeptID string

// JobID names a job. It is given by the store.
type JobID int64

// AgentID names a person who answers.
type AgentID = routing.AgentID

// idText is base32 in the order of its bytes, so that ids sort as times do.
var idText = base32.NewEncoding("0123456789abcdefghjkmnpqrstvwxyz").WithPadding(base32.NoPadding)

// NewID returns a fresh identifier of 26 letters and digits: 48 bits of the
// time in milliseconds, then 80 random bits. Later times sort later.
func NewID(now time.Time) string {
	var b [16]byte
	ms := uint64(now.UnixMilli())
	for i := range 6 {
		b[i] = byte(ms >> (40 - 8*i)) //nolint:gosec // the low byte is what is meant
	}
	_, _ = rand.Read(b[6:]) // never fails
	var text [26]byte
	idText.Encode(text[:], b[:])
	return string(text[:])
}
