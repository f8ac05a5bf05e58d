package templates

import (
	"net/url"
	"strings"

	"github.com/wainbox/wainbox/whatsapp"
)

// maxCodeRunes is the longest code of an authentication. Source:
// "Authentication templates", November 2025.
const maxCodeRunes = 15

// compiler makes the parts of a template.
type compiler struct {
	t      *Template
	naming naming
	code   bool     // an authentication
	offer  bool     // a limited-time offer
	shared *section // Twilio's one row of variables
	odd    Problems
}

// row begins with Twilio's one row of variables, which all parts share.
func (c *compiler) row(d Definition) {
	c.shared = &section{part: "body", field: "body", naming: byRow}
	c.shared.slots = slotsFor(d.Content.variables(), textKinds, 0)
	for i := range c.shared.slots {
		one := &c.shared.slots[i]
		one.example = d.Content.Variables[one.name]
		if c.code && one.name == "1" {
			one.limit, one.code = maxCodeRunes, true
		}
	}
}

// part makes the parts of a message or a card, whose body becomes no longer than
// limit.
func (c *compiler) part(prefix string, components []Component, limit int) part {
	p := part{prefix: prefix, head: none, body: none, foot: none}
	seen := map[string]bool{}
	for i := range components {
		one := &components[i]
		if is(one.Type, "LIMITED_TIME_OFFER") {
			c.offer, limit = true, MaxOfferBodyRunes
		}
	}
	for i := range components {
		one := &components[i]
		kind := strings.ToUpper(one.Type)
		if seen[kind] {
			c.unknown(prefix+strings.ToLower(kind), "twice")
			continue
		}
		seen[kind] = true
		switch kind {
		case "HEADER":
			c.header(&p, one)
		case "BODY":
			c.body(&p, one, limit)
		case "FOOTER":
			c.footer(&p, one)
		case "BUTTONS":
			c.buttons(&p, one.Buttons)
		case "LIMITED_TIME_OFFER":
			if one.Offer != nil {
				p.offer, c.t.clock = one.Offer.Text, c.t.clock || one.Offer.HasExpiration
			}
		case "CAROUSEL":
			c.carousel(prefix, one.Cards)
		case "CALL_PERMISSION_REQUEST":
		default:
			c.unknown(prefix+"components", "a part that is not known")
		}
		if prefix != "" && kind != "HEADER" && kind != "BODY" && kind != "BUTTONS" {
			c.unknown(prefix+strings.ToLower(kind), "a part that no card has")
		}
	}
	if c.code && c.shared == nil && prefix == "" && !seen["BODY"] {
		c.unknown("body", "a code without a text")
	}
	if c.shared != nil && prefix == "" && len(c.shared.slots) > 0 {
		p.sections = append(p.sections, *c.shared)
	}
	return p
}

var none = shown{section: -1}

func (c *compiler) unknown(field, detail string) {
	c.odd = append(c.odd, Problem{Field: field, Rule: Unfillable, Detail: detail})
}

// line adds a text to its section, which is Twilio's row where there is one.
func (c *compiler) line(p *part, own *section, l line, s string) shown {
	into, at := own, len(p.sections)
	if c.shared != nil {
		into, at = c.shared, rowSection
	}
	if into == nil || len(into.slots) == 0 {
		return shown{text: compile(s, nil), section: -1}
	}
	l.text = compile(s, into.slots)
	into.lines = append(into.lines, l)
	return shown{text: l.text, section: at}
}

// rowSection stands for the section of Twilio's row, wherever it is.
const rowSection = -2

// add keeps a section that takes values.
func (c *compiler) add(p *part, s section) {
	if len(s.slots) == 0 && !s.always {
		return
	}
	if s.naming == byPlace && s.part != "button" && s.slots[0].name != "" && !numbered(s.slots) {
		c.unknown(s.field, "variables that are not 1 to n")
	}
	if s.naming == byName {
		for _, one := range s.slots {
			if number(one.name) > 0 {
				c.unknown(s.field, "numbers among names")
				break
			}
		}
	}
	p.sections = append(p.sections, s)
}

var headerKinds = map[string]string{
	"IMAGE": "image", "VIDEO": "video", "GIF": "gif", "DOCUMENT": "document", "LOCATION": "location", "PRODUCT": "product",
}

func (c *compiler) header(p *part, one *Component) {
	p.format = strings.ToUpper(one.Format)
	if p.format == "" && one.Text != "" {
		p.format = "TEXT"
	}
	s := section{part: "header", field: p.prefix + "header", naming: c.naming}
	kind, isValue := headerKinds[p.format]
	switch {
	case p.format == "TEXT":
		if c.shared == nil {
			s.slots = slotsFor(names(one.Text), textKinds, 0)
			exampleHeader(s.slots, one.Example)
		}
		p.head = c.line(p, &s, line{field: s.field, limit: whatsapp.MaxHeaderRunes}, one.Text)
	case c.shared != nil: // the file is the template's own
		if one.Example != nil && len(one.Example.HeaderHandle) > 0 {
			link := one.Example.HeaderHandle[0]
			p.head = c.line(p, nil, address(s.field, link), link)
		}
		return
	case isValue:
		s.slots = []slot{{kinds: []string{kind}, required: true}}
	default:
		c.unknown(s.field, "a format that is not known")
		return
	}
	if c.shared == nil {
		c.add(p, s)
	}
}

func (c *compiler) body(p *part, one *Component, limit int) {
	s := section{part: "body", field: p.prefix + "body", naming: c.naming}
	words := one.Text
	switch {
	case c.shared != nil && c.code && words == "":
		words = "{{1}}"
	case c.shared != nil:
	case c.code:
		if len(names(words)) == 0 {
			words += "{{1}}" // the sentence is the platform's
		}
		s.slots = slotsFor(names(words), textKinds, maxCodeRunes)
		for i := range s.slots {
			s.slots[i].code = true
		}
	default:
		kinds := bodyKinds
		if c.naming == byName {
			kinds = textKinds
		}
		s.slots = slotsFor(names(words), kinds, 0)
		exampleBody(s.slots, one.Example)
	}
	p.body = c.line(p, &s, line{field: s.field, limit: limit}, words)
	if c.shared == nil {
		c.add(p, s)
	}
}

// footer is a text without variables, but Twilio's.
//
// QUIRK(cloudapi): one page says that a footer takes variables; what is sent for
// them, none does.
func (c *compiler) footer(p *part, one *Component) {
	at := p.prefix + "footer"
	if c.shared == nil && len(names(one.Text)) > 0 {
		c.unknown(at, "a footer with variables")
	}
	p.foot = c.line(p, nil, line{field: at, limit: whatsapp.MaxFooterRunes}, one.Text)
}

// address is the line of an address, whose values can only be checked one by one
// if its host stands before them.
func address(field, s string) line {
	base, _, _ := strings.Cut(s, "{{")
	u, err := url.Parse(base)
	based := err == nil && u.Host != "" && (u.Scheme == "http" || u.Scheme == "https") && len(base) > len(u.Scheme)+len("://")+len(u.Host)
	return line{field: field, limit: whatsapp.MaxLinkBytes, url: true, based: based}
}

func (c *compiler) carousel(prefix string, cards []Card) {
	if prefix != "" {
		return // said of all parts that no card has
	}
	if c.shared == nil && (len(cards) < whatsapp.MinCards || len(cards) > whatsapp.MaxCards) {
		c.unknown("cards", "a carousel of 2 to 10 cards")
	}
	for i := range cards {
		card := c.part(field("cards", i)+".", cards[i].Components, whatsapp.MaxCardBodyRunes)
		c.t.cards = append(c.t.cards, card)
		if card.format == "PRODUCT" && c.shared == nil {
			c.t.products = true
			return // one stands for all
		}
	}
}

func exampleHeader(slots []slot, e *Example) {
	if e == nil {
		return
	}
	exampleOf(slots, e.HeaderText, e.HeaderNamed)
}

func exampleBody(slots []slot, e *Example) {
	if e == nil {
		return
	}
	var row []string
	if len(e.BodyText) > 0 {
		row = e.BodyText[0]
	}
	exampleOf(slots, row, e.BodyNamed)
}

// exampleOf gives each variable its sample.
func exampleOf(slots []slot, row []string, named []NamedExample) {
	for i := range slots {
		if n := number(slots[i].name); n > 0 && n <= len(row) {
			slots[i].example = row[n-1]
		}
		for _, one := range named {
			if one.Name == slots[i].name {
				slots[i].example = one.Example
			}
		}
	}
}
