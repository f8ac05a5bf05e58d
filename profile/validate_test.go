package profile_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/wainbox/wainbox/profile"
	"github.com/wainbox/wainbox/whatsapp"
)

// broken are the fields that an error of a Validate names.
func broken(t *testing.T, err error) []string {
	t.Helper()
	if err == nil {
		return nil
	}
	v, ok := err.(whatsapp.Violations) //nolint:errorlint // the type is the contract
	if !ok || len(v) == 0 {
		t.Fatalf("the error is %T", err)
	}
	var fields []string
	for _, one := range v {
		fields = append(fields, one.Field)
	}
	return fields
}

// long is a text of n characters of several bytes each.
func long(n int) string { return strings.Repeat("\u4e16", n) }

// mail is an address of n characters.
func mail(n int) string { return long(n-2) + "@x" }

// site is an address of n characters.
func site(n int) string { return "https://example.com/" + long(n-20) }

// verdicts are profiles, and what is wrong with them as a change and, where that
// differs, as a state.
var verdicts = map[string]struct {
	profile profile.Profile
	want    []string
}{
	"longest": {profile: profile.Profile{
		About: long(139), Address: long(256), Description: long(512), Email: mail(128),
		Websites: []string{site(256), "http://example.org"}, Vertical: "RETAIL",
	}},
	"one longer": {
		profile.Profile{
			About: long(140), Address: long(257), Description: long(513), Email: mail(129),
			Websites: []string{site(257), site(256)}, Vertical: "RETAILER",
		},
		[]string{"about", "address", "description", "email", "websites[0]", "vertical"},
	},
	"shortest": {profile: profile.Profile{About: "a", Address: "b", Description: "c", Email: "d@e", Websites: []string{"http://f"}}},
	"not UTF-8": {
		profile.Profile{About: "\xff", Address: "\xff", Description: "\xff", Email: "\xff@x", Websites: []string{"http://x/\xff"}},
		[]string{"about", "address", "description", "email", "websites[0]"},
	},
	"three sites":  {profile.Profile{Websites: []string{site(30), site(30), site(30)}}, []string{"websites"}},
	"no addresses": {profile.Profile{Websites: []string{"example.com", "ftp://example.com"}}, []string{"websites[0]", "websites[1]"}},
	"no host":      {profile.Profile{Websites: []string{"https://", "http://:80/x"}}, []string{"websites[0]", "websites[1]"}},
	"empty site":   {profile.Profile{Websites: []string{""}}, []string{"websites[0]"}},
	"no @":         {profile.Profile{Email: "example.com"}, []string{"email"}},
	"two @":        {profile.Profile{Email: "a@b@example.com"}, []string{"email"}},
	"no name":      {profile.Profile{Email: "@example.com"}, []string{"email"}},
	"no domain":    {profile.Profile{Email: "a@"}, []string{"email"}},
	"a space":      {profile.Profile{Email: "a b@example.com"}, []string{"email"}},
	"a wide space": {profile.Profile{Email: "a@example.com\u2003"}, []string{"email"}},
	"a line break": {profile.Profile{Email: "a@example.com\n"}, []string{"email"}},
	"lower case":   {profile.Profile{Vertical: "retail"}, []string{"vertical"}},
	"a label":      {profile.Profile{Vertical: "Matrimony Service"}, []string{"vertical"}},
}

func TestValidate(t *testing.T) {
	t.Parallel()
	for name, tc := range verdicts {
		if diff := cmp.Diff(tc.want, broken(t, tc.profile.Validate())); diff != "" {
			t.Errorf("%s, as a profile: %s", name, diff)
		}
		patch := profile.Diff(profile.Profile{}, tc.profile)
		if diff := cmp.Diff(tc.want, broken(t, patch.Validate())); diff != "" {
			t.Errorf("%s, as a change: %s", name, diff)
		}
	}
	for _, v := range profile.Verticals() {
		if (profile.Profile{Vertical: v}).Validate() != nil || (profile.Patch{Vertical: &v}).Validate() != nil {
			t.Errorf("%s is refused", v)
		}
	}
}

// TestWhatIsReadIsNotAlwaysWritten has what a profile may be, and may not be
// made.
func TestWhatIsReadIsNotAlwaysWritten(t *testing.T) {
	t.Parallel()
	if err := (profile.Profile{}).Validate(); err != nil {
		t.Error(err)
	}
	whole := profile.Profile{About: "a", Address: "b", Description: "c", Email: "d@e", Websites: []string{site(30)}, Vertical: "AUTO"}
	if diff := cmp.Diff([]string{"about"}, broken(t, profile.Diff(whole, profile.Profile{}).Validate())); diff != "" {
		t.Error(diff)
	}
	for _, old := range []profile.Vertical{"UNDEFINED", "NOT_A_BIZ"} {
		is := profile.Profile{Vertical: old}
		if err := is.Validate(); err != nil {
			t.Error(old, err)
		}
		if diff := cmp.Diff([]string{"vertical"}, broken(t, profile.Diff(profile.Profile{}, is).Validate())); diff != "" {
			t.Error(old, diff)
		}
	}
}

// rules are the rules that an error of a Validate names.
func rules(t *testing.T, err error) []string {
	t.Helper()
	if err == nil {
		return nil
	}
	v, ok := err.(whatsapp.Violations) //nolint:errorlint // the type is the contract
	if !ok || len(v) == 0 {
		t.Fatalf("the error is %T", err)
	}
	var all []string
	for _, one := range v {
		all = append(all, one.Rule)
	}
	return all
}
