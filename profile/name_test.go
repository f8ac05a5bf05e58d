package profile_test

import (
	"encoding/json"
	"errors"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/wainbox/wainbox/profile"
	"github.com/wainbox/wainbox/whatsapp"
)

func TestCheckName(t *testing.T) {
	t.Parallel()
	for name, want := range map[string]bool{
		"L": true, strings.Repeat("\u4e16", 75): true, "": false, "\u00a0": false, strings.Repeat("\u4e16", 76): false, "\xff": false,
	} {
		if got := profile.CheckName(name) == nil; got != want {
			t.Errorf("%q: %v", name, got)
		}
	}
}

// clock is the second n of the tests.
func clock(n int) time.Time { return time.Date(2026, 11, 21, 12, 0, n, 0, time.UTC) }

// step is one thing that happens to a name.
type step func(profile.Name) (profile.Name, error)

func request(name string, at int) step {
	return func(n profile.Name) (profile.Name, error) { return n.Request(name, clock(at)) }
}

func decide(name, decision string, at int) step {
	e := &whatsapp.NumberName{Notice: whatsapp.Notice{At: clock(at)}, Name: name, Decision: decision}
	if decision == "REJECTED" {
		e.Reason = "NAME_FORMAT_UNACCEPTABLE"
	}
	return func(n profile.Name) (profile.Name, error) { return n.Apply(e) }
}

func review(name, status string, at int) step {
	return func(n profile.Name) (profile.Name, error) { return n.ReadReview(name, status, clock(at)) }
}

func current(name, status string, at int) step {
	return func(n profile.Name) (profile.Name, error) { return n.ReadCurrent(name, status, clock(at)) }
}

func register(at int) step {
	return func(n profile.Name) (profile.Name, error) { return n.Register(clock(at)), nil }
}

func take(t *testing.T, n profile.Name, steps ...step) profile.Name {
	t.Helper()
	for _, s := range steps {
		var err error
		if n, err = s(n); err != nil {
			t.Fatal(err)
		}
	}
	return n
}

func TestName(t *testing.T) {
	t.Parallel()
	type reviewed = profile.NameReview
	const why = "NAME_FORMAT_UNACCEPTABLE"
	for name, tc := range map[string]struct {
		steps    []step
		want     profile.NameReview
		register bool
	}{
		"nothing":       {},
		"asked for":     {steps: []step{request("B", 1)}, want: reviewed{Name: "B", State: profile.Requested, At: clock(1)}},
		"asked twice":   {steps: []step{request("B", 1), request("B", 2)}, want: reviewed{Name: "B", State: profile.Requested, At: clock(1)}},
		"under review":  {steps: []step{request("B", 1), decide("B", "PENDING", 2)}, want: reviewed{Name: "B", State: profile.InReview, At: clock(2)}},
		"read so":       {steps: []step{request("B", 1), review("B", "PENDING_REVIEW", 2)}, want: reviewed{Name: "B", State: profile.InReview, At: clock(2)}},
		"in one second": {steps: []step{request("B", 1), decide("B", "APPROVED", 1)}, want: reviewed{Name: "B", State: profile.Approved, At: clock(1)}, register: true},
		"approved":      {steps: []step{request("B", 1), decide("B", "approved", 2)}, want: reviewed{Name: "B", State: profile.Approved, At: clock(2)}, register: true},
		"registered":    {steps: []step{request("B", 1), decide("B", "APPROVED", 2), register(3)}, want: reviewed{Name: "B", State: profile.Approved, At: clock(2)}},
		"registered, and read again": {
			steps: []step{request("B", 1), review("B", "APPROVED", 2), register(3), review("B", "APPROVED", 4), current("B", "APPROVED", 4)},
			want:  reviewed{Name: "B", State: profile.Approved, At: clock(4)},
		},
		"registered too early": {
			steps: []step{request("B", 1), register(2), decide("B", "APPROVED", 2)},
			want:  reviewed{Name: "B", State: profile.Approved, At: clock(2)}, register: true,
		},
		"registered while it was read as under review": {
			steps: []step{request("B", 1), register(2), review("B", "PENDING_REVIEW", 3), review("B", "APPROVED", 4)},
			want:  reviewed{Name: "B", State: profile.Approved, At: clock(4)}, register: true,
		},
		"registered, and read with the old name": {
			steps: []step{register(1), review("B", "APPROVED", 2), current("A", "APPROVED", 2)},
			want:  reviewed{Name: "B", State: profile.Approved, At: clock(2)}, register: true,
		},
		"declined": {steps: []step{request("B", 1), decide("B", "REJECTED", 2)}, want: reviewed{Name: "B", State: profile.Declined, Reason: why, At: clock(2)}},
		"read so, with the reason kept by the webhook": {
			steps: []step{request("B", 1), decide("B", "REJECTED", 2), review("B", "DECLINED", 1)},
			want:  reviewed{Name: "B", State: profile.Declined, Reason: why, At: clock(2)},
		},
		"deferred":            {steps: []step{request("B", 1), decide("B", "DEFERRED", 2)}, want: reviewed{Name: "B", State: profile.Deferred, At: clock(2)}},
		"expired":             {steps: []step{request("B", 1), review("B", "EXPIRED", 2)}, want: reviewed{Name: "B", State: profile.Expired, At: clock(2)}},
		"usable at once":      {steps: []step{request("B", 1), review("B", "AVAILABLE_WITHOUT_REVIEW", 2)}, want: reviewed{Name: "B", State: profile.Unreviewed, At: clock(2)}},
		"used up":             {steps: []step{request("B", 1), decide("B", "APPROVED", 2), review("", "NON_EXISTS", 3)}, want: reviewed{At: clock(3)}},
		"asked for elsewhere": {steps: []step{review("B", "", 1)}, want: reviewed{Name: "B", State: profile.Requested, At: clock(1)}},
		"decided elsewhere":   {steps: []step{decide("B", "PENDING", 1), decide("C", "APPROVED", 2)}, want: reviewed{Name: "C", State: profile.Approved, At: clock(2)}, register: true},
		"another's decision":  {steps: []step{request("B", 1), decide("C", "APPROVED", 2)}, want: reviewed{Name: "B", State: profile.Requested, At: clock(1)}},
		"replaced elsewhere":  {steps: []step{request("B", 1), decide("C", "REJECTED", 3), review("C", "PENDING_REVIEW", 2)}, want: reviewed{Name: "C", State: profile.Declined, Reason: why, At: clock(3)}},
		"an old decision":     {steps: []step{request("B", 2), decide("B", "REJECTED", 1)}, want: reviewed{Name: "B", State: profile.Requested, At: clock(2)}},
		"asked for once more": {steps: []step{request("B", 1), decide("B", "REJECTED", 2), request("B", 3)}, want: reviewed{Name: "B", State: profile.Requested, At: clock(3)}},
		"another after that":  {steps: []step{request("B", 1), decide("B", "REJECTED", 2), request("C", 3)}, want: reviewed{Name: "C", State: profile.Requested, At: clock(3)}},
		"asked for, but late": {steps: []step{review("", "NONE", 3), request("B", 2)}, want: reviewed{At: clock(3)}},
		"without a time": {steps: []step{func(n profile.Name) (profile.Name, error) {
			return n.Apply(&whatsapp.NumberName{Name: "B", Decision: "APPROVED"})
		}, request("B", 1)}, want: reviewed{Name: "B", State: profile.Requested, At: clock(1)}},
		"the current is apart": {steps: []step{current("A", "APPROVED", 1), current("", "NONE", 2)}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			n := take(t, profile.Name{}, tc.steps...)
			if diff := cmp.Diff(tc.want, n.Review()); diff != "" {
				t.Error(diff)
			}
			if n.NeedsRegistering() != tc.register {
				t.Errorf("needs registering: %t", !tc.register)
			}
		})
	}
}

// TestTheNameInUseStays holds the old name through whatever happens to another.
func TestTheNameInUseStays(t *testing.T) {
	t.Parallel()
	n := take(t, profile.Name{}, current("A", "APPROVED", 1))
	want := n.Current
	for _, s := range []step{
		request("B", 2), decide("B", "PENDING", 3), review("B", "PENDING_REVIEW", 4), decide("B", "REJECTED", 5),
		request("C", 6), decide("C", "APPROVED", 7), register(8), current("Old", "DECLINED", 0),
	} {
		if n = take(t, n, s); n.Current != want || n.IsApproved() != profile.Yes {
			t.Fatalf("%+v", n)
		}
	}
	n = take(t, n, current("C", "AVAILABLE_WITHOUT_REVIEW", 9))
	if n.Current.Name != "C" || n.IsApproved() != profile.No || (profile.Name{}).IsApproved() != "" {
		t.Errorf("%+v", n)
	}
}

func TestNameRefuses(t *testing.T) {
	t.Parallel()
	open := take(t, profile.Name{}, request("B", 1))
	for name, tc := range map[string]struct {
		from profile.Name
		step step
		want profile.TransitionError
	}{
		"another while asked":     {open, request("C", 2), profile.TransitionError{Op: "request name", From: profile.Requested, To: "requested"}},
		"another under review":    {take(t, open, decide("B", "PENDING", 2)), request("C", 3), profile.TransitionError{Op: "request name", From: profile.InReview, To: "requested"}},
		"an unknown decision":     {open, decide("B", "MAYBE", 2), profile.TransitionError{Op: "apply decision", From: profile.Requested, To: "MAYBE"}},
		"no decision":             {open, decide("B", "", 2), profile.TransitionError{Op: "apply decision", From: profile.Requested}},
		"a decision about nobody": {open, decide("", "APPROVED", 2), profile.TransitionError{Op: "apply decision", From: profile.Requested, To: "APPROVED"}},
		"an unknown status":       {open, review("B", "MAYBE", 2), profile.TransitionError{Op: "read name review", From: profile.Requested, To: "MAYBE"}},
		"a status of nobody":      {open, review("", "APPROVED", 2), profile.TransitionError{Op: "read name review", From: profile.Requested, To: "APPROVED"}},
		"an unknown standing":     {open, current("A", "MAYBE", 2), profile.TransitionError{Op: "read name", To: "MAYBE"}},
	} {
		after, err := tc.step(tc.from)
		var refused *profile.TransitionError
		if !errors.As(err, &refused) || *refused != tc.want {
			t.Errorf("%s: %v", name, err)
		}
		if diff := cmp.Diff(tc.from, after); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
	if _, err := open.Request(strings.Repeat("x", 76), clock(2)); broken(t, err) == nil {
		t.Error("a long name is asked for")
	}
	if got := (&profile.TransitionError{Op: "apply decision"}).Error(); got != "profile: apply decision: none cannot follow none" {
		t.Error(got)
	}
}

// TestNamesAreValues goes two ways from one state, which stays as it was.
func TestNamesAreValues(t *testing.T) {
	t.Parallel()
	from := take(t, profile.Name{}, decide("B", "PENDING", 5), decide("C", "PENDING", 1))
	from = take(t, from, decide("D", "PENDING", 2), decide("D", "PENDING", 3))
	was := kept(t, from)
	for _, s := range []step{decide("A", "REJECTED", 6), review("A", "PENDING_REVIEW", 4), request("A", 7)} {
		if _, err := s(from); err != nil && from.Review().State != profile.InReview {
			t.Error(err)
		}
		if diff := cmp.Diff(was, from); diff != "" {
			t.Fatal(diff)
		}
	}
}

// TestTimesAreThePlatforms has them in whole seconds of UTC: a decision in the
// second of its request, by a clock that counts finer, is its answer.
func TestTimesAreThePlatforms(t *testing.T) {
	t.Parallel()
	zone := time.FixedZone("", 3600)
	n, err := profile.Name{}.Request("B", clock(1).Add(900*time.Millisecond).In(zone))
	if err != nil {
		t.Fatal(err)
	}
	if n = take(t, n, decide("B", "APPROVED", 1)); n.Review().State != profile.Approved {
		t.Errorf("%+v", n)
	}
	one, other := profile.Badge{}.Apply(alert("OBA_REJECTED", clock(1).In(zone))), profile.Badge{}.Apply(alert("OBA_REJECTED", clock(1)))
	if one != other {
		t.Errorf("%v and %v", one, other)
	}
}

// told is one thing that is read or comes in a webhook, which may come late,
// twice and in any order.
type told struct {
	step

	at               int
	name, word       string
	isReview, isTold bool
}

func randomTold(r *rand.Rand) told {
	e := told{at: 10 + r.IntN(12), name: []string{"A", "B", "C"}[r.IntN(3)]}
	pick := func(words ...string) string { return words[r.IntN(len(words))] }
	switch r.IntN(7) {
	case 0:
		e.step = current(e.name, pick("APPROVED", "NONE", "DECLINED"), e.at)
	case 1:
		e.step = register(e.at)
	case 2, 3:
		e.isReview, e.word = true, pick("APPROVED", "DECLINED", "PENDING_REVIEW", "EXPIRED", "NONE")
		if e.word == "NONE" {
			e.name = ""
		}
		e.step = review(e.name, e.word, e.at)
	default:
		e.isTold, e.word = true, pick("APPROVED", "REJECTED", "PENDING", "DEFERRED")
		e.step = decide(e.name, e.word, e.at)
	}
	return e
}

// TestTheReasonOfARejectionStays when the same is read after the webhook, and
// goes with the next request.
func TestTheReasonOfARejectionStays(t *testing.T) {
	t.Parallel()
	n := take(t, profile.Name{}, request("A", 1))
	n = take(t, n, decide("A", "REJECTED", 2))
	n = take(t, n, review("A", "DECLINED", 3))
	if r := n.Review(); r.State != profile.Declined || r.Reason != "NAME_FORMAT_UNACCEPTABLE" {
		t.Errorf("%+v", r)
	}
	n = take(t, n, request("A", 4))
	n = take(t, n, review("A", "DECLINED", 5))
	if r := n.Review(); r.State != profile.Declined || r.Reason != "" {
		t.Errorf("%+v", r)
	}
}

// TestAnothersRejectionNeedsNoRegistering after the approved name is in use.
func TestAnothersRejectionNeedsNoRegistering(t *testing.T) {
	t.Parallel()
	n := take(t, profile.Name{}, decide("A", "APPROVED", 2))
	n = take(t, n, register(3))
	n = take(t, n, decide("B", "REJECTED", 4))
	n = take(t, n, review("A", "APPROVED", 5))
	if n.NeedsRegistering() {
		t.Errorf("%+v", n)
	}
}

// TestNameIsAJoin tells the same in two orders, some of it twice, and keeps it
// as JSON in between; and holds the outcome against a reading of all at once.
func TestNameIsAJoin(t *testing.T) {
	t.Parallel()
	r := seeded(t)
	for range 1000 {
		all := make([]told, 1+r.IntN(8))
		for i := range all {
			all[i] = randomTold(r)
		}
		twice := append(slices.Clone(all), all[:r.IntN(len(all))]...)
		r.Shuffle(len(twice), func(i, j int) { twice[i], twice[j] = twice[j], twice[i] })

		// Half of the time a request is made, at first in one order, and in the
		// midst of the other, where it may be refused.
		var want, got profile.Name
		own, midst := r.IntN(2) == 0, r.IntN(len(twice))
		if own {
			want = take(t, want, request("A", 12))
		}
		for _, e := range all {
			want = take(t, want, e.step)
		}
		refused := false
		for i, e := range twice {
			if own && i == midst {
				next, err := got.Request("A", clock(12))
				refused = err != nil || got.Review().State.IsOpen()
				got = next
			}
			got = kept(t, take(t, got, e.step))
		}
		if refused {
			continue
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Fatal(diff)
		}
		if diff := cmp.Diff(oracle(all, own), got.Review()); diff != "" {
			t.Fatal(diff)
		}
	}
}

// kept is a value that was written as JSON and read again.
func kept[T any](t *testing.T, v T) (again T) {
	t.Helper()
	text, err := json.Marshal(v)
	if err == nil {
		err = json.Unmarshal(text, &again)
	}
	if err != nil {
		t.Fatal(err)
	}
	return again
}

// oracle knows all at once: the newest request counts, and the newest decision
// about it since.
func oracle(all []told, own bool) profile.NameReview {
	var last profile.NameReview
	better := func(r profile.NameReview) bool {
		if !r.At.Equal(last.At) {
			return r.At.After(last.At)
		}
		if a, b := order(r.State), order(last.State); a != b {
			return a > b
		}
		return r.Name > last.Name
	}
	if own {
		last = profile.NameReview{Name: "A", State: profile.Requested, At: clock(12)}
	}
	for _, e := range all {
		if r := (profile.NameReview{Name: e.name, State: stateOf(e.word), At: clock(e.at)}); e.isReview && better(r) {
			last = r
		}
	}
	about := last.Name
	for _, e := range all {
		r := profile.NameReview{Name: e.name, State: stateOf(e.word), At: clock(e.at)}
		if e.isTold && (about == "" || about == e.name) && better(r) {
			last = r
		}
	}
	last.Reason = reasonOf(all, own, last)
	return last
}

// reasonOf is what the newest decision about the name told, since a request was
// last open, if it is the one that stands.
func reasonOf(all []told, own bool, last profile.NameReview) string {
	var open time.Time
	if own {
		open = clock(12)
	}
	for _, e := range all {
		if e.isReview && stateOf(e.word).IsOpen() && clock(e.at).After(open) {
			open = clock(e.at)
		}
	}
	var newest profile.NameReview
	for _, e := range all {
		r := profile.NameReview{Name: e.name, State: stateOf(e.word), At: clock(e.at)}
		later := r.At.After(newest.At) || r.At.Equal(newest.At) && order(r.State) > order(newest.State)
		if e.isTold && e.name == last.Name && !r.At.Before(open) && later {
			newest = r
		}
	}
	if newest.State == last.State && last.State == profile.Declined {
		return "NAME_FORMAT_UNACCEPTABLE"
	}
	return ""
}

func stateOf(word string) profile.ReviewState {
	s, _ := profile.ParseReviewState(word)
	return s
}

func order(s profile.ReviewState) int {
	return slices.Index([]profile.ReviewState{
		profile.None, profile.Requested, profile.InReview, profile.Deferred, profile.Cancelled,
		profile.Expired, profile.Declined, profile.Unreviewed, profile.Approved,
	}, s)
}
