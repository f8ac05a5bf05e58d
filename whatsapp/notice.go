package whatsapp

import "time"

// Notice is what events about a number, an account or a customer's settings
// have in common: everything that is neither a message nor a status. Each case
// embeds it; [Noticed] finds it in any of them.
type Notice struct {
	Origin
	// Field is the webhook field that it came in, as "account_update"; a part of
	// a field is named after a dot, as "messages.user_actions".
	Field string
	// At is the event's own time, or the callback's; zero when neither was there
	// or readable.
	At time.Time
	// Raw is the part of the callback that the event was read from.
	Raw Raw
}

// Key hashes the field, the time and the bytes: the platform gives notices no
// id.
func (n *Notice) Key() string { return hashKey("n", n.Origin, n.Field, n.At, n.Raw) }

func (*Notice) event() {}

func (n *Notice) noticed() *Notice { return n }

// Noticed returns what an event shares with all notices; false for a message, a
// status and whatever else is not a notice.
func Noticed(e Event) (*Notice, bool) {
	if n, ok := e.(interface{ noticed() *Notice }); ok {
		return n.noticed(), true
	}
	return nil, false
}

// Fault is emitted when the platform reports an error that belongs to no
// message: a rate limit, a webhook that came too late.
type Fault struct {
	Notice

	Failure Failure
}

// Unknown is emitted for a webhook field, or a part of one, that this package
// does not model. It keeps everything.
type Unknown struct{ Notice }
