package main

import (
	"encoding/json"

	"github.com/wainbox/wainbox/provider/simulator"
)

// samples are the approved templates of the simulator in this process: one with
// numbered variables, and one with a named variable and quick replies.
func samples() []simulator.Template {
	return []simulator.Template{
		{Name: "order_ready", Language: "en_US", Components: json.RawMessage(`[
			{"type": "BODY", "text": "Hello {{1}}, your order {{2}} is ready. You can collect it today.",
				"example": {"body_text": [["Ana", "4711"]]}},
			{"type": "FOOTER", "text": "Answer here if anything is unclear"}]`)},
		{Name: "still_there", Language: "en_US", Components: json.RawMessage(`[
			{"type": "BODY", "text": "Hello {{first_name}}, we were not done yet. Shall we go on?",
				"example": {"body_text_named_params": [{"param_name": "first_name", "example": "Ana"}]}},
			{"type": "BUTTONS", "buttons": [
				{"type": "QUICK_REPLY", "text": "Yes, please"}, {"type": "QUICK_REPLY", "text": "No, thank you"}]}]`)},
	}
}
