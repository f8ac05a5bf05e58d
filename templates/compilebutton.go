package templates

import "strings"

// buttons are those of the template's, and what of them takes values. Source:
// "Messages", templates, November 2025.
func (c *compiler) buttons(p *part, all []Button) {
	for i := range all {
		b := button{Button: all[i], address: none}
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
		if b.URL != "" {
			b.address = c.line(p, nil, address(s.field+".url", b.URL), b.URL)
		}
		return
	}
	switch strings.ToUpper(b.Type) {
	case "URL":
		s.subType = "url"
		s.slots = slotsFor(names(b.URL), textKinds, 0)
		if len(s.slots) > 1 {
			c.unknown(s.field, "an address with more than one variable")
		}
		exampleOf(s.slots, b.Example, nil)
		b.address = c.line(p, s, address(s.field+".url", b.URL), b.URL)
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
