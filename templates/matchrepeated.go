package templates

import "strings"

// maxSearch bounds the search for the values of repeated variables, in steps of
// about a byte that is looked at: some tenths of a second.
const maxSearch = 1 << 23

// search finds values for repeated variables, which must be the same wherever
// they stand. To find some that fit, if there are any, may take longer than
// anybody waits; templates that repeat more than one variable in one line are
// rare, and those that need the whole search are hostile.
type search struct {
	lines []string
	cost  int // of holding all lines against a pattern
	left  int // of maxSearch
}

func newSearch(p *pattern, lines []string) *search {
	s := &search{lines: lines, left: maxSearch}
	const ofGap = 64
	for i, line := range lines {
		s.cost += len(line) + ofGap*(len(p.rows[i].gaps)+1)
	}
	return s
}

// settle fills the repeated gaps such that the lines match, trying for each what
// stands between the literals around its first place, from left to right and the
// shorter first. The gaps that are left stand once, and match finds their values
// without trying.
func (s *search) settle(p pattern, repeated []int) (pattern, map[int]string, bool) {
	s.left -= s.cost
	if s.left < 0 || !s.fits(&p) {
		return p, nil, false
	}
	if len(repeated) == 0 {
		return p, map[int]string{}, true
	}
	g := repeated[0]
	i, place := p.first(g)
	r, line := &p.rows[i], s.lines[i]
	for from := len(r.literals[0]); from < len(line) && s.left > 0; from += runeLen(line[from:]) {
		s.left--
		if !strings.HasSuffix(line[:from], r.literals[place]) {
			continue
		}
		for to := from; to < len(line) && s.left > 0; {
			s.left--
			to += runeLen(line[to:])
			if !strings.HasPrefix(line[to:], r.literals[place+1]) {
				continue
			}
			if settled, values, ok := s.settle(p.with(g, line[from:to]), repeated[1:]); ok {
				values[g] = line[from:to]
				return settled, values, true
			}
		}
		if place == 0 {
			break // it begins after the line's first literal, nowhere else
		}
	}
	return p, nil, false
}

// fits reports whether all lines match.
func (s *search) fits(p *pattern) bool {
	for i := range p.rows {
		if _, ok := p.rows[i].match(s.lines[i], true); !ok {
			return false
		}
	}
	return true
}

// first is where a gap stands first.
func (p *pattern) first(g int) (line, place int) {
	for line, r := range p.rows {
		for place, other := range r.gaps {
			if other == g {
				return line, place
			}
		}
	}
	return 0, 0
}
