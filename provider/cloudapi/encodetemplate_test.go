package cloudapi_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/wainbox/wainbox/provider"
	"github.com/wainbox/wainbox/provider/cloudapi"
	"github.com/wainbox/wainbox/whatsapp"
)

func ExampleEncodeTemplate() {
	object, err := cloudapi.EncodeTemplate(whatsapp.Template{
		Name: "greeting", Language: "en",
		Components: []whatsapp.Component{
			{Type: "body", Parameters: []whatsapp.Parameter{{Type: "text", Text: "Ana"}}},
		},
	})
	fmt.Println(string(object), err)
	// Output:
	// {"name":"greeting","language":{"code":"en"},"components":[{"type":"body","parameters":[{"type":"text","text":"Ana"}]}]} <nil>
}

// TestEncodeTemplateIsWhatIsSent posts templates and holds the body's object
// against the encoded one.
func TestEncodeTemplateIsWhatIsSent(t *testing.T) {
	t.Parallel()
	lamp := whatsapp.Media{Type: whatsapp.KindImage, Link: "https://example.com/p.jpg"}
	photo := whatsapp.Parameter{Type: "image", Media: &lamp}
	text := whatsapp.Parameter{Type: "text", Name: "first_name", Text: "<Ana> & \"Ben\""}
	card := []whatsapp.Component{{Type: "header", Parameters: []whatsapp.Parameter{photo}}}
	for name, components := range map[string][]whatsapp.Component{
		"without variables": nil,
		"with values": {
			{Type: "header", Parameters: []whatsapp.Parameter{photo}},
			{Type: "body", Parameters: []whatsapp.Parameter{text}},
			{Type: "button", SubType: "url", Index: 1, Parameters: []whatsapp.Parameter{{Type: "text", Text: "4711"}}},
		},
		"a carousel": {{Type: "carousel", Cards: [][]whatsapp.Component{card, card}}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var body struct {
				Template json.RawMessage `json:"template"`
			}
			c := serve(t, func(w http.ResponseWriter, r *http.Request) {
				if err := json.NewDecoder(r.Body).Decode(&body); err != nil {
					t.Error(err)
				}
				_, _ = io.WriteString(w, accepted)
			})
			m := hello()
			m.Content = whatsapp.Template{Name: "order_ready", Language: "en_US", Components: components}
			if _, err := c.Send(t.Context(), m); err != nil {
				t.Fatal(err)
			}
			got, err := cloudapi.EncodeTemplate(m.Content.(whatsapp.Template))
			if diff := cmp.Diff(string(body.Template), string(got)); diff != "" || err != nil {
				t.Error(err, diff)
			}
		})
	}
}

func TestEncodeTemplateRefusesWhatSendRefuses(t *testing.T) {
	t.Parallel()
	c := serve(t, func(http.ResponseWriter, *http.Request) { t.Error("a request was made") })
	empty := []whatsapp.Component{{Type: "body", Parameters: []whatsapp.Parameter{{Type: "text"}}}}
	for field, template := range map[string]whatsapp.Template{
		"template.name":                             {ID: "HX0123456789abcdef0123456789abcdef", Language: "en_US"},
		"template.language.code":                    {Name: "order_ready", Language: "English"},
		"template.components[0].parameters[0].text": {Name: "order_ready", Language: "en_US", Components: empty},
	} {
		_, err := cloudapi.EncodeTemplate(template)
		v, ok := errors.AsType[whatsapp.Violations](err)
		if !ok || len(v) != 1 || v[0].Field != field || provider.KindOf(err) != provider.Invalid {
			t.Errorf("%s: %v", field, err)
			continue
		}
		m := hello()
		m.Content = template
		if _, sent := c.Send(t.Context(), m); sent == nil || sent.Error() != err.Error() {
			t.Errorf("%s: %v, sent %v", field, err, sent)
		}
	}
}
