package templates_test

import (
	"errors"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/wainbox/wainbox/templates"
	"github.com/wainbox/wainbox/whatsapp"
)

func itoa(i int) string { return strconv.Itoa(i) }

type (
	components = []templates.Component
	parameters = []whatsapp.Parameter
	byButton   = map[int][]whatsapp.Parameter
)

func body(text string) templates.Component { return templates.Component{Type: "BODY", Text: text} }

func header(format, text string) templates.Component {
	return templates.Component{Type: "HEADER", Format: format, Text: text}
}

func buttons(all ...templates.Button) templates.Component {
	return templates.Component{Type: "BUTTONS", Buttons: all}
}

func card(all ...templates.Component) templates.Card { return templates.Card{Components: all} }

func carousel(all ...templates.Card) templates.Component {
	return templates.Component{Type: "CAROUSEL", Cards: all}
}

// made is an approved template of these parts; names are told by its texts.
func made(all ...templates.Component) *templates.Template {
	return templates.New(templates.Definition{
		Name: "one", Language: "en_US", Category: templates.Marketing, Status: templates.Approved, Components: all,
	})
}

func authentication(all ...templates.Component) *templates.Template {
	return templates.New(templates.Definition{
		Name: "one", Language: "en_US", Category: templates.Authentication, Status: templates.Approved, Components: all,
	})
}

func photo() whatsapp.Parameter {
	return templates.File(whatsapp.Media{Type: whatsapp.KindImage, Link: "https://example.com/p.jpg"})
}

func product(id string) whatsapp.Parameter {
	return templates.Product(whatsapp.ProductRef{Catalog: "7", Product: id})
}

var (
	quick      = templates.Button{Type: "QUICK_REPLY", Text: "Yes"}
	track      = templates.Button{Type: "URL", Text: "Track", URL: "https://example.com/t/{{1}}"}
	offer      = templates.Component{Type: "LIMITED_TIME_OFFER", Offer: &templates.Offer{Text: "Ends soon", HasExpiration: true}}
	coupon     = templates.Button{Type: "COPY_CODE", Example: templates.Examples{"SAVE10"}}
	otp        = templates.Button{Type: "OTP", OTPType: "COPY_CODE", Text: "Copy"}
	endOfOffer = time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC)
	twoShot    = carousel(
		card(header("IMAGE", ""), body("Only {{1}}"), buttons(quick, track)), card(header("IMAGE", ""), body("Now {{1}}"), buttons(quick, track)),
	)
)

// complete is a template of each kind of part, with values that fill it and what
// is then sent.
func complete() map[string]struct {
	template *templates.Template
	values   templates.Values
	want     []whatsapp.Component
} {
	section := whatsapp.ProductSection{Title: "All", Products: []string{"p1"}}
	order := whatsapp.TemplateAction{OrderDetails: `{"reference_id":"r"}`}
	place := whatsapp.Location{Latitude: 1, Longitude: 2, Name: "Shop", Address: "Main St 1"}
	one := func(kind string, p ...whatsapp.Parameter) []whatsapp.Component {
		return []whatsapp.Component{{Type: kind, Parameters: p}}
	}
	press := func(sub string, p ...whatsapp.Parameter) []whatsapp.Component {
		return []whatsapp.Component{{Type: "button", SubType: sub, Parameters: p}}
	}
	shot := func(words, payload, suffix string) []whatsapp.Component {
		return []whatsapp.Component{
			{Type: "header", Parameters: parameters{photo()}},
			{Type: "body", Parameters: templates.Texts(words)},
			{Type: "button", SubType: "quick_reply", Parameters: parameters{templates.Payload(payload)}},
			{Type: "button", SubType: "url", Index: 1, Parameters: templates.Texts(suffix)},
		}
	}
	item := func(id string) []whatsapp.Component {
		return one("header", product(id))
	}
	return map[string]struct {
		template *templates.Template
		values   templates.Values
		want     []whatsapp.Component
	}{
		"no variables": {made(header("TEXT", "Hi"), body("Hello"), templates.Component{Type: "FOOTER", Text: "Bye"}, buttons(quick)), templates.Values{}, nil},
		"numbers": {
			made(body("Hi {{1}}, {{2}}!")), templates.Values{Body: templates.Texts("Ann", "7")}, one("body", templates.Text("Ann"), templates.Text("7")),
		},
		"numbers given by name, in any order": {
			made(body("Hi {{1}}, {{2}}!")),
			templates.Values{Body: parameters{templates.ByName("2", templates.Text("7")), templates.ByName("1", templates.Text("Ann"))}},
			one("body", templates.Text("Ann"), templates.Text("7")),
		},
		"one number twice": {made(body("{{1}}, {{1}} and {{2}} x")), templates.Values{Body: templates.Texts("a", "b")}, one("body", templates.Text("a"), templates.Text("b"))},
		"names": {
			made(header("TEXT", "For {{who}}"), body("Hi {{first_name}}, {{order}}!")),
			templates.Values{
				Header: parameters{templates.ByName("who", templates.Text("you"))},
				Body:   parameters{templates.ByName("order", templates.Text("7")), templates.ByName("first_name", templates.Text("Ann"))},
			},
			append(one("header", templates.ByName("who", templates.Text("you"))),
				one("body", templates.ByName("first_name", templates.Text("Ann")), templates.ByName("order", templates.Text("7")))...),
		},
		"currency and time": {
			made(body("{{1}} until {{2}}.")),
			templates.Values{Body: parameters{templates.Currency("EUR", 7500, "7,50 €"), templates.DateTime("1 May")}},
			one("body", templates.Currency("EUR", 7500, "7,50 €"), templates.DateTime("1 May")),
		},
		"a group":    {made(body("Join {{1}} now")), templates.Values{Body: parameters{templates.GroupID("g1")}}, one("body", templates.GroupID("g1"))},
		"an image":   {made(header("IMAGE", ""), body("x")), templates.Values{Header: parameters{photo()}}, one("header", photo())},
		"a location": {made(header("LOCATION", ""), body("x")), templates.Values{Header: parameters{templates.Place(place)}}, one("header", templates.Place(place))},
		"a product": {
			made(header("PRODUCT", ""), body("x"), buttons(templates.Button{Type: "SPM", Text: "View"})),
			templates.Values{Header: parameters{product("p1")}},
			one("header", product("p1")),
		},
		"a GIF": {
			made(header("GIF", ""), body("x")),
			templates.Values{Header: parameters{templates.GIF(whatsapp.Media{Type: whatsapp.KindVideo, ID: "9"})}},
			one("header", templates.GIF(whatsapp.Media{Type: whatsapp.KindVideo, ID: "9"})),
		},
		"a payload": {
			made(body("x"), buttons(quick)),
			templates.Values{Buttons: byButton{0: {templates.Payload("yes\nplease")}}},
			press("quick_reply", templates.Payload("yes\nplease")),
		},
		"a header that does not say that it is a text": {
			made(header("", "For {{1}}"), body("x")), templates.Values{Header: templates.Texts("you")}, one("header", templates.Text("you")),
		},
		"an address of a value": {
			made(body("x"), buttons(templates.Button{Type: "URL", URL: "{{1}}"})),
			templates.Values{Buttons: byButton{0: {templates.Suffix("https://example.com")}}},
			press("url", templates.Text("https://example.com")),
		},
		"an address": {made(body("x"), buttons(track)), templates.Values{Buttons: byButton{0: {templates.Suffix("a?b=c%20d")}}}, press("url", templates.Text("a?b=c%20d"))},
		"a code":     {made(body("x"), buttons(coupon)), templates.Values{Buttons: byButton{0: {templates.Coupon("SAVE20")}}}, press("copy_code", templates.Coupon("SAVE20"))},
		"texts without a type": {
			made(body("Hi {{1}}!"), buttons(quick, track, coupon)),
			templates.Values{Body: parameters{{Text: "Ann"}}, Buttons: byButton{0: {{Text: "p"}}, 1: {{Text: "s"}}, 2: {{Text: "C0DE"}}}},
			[]whatsapp.Component{
				{Type: "body", Parameters: templates.Texts("Ann")},
				{Type: "button", SubType: "quick_reply", Parameters: parameters{templates.Payload("p")}},
				{Type: "button", SubType: "url", Index: 1, Parameters: templates.Texts("s")},
				{Type: "button", SubType: "copy_code", Index: 2, Parameters: parameters{templates.Coupon("C0DE")}},
			},
		},
		"a flow": {
			made(body("x"), buttons(templates.Button{Type: "FLOW", Text: "Go", FlowID: "1"})),
			templates.Values{Buttons: byButton{0: {templates.Flow("t", `{"a":1}`)}}},
			press("flow", templates.Flow("t", `{"a":1}`)),
		},
		"a flow without values": {
			made(body("x"), buttons(templates.Button{Type: "FLOW", Text: "Go", FlowID: "1"})), templates.Values{}, press("flow", templates.Flow("", "")),
		},
		"a catalog": {
			made(body("x"), buttons(templates.Button{Type: "CATALOG", Text: "View catalog"})),
			templates.Values{Buttons: byButton{0: {templates.Action(whatsapp.TemplateAction{Thumbnail: "p1"})}}},
			press("catalog", templates.Action(whatsapp.TemplateAction{Thumbnail: "p1"})),
		},
		"products": {
			made(body("x"), buttons(templates.Button{Type: "MPM", Text: "View items"})),
			templates.Values{Buttons: byButton{0: {templates.Action(whatsapp.TemplateAction{Thumbnail: "p1", Sections: []whatsapp.ProductSection{section}})}}},
			press("mpm", templates.Action(whatsapp.TemplateAction{Thumbnail: "p1", Sections: []whatsapp.ProductSection{section}})),
		},
		"an order": {
			made(body("x"), buttons(templates.Button{Type: "ORDER_DETAILS", Text: "Pay"})),
			templates.Values{Buttons: byButton{0: {templates.Action(order)}}},
			press("order_details", templates.Action(order)),
		},
		"a call, with its payload only": {
			made(body("x"), buttons(templates.Button{Type: "VOICE_CALL", Text: "Call"})),
			templates.Values{Buttons: byButton{0: {templates.Payload("p")}}},
			press("voice_call", templates.Payload("p")),
		},
		"a call, either way round": {
			made(body("x"), buttons(templates.Button{Type: "VOICE_CALL", Text: "Call"})),
			templates.Values{Buttons: byButton{0: {templates.Payload("p"), templates.CallMinutes(15)}}},
			press("voice_call", templates.CallMinutes(15), templates.Payload("p")),
		},
		"an offer": {
			made(header("IMAGE", ""), offer, body("x"), buttons(coupon)),
			templates.Values{Header: parameters{photo()}, OfferEnds: endOfOffer, Buttons: byButton{0: {templates.Coupon("A1")}}},
			[]whatsapp.Component{
				{Type: "header", Parameters: parameters{photo()}},
				{Type: "button", SubType: "copy_code", Parameters: parameters{templates.Coupon("A1")}},
				{Type: "limited_time_offer", Parameters: parameters{{Type: "limited_time_offer", Number: endOfOffer.UnixMilli()}}},
			},
		},
		"a carousel": {
			made(body("Look, {{1}}:"), twoShot),
			templates.Values{Body: templates.Texts("Ann"), Cards: []templates.Values{
				{Header: parameters{photo()}, Body: templates.Texts("7"), Buttons: byButton{0: {templates.Payload("p")}, 1: {templates.Suffix("s")}}},
				{Header: parameters{photo()}, Body: templates.Texts("8"), Buttons: byButton{0: {templates.Payload("q")}, 1: {templates.Suffix("t")}}},
			}},
			append(one("body", templates.Text("Ann")), whatsapp.Component{
				Type: "carousel", Cards: [][]whatsapp.Component{shot("7", "p", "s"), shot("8", "q", "t")},
			}),
		},
		"a carousel of products, more than were defined": {
			made(body("Look"), carousel(card(header("PRODUCT", ""), buttons(templates.Button{Type: "SPM", Text: "View"})), card(header("PRODUCT", "")))),
			templates.Values{Cards: []templates.Values{{Header: parameters{product("1")}}, {Header: parameters{product("2")}}, {Header: parameters{product("3")}}}},
			[]whatsapp.Component{{Type: "carousel", Cards: [][]whatsapp.Component{item("1"), item("2"), item("3")}}},
		},
		"a one-time code": {
			authentication(templates.Component{Type: "BODY", SecurityRecommendation: true}, buttons(otp)),
			templates.Values{Body: templates.Texts("123456")},
			append(one("body", templates.Text("123456")), press("url", templates.Text("123456"))...),
		},
		"a one-time code of another category": {
			made(body("{{1}} is your code."), buttons(otp)),
			templates.Values{Body: templates.Texts("123456")},
			append(one("body", templates.Text("123456")), press("url", templates.Text("123456"))...),
		},
		"a one-time code with a sign that is no emoji": {
			authentication(templates.Component{Type: "BODY"}, buttons(otp)),
			templates.Values{Body: templates.Texts("12©")},
			append(one("body", templates.Text("12©")), press("url", templates.Text("12©"))...),
		},
		"a one-time code by its name": {
			authentication(body("{{code}} is good for {{minutes}} minutes."), buttons(otp)),
			templates.Values{Body: parameters{templates.ByName("minutes", templates.Text("5")), templates.ByName("code", templates.Text("123456"))}},
			append(one("body", templates.ByName("code", templates.Text("123456")), templates.ByName("minutes", templates.Text("5"))),
				press("url", templates.Text("123456"))...),
		},
		"a tap on the picture": {
			made(header("IMAGE", ""), body("x")),
			templates.Values{Header: parameters{photo()}, Targets: []whatsapp.TapTarget{{URL: "https://example.com", Title: "More"}}},
			append(one("header", photo()), whatsapp.Component{Type: "tap_target_configuration", Parameters: parameters{
				{Type: "tap_target_configuration", Targets: []whatsapp.TapTarget{{URL: "https://example.com", Title: "More"}}},
			}}),
		},
		"the most that fits": {
			made(header("TEXT", "{{1}}"), body("Hi {{1}}")),
			templates.Values{Header: templates.Texts(strings.Repeat("ä", 60)), Body: templates.Texts(strings.Repeat("ö", 1021))},
			append(one("header", templates.Text(strings.Repeat("ä", 60))), one("body", templates.Text(strings.Repeat("ö", 1021)))...),
		},
		"four spaces and every script": {
			made(body("Hi {{1}}!")), templates.Values{Body: templates.Texts("a    b 👋🏽 שלום नमस्ते")}, one("body", templates.Text("a    b 👋🏽 שלום नमस्ते")),
		},
		"a character that stands for another": {
			made(body("Hi {{1}}!")), templates.Values{Body: templates.Texts("a\ufffdb")}, one("body", templates.Text("a\ufffdb")),
		},
		"sixteen and more": {
			made(body("a {{1}}{{2}}{{3}}{{4}}{{5}}{{6}}{{7}}{{8}}{{9}}{{10}}{{11}}{{12}}{{13}}{{14}}{{15}}{{16}}{{17}} z")),
			templates.Values{Body: templates.Texts(strings.Split("abcdefghijklmnopq", "")...)},
			one("body", templates.Texts(strings.Split("abcdefghijklmnopq", "")...)...),
		},
	}
}

// TestFill fills every kind of part, and what is sent is what the platform
// accepts.
func TestFill(t *testing.T) {
	t.Parallel()
	for name, tt := range complete() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got, err := tt.template.Fill(tt.values)
			if err != nil {
				t.Fatal(err)
			}
			want := whatsapp.Template{Name: "one", Language: "en_US", Components: tt.want}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Error(diff)
			}
			if err := (whatsapp.Outbound{To: whatsapp.Address{Phone: "15550001"}, Content: got}).Validate(); err != nil {
				t.Errorf("not what the platform takes: %v", err)
			}
			if err := tt.template.Check(got); err != nil {
				t.Errorf("filled, and then refused: %v", err)
			}
			again, err := tt.template.Fill(templates.ValuesOf(got))
			if diff := cmp.Diff(got, again); err != nil || diff != "" {
				t.Errorf("of its own values: %v %s", err, diff)
			}
		})
	}
}

// TestProblemsAreAllToldAtOnce and name no value.
func TestProblemsAreAllToldAtOnce(t *testing.T) {
	t.Parallel()
	one := made(header("TEXT", "For {{1}}"), body("Hi {{1}}, {{2}} and {{3}}!"), buttons(track))
	_, err := one.Fill(templates.Values{
		Header:  templates.Texts("secret\tname"),
		Body:    parameters{templates.Text("secret\nword"), templates.Text(strings.Repeat("s", 1025))},
		Buttons: byButton{0: {templates.Suffix("secret place")}, 4: {templates.Suffix("x")}},
	})
	want := "templates: header.1: tab; body.1: line break; body.2: too long, at most 1024; body.3: missing; " +
		"buttons[0].url: bad url; buttons[4]: extra"
	if err == nil || err.Error() != want {
		t.Errorf("%v", err)
	}
	var problems templates.Problems
	if !errors.As(err, &problems) || len(problems.Of(templates.TooLong)) != 1 || problems.Of(templates.TooLong)[0].Limit != 1024 {
		t.Errorf("%+v", problems)
	}
}

// TestFillChangesNothing of what it was given.
func TestFillChangesNothing(t *testing.T) {
	t.Parallel()
	for name, tt := range complete() {
		before := cloned(tt.values)
		if _, err := tt.template.Fill(tt.values); err != nil {
			t.Fatal(name, err)
		}
		if diff := cmp.Diff(before, tt.values, cmpopts.EquateEmpty()); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
	all := templates.Texts("Ann", "spare")
	got, err := made(body("Hi {{1}}!")).Fill(templates.Values{Body: all[:1]})
	if err != nil {
		t.Fatal(err)
	}
	got.Components[0].Parameters = append(got.Components[0].Parameters, templates.Text("x"))
	if all[1].Text != "spare" {
		t.Error("what is appended to the result stands in the values' array")
	}
}

func cloned(v templates.Values) templates.Values {
	out := v
	out.Header, out.Body = append(parameters(nil), v.Header...), append(parameters(nil), v.Body...)
	if v.Buttons != nil {
		out.Buttons = byButton{}
	}
	for i, given := range v.Buttons {
		out.Buttons[i] = append(parameters(nil), given...)
	}
	out.Cards = append([]templates.Values(nil), v.Cards...)
	return out
}
