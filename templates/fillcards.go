package templates

import "github.com/wainbox/wainbox/whatsapp"

// cards fills a carousel: exactly the cards that were defined, or as many
// products as are sent. Source: "Carousel templates", November 2025.
func (f *filler) cards(v *Values) {
	t := f.t
	if len(t.cards) == 0 {
		if len(v.Cards) > 0 {
			f.problem(Problem{Field: "cards", Rule: Extra})
		}
		return
	}
	if t.definition.Content != nil {
		if len(v.Cards) > 0 {
			f.problem(Problem{Field: "cards", Rule: Extra, Detail: "the variables of all cards stand in the body"})
		}
		return
	}
	if !f.cardCount(len(v.Cards)) {
		return
	}
	whole := f.components
	cards := make([][]whatsapp.Component, len(v.Cards))
	for i := range v.Cards {
		p := &t.cards[min(i, len(t.cards)-1)]
		f.components = make([]whatsapp.Component, 0, len(p.sections))
		before := len(f.problems)
		f.part(p, &v.Cards[i])
		f.stray(i, &v.Cards[i])
		f.rename(p, i, before)
		cards[i] = f.components
	}
	whole = append(whole, whatsapp.Component{Type: "carousel", Cards: cards})
	f.components = whole
}

// rename has the problems since before name card i, and not the one that stands
// for it.
func (f *filler) rename(p *part, i, before int) {
	for j := before; j < len(f.problems); j++ {
		f.problems[j].Field = field("cards", i) + f.problems[j].Field[len(p.prefix)-1:]
	}
}

// cardCount checks how many cards there are.
func (f *filler) cardCount(n int) bool {
	least, most := len(f.t.cards), len(f.t.cards)
	if f.t.products {
		least, most = whatsapp.MinCards, whatsapp.MaxCards
	}
	switch {
	case n < least:
		f.problem(Problem{Field: field("cards", n), Rule: Missing})
	case n > most:
		f.problem(Problem{Field: field("cards", most), Rule: Extra, Limit: most, Detail: "cards"})
	default:
		return true
	}
	return false
}

// stray finds values of a card that only a whole message has.
func (f *filler) stray(i int, v *Values) {
	if !v.OfferEnds.IsZero() || len(v.Cards) > 0 || len(v.Targets) > 0 {
		f.problem(Problem{Field: field("cards", i), Rule: Extra, Detail: "an offer, cards or targets in a card"})
	}
}
