package profile

import (
	"fmt"
	"time"

	"github.com/wainbox/wainbox/whatsapp"
)

// Badge is how the request to become an official business account stands.
//
// What is read and what webhooks tell is joined by time, so that State may be
// told late, twice and in any order. So may Declined, but of two rejections
// between which a request was open that is told of later: then the wait is
// counted from the second, or not at all until it is told again. What comes
// without a time is older than all else, and a rejection of that kind makes
// nobody wait. Where only reading told of a rejection, its moment is that of the first
// reading that showed it. The zero value is a number that never asked. Source:
// Cloud API, "Official business accounts", November 2025.
type Badge struct {
	State ReviewState `json:"state,omitempty"`
	// At is when State was told, or last read.
	At time.Time `json:"at,omitzero"`
	// Asked is when a request was last known to be open, or approved, and Declined
	// the first rejection known since; zero = none.
	Asked    time.Time `json:"asked,omitzero"`
	Declined time.Time `json:"declined,omitzero"`
}

// WaitError is a request within the 30 days after a rejection, which cannot be
// appealed. One may ask again from Until on.
type WaitError struct{ Until time.Time }

// Error says until when to wait.
func (e *WaitError) Error() string {
	return fmt.Sprintf("profile: rejected before: one may ask again from %s on", e.Until.UTC().Format(time.RFC3339))
}

// Request asks to become an official business account. The error is
// [whatsapp.Violations] for a request that breaks a limit, a [*WaitError] within
// [OfficialWait] after a rejection, and a [*TransitionError] while the last
// request is under review or when it was approved. Keep the result once the
// provider took the request.
func (b Badge) Request(r OfficialRequest, at time.Time) (Badge, error) {
	if err := r.Validate(); err != nil {
		return b, err
	}
	if b.State.IsOpen() || b.State == Approved {
		return b, &TransitionError{Op: "request official account", From: b.State, To: string(Requested)}
	}
	if at.Before(b.Until()) {
		return b, &WaitError{Until: b.Until()}
	}
	return b.join(Requested, at), nil
}

// Until is the moment from which one may ask again after a rejection; zero when
// there was none since a request was last open.
func (b Badge) Until() time.Time {
	switch {
	case !b.Declined.IsZero():
		return b.Declined.Add(OfficialWait)
	case b.State == Declined && !b.At.IsZero():
		return b.At.Add(OfficialWait)
	default:
		return time.Time{}
	}
}

// Apply joins the outcome that a webhook told about this number. An alert about
// something else changes nothing.
func (b Badge) Apply(e *whatsapp.AccountAlert) Badge {
	switch e.Type {
	case "OBA_APPROVED":
		return b.join(Approved, e.At)
	case "OBA_REJECTED":
		return b.join(Declined, e.At)
	default:
		return b
	}
}

// Read joins how the account stands as it was read. A status that is not known
// is a [*TransitionError]; the set is open. An official business account whose
// request has no status was approved.
func (b Badge) Read(o Official, at time.Time) (Badge, error) {
	state, ok := ParseReviewState(o.Status)
	if !ok {
		return b, &TransitionError{Op: "read official account", From: b.State, To: o.Status}
	}
	if state == None && o.Is {
		state = Approved
	}
	return b.join(state, at), nil
}

func (b Badge) join(state ReviewState, at time.Time) Badge {
	at = moment(at)
	if order := at.Compare(b.At); order > 0 || order == 0 && state.rank() > b.State.rank() {
		b.State, b.At = state, at
	}
	if state.IsOpen() || state == Approved {
		b.Asked = latest(b.Asked, at)
	}
	first := b.Declined.IsZero() || at.Before(b.Declined)
	if state == Declined && first && !at.Before(b.Asked) {
		b.Declined = at
	}
	if b.Declined.Before(b.Asked) {
		b.Declined = time.Time{}
	}
	return b
}
