package simulator

import (
	"fmt"
	"slices"
	"strings"
)

// checkAuthentication checks a template for one-time codes: its texts are the platform's, and its buttons give the code
// (Cloud API documentation, "Authentication templates").
func (t *template) checkAuthentication() *failure {
	if f := onlyOnce(t.parts, "BODY", "FOOTER", "BUTTONS"); f != nil {
		return f
	}
	for i := range t.parts {
		c := &t.parts[i]
		if c.Text != "" {
			return malformed(badBody, "The text of an authentication template is the platform's")
		}
		if c.Minutes != nil && (*c.Minutes < 1 || *c.Minutes > maxCodeMinutes) {
			return malformed(badFooter, fmt.Sprintf("code_expiration_minutes must be 1 to %d", maxCodeMinutes))
		}
	}
	buttons := buttonsOf(t.parts)
	if len(buttons) == 0 {
		return malformed(badButtons, "An authentication template needs a button of type OTP")
	}
	for i := range buttons {
		if why := buttons[i].wrongCode(); why != "" {
			return malformed(badButtons, fmt.Sprintf("buttons[%d] %s", i, why))
		}
	}
	return nil
}

// wrongCode tells what is wrong with a button for a one-time code; nothing = it is right.
func (b *templateButton) wrongCode() string {
	otp := strings.ToUpper(b.OTP)
	switch {
	case b.kind() != "OTP":
		return "is not of type OTP"
	case otp == "COPY_CODE":
		return ""
	case otp != "ONE_TAP" && otp != "ZERO_TAP":
		return "has none of the documented values of otp_type"
	case len(b.Apps) == 0:
		return "has no supported_apps"
	}
	for _, app := range b.Apps {
		if app.Package == "" || app.Signature == "" {
			return "has an app without package_name or signature_hash"
		}
	}
	return ""
}

// checkOffer checks what stands beside a limited-time offer (Cloud API documentation, "Limited-time offer templates").
func (t *template) checkOffer() *failure {
	c := find(t.parts, "LIMITED_TIME_OFFER")
	if c == nil {
		return nil
	}
	at := func(kind string) int {
		return slices.IndexFunc(buttonsOf(t.parts), func(b templateButton) bool { return b.kind() == kind })
	}
	header := find(t.parts, "HEADER")
	switch {
	case t.Category != "marketing":
		return malformed(0, "A limited-time offer is of the category MARKETING")
	case c.Offer == nil || blank(c.Offer.Text) || long(c.Offer.Text, maxOfferText):
		return malformed(tooMuch, fmt.Sprintf("An offer has a text of at most %d characters", maxOfferText))
	case header != nil && !slices.Contains([]string{"IMAGE", "VIDEO"}, strings.ToUpper(header.Format)):
		return malformed(badHeader, "The header of an offer is an image or a video")
	case find(t.parts, "FOOTER") != nil:
		return malformed(badFooter, "An offer has no footer")
	case at("URL") >= 0 && at("COPY_CODE") > at("URL"):
		return malformed(badButtons, "The code of an offer stands before its address")
	}
	return nil
}

// checkCarousel checks the cards: each by itself, and that all have the same components (Cloud API documentation,
// "Media card carousel templates").
func (t *template) checkCarousel(c *component) *failure {
	if len(c.Cards) < 2 || len(c.Cards) > maxTemplateCards {
		return malformed(0, fmt.Sprintf("A carousel has 2 to %d cards", maxTemplateCards))
	}
	for _, card := range c.Cards {
		if f := t.checkCard(card.Components); f != nil {
			return f
		}
		if !slices.Equal(shape(card.Components), shape(c.Cards[0].Components)) {
			return malformed(0, "The cards of a carousel have the same components")
		}
	}
	return nil
}

func (t *template) checkCard(parts []component) *failure {
	if f := onlyOnce(parts, "HEADER", "BODY", "BUTTONS"); f != nil {
		return f
	}
	header, buttons := find(parts, "HEADER"), find(parts, "BUTTONS")
	switch {
	case header == nil || !slices.Contains([]string{"IMAGE", "VIDEO", "PRODUCT"}, strings.ToUpper(header.Format)):
		return malformed(badHeader, "A card has an image, a video or a product as its header")
	case buttons == nil || len(buttons.Buttons) > maxCardButtons:
		return malformed(badButtons, fmt.Sprintf("A card has 1 to %d buttons", maxCardButtons))
	}
	for i := range parts {
		if f := t.checkPart(&parts[i], maxTemplateCard); f != nil {
			return f
		}
	}
	return checkProduct(parts)
}

// shape is what all cards of a carousel have alike.
func shape(parts []component) []string {
	var words []string
	for i := range parts {
		words = append(words, parts[i].kind(), strings.ToUpper(parts[i].Format))
		for j := range parts[i].Buttons {
			words = append(words, parts[i].Buttons[j].kind())
		}
	}
	return words
}
