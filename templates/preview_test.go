package templates_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/wainbox/wainbox/templates"
	"github.com/wainbox/wainbox/whatsapp"
)

func TestAppendPreview(t *testing.T) {
	t.Parallel()
	footer := templates.Component{Type: "FOOTER", Text: "Bye"}
	all := []templates.Component{header("TEXT", "For {{1}}"), body("*Hi* {{1}},\n_{{2}}_ {{1}}!"), footer}
	for name, tt := range map[string]struct {
		template *templates.Template
		values   templates.Values
		want     string
	}{
		"all of it": {
			made(all...),
			templates.Values{Header: templates.Texts("you"), Body: templates.Texts("Ann", "7")},
			"For you\n\n*Hi* Ann,\n_7_ Ann!\n\nBye",
		},
		"what is missing stays": {made(all...), templates.Values{Body: templates.Texts("Ann")}, "For {{1}}\n\n*Hi* Ann,\n_{{2}}_ Ann!\n\nBye"},
		"by name": {
			made(body("{{b}} {{a}}!")),
			templates.Values{Body: parameters{templates.ByName("a", templates.Text("1")), templates.ByName("b", templates.Text("2"))}},
			"2 1!",
		},
		"braces that are no variables": {made(body("{{ }} {{a-b}} {{{1}}} }} {{")), templates.Values{Body: templates.Texts("x")}, "{{ }} {{a-b}} {x} }} {{"},
		"a value with braces":          {made(body("Hi {{1}} {{2}}!")), templates.Values{Body: templates.Texts("{{2}}", "b")}, "Hi {{2}} b!"},
		"money and time": {
			made(body("{{1}} {{2}} {{3}}.")),
			templates.Values{Body: parameters{templates.Currency("EUR", 1, "1 €"), templates.DateTime("May"), templates.GroupID("g")}},
			"1 € May {{3}}.",
		},
		"no header text":               {made(header("IMAGE", ""), body("x")), templates.Values{Header: parameters{photo()}}, "x"},
		"a code":                       {authentication(templates.Component{Type: "BODY"}, buttons(otp)), templates.Values{Body: templates.Texts("123")}, "123"},
		"a code in its sentence":       {authentication(body("*{{1}}* is your code."), buttons(otp)), templates.Values{Body: templates.Texts("123")}, "*123* is your code."},
		"an empty part leaves no line": {made(header("TEXT", "For you"), body(""), footer), templates.Values{}, "For you\n\nBye"},
		"nothing":                      {made(), templates.Values{}, ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got := string(tt.template.AppendPreview([]byte("before:"), tt.values))
			if diff := cmp.Diff("before:"+tt.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestPreview(t *testing.T) {
	t.Parallel()
	one := made(
		header("IMAGE", ""), body("Hi {{1}}!"), templates.Component{Type: "FOOTER", Text: "Bye"}, offer,
		buttons(coupon, track, templates.Button{Type: "PHONE_NUMBER", Text: "Call", Phone: "15550001"}), twoShot,
	)
	got := one.Preview(templates.Values{
		Header: parameters{photo()}, Body: templates.Texts("Ann"), OfferEnds: endOfOffer,
		Buttons: byButton{0: {templates.Coupon("A1")}, 1: {templates.Suffix("7")}},
		Cards:   []templates.Values{{Header: parameters{photo()}, Body: templates.Texts("3")}},
	})
	link := &whatsapp.Media{Type: whatsapp.KindImage, Link: "https://example.com/p.jpg"}
	pressed := func(target string) []templates.PreviewButton {
		return []templates.PreviewButton{{Type: "QUICK_REPLY", Text: "Yes"}, {Type: "URL", Text: "Track", Target: target}}
	}
	want := templates.Preview{
		Format: "IMAGE", Media: link, Body: "Hi Ann!", Footer: "Bye", Offer: "Ends soon", OfferEnds: endOfOffer,
		Buttons: []templates.PreviewButton{
			{Type: "COPY_CODE", Target: "A1"},
			{Type: "URL", Text: "Track", Target: "https://example.com/t/7"},
			{Type: "PHONE_NUMBER", Text: "Call", Target: "15550001"},
		},
		Cards: []templates.Preview{
			{Format: "IMAGE", Media: link, Body: "Only 3", Buttons: pressed("https://example.com/t/{{1}}")},
			{Format: "IMAGE", Body: "Now {{1}}", Buttons: pressed("https://example.com/t/{{1}}")},
		},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if code := authentication(templates.Component{Type: "BODY"}, buttons(otp)).Preview(templates.Values{Body: templates.Texts("123")}); code.Buttons[0].Target != "123" {
		t.Errorf("%+v", code)
	}
}

// TestPreviewOfACode shows what is given: the definition's is a sample.
func TestPreviewOfACode(t *testing.T) {
	t.Parallel()
	want := []templates.PreviewButton{{Type: "COPY_CODE"}}
	if diff := cmp.Diff(want, made(body("x"), buttons(coupon)).Preview(templates.Values{}).Buttons); diff != "" {
		t.Error(diff)
	}
}

// TestPreviewOfProducts has as many cards as are sent, and as can be.
func TestPreviewOfProducts(t *testing.T) {
	t.Parallel()
	one := made(body("Look"), carousel(card(header("PRODUCT", "")), card(header("PRODUCT", ""))))
	for given, want := range map[int]int{0: 2, 1: 2, 3: 3, 10: 10, 11: 10} {
		cards := make([]templates.Values, given)
		for i := range cards {
			cards[i].Header = parameters{product(itoa(i))}
		}
		got := one.Preview(templates.Values{Cards: cards}).Cards
		if len(got) != want {
			t.Errorf("%d of %d", len(got), given)
		}
		for i := range min(given, want) {
			if got[i].Product == nil || got[i].Product.Product != itoa(i) {
				t.Errorf("card %d of %d: %+v", i, given, got[i])
			}
		}
	}
}

// TestAPreviewIsItsOwn, so that a screen may change it.
func TestAPreviewIsItsOwn(t *testing.T) {
	t.Parallel()
	for format, value := range map[string]templates.Value{
		"IMAGE": photo(), "LOCATION": templates.Place(whatsapp.Location{Name: "Shop", Address: "Main St 1"}), "PRODUCT": product("p1"),
	} {
		values := templates.Values{Header: parameters{value}}
		shown, before := made(header(format, ""), body("x")).Preview(values), value
		switch {
		case shown.Media != nil:
			before = photo()
			shown.Media.Link = "changed"
		case shown.Location != nil:
			before = templates.Place(*shown.Location)
			shown.Location.Name = "changed"
		case shown.Product != nil:
			shown.Product.Product = "changed"
		default:
			t.Errorf("no %s", format)
		}
		if diff := cmp.Diff(parameters{before}, values.Header); diff != "" {
			t.Error(diff)
		}
	}
}

// TestAllocations are those that the documentation states.
func TestAllocations(t *testing.T) {
	ten := tenTemplate()
	values := templates.Values{Body: templates.Texts(tenValues...)}
	if n := testing.AllocsPerRun(100, func() { _, _ = ten.Fill(values) }); n != 1 {
		t.Errorf("Fill: %v", n)
	}
	replies := made(body("Hi {{1}}!"), buttons(quick, quick, templates.Button{Type: "CATALOG"}))
	values = templates.Values{Body: templates.Texts("Ann")}
	if n := testing.AllocsPerRun(100, func() { _, _ = replies.Fill(values) }); n != 1 {
		t.Errorf("Fill, of buttons that need no value: %v", n)
	}
	values = templates.Values{Body: templates.Texts(tenValues...)}
	buffer := make([]byte, 0, 1024)
	if n := testing.AllocsPerRun(100, func() { buffer = ten.AppendPreview(buffer[:0], values) }); n != 0 {
		t.Errorf("AppendPreview: %v", n)
	}
}
