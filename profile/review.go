package profile

import (
	"cmp"
	"slices"
	"strings"
	"time"
)

// ReviewState is how a request that the platform reviews stands, of a display
// name or of an official business account.
type ReviewState string

// The states. A request is open in the first two that follow None.
const (
	None       ReviewState = ""           // nothing was asked for
	Requested  ReviewState = "requested"  // asked for; the platform has not said a word
	InReview   ReviewState = "in_review"  // the platform looks at it
	Deferred   ReviewState = "deferred"   // a name's decision was put off
	Cancelled  ReviewState = "cancelled"  // taken back
	Expired    ReviewState = "expired"    // not decided, or not used, in time
	Declined   ReviewState = "declined"   // or rejected
	Unreviewed ReviewState = "unreviewed" // a name that may be used without a review
	Approved   ReviewState = "approved"
)

// words are the platform's for the states, of every source: the decisions of
// webhooks, name_status and new_name_status, and oba_status. Source: Cloud API,
// "Display names", "Official business accounts" and "phone_number_name_update"
// webhook, November 2025.
var words = map[string]ReviewState{
	"": None, "NONE": None, "NON_EXISTS": None, "NOT_STARTED": None,
	"PENDING": InReview, "PENDING_REVIEW": InReview, "UNDER_REVIEW": InReview,
	"DEFERRED":  Deferred,
	"CANCELLED": Cancelled,
	"EXPIRED":   Expired,
	"DECLINED":  Declined, "REJECTED": Declined,
	"AVAILABLE_WITHOUT_REVIEW": Unreviewed,
	"APPROVED":                 Approved,
}

// ParseReviewState reads the platform's word for a state, in any case; false
// when it is not known.
func ParseReviewState(word string) (ReviewState, bool) {
	s, ok := words[strings.ToUpper(word)]
	return s, ok
}

// IsOpen reports whether the platform has still to decide.
func (s ReviewState) IsOpen() bool { return s == Requested || s == InReview }

// ranks orders what was said at the same moment: a decision comes after the
// request that it decides.
var ranks = []ReviewState{
	None, Requested, InReview, Deferred, Cancelled, Expired, Declined, Unreviewed, Approved,
}

func (s ReviewState) rank() int { return slices.Index(ranks, s) }

// TransitionError is a step that a review cannot take from where it stands, or a
// word for where it stands that is not known. Nothing was changed.
type TransitionError struct {
	Op   string // as "request name"
	From ReviewState
	To   string // a [ReviewState], or the platform's word
}

// Error says which step it was.
func (e *TransitionError) Error() string {
	from, to := cmp.Or(string(e.From), "none"), cmp.Or(e.To, "none")
	return "profile: " + e.Op + ": " + to + " cannot follow " + from
}

// moment is a time as the platform tells it: in whole seconds. Our own times are
// brought to it, so that an answer in the second of its request is not older.
func moment(at time.Time) time.Time { return at.Truncate(time.Second).UTC() }

func latest(a, b time.Time) time.Time {
	if b.After(a) {
		return b
	}
	return a
}
