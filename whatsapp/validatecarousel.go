package whatsapp

import "strings"

func (v *checker) carousel(c Carousel) {
	v.text(atBody, c.Body, MaxBodyRunes)
	cards := atAction + ".cards"
	v.count(cards, len(c.Cards), MinCards, MaxCards)
	for i, one := range c.Cards {
		at, first := item(cards, i), c.Cards[0]
		switch {
		case one.isProduct() != first.isProduct():
			v.add(at+".type", "the same on all cards")
		case one.isProduct():
			v.productCard(at, one)
			if one.Product.Catalog != first.Product.Catalog {
				v.add(at+".action.catalog_id", "the same on all cards")
			}
		default:
			v.mediaCard(at, one)
			if one.Media != nil && first.Media != nil && one.Media.Type != first.Media.Type {
				v.add(at+".header.type", "the same on all cards")
			}
		}
	}
}

// isProduct reports whether the card shows a product.
func (c Card) isProduct() bool { return c.Product != ProductRef{} }

func (v *checker) productCard(at string, c Card) {
	if c.Media != nil || c.Body != "" || c.Label != "" || c.URL != "" {
		v.add(at, "a product alone")
	}
	v.product(at+".action", c.Product)
}

func (v *checker) mediaCard(at string, c Card) {
	switch {
	case c.Media == nil:
		v.add(at+".header", "required")
	case c.Media.Type != KindImage && c.Media.Type != KindVideo:
		v.add(at+".header.type", "an image or a video")
	default:
		v.headerFile(at+".header", *c.Media)
	}
	v.optional(at+".body.text", c.Body, MaxCardBodyRunes)
	if strings.Count(c.Body, "\n") > MaxCardBodyBreaks {
		v.add(at+".body.text", atMost(MaxCardBodyBreaks, "line breaks"))
	}
	v.text(at+".action.parameters.display_text", c.Label, MaxLabelRunes)
	v.link(at+".action.parameters.url", c.URL)
}
