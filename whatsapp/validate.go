package whatsapp

import (
	"net/url"
	"strconv"
	"unicode/utf8"
)

// checker collects what is wrong. Where nothing is, it allocates nothing for a
// plain text, which is most of what is sent.
type checker struct{ found Violations }

func (v *checker) add(field, rule string) {
	v.found = append(v.found, Violation{Field: field, Rule: rule})
}

// text checks a text that must be there.
func (v *checker) text(field, s string, limit int) {
	if s == "" {
		v.add(field, "required")
		return
	}
	v.optional(field, s, limit)
}

// optional checks a text that may be empty.
func (v *checker) optional(field, s string, limit int) {
	if !utf8.ValidString(s) {
		v.add(field, "valid UTF-8")
	} else if len(s) > limit && utf8.RuneCountInString(s) > limit {
		v.add(field, atMost(limit, "characters"))
	}
}

// required checks a text of which the platform states no length.
func (v *checker) required(field, s string) {
	if s == "" {
		v.add(field, "required")
		return
	}
	v.utf8(field, s)
}

func (v *checker) utf8(field, s string) {
	if !utf8.ValidString(s) {
		v.add(field, "valid UTF-8")
	}
}

// texts checks optional texts of one object, given as name and value in turn.
func (v *checker) texts(at string, pairs ...string) {
	for i := 0; i+1 < len(pairs); i += 2 {
		if !utf8.ValidString(pairs[i+1]) {
			v.add(at+"."+pairs[i], "valid UTF-8")
		}
	}
}

// count checks how many there are of something.
func (v *checker) count(field string, n, low, high int) {
	if n < low || n > high {
		v.add(field, strconv.Itoa(low)+" to "+strconv.Itoa(high))
	}
}

// unique checks that a name is not among those seen before it. An empty one is
// somebody else's violation.
func (v *checker) unique(field, s string, seen map[string]bool) {
	if s != "" && seen[s] {
		v.add(field, "different from the others")
	}
	seen[s] = true
}

func (v *checker) link(field, link string) {
	u, err := url.Parse(link)
	if err != nil || (u.Scheme != "https" && u.Scheme != "http") || u.Host == "" {
		v.add(field, "an absolute http or https address")
	} else {
		v.utf8(field, link)
	}
	if len(link) > MaxLinkBytes {
		v.add(field, atMost(MaxLinkBytes, "bytes"))
	}
}

func (v *checker) object(field string, r Raw) {
	if !utf8.ValidString(string(r)) || !r.IsObject() {
		v.add(field, "a JSON object")
	}
}

func atMost(n int, of string) string { return "at most " + strconv.Itoa(n) + " " + of }

// item is the path of an element of an array.
func item(array string, i int) string { return array + "[" + strconv.Itoa(i) + "]" }
