package templates

import (
	"strings"

	"github.com/wainbox/wainbox/whatsapp"
)

// carousel checks the cards, and that they are alike.
func (l *linter) carousel(at string, cards []Card) {
	at += ".cards"
	if len(cards) < whatsapp.MinCards {
		l.add("cards_too_few", at)
	}
	l.count("cards_too_many", at, len(cards))
	if len(cards) == 0 {
		return
	}
	first := l.shape(cards[0])
	for i, c := range cards {
		one := field(at, i)
		l.card(one, c.Components)
		if l.shape(c) != first {
			l.add("cards_uneven", one)
		}
	}
	if len(cards) > ProductCards && strings.HasPrefix(first, "HEADER PRODUCT") {
		l.add("cards_product", at)
	}
}

// shape is what must be the same in all cards: their parts, the kind of header
// and the kinds of buttons, in order.
func (l *linter) shape(c Card) string {
	var s strings.Builder
	for _, part := range c.Components {
		s.WriteString(part.Type + " ")
		if !l.content { // of which it is only a guess: see cardHeader
			s.WriteString(part.Format)
		}
		for _, b := range part.Buttons {
			s.WriteString(" " + b.Type)
		}
		s.WriteString("\n")
	}
	return strings.ToUpper(s.String())
}

// card checks the parts of a card.
func (l *linter) card(at string, all []Component) {
	at += ".components"
	types, single := map[string]bool{}, hasButton(all, "SPM")
	for i, c := range all {
		one := field(at, i)
		l.repeated(one, c, types)
		switch strings.ToUpper(c.Type) {
		case "HEADER":
			l.cardHeader(one, c)
		case "BODY":
			l.body("card_body_too_long", one, c)
			if strings.Count(c.Text, "\n") > whatsapp.MaxCardBodyBreaks {
				l.add("card_body_breaks", one+".text")
			}
		case "BUTTONS":
			l.cardButtons(one+".buttons", c.Buttons)
		case "":
			l.add("component_type_missing", one)
		default:
			l.add("card_part", one+".type")
		}
		l.product(one, c, single)
	}
	if !has(all, "HEADER") {
		l.add("card_header", at)
	}
	if !has(all, "BUTTONS") {
		l.add("card_buttons_missing", at)
	}
}

func (l *linter) cardHeader(at string, c Component) {
	switch format := strings.ToUpper(c.Format); {
	case format == "IMAGE" || format == "VIDEO":
		l.headerFile(at, c)
	case format == "PRODUCT":
	case format == "DOCUMENT" && l.content: // an address whose ending says nothing
	default:
		l.add("card_header", at+".format")
	}
}

func (l *linter) cardButtons(at string, all []Button) {
	if len(all) == 0 {
		l.add("card_buttons_missing", at)
	}
	l.count("card_buttons_too_many", at, len(all))
	l.row(at, all)
}

// product checks that a product in a header has the button that shows it.
func (l *linter) product(at string, c Component, single bool) {
	if !single && is(c.Type, "HEADER") && is(c.Format, "PRODUCT") {
		l.add("header_product", at+".format")
	}
}
