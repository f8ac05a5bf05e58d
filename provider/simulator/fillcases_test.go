package simulator_test

import (
	"encoding/json"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/wainbox/wainbox/templates"
	"github.com/wainbox/wainbox/whatsapp"
)

// filling is a template as it is created, and values for it.
type filling struct {
	name       string
	category   templates.Category // empty = marketing
	named      bool
	components string // without the brackets around them
	values     func() templates.Values
	body       string // what the customer reads in the body
}

func (c filling) definition(tb testing.TB) templates.Definition {
	tb.Helper()
	d := templates.Definition{Name: c.name, Language: "en_US", Category: or(c.category, templates.Marketing)}
	if c.named {
		d.Format = templates.Named
	}
	require.NoError(tb, json.Unmarshal([]byte("["+c.components+"]"), &d.Components), c.name)
	return d
}

// given are the values of a filling, made anew.
func (c filling) given() templates.Values {
	if c.values == nil {
		return templates.Values{}
	}
	return c.values()
}

type (
	values  = templates.Values
	several = []whatsapp.Parameter
	presses = map[int][]whatsapp.Parameter
)

// one is what a function returns of a message's own parts.
func one(v templates.Values) func() templates.Values { return func() templates.Values { return v } }

func oneBody(all ...string) func() templates.Values {
	return func() templates.Values { return values{Body: templates.Texts(all...)} }
}

func onePress(at int, p ...whatsapp.Parameter) func() templates.Values {
	return one(values{Buttons: presses{at: p}})
}

const (
	plainBody  = `{"type":"BODY","text":"Here it is."}`
	greeting   = `{"type":"BODY","text":"Hi {{1}}, order {{2}} is ready.","example":{"body_text":[["Ann","7"]]}}`
	imageHead  = `{"type":"HEADER","format":"IMAGE","example":{"header_handle":["4::aa"]}}`
	videoHead  = `{"type":"HEADER","format":"VIDEO","example":{"header_handle":["4::aa"]}}`
	trackPress = `{"type":"URL","text":"Track","url":"https://shop.example/t/{{1}}","example":["7"]}`
	quickPress = `{"type":"QUICK_REPLY","text":"Yes"}`
	codePress  = `{"type":"COPY_CODE","example":"SAVE10"}`
	offerPart  = `{"type":"LIMITED_TIME_OFFER","limited_time_offer":{"text":"Ends soon","has_expiration":true}}`
	productOf  = `{"components":[{"type":"HEADER","format":"PRODUCT"},{"type":"BUTTONS","buttons":[{"type":"SPM","text":"View"}]}]}`
	imageCard  = `{"components":[` + imageHead + `,{"type":"BODY","text":"Only {{1}} left.","example":{"body_text":[["3"]]}},` +
		`{"type":"BUTTONS","buttons":[` + quickPress + `,` + trackPress + `]}]}`
	videoCard = `{"components":[` + videoHead + `,{"type":"BUTTONS","buttons":[` + quickPress + `]}]}`
	twoCards  = plainBody + `,{"type":"CAROUSEL","cards":[` + imageCard + `,` + imageCard + `]}`
	appList   = `"supported_apps":[{"package_name":"example.app","signature_hash":"K8a/AINcGX7"}]`
)

func withButtons(buttons string) string {
	return plainBody + `,{"type":"BUTTONS","buttons":[` + buttons + `]}`
}

func picture() whatsapp.Parameter {
	return templates.File(whatsapp.Media{Type: whatsapp.KindImage, Link: "https://shop.example/p.jpg"})
}

func film(id whatsapp.MediaID) whatsapp.Media {
	if id == "" {
		return whatsapp.Media{Type: whatsapp.KindVideo, Link: "https://shop.example/v.mp4"}
	}
	return whatsapp.Media{Type: whatsapp.KindVideo, ID: id}
}

func goods(id string) whatsapp.Parameter {
	return templates.Product(whatsapp.ProductRef{Catalog: "90", Product: id})
}

func shop() whatsapp.Location {
	return whatsapp.Location{Latitude: 52.5, Longitude: 13.4, Name: "Shop", Address: "Main St 1"}
}

func shelf() whatsapp.TemplateAction {
	return whatsapp.TemplateAction{Thumbnail: "p1", Sections: []whatsapp.ProductSection{{Title: "All", Products: []string{"p1", "p2"}}}}
}

func shot(words, payload, suffix string) templates.Values {
	v := values{Header: several{picture()}, Body: templates.Texts(words), Buttons: presses{1: {templates.Suffix(suffix)}}}
	if payload != "" {
		v.Buttons[0] = several{templates.Payload(payload)}
	}
	return v
}

func products(n int) func() templates.Values {
	return func() templates.Values {
		v := templates.Values{}
		for i := range n {
			v.Cards = append(v.Cards, values{Header: several{goods("p" + string(rune('0'+i)))}})
		}
		return v
	}
}

var offerEnds = time.Date(2026, 12, 1, 12, 0, 0, 0, time.UTC)

// fillings are templates of every kind.
func fillings() []filling {
	named := `{"type":"BODY","text":"Hi {{first_name}}, order {{order}} is ready.","example":{"body_text_named_params":[` +
		`{"param_name":"first_name","example":"Ann"},{"param_name":"order","example":"7"}]}}`
	code := `{"type":"BODY","add_security_recommendation":true},{"type":"FOOTER","code_expiration_minutes":10},{"type":"BUTTONS","buttons":[`
	call := `{"type":"VOICE_CALL","text":"Call us"}`
	return []filling{
		{name: "text", components: plainBody, body: "Here it is."},
		{name: "text_footer", components: plainBody + `,{"type":"FOOTER","text":"STOP ends"}`, body: "Here it is."},
		{name: "positional", components: greeting, values: oneBody("Ann", "7"), body: "Hi Ann, order 7 is ready."},
		{
			name: "positional_ten", components: `{"type":"BODY","text":"a {{1}} b {{2}} c {{3}} d {{4}} e {{5}} f {{6}} g {{7}} h {{8}} i {{9}} j {{10}} k",` +
				`"example":{"body_text":[["1","2","3","4","5","6","7","8","9","10"]]}}`,
			values: oneBody("1", "2", "3", "4", "5", "6", "7", "8", "9", "{{10}}"), body: "a 1 b 2 c 3 d 4 e 5 f 6 g 7 h 8 i 9 j {{10}} k",
		},
		{
			name: "positional_twice", components: `{"type":"BODY","text":"Dear {{1}}, yes {{1}} and {{2}}.","example":{"body_text":[["a","b"]]}}`,
			values: oneBody("Ann", "Bo"), body: "Dear Ann, yes Ann and Bo.",
		},
		{
			name: "positional_order", components: `{"type":"BODY","text":"Dear {{2}} and {{1}}.","example":{"body_text":[["a","b"]]}}`,
			values: oneBody("Ann", "Bo"), body: "Dear Bo and Ann.",
		},
		{name: "named", named: true, components: named, body: "Hi Ann, order 7 is ready.", values: one(values{Body: several{
			templates.ByName("order", templates.Text("7")), templates.ByName("first_name", templates.Text("Ann")),
		}})},
		{name: "named_parts", named: true, components: `{"type":"HEADER","format":"TEXT","text":"For {{who}} only","example":{"header_text_named_params":[{"param_name":"who","example":"Ann"}]}},` +
			named + `,{"type":"BUTTONS","buttons":[` + trackPress + `]}`, body: "Hi Ann, order 7 is ready.", values: one(values{
			Header: several{templates.ByName("who", templates.Text("you"))},
			Body: several{
				templates.ByName("first_name", templates.Text("Ann")), templates.ByName("order", templates.Text("7")),
			},
			Buttons: presses{0: {templates.Suffix("7")}},
		})},
		{name: "money_and_time", components: greeting, body: "Hi 7,50 €, order 1 May is ready.", values: one(values{Body: several{
			templates.Currency("EUR", 7500, "7,50 €"), templates.DateTime("1 May"),
		}})},
		{name: "group", components: `{"type":"BODY","text":"Join {{1}} now.","example":{"body_text":[["x"]]}}`, values: one(values{Body: several{templates.GroupID("g1")}})},
		{name: "header_text", components: `{"type":"HEADER","format":"TEXT","text":"News"},` + plainBody, body: "Here it is."},
		{
			name: "header_variable", components: `{"type":"HEADER","format":"TEXT","text":"For {{1}}","example":{"header_text":["Ann"]}},` + greeting,
			values: one(values{Header: templates.Texts("Ann"), Body: templates.Texts("a", "b")}), body: "Hi a, order b is ready.",
		},
		{name: "header_image", components: imageHead + "," + plainBody, values: one(values{Header: several{picture()}}), body: "Here it is."},
		{name: "header_video", components: videoHead + "," + plainBody, values: one(values{Header: several{templates.File(film(""))}}), body: "Here it is."},
		{
			name: "header_gif", components: `{"type":"HEADER","format":"GIF","example":{"header_handle":["4::aa"]}},` + plainBody,
			values: one(values{Header: several{templates.GIF(film(""))}}), body: "Here it is.",
		},
		{
			name: "header_document", category: templates.Utility, components: `{"type":"HEADER","format":"DOCUMENT","example":{"header_handle":["4::aa"]}},` + plainBody,
			values: one(values{Header: several{templates.File(whatsapp.Media{Type: whatsapp.KindDocument, Link: "https://shop.example/b.pdf", Filename: "Bill.pdf"})}}), body: "Here it is.",
		},
		{name: "header_location", category: templates.Utility, components: `{"type":"HEADER","format":"LOCATION"},` + plainBody, values: one(values{Header: several{templates.Place(shop())}}), body: "Here it is."},
		{name: "header_product", components: `{"type":"HEADER","format":"PRODUCT"},` + withButtons(`{"type":"SPM","text":"View"}`), values: one(values{Header: several{goods("p1")}}), body: "Here it is."},
		{name: "tapped_picture", components: imageHead + "," + plainBody, body: "Here it is.", values: one(values{
			Header: several{picture()}, Targets: []whatsapp.TapTarget{{URL: "https://shop.example/", Title: "Shop"}},
		})},
		{name: "quick_replies", components: withButtons(quickPress + `,{"type":"QUICK_REPLY","text":"No"}`), body: "Here it is."},
		{name: "quick_payloads", components: withButtons(quickPress + `,{"type":"QUICK_REPLY","text":"No"}`), values: onePress(1, templates.Payload("no\nthanks")), body: "Here it is."},
		{name: "url_fixed", components: withButtons(`{"type":"URL","text":"Shop","url":"https://shop.example/"}`), body: "Here it is."},
		{name: "url", components: withButtons(trackPress), values: onePress(0, templates.Suffix("a?b=c%20d")), body: "Here it is."},
		{
			name: "urls_and_phone", components: withButtons(`{"type":"PHONE_NUMBER","text":"Call","phone_number":"+15550100001"},{"type":"URL","text":"Shop","url":"https://shop.example/"},` + trackPress),
			values: onePress(2, templates.Suffix("7")), body: "Here it is.",
		},
		{name: "mixed", components: withButtons(quickPress + "," + trackPress + "," + codePress), body: "Here it is.", values: one(values{Buttons: presses{
			0: {templates.Payload("yes")}, 1: {templates.Suffix("7")}, 2: {templates.Coupon("SAVE20")},
		}})},
		{name: "coupon", components: withButtons(codePress), values: onePress(0, templates.Coupon("SAVE20")), body: "Here it is."},
		{
			name: "flow", components: withButtons(`{"type":"FLOW","text":"Rate","flow_id":"77","flow_action":"navigate","navigate_screen":"STARS"}`),
			values: onePress(0, templates.Flow("t", `{"screen":"STARS"}`)), body: "Here it is.",
		},
		{name: "flow_alone", components: withButtons(`{"type":"FLOW","text":"Rate","flow_name":"rate"}`), body: "Here it is."},
		{name: "catalog", components: withButtons(`{"type":"CATALOG","text":"View catalog"}`), values: onePress(0, templates.Action(whatsapp.TemplateAction{Thumbnail: "p1"})), body: "Here it is."},
		{name: "catalog_alone", components: withButtons(`{"type":"CATALOG","text":"View catalog"}`), body: "Here it is."},
		{name: "several_products", components: withButtons(`{"type":"MPM","text":"View items"}`), values: onePress(0, templates.Action(shelf())), body: "Here it is."},
		{name: "order", components: withButtons(`{"type":"ORDER_DETAILS","text":"Pay"}`), values: onePress(0, templates.Action(whatsapp.TemplateAction{OrderDetails: `{"reference_id":"r"}`})), body: "Here it is."},
		{name: "call", category: templates.Utility, components: withButtons(call), values: onePress(0, templates.CallMinutes(60), templates.Payload("p")), body: "Here it is."},
		{name: "call_alone", category: templates.Utility, components: withButtons(call), body: "Here it is."},
		{name: "call_second", category: templates.Utility, components: withButtons(quickPress + "," + call), values: onePress(1, templates.Payload("p")), body: "Here it is."},
		{name: "may_we_call", category: templates.Utility, components: plainBody + `,{"type":"call_permission_request"}`, body: "Here it is."},
		{name: "your_number", category: templates.Utility, components: withButtons(`{"type":"REQUEST_CONTACT_INFO"}`), body: "Here it is."},
		{name: "offer", components: imageHead + "," + offerPart + "," + withButtons(codePress+","+trackPress), body: "Here it is.", values: one(values{
			Header: several{picture()}, OfferEnds: offerEnds, Buttons: presses{0: {templates.Coupon("SAVE20")}, 1: {templates.Suffix("7")}},
		})},
		{
			name: "offer_without_end", components: videoHead + `,{"type":"limited_time_offer","limited_time_offer":{"text":"Ends soon"}},` + greeting,
			values: one(values{Header: several{templates.File(film(""))}, Body: templates.Texts("a", "b")}), body: "Hi a, order b is ready.",
		},
		{name: "code_copied", category: templates.Authentication, components: code + `{"type":"OTP","otp_type":"COPY_CODE","text":"Copy"}]}`, values: oneBody("123456")},
		{name: "code_one_tap", category: templates.Authentication, components: code + `{"type":"OTP","otp_type":"ONE_TAP","autofill_text":"Fill",` + appList + `}]}`, values: oneBody("AB-123456")},
		{name: "code_zero_tap", category: templates.Authentication, components: code + `{"type":"OTP","otp_type":"ZERO_TAP","zero_tap_terms_accepted":true,` + appList + `}]}`, values: oneBody("123456789012345")},
		{name: "cards", components: twoCards, body: "Here it is.", values: one(values{Cards: []templates.Values{shot("two", "a", "1"), shot("three", "", "2")}})},
		{name: "cards_of_video", components: greeting + `,{"type":"CAROUSEL","cards":[` + videoCard + "," + videoCard + "," + videoCard + `]}`, body: "Hi a, order b is ready.", values: one(values{
			Body: templates.Texts("a", "b"), Cards: []templates.Values{
				{Header: several{templates.File(film(""))}}, {Header: several{templates.File(film(""))}}, {Header: several{templates.File(film(""))}},
			},
		})},
		{name: "two_products", components: plainBody + `,{"type":"CAROUSEL","cards":[` + productOf + "," + productOf + `]}`, values: products(2), body: "Here it is."},
		{name: "ten_products", components: plainBody + `,{"type":"CAROUSEL","cards":[` + productOf + "," + productOf + `]}`, values: products(10), body: "Here it is."},
	}
}
