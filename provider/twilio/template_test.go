package twilio_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/wainbox/wainbox/provider"
	"github.com/wainbox/wainbox/provider/twilio"
	"github.com/wainbox/wainbox/whatsapp"
)

func text(s string) whatsapp.Parameter { return whatsapp.Parameter{Type: "text", Text: s} }

func TestTemplateVariables(t *testing.T) {
	t.Parallel()
	named := func(name, s string) whatsapp.Parameter { return whatsapp.Parameter{Type: "text", Name: name, Text: s} }
	photo := whatsapp.Parameter{Type: "image", Media: &whatsapp.Media{Type: "image", Link: "https://example.com/p.jpg"}}
	for name, tc := range map[string]struct {
		components []whatsapp.Component
		want       string
	}{
		"none": {nil, ""},
		"in the order of the parts": {
			[]whatsapp.Component{
				{Type: "button", SubType: "url", Index: 1, Parameters: []whatsapp.Parameter{text("second")}},
				{Type: "body", Parameters: []whatsapp.Parameter{
					text("b1 \"&\n"),
					{Type: "currency", Currency: &whatsapp.Currency{Fallback: "7 €", Code: "EUR", Amount1000: 7000}},
					{Type: "date_time", Text: "May 1"},
				}},
				{Type: "button", SubType: "quick_reply", Parameters: []whatsapp.Parameter{{Type: "payload", Text: "first"}}},
				{Type: "header", Parameters: []whatsapp.Parameter{photo}},
				{Type: "button", SubType: "copy_code", Index: 2, Parameters: []whatsapp.Parameter{{Type: "coupon_code", Text: "SAVE10"}}},
			},
			`{"1":"https://example.com/p.jpg","2":"b1 \"\u0026\n","3":"7 €","4":"May 1","5":"first","6":"second","7":"SAVE10"}`,
		},
		"by name": {
			[]whatsapp.Component{{Type: "body", Parameters: []whatsapp.Parameter{named("who", "Ann"), named("7", "x"), text("y")}}},
			`{"3":"y","7":"x","who":"Ann"}`,
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			form, _, err := sent(t, whatsapp.Outbound{To: customer, Content: whatsapp.Template{ID: contentID, Components: tc.components}})
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(tc.want, form.Get("ContentVariables")); diff != "" || form.Get("ContentSid") != contentID || form.Has("Body") {
				t.Errorf("%v: %s", form, diff)
			}
			variables, err := twilio.Variables(whatsapp.Template{ID: contentID, Components: tc.components})
			if err != nil || variables == nil {
				t.Errorf("Variables = %v, %v", variables, err)
			}
			if len(variables) == 0 && tc.want == "" {
				return
			}
			if encoded, err := json.Marshal(variables); string(encoded) != tc.want {
				t.Errorf("Variables = %s, %v, want what is sent, %s", encoded, err, tc.want)
			}
		})
	}
	twice := []whatsapp.Component{{Type: "body", Parameters: []whatsapp.Parameter{named("2", "a"), text("b")}}}
	_, _, err := sent(t, whatsapp.Outbound{To: customer, Content: whatsapp.Template{ID: contentID, Components: twice}})
	if provider.KindOf(err) != provider.Invalid {
		t.Errorf("one name twice: %v", err)
	}
}

func ExampleVariables() {
	variables, err := twilio.Variables(whatsapp.Template{
		ID: contentID,
		Components: []whatsapp.Component{
			{Type: "header", Parameters: []whatsapp.Parameter{text("#4711")}},
			{Type: "body", Parameters: []whatsapp.Parameter{text("Ana")}},
		},
	})
	fmt.Println(variables, err)
	// Output:
	// map[1:#4711 2:Ana] <nil>
}

// TestVariablesRefuses says which field Twilio cannot carry.
func TestVariablesRefuses(t *testing.T) {
	t.Parallel()
	header := func(p whatsapp.Parameter) []whatsapp.Component {
		return []whatsapp.Component{{Type: "header", Parameters: []whatsapp.Parameter{p}}}
	}
	kept := whatsapp.Parameter{Type: "image", Media: &whatsapp.Media{Type: whatsapp.KindImage, ID: "1001"}}
	for name, tc := range map[string]struct {
		id         string
		components []whatsapp.Component
		kind       provider.Kind
		field      string
	}{
		"no id":      {"", nil, provider.Invalid, "template.id"},
		"another id": {"MG" + contentID[2:], nil, provider.Invalid, "template.id"},
		"a carousel": {contentID, []whatsapp.Component{{Type: "carousel"}}, provider.Unsupported, "template.components[0].type"},
		"a kept file": {
			contentID, header(kept), provider.Unsupported, "template.components[0].parameters[0].image.id",
		},
		"a product": {
			contentID, header(whatsapp.Parameter{Type: "product"}), provider.Unsupported, "template.components[0].parameters[0].type",
		},
	} {
		_, err := twilio.Variables(whatsapp.Template{ID: tc.id, Components: tc.components})
		v, ok := errors.AsType[whatsapp.Violations](err)
		if !ok || provider.KindOf(err) != tc.kind || v[0].Field != tc.field {
			t.Errorf("%s: %v", name, err)
		}
	}
}
