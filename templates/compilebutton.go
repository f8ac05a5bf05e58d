package templates

import (
	"strings"

	"github.com/wainbox/wainbox/whatsapp"
)

// buttons are those of the template's, and what of them takes values. Source:
// "Messages", templates, November 2025.
func (c *compiler) buttons(p *part, all []Button) {
	if len(all) > whatsapp.MaxTemplateButtons {
		c.unknown(p.prefix+"buttons", "more than 10 buttons")
	}
	for i := range all {
		b := button{Button: all[i], words: none, target: none}
		s := section{part: "button", index: i, field: field(p.prefix+"buttons", i)}
		c.button(p, &b, &s)
		p.buttons = append(p.buttons, b)
		if c.shared == nil {
			c.add(p, s)
		}
	}
}

func (c *compiler) button(p *part, b *button, s *section) {
	if c.shared != nil {
		c.rowButton(p, b, s.field)
		return
	}
	b.words = shown{text: compile(b.Text, nil), section: -1}
	switch strings.ToUpper(b.Type) {
	case "URL":
		s.subType = "url"
		s.slots = slotsFor(names(b.URL), textKinds, 0)
		if len(s.slots) > 1 {
			c.unknown(s.field, "an address with more than one variable")
		}
		exampleOf(s.slots, b.Example, nil)
		b.target = c.line(p, s, address(s.field+".url", b.URL), b.URL)
	case "QUICK_REPLY":
		s.subType, s.slots = "quick_reply", []slot{{kinds: []string{"payload"}}}
	case "COPY_CODE":
		s.subType = "copy_code"
		s.slots = []slot{{kinds: []string{"coupon_code"}, required: true, example: strings.Join(b.Example, "")}}
		if c.offer {
			s.slots[0].limit = MaxOfferCodeRunes
		}
	case "OTP":
		// Whatever the button does, the code is sent to it as to an address.
		s.subType, s.code = "url", true
		s.slots = []slot{{kinds: textKinds, required: true, limit: maxCodeRunes}}
	case "FLOW":
		// QUIRK(cloudapi): both of a flow's values may be left out; that the
		// component may be, too, no page says.
		s.subType, s.always = "flow", true
		s.slots = []slot{{kinds: []string{"action"}}}
	case "CATALOG":
		s.subType, s.slots = "catalog", []slot{{kinds: []string{"action"}}}
	case "MPM":
		s.subType, s.slots = "mpm", []slot{{kinds: []string{"action"}, required: true}}
	case "ORDER_DETAILS":
		s.subType, s.slots = "order_details", []slot{{kinds: []string{"action"}, required: true}}
	case "VOICE_CALL":
		s.subType = "voice_call"
		s.slots = []slot{{kinds: []string{"ttl_minutes"}}, {kinds: []string{"payload"}}}
	case "PHONE_NUMBER", "SPM", "REQUEST_CONTACT_INFO", "APP":
	default:
		c.unknown(s.field, "a kind that is not known")
	}
}

// rowButton is one of Twilio's, which may have variables anywhere.
func (c *compiler) rowButton(p *part, b *button, at string) {
	b.words = c.line(p, nil, line{field: at + ".text", limit: MaxButtonTextRunes}, b.Text)
	switch {
	case b.URL != "":
		b.target = c.line(p, nil, address(at+".url", b.URL), b.URL)
	case b.Phone != "":
		b.target = c.line(p, nil, line{field: at + ".phone_number", limit: MaxPhoneRunes}, b.Phone)
	case is(b.Type, "COPY_CODE") && len(b.Example) > 0:
		b.target = c.line(p, nil, line{field: at + ".code", limit: whatsapp.MaxCouponCodeBytes}, b.Example[0])
	}
}
