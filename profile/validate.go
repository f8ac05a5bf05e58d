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
			if !isAddress(site) {
				add(at, addressRule)
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

// Validate checks a photo's type and size and returns nil or
// [whatsapp.Violations]. Its shape is not looked at.
func (p Photo) Validate() error {
	var v whatsapp.Violations
	if p.MIME != "image/jpeg" && p.MIME != "image/png" {
		v = append(v, whatsapp.Violation{Field: "photo.mime_type", Rule: "one of image/jpeg, image/png"})
	}
	switch {
	case p.Body == nil || p.Bytes <= 0:
		v = append(v, whatsapp.Violation{Field: "photo", Rule: "not empty"})
	case p.Bytes > MaxPhotoBytes:
		v = append(v, whatsapp.Violation{Field: "photo", Rule: "at most " + strconv.Itoa(MaxPhotoBytes) + " bytes"})
	}
	if len(v) == 0 {
		return nil
	}
	return v
}

// Validate checks a request and returns nil or [whatsapp.Violations].
func (r OfficialRequest) Validate() error {
	var v whatsapp.Violations
	add := func(field, rule string) { v = append(v, whatsapp.Violation{Field: field, Rule: rule}) }
	if !isAddress(r.Website) {
		add("business_website_url", addressRule)
	}
	if r.Country == "" {
		add("primary_country_of_operation", "required")
	}
	if r.Language == "" {
		add("primary_language", "required")
	}
	if len(r.Links) > MaxOfficialLinks {
		add("supporting_links", "at most "+strconv.Itoa(MaxOfficialLinks))
	}
	for i, link := range r.Links {
		if !isAddress(link) {
			add("supporting_links["+strconv.Itoa(i)+"]", addressRule)
		}
	}
	if len(v) == 0 {
		return nil
	}
	return v
}

// CheckName checks a display name and returns nil or [whatsapp.Violations].
func CheckName(name string) error {
	switch {
	case name == "":
		return whatsapp.Violations{{Field: "display_name", Rule: "required"}}
	case !utf8.ValidString(name):
		return whatsapp.Violations{{Field: "display_name", Rule: "valid UTF-8"}}
	case utf8.RuneCountInString(name) > MaxNameRunes:
		rule := "at most " + strconv.Itoa(MaxNameRunes) + " characters"
		return whatsapp.Violations{{Field: "display_name", Rule: rule}}
	}
	return nil
}

const addressRule = "an absolute http or https address"

func isAddress(s string) bool {
	u, err := url.Parse(s)
	return err == nil && u.Host != "" && (u.Scheme == "http" || u.Scheme == "https")
}
