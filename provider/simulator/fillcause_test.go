package simulator_test

import (
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/wainbox/wainbox/templates"
	"github.com/wainbox/wainbox/whatsapp"
)

// cause is a filled template that is spoilt by hand: what the platform answers, and what is told beforehand.
type cause struct {
	name  string
	of    string // a filling
	spoil func(m *whatsapp.Template)
	code  int
	rule  templates.Rule
}

// part is a component of a message, for a spoiler to change; nil = there is none.
func part(m *whatsapp.Template, kind string) *whatsapp.Component {
	for i := range m.Components {
		if m.Components[i].Type == kind {
			return &m.Components[i]
		}
	}
	return nil
}

// first changes the first parameter of a part.
func first(kind string, change func(p *whatsapp.Parameter)) func(*whatsapp.Template) {
	return func(m *whatsapp.Template) { change(&part(m, kind).Parameters[0]) }
}

// saying gives the first parameter of a part another text.
func saying(kind, text string) func(*whatsapp.Template) {
	return first(kind, func(p *whatsapp.Parameter) { p.Text = text })
}

// replacing puts another value in place of the first of a part.
func replacing(kind string, value whatsapp.Parameter) func(*whatsapp.Template) {
	return first(kind, func(p *whatsapp.Parameter) { *p = value })
}

// fewer takes the last parameter of a part away.
func fewer(kind string) func(*whatsapp.Template) {
	return func(m *whatsapp.Template) {
		c := part(m, kind)
		c.Parameters = c.Parameters[:len(c.Parameters)-1]
	}
}

// more gives a part one parameter more.
func more(kind string, p whatsapp.Parameter) func(*whatsapp.Template) {
	return func(m *whatsapp.Template) {
		c := part(m, kind)
		c.Parameters = append(c.Parameters, p)
	}
}

// without takes a part away.
func without(kind string) func(*whatsapp.Template) {
	return func(m *whatsapp.Template) {
		m.Components = slices.DeleteFunc(m.Components, func(c whatsapp.Component) bool { return c.Type == kind })
	}
}

// with adds a part.
func with(c whatsapp.Component) func(*whatsapp.Template) {
	return func(m *whatsapp.Template) { m.Components = append(m.Components, c) }
}

// button changes the component of a button.
func button(at int, change func(c *whatsapp.Component)) func(*whatsapp.Template) {
	return func(m *whatsapp.Template) {
		for i := range m.Components {
			if m.Components[i].Type == "button" && m.Components[i].Index == at {
				change(&m.Components[i])
			}
		}
	}
}

// unpressed takes what a button was given.
func unpressed(at int) func(*whatsapp.Template) {
	return func(m *whatsapp.Template) {
		m.Components = slices.DeleteFunc(m.Components, func(c whatsapp.Component) bool { return c.Type == "button" && c.Index == at })
	}
}

// dealt changes the cards.
func dealt(change func(cards [][]whatsapp.Component) [][]whatsapp.Component) func(*whatsapp.Template) {
	return func(m *whatsapp.Template) {
		c := part(m, "carousel")
		c.Cards = change(c.Cards)
	}
}

// inCard changes the second card as if it were a message.
func inCard(change func(m *whatsapp.Template)) func(*whatsapp.Template) {
	return dealt(func(cards [][]whatsapp.Component) [][]whatsapp.Component {
		card := whatsapp.Template{Components: cards[1]}
		change(&card)
		cards[1] = card.Components
		return cards
	})
}

func bodyOf(all ...whatsapp.Parameter) whatsapp.Component {
	return whatsapp.Component{Type: "body", Parameters: all}
}

func pressOf(subType string, at int, all ...whatsapp.Parameter) whatsapp.Component {
	return whatsapp.Component{Type: "button", SubType: subType, Index: at, Parameters: all}
}

// counted are the ways to 132000: another number of values than of variables.
func counted() []cause {
	text := templates.Text("x")
	return []cause{
		{"a value too few", "positional", fewer("body"), 132000, templates.Missing},
		{"no body", "positional", without("body"), 132000, templates.Missing},
		{"a value too many", "positional", more("body", text), 132000, templates.Extra},
		{"a value for none", "text", with(bodyOf(text)), 132000, templates.Extra},
		{"ten values and nine", "positional_ten", fewer("body"), 132000, templates.Missing},
		{"a value for each place", "positional_twice", more("body", text), 132000, templates.Extra},
		{"a name too few", "named", fewer("body"), 132000, templates.Missing},
		{"a name too many", "named", more("body", templates.ByName("third", text)), 132000, templates.Extra},
		{"a name of no variable", "named", first("body", func(p *whatsapp.Parameter) { p.Name = "other" }), 132000, templates.Extra},
		{"a name twice", "named", first("body", func(p *whatsapp.Parameter) { p.Name = "order" }), 132000, templates.Repeated},
		{"no header text", "header_variable", without("header"), 132000, templates.Missing},
		{"two header texts", "header_variable", more("header", text), 132000, templates.Extra},
		{"a header for a fixed one", "header_text", with(whatsapp.Component{Type: "header", Parameters: several{text}}), 132000, templates.Extra},
		{"a header for none", "text", with(whatsapp.Component{Type: "header", Parameters: several{picture()}}), 132000, templates.Extra},
		{"no picture", "header_image", without("header"), 132000, templates.Missing},
		{"two pictures", "header_image", more("header", picture()), 132000, templates.Extra},
		{"no place", "header_location", without("header"), 132000, templates.Missing},
		{"no product", "header_product", without("header"), 132000, templates.Missing},
		{"no end of an offer", "offer", without("limited_time_offer"), 132000, templates.Missing},
		{"an end of an offer without", "offer_without_end", with(whatsapp.Component{Type: "limited_time_offer", Parameters: several{{Type: "limited_time_offer", Number: 1}}}), 132000, templates.Extra},
		{"an end of no offer", "text", with(whatsapp.Component{Type: "limited_time_offer", Parameters: several{{Type: "limited_time_offer", Number: 1}}}), 132000, templates.Extra},
		{"two ends of an offer", "offer", more("limited_time_offer", whatsapp.Parameter{Type: "limited_time_offer", Number: 7}), 132000, templates.Extra},
		{"no code", "code_copied", without("body"), 132000, templates.Missing},
		{"two codes", "code_copied", more("body", text), 132000, templates.Extra},
		{"two suffixes", "url", more("button", text), 132000, templates.Extra},
		{"two coupons", "coupon", more("button", templates.Coupon("A1")), 132000, templates.Extra},
		{"a suffix for a fixed address", "url_fixed", with(pressOf("url", 0, text)), 132000, templates.Extra},
		{"a value for a phone", "urls_and_phone", with(pressOf("url", 0, text)), 132000, templates.Extra},
		{"a value for SPM", "header_product", with(pressOf("url", 0, text)), 132000, templates.Extra},
		{"a value for REQUEST_CONTACT_INFO", "your_number", with(pressOf("url", 0, text)), 132000, templates.Extra},
		{"two payloads of a call", "call", replacing("button", templates.Payload("q")), 132000, templates.Repeated},
		{"no cards", "cards", without("carousel"), 132000, templates.Missing},
		{"cards for none", "text", with(whatsapp.Component{Type: "carousel", Cards: [][]whatsapp.Component{{}, {}}}), 132000, templates.Extra},
		{"a card too few", "cards_of_video", dealt(func(c [][]whatsapp.Component) [][]whatsapp.Component { return c[:2] }), 132000, templates.Missing},
		{"a card too many", "cards", dealt(func(c [][]whatsapp.Component) [][]whatsapp.Component { return append(c, c[0]) }), 132000, templates.Extra},
		{"one product", "two_products", dealt(func(c [][]whatsapp.Component) [][]whatsapp.Component { return c[:1] }), 132000, templates.Missing},
		{"eleven products", "ten_products", dealt(func(c [][]whatsapp.Component) [][]whatsapp.Component { return append(c, c[0]) }), 132000, templates.Extra},
		{"a card without its text", "cards", inCard(without("body")), 132000, templates.Missing},
		{"a card with two texts", "cards", inCard(more("body", text)), 132000, templates.Extra},
		{"a card without its picture", "cards", inCard(without("header")), 132000, templates.Missing},
		{"a card with a text of none", "two_products", inCard(with(bodyOf(text))), 132000, templates.Extra},
	}
}

// formed are the ways to 132012: a value that is not what the template has in its place.
func formed() []cause {
	place := func(change func(l *whatsapp.Location)) func(*whatsapp.Template) {
		return first("header", func(p *whatsapp.Parameter) { change(p.Location) })
	}
	file := func(change func(m *whatsapp.Media)) func(*whatsapp.Template) {
		return first("header", func(p *whatsapp.Parameter) { change(p.Media) })
	}
	action := func(change func(a *whatsapp.TemplateAction)) func(*whatsapp.Template) {
		return first("button", func(p *whatsapp.Parameter) { change(p.Action) })
	}
	money := func(c whatsapp.Currency) func(*whatsapp.Template) {
		return replacing("body", whatsapp.Parameter{Type: "currency", Currency: &c})
	}
	another := func(subType string) func(*whatsapp.Template) {
		return button(0, func(c *whatsapp.Component) { c.SubType = subType })
	}
	return []cause{
		{"a text for a picture", "header_image", replacing("header", templates.Text("x")), 132012, templates.WrongKind},
		{"a film for a picture", "header_image", replacing("header", templates.File(film(""))), 132012, templates.WrongKind},
		{"a film for a GIF", "header_gif", replacing("header", templates.File(film(""))), 132012, templates.WrongKind},
		{"a GIF for a film", "header_video", replacing("header", templates.GIF(film(""))), 132012, templates.WrongKind},
		{"a picture for a document", "header_document", replacing("header", picture()), 132012, templates.WrongKind},
		{"a picture for a text", "header_variable", replacing("header", picture()), 132012, templates.WrongKind},
		{"a picture for a place", "header_location", replacing("header", picture()), 132012, templates.WrongKind},
		{"a picture for a product", "header_product", replacing("header", picture()), 132012, templates.WrongKind},
		{"money in a header", "header_variable", replacing("header", templates.Currency("EUR", 1, "1")), 132012, templates.WrongKind},
		{"a picture in a body", "positional", replacing("body", picture()), 132012, templates.WrongKind},
		{"a payload in a body", "positional", replacing("body", templates.Payload("p")), 132012, templates.WrongKind},
		{"money by name", "named", first("body", func(p *whatsapp.Parameter) { *p = templates.ByName(p.Name, templates.Currency("EUR", 1, "1")) }), 132012, templates.WrongKind},
		{"a value without its name", "named", first("body", func(p *whatsapp.Parameter) { p.Name = "" }), 132012, templates.Unnamed},
		{"a header without its name", "named_parts", first("header", func(p *whatsapp.Parameter) { p.Name = "" }), 132012, templates.Unnamed},
		{"names for numbers", "positional", func(m *whatsapp.Template) {
			part(m, "body").Parameters[0].Name, part(m, "body").Parameters[1].Name = "2", "1"
		}, 132012, templates.WrongKind},
		{"a value of no type", "positional", first("body", func(p *whatsapp.Parameter) { p.Type = "" }), 132012, templates.WrongKind},
		{"money without its currency", "money_and_time", money(whatsapp.Currency{Fallback: "1", Amount1000: 1}), 132012, templates.BadValue},
		{"money in words", "money_and_time", money(whatsapp.Currency{Fallback: "1", Code: "Euro", Amount1000: 1}), 132012, templates.BadValue},
		{"a file of nowhere", "header_image", file(func(m *whatsapp.Media) { m.Link = "" }), 132012, templates.BadValue},
		{"a file without an address", "header_document", file(func(m *whatsapp.Media) { m.Link = "bill.pdf" }), 132012, templates.BadValue},
		{"a place without a name", "header_location", place(func(l *whatsapp.Location) { l.Name = "" }), 132012, templates.BadValue},
		{"a place without an address", "header_location", place(func(l *whatsapp.Location) { l.Address = "" }), 132012, templates.BadValue},
		{"a place beyond the pole", "header_location", place(func(l *whatsapp.Location) { l.Latitude = 91 }), 132012, templates.BadValue},
		{"a product of no catalog", "header_product", first("header", func(p *whatsapp.Parameter) { p.Product.Catalog = "" }), 132012, templates.BadValue},
		{"a product without an id", "header_product", first("header", func(p *whatsapp.Parameter) { p.Product.Product = "" }), 132012, templates.BadValue},
		{"a payload for an address", "url", replacing("button", templates.Payload("p")), 132012, templates.WrongKind},
		{"a text for a coupon", "coupon", replacing("button", templates.Text("A1")), 132012, templates.WrongKind},
		{"a text for a reply", "quick_replies", with(pressOf("quick_reply", 0, templates.Text("x"))), 132012, templates.WrongKind},
		{"a payload for a flow", "flow", replacing("button", templates.Payload("p")), 132012, templates.WrongKind},
		{"a payload for a catalog", "catalog", replacing("button", templates.Payload("p")), 132012, templates.WrongKind},
		{"a payload for products", "several_products", replacing("button", templates.Payload("p")), 132012, templates.WrongKind},
		{"a coupon for a code", "code_copied", replacing("button", templates.Coupon("123456")), 132012, templates.WrongKind},
		{"a catalog without a thumbnail", "catalog", action(func(a *whatsapp.TemplateAction) { a.Thumbnail = "" }), 132012, templates.BadValue},
		{"products without a thumbnail", "several_products", action(func(a *whatsapp.TemplateAction) { a.Thumbnail = "" }), 132012, templates.BadValue},
		{"no sections of products", "several_products", action(func(a *whatsapp.TemplateAction) { a.Sections = nil }), 132012, templates.BadValue},
		{"a section without products", "several_products", action(func(a *whatsapp.TemplateAction) { a.Sections[0].Products = nil }), 132012, templates.BadValue},
		{"a product without a name", "several_products", action(func(a *whatsapp.TemplateAction) { a.Sections[0].Products[0] = "" }), 132012, templates.BadValue},
		{"too many products", "several_products", action(func(a *whatsapp.TemplateAction) { a.Sections[0].Products = slices.Repeat([]string{"p"}, 31) }), 132012, templates.BadValue},
		{"too many sections", "several_products", action(func(a *whatsapp.TemplateAction) { a.Sections = slices.Repeat(a.Sections, 11) }), 132012, templates.BadValue},
		{"an order without details", "order", action(func(a *whatsapp.TemplateAction) { a.OrderDetails = "" }), 132012, templates.BadValue},
		{"a call of no time", "call", first("button", func(p *whatsapp.Parameter) { p.Number = 0 }), 132012, templates.BadValue},
		{"an offer that never was", "offer", first("limited_time_offer", func(p *whatsapp.Parameter) { p.Number = 0 }), 132012, templates.BadValue},
		{"a reply for an address", "url", another("quick_reply"), 132012, templates.WrongKind},
		{"an address for a coupon", "coupon", another("url"), 132012, templates.WrongKind},
		{"a copied code for an address", "code_copied", another("copy_code"), 132012, templates.WrongKind},
		{"a picture for a card's film", "cards_of_video", inCard(replacing("header", picture())), 132012, templates.WrongKind},
		{"a text for a card's product", "two_products", inCard(replacing("header", templates.Text("x"))), 132012, templates.WrongKind},
	}
}

// worded are the ways to 132018 and 132005: what a value says, and how long the text is with it.
func worded() []cause {
	long := func(n int) string { return strings.Repeat("ö", n) }
	both := func(code string) func(*whatsapp.Template) {
		return func(m *whatsapp.Template) {
			part(m, "body").Parameters[0].Text, part(m, "button").Parameters[0].Text = code, code
		}
	}
	var all []cause
	for name, odd := range map[string]struct {
		text string
		rule templates.Rule
	}{
		"a line break": {"a\nb", templates.LineBreak}, "a return": {"a\rb", templates.LineBreak},
		"a tab": {"a\tb", templates.Tab}, "five spaces": {"a     b", templates.Spaces},
	} {
		all = append(
			all,
			cause{name, "positional", saying("body", odd.text), 132018, odd.rule},
			cause{name + " by name", "named", saying("body", odd.text), 132018, odd.rule},
			cause{name + " in a header", "header_variable", saying("header", odd.text), 132018, odd.rule},
			cause{name + " in money", "money_and_time", replacing("body", templates.Currency("EUR", 1, odd.text)), 132018, odd.rule},
			cause{name + " in a time", "money_and_time", replacing("body", templates.DateTime(odd.text)), 132018, odd.rule},
			cause{name + " in an address", "url", saying("button", odd.text), 132018, odd.rule},
			cause{name + " in a coupon", "coupon", saying("button", odd.text), 132018, odd.rule},
			cause{name + " in a code", "code_copied", both(odd.text), 132018, odd.rule},
			cause{name + " in a card", "cards", inCard(saying("body", odd.text)), 132018, odd.rule},
		)
	}
	return append(
		all,
		cause{"a coupon with a dash", "coupon", saying("button", "SAVE-20"), 132018, templates.BadValue},
		cause{"a long coupon", "coupon", saying("button", strings.Repeat("A", 21)), 132018, templates.BadValue},
		cause{"a long coupon of an offer", "offer", saying("button", strings.Repeat("A", 16)), 132018, templates.TooLong},
		cause{"a long code", "code_copied", both(strings.Repeat("1", 16)), 132018, templates.TooLong},
		cause{"an address for a code", "code_one_tap", both("https://a.b"), 132018, templates.BadValue},
		cause{"an emoji for a code", "code_zero_tap", both("12🙂"), 132018, templates.BadValue},
		cause{"two different codes", "code_copied", saying("button", "654321"), 132018, templates.BadValue},
		cause{"a value for no button", "url", with(pressOf("url", 1, templates.Text("x"))), 132018, templates.Extra},
		cause{"a value for a button of none", "text", with(pressOf("url", 0, templates.Text("x"))), 132018, templates.Extra},
		cause{"a footer", "text_footer", with(whatsapp.Component{Type: "footer", Parameters: several{templates.Text("x")}}), 132018, templates.Extra},
		cause{"a lid", "text", with(whatsapp.Component{Type: "lid"}), 132018, templates.Extra},
		cause{"a footer in a card", "cards", inCard(with(whatsapp.Component{Type: "footer", Parameters: several{templates.Text("x")}})), 132018, templates.Extra},
		cause{"cards in a card", "cards", inCard(with(whatsapp.Component{Type: "carousel", Cards: [][]whatsapp.Component{{}, {}}})), 132018, templates.Extra},
		cause{"a body in two halves", "positional", func(m *whatsapp.Template) {
			rest := bodyOf(part(m, "body").Parameters[1])
			fewer("body")(m)
			with(rest)(m)
		}, 132018, templates.Extra},

		cause{"a long value", "positional", saying("body", long(1025)), 132005, templates.TooLong},
		cause{"a long body", "positional", saying("body", long(1024-len("Hi , order  is ready.")-len("7")+1)), 132005, templates.TooLongFilled},
		cause{"a long body by name", "named", saying("body", long(1024-len("Hi , order  is ready.")-len("7")+1)), 132005, templates.TooLongFilled},
		cause{"a long value twice", "positional_twice", saying("body", long(510)), 132005, templates.TooLongFilled},
		cause{"a long header", "header_variable", saying("header", long(57)), 132005, templates.TooLongFilled},
		cause{"a long body of an offer", "offer_without_end", saying("body", long(579)), 132005, templates.TooLongFilled},
		cause{"a long body of a card", "cards", inCard(saying("body", long(150))), 132005, templates.TooLongFilled},
		cause{"a long address", "url", saying("button", strings.Repeat("a", 1990)), 132005, templates.TooLongFilled},

		cause{"an empty text", "positional", saying("body", ""), 131008, templates.Empty},
		cause{"an empty name", "named", saying("body", ""), 131008, templates.Empty},
		cause{"an empty header", "header_variable", saying("header", ""), 131008, templates.Empty},
		cause{"empty money", "money_and_time", replacing("body", templates.Currency("EUR", 1, "")), 131008, templates.Empty},
		cause{"an empty time", "money_and_time", replacing("body", templates.DateTime("")), 131008, templates.Empty},
		cause{"an empty group", "group", saying("body", ""), 131008, templates.Empty},
		cause{"an empty suffix", "url", saying("button", ""), 131008, templates.Empty},
		cause{"an empty coupon", "coupon", saying("button", ""), 131008, templates.Empty},
		cause{"an empty payload", "quick_payloads", saying("button", ""), 131008, templates.Empty},
		cause{"an empty text of a card", "cards", inCard(saying("body", "")), 131008, templates.Empty},
		cause{"no suffix", "url", unpressed(0), 131008, templates.Missing},
		cause{"no second suffix", "urls_and_phone", unpressed(2), 131008, templates.Missing},
		cause{"no coupon", "mixed", unpressed(2), 131008, templates.Missing},
		cause{"no code on the button", "code_one_tap", unpressed(0), 131008, templates.Missing},
		cause{"no products", "several_products", unpressed(0), 131008, templates.Missing},
		cause{"no details of an order", "order", unpressed(0), 131008, templates.Missing},
		cause{"no suffix on a card", "cards", inCard(unpressed(1)), 131008, templates.Missing},

		cause{"no language", "text", func(m *whatsapp.Template) { m.Language = "" }, 131008, templates.BadValue},
		cause{"another name", "text", func(m *whatsapp.Template) { m.Name = "no_such" }, 132001, templates.BadValue},
		cause{"another language", "text", func(m *whatsapp.Template) { m.Language = "de" }, 132001, templates.BadValue},
	)
}

// TestCauses spoils filled templates in every way that the error reference knows: the platform answers its code, and
// Check has told of it beforehand by a rule that names the code.
func TestCauses(t *testing.T) {
	t.Parallel()
	g := newGraph(t, true)
	type prepared struct {
		*templates.Template
		message whatsapp.Template
	}
	ready := map[string]prepared{}
	for _, c := range fillings() {
		filled := g.approved(c.definition(t))
		m, err := filled.Fill(c.given())
		require.NoError(t, err, c.name)
		require.Zero(t, g.code(m), c.name)
		ready[c.name] = prepared{filled, m}
	}
	ends := documented(t)
	for _, c := range slices.Concat(counted(), formed(), worded()) {
		t.Run(strconv.Itoa(c.code)+" "+c.name, func(t *testing.T) {
			t.Parallel()
			of, ok := ready[c.of]
			require.True(t, ok, c.of)
			m := copyOf(t, of.message)
			c.spoil(&m)
			require.Equal(t, c.code, g.code(m))
			err := of.Check(m)
			problems, _ := err.(templates.Problems) //nolint:errorlint // Check returns no other
			require.NotEmpty(t, problems.Of(c.rule), "%v", err)
			require.Contains(t, ends[c.rule], c.code, "what the rule says that a send ends with")
		})
	}
}

// TestCausesOfStatus refuses what is not approved, each status with its code.
func TestCausesOfStatus(t *testing.T) {
	t.Parallel()
	g := newGraph(t, true)
	filled := g.approved(filling{name: "greeting", components: greeting}.definition(t))
	m, err := filled.Fill(values{Body: templates.Texts("a", "b")})
	require.NoError(t, err)
	for status, code := range map[templates.Status]int{
		templates.Approved: 0, templates.Paused: 132015, templates.Disabled: 132016, templates.Pending: 132001, templates.Rejected: 132001,
		templates.InAppeal: 132001, templates.PendingDeletion: 132001, templates.Archived: 132001, templates.LimitExceeded: 132001,
	} {
		require.NoError(t, g.SetTemplateStatus("greeting", "en_US", string(status), ""))
		require.Equal(t, code, g.code(m), status)
		listed := templates.New(g.listed("greeting"))
		require.Equal(t, status, listed.Definition().Status)
		err := listed.Check(m)
		require.Equal(t, code == 0, err == nil, status)
		if code != 0 {
			require.Len(t, err.(templates.Problems).Of(templates.NotApproved), 1, status) //nolint:errorlint // as above
			require.Contains(t, documented(t)[templates.NotApproved], code)
		}
	}
}

// documented are the codes that the rules of filling say a send ends with.
func documented(t *testing.T) map[templates.Rule][]int {
	t.Helper()
	source, err := os.ReadFile("../../templates/problem.go")
	require.NoError(t, err)
	ends := map[templates.Rule][]int{}
	for _, line := range regexp.MustCompile(`Rule = "(\w+)".*\[(.*)\]`).FindAllStringSubmatch(string(source), -1) {
		for _, code := range regexp.MustCompile(`\d+`).FindAllString(line[2], -1) {
			n, err := strconv.Atoi(code)
			require.NoError(t, err)
			ends[templates.Rule(line[1])] = append(ends[templates.Rule(line[1])], n)
		}
	}
	require.GreaterOrEqual(t, len(ends), 14)
	return ends
}
