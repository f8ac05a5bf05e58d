package templates

import (
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/wainbox/wainbox/whatsapp"
)

// InsertionError is why an editor's text is not sent. It holds nothing of what
// the agent wrote.
type InsertionError struct {
	Reason InsertionReason `json:"reason"`
	// Line and Column are where, from 1, in characters of the whole text; 0 =
	// nowhere.
	Line   int `json:"line,omitempty"`
	Column int `json:"column,omitempty"`
	// Name is the variable's name or number; empty where it is about none.
	Name string `json:"name,omitempty"`
	// Want is how the template goes on at that place of an edited text, at most 40
	// characters of it; empty where nothing more should follow.
	Want string `json:"want,omitempty"`
}

// InsertionReason is a stable word that a host can translate.
type InsertionReason string

// The reasons.
const (
	NoOpeningNote InsertionReason = "no_opening_note"
	NoClosingNote InsertionReason = "no_closing_note"
	// EditedText is a text between the notes that is not the template's.
	EditedText InsertionReason = "edited_text"
	// UnfilledVariable is a variable that still stands there as "{{name}}", or was
	// taken out.
	UnfilledVariable InsertionReason = "unfilled_variable"
	// TwoValues is a variable that stands twice, with values that differ.
	TwoValues InsertionReason = "two_values"
)

// Error says where, and nothing of either text.
func (e *InsertionError) Error() string {
	s := "templates: insertion: " + strings.ReplaceAll(string(e.Reason), "_", " ")
	if e.Name != "" {
		s += " " + e.Name
	}
	if e.Line > 0 {
		s += " in line " + strconv.Itoa(e.Line) + ", column " + strconv.Itoa(e.Column)
	}
	return s
}

// maxWantRunes is the most that an error shows of the template.
const maxWantRunes = 40

// ReadInsertion reads back the values from an editor's text that
// [Template.AppendInsertion] began. What stands between the first opening note
// and the closing note after it is all that counts: it must be the template's
// text, every character of it, with something in each gap. What stands outside
// is not sent, and not looked at. Lines may end in "\n" or "\r\n", and the notes
// in spaces; nothing else is overlooked or put right.
//
// The template with the values read is the text between the notes, byte for
// byte but for the ends of lines. Where the words around the gaps stand in the
// values, too, so that the text can be cut in several ways, it is cut at the
// first that leaves something in each gap. Of base are kept the values that are
// not in the text, and those that the text shows unchanged; give the notes and
// the values that were appended. [Template.Fill] says whether the platform takes
// the values.
//
// The error is an [*InsertionError] for the first thing that is wrong: missing
// notes, then an edit, then a variable. The place of an edit is the furthest up
// to which the text could be the template's: in the first line that cannot be,
// after the words that are all there, where the longest beginning of the next
// ones ends; the end of the line if none of them is there. A line break in a
// value is such an edit.
//
// The time grows with the length of the text, and no faster, but for a template
// that repeats a variable: there it is some tenths of a second at most, and where
// no values were found by then, they differ.
func (t *Template) ReadInsertion(text string, base Values, n Notes) (Values, error) {
	lines := strings.Split(text, "\n")
	for i, line := range lines {
		lines[i] = strings.TrimRight(line, "\r")
	}
	p := t.pattern(&base)
	from, to, err := n.of(t).around(lines, len(p.rows))
	if err != nil {
		return Values{}, err
	}
	if t.unchanged(&p, &base, lines[from:to]) {
		return base, nil
	}
	values, wrong := p.read(lines[from:to])
	if wrong != nil {
		if wrong.Line > 0 {
			wrong.Line += from
		}
		return Values{}, wrong
	}
	return t.taken(&p, values, base), nil
}

// unchanged reports whether the text shows the values of base as they are, all
// of them. It is told apart since the same text might be cut in other ways.
func (t *Template) unchanged(p *pattern, base *Values, lines []string) bool {
	values := make([]string, len(p.gaps))
	for i, g := range p.gaps {
		s := &t.whole.sections[g.section]
		values[i] = shownOf(valueFor(s.slots, s.given(base), g.slot))
		if values[i] == "" || p.unfilled(0, values[i], cut{0, len(values[i])}) != nil {
			return false
		}
	}
	return slices.EqualFunc(p.rows, lines, func(r row, line string) bool {
		for i, g := range r.gaps {
			var ok bool
			if line, ok = strings.CutPrefix(line, r.literals[i]+values[g]); !ok {
				return false
			}
		}
		return line == r.literals[len(r.gaps)]
	})
}

// around finds the lines between the notes. A closing note that stands where the
// text's length wants it is the right one, whatever the text says before.
func (n Notes) around(lines []string, rows int) (from, to int, err error) {
	from = noteAt(lines, n.Opening) + 1
	if from == 0 {
		return 0, 0, &InsertionError{Reason: NoOpeningNote}
	}
	rest := lines[from:]
	if rows < len(rest) && noteAt(rest[rows:rows+1], n.Closing) == 0 {
		return from, from + rows, nil
	}
	to = noteAt(rest, n.Closing)
	if to < 0 {
		return 0, 0, &InsertionError{Reason: NoClosingNote}
	}
	return from, from + to, nil
}

// noteAt is the first line that is a note; -1 = none.
func noteAt(lines []string, note string) int {
	return slices.IndexFunc(lines, func(line string) bool { return strings.TrimRight(line, " \t") == note })
}

// read finds the value of each gap.
func (p *pattern) read(lines []string) ([]string, *InsertionError) {
	values := make([]string, len(p.gaps))
	var unfilled, differs *InsertionError // an edit of the text is told before
	for i := range p.rows {
		if i == len(lines) {
			return nil, edited(i, "", 0, p.rows[i].begin(p.gaps))
		}
		r, line := &p.rows[i], lines[i]
		cuts, ok := r.match(line, true)
		if !ok {
			return nil, p.wrong(r, i, line)
		}
		for j, c := range cuts {
			g, value := r.gaps[j], line[c.from:c.to]
			if unfilled == nil {
				unfilled = p.unfilled(i, line, c)
			}
			if differs == nil && values[g] != "" && values[g] != value {
				differs = at(InsertionError{Reason: TwoValues, Name: p.gaps[g].name}, i, line, c.from)
			}
			values[g] = value
		}
	}
	switch {
	case len(lines) > len(p.rows):
		return nil, edited(len(p.rows), "", 0, "")
	case unfilled == nil && differs != nil && p.settle(lines, values):
		return values, nil
	case unfilled == nil && differs != nil:
		return nil, differs
	default:
		return values, unfilled
	}
}

// settle cuts the lines in another way, such that repeated variables have one
// value each; false = there is none.
func (p *pattern) settle(lines, values []string) bool {
	settled, repeated, ok := newSearch(p, lines).settle(*p, p.repeated())
	if !ok {
		return false
	}
	for g, value := range repeated {
		values[g] = value
	}
	for i := range settled.rows {
		r := &settled.rows[i]
		cuts, _ := r.match(lines[i], true)
		for j, c := range cuts {
			values[r.gaps[j]] = lines[i][c.from:c.to]
		}
	}
	return !slices.ContainsFunc(values, func(value string) bool {
		return p.unfilled(0, value, cut{0, len(value)}) != nil
	})
}

// wrong is what is wrong with a line that does not match.
func (p *pattern) wrong(r *row, i int, line string) *InsertionError {
	cuts, ok := r.match(line, false)
	if !ok {
		place, want := r.difference(line)
		return edited(i, line, place, want)
	}
	for j, c := range cuts {
		if c.from == c.to {
			return at(InsertionError{Reason: UnfilledVariable, Name: p.gaps[r.gaps[j]].name}, i, line, c.from)
		}
	}
	return edited(i, line, len(line), "") // a character was cut in two
}

// unfilled finds a variable that is left as it is written in what was cut out.
func (p *pattern) unfilled(i int, line string, c cut) *InsertionError {
	value := line[c.from:c.to]
	if !strings.Contains(value, "{{") {
		return nil
	}
	for _, g := range p.gaps {
		if place := strings.Index(value, g.hole); place >= 0 {
			return at(InsertionError{Reason: UnfilledVariable, Name: g.name}, i, line, c.from+place)
		}
	}
	return nil
}

// begin is what a row begins with.
func (r *row) begin(gaps []gap) string {
	if r.literals[0] == "" && len(r.gaps) > 0 {
		return gaps[r.gaps[0]].hole
	}
	return r.literals[0]
}

func edited(i int, line string, place int, want string) *InsertionError {
	if runes := []rune(want); len(runes) > maxWantRunes {
		want = string(runes[:maxWantRunes])
	}
	return at(InsertionError{Reason: EditedText, Want: want}, i, line, place)
}

// at is an error with its place; i is from 0.
func at(e InsertionError, i int, line string, place int) *InsertionError {
	e.Line, e.Column = i+1, utf8.RuneCountInString(line[:place])+1
	return &e
}

// taken are the values of base with those of the text.
func (t *Template) taken(p *pattern, values []string, base Values) Values {
	v := base
	for i := range t.whole.sections {
		s := &t.whole.sections[i]
		in := slices.ContainsFunc(p.gaps, func(g gap) bool { return g.section == i })
		if !in {
			continue
		}
		all := make([]whatsapp.Parameter, 0, len(s.slots))
		for at, one := range s.slots {
			param, ok := s.param(&base, at)
			for j, g := range p.gaps {
				if g.section == i && g.slot == at && (!ok || shownOf(&param) != values[j]) {
					param, ok = Text(values[j]), true
				}
			}
			if !ok {
				continue
			}
			param.Name = ""
			if s.naming != byPlace {
				param.Name = one.name
			}
			all = append(all, param)
		}
		if s.part == "header" {
			v.Header = all
		} else {
			v.Body = all
		}
	}
	return v
}

// param is the value given for a slot.
func (s *section) param(v *Values, at int) (whatsapp.Parameter, bool) {
	p := valueFor(s.slots, s.given(v), at)
	if p == nil {
		return whatsapp.Parameter{}, false
	}
	return *p, true
}
