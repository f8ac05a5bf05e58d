package profile_test

import (
	"errors"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/wainbox/wainbox/profile"
	"github.com/wainbox/wainbox/whatsapp"
)

// day is the start of day n of the tests.
func day(n int) time.Time { return time.Date(2026, 1, 1, 9, 0, 0, 0, time.UTC).AddDate(0, 0, n) }

func alert(kind string, at time.Time) *whatsapp.AccountAlert {
	return &whatsapp.AccountAlert{Notice: whatsapp.Notice{At: at}, Type: kind}
}

func ask() profile.OfficialRequest {
	return profile.OfficialRequest{Website: "https://example.com", Country: "DE", Language: "de"}
}

func TestBadge(t *testing.T) {
	t.Parallel()
	type move func(profile.Badge) (profile.Badge, error)
	asked := func(at int) move {
		return func(b profile.Badge) (profile.Badge, error) { return b.Request(ask(), day(at)) }
	}
	told := func(kind string, at int) move {
		return func(b profile.Badge) (profile.Badge, error) { return b.Apply(alert(kind, day(at))), nil }
	}
	read := func(is bool, status string, at int) move {
		return func(b profile.Badge) (profile.Badge, error) {
			return b.Read(profile.Official{Is: is, Status: status}, day(at))
		}
	}
	for name, tc := range map[string]struct {
		moves []move
		state profile.ReviewState
		until time.Time
	}{
		"nothing":                    {},
		"never asked":                {moves: []move{read(false, "NOT_STARTED", 1)}},
		"asked":                      {moves: []move{asked(1)}, state: profile.Requested},
		"under review":               {moves: []move{asked(1), read(false, "PENDING", 2)}, state: profile.InReview},
		"under review, another word": {moves: []move{asked(1), read(false, "under_review", 2)}, state: profile.InReview},
		"approved":                   {moves: []move{asked(1), told("OBA_APPROVED", 2)}, state: profile.Approved},
		"approved elsewhere":         {moves: []move{read(true, "", 1)}, state: profile.Approved},
		"approved, not started":      {moves: []move{read(true, "NOT_STARTED", 1)}, state: profile.Approved},
		"reviewed again":             {moves: []move{read(true, "UNDER_REVIEW", 1)}, state: profile.InReview},
		"rejected":                   {moves: []move{asked(1), told("OBA_REJECTED", 2)}, state: profile.Declined, until: day(32)},
		"rejected, and read so":      {moves: []move{asked(1), read(false, "REJECTED", 9), told("OBA_REJECTED", 2), read(false, "REJECTED", 7)}, state: profile.Declined, until: day(32)},
		"rejected, as read":          {moves: []move{asked(1), read(false, "REJECTED", 4), read(false, "REJECTED", 9)}, state: profile.Declined, until: day(34)},
		"rejected, then forgotten":   {moves: []move{asked(1), told("OBA_REJECTED", 2), read(false, "NOT_STARTED", 9)}, until: day(32)},
		"rejected, then asked":       {moves: []move{told("OBA_REJECTED", 2), asked(32)}, state: profile.Requested},
		"rejected, asked elsewhere":  {moves: []move{told("OBA_REJECTED", 2), read(false, "PENDING", 20)}, state: profile.InReview},
		"rejected twice":             {moves: []move{told("OBA_REJECTED", 2), asked(40), told("OBA_REJECTED", 50)}, state: profile.Declined, until: day(80)},
		"rejected, then approved":    {moves: []move{told("OBA_REJECTED", 2), told("OBA_APPROVED", 9)}, state: profile.Approved},
		"rejected at once":           {moves: []move{asked(2), told("OBA_REJECTED", 2), read(false, "REJECTED", 5)}, state: profile.Declined, until: day(32)},
		"rejected long ago":          {moves: []move{asked(40), told("OBA_REJECTED", 2)}, state: profile.Requested},
		"a late word of the review":  {moves: []move{told("OBA_REJECTED", 5), read(false, "PENDING", 4)}, state: profile.Declined, until: day(35)},
		"the first rejection is lost": {
			moves: []move{read(false, "REJECTED", 4), read(false, "REJECTED", 9), read(false, "PENDING", 6)}, state: profile.Declined, until: day(39),
		},
		"rejected at no time": {moves: []move{func(b profile.Badge) (profile.Badge, error) { return b.Apply(alert("OBA_REJECTED", time.Time{})), nil }}, state: profile.Declined},
		"expired":             {moves: []move{asked(1), read(false, "EXPIRED", 2), asked(3)}, state: profile.Requested},
		"cancelled":           {moves: []move{asked(1), read(false, "CANCELLED", 2)}, state: profile.Cancelled},
		"something else":      {moves: []move{asked(1), told("PROFILE_PICTURE_LOST", 2)}, state: profile.Requested},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var b profile.Badge
			for _, m := range tc.moves {
				var err error
				if b, err = m(b); err != nil {
					t.Fatal(err)
				}
			}
			if b.State != tc.state || !b.Until().Equal(tc.until) {
				t.Errorf("%q until %v: %+v", b.State, b.Until(), b)
			}
		})
	}
}

func TestBadgeRequestIsRefused(t *testing.T) {
	t.Parallel()
	var none profile.Badge
	open, err := none.Request(ask(), day(1))
	if err != nil {
		t.Fatal(err)
	}
	for from, state := range map[profile.Badge]profile.ReviewState{open: profile.Requested, open.Apply(alert("OBA_APPROVED", day(2))): profile.Approved} {
		after, err := from.Request(ask(), day(90))
		var refused *profile.TransitionError
		want := profile.TransitionError{Op: "request official account", From: state, To: "requested"}
		if !errors.As(err, &refused) || *refused != want || after != from {
			t.Errorf("%v, %+v", err, after)
		}
	}
	if after, err := none.Request(profile.OfficialRequest{}, day(1)); broken(t, err) == nil || after != none {
		t.Errorf("%v, %+v", err, after)
	}
	after, err := open.Read(profile.Official{Status: "MAYBE"}, day(2))
	var refused *profile.TransitionError
	if !errors.As(err, &refused) || refused.To != "MAYBE" || after != open {
		t.Errorf("%v, %+v", err, after)
	}
}

// TestTheWaitEndsToTheSecond asks just before and at the end of the 30 days, over
// a change of the clocks and in another zone.
func TestTheWaitEndsToTheSecond(t *testing.T) {
	t.Parallel()
	winter, summer := time.FixedZone("CET", 3600), time.FixedZone("CEST", 7200)
	rejected := time.Date(2026, 3, 10, 18, 30, 15, 0, winter)
	ends := time.Date(2026, 4, 9, 19, 30, 15, 0, summer) // an hour later by the clock on the wall
	b := profile.Badge{}.Apply(alert("OBA_REJECTED", rejected))
	for _, at := range []time.Time{rejected, ends.Add(-time.Nanosecond), ends.Add(-time.Second).UTC()} {
		_, err := b.Request(ask(), at)
		var wait *profile.WaitError
		if !errors.As(err, &wait) || !wait.Until.Equal(ends) || !b.Until().Equal(ends) {
			t.Fatalf("at %v: %v", at, err)
		}
		if got := wait.Error(); got != "profile: rejected before: one may ask again from 2026-04-09T17:30:15Z on" {
			t.Error(got)
		}
	}
	for _, at := range []time.Time{ends, ends.In(time.FixedZone("", -9*3600))} {
		if _, err := b.Request(ask(), at); err != nil {
			t.Errorf("at %v: %v", at, err)
		}
	}
}

type heard struct {
	at     int
	kind   string // of an alert, or
	status string // as read
}

func (h heard) join(t *testing.T, b profile.Badge) profile.Badge {
	t.Helper()
	if h.kind != "" {
		return b.Apply(alert(h.kind, day(h.at)))
	}
	b, err := b.Read(profile.Official{Status: h.status}, day(h.at))
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func inAnyOrder(t *testing.T, r *rand.Rand, from profile.Badge, all []heard) profile.Badge {
	t.Helper()
	twice := append(slices.Clone(all), all[:r.IntN(len(all))]...)
	r.Shuffle(len(twice), func(i, j int) { twice[i], twice[j] = twice[j], twice[i] })
	for _, h := range twice {
		from = kept(t, h.join(t, from))
	}
	return from
}

// TestBadgeIsAJoin tells one request's course in any order, some of it twice:
// all that is kept is the same.
func TestBadgeIsAJoin(t *testing.T) {
	t.Parallel()
	r := seeded(t)
	for range 500 {
		asked, err := profile.Badge{}.Request(ask(), day(0))
		if err != nil {
			t.Fatal(err)
		}
		end := 5 + r.IntN(10)
		kind, status := "OBA_APPROVED", "APPROVED"
		if r.IntN(3) > 0 {
			kind, status = "OBA_REJECTED", "REJECTED"
		}
		var all []heard
		for range r.IntN(5) {
			all = append(all, heard{at: 1 + r.IntN(end-1), status: "PENDING"})
		}
		first := end + r.IntN(3) // of the readings that show it, without the webhook
		if r.IntN(2) == 0 {
			all = append(all, heard{at: end, kind: kind})
			first = end
		} else {
			all = append(all, heard{at: first, status: status})
		}
		for range r.IntN(4) {
			all = append(all, heard{at: first + r.IntN(9), status: status})
		}
		want := asked
		for _, h := range all {
			want = h.join(t, want)
		}
		got := inAnyOrder(t, r, asked, all)
		if diff := cmp.Diff(want, got); diff != "" {
			t.Fatalf("%v: %s", all, diff)
		}
		if until := day(first + 30); kind == "OBA_REJECTED" && !got.Until().Equal(until) || kind == "OBA_APPROVED" && !got.Until().IsZero() {
			t.Fatalf("%v: %v", all, got.Until())
		}
	}
}

// TestBadgeKnowsTheNewest tells anything in any order: the state is the same,
// and the wait never ends before that of the first rejection since a request was
// open, nor after that of the last.
func TestBadgeKnowsTheNewest(t *testing.T) {
	t.Parallel()
	r := seeded(t)
	statuses := []string{"", "NOT_STARTED", "PENDING", "UNDER_REVIEW", "APPROVED", "REJECTED", "EXPIRED", "CANCELLED"}
	for range 1000 {
		all := make([]heard, 1+r.IntN(7))
		for i := range all {
			all[i] = heard{at: r.IntN(12), status: statuses[r.IntN(len(statuses))]}
			if r.IntN(3) == 0 {
				all[i].kind = []string{"OBA_APPROVED", "OBA_REJECTED"}[r.IntN(2)]
			}
		}
		one, other := inAnyOrder(t, r, profile.Badge{}, all), inAnyOrder(t, r, profile.Badge{}, all)
		if one.State != other.State || !one.At.Equal(other.At) || !one.Asked.Equal(other.Asked) {
			t.Fatalf("%v: %+v and %+v", all, one, other)
		}
		var first, last time.Time
		for _, h := range all {
			at := day(h.at)
			if h.kind != "OBA_REJECTED" && (h.kind != "" || h.status != "REJECTED") || at.Before(one.Asked) {
				continue
			}
			if first.IsZero() || at.Before(first) {
				first = at
			}
			if at.After(last) {
				last = at
			}
		}
		for _, b := range []profile.Badge{one, other} {
			until := b.Until()
			if until.IsZero() && b.State != profile.Declined {
				continue
			}
			if until.Before(first.Add(profile.OfficialWait)) || until.After(last.Add(profile.OfficialWait)) {
				t.Fatalf("%v: until %v, rejected from %v to %v", all, until, first, last)
			}
		}
	}
}
