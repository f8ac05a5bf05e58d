package simulator_test

import (
	"maps"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"

	"github.com/wainbox/wainbox/templates"
	"github.com/wainbox/wainbox/whatsapp"
)

var (
	goodWords = []string{"Ann", "7", "größe 日本", "{{2}}", "a-b_c", "x", "a    b", "Ünï"}
	badWords  = []string{"", "a\nb", "a\tb", "a     b", strings.Repeat("é", 1025), strings.Repeat("y", 700), strings.Repeat("z", 100)}
)

// dice make templates and what is sent of them.
type dice struct{ *rand.Rand }

func (d dice) one(in int) bool { return d.IntN(in) == 0 }

func pick[T any](d dice, all ...T) T { return all[d.IntN(len(all))] }

// words are a value of a text.
func (d dice) words() string {
	switch {
	case d.one(40):
		return pick(d, slices.Sorted(maps.Keys(silent))...)
	case d.one(25):
		return pick(d, badWords...)
	}
	return pick(d, goodWords...)
}

// text is a text with variables, and its samples.
func (d dice) text(named bool, variables int) (text string, row []string, byName []templates.NamedExample) {
	var b strings.Builder
	b.WriteString("Hello" + strings.Repeat(" there", pick(d, 0, 1, 5, 100)))
	for i := range variables {
		name := strconv.Itoa(i + 1)
		if named {
			name = pick(d, "who", "what", "when") + strings.Repeat("_", i)
		}
		b.WriteString(" and {{" + name + "}}")
		row = append(row, "x")
		byName = append(byName, templates.NamedExample{Name: name, Example: "x"})
	}
	return b.String() + ".", row, byName
}

func (d dice) body(named bool, variables int) templates.Component {
	text, row, byName := d.text(named, variables)
	c := templates.Component{Type: "BODY", Text: text}
	switch {
	case variables == 0:
	case named:
		c.Example = &templates.Example{BodyNamed: byName}
	default:
		c.Example = &templates.Example{BodyText: [][]string{row}}
	}
	return c
}

func (d dice) header(named bool) []templates.Component {
	sample := &templates.Example{HeaderHandle: []string{"4::aa"}}
	format := pick(d, "", "TEXT", "VARIABLE", "IMAGE", "VIDEO", "GIF", "DOCUMENT", "LOCATION")
	switch format {
	case "":
		return nil
	case "TEXT":
		return []templates.Component{{Type: "HEADER", Format: "TEXT", Text: "News"}}
	case "VARIABLE":
		if named {
			return []templates.Component{{Type: "HEADER", Format: "TEXT", Text: "For {{you}} now", Example: &templates.Example{
				HeaderNamed: []templates.NamedExample{{Name: "you", Example: "Ann"}},
			}}}
		}
		return []templates.Component{{Type: "HEADER", Format: "TEXT", Text: "For {{1}} now", Example: &templates.Example{HeaderText: []string{"Ann"}}}}
	case "LOCATION":
		sample = nil
	}
	return []templates.Component{{Type: "HEADER", Format: format, Example: sample}}
}

func (d dice) button(kind string) templates.Button {
	b := templates.Button{Type: kind, Text: "Press"}
	switch kind {
	case "URL":
		b.URL = "https://shop.example/" + strings.Repeat("p", pick(d, 0, 1500))
		if !d.one(3) {
			b.URL, b.Example = b.URL+"{{1}}", templates.Examples{"x"}
		}
	case "PHONE_NUMBER":
		b.Phone = "+15550100001"
	case "COPY_CODE":
		b.Text, b.Example = "", templates.Examples{"A1"}
	case "FLOW":
		b.FlowID = "7"
	}
	return b
}

func (d dice) buttons() []templates.Component {
	var all []templates.Button
	for range d.IntN(3) {
		all = append(all, d.button("QUICK_REPLY"))
	}
	kinds := []string{"URL", "PHONE_NUMBER", "COPY_CODE", "FLOW", "CATALOG", "MPM", "VOICE_CALL", "REQUEST_CONTACT_INFO", "ORDER_DETAILS"}
	d.Shuffle(len(kinds), func(i, j int) { kinds[i], kinds[j] = kinds[j], kinds[i] })
	for _, kind := range kinds[:d.IntN(4)] {
		all = append(all, d.button(kind))
	}
	if len(all) == 0 {
		return nil
	}
	return []templates.Component{{Type: "BUTTONS", Buttons: all}}
}

// template is a good definition.
func (d dice) template(name string) templates.Definition {
	named := d.one(3)
	made := templates.Definition{Name: name, Language: "en", Category: templates.Marketing}
	if named {
		made.Format = templates.Named
	}
	body := d.body(named, d.IntN(4))
	switch d.IntN(8) {
	case 0:
		made.Category, made.Format = templates.Authentication, ""
		made.Components = []templates.Component{{Type: "BODY"}, {Type: "BUTTONS", Buttons: []templates.Button{{Type: "OTP", OTPType: "COPY_CODE"}}}}
	case 1:
		made.Components = []templates.Component{
			{Type: "HEADER", Format: "IMAGE", Example: &templates.Example{HeaderHandle: []string{"4::aa"}}},
			{Type: "LIMITED_TIME_OFFER", Offer: &templates.Offer{Text: "Soon", HasExpiration: d.one(2)}},
			d.body(named, 1),
			{Type: "BUTTONS", Buttons: []templates.Button{d.button("COPY_CODE"), d.button("URL")}},
		}
		made.Components[2].Text = strings.Replace(made.Components[2].Text, strings.Repeat(" there", 100), "", 1)
	case 2:
		made.Components = []templates.Component{body, {Type: "CAROUSEL", Cards: d.cards(named)}}
	case 3:
		card := templates.Card{Components: []templates.Component{{Type: "HEADER", Format: "PRODUCT"}, {Type: "BUTTONS", Buttons: []templates.Button{{Type: "SPM", Text: "View"}}}}}
		made.Components = []templates.Component{body, {Type: "CAROUSEL", Cards: []templates.Card{card, card}}}
	default:
		made.Components = slices.Concat(d.header(named), []templates.Component{body}, d.buttons())
	}
	return made
}

func (d dice) cards(named bool) []templates.Card {
	format, kind, variables := pick(d, "IMAGE", "VIDEO"), pick(d, "QUICK_REPLY", "URL"), d.IntN(3)
	var all []templates.Card
	for range 2 + d.IntN(3) {
		body := d.body(named, variables)
		body.Text = strings.Replace(body.Text, strings.Repeat(" there", 100), " "+strings.Repeat("o", 80), 1)
		all = append(all, templates.Card{Components: []templates.Component{
			{Type: "HEADER", Format: format, Example: &templates.Example{HeaderHandle: []string{"4::aa"}}},
			body,
			{Type: "BUTTONS", Buttons: []templates.Button{d.button(kind)}},
		}})
	}
	return all
}

// value is a parameter of a kind, mostly a good one.
func (d dice) value(kind string) whatsapp.Parameter {
	bad := d.one(20)
	switch kind {
	case "currency":
		return templates.Currency(pick(d, "EUR", "EUR", "EUR", "EUR", "eur"), 1000, d.words())
	case "date_time":
		return templates.DateTime(d.words())
	case "group_id":
		return templates.GroupID(pick(d, "g1", "g1", "g1", "g1", "a\nb", ""))
	case "image", "video", "document", "gif":
		m := whatsapp.Media{Type: whatsapp.ContentKind(strings.Replace(kind, "gif", "video", 1)), Link: "https://a.example/f"}
		if bad {
			m.Link = pick(d, "", "a.example", "https://")
		}
		return whatsapp.Parameter{Type: kind, Media: &m}
	case "location":
		l := shop()
		if bad {
			l.Name = ""
		}
		return templates.Place(l)
	case "product":
		return goods(pick(d, "p1", "p2", "p3", "p4", "p5", "p6", "p7", "p8", ""))
	case "payload":
		return templates.Payload(pick(d, "yes", "a\nb", "{}", "yes", "no", "yes", ""))
	case "coupon_code":
		return templates.Coupon(pick(d, "A1", "SAVE20", "a", "Z9", "A1", "A1", "A1", "A-1", "", "é", strings.Repeat("A", 21)))
	case "action":
		a := shelf()
		a.OrderDetails = `{"a":1}`
		if bad {
			a.Thumbnail, a.OrderDetails, a.Sections = "", "", nil
		}
		return templates.Action(a)
	case "ttl_minutes":
		return templates.CallMinutes(pick[int64](d, 1, 60, 60, 60, 60, 0, -1))
	case "limited_time_offer":
		return whatsapp.Parameter{Type: kind, Number: pick[int64](d, 1, 1e12, 1e12, 1e12, 1e12, 1e12, 0, -5)}
	}
	return templates.Text(d.words())
}

// message is what is sent of a template, mostly right, without the help of Fill.
func (d dice) message(of *templates.Template) whatsapp.Template {
	def := of.Definition()
	m := whatsapp.Template{Name: def.Name, Language: def.Language}
	var cards [][]whatsapp.Component
	for _, s := range of.Slots() {
		if !s.Required && d.one(2) || d.one(60) {
			continue
		}
		kind := pick(d, s.Kinds...)
		if s.Part == "body" && d.one(2) {
			kind = "text"
		}
		if d.one(60) {
			kind = pick(d, "text", "image", "payload", "currency", "coupon_code")
		}
		p := d.value(kind)
		if def.Format == templates.Named && s.Part != "button" && s.Name != "" && !d.one(80) {
			p.Name = s.Name
		}
		into, parts := &m.Components, def.Components
		if s.Card >= 0 {
			for len(cards) <= s.Card {
				cards = append(cards, nil)
			}
			into, parts = &cards[s.Card], carouselOf(def)[s.Card].Components
		}
		*into = placed(*into, s, subTypeOf(parts, s.Button), p)
	}
	if cards == nil {
		return d.coded(m, def)
	}
	if d.one(15) {
		cards = cards[:len(cards)-1]
	}
	for len(cards) > 0 && d.one(5) {
		cards = append(cards, cards[0])
	}
	m.Components = append(m.Components, whatsapp.Component{Type: "carousel", Cards: cards})
	return m
}

// spoilt is a message of which now and then something is missing, or is there that should not be.
func (d dice) spoilt(m whatsapp.Template) whatsapp.Template {
	if len(m.Components) == 0 || !d.one(5) {
		return m
	}
	at := d.IntN(len(m.Components))
	c := &m.Components[at]
	switch d.IntN(5) {
	case 0:
		m.Components = slices.Delete(m.Components, at, at+1)
	case 1:
		if c.Type != "carousel" { // which has none: nothing says what becomes of one
			c.Parameters = append(slices.Clone(c.Parameters), templates.Text("more"))
		}
	case 2:
		if len(c.Parameters) > 0 && c.Parameters[0].Name != "" {
			c.Parameters[0].Name = pick(d, "", "who", "other")
		}
	case 3:
		m.Components = append(m.Components, pressOf("url", pick(d, 7, 8, 9), templates.Text("x")))
	case 4:
		slices.Reverse(m.Components) // as good as before
	}
	return m
}

// coded gives the button of an authentication its code, mostly.
func (d dice) coded(m whatsapp.Template, def templates.Definition) whatsapp.Template {
	body := part(&m, "body")
	if def.Category != templates.Authentication || body == nil || d.one(20) {
		return m
	}
	code := templates.Text(body.Parameters[0].Text)
	if d.one(20) {
		code.Text = "other"
	}
	m.Components = append(m.Components, pressOf("url", 0, code))
	return m
}

func carouselOf(d templates.Definition) []templates.Card {
	for _, c := range d.Components {
		if c.Cards != nil {
			return c.Cards
		}
	}
	return nil
}

func subTypeOf(parts []templates.Component, at int) string {
	for _, c := range parts {
		if at < len(c.Buttons) {
			return strings.ToLower(strings.Replace(c.Buttons[at].Type, "OTP", "URL", 1))
		}
	}
	return ""
}

// placed adds a value to the component of its place.
func placed(all []whatsapp.Component, s templates.Slot, subType string, p whatsapp.Parameter) []whatsapp.Component {
	for i := range all {
		if all[i].Type == s.Part && all[i].Index == s.Button {
			all[i].Parameters = append(all[i].Parameters, p)
			return all
		}
	}
	c := whatsapp.Component{Type: s.Part, Parameters: []whatsapp.Parameter{p}}
	if s.Part == "button" {
		c.SubType, c.Index = subType, s.Button
	}
	return append(all, c)
}
