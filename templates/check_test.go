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
	for name, tt := range map[string]struct {
		template *templates.Template
		message  whatsapp.Template
		want     []string
	}{
		"right, in any order": {two, whatsapp.Template{Name: "one", Language: "en_US", Components: []whatsapp.Component{
			press(1, "url", "x"), part("BODY", "a", "b"), part("Header", "c"),
		}}, nil},
		"another template": {two, whatsapp.Template{Name: "two", Language: "en", Components: []whatsapp.Component{
			press(1, "url", "x"), part("body", "a", "b"), part("header", "c"),
		}}, []string{"name bad_value", "language bad_value"}},
		"the body in two halves": {two, whatsapp.Template{Name: "one", Language: "en_US", Components: []whatsapp.Component{
			part("body", "a"), part("body", "b", "c"), part("header", "c"), press(1, "url", "x"),
		}}, []string{"body extra"}},
		"a part of no template": {two, whatsapp.Template{Name: "one", Language: "en_US", Components: []whatsapp.Component{
			part("body", "a", "b"), part("header", "c"), press(1, "url", "x"), part("lid", "c"),
		}}, []string{"components[3] extra"}},
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
	if slots := authentication(templates.Component{Type: "BODY"}, buttons(otp)).Slots(); len(slots) != 1 || slots[0].Field != "body.1" {
		t.Errorf("the code is asked for once: %+v", slots)
	}
}
