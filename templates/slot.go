package templates

// Slot is a place in a template that takes a value: what a form asks for.
type Slot struct {
	// Field is where, as in a [Problem]: "header", "body.2", "buttons[1]",
	// "cards[0].body.name".
	Field string `json:"field"`
	// Card is the card's place in a carousel, from 0; -1 = not in one. Part is
	// "header", "body", "button" or "limited_time_offer"; Button is a button's
	// place, from 0.
	Card   int    `json:"card"`
	Part   string `json:"part"`
	Button int    `json:"button,omitempty"`
	// Name is the variable's name or number; empty where there is none.
	Name string `json:"name,omitempty"`
	// Kinds are the types of [whatsapp.Parameter] that can stand here, the usual
	// one first.
	Kinds []string `json:"kinds"`
	// Required is false where the template can be sent without a value.
	Required bool `json:"required"`
	// Example is the sample that was given to the review; empty = none.
	Example string `json:"example,omitempty"`
}
