package templates_test

import (
	"fmt"

	"github.com/wainbox/wainbox/templates"
)

func ExampleLint() {
	d := templates.Definition{
		Name: "order_ready", Language: "en-US", Category: templates.Utility,
		Components: []templates.Component{
			{Type: "HEADER", Format: "TEXT", Text: "*Good news*"},
			{Type: "BODY", Text: "Your order is ready, {{1}}"},
			{Type: "BUTTONS", Buttons: []templates.Button{
				{Type: "URL", Text: "Track", URL: "https://shop.example/{{1}}/status", Example: templates.Examples{"41"}},
			}},
		},
	}
	for _, f := range templates.Lint(d) {
		fmt.Println(f.Severity, f)
	}
	// Output:
	// refused language: spell the language as the platform does: "en", "en_US"
	// refused components[0].text: take *, _, ~ and ` out of the header: it cannot have markup
	// refused components[1].text: put text after the last variable: {{1}}
	// refused components[1].example.body_text: give a sample of each variable
	// refused components[2].buttons[0].url: put the variable at the end of the address: {{1}}
}
