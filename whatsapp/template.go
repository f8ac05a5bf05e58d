package whatsapp

// Template is a message that the platform approved beforehand, with its values
// filled in. It is the only content that may be sent outside the customer
// service window.
type Template struct {
	Name string `json:"name"`
	// Language is the platform's code: "en_US", "pt_BR".
	Language   string      `json:"language"`
	Components []Component `json:"components,omitempty"`
}

// Kind returns [KindTemplate].
func (Template) Kind() ContentKind { return KindTemplate }

// Component is the values of one part of a template. A part without variables
// is left out.
type Component struct {
	// Type is "header", "body" or "button".
	Type string `json:"type"`
	// SubType is a button's: "quick_reply", "url", "copy_code".
	SubType string `json:"sub_type,omitempty"`
	// Index is a button's place among the buttons, from 0.
	Index      int         `json:"index,omitempty"`
	Parameters []Parameter `json:"parameters,omitempty"`
}

// Parameter is one value. Type says which of the other fields is meant.
type Parameter struct {
	// Type is "text", "payload", "coupon_code", "date_time", "currency",
	// "image", "video" or "document".
	Type string `json:"type"`
	// Name is the variable's in a template with named parameters; empty in one
	// with numbered ones.
	Name string `json:"name,omitempty"`
	// Text is the value of "text", "payload", "coupon_code" and "date_time".
	Text     string    `json:"text,omitempty"`
	Currency *Currency `json:"currency,omitempty"`
	Media    *Media    `json:"media,omitempty"`
}

// Currency is an amount of money in a template.
type Currency struct {
	// Fallback is what is shown when the amount cannot be localised.
	Fallback string `json:"fallback"`
	Code     string `json:"code"` // ISO 4217
	// Amount1000 is the amount times 1000.
	Amount1000 int64 `json:"amount_1000"`
}
