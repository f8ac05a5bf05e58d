package simulator

import (
	"fmt"
	"strings"
)

const maxOneTimeCode = 15 // characters (Cloud API documentation, "Authentication templates")

// checkFilled compares what a send fills in with what a template was created with. Of a template that was given without
// components, the body alone is compared.
func (s *Simulator) checkFilled(t *template, sent *sentParts) *failure {
	most := maxTemplateBody
	if offers(t.parts) {
		most = maxOfferBody
	}
	names := variables(t.Body)
	if len(names) != t.Params {
		names = nil // the options say how many there are
	}
	body := textPart{name: "body", text: t.Body, want: t.Params, names: names, most: most, named: t.named}
	if f := body.check(sent.body); f != nil {
		return f
	}
	if len(t.parts) == 0 {
		return checkCode(t, sent)
	}
	if f := s.checkSentHeader(t, find(t.parts, "HEADER"), sent.header); f != nil {
		return f
	}
	if f := checkSentButtons(t.parts, sent.buttons); f != nil {
		return f
	}
	if f := checkCode(t, sent); f != nil {
		return f
	}
	if f := checkClock(find(t.parts, "LIMITED_TIME_OFFER"), sent.offer); f != nil {
		return f
	}
	return s.checkCards(t, find(t.parts, "CAROUSEL"), sent.cards)
}

// checkCode checks a one-time code: it is short, has no address and no emoji, and the button has the one that the text
// has (Cloud API documentation, "Authentication templates").
func checkCode(t *template, sent *sentParts) *failure {
	if t.Category != "authentication" {
		return nil
	}
	code := ""
	for i := range sent.body {
		code = sent.body[i].Text
		switch {
		case long(code, maxOneTimeCode):
			return refuse(132018, fmt.Sprintf("A one-time code has at most %d characters", maxOneTimeCode))
		case strings.Contains(code, "://") || strings.Contains(code, "www.") || strings.ContainsFunc(code, pictured):
			return refuse(132018, "A one-time code has no address and no emoji")
		}
	}
	buttons := buttonsOf(t.parts)
	for at, c := range sent.buttons {
		if buttons[at].kind() == "OTP" && len(c.Parameters) == 1 && c.Parameters[0].Text != code {
			return refuse(132018, "The button has another code than the text")
		}
	}
	return nil
}

// pictured tells whether a character is an emoji, or one of the symbols that are shown as one.
func pictured(r rune) bool { return r >= 0x2600 && r <= 0x27bf || r >= 0x1f000 && r <= 0x1faff }

// checkClock compares the end of an offer: there is one if the offer has a clock.
func checkClock(c *component, given []templateParameter) *failure {
	want := 0
	if c != nil && c.Offer != nil && c.Offer.Clock {
		want = 1
	}
	if len(given) != want {
		return mismatch("limited_time_offer", len(given), want)
	}
	if want == 0 {
		return nil
	}
	return given[0].check("limited_time_offer", "limited_time_offer")
}

// checkSentHeader compares the header's parameters: its text's variable, its file, its place or its product.
func (s *Simulator) checkSentHeader(t *template, header *component, given []templateParameter) *failure {
	kind := ""
	if header != nil {
		kind = or(strings.ToLower(header.Format), "text")
	}
	switch kind {
	case "":
		if len(given) > 0 {
			return mismatch("header", len(given), 0)
		}
		return nil
	case "text":
		names := variables(header.Text)
		text := textPart{
			name: "header", text: header.Text, want: len(names), names: names, most: maxTemplateHeader, named: t.named,
			kinds: []string{"text"},
		}
		return text.check(given)
	}
	if len(given) != 1 {
		return mismatch("header", len(given), 1)
	}
	if f := given[0].check("header", kind); f != nil {
		return f
	}
	if file := given[0].file(); file != nil && file.ID != "" && s.file(file.ID, s.now()) == nil {
		return refuse(131009, "Param "+kind+"['id'] is not a valid media ID")
	}
	return nil
}
