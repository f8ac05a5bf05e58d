package templates

import "strings"

// pattern is the text that the customer reads, with gaps for what an editor may
// change, line by line: no value has a line break.
type pattern struct {
	rows []row
	gaps []gap
}

// row is one line: a literal before each gap and one after the last.
type row struct {
	literals []string
	gaps     []int // of the pattern; one that stands twice is a repeated variable
}

// gap is a variable that stands in the text.
type gap struct {
	section, slot int
	name          string
	hole          string // as it stands unfilled, "{{1}}"
}

// pattern is that of the preview of some values. A value that the preview does
// not show, as a link to a group, is no gap: it cannot be changed in the text.
func (t *Template) pattern(v *Values) pattern {
	p := pattern{rows: []row{{literals: []string{""}}}}
	empty := true
	for _, s := range t.texts() {
		if s.isEmpty() {
			continue
		}
		if !empty {
			p.literal("\n\n")
		}
		empty = false
		for _, one := range s.text.pieces {
			p.literal(one.literal)
			switch g, ok := t.gap(s, one, v); {
			case ok:
				p.gap(g)
			case one.hole != "":
				p.literal(one.hole)
			}
		}
	}
	for i := range p.rows {
		last := &p.rows[i].literals[len(p.rows[i].gaps)]
		*last = strings.TrimRight(*last, "\r") // lines may end as they do elsewhere
	}
	return p
}

// texts are the parts of the preview.
func (t *Template) texts() []*shown {
	all := []*shown{&t.whole.head, &t.whole.body, &t.whole.foot}
	if t.whole.format != "TEXT" {
		return all[1:]
	}
	return all
}

// isEmpty reports whether nothing can stand there.
func (s *shown) isEmpty() bool {
	for _, one := range s.text.pieces {
		if one.literal != "" || one.hole != "" {
			return false
		}
	}
	return true
}

// gap is the one after a piece; false = what follows cannot be changed.
func (t *Template) gap(s *shown, one piece, v *Values) (gap, bool) {
	section := s.section
	if section == rowSection {
		section = len(t.whole.sections) - 1
	}
	if one.hole == "" || one.slot < 0 || section < 0 {
		return gap{}, false
	}
	sec := &t.whole.sections[section]
	if given := valueFor(sec.slots, sec.given(v), one.slot); given != nil && given.Type == "group_id" {
		return gap{}, false
	}
	return gap{section: section, slot: one.slot, name: sec.slots[one.slot].name, hole: one.hole}, true
}

func (p *pattern) literal(s string) {
	for i, line := range strings.Split(s, "\n") {
		if i > 0 {
			p.rows = append(p.rows, row{literals: []string{""}})
		}
		r := &p.rows[len(p.rows)-1]
		r.literals[len(r.gaps)] += line
	}
}

func (p *pattern) gap(g gap) {
	at := -1
	for i, other := range p.gaps {
		if other == g {
			at = i
		}
	}
	if at < 0 {
		at = len(p.gaps)
		p.gaps = append(p.gaps, g)
	}
	r := &p.rows[len(p.rows)-1]
	r.gaps, r.literals = append(r.gaps, at), append(r.literals, "")
}

// repeated are the gaps that stand more than once, in the order of their first
// places: one that begins a line can be cut in far fewer ways than one that does
// not.
func (p *pattern) repeated() []int {
	times := make([]int, len(p.gaps))
	for _, r := range p.rows {
		for _, g := range r.gaps {
			times[g]++
		}
	}
	var all []int
	for g, n := range times {
		if n > 1 {
			all = append(all, g)
		}
	}
	return all
}

// with is the pattern with one gap filled.
func (p *pattern) with(g int, value string) pattern {
	filled := pattern{gaps: p.gaps, rows: make([]row, len(p.rows))}
	for i, r := range p.rows {
		now := row{literals: []string{r.literals[0]}}
		for j, other := range r.gaps {
			if other == g {
				now.literals[len(now.gaps)] += value + r.literals[j+1]
				continue
			}
			now.gaps, now.literals = append(now.gaps, other), append(now.literals, r.literals[j+1])
		}
		filled.rows[i] = now
	}
	return filled
}
