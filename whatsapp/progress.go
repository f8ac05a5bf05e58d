package whatsapp

import "time"

// Progress is all that is known of how far a sent message came: the earliest
// time of each state. It is a join: any order of the same statuses, each any
// number of times, gives the same Progress, and what was reached is never
// taken back.
//
// The zero value is a message of which nothing was heard.
type Progress struct {
	Sent      time.Time `json:"sent,omitzero"`
	Delivered time.Time `json:"delivered,omitzero"`
	Read      time.Time `json:"read,omitzero"`
	Played    time.Time `json:"played,omitzero"`
	Failed    time.Time `json:"failed,omitzero"`
	// Failure is that of the earliest failed status.
	Failure *Failure `json:"failure,omitempty"`
}

// Join adds one status. The receiver is not changed. A state that is not known
// changes nothing; a zero time counts as the Unix epoch, since that it happened
// is known even when the moment is not.
func (p Progress) Join(state State, at time.Time, f *Failure) Progress {
	if at.IsZero() {
		at = time.Unix(0, 0)
	}
	at = at.UTC()
	switch state {
	case Sent:
		p.Sent = earliest(p.Sent, at)
	case Delivered:
		p.Delivered = earliest(p.Delivered, at)
	case Read:
		p.Read = earliest(p.Read, at)
	case Played:
		p.Played = earliest(p.Played, at)
	case Failed:
		if p.Failed.IsZero() || at.Before(p.Failed) || at.Equal(p.Failed) && f.Compare(p.Failure) < 0 {
			p.Failed, p.Failure = at, f
		}
	}
	return p
}

// Merge joins all that q knows.
func (p Progress) Merge(q Progress) Progress {
	for _, one := range []struct {
		state State
		at    time.Time
	}{{Sent, q.Sent}, {Delivered, q.Delivered}, {Read, q.Read}, {Played, q.Played}, {Failed, q.Failed}} {
		if !one.at.IsZero() {
			p = p.Join(one.state, one.at, q.Failure)
		}
	}
	return p
}

// State is the one to show: read or played, else delivered, else failed, else
// sent, else "". That it was read says that it was delivered, and a failure
// that came after a delivery does not undo it.
func (p Progress) State() State {
	switch {
	case !p.Played.IsZero():
		return Played
	case !p.Read.IsZero():
		return Read
	case !p.Delivered.IsZero():
		return Delivered
	case !p.Failed.IsZero():
		return Failed
	case !p.Sent.IsZero():
		return Sent
	default:
		return ""
	}
}

// IsZero reports whether nothing was heard yet.
func (p Progress) IsZero() bool { return p.State() == "" }

// Equal reports whether both know the same.
func (p Progress) Equal(q Progress) bool {
	return p.Sent.Equal(q.Sent) && p.Delivered.Equal(q.Delivered) && p.Read.Equal(q.Read) &&
		p.Played.Equal(q.Played) && p.Failed.Equal(q.Failed) && p.Failure.Compare(q.Failure) == 0
}

func earliest(known, at time.Time) time.Time {
	if known.IsZero() || at.Before(known) {
		return at
	}
	return known
}
