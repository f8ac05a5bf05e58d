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
	from := 0
	for at := 0; ; {
		open := strings.Index(text[at:], "{{")
		if open < 0 {
			return append(all, segment{literal: text[from:]})
		}
		open += at
		name, end := nameAt(text, open+2)
		if end < 0 {
			at = open + 1
			continue
		}
		all = append(all, segment{text[from:open], name})
		from, at = end, end
	}
}

// nameAt reads a name up to the braces that end it, and returns where they end;
// -1 if it is none.
func nameAt(text string, from int) (name string, end int) {
	at := from
	for at < len(text) && (text[at] == ' ' || isNameByte(text[at])) {
		at++
	}
	name = strings.Trim(text[from:at], " ")
	if !isName(name) || !strings.HasPrefix(text[at:], "}}") {
		return "", -1
	}
	return name, at + 2
}

// isName reports whether a variable can be called so: letters, digits and
// underscores. Whether the platform takes the name is for Lint to say.
func isName(s string) bool {
	for i := range len(s) {
		if !isNameByte(s[i]) {
			return false
		}
	}
	return s != ""
}

func isNameByte(c byte) bool {
	return c == '_' || c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z'
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
