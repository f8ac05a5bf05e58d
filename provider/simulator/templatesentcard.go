package simulator

import (
	"fmt"
	"strings"
)

// checkCards compares the cards of a carousel: as many as the template has, or of products 2 to 10, each with its own
// parameters.
func (s *Simulator) checkCards(t *template, carousel *component, sent []sentCard) *failure {
	if carousel == nil {
		if len(sent) > 0 {
			return mismatch("carousel", len(sent), 0)
		}
		return nil
	}
	defined := carousel.Cards
	least, most := len(defined), len(defined)
	if len(defined) > 0 {
		header := find(defined[0].Components, "HEADER")
		if header != nil && strings.EqualFold(header.Format, "PRODUCT") {
			least, most = 2, maxTemplateCards
		}
	}
	if len(sent) < least || len(sent) > most {
		return mismatch("carousel", len(sent), least)
	}
	met := map[int]bool{}
	for _, card := range sent {
		if card.Index < 0 || card.Index >= len(sent) || met[card.Index] {
			return refuse(132018, fmt.Sprintf("carousel: card_index must be 0 to %d, each once", len(sent)-1))
		}
		met[card.Index] = true
		if f := s.checkCardFilled(t, defined[min(card.Index, len(defined)-1)].Components, card.Components); f != nil {
			return f
		}
	}
	return nil
}

func (s *Simulator) checkCardFilled(t *template, parts []component, sent []sentComponent) *failure {
	given, f := sorted(sent, buttonsOf(parts))
	switch {
	case f != nil:
		return f
	case given.offer != nil || given.cards != nil:
		return refuse(132018, "carousel: a card has a header, a body and buttons")
	}
	body := textPart{name: "carousel body", most: maxTemplateCard, named: t.named}
	if c := find(parts, "BODY"); c != nil {
		body.text, body.names = c.Text, variables(c.Text)
		body.want = len(body.names)
	}
	if f := body.check(given.body); f != nil {
		return f
	}
	if f := s.checkSentHeader(t, find(parts, "HEADER"), given.header); f != nil {
		return f
	}
	return checkSentButtons(parts, given.buttons)
}
