package profile_test

import (
	"strings"
	"testing"

	"github.com/wainbox/wainbox/profile"
)

func TestSpellingIsReadAsWritten(t *testing.T) {
	t.Parallel()
	seen := map[string]profile.Vertical{}
	for _, s := range []profile.Spelling{profile.Platform, profile.Labels} {
		for _, v := range append(profile.Verticals(), "") {
			label, ok := s.Label(v)
			if !ok || (label == "") != (v == "") || s == profile.Platform && label != string(v) {
				t.Errorf("%q is written %q", v, label)
			}
			if other, twice := seen[label]; twice && other != v {
				t.Errorf("%q and %q are both written %q", v, other, label)
			}
			seen[label] = v
			for _, as := range []string{label, strings.ToUpper(label), strings.ToLower(label)} {
				if got, ok := s.Vertical(as); !ok || got != v {
					t.Errorf("%q is read %q", as, got)
				}
			}
		}
	}
}

func TestSpellingKeepsWhatItDoesNotKnow(t *testing.T) {
	t.Parallel()
	for label, s := range map[string]profile.Spelling{
		"Matrimony Service": profile.Labels, "RETAIL": profile.Labels, "Shopping and Retail": profile.Platform, "Bakery": profile.Platform,
	} {
		if v, ok := s.Vertical(label); ok || v != profile.Vertical(label) {
			t.Errorf("%q is read %q, %t", label, v, ok)
		}
	}
	for _, v := range []profile.Vertical{"UNDEFINED", "NOT_A_BIZ", "BAKERY", "retail", "Matrimony Service"} {
		for _, s := range []profile.Spelling{profile.Platform, profile.Labels} {
			if label, ok := s.Label(v); ok {
				t.Errorf("%q is written %q", v, label)
			}
		}
	}
	// Older lists have them: they are read, and not written.
	for _, v := range []profile.Vertical{"UNDEFINED", "NOT_A_BIZ"} {
		if got, ok := profile.Platform.Vertical(strings.ToLower(string(v))); !ok || got != v {
			t.Errorf("%q is read %q", v, got)
		}
	}
}
