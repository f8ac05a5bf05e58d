package templates

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
)

// segment is a piece of a text: what stands there as it is, and the name of the
// variable that follows it; empty at the end of the text.
type segment struct {
	literal, name string
}

// segments cuts a text at its variables. What is written in two braces and is
// no name, as "{{ }}", stands as it is.
func segments(text string) []segment {
	var all []segment
	from, at := 0, 0
	for {
		open := strings.Index(text[at:], "{{")
		if open < 0 {
			break
		}
		open += at
		end := strings.Index(text[open:], "}}")
		if end < 0 {
			break
		}
		end += open
		name := strings.TrimSpace(text[open+2 : end])
		if !isName(name) {
			at = open + 1
			continue
		}
		all = append(all, segment{text[from:open], name})
		from, at = end+2, end+2
	}
	return append(all, segment{literal: text[from:]})
}

// isName reports whether a variable can be called so: letters, digits and
// underscores. Whether the platform takes the name is for Lint to say.
func isName(s string) bool {
	for i := range len(s) {
		c := s[i]
		if c != '_' && (c < '0' || c > '9') && (c < 'a' || c > 'z') && (c < 'A' || c > 'Z') {
			return false
		}
	}
	return s != ""
}

// number is the variable's number; 0 if it has a name.
func number(name string) int {
	n, err := strconv.Atoi(name)
	if err != nil || n <= 0 || name[0] == '0' {
		return 0
	}
	return n
}

// names are the variables of some texts, each once: numbers in their order, then
// names as they come.
func names(texts ...string) []string {
	var all []string
	seen := map[string]bool{}
	for _, text := range texts {
		for _, s := range segments(text) {
			if s.name != "" && !seen[s.name] {
				seen[s.name] = true
				all = append(all, s.name)
			}
		}
	}
	slices.SortStableFunc(all, func(a, b string) int {
		m, n := number(a), number(b)
		if (m == 0) != (n == 0) {
			return cmp.Compare(n, m) // a number before a name
		}
		return cmp.Compare(m, n)
	})
	return all
}
