package templates

import (
	"strings"
	"unicode/utf8"
)

// cut is where the value of a gap begins and ends in its line.
type cut struct{ from, to int }

// match finds the values of a line's gaps; false = the line is not of this row.
// Filled gaps have at least one character, others may have none.
//
// Each literal is taken where it stands first. That finds a way if there is one:
// whatever stands before a later place of the literal can be the gap's, too. So
// there is nothing to try again, and it takes one pass.
func (r *row) match(line string, filled bool) ([]cut, bool) {
	last := len(r.gaps)
	at, ok := len(r.literals[0]), strings.HasPrefix(line, r.literals[0])
	if last == 0 || !ok {
		return nil, ok && at == len(line)
	}
	cuts := make([]cut, last)
	for i := range r.gaps {
		from, next := at, r.literals[i+1]
		if filled {
			if at == len(line) {
				return nil, false
			}
			at += runeLen(line[at:])
		}
		found := strings.Index(line[at:], next)
		if i+1 == last {
			found = len(line) - len(next) - at
			if found < 0 || !strings.HasSuffix(line, next) {
				return nil, false
			}
		}
		if found < 0 {
			return nil, false
		}
		cuts[i] = cut{from, at + found}
		at += found + len(next)
	}
	return cuts, true
}

func runeLen(s string) int {
	_, size := utf8.DecodeRuneInString(s)
	return size
}

// difference is the place in a line that is not of this row up to which it could
// be, and what should stand there; empty = the end of the line. Literals are
// taken where they stand first, which leaves most of the line to the next ones.
// Of the first one that is nowhere, it is the place where the longest beginning
// of it ends, or the end of the line if there is none.
func (r *row) difference(line string) (at int, want string) {
	at = common(line, r.literals[0])
	if at < len(r.literals[0]) || len(r.gaps) == 0 {
		return at, r.literals[0][at:]
	}
	for i, next := range r.literals[1:] {
		if i+1 == len(r.gaps) {
			return lastDifference(line, at, next)
		}
		found := strings.Index(line[at:], next)
		if found < 0 {
			return furthest(line, at, next)
		}
		at += found + len(next)
	}
	return at, ""
}

// lastDifference is for the literal that ends the line.
func lastDifference(line string, at int, want string) (int, string) {
	if found := strings.LastIndex(line[at:], want); found >= 0 {
		return at + found + len(want), ""
	}
	return furthest(line, at, want)
}

// furthest is where the longest beginning of a literal ends.
func furthest(line string, at int, want string) (int, string) {
	// The longest beginning that stands somewhere, by halving: if one does, all
	// shorter ones do.
	low, high := 0, len(want)
	for low < high {
		middle := (low + high + 1) / 2
		if strings.Contains(line[at:], want[:middle]) {
			low = middle
		} else {
			high = middle - 1
		}
	}
	for low > 0 && !utf8.RuneStart(want[low]) {
		low--
	}
	if low == 0 {
		return len(line), want
	}
	return at + strings.Index(line[at:], want[:low]) + low, want[low:]
}

// common is how far two texts are the same, in whole characters.
func common(a, b string) int {
	n := 0
	for n < len(a) && n < len(b) && a[n] == b[n] {
		n++
	}
	for n > 0 && n < len(b) && !utf8.RuneStart(b[n]) {
		n--
	}
	return n
}
