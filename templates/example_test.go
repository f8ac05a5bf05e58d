package templates_test

import (
	"encoding/json"
	"errors"
	"fmt"

	"github.com/wainbox/wainbox/templates"
)

const readyForPickup = `{
	"name": "order_ready", "language": "en_US", "category": "UTILITY", "status": "APPROVED", "parameter_format": "NAMED",
	"components": [
		{"type": "BODY", "text": "Hello {{first_name}}, your order *{{order}}* is ready."},
		{"type": "FOOTER", "text": "Open till eight"},
		{"type": "BUTTONS", "buttons": [{"type": "URL", "text": "Track", "url": "https://shop.example/t/{{1}}"}]}
	]
}`

// An agent's form knows values by name; what is sent and what the customer
// reads come of the same ones.
func ExampleTemplate_Fill() {
	found, err := templates.Parse([]byte(readyForPickup))
	if err != nil {
		fmt.Println(err)
		return
	}
	t := templates.New(found[0])
	values := templates.Values{
		Body:    []templates.Value{templates.ByName("order", templates.Text("4711")), templates.ByName("first_name", templates.Text("Ana"))},
		Buttons: map[int][]templates.Value{0: {templates.Suffix("4711")}},
	}
	message, err := t.Fill(values)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(message.Name, message.Language, len(message.Components))
	fmt.Printf("%s\n", t.AppendPreview(nil, values))
	// Output:
	// order_ready en_US 2
	// Hello Ana, your order *4711* is ready.
	//
	// Open till eight
}

// Everything that is wrong is told at once, by component and name.
func ExampleProblems() {
	found, _ := templates.Parse([]byte(readyForPickup))
	_, err := templates.New(found[0]).Fill(templates.Values{
		Body: []templates.Value{templates.ByName("order", templates.Text("47\n11")), templates.ByName("price", templates.Text("7"))},
	})
	if problems, ok := errors.AsType[templates.Problems](err); ok {
		for _, p := range problems {
			fmt.Println(p)
		}
	}
	// Output:
	// body.order: line break
	// body.price: extra
	// body.first_name: missing
	// buttons[0]: missing
}

// What a form has to ask for.
func ExampleTemplate_Slots() {
	found, _ := templates.Parse([]byte(readyForPickup))
	for _, s := range templates.New(found[0]).Slots() {
		fmt.Println(s.Field, s.Kinds[0], s.Required)
	}
	// Output:
	// body.first_name text true
	// body.order text true
	// buttons[0] text true
}

// Values may come as JSON: of a form, or of a file.
func ExampleValues_UnmarshalJSON() {
	found, _ := templates.Parse([]byte(readyForPickup))
	var v templates.Values
	err := json.Unmarshal([]byte(`{"body": {"first_name": "Ana", "order": "4711"}, "buttons": {"0": "4711"}}`), &v)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(templates.New(found[0]).Preview(v).Buttons[0].Target)
	// Output: https://shop.example/t/4711
}
