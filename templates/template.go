package templates

import (
	"github.com/wainbox/wainbox/whatsapp"
)

// Template is a definition made ready to be filled and shown. It never changes
// and is safe for concurrent use.
type Template struct {
	definition Definition
	whole      part
	cards      []part
	// products: the cards are products, of which the first stands for as many as
	// are sent.
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

type button struct {
	Button

	address shown
}

// New makes a template of a definition. Any definition will do: one with parts
// that are not known here is shown as far as it is, and Fill refuses it.
func New(d Definition) *Template {
	t := &Template{definition: d}
	c := compiler{t: t, code: is(string(d.Category), string(Authentication))}
	c.naming = namingOf(d)
	if d.Content != nil {
		c.row(d)
	}
	t.whole = c.part("", d.Components, whatsapp.MaxBodyRunes)
	if !sendable(d) {
		t.odd = append(t.odd, Problem{Field: "status", Rule: NotApproved, Detail: string(d.Status)})
	}
	for _, at := range d.Unread() {
		t.odd = append(t.odd, Problem{Field: at, Rule: Unfillable, Detail: "could not be read"})
	}
	t.odd = append(t.odd, c.odd...)
	return t
}

// sendable reports whether the platform takes the template as it stands. One
// whose status is not known is let through, and so is a draft of Twilio's, which
// can be sent inside the window.
func sendable(d Definition) bool {
	switch d.Status {
	case "", Approved:
		return true
	case Draft:
		return d.Content != nil
	default:
		return false
	}
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
	for _, c := range d.Components {
		for _, name := range names(c.Text) {
			if number(name) == 0 {
				return byName
			}
		}
	}
	return byPlace
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
