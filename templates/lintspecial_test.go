package templates_test

import (
	"encoding/json"
	"slices"
	"strings"

	"github.com/wainbox/wainbox/templates"
)

func lintAuthenticationCases() []lintCase {
	const at = "components[2].buttons[0]"
	minutes := func(name string, n int, want ...string) lintCase {
		return lintCase{name, "authentication", func(d *templates.Definition) { part(d, "FOOTER").CodeExpirationMinutes = n }, want}
	}
	button := func(name string, change func(*templates.Button), want ...string) lintCase {
		return lintCase{name, "authentication", func(d *templates.Definition) { change(&part(d, "BUTTONS").Buttons[0]) }, want}
	}
	const minutesAt = "components[1].code_expiration_minutes"
	return []lintCase{
		{"authentication with a header", "authentication", func(d *templates.Definition) {
			d.Components = append(d.Components, templates.Component{Type: "HEADER", Format: "LOCATION"})
		}, []string{"authentication_part components[3].type"}},
		{"authentication in own words", "authentication", func(d *templates.Definition) {
			part(d, "BODY").Text, part(d, "FOOTER").Text = "Code {{1}} here", "Good for a while"
		}, []string{"authentication_text components[0].text", "authentication_text components[1].text"}},
		{"authentication as the platform shows it", "authentication", func(d *templates.Definition) {
			d.Status, part(d, "BODY").Text, part(d, "FOOTER").Text = templates.Approved, "*{{1}}* is your code.", "Expires."
			part(d, "BUTTONS").Buttons[0] = templates.Button{Type: "URL", Text: "Copy", URL: "https://a.example/{{1}}"}
		}, []string{"authentication_answer components[0].text"}},
		{"authentication without buttons", "authentication", func(d *templates.Definition) { without(d, "BUTTONS") }, []string{
			"authentication_button components",
		}},
		{"authentication with no button", "authentication", func(d *templates.Definition) { part(d, "BUTTONS").Buttons = nil }, []string{
			"authentication_button components[2].buttons",
		}},
		{"authentication with an address", "authentication", func(d *templates.Definition) { part(d, "BUTTONS").Buttons[0].Type = "URL" }, []string{
			"authentication_button " + at + ".type",
		}},
		minutes("longest code", 90),
		minutes("too long a code", 91, "authentication_expiration "+minutesAt),
		minutes("shortest code", 1),
		minutes("too short a code", -1, "authentication_expiration "+minutesAt),
		minutes("no time", 0),

		button("unknown kind of code", func(b *templates.Button) { b.OTPType = "TWO_TAP" }, "otp_type "+at+".otp_type"),
		button("no kind of code", func(b *templates.Button) { b.OTPType = "" }, "otp_type "+at+".otp_type"),
		button("one tap without terms", func(b *templates.Button) { b.OTPType, b.ZeroTapAccepted = "ONE_TAP", false }),
		button("zero tap without terms", func(b *templates.Button) { b.ZeroTapAccepted = false }, "otp_terms "+at+".zero_tap_terms_accepted"),
		button("no apps", func(b *templates.Button) { b.Apps = nil }, "otp_apps "+at+".supported_apps"),
		button("app without package", func(b *templates.Button) { b.Apps[0].Package = "" }, "otp_app "+at+".supported_apps[0]"),
		button("app without signature", func(b *templates.Button) { b.Apps[0].Signature = "" }, "otp_app "+at+".supported_apps[0]"),
		button("code to copy with apps", func(b *templates.Button) { b.OTPType = "COPY_CODE" }, "otp_unused "+at),
		button("code to copy with autofill", func(b *templates.Button) {
			*b = templates.Button{Type: "OTP", OTPType: "COPY_CODE", Autofill: "Fill"}
		}, "otp_unused "+at),
		button("code to copy with terms", func(b *templates.Button) {
			*b = templates.Button{Type: "OTP", OTPType: "COPY_CODE", ZeroTapAccepted: true}
		}, "otp_unused "+at),
		button("code to copy", func(b *templates.Button) { *b = templates.Button{Type: "otp", OTPType: "copy_code"} }),
		button("long text", func(b *templates.Button) { b.Text = wide(26) }, "button_text_long "+at+".text"),
	}
}

func lintOfferCases() []lintCase {
	offer := func(name string, change func(*templates.Definition), want ...string) lintCase {
		return lintCase{name, "offer", change, want}
	}
	const text = "components[1].limited_time_offer.text"
	fill := func(n int) string {
		return "Hi {{1}}, {{2}} is it: a b c " + wide(n-len("Hi {{1}}, {{2}} is it: a b c "))
	}
	return []lintCase{
		offer("offer in utility", func(d *templates.Definition) { d.Category = templates.Utility },
			"offer_category components[1].type", "utility_button components[3].buttons[0].type"),
		offer("no offer", func(d *templates.Definition) { d.Components[1].Offer = nil }, "offer_text_missing components[1].limited_time_offer"),
		offer("offer without text", func(d *templates.Definition) { d.Components[1].Offer.Text = "" }, "offer_text_missing components[1].limited_time_offer"),
		offer("offer as long as allowed", func(d *templates.Definition) { d.Components[1].Offer.Text = wide(16) }),
		offer("offer too long", func(d *templates.Definition) { d.Components[1].Offer.Text = wide(17) }, "offer_text_too_long "+text),
		offer("offer with a variable", func(d *templates.Definition) { d.Components[1].Offer.Text = "Until {{1}}!" }, "text_variable "+text),
		offer("body of an offer as long as allowed", func(d *templates.Definition) {
			part(d, "BODY").Text = fill(600)
		}),
		offer("body of an offer too long", func(d *templates.Definition) {
			part(d, "BODY").Text = fill(601)
		}, "offer_body_too_long components[2].text"),
		offer("offer with a footer", func(d *templates.Definition) { part(d, "FOOTER").Text = "Tea" }, "offer_footer components[4]"),
		offer("offer with a video", func(d *templates.Definition) { d.Components[0].Format = "VIDEO" }),
		offer("offer with a document", func(d *templates.Definition) { d.Components[0].Format = "DOCUMENT" }, "offer_header components[0].format"),
		offer("offer without header", func(d *templates.Definition) { without(d, "HEADER") }, "offer_header_missing components"),
		offer("address before the code", func(d *templates.Definition) { slices.Reverse(part(d, "BUTTONS").Buttons) }, "offer_order components[3].buttons"),
		offer("offer with a phone", func(d *templates.Definition) {
			part(d, "BUTTONS").Buttons[1] = templates.Button{Type: "PHONE_NUMBER", Text: "Call", Phone: "1555"}
		}, "offer_button components[3].buttons[1].type"),
		offer("code of an offer as long as allowed", func(d *templates.Definition) {
			part(d, "BUTTONS").Buttons[0].Example = templates.Examples{strings.Repeat("A", 15)}
		}),
		offer("code of an offer too long", func(d *templates.Definition) {
			part(d, "BUTTONS").Buttons[0].Example = templates.Examples{strings.Repeat("A", 16)}
		}, "offer_code_too_long components[3].buttons[0].example"),
	}
}

func lintCarouselCases() []lintCase {
	const at = "components[1].cards"
	// cards makes a carousel of copies of the good one's first card.
	cards := func(name, from string, n int, want ...string) lintCase {
		return lintCase{name, from, func(d *templates.Definition) {
			c := part(d, "CAROUSEL")
			c.Cards = slices.Repeat(c.Cards[:1], n)
		}, want}
	}
	// both changes the two cards alike, each on its own memory.
	both := func(name string, change func(*templates.Definition), want ...string) lintCase {
		return lintCase{name, "carousel", func(d *templates.Definition) {
			for i := range part(d, "CAROUSEL").Cards {
				card := templates.Definition{Components: part(d, "CAROUSEL").Cards[i].Components}
				change(&card)
				part(d, "CAROUSEL").Cards[i].Components = card.Components
			}
		}, want}
	}
	second := func(name string, change func(*templates.Definition), want ...string) lintCase {
		return lintCase{name, "carousel", func(d *templates.Definition) {
			card := templates.Definition{Components: part(d, "CAROUSEL").Cards[1].Components}
			change(&card)
			part(d, "CAROUSEL").Cards[1].Components = card.Components
		}, want}
	}
	const first, other = at + "[0].components", at + "[1].components"
	return []lintCase{
		cards("no card", "carousel", 0, "cards_too_few "+at),
		cards("one card", "carousel", 1, "cards_too_few "+at),
		cards("ten cards", "carousel", 10),
		cards("eleven cards", "carousel", 11, "cards_too_many "+at),
		cards("three products", "products", 3, "cards_product "+at),

		second("card without body", func(d *templates.Definition) { without(d, "BODY") }, "cards_uneven "+at+"[1]"),
		second("card with a video", func(d *templates.Definition) { part(d, "HEADER").Format = "VIDEO" }, "cards_uneven "+at+"[1]"),
		second("card with buttons in another order", func(d *templates.Definition) { slices.Reverse(part(d, "BUTTONS").Buttons) }, "cards_uneven "+at+"[1]"),
		second("card in lower case", func(d *templates.Definition) { part(d, "BODY").Type = "body" }),
		second("card with two bodies", func(d *templates.Definition) {
			d.Components = append(d.Components, *part(d, "BODY"))
		}, "component_repeated "+other+"[3]", "cards_uneven "+at+"[1]"),
		second("card with a part without type", func(d *templates.Definition) { part(d, "BODY").Type = "" },
			"component_type_missing "+other+"[1]", "cards_uneven "+at+"[1]"),
		second("card as long as allowed", func(d *templates.Definition) { part(d, "BODY").Text = wide(160) }),
		second("card too long", func(d *templates.Definition) { part(d, "BODY").Text = wide(161) }, "card_body_too_long "+other+"[1].text"),
		second("card of three lines", func(d *templates.Definition) { part(d, "BODY").Text = "a\nb\nc" }),
		second("card of four lines", func(d *templates.Definition) { part(d, "BODY").Text = "a\nb\nc\nd" }, "card_body_breaks "+other+"[1].text"),
		both("cards with footers", func(d *templates.Definition) { part(d, "FOOTER").Text = "x" },
			"card_part "+first+"[3].type", "card_part "+other+"[3].type"),
		both("cards without headers", func(d *templates.Definition) { without(d, "HEADER") },
			"card_header "+first, "card_header "+other),
		both("cards with text as header", func(d *templates.Definition) { part(d, "HEADER").Format = "TEXT" },
			"card_header "+first+"[0].format", "card_header "+other+"[0].format"),
		both("cards of products without their button", func(d *templates.Definition) { part(d, "HEADER").Format = "PRODUCT" },
			"header_product "+first+"[0].format", "header_product "+other+"[0].format"),
		both("cards without buttons", func(d *templates.Definition) { without(d, "BUTTONS") },
			"card_buttons_missing "+first, "card_buttons_missing "+other),
		both("cards with no button", func(d *templates.Definition) { part(d, "BUTTONS").Buttons = nil },
			"card_buttons_missing "+first+"[2].buttons", "card_buttons_missing "+other+"[2].buttons"),
		both("cards with three buttons", func(d *templates.Definition) {
			c := part(d, "BUTTONS")
			c.Buttons = append(c.Buttons, templates.Button{Type: "QUICK_REPLY", Text: "Non"})
		}, "card_buttons_too_many "+first+"[2].buttons", "card_buttons_too_many "+other+"[2].buttons"),
		both("cards as the platform shows them", func(d *templates.Definition) {
			part(d, "HEADER").Example.HeaderHandle[0] = "https://files.example/1"
		}, "header_sample_url "+first+"[0].example.header_handle"),
	}
}

// lintContentTypeCases are of the types of contents, and of what only the request
// for approval has.
func lintContentTypeCases() []lintCase {
	// content has these types, and the request, if any, of this JSON.
	content := func(name, types, approval string, want ...string) lintCase {
		return lintCase{name, "plain", func(d *templates.Definition) {
			var c templates.Content
			data := `{"friendly_name":"Parcel, ready!","language":"en","variables":{"1":"Mira"},"types":{` + types + `}` + approval + `}`
			if err := json.Unmarshal([]byte(data), &c); err != nil {
				panic(err)
			}
			*d = c.Definition()
		}, want}
	}
	request := func(name, category string) string {
		return `,"approval_requests":{"name":"` + name + `","category":"` + category + `","status":"unsubmitted"}`
	}
	const (
		text     = `"twilio/text":{"body":"We are open again."}`
		location = `"twilio/location":{"latitude":1,"longitude":2,"label":"{{2}}"}`
		list     = `"twilio/list-picker":{"body":"When?","button":"Days","items":[{"id":"1","item":"Monday"}]}`
		catalog  = `"twilio/catalog":{"body":"Look!","id":"7"}`
		flow     = `"twilio/flows":{"body":"Tell us.","button_text":"Begin","pages":[],"type":"OTHER"}`
		code     = `"twilio/call-to-action":{"body":"For you.","actions":[{"type":"COPY_CODE","title":"Copy","code":"{{1}}"}]}`
		copied   = `"whatsapp/authentication":{"add_security_recommendation":true,"code_expiration_minutes":5,` +
			`"actions":[{"type":"COPY_CODE","copy_code_text":"Copy"}]}`
	)
	card := func(media string) string {
		return `{"body":"A lamp","media":"` + media + `","actions":[{"type":"QUICK_REPLY","title":"Yes"}]}`
	}
	carousel := `"twilio/carousel":{"body":"Look!","cards":[` + card("https://a.example/1.png") + `,` + card("https://a.example/2") + `]}`
	return []lintCase{
		content("a request to create", text, ""),
		content("one that was not submitted", text, request("", "")),
		content("the request's name", text, request("Open again", "UTILITY"), "name_characters name"),
		content("the request's category", text, request("open", "FUN"), "category_unknown category"),
		content("a category of the request that forbids to promote", code, request("open", "UTILITY"),
			"utility_button components[1].buttons[0].type"),
		content("authentication by its type", copied, ""),
		content("authentication of too many minutes", strings.Replace(copied, ":5", ":91", 1), "",
			"authentication_expiration components[1].code_expiration_minutes"),
		content("a text beside a location", text+","+location, ""),
		content("a text beside a list", text+","+list, ""),
		content("a location alone", location, "", "content_session types"),
		content("a list that was submitted", list, `,"approval_requests":{"content_type":"twilio/list-picker"}`, "content_session types"),
		content("a catalog", catalog, "", "content_session types"),
		content("a catalog that was submitted", catalog, `,"approval_requests":{"content_type":"twilio/catalog"}`),
		content("a type that nobody knows", `"twilio/hologram":{"body":"b"}`, "", "content_type types"),
		content("a flow of Twilio's own", flow, ""),
		content("a code that is a variable", code, ""),
		content("a card whose file's kind cannot be told", carousel, ""),
	}
}

// lintContentCases are of what Twilio keeps: one row of variables through all
// parts.
func lintContentCases() []lintCase {
	kept := func(name, body, url string, samples map[string]string, want ...string) lintCase {
		return lintCase{name, "plain", func(d *templates.Definition) {
			action, err := json.Marshal(map[string]any{
				"body":    body,
				"actions": []map[string]string{{"type": "URL", "title": "Go", "url": url}},
			})
			if err != nil {
				panic(err)
			}
			*d = templates.Content{
				Name: "parcel_ready", Language: "en", Variables: samples,
				Types:    map[string]json.RawMessage{"twilio/call-to-action": action},
				Approval: templates.ContentApproval{Category: "UTILITY"},
			}.Definition()
		}, want}
	}
	const text, link = "Hello {{1}}, we have your order.", "https://a.example/{{2}}"
	return []lintCase{
		kept("one row", text, link, map[string]string{"1": "Mira", "2": "K"}),
		kept("a number without sample", text, link, map[string]string{"1": "Mira"}, "example_missing variables"),
		kept("an empty sample of the row", text, link, map[string]string{"1": "Mira", "2": ""}, "example_empty variables"),
		kept("a gap in the row", text, "https://a.example/{{3}}", map[string]string{"1": "Mira", "3": "K"}, "variable_gap variables"),
		kept("one value in two places", text, "https://a.example/{{1}}", map[string]string{"1": "Mira"}),
		kept("the end, kept at Twilio", "We have your order, dear {{1}}", "https://a.example", map[string]string{"1": "Mira"},
			"variable_at_end components[0].text"),
	}
}
