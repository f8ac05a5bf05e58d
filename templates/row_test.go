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
	one := atTwilio(t, "approved", `"twilio/call-to-action":{"body":"Hi {{1}}","actions":[{"type":"URL","title":"Go","url":"https://example.com/{{2}}"}]}`)
	m := whatsapp.Template{ID: contentID, Components: []whatsapp.Component{
		{Type: "button", SubType: "url", Parameters: templates.Texts("x")}, {Type: "body", Parameters: templates.Texts("Ann")},
	}}
	if err := one.Check(m); err != nil {
		t.Error(err)
	}
	m.ID = strings.Replace(contentID, "0", "1", 1)
	if diff := cmp.Diff([]string{"id bad_value"}, told(t, one.Check(m))); diff != "" {
		t.Error(diff)
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

// TestWhatCouldNotBeReadIsNotFilled, since nobody knows what it takes.
func TestWhatCouldNotBeReadIsNotFilled(t *testing.T) {
	t.Parallel()
	found, err := templates.Parse([]byte(`{"name":"one","language":"en","components":[{"type":"BODY","text":7},{"type":"BUTTONS","buttons":{}}]}`))
	if err != nil {
		t.Fatal(err)
	}
	_, err = templates.New(found[0]).Fill(templates.Values{})
	if diff := cmp.Diff([]string{"components[0].text unfillable", "components[1].buttons unfillable"}, told(t, err)); diff != "" {
		t.Error(diff)
	}
}
