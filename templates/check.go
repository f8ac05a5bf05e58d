package templates

import (
	"cmp"
	"slices"
	"time"

	"github.com/wainbox/wainbox/whatsapp"
)

// Check holds a template that was filled elsewhere against the definition. The
// error is [Problems].
func (t *Template) Check(m whatsapp.Template) error {
	d := &t.definition
	f := filler{t: t, strict: true}
	if d.Content == nil || m.ID == "" {
		if m.Name != d.Name {
			f.problem(Problem{Field: "name", Rule: BadValue, Detail: "another template"})
		}
	} else if m.ID != d.ID {
		f.problem(Problem{Field: "id", Rule: BadValue, Detail: "another template"})
	}
	if m.Language != d.Language && (m.Language != "" || d.Content == nil) {
		f.problem(Problem{Field: "language", Rule: BadValue, Detail: "another language"})
	}
	f.parts(&t.whole, m.Components)
	v := ValuesOf(m)
	if d.Content != nil {
		v = rowOf(m)
	}
	_, err := f.fill(&v)
	return err
}

// parts checks what the values alone do not show: that each part is there once,
// may stand there, and says what it is.
func (f *filler) parts(p *part, all []whatsapp.Component) {
	seen := map[string]bool{}
	for i := range all {
		c := &all[i]
		name := c.Type
		if name == "button" {
			name = field("buttons", c.Index)
		}
		if seen[name] || !f.takes(p, c) {
			f.problem(Problem{Field: field(p.prefix+"components", i), Rule: Extra})
		}
		seen[name] = true
		if slices.ContainsFunc(c.Parameters, absent) {
			f.problem(Problem{Field: field(p.prefix+"components", i), Rule: WrongKind, Detail: "a value without a type"})
		}
		f.button(p, c)
		for j := range min(len(c.Cards), whatsapp.MaxCards) {
			if len(f.t.cards) > 0 {
				one, before := &f.t.cards[min(j, len(f.t.cards)-1)], len(f.problems)
				f.parts(one, c.Cards[j])
				f.rename(one, j, before)
			}
		}
	}
}

// takes reports whether a part of this type, and with what it holds, can stand
// in a message or, if it is one, in a card. Twilio's have no more than a card.
func (f *filler) takes(p *part, c *whatsapp.Component) bool {
	small := p.prefix != "" || f.t.definition.Content != nil
	switch c.Type {
	case "header", "body", "button":
		return len(c.Cards) == 0
	case "limited_time_offer":
		return !small && len(c.Cards) == 0 && len(c.Parameters) == 1 && c.Parameters[0].Type == c.Type
	case "carousel":
		return !small && len(c.Cards) > 0 && len(c.Parameters) == 0
	case "tap_target_configuration":
		return !small && len(c.Cards) == 0
	default:
		return false
	}
}

// button checks that a button is there and what it is called.
func (f *filler) button(p *part, c *whatsapp.Component) {
	if c.Type != "button" || f.t.definition.Content != nil {
		return
	}
	i := slices.IndexFunc(p.sections, func(s section) bool { return s.part == "button" && s.index == c.Index })
	switch at := field(p.prefix+"buttons", c.Index); {
	case i < 0 && len(c.Parameters) == 0:
		f.problem(Problem{Field: at, Rule: Extra})
	case i >= 0 && c.SubType != p.sections[i].subType:
		f.problem(Problem{Field: at, Rule: WrongKind, Detail: "the sub_type " + p.sections[i].subType})
	}
}

// ValuesOf are the values of a template that was filled. They share its memory.
func ValuesOf(m whatsapp.Template) Values { return valuesOf(m.Components) }

func valuesOf(components []whatsapp.Component) Values {
	var v Values
	for i := range components {
		c := &components[i]
		switch c.Type {
		case "header":
			v.Header = joined(v.Header, c.Parameters)
		case "body":
			v.Body = joined(v.Body, c.Parameters)
		case "button":
			if v.Buttons == nil {
				v.Buttons = map[int][]whatsapp.Parameter{}
			}
			v.Buttons[c.Index] = joined(v.Buttons[c.Index], c.Parameters)
		case "limited_time_offer":
			for _, p := range c.Parameters {
				v.OfferEnds = time.UnixMilli(p.Number).UTC()
			}
		case "carousel":
			for _, card := range c.Cards {
				v.Cards = append(v.Cards, valuesOf(card))
			}
		case "tap_target_configuration":
			for _, p := range c.Parameters {
				v.Targets = joined(v.Targets, p.Targets)
			}
		}
	}
	return v
}

// joined does not copy where there is nothing to join.
func joined[T any](a, b []T) []T {
	if len(a) == 0 {
		return b
	}
	return slices.Concat(a, b)
}

// rowOf are the values of a template of Twilio's, whose variables are counted
// through all parts: header, body, then buttons in their order.
func rowOf(m whatsapp.Template) Values {
	parts := slices.Clone(m.Components)
	place := func(c whatsapp.Component) int {
		return slices.Index([]string{"header", "body", "button"}, c.Type)
	}
	slices.SortStableFunc(parts, func(a, b whatsapp.Component) int {
		return cmp.Or(cmp.Compare(place(a), place(b)), cmp.Compare(a.Index, b.Index))
	})
	var v Values
	for _, c := range parts {
		v.Body = append(v.Body, c.Parameters...)
	}
	return v
}
