package templates_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/wainbox/wainbox/templates"
	"github.com/wainbox/wainbox/whatsapp"
)

const contentID = "HX0123456789abcdef0123456789abcdef"

// atTwilio is a content of one type, with a status.
func atTwilio(t *testing.T, status, types string) *templates.Template {
	t.Helper()
	found, err := templates.Parse([]byte(`{"sid":"` + contentID + `","friendly_name":"Order, ready","language":"en",
		"variables":{"1":"Ann"},"types":{` + types + `},"approval_requests":{"name":"","category":"UTILITY","status":"` + status + `"}}`))
	if err != nil || len(found) != 1 {
		t.Fatal(found, err)
	}
	return templates.New(found[0])
}

// TestFillOfARow fills Twilio's templates, whose variables are one row through
// all parts and are sent by name.
func TestFillOfARow(t *testing.T) {
	t.Parallel()
	const cardType = `"whatsapp/card":{"header_text":"For {{3}}","body":"Hi {{1}}, {{2}}","footer":"From {{4}}",
		"actions":[{"type":"URL","title":"Go","url":"https://example.com/{{2}}"},{"type":"QUICK_REPLY","title":"Yes","id":"yes_{{5}}"}]}`
	const photoType = `"twilio/media":{"body":"Look","media":["https://example.com/{{1}}.jpg"]}`
	all := []string{"Ann", "7", "you", "us", "x"}
	for name, tt := range map[string]struct {
		status, types string
		values        templates.Values
		want          []string // problems
		preview       string
	}{
		"all of the row": {"approved", cardType, templates.Values{Body: templates.Texts(all...)}, nil, "For you\n\nHi Ann, 7\n\nFrom us"},
		"a draft":        {"unsubmitted", photoType, templates.Values{Body: templates.Texts("p")}, nil, "Look"},
		"no variables":   {"approved", `"twilio/text":{"body":"Hi"}`, templates.Values{}, nil, "Hi"},
		"one missing, of a button's id": {
			"approved", cardType, templates.Values{Body: templates.Texts(all[:4]...)}, []string{"body.5 missing"}, "For you\n\nHi Ann, 7\n\nFrom us",
		},
		"values of other parts": {
			"approved", photoType,
			templates.Values{Body: templates.Texts("p"), Header: parameters{photo()}, Buttons: byButton{0: templates.Texts("x")}},
			[]string{"header extra", "buttons[0] extra"},
			"Look",
		},
		"too long where it stands": {
			"approved", cardType,
			templates.Values{Body: templates.Texts("Ann", "7", strings.Repeat("a", 57), "us", "x")},
			[]string{"header too_long_filled"},
			"For " + strings.Repeat("a", 57) + "\n\nHi Ann, 7\n\nFrom us",
		},
		"no part of an address": {
			"approved", cardType,
			templates.Values{Body: templates.Texts("Ann", "7 8", "you", "us", "x")},
			[]string{"buttons[0].url bad_url"},
			"For you\n\nHi Ann, 7 8\n\nFrom us",
		},
		"a value that begins as what stands before it": {
			"approved", `"twilio/call-to-action":{"body":"x","actions":[{"type":"URL","title":"Go","url":"https://example.com/{{1}}-{{2}}"}]}`,
			templates.Values{Body: templates.Texts("a", "-b")},
			nil, "x",
		},
		"cards of their own": {
			"approved", `"twilio/carousel":{"body":"Hi {{1}}","cards":[{"title":"A","media":"https://example.com/a.jpg"},{"title":"B","media":"https://example.com/b.jpg"}]}`,
			templates.Values{Body: templates.Texts("Ann"), Cards: make([]templates.Values, 2)},
			[]string{"cards extra"},
			"Hi Ann",
		},
		"no part of a file's address":     {"approved", photoType, templates.Values{Body: templates.Texts("a b")}, []string{"header bad_url"}, "Look"},
		"rejected, but inside the window": {"rejected", photoType, templates.Values{Body: templates.Texts("p")}, nil, "Look"},
		"cards": {
			"approved", `"twilio/carousel":{"body":"Hi {{1}}","cards":[{"title":"A {{2}}","media":"https://example.com/a.jpg"},{"title":"B","media":"https://example.com/b.jpg"}]}`,
			templates.Values{Body: templates.Texts("Ann", "7")},
			nil, "Hi Ann",
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			one := atTwilio(t, tt.status, tt.types)
			got, err := one.Fill(tt.values)
			if diff := cmp.Diff(tt.want, told(t, err)); diff != "" {
				t.Fatal(diff)
			}
			if diff := cmp.Diff(tt.preview, string(one.AppendPreview(nil, tt.values))); diff != "" {
				t.Error(diff)
			}
			if err != nil {
				return
			}
			want := whatsapp.Template{ID: contentID, Language: "en"}
			if len(tt.values.Body) > 0 {
				row := whatsapp.Component{Type: "body"}
				for i, v := range tt.values.Body {
					row.Parameters = append(row.Parameters, templates.ByName(itoa(i+1), v))
				}
				want.Components = []whatsapp.Component{row}
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Error(diff)
			}
			if err := (whatsapp.Outbound{To: whatsapp.Address{Phone: "15550001"}, Content: got}).Validate(); err != nil {
				t.Error(err)
			}
			if err := one.Check(got); err != nil {
				t.Error(err)
			}
		})
	}
}

// TestCheckOfARow takes values counted through the parts, as Twilio's are.
func TestCheckOfARow(t *testing.T) {
	t.Parallel()
	numbers := atTwilio(t, "approved", `"whatsapp/card":{"header_text":"For {{1}}","body":"Hi {{2}}","actions":[
		{"type":"URL","title":"Go","url":"https://example.com/{{3}}"},{"type":"URL","title":"Go","url":"https://example.com/{{4}}"}]}`)
	names := atTwilio(t, "approved", `"twilio/text":{"body":"Hi {{who}}"}`)
	called := names.Definition()
	called.Name = "called_so"
	part := func(kind string, index int, p ...whatsapp.Parameter) whatsapp.Component {
		return whatsapp.Component{Type: kind, Index: index, Parameters: p}
	}
	one := func(header, body, first, second string) []whatsapp.Component {
		return []whatsapp.Component{
			part("button", 1, templates.Text(second)), part("button", 0, templates.Text(first)), part("body", 0, templates.Text(body)),
			part("header", 0, templates.Text(header)),
		}
	}
	ann := templates.ByName("who", templates.Text("Ann"))
	for name, tt := range map[string]struct {
		template *templates.Template
		message  whatsapp.Template
		want     []string
	}{
		"right":                    {numbers, whatsapp.Template{ID: contentID, Components: one("you", "Ann", "x", "y")}, nil},
		"the first part":           {numbers, whatsapp.Template{ID: contentID, Components: one("a\nb", "Ann", "x", "y")}, []string{"body.1 line_break"}},
		"the second part":          {numbers, whatsapp.Template{ID: contentID, Components: one("you", "a\nb", "x", "y")}, []string{"body.2 line_break"}},
		"the first button":         {numbers, whatsapp.Template{ID: contentID, Components: one("you", "Ann", "x y", "y")}, []string{"buttons[0].url bad_url"}},
		"the second button":        {numbers, whatsapp.Template{ID: contentID, Components: one("you", "Ann", "x", "y z")}, []string{"buttons[1].url bad_url"}},
		"another id":               {numbers, whatsapp.Template{ID: "HX1", Components: one("you", "Ann", "x", "y")}, []string{"id bad_value"}},
		"by name":                  {templates.New(called), whatsapp.Template{Name: "called_so", Components: []whatsapp.Component{part("body", 0, ann)}}, nil},
		"by another name":          {templates.New(called), whatsapp.Template{Name: "another", Components: []whatsapp.Component{part("body", 0, ann)}}, []string{"name bad_value"}},
		"by id, whatever the name": {templates.New(called), whatsapp.Template{ID: contentID, Name: "another", Components: []whatsapp.Component{part("body", 0, ann)}}, nil},
		"a value lacks its name": {
			names,
			whatsapp.Template{ID: contentID, Components: []whatsapp.Component{part("body", 0, templates.Text("Ann"))}},
			[]string{"body unnamed", "body.who missing"},
		},
		"parts that Twilio has not": {names, whatsapp.Template{ID: contentID, Components: []whatsapp.Component{
			part("body", 0, ann),
			{Type: "carousel", Cards: make([][]whatsapp.Component, 2)},
			{Type: "tap_target_configuration"},
			part("limited_time_offer", 0, whatsapp.Parameter{Type: "limited_time_offer", Number: 1}),
		}}, []string{"components[1] extra", "components[2] extra", "components[3] extra", "body unnamed"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if diff := cmp.Diff(tt.want, told(t, tt.template.Check(tt.message))); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestPreviewOfARow(t *testing.T) {
	t.Parallel()
	one := atTwilio(t, "approved", `"twilio/carousel":{"body":"Hi {{1}}","cards":[{"title":"A {{2}}","media":"https://example.com/{{3}}.jpg","actions":[{"type":"URL","title":"Go","url":"https://example.com/{{3}}"}]}]}`)
	got := one.Preview(templates.Values{Body: templates.Texts("Ann", "7", "p")})
	want := templates.Preview{Body: "Hi Ann", Cards: []templates.Preview{{
		Format: "IMAGE", Media: &whatsapp.Media{Type: whatsapp.KindImage, Link: "https://example.com/p.jpg"}, Body: "A 7",
		Buttons: []templates.PreviewButton{{Type: "URL", Text: "Go", Target: "https://example.com/p"}},
	}}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// TestPreviewOfARowsButtons fills what stands in any field.
func TestPreviewOfARowsButtons(t *testing.T) {
	t.Parallel()
	one := atTwilio(t, "approved", `"whatsapp/card":{"body":"Hi {{1}}","actions":[{"type":"PHONE_NUMBER","title":"Call {{2}}","phone":"+{{3}}"},
		{"type":"COPY_CODE","title":"Copy","code":"{{4}}"}]}`)
	values := templates.Values{Body: templates.Texts("Ann", "us", "15550001", "SAVE10")}
	want := []templates.PreviewButton{
		{Type: "PHONE_NUMBER", Text: "Call us", Target: "+15550001"}, {Type: "COPY_CODE", Text: "Copy", Target: "SAVE10"},
	}
	if diff := cmp.Diff(want, one.Preview(values).Buttons); diff != "" {
		t.Error(diff)
	}
	_, err := one.Fill(templates.Values{Body: templates.Texts("Ann", strings.Repeat("a", 21), "15550001", strings.Repeat("A", 21))})
	if diff := cmp.Diff([]string{"buttons[0].text too_long_filled", "buttons[1].code too_long_filled"}, told(t, err)); diff != "" {
		t.Error(diff)
	}
}

// TestFillOfARowsCode gives a code to a text that is the platform's.
func TestFillOfARowsCode(t *testing.T) {
	t.Parallel()
	found, err := templates.Parse([]byte(`{"sid":"` + contentID + `","language":"en","types":{"whatsapp/authentication":
		{"add_security_recommendation":true,"actions":[{"type":"COPY_CODE","copy_code_text":"Copy"}]}},
		"approval_requests":{"name":"code","category":"AUTHENTICATION","status":"approved"}}`))
	if err != nil {
		t.Fatal(err)
	}
	one := templates.New(found[0])
	values := templates.Values{Body: templates.Texts("123456")}
	got, err := one.Fill(values)
	want := whatsapp.Template{ID: contentID, Name: "code", Language: "en", Components: []whatsapp.Component{
		{Type: "body", Parameters: parameters{templates.ByName("1", templates.Text("123456"))}},
	}}
	if diff := cmp.Diff(want, got); err != nil || diff != "" {
		t.Error(err, diff)
	}
	if shown := string(one.AppendPreview(nil, values)); shown != "123456" {
		t.Errorf("%q", shown)
	}
	_, err = one.Fill(templates.Values{Body: templates.Texts("1234567890123456")})
	if diff := cmp.Diff([]string{"body.1 too_long"}, told(t, err)); diff != "" {
		t.Error(diff)
	}
}

// TestWhatCouldNotBeReadIsNotFilled, since nobody knows what it takes; but what
// does not decide on that may be anything.
func TestWhatCouldNotBeReadIsNotFilled(t *testing.T) {
	t.Parallel()
	const parts = `"components":[{"type":"BODY","text":"Hi"}]`
	const asked = `,"types":{"twilio/text":{"body":"Hi"}},"approval_requests":{"name":"one","status":`
	for in, want := range map[string][]string{
		`{"name":"one","language":"en","components":[{"type":"BODY","text":7},{"type":"BUTTONS","buttons":{}}]}`: {
			"components[0].text unfillable", "components[1].buttons unfillable",
		},
		`{"name":"one","language":"en","components":[{"type":7,"text":"Hi"}]}`: {"components[0].type unfillable", "components unfillable"},
		`{"name":"one","language":"en","components":"Hi"}`:                     {"components unfillable"},
		`{"name":7,"language":"en",` + parts + `}`:                             {"name unfillable", "name unfillable"},
		`{"name":"one","language":7,` + parts + `}`:                            {"language unfillable", "language.code unfillable"},
		`{"name":"one","language":"en","status":7,` + parts + `}`:              {"status unfillable"},
		`{"name":"one","language":"en","category":7,` + parts + `}`:            {"category unfillable"},
		`{"name":"one","language":"en","parameter_format":7,` + parts + `}`:    {"parameter_format unfillable"},
		`{"name":"one","language":"en","id":{},"message_send_ttl_seconds":"x","sub_category":7,"previous_category":7,"correct_category":7,` +
			`"rejected_reason":{},"quality_score":{"score":7,"date":"x"},"namespace":7,` + parts + `}`: nil,
		`{"name":"one","language":"en","components":[{"type":"BODY","text":"Hi","example":7},` +
			`{"type":"HEADER","format":"IMAGE","example":{"header_handle":7}},{"type":"BUTTONS","buttons":[{"type":"COPY_CODE","example":7}]}]}`: {
			"header missing", "buttons[0] missing",
		},
		`{"sid":7,"language":"en"` + asked + `"approved"}}`:                                                   {"sid unfillable"},
		`{"sid":"` + contentID + `","language":"en"` + asked + `7}}`:                                          {"approval_requests.status unfillable"},
		`{"sid":"` + contentID + `","language":"en","friendly_name":7,"variables":7` + asked + `"approved"}}`: nil,
	} {
		found, err := templates.Parse([]byte(in))
		if err != nil {
			t.Fatal(err)
		}
		_, err = templates.New(found[0]).Fill(templates.Values{})
		if diff := cmp.Diff(want, told(t, err)); diff != "" {
			t.Errorf("%s: %s", in, diff)
		}
	}
	var c templates.Content
	if err := c.UnmarshalJSON([]byte(`{"sid":"` + contentID + `","language":"en","types":7}`)); err != nil {
		t.Fatal(err)
	}
	_, err := templates.New(c.Definition()).Fill(templates.Values{})
	if diff := cmp.Diff([]string{"types unfillable"}, told(t, err)); diff != "" {
		t.Error(diff)
	}
}
