package templates

import (
	"strings"
	"unicode"
)

// variables are those of one text.
type variables struct {
	names        []string // each once, as they come
	has          map[string]bool
	places       int // where one stands
	first, last  string
	starts, ends bool   // the text starts, ends with one
	rest         string // the text without them
	pieces       []segment
	broken       bool // one is not written as it should be
}

// variables checks those of a text and returns them.
func (l *linter) variables(at, text string) variables {
	marks, after := marksOf(text)
	v := variables{places: len(marks), has: map[string]bool{}, rest: unmarked(marks, after, " ")}
	for i, m := range marks {
		l.braces(at, m.before)
		v.pieces = append(v.pieces, segment{m.before, m.name})
		if !l.wellNamed(at, m.name) {
			v.broken = true
		}
		if i > 0 {
			l.apart(at, m)
		}
		if v.has[m.name] {
			l.again(at, m.name)
		} else {
			v.names, v.has[m.name] = append(v.names, m.name), true
		}
	}
	l.braces(at, after)
	v.pieces = append(v.pieces, segment{literal: after})
	if len(marks) > 0 {
		v.first, v.last = v.names[0], marks[len(marks)-1].name
		v.starts, v.ends = strings.TrimSpace(marks[0].before) == "", strings.TrimSpace(after) == ""
	}
	if !v.broken {
		v.broken = !l.style(at, v.names)
	}
	return v
}

// wellNamed checks how one variable is written.
func (l *linter) wellNamed(at, name string) bool {
	rule := ""
	switch {
	case strings.ContainsAny(name, "#$%"):
		rule = "variable_symbol"
	case !isName(name):
		rule = "variable_malformed"
	case isDigits(name):
	case isDigits(name[:1]) || strings.ToLower(name) != name:
		rule = "variable_name"
	case strings.ContainsAny(name, "0123456789"):
		l.about("variable_name_digits", at, name)
	}
	if rule != "" {
		l.about(rule, at, name)
	}
	return rule == ""
}

// apart checks that there is text before a variable that follows another.
func (l *linter) apart(at string, m mark) {
	switch {
	case m.before == "":
		l.about("variables_adjacent", at, m.name)
	case strings.TrimSpace(m.before) == "":
		l.about("variables_spaced", at, m.name)
	}
}

// again tells of a variable that the text has already.
func (l *linter) again(at, name string) {
	switch {
	case !isName(name) || l.content:
	case isDigits(name):
		l.about("variable_number_repeated", at, name)
	default:
		l.about("variable_name_repeated", at, name)
	}
}

// style checks that variables are all numbers, and in sequence, or all names. A
// content's are looked at together: see contentRow.
func (l *linter) style(at string, names []string) bool {
	if l.content {
		return true
	}
	for _, name := range names {
		if isDigits(name) == l.named {
			l.about("variable_style", at, name)
			return false
		}
	}
	if l.named {
		l.shared(at, names)
		return true
	}
	return l.sequence(at, names)
}

// sequence checks that numbers are 1 to n, and come in this order.
func (l *linter) sequence(at string, numbers []string) bool {
	ordered := true
	for i, name := range numbers {
		n := number(name)
		if n < 1 || n > len(numbers) {
			l.about("variable_gap", at, name)
			return false
		}
		ordered = ordered && n == i+1
	}
	if !ordered {
		l.add("variable_order", at)
	}
	return true
}

// shared tells of names that another text of the template has.
//
// QUIRK(cloudapi): names are unique, but the page does not say whether in a
// text or in the template.
func (l *linter) shared(at string, names []string) {
	if l.seen == nil {
		l.seen = map[string]string{}
	}
	for _, name := range names {
		if first, ok := l.seen[name]; ok && first != at {
			l.about("variable_name_shared", at, name)
			continue
		}
		l.seen[name] = at
	}
}

// words counts the words of a text; of scripts that put no space between them,
// the letters.
func words(text string) int {
	n, within := 0, false
	for _, r := range text {
		switch {
		case unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar):
			if unicode.IsLetter(r) {
				n++
			}
			within = false
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			if !within {
				n++
			}
			within = true
		case r != '\'' && r != '’' && !unicode.IsMark(r):
			within = false
		}
	}
	return n
}

func isDigits(s string) bool { return s != "" && strings.Trim(s, "0123456789") == "" }
