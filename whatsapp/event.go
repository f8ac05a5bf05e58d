package whatsapp

import (
	"crypto/sha256"
	"encoding/hex"
	"strconv"
	"time"
)

// Event is something that a provider told us. Its cases are [*Received],
// [*Echo], [*Status], [*Fault] and [*Unknown].
type Event interface {
	// From which number and account it came.
	Source() Origin
	// Key is the same for every delivery of the same event and differs between
	// events of one number.
	Key() string
	event()
}

// Origin says whose event it is.
type Origin struct {
	// Number is the business number's id; empty for events of a whole account.
	Number NumberID `json:"account,omitempty"`
	// Display is the number as people dial it, in whatever form the provider
	// wrote it.
	Display string `json:"display,omitempty"`
	WABA    WABAID `json:"waba,omitempty"`
}

// Source returns the origin itself; events embed it.
func (o Origin) Source() Origin { return o }

// Fault is emitted when the platform reports an error that belongs to no
// message: a rate limit, a webhook that came too late.
type Fault struct {
	Origin
	Failure Failure
	Raw     Raw
}

// Unknown is emitted for a webhook field, or a part of one, that this package
// does not model yet. It keeps everything.
type Unknown struct {
	Origin
	// Field is the webhook field's name, as "account_update"; a part of the
	// messages field is named after a dot, as "messages.user_actions".
	Field string
	// At is the callback's own time, if it had one.
	At  time.Time
	Raw Raw
}

// Key hashes the fault's bytes and the number.
func (f *Fault) Key() string { return hashKey("f", f.Origin, "", time.Time{}, f.Raw) }

// Key hashes the field, its time and its bytes.
func (u *Unknown) Key() string { return hashKey("u", u.Origin, u.Field, u.At, u.Raw) }

func (*Fault) event()   {}
func (*Unknown) event() {}

// hashKey keys what the platform gives no id.
func hashKey(kind string, o Origin, name string, at time.Time, raw Raw) string {
	h := sha256.New()
	for _, part := range []string{string(o.Number), string(o.WABA), name, string(raw)} {
		h.Write([]byte(strconv.Itoa(len(part)) + ":" + part))
	}
	if !at.IsZero() {
		h.Write(strconv.AppendInt(nil, at.UnixNano(), 10))
	}
	return kind + ":" + hex.EncodeToString(h.Sum(nil)[:16])
}
