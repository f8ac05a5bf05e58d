package templates_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/wainbox/wainbox/templates"
	"github.com/wainbox/wainbox/whatsapp"
)

// TestCheck holds templates that were filled by others against the definition.
func TestCheck(t *testing.T) {
	t.Parallel()
	two := made(header("TEXT", "For {{1}}"), body("Hi {{1}}, {{2}}!"), buttons(quick, track))
	code := authentication(templates.Component{Type: "BODY"}, buttons(otp))
	part := func(kind string, texts ...string) whatsapp.Component {
		return whatsapp.Component{Type: kind, Parameters: templates.Texts(texts...)}
	}
	press := func(i int, sub string, texts ...string) whatsapp.Component {
		return whatsapp.Component{Type: "button", SubType: sub, Index: i, Parameters: templates.Texts(texts...)}
	}
	twice := make([][]whatsapp.Component, 2)
	for name, tt := range map[string]struct {
		template *templates.Template
		message  whatsapp.Template
		want     []string
	}{
		"right, in any order": {two, whatsapp.Template{Name: "one", Language: "en_US", Components: []whatsapp.Component{
			press(1, "url", "x"), part("body", "a", "b"), part("header", "c"),
		}}, nil},
		"another template": {two, whatsapp.Template{Name: "two", Language: "en", Components: []whatsapp.Component{
			press(1, "url", "x"), part("body", "a", "b"), part("header", "c"),
		}}, []string{"name bad_value", "language bad_value"}},
		"the body in two halves": {two, whatsapp.Template{Name: "one", Language: "en_US", Components: []whatsapp.Component{
			part("body", "a"), part("body", "b", "c"), part("header", "c"), press(1, "url", "x"),
		}}, []string{"components[1] extra", "body extra"}},
		"a part of no template": {two, whatsapp.Template{Name: "one", Language: "en_US", Components: []whatsapp.Component{
			part("body", "a", "b"), part("header", "c"), press(1, "url", "x"), part("lid", "c"),
		}}, []string{"components[3] extra"}},
		"a part in other letters": {two, whatsapp.Template{Name: "one", Language: "en_US", Components: []whatsapp.Component{
			part("BODY", "a", "b"), part("header", "c"), press(1, "url", "x"),
		}}, []string{"components[0] extra", "body.1 missing", "body.2 missing"}},
		"values by number, of which the platform knows nothing": {two, whatsapp.Template{Name: "one", Language: "en_US", Components: []whatsapp.Component{
			{Type: "body", Parameters: parameters{templates.ByName("2", templates.Text("b")), templates.ByName("1", templates.Text("a"))}},
			part("header", "c"), press(1, "url", "x"),
		}}, []string{"body wrong_kind", "body wrong_kind", "body.1 missing", "body.2 missing"}},
		"a button called otherwise": {two, whatsapp.Template{Name: "one", Language: "en_US", Components: []whatsapp.Component{
			part("body", "a", "b"), part("header", "c"), press(1, "quick_reply", "x"),
		}}, []string{"buttons[1] wrong_kind"}},
		"a button that is not there": {two, whatsapp.Template{Name: "one", Language: "en_US", Components: []whatsapp.Component{
			part("body", "a", "b"), part("header", "c"), press(1, "url", "x"), press(5, "quick_reply"),
		}}, []string{"buttons[5] extra"}},
		"a value that does not say what it is": {two, whatsapp.Template{Name: "one", Language: "en_US", Components: []whatsapp.Component{
			{Type: "body", Parameters: parameters{{Text: "a"}, templates.Text("b")}}, part("header", "c"), press(1, "url", "x"),
		}}, []string{"components[0] wrong_kind"}},
		"an id, by which the platform does not send": {made(body("x")), whatsapp.Template{ID: "7", Name: "one", Language: "en_US"}, nil},
		"no language": {made(body("x")), whatsapp.Template{Name: "one"}, []string{"language bad_value"}},
		"two ends of an offer": {made(offer, body("x")), whatsapp.Template{Name: "one", Language: "en_US", Components: []whatsapp.Component{
			{Type: "limited_time_offer", Parameters: parameters{{Type: "limited_time_offer", Number: 1}, {Type: "limited_time_offer", Number: 2}}},
		}}, []string{"components[0] extra"}},
		"an end of an offer that says nothing else": {made(offer, body("x")), whatsapp.Template{Name: "one", Language: "en_US", Components: []whatsapp.Component{
			{Type: "limited_time_offer", Parameters: parameters{{Type: "date_time", Number: 1}}},
		}}, []string{"components[0] extra"}},
		"cards in parts that have none": {made(offer, body("x")), whatsapp.Template{Name: "one", Language: "en_US", Components: []whatsapp.Component{
			{Type: "body", Cards: twice},
			{Type: "limited_time_offer", Parameters: parameters{{Type: "limited_time_offer", Number: 1}}, Cards: twice},
			{Type: "tap_target_configuration", Cards: twice},
		}}, []string{"components[0] extra", "components[1] extra", "components[2] extra"}},
		"a carousel without cards": {made(body("x")), whatsapp.Template{Name: "one", Language: "en_US", Components: []whatsapp.Component{
			{Type: "carousel"},
		}}, []string{"components[0] extra"}},
		"a carousel with values": {made(body("x"), carousel(card(body("a")), card(body("b")))), whatsapp.Template{Name: "one", Language: "en_US", Components: []whatsapp.Component{
			{Type: "carousel", Parameters: templates.Texts("a"), Cards: twice},
		}}, []string{"components[0] extra"}},
		"parts of a message in a card": {made(body("x"), carousel(card(body("a")), card(body("b")))), whatsapp.Template{Name: "one", Language: "en_US", Components: []whatsapp.Component{
			{Type: "carousel", Cards: [][]whatsapp.Component{
				{{Type: "limited_time_offer", Parameters: parameters{{Type: "limited_time_offer", Number: 1}}}},
				{{Type: "tap_target_configuration"}, {Type: "carousel", Cards: twice}},
			}},
		}}, []string{"cards[0].components[0] extra", "cards[1].components[0] extra", "cards[1].components[1] extra", "cards[0] extra", "cards[1] extra"}},
		"a carousel of no template": {made(body("x")), whatsapp.Template{Name: "one", Language: "en_US", Components: []whatsapp.Component{
			{Type: "carousel", Cards: twice},
		}}, []string{"cards extra"}},
		"each card by its own buttons": {
			made(body("x"), carousel(card(body("a"), buttons(quick)), card(body("b"), buttons(track)))),
			whatsapp.Template{Name: "one", Language: "en_US", Components: []whatsapp.Component{
				{Type: "carousel", Cards: [][]whatsapp.Component{{}, {press(0, "quick_reply", "x")}}},
			}},
			[]string{"cards[1].buttons[0] wrong_kind"},
		},
		"more cards than there may be, of which no more is said": {
			made(body("x"), carousel(card(body("a")), card(body("b")))),
			whatsapp.Template{Name: "one", Language: "en_US", Components: []whatsapp.Component{
				{Type: "carousel", Cards: append(make([][]whatsapp.Component, whatsapp.MaxCards), []whatsapp.Component{part("footer", "x")})},
			}},
			[]string{"cards[2] extra"},
		},
		"a footer in a card": {made(body("x"), carousel(card(body("a")), card(body("b")))), whatsapp.Template{Name: "one", Language: "en_US", Components: []whatsapp.Component{
			{Type: "carousel", Cards: [][]whatsapp.Component{{part("footer", "x")}, {}}},
		}}, []string{"cards[0].components[0] extra"}},
		"a part in a card of products that was not defined": {
			made(body("x"), carousel(card(header("PRODUCT", "")), card(header("PRODUCT", "")))),
			whatsapp.Template{Name: "one", Language: "en_US", Components: []whatsapp.Component{{Type: "carousel", Cards: [][]whatsapp.Component{
				{{Type: "header", Parameters: parameters{product("1")}}},
				{{Type: "header", Parameters: parameters{product("2")}}},
				{{Type: "header", Parameters: parameters{product("3")}}, {Type: "footer"}},
			}}}},
			[]string{"cards[2].components[1] extra"},
		},
		"a coupon for a code": {code, whatsapp.Template{Name: "one", Language: "en_US", Components: []whatsapp.Component{
			part("body", "1"), {Type: "button", SubType: "url", Parameters: parameters{templates.Coupon("1")}},
		}}, []string{"buttons[0] wrong_kind"}},
		"nothing": {two, whatsapp.Template{Name: "one", Language: "en_US"}, []string{
			"header.1 missing", "body.1 missing", "body.2 missing", "buttons[1] missing",
		}},
		"a code in the text and the button": {code, whatsapp.Template{Name: "one", Language: "en_US", Components: []whatsapp.Component{
			part("body", "1"), press(0, "url", "1"),
		}}, nil},
		"a code in the text alone": {code, whatsapp.Template{Name: "one", Language: "en_US", Components: []whatsapp.Component{
			part("body", "1"),
		}}, []string{"buttons[0] missing"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if diff := cmp.Diff(tt.want, told(t, tt.template.Check(tt.message))); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestSlots(t *testing.T) {
	t.Parallel()
	one := made(
		templates.Component{Type: "HEADER", Format: "TEXT", Text: "For {{1}}", Example: &templates.Example{HeaderText: []string{"Ann"}}},
		templates.Component{Type: "BODY", Text: "{{2}} and {{1}}!", Example: &templates.Example{BodyText: [][]string{{"a", "b"}}}},
		buttons(quick, templates.Button{Type: "PHONE_NUMBER", Phone: "1"}, templates.Button{Type: "URL", URL: track.URL, Example: templates.Examples{"7"}}, coupon),
		offer, carousel(card(header("VIDEO", ""))),
	)
	words := []string{"text", "currency", "date_time", "group_id"}
	want := []templates.Slot{
		{Field: "header.1", Card: -1, Part: "header", Name: "1", Kinds: []string{"text"}, Required: true, Example: "Ann"},
		{Field: "body.1", Card: -1, Part: "body", Name: "1", Kinds: words, Required: true, Example: "a"},
		{Field: "body.2", Card: -1, Part: "body", Name: "2", Kinds: words, Required: true, Example: "b"},
		{Field: "buttons[0]", Card: -1, Part: "button", Kinds: []string{"payload"}},
		{Field: "buttons[2]", Card: -1, Part: "button", Button: 2, Name: "1", Kinds: []string{"text"}, Required: true, Example: "7"},
		{Field: "buttons[3]", Card: -1, Part: "button", Button: 3, Kinds: []string{"coupon_code"}, Required: true, Example: "SAVE10"},
		{Field: "limited_time_offer", Card: -1, Part: "limited_time_offer", Kinds: []string{"limited_time_offer"}, Required: true},
		{Field: "cards[0].header", Part: "header", Kinds: []string{"video"}, Required: true},
	}
	if diff := cmp.Diff(want, one.Slots()); diff != "" {
		t.Error(diff)
	}
	named := made(templates.Component{Type: "BODY", Text: "Hi {{who}} {{order}}!", Example: &templates.Example{
		BodyNamed: []templates.NamedExample{{Name: "order", Example: "7"}},
	}})
	want = []templates.Slot{
		{Field: "body.who", Card: -1, Part: "body", Name: "who", Kinds: []string{"text"}, Required: true},
		{Field: "body.order", Card: -1, Part: "body", Name: "order", Kinds: []string{"text"}, Required: true, Example: "7"},
	}
	if diff := cmp.Diff(want, named.Slots()); diff != "" {
		t.Error(diff)
	}
	shelf := made(body("x"), carousel(card(header("PRODUCT", "")), card(header("PRODUCT", ""))))
	if slots := shelf.Slots(); len(slots) != 1 || slots[0].Field != "cards[0].header" {
		t.Errorf("one card stands for all: %+v", slots)
	}
	if slots := authentication(templates.Component{Type: "BODY"}, buttons(otp)).Slots(); len(slots) != 1 || slots[0].Field != "body.1" {
		t.Errorf("the code is asked for once: %+v", slots)
	}
}
