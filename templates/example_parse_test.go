package templates_test

import (
	"encoding/json"
	"fmt"

	"github.com/wainbox/wainbox/templates"
)

func ExampleParse() {
	all, err := templates.Parse([]byte(`{"waba_templates":[
		{"name":"order_ready","language":"en","status":"approved","category":"UTILITY","partner_id":"PA1",
		 "components":[{"type":"BODY","text":"Your order {{1}} is ready."}]},
		"not a template"]}`))
	for _, d := range all {
		fmt.Println(d.Name, d.Language, d.Status, len(d.Components))
		written, err := json.Marshal(d)
		fmt.Println(string(written), err)
	}
	fmt.Println(err)
	// Output:
	// order_ready en APPROVED 1
	// {"name":"order_ready","language":"en","category":"UTILITY","status":"APPROVED","components":[{"type":"BODY","text":"Your order {{1}} is ready."}],"partner_id":"PA1"} <nil>
	// item 1: templates: not a template
}
