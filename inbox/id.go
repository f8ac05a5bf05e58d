package inbox

import (
	"crypto/rand"
	"encoding/base32"
	"time"

	"github.com/wainbox/wainbox/routing"
)

// The identifiers of our own things. They are fresh, ordered by the time of
// their making, and never derived from the platform's data; see [NewID].
type (
	OrganizationID string
	AccountID      string
	InboxID        string
	ContactID      string
	ConversationID string
	ChatID         string
	MessageID      string
	KeptID         string
)

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
	ms := uint64(now.UnixMilli()) //nolint:gosec // milliseconds since 1970 are positive
	for i := range 6 {
		b[i] = byte(ms >> (40 - 8*i))
	}
	_, _ = rand.Read(b[6:]) // never fails
	var text [26]byte
	idText.Encode(text[:], b[:])
	return string(text[:])
}
