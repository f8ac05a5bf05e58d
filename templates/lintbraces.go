package templates

import "strings"

// mark is what stands between "{{" and "}}" in a text, as it is written, with
// the text before it; nothing where they do not close.
type mark struct {
	before, name string
}

// marksOf finds every "{{" of a text, also where no variable follows, and the
// text after the last. Unlike [segments] it forgives nothing.
func marksOf(text string) (all []mark, after string) {
	for {
		before, rest, found := strings.Cut(text, "{{")
		if !found {
			return all, text
		}
		end := bracePair(rest)
		if end < 0 || rest[end] == '{' {
			all, text = append(all, mark{before: before}), rest
			continue
		}
		all, text = append(all, mark{before, rest[:end]}), rest[end+2:]
	}
}

// bracePair is where the first "{{" or "}}" of a text is; -1 = nowhere.
func bracePair(s string) int {
	for i := 1; i < len(s); i++ {
		if s[i] == s[i-1] && (s[i] == '{' || s[i] == '}') {
			return i - 1
		}
	}
	return -1
}

// unmarked is a text without its marks, with something in place of each.
func unmarked(marks []mark, after, instead string) string {
	var s strings.Builder
	for _, m := range marks {
		s.WriteString(m.before + instead)
	}
	return s.String() + after
}

// braces finds those of a text that are no variable's.
func (l *linter) braces(at, text string) {
	switch {
	case strings.Contains(text, "}}"):
		l.add("variable_malformed", at)
	case singleBraces(text):
		l.add("variable_single_braces", at)
	}
}

// singleBraces reports whether a text has a name in one pair of braces.
func singleBraces(text string) bool {
	for {
		before, rest, closed := strings.Cut(text, "}")
		if !closed {
			return false
		}
		open := strings.LastIndexByte(before, '{')
		if open >= 0 && isName(strings.TrimSpace(before[open+1:])) {
			return true
		}
		text = rest
	}
}
