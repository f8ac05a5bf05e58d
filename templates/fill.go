package templates

import (
	"slices"
	"strings"

	"github.com/wainbox/wainbox/whatsapp"
)

// Fill gives each variable its value and returns what a provider sends. The
// error is [Problems], all at once; the template is then empty. Nothing of a
// value is ever changed: one without a Type is taken for a text, a payload or a
// coupon code, as the place wants it.
//
// The limits are the platform's: a body of 1,024 characters with its values
// (600 with a limited-time offer, 160 in a card), a header of 60, a code of 15,
// an address of 2,000 bytes. Source: "Template components", November 2025. A
// value has no line break, no tab and no more than four spaces in a row. Source:
// "Error codes", 132012 and 132018, November 2025.
//
// What is returned shares the memory of values that have their types and stand in
// the order of the variables, by place or with their names. Then Fill of texts
// allocates once, the components; of other values a few times more for each.
func (t *Template) Fill(v Values) (whatsapp.Template, error) {
	f := filler{t: t}
	return f.fill(&v)
}

// filler is one fill.
type filler struct {
	t        *Template
	problems Problems
	// strict: the values are those of a message, which is sent as it is: a code
	// stands in its button too, and a name where names are sent.
	strict bool

	// special: the section has a value that is more than a text.
	special bool

	components []whatsapp.Component
	runes      [16]int // of the values of one section
	many       []int   // the same, where they are more
}

func (f *filler) fill(v *Values) (whatsapp.Template, error) {
	t := f.t
	f.problems = append(f.problems, t.odd...)
	extra := 0
	for _, there := range [...]bool{t.clock, len(t.cards) > 0, len(v.Targets) > 0} {
		if there {
			extra++
		}
	}
	f.components = make([]whatsapp.Component, 0, len(t.whole.sections)+extra)
	f.part(&t.whole, v)
	f.offer(v)
	f.cards(v)
	f.targets(v)
	if len(f.problems) > 0 {
		return whatsapp.Template{}, f.problems
	}
	return t.message(f.components), nil
}

// message names the template as its provider wants it.
func (t *Template) message(components []whatsapp.Component) whatsapp.Template {
	d := &t.definition
	m := whatsapp.Template{Name: d.Name, Language: d.Language, Components: components}
	if len(components) == 0 {
		m.Components = nil
	}
	if d.Content != nil {
		// Twilio sends by id, and what it calls a name may be words for people.
		m.ID = d.ID
		if strings.Trim(m.Name, "abcdefghijklmnopqrstuvwxyz0123456789_") != "" {
			m.Name = ""
		}
	}
	return m
}

func (f *filler) problem(p Problem) { f.problems = append(f.problems, p) }

// part fills the sections of a message or a card.
func (f *filler) part(p *part, v *Values) {
	header, body, buttons := false, false, 0
	for i := range p.sections {
		s := &p.sections[i]
		given := s.given(v)
		switch s.part {
		case "header":
			header = true
		case "body":
			body = true
		default:
			if len(given) > 0 {
				buttons++
			}
			if s.code {
				f.code(s, v)
				continue
			}
		}
		f.section(s, given)
	}
	if !header && len(v.Header) > 0 {
		f.problem(Problem{Field: p.prefix + "header", Rule: Extra})
	}
	if !body && len(v.Body) > 0 {
		f.problem(Problem{Field: p.prefix + "body", Rule: Extra})
	}
	if buttons < len(v.Buttons) {
		f.strayButtons(p, v)
	}
}

// strayButtons finds values of buttons that take none.
func (f *filler) strayButtons(p *part, v *Values) {
	for i := range whatsapp.MaxTemplateButtons {
		if len(v.Buttons[i]) == 0 {
			continue
		}
		found := false
		for j := range p.sections {
			found = found || p.sections[j].part == "button" && p.sections[j].index == i
		}
		if !found {
			f.problem(Problem{Field: field(p.prefix+"buttons", i), Rule: Extra})
		}
	}
	for i := range v.Buttons {
		if i < 0 || i >= whatsapp.MaxTemplateButtons {
			f.problem(Problem{Field: p.prefix + "buttons", Rule: Extra, Detail: "a place that no button has"})
			return
		}
	}
}

// section fills one component. Values that stand as they are sent are taken as
// they are; others are put in their order.
func (f *filler) section(s *section, given []whatsapp.Parameter) {
	if len(given) == 0 && !s.always && !s.needs() {
		return
	}
	before := len(f.problems)
	runes := f.counts(len(s.slots))
	f.special = false
	if s.ready(given) {
		for i := range given {
			runes[i] = f.value(s, i, &given[i])
		}
		f.lines(s, given, runes, before)
		f.keep(s, slices.Clip(given), before)
		return
	}
	values := f.arrange(s, given, runes)
	f.lines(s, values, runes, before)
	f.keep(s, slices.DeleteFunc(values, absent), before)
}

// needs reports whether the section cannot be sent without a value.
func (s *section) needs() bool {
	return slices.ContainsFunc(s.slots, func(one slot) bool { return one.required })
}

// lines checks the texts with their values, unless a value alone is too long.
func (f *filler) lines(s *section, values []whatsapp.Parameter, runes []int, before int) {
	if len(f.problems) > before && f.problems[before:].has(TooLong) {
		return
	}
	for i := range s.lines {
		f.line(s, &s.lines[i], values, runes)
	}
}

// ready reports whether there is one value for each variable, in the order and
// with the names that are sent.
func (s *section) ready(given []whatsapp.Parameter) bool {
	if len(given) != len(s.slots) || len(given) == 0 {
		return false
	}
	for i := range given {
		p := &given[i]
		one := &s.slots[i]
		if p.Type == "" || p.Name != s.sent(i) || one.name == "" && !slices.Contains(one.kinds, p.Type) {
			return false
		}
	}
	return true
}

// sent is the name that a value is sent with.
func (s *section) sent(i int) string {
	if s.naming == byPlace || s.part == "button" {
		return ""
	}
	return s.slots[i].name
}

// arrange puts values in the order of their variables.
func (f *filler) arrange(s *section, given []whatsapp.Parameter, runes []int) []whatsapp.Parameter {
	values := make([]whatsapp.Parameter, len(s.slots))
	place := 0
	for i := range given {
		p := &given[i]
		var at int
		switch {
		case p.Name != "" && f.strict && s.sent(0) == "":
			f.problem(Problem{Field: s.field, Rule: WrongKind, Detail: "a name, where values go by their place"})
			continue
		case p.Name != "":
			at = s.find(p.Name, i)
		case s.sent(0) != "" && (s.naming == byName || f.strict && !numbered(s.slots)):
			f.problem(Problem{Field: s.field, Rule: Unnamed})
			continue
		default:
			at = s.vacant(place, p.Type)
			place++
		}
		if at < 0 || at >= len(values) {
			f.problem(Problem{Field: s.named(p.Name), Name: p.Name, Rule: Extra})
			continue
		}
		if values[at].Type != "" {
			f.problem(Problem{Field: s.at(at), Name: s.slots[at].name, Rule: Repeated})
			continue
		}
		values[at] = *p
		values[at].Name = s.sent(at)
		if p.Type == "" {
			values[at].Type = s.slots[at].kinds[0]
		}
		runes[at] = f.value(s, at, &values[at])
	}
	for i := range values {
		if values[i].Type == "" && s.slots[i].required {
			f.problem(Problem{Field: s.at(i), Name: s.slots[i].name, Rule: Missing})
		}
	}
	return values
}

// vacant is the place for a value without a name: the next one, but where the
// parts are values of different kinds, the one of its kind.
func (s *section) vacant(place int, kind string) int {
	if place < len(s.slots) && s.slots[place].name != "" || len(s.slots) == 1 {
		return place
	}
	for i := range s.slots {
		if s.slots[i].name == "" && s.slots[i].kinds[0] == kind {
			return i
		}
	}
	return place
}

func (f *filler) counts(n int) []int {
	if n > len(f.runes) {
		if n > len(f.many) {
			f.many = make([]int, n)
		}
		clear(f.many)
		return f.many[:n]
	}
	clear(f.runes[:])
	return f.runes[:n]
}

// keep adds the component, unless it would be empty.
func (f *filler) keep(s *section, values []whatsapp.Parameter, before int) {
	if len(values) == 0 {
		if !s.always {
			return
		}
		values = []whatsapp.Parameter{Flow("", "")}
	}
	c := whatsapp.Component{Type: s.part, SubType: s.subType, Index: s.index, Parameters: values}
	if len(f.problems) == before && f.special {
		f.platform(s.field, c)
	}
	f.components = append(f.components, c)
}

func absent(p whatsapp.Parameter) bool { return p.Type == "" }

// platform holds a component against what the platform documents of its kinds
// of values.
func (f *filler) platform(field string, c whatsapp.Component) {
	err := c.Validate()
	if v, ok := err.(whatsapp.Violations); ok { //nolint:errorlint // Validate returns no other
		for _, one := range v {
			f.problem(Problem{Field: field, Rule: BadValue, Detail: one.Field + ": " + one.Rule})
		}
	}
}

// code gives an authentication's button the code that its text has.
func (f *filler) code(s *section, v *Values) {
	code := f.t.code(v)
	given := s.given(v)
	switch {
	case len(given) == 0 && f.strict:
		f.problem(Problem{Field: s.field, Rule: Missing})
	case len(given) > 1:
		f.problem(Problem{Field: s.field, Rule: Extra})
	case len(given) == 1 && f.strict && given[0].Type != "text":
		f.problem(Problem{Field: s.field, Rule: WrongKind, Detail: "one of text"})
	case len(given) == 1 && firstText(given) != code:
		f.problem(Problem{Field: s.field, Rule: BadValue, Detail: "not the code that the text has"})
	}
	f.components = append(f.components, whatsapp.Component{
		Type: s.part, SubType: s.subType, Index: s.index, Parameters: []whatsapp.Parameter{Text(code)},
	})
}

func firstText(given []whatsapp.Parameter) string {
	if len(given) == 0 {
		return ""
	}
	return given[0].Text
}

// offer adds the end of a limited-time offer.
func (f *filler) offer(v *Values) {
	const part = "limited_time_offer"
	switch {
	case !f.t.clock:
		if !v.OfferEnds.IsZero() {
			f.problem(Problem{Field: part, Rule: Extra})
		}
		return
	case v.OfferEnds.IsZero():
		f.problem(Problem{Field: part, Rule: Missing})
		return
	case v.OfferEnds.UnixMilli() <= 0:
		f.problem(Problem{Field: part, Rule: BadValue, Detail: "a time after 1970"})
		return
	}
	f.components = append(f.components, whatsapp.Component{
		Type: part, Parameters: []whatsapp.Parameter{{Type: part, Number: v.OfferEnds.UnixMilli()}},
	})
}

// targets adds the pages that a tap on the picture opens.
func (f *filler) targets(v *Values) {
	const part = "tap_target_configuration"
	if len(v.Targets) == 0 {
		return
	}
	c := whatsapp.Component{Type: part, Parameters: []whatsapp.Parameter{{Type: part, Targets: v.Targets}}}
	f.platform(part, c)
	f.components = append(f.components, c)
}
