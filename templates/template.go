package templates

import (
	"slices"
	"strings"

	"github.com/wainbox/wainbox/whatsapp"
)

// Template is a definition made ready to be filled and shown. It never changes
// and is safe for concurrent use.
type Template struct {
	definition Definition
	whole      part
	cards      []part
	// products: the cards are products, of which one stands for as many as are
	// sent.
	products bool
	// clock: a limited-time offer has an end.
	clock bool
	// odd is what keeps the template from being filled, whatever the values.
	odd Problems
}

// part is a message's own parts, or a card's.
type part struct {
	prefix   string // "cards[0]."
	sections []section
	// What the customer reads. Texts stand in their sections' slots.
	format           string // of the header
	head, body, foot shown
	offer            string
	buttons          []button
}

// shown is a text and whose values stand in it.
type shown struct {
	text    text
	section int // -1 = none
}

// button has its words and where it leads to as texts, in which Twilio may have
// variables.
type button struct {
	Button

	words, target shown
}

// New makes a template of a definition. Any definition will do: one with parts
// that are not known here is shown as far as it is, and Fill refuses it.
func New(d Definition) *Template {
	t := &Template{definition: d}
	c := compiler{t: t, code: is(string(d.Category), string(Authentication)) || hasButton(d.Components, "OTP")}
	c.naming = namingOf(d)
	if d.Content != nil {
		c.row(d)
	}
	t.whole = c.part("", d.Components, whatsapp.MaxBodyRunes)
	if !sendable(d) {
		t.odd = append(t.odd, Problem{Field: "status", Rule: NotApproved, Detail: string(d.Status)})
	}
	for _, at := range d.Unread() {
		if decides(at) {
			t.odd = append(t.odd, Problem{Field: at, Rule: Unfillable, Detail: "could not be read"})
		}
	}
	if v, ok := t.message(nil).Validate().(whatsapp.Violations); ok { //nolint:errorlint // Validate returns no other
		for _, one := range v {
			t.odd = append(t.odd, Problem{Field: strings.TrimPrefix(one.Field, "template."), Rule: Unfillable, Detail: one.Rule})
		}
	}
	t.odd = append(t.odd, c.odd...)
	return t
}

// decides reports whether a member decides on what is sent. Samples and what the
// provider says besides do not.
func decides(at string) bool {
	switch at {
	case "name", "language", "status", "category", "parameter_format", "components", "sid", "types", "approval_requests.status":
		return true
	default:
		return strings.HasPrefix(at, "components[") && !strings.Contains(at, "example")
	}
}

// sendable reports whether the platform takes the template as it stands. One
// whose status is not known is let through, and so are Twilio's, which need no
// approval inside the window. Source: Content API, April 2026.
func sendable(d Definition) bool {
	return d.Status == "" || d.Status == Approved || d.Content != nil
}

// namingOf is how the values of a definition's texts are told apart. Where it
// does not say, the texts do.
func namingOf(d Definition) naming {
	switch {
	case d.Content != nil:
		return byRow
	case is(string(d.Format), string(Named)):
		return byName
	case d.Format != "":
		return byPlace
	}
	if hasNames(d.Components) {
		return byName
	}
	return byPlace
}

// hasNames reports whether a text has a variable with a name.
func hasNames(all []Component) bool {
	return slices.ContainsFunc(all, func(c Component) bool {
		return slices.ContainsFunc(names(c.Text), func(name string) bool { return number(name) == 0 }) ||
			slices.ContainsFunc(c.Cards, func(card Card) bool { return hasNames(card.Components) })
	})
}

// Definition is what the template was made of. It shares its memory and must
// not be changed.
func (t *Template) Definition() Definition { return t.definition }

// Slots are the places that take values, in the order of the parts. A carousel
// of products has those of one card.
func (t *Template) Slots() []Slot {
	var all []Slot
	all = t.whole.describe(all, -1)
	if t.clock {
		all = append(all, Slot{
			Field: "limited_time_offer", Card: -1, Part: "limited_time_offer", Kinds: []string{"limited_time_offer"}, Required: true,
		})
	}
	for i := range t.cards {
		all = t.cards[i].describe(all, i)
	}
	return all
}

func (p *part) describe(all []Slot, card int) []Slot {
	for i := range p.sections {
		all = p.sections[i].describe(all, card)
	}
	return all
}
