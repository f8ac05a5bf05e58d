package profile

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"github.com/wainbox/wainbox/whatsapp"
)

// CheckName checks a display name and returns nil or [whatsapp.Violations].
func CheckName(name string) error {
	var v violations
	v.text("display_name", name, MaxNameRunes)
	if strings.TrimSpace(name) == "" {
		v.add("display_name", "required")
	}
	return v.err()
}

// NameReview is how a display name stood at a moment.
type NameReview struct {
	Name  string      `json:"name,omitempty"`
	State ReviewState `json:"state,omitempty"`
	// Reason of a rejection, as "NAME_FORMAT_UNACCEPTABLE".
	Reason string    `json:"reason,omitempty"`
	At     time.Time `json:"at,omitzero"`
}

// compare orders reviews by time, and by what they say at the same moment.
func (r NameReview) compare(o NameReview) int {
	return cmp.Or(
		r.At.Compare(o.At), cmp.Compare(r.State.rank(), o.State.rank()),
		cmp.Compare(r.Name, o.Name), cmp.Compare(r.Reason, o.Reason),
	)
}

func (r NameReview) join(o NameReview) NameReview {
	if o.compare(r) > 0 {
		return o
	}
	return r
}

// Name is what is known of a number's display name: the one in use, and the one
// that was asked for. The one in use stays so while another is reviewed, and
// whatever becomes of it.
//
// What is read and what webhooks tell is joined by time: any order of the same,
// each any number of times, gives the same Name. An event without a time is
// older than all others. The zero value is a number of which nothing is known.
//
// The fields are for keeping it; [Name.Review] and [Name.NeedsRegistering] say
// what to show. Source: Cloud API, "Display names", November 2025.
type Name struct {
	// Current is the name in use, as last read. That there is one does not mean
	// that it was approved; its State does.
	Current NameReview `json:"current,omitzero"`
	// Asked is the newest request: ours, or the one that was last read.
	Asked NameReview `json:"asked,omitzero"`
	// Open is when a request was last read, or made, that waited for its decision.
	Open time.Time `json:"open,omitzero"`
	// Told are the decisions since Open, the newest of each name, in the order of
	// names.
	Told []NameReview `json:"told,omitempty"`
	// Undecided is when a name was last known to wait for its approval, up to the
	// moment of the approval itself.
	Undecided time.Time `json:"undecided,omitzero"`
	// Registered is when the number was last registered.
	Registered time.Time `json:"registered,omitzero"`
}

// Review is how the name that was asked for stands; the zero value when none
// was. A decision about another name than the one requested is none of it.
func (n Name) Review() NameReview {
	r := n.Asked
	for _, told := range n.Told {
		if n.Asked.Name == "" || n.Asked.Name == told.Name {
			r = r.join(told)
		}
	}
	// What is read of a decision has no reason; the webhook before it had.
	for _, told := range n.Told {
		if r.Reason == "" && r.Name == told.Name && r.State == told.State {
			r.Reason = told.Reason
		}
	}
	return r
}

// Request asks for another name. The error is [whatsapp.Violations] for a name
// that [CheckName] refuses, and a [*TransitionError] while another is under
// review; asking for that same one again changes nothing. Keep the result once
// the provider took the request.
//
// For an official business account a new name re-opens the review of whether it
// is notable.
//
// QUIRK(cloudapi): what becomes of a name under review when another is requested
// is not documented, so there is one at a time.
func (n Name) Request(name string, at time.Time) (Name, error) {
	if err := CheckName(name); err != nil {
		return n, err
	}
	if now := n.Review(); now.State.IsOpen() {
		if now.Name == name {
			return n, nil
		}
		return n, &TransitionError{Op: "request name", From: now.State, To: string(Requested)}
	}
	return n.asked(NameReview{Name: name, State: Requested, At: moment(at)}), nil
}

// Apply joins a decision that a webhook told about this number. One that is not
// known, or names nothing, is a [*TransitionError].
func (n Name) Apply(e *whatsapp.NumberName) (Name, error) {
	state, ok := ParseReviewState(e.Decision)
	if !ok || state == None || e.Name == "" {
		return n, &TransitionError{Op: "apply decision", From: n.Review().State, To: e.Decision}
	}
	r := NameReview{Name: e.Name, State: state, Reason: e.Reason, At: moment(e.At)}
	told := append(slices.Clone(n.Told), r)
	if state != Declined { // which leaves the name in use as it is
		n.Undecided = latest(n.Undecided, r.At)
	}
	return n.told(told), nil
}

// ReadReview joins the name that was asked for and its status as they were read:
// new_display_name and new_name_status. No name and no status is that none was
// asked for. A status that is not known is a [*TransitionError].
func (n Name) ReadReview(name, status string, at time.Time) (Name, error) {
	state, ok := ParseReviewState(status)
	if !ok || name == "" && state != None {
		return n, &TransitionError{Op: "read name review", From: n.Review().State, To: status}
	}
	if name != "" && state == None {
		state = Requested // a name without a word about it
	}
	return n.asked(NameReview{Name: name, State: state, At: moment(at)}), nil
}

// ReadCurrent joins the name in use and its status as they were read:
// verified_name and name_status. No name changes nothing. A status that is not
// known is a [*TransitionError].
func (n Name) ReadCurrent(name, status string, at time.Time) (Name, error) {
	state, ok := ParseReviewState(status)
	if !ok {
		return n, &TransitionError{Op: "read name", From: n.Current.State, To: status}
	}
	if name != "" {
		n.Current = n.Current.join(NameReview{Name: name, State: state, At: moment(at)})
	}
	return n, nil
}

// Register joins that the number was registered.
func (n Name) Register(at time.Time) Name {
	n.Registered = latest(n.Registered, moment(at))
	return n
}

// NeedsRegistering reports whether the name that was asked for is approved and
// the number was not registered since, or was read with another name since: an
// approved name is used once the number is registered again. Its certificate is
// valid for 7 days. Whether a name that may be used without a review needs it
// too is not documented; it is taken not to.
//
// An approval that only [Name.ReadReview] told has no moment of its own; then
// what counts is when the name was last known to be undecided.
func (n Name) NeedsRegistering() bool {
	r := n.Review()
	if r.State != Approved {
		return false
	}
	other := n.Current.Name != r.Name && n.Current.At.After(n.Registered)
	return other || !n.Registered.After(n.Undecided)
}

// asked joins a request, and forgets the decisions that are older than it.
func (n Name) asked(r NameReview) Name {
	if r.State.IsOpen() {
		n.Open, n.Undecided = latest(n.Open, r.At), latest(n.Undecided, r.At)
	}
	n.Asked = n.Asked.join(r)
	return n.told(slices.Clone(n.Told))
}

// told keeps the newest decision of each name since one was last waited for, in
// the order of names.
func (n Name) told(all []NameReview) Name {
	all = slices.DeleteFunc(all, func(r NameReview) bool { return r.At.Before(n.Open) })
	slices.SortFunc(all, func(a, b NameReview) int { return cmp.Or(cmp.Compare(a.Name, b.Name), b.compare(a)) })
	n.Told = slices.CompactFunc(all, func(a, b NameReview) bool { return a.Name == b.Name })
	if len(n.Told) == 0 {
		n.Told = nil
	}
	return n
}

// IsApproved answers whether the name in use is approved, for
// [BusinessFacts.NameApproved]: not known while its status was not read.
func (n Name) IsApproved() Answer {
	if n.Current.State == None {
		return ""
	}
	return AnswerOf(n.Current.State == Approved)
}
