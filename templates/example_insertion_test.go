package templates_test

import (
	"errors"
	"fmt"
	"strings"

	"github.com/wainbox/wainbox/templates"
	"github.com/wainbox/wainbox/whatsapp"
)

func orderReady() *templates.Template {
	return templates.New(templates.Definition{
		Name: "order_ready", Language: "en_US", Category: templates.Utility, Status: templates.Approved, Format: templates.Named,
		Components: []templates.Component{
			{Type: "HEADER", Format: "IMAGE"},
			{
				Type: "BODY", Text: "Hello {{first_name}}, your order {{order}} is ready.",
				Example: &templates.Example{BodyNamed: []templates.NamedExample{
					{Name: "first_name", Example: "Ana"}, {Name: "order", Example: "#4711"},
				}},
			},
			{Type: "FOOTER", Text: "Reply STOP to opt out"},
		},
	})
}

func ExampleTemplate_AppendInsertion() {
	known := templates.Values{Body: []whatsapp.Parameter{templates.ByName("order", templates.Text("#1205"))}}
	fmt.Printf("%s", orderReady().AppendInsertion(nil, known, templates.Notes{}))
	// Output:
	// --- Template order_ready (en_US): only the gaps may be changed ---
	// Hello {{first_name}}, your order #1205 is ready.
	//
	// Reply STOP to opt out
	// --- End of template ---
	// header: image, set beside the text
	// first_name: e.g. Ana
	// order: e.g. #4711
}

func ExampleTemplate_ReadInsertion() {
	t := orderReady()
	shown := string(t.AppendInsertion(nil, templates.Values{}, templates.Notes{}))
	written := strings.NewReplacer("{{first_name}}", "Ben", "{{order}}", "#1205").Replace(shown)

	v, err := t.ReadInsertion("Not sent.\n"+written, templates.Values{}, templates.Notes{})
	fmt.Println(v.Body[0].Text, v.Body[1].Text, err)

	_, err = t.ReadInsertion(strings.Replace(written, "is ready", "is redy", 1), templates.Values{}, templates.Notes{})
	fmt.Println(err)
	if e, ok := errors.AsType[*templates.InsertionError](err); ok {
		fmt.Printf("%q\n", e.Want)
	}

	_, err = t.ReadInsertion(shown, templates.Values{}, templates.Notes{})
	fmt.Println(err)
	// Output:
	// Ben #1205 <nil>
	// templates: insertion: edited text in line 2, column 34
	// "ady."
	// templates: insertion: unfilled variable first_name in line 2, column 7
}
