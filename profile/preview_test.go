package profile_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/wainbox/wainbox/profile"
)

func TestPreviewOf(t *testing.T) {
	t.Parallel()
	type row = profile.Row
	name := profile.Name{Current: profile.NameReview{Name: "Lamps"}, Asked: profile.NameReview{Name: "More Lamps"}}
	for title, tc := range map[string]struct {
		profile profile.Profile
		want    profile.Preview
	}{
		"nothing": {want: profile.Preview{Title: "Lamps", Official: true}},
		"whole": {
			profile.Profile{
				About: "Open", Address: "Street 1", Description: "All <lamps>", Email: "a?b@example.com",
				Websites: []string{"https://example.com", "http://example.org"}, Vertical: "EVENT_PLAN", PhotoURL: "https://example.com/p",
			},
			profile.Preview{Title: "Lamps", Subtitle: "Open", Official: true, PhotoURL: "https://example.com/p", Rows: []row{
				{profile.RowDescription, "All <lamps>", ""},
				{profile.RowCategory, "Event Planning and Service", ""},
				{profile.RowAddress, "Street 1", ""},
				{profile.RowEmail, "a?b@example.com", "mailto:a%3Fb@example.com"},
				{profile.RowWebsite, "https://example.com", "https://example.com"},
				{profile.RowWebsite, "http://example.org", "http://example.org"},
			}},
		},
		"no links that a browser should follow": {
			profile.Profile{Websites: []string{"javascript:alert(1)", ""}},
			profile.Preview{Title: "Lamps", Official: true, Rows: []row{{profile.RowWebsite, "javascript:alert(1)", ""}}},
		},
		"no industry": {profile.Profile{Vertical: "NOT_A_BIZ"}, profile.Preview{Title: "Lamps", Official: true}},
		"an industry without a code": {
			profile.Profile{Vertical: "Matrimony Service"},
			profile.Preview{Title: "Lamps", Official: true, Rows: []row{{profile.RowCategory, "Matrimony Service", ""}}},
		},
	} {
		if diff := cmp.Diff(tc.want, profile.PreviewOf(tc.profile, name, true)); diff != "" {
			t.Errorf("%s: %s", title, diff)
		}
	}
	if got := profile.PreviewOf(profile.Profile{}, profile.Name{}, false); got.Official || got.Title != "" {
		t.Errorf("%+v", got)
	}
}
