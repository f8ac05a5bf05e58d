package templates

import (
	"time"

	"github.com/wainbox/wainbox/whatsapp"
)

// AppendPreview appends the text that the customer will read, header, body and
// footer with an empty line between them, and returns the extended buffer. A
// variable without a value stays as it is written, "{{1}}"; markup is kept. It
// allocates nothing of its own.
//
// The sentence of an authentication is the platform's, one for each language: a
// definition read from the platform has it, else the code stands alone.
func (t *Template) AppendPreview(dst []byte, v Values) []byte {
	p := &t.whole
	from := len(dst)
	for _, s := range [...]*shown{&p.head, &p.body, &p.foot} {
		if s == &p.head && p.format != "TEXT" || len(s.text.pieces) == 0 {
			continue
		}
		at := len(dst)
		if at > from {
			dst = append(dst, "\n\n"...)
		}
		before := len(dst)
		if dst = t.append(dst, p, s, &v); len(dst) == before {
			dst = dst[:at]
		}
	}
	return dst
}

// append appends a text of a part.
func (t *Template) append(dst []byte, p *part, s *shown, v *Values) []byte {
	switch {
	case s.section >= 0:
		sec := &p.sections[s.section]
		return s.text.append(dst, sec.slots, sec.given(v))
	case s.section == rowSection:
		sec := &t.whole.sections[len(t.whole.sections)-1]
		return s.text.append(dst, sec.slots, v.Body)
	default:
		return s.text.append(dst, nil, nil)
	}
}

// Preview is a filled template as data, for a screen.
type Preview struct {
	// Format is the header's: TEXT, IMAGE, VIDEO, GIF, DOCUMENT, LOCATION or
	// PRODUCT; empty = no header. Then one of the next four says more, where it
	// was given.
	Format   string               `json:"format,omitempty"`
	Header   string               `json:"header,omitempty"`
	Media    *whatsapp.Media      `json:"media,omitempty"`
	Location *whatsapp.Location   `json:"location,omitempty"`
	Product  *whatsapp.ProductRef `json:"product,omitempty"`
	Body     string               `json:"body,omitempty"`
	Footer   string               `json:"footer,omitempty"`
	// Offer is the text of a limited-time offer, OfferEnds when it ends.
	Offer     string          `json:"offer,omitempty"`
	OfferEnds time.Time       `json:"offer_ends,omitzero"`
	Buttons   []PreviewButton `json:"buttons,omitempty"`
	Cards     []Preview       `json:"cards,omitempty"`
}

// PreviewButton is a button as the customer sees it.
type PreviewButton struct {
	Type string `json:"type"`
	Text string `json:"text,omitempty"`
	// Target is where it leads: an address with its value, a number, a code.
	Target string `json:"target,omitempty"`
}

// Preview returns what the customer will see, with variables that have no value
// as they are written.
func (t *Template) Preview(v Values) Preview {
	out := t.preview(&t.whole, &v)
	if t.clock {
		out.OfferEnds = v.OfferEnds
	}
	cards := len(t.cards)
	if t.products {
		cards = max(whatsapp.MinCards, min(len(v.Cards), whatsapp.MaxCards))
	}
	for i := range cards {
		values := &v // Twilio's row is the whole's
		if t.definition.Content == nil {
			values = &Values{}
			if i < len(v.Cards) {
				values = &v.Cards[i]
			}
		}
		out.Cards = append(out.Cards, t.preview(&t.cards[min(i, len(t.cards)-1)], values))
	}
	return out
}

func (t *Template) preview(p *part, v *Values) Preview {
	out := Preview{
		Format: p.format, Body: string(t.append(nil, p, &p.body, v)), Footer: string(t.append(nil, p, &p.foot, v)), Offer: p.offer,
	}
	switch head := string(t.append(nil, p, &p.head, v)); {
	case p.format == "TEXT":
		out.Header = head
	case head != "": // the template's own file
		out.Media = &whatsapp.Media{Type: whatsapp.ContentKind(headerKinds[p.format]), Link: head}
	case p.format != "" && len(v.Header) > 0:
		out.place(v.Header[0])
	}
	for i := range p.buttons {
		out.Buttons = append(out.Buttons, t.button(p, i, v))
	}
	return out
}

// place shows a copy of what stands at the head.
func (p *Preview) place(v Value) {
	if v.Media != nil {
		media := *v.Media
		p.Media = &media
	}
	if v.Location != nil {
		location := *v.Location
		p.Location = &location
	}
	if p.Format == "PRODUCT" {
		p.Product = &v.Product
	}
}

func (t *Template) button(p *part, i int, v *Values) PreviewButton {
	b := &p.buttons[i]
	out := PreviewButton{
		Type: b.Type, Text: string(t.append(nil, p, &b.words, v)), Target: string(t.append(nil, p, &b.target, v)),
	}
	switch {
	case b.Phone != "" && out.Target == "":
		out.Target = b.Phone
	case is(b.Type, "COPY_CODE") && out.Target == "":
		out.Target = firstText(v.Buttons[i])
	case is(b.Type, "OTP"):
		out.Target = t.code(v)
	}
	return out
}

// code is the one-time code of an authentication: the first value of its text.
func (t *Template) code(v *Values) string {
	slots := []slot{{}}
	if at := t.whole.body.section; at >= 0 {
		slots = t.whole.sections[at].slots
	}
	return shownOf(valueFor(slots, v.Body, 0))
}
