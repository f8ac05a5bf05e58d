package profile_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/wainbox/wainbox/profile"
	"github.com/wainbox/wainbox/whatsapp"
)

// ready are the facts of a business that may ask on day(100).
func ready() profile.BusinessFacts {
	return profile.BusinessFacts{
		FollowsPolicy: profile.Yes, Since: day(70), Notable: profile.Yes, Verified: profile.Yes, TwoStep: profile.Yes,
		NameApproved: profile.Yes, Employee: profile.No, Test: profile.No, App: profile.No, Limit: "TIER_2K",
	}
}

func TestEligibility(t *testing.T) {
	t.Parallel()
	rules := append(profile.Requirements(), profile.MinimumLimit(2000))
	list := profile.Eligibility(rules, ready(), day(100))
	if !list.Eligible() || len(list) != 10 {
		t.Fatalf("%+v", list.Of(profile.Missing, profile.Unknown))
	}
	// Each fact, missing and not known, is the one thing that is wrong.
	for code, facts := range map[string][2]func(*profile.BusinessFacts){
		"messaging_policy":       {func(f *profile.BusinessFacts) { f.FollowsPolicy = profile.No }, func(f *profile.BusinessFacts) { f.FollowsPolicy = "" }},
		"time_on_platform":       {func(f *profile.BusinessFacts) { f.Since = day(71) }, func(f *profile.BusinessFacts) { f.Since = time.Time{} }},
		"notable":                {func(f *profile.BusinessFacts) { f.Notable = profile.No }, func(f *profile.BusinessFacts) { f.Notable = "perhaps" }},
		"business_verified":      {func(f *profile.BusinessFacts) { f.Verified = profile.No }, func(f *profile.BusinessFacts) { f.Verified = "" }},
		"two_step":               {func(f *profile.BusinessFacts) { f.TwoStep = profile.No }, func(f *profile.BusinessFacts) { f.TwoStep = "" }},
		"display_name_approved":  {func(f *profile.BusinessFacts) { f.NameApproved = profile.No }, func(f *profile.BusinessFacts) { f.NameApproved = "" }},
		"not_an_employee":        {func(f *profile.BusinessFacts) { f.Employee = profile.Yes }, func(f *profile.BusinessFacts) { f.Employee = "" }},
		"not_a_test_account":     {func(f *profile.BusinessFacts) { f.Test = profile.Yes }, func(f *profile.BusinessFacts) { f.Test = "" }},
		"not_a_phone_app_number": {func(f *profile.BusinessFacts) { f.App = profile.Yes }, func(f *profile.BusinessFacts) { f.App = "" }},
		"messaging_limit":        {func(f *profile.BusinessFacts) { f.Limit = "TIER_1K" }, func(f *profile.BusinessFacts) { f.Limit = "TIER_NOT_SET" }},
	} {
		for i, result := range []profile.Result{profile.Missing, profile.Unknown} {
			f := ready()
			facts[i](&f)
			list := profile.Eligibility(rules, f, day(100))
			wrong := list.Of(profile.Missing, profile.Unknown)
			if list.Eligible() || len(wrong) != 1 || wrong[0].Code != code || wrong[0].Result != result || wrong[0].Hint == "" {
				t.Errorf("%s, %s: %+v", code, result, wrong)
			}
		}
	}
}

func TestEligibilityOfNothing(t *testing.T) {
	t.Parallel()
	if profile.Eligibility(nil, ready(), day(100)).Eligible() {
		t.Error("eligible by no rule")
	}
	list := profile.Eligibility(profile.Requirements(), profile.BusinessFacts{}, day(100))
	if len(list.Of(profile.Unknown)) != len(list) {
		t.Errorf("%+v", list)
	}
	for i, c := range list {
		if c.Text == "" || c.Hint == "" || !strings.Contains(c.Source, "November 2025") || slices.ContainsFunc(list[:i], func(o profile.Check) bool { return o.Code == c.Code }) {
			t.Errorf("%+v", c)
		}
	}
}

func TestThirtyDaysOnThePlatform(t *testing.T) {
	t.Parallel()
	f := ready()
	ends := f.Since.Add(30 * 24 * time.Hour)
	for at, want := range map[time.Time]profile.Result{
		ends.Add(-time.Nanosecond): profile.Missing, ends: profile.Met, f.Since.Add(-time.Hour): profile.Missing,
		ends.In(time.FixedZone("", 9*3600)): profile.Met,
	} {
		list := profile.Eligibility(profile.Requirements(), f, at)
		i := slices.IndexFunc(list, func(c profile.Check) bool { return c.Code == profile.AgeCode })
		if list[i].Result != want || list[i].From.IsZero() != (want == profile.Met) {
			t.Errorf("%v: %+v", at, list[i])
		}
		if want == profile.Missing && !list[i].From.Equal(ends) {
			t.Error(list[i].From)
		}
	}
}

// TestAHostsOwnRequirement is data in and out.
// TestALimitThatIsNotSaidIsNotMet by any.
func TestALimitThatIsNotSaidIsNotMet(t *testing.T) {
	t.Parallel()
	facts := profile.BusinessFacts{Limit: whatsapp.Tier100K}
	got := profile.Eligibility([]profile.Requirement{{Code: profile.LimitCode}}, facts, day(0))
	if got[0].Result != profile.Unknown {
		t.Errorf("%+v", got)
	}
}

func TestAHostsOwnRequirement(t *testing.T) {
	t.Parallel()
	rule := profile.Requirement{Code: "contract", Text: "There is a contract.", Source: "Our partner, 2026"}
	facts := kept(t, ready())
	for answer, want := range map[profile.Answer]profile.Result{profile.Yes: profile.Met, profile.No: profile.Missing, "": profile.Unknown} {
		facts.Others = map[string]profile.Answer{"contract": answer}
		got := kept(t, profile.Eligibility([]profile.Requirement{kept(t, rule)}, facts, day(100)))
		if diff := cmp.Diff(profile.Checklist{{Requirement: rule, Result: want}}, got); diff != "" {
			t.Error(diff)
		}
	}
}
