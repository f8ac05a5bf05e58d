package templates

import (
	"net/url"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/wainbox/wainbox/whatsapp"
)

// value checks one value and returns how many characters it shows.
func (f *filler) value(s *section, at int, p *whatsapp.Parameter) int {
	one := &s.slots[at]
	if p.Type != one.kinds[0] && !slices.Contains(one.kinds, p.Type) {
		f.bad(s, at, Problem{Rule: WrongKind, Detail: "one of " + strings.Join(one.kinds, ", ")})
		return 0
	}
	words := p.Text
	switch p.Type {
	case "text", "date_time", "group_id":
	case "payload", "coupon_code":
		f.special = true
	case "currency":
		if !f.currency(s, at, p.Currency) {
			return 0
		}
		words = p.Currency.Fallback
	default:
		f.special = true
		return 0 // the platform's rules of each kind are checked for the whole
	}
	runes, bad := inspect(words)
	if bad != "" && (p.Type != "payload" || bad == Empty || bad == NotUTF8) {
		f.bad(s, at, Problem{Rule: bad})
		return runes
	}
	if limit := f.limit(s, one); limit > 0 && runes > limit {
		f.bad(s, at, Problem{Rule: TooLong, Limit: limit})
	}
	if one.code && !plainCode(words) {
		f.bad(s, at, Problem{Rule: BadValue, Detail: "a code has no address and no emoji"})
	}
	return runes
}

func (f *filler) bad(s *section, at int, p Problem) {
	p.Field, p.Name = s.at(at), s.slots[at].name
	f.problem(p)
}

// limit is how long a value may be by itself: no longer than what it stands in.
func (f *filler) limit(s *section, one *slot) int {
	if one.limit > 0 || len(s.lines) != 1 || s.lines[0].url {
		return one.limit
	}
	return s.lines[0].limit
}

// currency checks an amount. Source: "Messages", templates, November 2025, where
// the code is ISO 4217's.
func (f *filler) currency(s *section, at int, c *whatsapp.Currency) bool {
	if c == nil {
		f.bad(s, at, Problem{Rule: Empty})
		return false
	}
	if len(c.Code) != 3 || strings.Trim(c.Code, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") != "" {
		f.bad(s, at, Problem{Rule: BadValue, Detail: "a code of three capitals"})
	}
	return true
}

// plainCode reports whether a one-time code is one. Source: "Authentication
// templates", November 2025.
func plainCode(s string) bool {
	if strings.Contains(s, "://") || strings.Contains(s, "www.") {
		return false
	}
	return !strings.ContainsFunc(s, func(r rune) bool { return r > unicode.MaxLatin1 && unicode.Is(unicode.So, r) })
}

// line checks a text with its values.
func (f *filler) line(s *section, l *line, values []whatsapp.Parameter, runes []int) {
	if l.url {
		f.address(s, l, values)
		return
	}
	total := l.text.runes
	for i := range l.text.pieces {
		if at := l.text.pieces[i].slot; at >= 0 && l.text.pieces[i].hole != "" {
			total += runes[at]
		}
	}
	if l.limit > 0 && total > l.limit {
		f.problem(Problem{Field: l.field, Rule: TooLongFilled, Limit: l.limit})
	}
}

// address checks an address with its values: only what comes after the host is
// usually the caller's, and need not be parsed.
func (f *filler) address(s *section, l *line, values []whatsapp.Parameter) {
	size, complete := 0, true
	for i := range l.text.pieces {
		p := &l.text.pieces[i]
		size += len(p.literal)
		if p.hole == "" {
			continue
		}
		if p.slot < 0 || values[p.slot].Type == "" {
			complete = false
			continue
		}
		value := values[p.slot].Text
		size += len(value)
		if !addressable(value) {
			f.problem(Problem{Field: l.field, Name: s.slots[p.slot].name, Rule: BadURL})
			return
		}
		if i == 0 && p.literal != "" && strings.HasPrefix(value, p.literal) {
			f.problem(Problem{Field: l.field, Name: s.slots[p.slot].name, Rule: BadURL, Detail: "only what comes after the template's own address"})
			return
		}
	}
	switch {
	case size > l.limit:
		f.problem(Problem{Field: l.field, Rule: TooLongFilled, Limit: l.limit, Detail: "bytes"})
	case complete && !l.based && !absolute(string(l.text.append(nil, s.slots, values))):
		f.problem(Problem{Field: l.field, Rule: BadURL})
	}
}

// addressable reports whether a value can be a part of an address: no spaces, no
// control characters, percent signs with their two digits.
func addressable(s string) bool {
	for i, r := range s {
		switch {
		case r == utf8.RuneError, unicode.IsSpace(r), unicode.IsControl(r), strings.ContainsRune(`<>"{}|\^`+"`", r):
			return false
		case r == '%' && (i+2 >= len(s) || !isHex(s[i+1]) || !isHex(s[i+2])):
			return false
		}
	}
	return true
}

func isHex(c byte) bool {
	return c >= '0' && c <= '9' || c >= 'a' && c <= 'f' || c >= 'A' && c <= 'F'
}

func absolute(s string) bool {
	u, err := url.Parse(s)
	return err == nil && u.Host != "" && (u.Scheme == "http" || u.Scheme == "https")
}
