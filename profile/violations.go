package profile

import (
	"net/url"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/wainbox/wainbox/whatsapp"
)

// violations collects what is wrong, by field.
type violations whatsapp.Violations

// err is nil when nothing is.
func (v *violations) err() error {
	if len(*v) == 0 {
		return nil
	}
	return whatsapp.Violations(*v)
}

func (v *violations) add(field, rule string) {
	*v = append(*v, whatsapp.Violation{Field: field, Rule: rule})
}

func (v *violations) text(field, s string, limit int) {
	switch {
	case !utf8.ValidString(s):
		v.add(field, "valid UTF-8")
	case utf8.RuneCountInString(s) > limit:
		v.add(field, "at most "+strconv.Itoa(limit)+" characters")
	}
}

// email is a light check of ours: the platform states a length only.
func (v *violations) email(s string) {
	v.text("email", s, MaxEmailRunes)
	name, host, _ := strings.Cut(s, "@")
	blank := strings.ContainsFunc(s, func(r rune) bool { return unicode.IsSpace(r) || unicode.IsControl(r) })
	if s != "" && (name == "" || host == "" || strings.Contains(host, "@") || blank) {
		v.add("email", "an address with one @ and no spaces")
	}
}

func (v *violations) websites(list []string) {
	v.count("websites", list, MaxWebsites)
	for i, site := range list {
		at := "websites[" + strconv.Itoa(i) + "]"
		v.text(at, site, MaxWebsiteRunes)
		v.address(at, site)
	}
}

func (v *violations) count(field string, list []string, limit int) {
	if len(list) > limit {
		v.add(field, "at most "+strconv.Itoa(limit))
	}
}

func (v *violations) address(field, s string) {
	if !isAddress(s) {
		v.add(field, "an absolute http or https address")
	}
}

func isAddress(s string) bool {
	u, err := url.Parse(s)
	return err == nil && u.Hostname() != "" && (u.Scheme == "http" || u.Scheme == "https")
}
