package templates_test

import (
	"slices"
	"strings"

	"github.com/wainbox/wainbox/templates"
)

func lintButtonCases() []lintCase {
	const at = "components[2].buttons[0]"
	// one puts a single button into a utility template, offered into a marketing
	// one.
	one := func(name string, b templates.Button, want ...string) lintCase {
		return lintCase{name, "location", func(d *templates.Definition) { part(d, "BUTTONS").Buttons = []templates.Button{b} }, want}
	}
	sold := func(name string, b templates.Button, want ...string) lintCase {
		return lintCase{name, "catalog", func(d *templates.Definition) { part(d, "BUTTONS").Buttons = []templates.Button{b} }, want}
	}
	reply := func(text string) templates.Button { return templates.Button{Type: "QUICK_REPLY", Text: text} }
	link := func(url string, samples ...string) templates.Button {
		return templates.Button{Type: "URL", Text: "Go", URL: url, Example: samples}
	}
	phone := func(number string) templates.Button {
		return templates.Button{Type: "PHONE_NUMBER", Text: "Call", Phone: number}
	}
	code := func(samples ...string) templates.Button {
		return templates.Button{Type: "COPY_CODE", Example: samples}
	}
	flow := func(change func(*templates.Button)) templates.Button {
		b := templates.Button{Type: "FLOW", Text: "Rate", FlowID: "7"}
		change(&b)
		return b
	}
	return []lintCase{
		one("button without type", templates.Button{Text: "Yes"}, "button_type_missing "+at),
		one("button of an unknown type", templates.Button{Type: "REPLY", Text: "Yes"}, "button_unknown "+at+".type"),
		one("button of orders", templates.Button{Type: "ORDER_DETAILS", Text: "Pay"}),
		one("button without text", reply(" "), "button_text_missing "+at+".text"),
		one("button as long as allowed", reply(wide(25))),
		one("button too long", reply(wide(26)), "button_text_too_long "+at+".text"),
		one("button with a variable", reply("Hello {{1}}"), "text_variable "+at+".text"),
		one("call button longer than others", templates.Button{Type: "VOICE_CALL", Text: wide(26)}, "button_text_long "+at+".text"),
		one("app in utility", templates.Button{Type: "APP"}, "marketing_messages_category "+at+".type"),
		sold("app in marketing", templates.Button{Type: "APP"}, "marketing_messages "+at+".type"),
		sold("catalog in other words", templates.Button{Type: "CATALOG", Text: "Look"}, "button_text_fixed "+at+".text"),
		sold("items in other words", templates.Button{Type: "MPM"}, "button_text_fixed "+at+".text"),
		sold("product in other words", templates.Button{Type: "SPM", Text: "view"}, "button_text_fixed "+at+".text"),

		one("address missing", link(""), "url_missing "+at+".url"),
		one("address without variable", link("https://a.example/b?c=d#e")),
		one("address of old", link("http://a.example")),
		one("address without scheme", link("a.example/b"), "url_form "+at+".url"),
		one("address of another scheme", link("ftp://a.example"), "url_form "+at+".url"),
		one("address that is all variable", link("https://{{1}}", "x"), "url_form "+at+".url"),
		one("address as long as allowed", link("https://a.example/"+wide(2000-18))),
		one("address too long", link("https://a.example/"+wide(2001-18)), "url_too_long "+at+".url"),
		one("address with two variables", link("https://a.example/{{1}}/{{2}}", "x"), "url_variables "+at+".url"),
		one("address with its variable inside", link("https://a.example/{{1}}/b", "x"), "url_variable_place "+at+".url"),
		one("address with half a variable", link("https://a.example/{{1", "x"), "variable_malformed "+at+".url"),
		one("address with the other half", link("https://a.example/1}}"), "variable_malformed "+at+".url"),
		one("address with {{2}}", link("https://a.example/{{2}}", "x"), "variable_gap "+at+".url"),
		one("address with a name", link("https://a.example/{{id}}", "x"), "variable_style "+at+".url"),
		{"address with a number among names", "named", func(d *templates.Definition) {
			part(d, "buttons").Buttons = []templates.Button{link("https://a.example/{{1}}", "x")}
		}, nil},
		one("address without a sample", link("https://a.example/{{1}}"), "example_missing "+at+".example"),
		one("address with two samples", link("https://a.example/{{1}}", "x", "y"), "example_count "+at+".example"),
		one("address with an empty sample", link("https://a.example/{{1}}", ""), "example_empty "+at+".example"),
		one("address with a whole address as sample", link("https://a.example/{{1}}", "https://a.example/x")),
		one("address with a sample of nothing", link("https://a.example/", "x"), "example_unused "+at+".example"),

		one("phone missing", phone(""), "phone_missing "+at+".phone_number"),
		one("phone as people write it", phone("+1 (555) 010-3000")),
		one("phone as long as allowed", phone(strings.Repeat("1", 20))),
		one("phone too long", phone(strings.Repeat("1", 21)), "phone_too_long "+at+".phone_number"),
		one("phone in letters", phone("1-800-DESK"), "phone_form "+at+".phone_number"),

		sold("code missing", code(), "code_missing "+at+".example"),
		sold("code empty", code(""), "code_missing "+at+".example"),
		sold("code as long as all pages allow", code(strings.Repeat("A", 15))),
		sold("code that pages disagree about", code(strings.Repeat("A", 16)), "code_long "+at+".example"),
		sold("code as long as one page allows", code(strings.Repeat("A", 20)), "code_long "+at+".example"),
		sold("code too long", code(strings.Repeat("A", 21)), "code_too_long "+at+".example"),
		sold("code with a sign", code("TEA-20"), "code_characters "+at+".example"),
		sold("code twice", code("A", "B"), "example_count "+at+".example"),
		one("code in utility", code("A"), "utility_button "+at+".type"),

		one("flow by name", flow(func(b *templates.Button) { b.FlowID, b.FlowName = "", "rate" })),
		one("flow of none", flow(func(b *templates.Button) { b.FlowID = "" }), "flow_one "+at),
		one("flow of two", flow(func(b *templates.Button) { b.FlowJSON = "{}" }), "flow_one "+at),
		one("flow that does something else", flow(func(b *templates.Button) { b.FlowAction = "open" }), "flow_action_unknown "+at+".flow_action"),
		one("flow without its screen", flow(func(b *templates.Button) { b.FlowAction = "navigate" }), "flow_screen_missing "+at+".navigate_screen"),
		one("flow with a screen of the endpoint's", flow(func(b *templates.Button) {
			b.FlowAction, b.NavigateScreen = "data_exchange", "ONE"
		}), "flow_screen_unused "+at+".navigate_screen"),
		one("flow with an unknown picture", flow(func(b *templates.Button) { b.Icon = "STAR" }), "flow_icon_unknown "+at+".icon"),
		one("code of one time in utility", templates.Button{Type: "OTP", OTPType: "COPY_CODE"}, "otp_category "+at+".type"),
	}
}

func lintButtonsCases() []lintCase {
	const at = "components[2].buttons"
	kinds := map[byte]templates.Button{
		'q': {Type: "QUICK_REPLY"}, 'u': {Type: "URL", URL: "https://a.example"}, 'p': {Type: "PHONE_NUMBER", Phone: "1555"},
		'c': {Type: "COPY_CODE", Example: templates.Examples{"A"}},
	}
	row := func(name, of string, want ...string) lintCase {
		return lintCase{name, "catalog", func(d *templates.Definition) {
			c := part(d, "BUTTONS")
			c.Buttons = nil
			for i := range len(of) {
				b := kinds[of[i]]
				if of[i] != 'c' {
					b.Text = "Button " + string(rune('A'+i))
				}
				c.Buttons = append(c.Buttons, b)
			}
		}, want}
	}
	const folded, mixed = "buttons_folded " + at, "buttons_mixed " + at
	return []lintCase{
		row("no button", "", "buttons_missing "+at),
		row("three replies", "qqq"),
		row("four replies", "qqqq", folded),
		row("ten replies", "qqqqqqqqqq", folded),
		row("eleven replies", "qqqqqqqqqqq", "buttons_too_many "+at, folded),
		row("two addresses", "uu"),
		row("three addresses", "uuu", "buttons_url "+at),
		row("two phones", "pp", "buttons_phone "+at),
		row("two codes", "cc", "buttons_code "+at),
		row("replies before others", "qqu", mixed),
		row("replies after others", "uqq", mixed),
		row("replies around others", "quq", "buttons_grouping "+at, mixed),
		row("others around replies", "uqp", "buttons_grouping "+at, mixed),
		{"two of one text", "named", func(d *templates.Definition) {
			b := part(d, "buttons").Buttons
			b[1].Text = b[0].Text
		}, []string{"button_text_repeated components[2].buttons[1].text"}},
		{"flags of an authentication", "plain", func(d *templates.Definition) { part(d, "FOOTER").CodeExpirationMinutes = 5 }, []string{
			"authentication_only components[2]",
		}},
		{"a second kind of part in capitals", "named", func(d *templates.Definition) {
			d.Components = slices.Insert(d.Components, 2, templates.Component{Type: "HEADER", Format: "LOCATION"})
		}, []string{"component_repeated components[2]"}},
	}
}
