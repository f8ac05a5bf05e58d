package templates_test

import (
	"encoding/json"
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/wainbox/wainbox/templates"
	"github.com/wainbox/wainbox/whatsapp"
)

// contentOf is a content with samples, of these types.
func contentOf(t *testing.T, types string) templates.Content {
	t.Helper()
	var c templates.Content
	data := `{"sid":"HX1","friendly_name":"Friendly","language":"en","variables":{"1":"Ann","2":"p.jpg","who":"Bob"},"types":{` + types + `}}`
	if err := json.Unmarshal([]byte(data), &c); err != nil {
		t.Fatal(err)
	}
	return c
}

// TestContentDefinition reads each type of content as a template.
func TestContentDefinition(t *testing.T) {
	t.Parallel()
	body := templates.Component{Type: "BODY", Text: "b"}
	buttons := func(b ...templates.Button) templates.Component {
		return templates.Component{Type: "BUTTONS", Buttons: b}
	}
	header := func(format, link string) templates.Component {
		return templates.Component{Type: "HEADER", Format: format, Example: &templates.Example{HeaderHandle: []string{link}}}
	}
	for types, want := range map[string][]templates.Component{
		`"twilio/text":{"body":"Hi {{1}}, {{2}} {{1}}"}`: {{
			Type: "BODY", Text: "Hi {{1}}, {{2}} {{1}}", Example: &templates.Example{BodyText: [][]string{{"Ann", "p.jpg"}}},
		}},
		`"twilio/text":{"body":"Hi {{ who }} {{x"}`: {{
			Type: "BODY", Text: "Hi {{ who }} {{x", Example: &templates.Example{BodyNamed: []templates.NamedExample{{Name: "who", Example: "Bob"}}},
		}},
		`"twilio/media":{"body":"b","media":["https://example.com/{{2}}"]},"twilio/text":{"body":"t"}`: {header("IMAGE", "https://example.com/{{2}}"), body},
		`"twilio/media":{"media":["https://example.com/v.MP4?x=.jpg"]}`:                                {header("VIDEO", "https://example.com/v.MP4?x=.jpg")},
		`"twilio/media":{"media":["https://example.com/template"]}`:                                    {header("DOCUMENT", "https://example.com/template")},
		`"twilio/location":{"latitude":39.7,"longitude":104.9,"label":"l"}`:                            {{Type: "HEADER", Format: "LOCATION"}},
		`"twilio/list-picker":{"body":"b","button":"x","items":[{"id":"1","item":"One"}]}`:             {body},
		`"twilio/quick-reply":{"body":"b","actions":[{"title":"Yes","id":"1"}]}`:                       {body, buttons(templates.Button{Type: "QUICK_REPLY", Text: "Yes"})},
		`"twilio/call-to-action":{"body":"b","actions":[{"type":"URL","title":"Go","url":"https://example.com/{{1}}"},` +
			`{"type":"PHONE_NUMBER","title":"Call","phone":"+16505550124"},{"type":"COPY_CODE","title":"Copy","code":"{{1}}"}]}`: {body, buttons(
			templates.Button{Type: "URL", Text: "Go", URL: "https://example.com/{{1}}", Example: templates.Examples{"Ann"}},
			templates.Button{Type: "PHONE_NUMBER", Text: "Call", Phone: "+16505550124"},
			templates.Button{Type: "COPY_CODE", Text: "Copy", Example: templates.Examples{"{{1}}"}},
		)},
		`"whatsapp/card":{"header_text":"h {{1}}","body":"b","footer":"f","actions":[{"type":"QUICK_REPLY","title":"Yes"}]}`: {
			{Type: "HEADER", Format: "TEXT", Text: "h {{1}}", Example: &templates.Example{HeaderText: []string{"Ann"}}},
			body,
			{Type: "FOOTER", Text: "f"},
			buttons(templates.Button{Type: "QUICK_REPLY", Text: "Yes"}),
		},
		`"twilio/card":{"title":"b","subtitle":"f"}`: {body, {Type: "FOOTER", Text: "f"}},
		`"twilio/card":{"title":"h","body":"b"}`:     {{Type: "HEADER", Format: "TEXT", Text: "h"}, body},
		`"twilio/carousel":{"body":"b","cards":[{"media":"https://example.com/1.png","title":"t","body":"c","actions":[{"type":"URL","title":"Go","url":"https://example.com"}]}]}`: {
			body,
			{Type: "CAROUSEL", Cards: []templates.Card{{Components: []templates.Component{
				header("IMAGE", "https://example.com/1.png"),
				{Type: "BODY", Text: "c"},
				buttons(templates.Button{Type: "URL", Text: "Go", URL: "https://example.com"}),
			}}}},
		},
		`"whatsapp/flows":{"body":"b","button_text":"Fill","flow_id":"7"}`: {body, buttons(templates.Button{Type: "FLOW", Text: "Fill", FlowID: "7"})},
		`"twilio/catalog":{"body":"b"}`:                                    {body, buttons(templates.Button{Type: "CATALOG"})},
		`"whatsapp/authentication":{"add_security_recommendation":true,"code_expiration_minutes":5,"actions":[{"type":"COPY_CODE","copy_code_text":"Copy"}]}`: {
			{Type: "BODY", SecurityRecommendation: true},
			{Type: "FOOTER", CodeExpirationMinutes: 5},
			buttons(templates.Button{Type: "OTP", OTPType: "COPY_CODE", Text: "Copy"}),
		},
		`"whatsapp/authentication":{"actions":[{"type":"COPY_CODE"}]}`: {{Type: "BODY"}, buttons(templates.Button{Type: "OTP", OTPType: "COPY_CODE"})},
		// What is odd does not hide the rest.
		`"whatsapp/card":{"body":"b","footer":7,"media":{"a":1},"code_expiration_minutes":"{{1}}"}`: {body},
		`"twilio/flows":{"body":"b","button_text":"Fill","media_url":"https://example.com/1.png","subtitle":"f","flow_first_page_id":"ONE"}`: {
			header("IMAGE", "https://example.com/1.png"), body,
			{Type: "FOOTER", Text: "f"},
			buttons(templates.Button{Type: "FLOW", Text: "Fill", NavigateScreen: "ONE"}),
		},
		`"twilio/hologram":{"body":"b"}`: nil,
		`"twilio/text":7`:                nil,
	} {
		d := contentOf(t, types).Definition()
		if diff := cmp.Diff(want, d.Components); diff != "" {
			t.Errorf("%s: %s", types, diff)
		}
	}
}

// TestContentVariables keeps the one row of variables as it is.
func TestContentVariables(t *testing.T) {
	t.Parallel()
	c := contentOf(t, `"twilio/text":{"body":"{{3}} and {{7}}"}`)
	d := c.Definition()
	if d.Format != templates.Named || d.Components[0].Text != "{{3}} and {{7}}" { // "who" has a sample
		t.Errorf("%s, %+v", d.Format, d.Components)
	}
	delete(c.Variables, "who")
	if d := c.Definition(); d.Format != templates.Positional {
		t.Errorf("%s of numbers alone", d.Format)
	}
	clear(c.Variables)
	if written, err := json.Marshal(c); err != nil || strings.Contains(string(written), "variables") {
		t.Errorf("%s, %v: no variables are written", written, err)
	}
}

// TestContentApproval shows how a content stands in the words that all providers
// share, and keeps Twilio's own.
func TestContentApproval(t *testing.T) {
	t.Parallel()
	for approval, want := range map[string]templates.Definition{
		`{"status":"unsubmitted"}`: {Name: "Friendly", Status: templates.Draft},
		`{"name":"n","status":"received","category":"utility"}`: {
			Name: "n", Status: templates.Pending, Category: templates.Utility,
		},
		`{"name":"n","status":"approved","category":"TRANSACTIONAL","content_type":"whatsapp/card"}`: {
			Name: "n", Status: templates.Approved, Category: templates.Utility,
			Components: []templates.Component{{Type: "BODY", Text: "c"}},
		},
		`{"name":"n","status":"rejected","category":"MARKETING","rejection_reason":"INVALID_FORMAT. More details: none"}`: {
			Name: "n", Status: templates.Rejected, Category: templates.Marketing, RejectedReason: "INVALID_FORMAT. More details: none",
		},
	} {
		data := `{"sid":"HX1","friendly_name":"Friendly","language":"pt-BR","types":{"whatsapp/card":{"body":"c"},"twilio/carousel":{"body":"w"}},` +
			`"approval_requests":` + approval + `}`
		all, err := templates.Parse([]byte(data))
		if err != nil {
			t.Fatal(err)
		}
		got := all[0]
		written, err := json.Marshal(got)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(decoded([]byte(data)), decoded(written)); diff != "" {
			t.Errorf("%s: %s", approval, diff)
		}
		want.ID, want.Language, want.Format, want.Content = "HX1", "pt_BR", templates.Positional, got.Content
		if want.Components == nil {
			want.Components = []templates.Component{{Type: "BODY", Text: "w"}} // of the type that says most
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s: %s", approval, diff)
		}
	}
}

// TestContentOf numbers variables through all parts: the first value of a part is
// its {{1}}, wherever that stands in the text.
func TestContentOf(t *testing.T) {
	t.Parallel()
	d := templates.Definition{
		Name: "n", Language: "en", Category: templates.Utility,
		Components: []templates.Component{
			{Type: "HEADER", Format: "TEXT", Text: "For {{1}}", Example: &templates.Example{HeaderText: []string{"you"}}},
			{Type: "BODY", Text: "{{2}} of {{1}}, {{2}}", Example: &templates.Example{BodyText: [][]string{{"Ann", "7"}}}},
		},
	}
	got, err := templates.ContentOf(d)
	want := templates.Content{
		Name: "n", Language: "en", Variables: map[string]string{"1": "you", "2": "Ann", "3": "7"},
		Types: map[string]json.RawMessage{
			"whatsapp/card": json.RawMessage(`{"body":"{{3}} of {{2}}, {{3}}","header_text":"For {{1}}"}`),
		},
	}
	if diff := cmp.Diff(want, got); diff != "" || err != nil {
		t.Error(err, diff)
	}
	// What Twilio keeps is taken as it is, but for what Twilio adds.
	kept := got
	kept.SID, kept.Extra = "HX1", templates.Members{"account_sid": json.RawMessage(`"AC1"`)}
	kept.Approval.Status = "approved"
	again, err := templates.ContentOf(kept.Definition())
	if diff := cmp.Diff(want, again); diff != "" || err != nil {
		t.Error(err, diff)
	}
	d.Components = append(d.Components, templates.Component{Type: "LIMITED_TIME_OFFER"})
	_, err = templates.ContentOf(d)
	if v, ok := errors.AsType[whatsapp.Violations](err); !ok || v[0].Field != "components[2].type" {
		t.Errorf("an offer: %v", err)
	}
}

// TestContentOfWhatTwilioHasNot names the part.
func TestContentOfWhatTwilioHasNot(t *testing.T) {
	t.Parallel()
	file := func(link string) templates.Component {
		return templates.Component{Type: "HEADER", Format: "IMAGE", Example: &templates.Example{HeaderHandle: []string{link}}}
	}
	const address, first = "components.header.example.header_handle", "components.buttons[0].type"
	for name, tt := range map[string]struct {
		category templates.Category
		part     templates.Component
		want     string // empty = it has
	}{
		"a file":                       {templates.Utility, file("https://example.com/p.jpg"), ""},
		"a file behind a password":     {templates.Utility, file("https://me:secret@example.com/p.jpg"), address},
		"a file of no host":            {templates.Utility, file("https:///p.jpg"), address},
		"a code to copy":               {templates.Authentication, buttons(otp), ""},
		"a code, copied if not said":   {templates.Authentication, buttons(templates.Button{Type: "OTP"}), ""},
		"a code that an app takes":     {templates.Authentication, buttons(templates.Button{Type: "OTP", OTPType: "ONE_TAP"}), first},
		"another button for the code":  {templates.Authentication, buttons(quick), first},
		"a button that opens products": {templates.Utility, buttons(templates.Button{Type: "MPM"}), first},
	} {
		_, err := templates.ContentOf(templates.Definition{Category: tt.category, Components: components{body("x"), tt.part}})
		got := ""
		if v, ok := errors.AsType[whatsapp.Violations](err); ok {
			got = v[0].Field
		}
		if got != tt.want {
			t.Errorf("%s: %v", name, err)
		}
	}
}
