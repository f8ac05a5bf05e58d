package profile

import (
	"net/url"
	"slices"
	"strconv"
	"unicode/utf8"

	"github.com/wainbox/wainbox/whatsapp"
)

// Validate checks a change against the platform's limits and returns nil or
// [whatsapp.Violations], with all that is wrong at once.
func (p Patch) Validate() error {
	var v whatsapp.Violations
	add := func(field, rule string) { v = append(v, whatsapp.Violation{Field: field, Rule: rule}) }
	text := func(field string, s *string, limit int) {
		switch {
		case s == nil:
		case !utf8.ValidString(*s):
			add(field, "valid UTF-8")
		case utf8.RuneCountInString(*s) > limit:
			add(field, "at most "+strconv.Itoa(limit)+" characters")
		}
	}
	text("about", p.About, MaxAboutRunes)
	if p.About != nil && *p.About == "" {
		add("about", "not empty")
	}
	text("address", p.Address, MaxAddressRunes)
	text("description", p.Description, MaxDescriptionRunes)
	text("email", p.Email, MaxEmailRunes)
	if p.Websites != nil {
		if len(*p.Websites) > MaxWebsites {
			add("websites", "at most "+strconv.Itoa(MaxWebsites))
		}
		for i, site := range *p.Websites {
			at := "websites[" + strconv.Itoa(i) + "]"
			text(at, &site, MaxWebsiteRunes)
			if u, err := url.Parse(site); err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" {
				add(at, "an absolute http or https address")
			}
		}
	}
	if p.Vertical != nil && *p.Vertical != "" && !slices.Contains(Verticals(), *p.Vertical) {
		add("vertical", "one of the platform's codes")
	}
	if len(v) == 0 {
		return nil
	}
	return v
}
