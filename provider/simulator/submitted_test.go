package simulator_test

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/wainbox/wainbox/provider/simulator"
	"github.com/wainbox/wainbox/templates"
)

type (
	definition = templates.Definition
	component  = templates.Component
	press      = templates.Button
)

// submission is a definition that is spoilt, and the rule that it then breaks.
type submission struct {
	rule  string // of Lint; empty = nothing is refused
	of    string // a filling
	spoil func(d *definition)
	// silent is why one of the two does not refuse it: no page says so.
	silent string
}

// comp is a component of a definition.
func comp(d *definition, kind string) *component {
	for i := range d.Components {
		if strings.EqualFold(d.Components[i].Type, kind) {
			return &d.Components[i]
		}
	}
	return nil
}

// rewritten is a change of a component's text, with as many samples as it is told.
func rewritten(kind, words string, samples ...string) func(*definition) {
	return func(d *definition) {
		c := comp(d, kind)
		c.Text, c.Example = words, nil
		switch {
		case samples == nil:
		case kind == "HEADER":
			c.Example = &templates.Example{HeaderText: samples}
		default:
			c.Example = &templates.Example{BodyText: [][]string{samples}}
		}
	}
}

func namedBody(words string, names ...string) func(*definition) {
	return func(d *definition) {
		c := comp(d, "BODY")
		c.Text, c.Example = words, &templates.Example{}
		for _, name := range names {
			c.Example.BodyNamed = append(c.Example.BodyNamed, templates.NamedExample{Name: name, Example: "x"})
		}
	}
}

// pressing changes the first button.
func pressing(change func(b *press)) func(*definition) {
	return func(d *definition) { change(&comp(d, "BUTTONS").Buttons[0]) }
}

func adding(c component) func(*definition) {
	return func(d *definition) { d.Components = append(d.Components, c) }
}

func dropping(kind string) func(*definition) {
	return func(d *definition) {
		d.Components = slices.DeleteFunc(d.Components, func(c component) bool { return strings.EqualFold(c.Type, kind) })
	}
}

// pressed puts other buttons in place of those that there are.
func pressed(all ...press) func(*definition) {
	return func(d *definition) { comp(d, "BUTTONS").Buttons = all }
}

// carding changes each card.
func carding(change func(c *templates.Card)) func(*definition) {
	return func(d *definition) {
		cards := comp(d, "CAROUSEL").Cards
		for i := range cards {
			change(&cards[i])
		}
	}
}

func headed(format string) func(*definition) {
	return func(d *definition) { comp(d, "HEADER").Format = format }
}

var (
	yes  = press{Type: "QUICK_REPLY", Text: "Yes"}
	no   = press{Type: "QUICK_REPLY", Text: "No"}
	link = press{Type: "URL", Text: "Go", URL: "https://shop.example/"}
	ring = press{Type: "PHONE_NUMBER", Text: "Ring", Phone: "+15550100001"}
	save = press{Type: "COPY_CODE", Example: templates.Examples{"A1"}}
)

// submissions break each rule of Lint that refuses, and those of no page.
func submissions() []submission {
	return slices.Concat(besides(), texts(), pressedWrong(), specials())
}

func besides() []submission {
	ttl := func(seconds int64) func(*definition) { return func(d *definition) { d.TTLSeconds = seconds } }
	return []submission{
		{"name_missing", "text", func(d *definition) { d.Name = "" }, ""},
		{"name_characters", "text", func(d *definition) { d.Name = "Order-1" }, ""},
		{"name_too_long", "text", func(d *definition) { d.Name = strings.Repeat("a", 513) }, ""},
		{"language_missing", "text", func(d *definition) { d.Language = "" }, ""},
		{"language_spelling", "text", func(d *definition) { d.Language = "en-us" }, ""},
		{"language_malformed", "text", func(d *definition) { d.Language = "English" }, ""},
		{"", "text", func(d *definition) { d.Language = "ar_SA" }, ""},
		{"category_missing", "text", func(d *definition) { d.Category = "" }, ""},
		{"category_unknown", "text", func(d *definition) { d.Category = "SERVICE" }, ""},
		{"category_unknown", "text", func(d *definition) { d.Category = "marketing" }, ""},
		{"format_unknown", "text", func(d *definition) { d.Format = "MIXED" }, ""},
		{"", "named", func(d *definition) { d.Format = "named" }, ""},
		{"ttl_marketing", "text", ttl(600), ""},
		{"ttl_marketing", "text", ttl(-1), ""},
		{"ttl_utility", "call", ttl(20), ""},
		{"", "call", ttl(-1), ""},
		{"", "call", ttl(43_200), ""},
		{"ttl_authentication", "code_copied", ttl(901), ""},
		{"", "code_copied", ttl(900), ""},
		{"component_type_missing", "text", adding(component{Text: "x"}), ""},
		{"", "text", adding(component{Type: "SIDEBAR"}), "component_unknown is a risk: the platform may know more than the page"},
		{"", "text", adding(component{Type: "body", Text: "Again."}), "component_repeated is a risk: the page shows one of each type and says no more"},
		{"body_missing", "header_image", dropping("BODY"), ""},
		{"body_missing", "text", rewritten("BODY", " "), ""},
	}
}

func texts() []submission {
	long := func(n int) string { return strings.Repeat("ö", n) }
	return []submission{
		{"header_format_missing", "header_text", headed(""), ""},
		{"", "header_text", headed("SONG"), "header_format_unknown is a risk, as above"},
		{"header_text_missing", "header_text", rewritten("HEADER", ""), ""},
		{"header_too_long", "header_text", rewritten("HEADER", long(61)), ""},
		{"", "header_text", rewritten("HEADER", long(60)), ""},
		{"header_variables", "header_text", rewritten("HEADER", "For {{1}} and {{2}} now", "a", "b"), ""},
		{"header_line_break", "header_text", rewritten("HEADER", "For\nyou"), "the facts have 'header format' and no line break"},
		{"header_markup", "header_text", rewritten("HEADER", "For *you* now"), ""},
		{"header_markup", "header_text", rewritten("HEADER", "For _you_ now"), ""},
		{"", "header_text", rewritten("HEADER", "For {{1}}", "Ann"), ""},
		{"header_sample_missing", "header_image", func(d *definition) { comp(d, "HEADER").Example = nil }, ""},
		{"", "header_image", func(d *definition) { comp(d, "HEADER").Example.HeaderHandle = []string{"https://a.example/p"} }, "header_sample_url is a risk: an answer has the address, and the page says not to send it back"},
		{"header_product", "header_product", pressed(yes), ""},
		{"body_too_long", "text", rewritten("BODY", long(1025)), ""},
		{"", "text", rewritten("BODY", long(1024)), ""},
		{"footer_empty", "text_footer", rewritten("FOOTER", ""), ""},
		{"footer_too_long", "text_footer", rewritten("FOOTER", long(61)), ""},
		{"footer_variable", "text_footer", rewritten("FOOTER", "For {{1}} only"), ""},
		{"", "catalog", adding(component{Type: "FOOTER", Text: "For {{1}} only"}), ""},
		{"variable_malformed", "positional", rewritten("BODY", "Hi {{ 1 }} there you", "a"), ""},
		{"variable_malformed", "positional", rewritten("BODY", "Hi {{first-name}} there you", "a"), ""},
		{"variable_malformed", "positional", rewritten("BODY", "Hi {{1 there you", "a"), ""},
		{"variable_malformed", "text", rewritten("BODY", "Hi 1}} there you"), "braces that close nothing: no page says that they are refused"},
		{"variable_symbol", "named", namedBody("Hi {{a$b}} there you", "a$b"), ""},
		{"variable_name", "named", namedBody("Hi {{Name}} there you", "Name"), ""},
		{"", "named", namedBody("Hi {{name_b}} there you", "name_b"), ""},
		{"", "named", namedBody("Hi {{name2}} there you", "name2"), "variable_name_digits is a risk: the page has letters and underscores"},
		{"variable_style", "positional", namedBody("Hi {{name}} there you", "name"), ""},
		{"variable_style", "named", rewritten("BODY", "Hi {{1}} there you", "a"), ""},
		{"variable_gap", "positional", rewritten("BODY", "Hi {{1}} there {{3}} you", "a", "b"), ""},
		{"variable_gap", "positional", rewritten("BODY", "Hi {{0}} there you all", "a"), ""},
		{"variable_name_repeated", "named", namedBody("Hi {{name}} there {{name}} you all", "name"), ""},
		{"", "positional", rewritten("BODY", "Hi {{2}} there {{1}} you all", "a", "b"), ""},
		{"variables_adjacent", "positional", rewritten("BODY", "Hi there {{1}}{{2}} you all", "a", "b"), ""},
		{"", "positional", rewritten("BODY", "Hi there {{1}} {{2}} you all", "a", "b"), ""},
		{"variable_at_start", "positional", rewritten("BODY", "{{1}} is there for you", "a"), ""},
		{"variable_at_end", "positional", rewritten("BODY", "There for you is {{1}}", "a"), ""},
		{"", "positional", rewritten("BODY", "There for you is {{1}}.", "a"), ""},
		{"example_missing", "positional", rewritten("BODY", "Hi {{1}} there you"), ""},
		{"example_missing", "named", namedBody("Hi {{name}} there {{more}} you", "name"), ""},
		{"example_missing", "header_text", rewritten("HEADER", "For {{1}} now"), ""},
		{"example_count", "positional", rewritten("BODY", "Hi {{1}} there {{2}} you all", "a"), ""},
		{"example_count", "positional", rewritten("BODY", "Hi {{1}} there you all", "a", "b"), ""},
		{"example_empty", "positional", rewritten("BODY", "Hi {{1}} there you all", " "), ""},
	}
}

func pressedWrong() []submission {
	long := func(n int) string { return strings.Repeat("ö", n) }
	address := func(url string, samples ...string) func(*definition) {
		return pressing(func(b *press) { b.URL, b.Example = url, samples })
	}
	return []submission{
		{"buttons_missing", "url", pressed(), ""},
		{"buttons_too_many", "quick_replies", pressed(slices.Repeat([]press{yes}, 11)...), ""},
		{"buttons_url", "url", pressed(link, link, link), ""},
		{"buttons_phone", "url", pressed(ring, ring), ""},
		{"buttons_code", "url", pressed(save, save), ""},
		{"", "url", pressed(link, link, ring, save), ""},
		{"buttons_grouping", "url", pressed(yes, link, no), ""},
		{"", "url", pressed(yes, no, link), ""},
		{"button_type_missing", "url", pressing(func(b *press) { b.Type = "" }), ""},
		{"", "url", pressing(func(b *press) { b.Type = "SLIDER" }), "button_unknown is a risk, as above"},
		{"button_text_missing", "url", pressing(func(b *press) { b.Text = "" }), ""},
		{"button_text_missing", "call", pressing(func(b *press) { b.Text = "" }), ""},
		{"button_text_too_long", "url", pressing(func(b *press) { b.Text = long(26) }), ""},
		{"button_text_too_long", "quick_replies", pressing(func(b *press) { b.Text = long(26) }), ""},
		{"", "call", pressing(func(b *press) { b.Text = long(26) }), ""},
		{"", "catalog", pressing(func(b *press) { b.Text = "Katalog" }), ""},
		{"url_missing", "url", address(""), ""},
		{"", "url", address("shop.example"), ""},
		{"url_too_long", "url", address("https://shop.example/" + strings.Repeat("a", 2000)), ""},
		{"url_variables", "url", address("https://shop.example/{{1}}/{{2}}", "a"), ""},
		{"url_variable_place", "url", address("https://shop.example/{{1}}/x", "a"), ""},
		{"example_missing", "url", address("https://shop.example/{{1}}"), ""},
		{"variable_gap", "url", address("https://shop.example/{{2}}", "a"), ""},
		{"phone_missing", "urls_and_phone", pressing(func(b *press) { b.Phone = "" }), ""},
		{"phone_too_long", "urls_and_phone", pressing(func(b *press) { b.Phone = strings.Repeat("1", 21) }), ""},
		{"code_missing", "coupon", pressing(func(b *press) { b.Example = nil }), ""},
		{"code_too_long", "coupon", pressing(func(b *press) { b.Example = templates.Examples{strings.Repeat("A", 21)} }), ""},
		{"", "coupon", pressing(func(b *press) { b.Example = templates.Examples{strings.Repeat("A", 20)} }), ""},
		{"flow_one", "flow", pressing(func(b *press) { b.FlowID = "" }), ""},
		{"flow_one", "flow", pressing(func(b *press) { b.FlowName = "two" }), ""},
	}
}

func specials() []submission {
	offer := func(words string) func(*definition) {
		return func(d *definition) { comp(d, "LIMITED_TIME_OFFER").Offer.Text = words }
	}
	return []submission{
		{"authentication_part", "code_copied", adding(component{Type: "HEADER", Format: "TEXT", Text: "Code"}), ""},
		{"authentication_text", "code_copied", func(d *definition) { comp(d, "BODY").Text = "Your code is {{1}}, keep it." }, ""},
		{"authentication_text", "code_copied", func(d *definition) { comp(d, "FOOTER").Text = "Soon over" }, ""},
		{"authentication_button", "code_copied", dropping("BUTTONS"), ""},
		{"authentication_button", "code_copied", pressed(yes), ""},
		{"authentication_button", "code_copied", pressed(), ""},
		{"authentication_expiration", "code_copied", func(d *definition) { comp(d, "FOOTER").CodeExpirationMinutes = 91 }, ""},
		{"", "code_copied", func(d *definition) { comp(d, "FOOTER").CodeExpirationMinutes = 90 }, ""},
		{"otp_category", "url", pressed(press{Type: "OTP", OTPType: "COPY_CODE"}), ""},
		{"otp_type", "code_copied", pressing(func(b *press) { b.OTPType = "TWO_TAP" }), ""},
		{"otp_apps", "code_one_tap", pressing(func(b *press) { b.Apps = nil }), ""},
		{"otp_app", "code_zero_tap", pressing(func(b *press) { b.Apps[0].Signature = "" }), ""},
		{"otp_terms", "code_zero_tap", pressing(func(b *press) { b.ZeroTapAccepted = false }), "the page marks the terms as what may be left out"},
		{"offer_category", "offer", func(d *definition) { d.Category = templates.Utility }, ""},
		{"offer_text_missing", "offer", offer(""), ""},
		{"offer_text_too_long", "offer", offer(strings.Repeat("o", 17)), ""},
		{"", "offer", offer(strings.Repeat("o", 16)), ""},
		{"offer_header", "offer", func(d *definition) { comp(d, "HEADER").Format = "DOCUMENT" }, ""},
		{"", "offer", dropping("HEADER"), ""},
		{"offer_body_too_long", "offer", rewritten("BODY", strings.Repeat("o", 601)), ""},
		{"offer_footer", "offer", adding(component{Type: "FOOTER", Text: "Bye"}), ""},
		{"offer_order", "offer", func(d *definition) { slices.Reverse(comp(d, "BUTTONS").Buttons) }, ""},
		{"offer_code_too_long", "offer", pressing(func(b *press) { b.Example = templates.Examples{strings.Repeat("A", 16)} }), ""},
		{"cards_too_few", "cards", func(d *definition) { comp(d, "CAROUSEL").Cards = comp(d, "CAROUSEL").Cards[:1] }, ""},
		{"cards_too_many", "cards", func(d *definition) { c := comp(d, "CAROUSEL"); c.Cards = slices.Repeat(c.Cards, 6) }, ""},
		{"", "cards", func(d *definition) { c := comp(d, "CAROUSEL"); c.Cards = slices.Repeat(c.Cards, 5) }, ""},
		{"cards_uneven", "cards", func(d *definition) { comp(d, "CAROUSEL").Cards[0].Components[0].Format = "VIDEO" }, ""},
		{"cards_uneven", "cards", func(d *definition) {
			c := &comp(d, "CAROUSEL").Cards[1]
			c.Components = append(c.Components[:1:1], c.Components[2])
		}, ""},
		{"card_part", "cards", carding(func(c *templates.Card) { c.Components = append(c.Components, component{Type: "FOOTER", Text: "Bye"}) }), ""},
		{"card_header", "cards", carding(func(c *templates.Card) { c.Components = c.Components[1:] }), ""},
		{"card_header", "cards", carding(func(c *templates.Card) { c.Components[0].Format = "DOCUMENT" }), ""},
		{"card_body_too_long", "cards", carding(func(c *templates.Card) { c.Components[1].Text, c.Components[1].Example = strings.Repeat("o", 161), nil }), ""},
		{"variables_adjacent", "cards", carding(func(c *templates.Card) {
			c.Components[1].Text = "Only {{1}}{{2}} left today, so hurry"
			c.Components[1].Example.BodyText = [][]string{{"a", "b"}}
		}), ""},
		{"card_buttons_missing", "cards", carding(func(c *templates.Card) { c.Components = c.Components[:2] }), ""},
		{"card_buttons_too_many", "cards", carding(func(c *templates.Card) { c.Components[2].Buttons = []press{yes, no, link} }), ""},
		{"header_product", "two_products", carding(func(c *templates.Card) { c.Components[1].Buttons = []press{yes} }), ""},
	}
}

// TestSubmitted holds Lint against the platform: what one of them refuses the other refuses, or its review rejects, but
// for what no page tells of.
func TestSubmitted(t *testing.T) {
	t.Parallel()
	all := map[string]filling{}
	cases := submissions()
	for _, c := range fillings() {
		all[c.name] = c
		cases = append(cases, submission{of: c.name, spoil: func(*definition) {}})
	}
	met := map[string]bool{}
	for _, c := range cases {
		met[c.rule] = true
		t.Run(or(c.rule, "good")+" "+c.of, func(t *testing.T) {
			t.Parallel()
			require.Contains(t, all, c.of)
			d := all[c.of].definition(t)
			c.spoil(&d)
			rules := refusals(d)
			if c.rule == "" {
				require.Empty(t, rules)
			} else {
				require.Contains(t, rules, c.rule)
			}
			require.Equal(t, c.silent == "", (len(rules) > 0) == refusedOn(t, d), "Lint: %v", rules)
		})
	}
	for _, r := range templates.LintRules() {
		require.True(t, r.Severity != templates.Refused || met[r.Rule], r.Rule)
	}
}

// refusedOn submits a definition and reports whether it is refused, or rejected by the review.
func refusedOn(t *testing.T, d definition) bool {
	t.Helper()
	g := newGraph(t, false)
	body, err := json.Marshal(d)
	require.NoError(t, err)
	if g.post("/"+simulator.DefaultWABA+"/message_templates", body) != 0 {
		return true
	}
	status := g.listed(d.Name).Status
	require.Contains(t, []templates.Status{templates.Approved, templates.Rejected}, status)
	return status == templates.Rejected
}
