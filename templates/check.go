package templates

import (
	"cmp"
	"slices"
	"strings"
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
	if m.Language != "" && m.Language != d.Language {
		f.problem(Problem{Field: "language", Rule: BadValue, Detail: "another language"})
	}
	for i := range m.Components {
		if !knownPart(m.Components[i].Type) {
			f.problem(Problem{Field: field("components", i), Rule: Extra})
		}
	}
	v := ValuesOf(m)
	if d.Content != nil {
		v = rowOf(m)
	}
	_, err := f.fill(&v)
	return err
}

func knownPart(kind string) bool {
	switch strings.ToLower(kind) {
	case "header", "body", "button", "limited_time_offer", "carousel", "tap_target_configuration":
		return true
	default:
		return false
	}
}

// ValuesOf are the values of a template that was filled. They share its memory.
func ValuesOf(m whatsapp.Template) Values { return valuesOf(m.Components) }

func valuesOf(components []whatsapp.Component) Values {
	var v Values
	for i := range components {
		c := &components[i]
		switch strings.ToLower(c.Type) {
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
		return slices.Index([]string{"header", "body", "button"}, strings.ToLower(c.Type))
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
