package whatsapp

// Template is a message that the platform approved beforehand, with its values
// filled in. It is the only content that may be sent outside the customer
// service window.
type Template struct {
	// Name is required, but where a provider sends by the ID alone.
	Name string `json:"name"`
	// ID is the provider's own id of the template, for those that send by it
	// (Twilio's ContentSid); others do not need it.
	ID string `json:"id,omitempty"`
	// Language is the platform's code: "en_US", "pt_BR".
	Language   string      `json:"language"`
	Components []Component `json:"components,omitempty"`
}

// Kind returns [KindTemplate].
func (Template) Kind() ContentKind { return KindTemplate }

// Component is the values of one part of a template. A part without variables
// is left out.
type Component struct {
	// Type is "header", "body", "button", "limited_time_offer", "carousel" or
	// "tap_target_configuration".
	Type string `json:"type"`
	// SubType is a button's: "quick_reply", "url", "copy_code", "flow",
	// "catalog", "mpm", "voice_call" or "order_details".
	SubType string `json:"sub_type,omitempty"`
	// Index is a button's place among the buttons, 0 to 9.
	Index      int         `json:"index,omitempty"`
	Parameters []Parameter `json:"parameters,omitempty"`
	// Cards are a carousel's, each with the values of its own parts.
	Cards [][]Component `json:"cards,omitempty"`
}

// Parameter is one value. Type says which of the other fields is meant.
type Parameter struct {
	// Type is "text", "payload", "coupon_code", "date_time", "group_id",
	// "currency", "image", "video", "gif", "document", "location", "product",
	// "action", "ttl_minutes", "limited_time_offer" or
	// "tap_target_configuration".
	Type string `json:"type"`
	// Name is the variable's in a template with named parameters; empty in one
	// with numbered ones.
	Name string `json:"name,omitempty"`
	// Text is the value of "text", "payload", "coupon_code", "date_time" and
	// "group_id".
	Text     string    `json:"text,omitempty"`
	Currency *Currency `json:"currency,omitempty"`
	Media    *Media    `json:"media,omitempty"`
	Location *Location `json:"location,omitempty"`
	// Product is the value of "product".
	Product ProductRef      `json:"product,omitzero"`
	Action  *TemplateAction `json:"action,omitempty"`
	// Number is the value of "ttl_minutes", in minutes, and of
	// "limited_time_offer", the time it ends in Unix milliseconds.
	Number int64 `json:"number,omitempty"`
	// Targets are the value of "tap_target_configuration".
	Targets []TapTarget `json:"targets,omitempty"`
}

// TemplateAction is what a button of a template does beyond its text.
type TemplateAction struct {
	FlowToken string `json:"flow_token,omitempty"`
	// FlowData is a JSON object for the flow's first screen; empty = none.
	FlowData  Raw              `json:"flow_data,omitempty"`
	Thumbnail string           `json:"thumbnail,omitempty"` // the retailer's id of a product
	Sections  []ProductSection `json:"sections,omitempty"`
	// OrderDetails is the JSON object of [OrderDetails]; empty = none.
	OrderDetails Raw `json:"order_details,omitempty"`
}

// TapTarget is the page that opens when a template's picture is tapped.
type TapTarget struct {
	URL   string `json:"url"`
	Title string `json:"title"`
}

// Currency is an amount of money in a template.
type Currency struct {
	// Fallback is what is shown when the amount cannot be localised.
	Fallback string `json:"fallback"`
	Code     string `json:"code"` // ISO 4217
	// Amount1000 is the amount times 1000.
	Amount1000 int64 `json:"amount_1000"`
}
