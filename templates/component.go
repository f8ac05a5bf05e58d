package templates

// Component is one part of a template.
type Component struct {
	// Type is HEADER, BODY, FOOTER, BUTTONS, CAROUSEL, LIMITED_TIME_OFFER or
	// CALL_PERMISSION_REQUEST, in either case.
	Type string `json:"type"`
	// Format of a header: TEXT, IMAGE, VIDEO, GIF, DOCUMENT, LOCATION or PRODUCT.
	Format  string   `json:"format,omitempty"`
	Text    string   `json:"text,omitempty"`
	Example *Example `json:"example,omitempty"`
	Buttons []Button `json:"buttons,omitempty"`
	Cards   []Card   `json:"cards,omitempty"`
	Offer   *Offer   `json:"limited_time_offer,omitempty"`
	// Of an authentication template: a sentence of the platform's own after the
	// code, and how many minutes the code is good for (1 to 90; 0 = not said).
	SecurityRecommendation bool `json:"add_security_recommendation,omitempty"`
	CodeExpirationMinutes  int  `json:"code_expiration_minutes,omitempty"`

	Extra Members `json:"-"`
}

// Card is one card of a carousel.
type Card struct {
	Components []Component `json:"components"`

	Extra Members `json:"-"`
}

// Offer is the text and clock of a limited-time offer.
type Offer struct {
	Text          string `json:"text"`
	HasExpiration bool   `json:"has_expiration,omitempty"`

	Extra Members `json:"-"`
}

// Example is a sample of each variable, for the review.
type Example struct {
	HeaderText  []string       `json:"header_text,omitempty"`
	HeaderNamed []NamedExample `json:"header_text_named_params,omitempty"`
	// HeaderHandle is an uploaded file; in answers it is an address, which must
	// not be sent back.
	HeaderHandle []string       `json:"header_handle,omitempty"`
	BodyText     [][]string     `json:"body_text,omitempty"`
	BodyNamed    []NamedExample `json:"body_text_named_params,omitempty"`

	Extra Members `json:"-"`
}

// NamedExample is a sample of a named variable.
type NamedExample struct {
	Name    string `json:"param_name"`
	Example string `json:"example"`

	Extra Members `json:"-"`
}

// Button is one button. Type says which of the other fields are meant.
type Button struct {
	// Type is QUICK_REPLY, URL, PHONE_NUMBER, COPY_CODE, FLOW, CATALOG, MPM, SPM,
	// VOICE_CALL, REQUEST_CONTACT_INFO, APP or OTP.
	Type  string `json:"type"`
	Text  string `json:"text,omitempty"`
	URL   string `json:"url,omitempty"` // may end in one variable
	Phone string `json:"phone_number,omitempty"`
	// Example is a sample of the address's variable, or the code to copy.
	Example Examples `json:"example,omitempty"`

	FlowID         string `json:"flow_id,omitempty"`
	FlowName       string `json:"flow_name,omitempty"`
	FlowJSON       string `json:"flow_json,omitempty"`
	FlowAction     string `json:"flow_action,omitempty"`
	NavigateScreen string `json:"navigate_screen,omitempty"`
	Icon           string `json:"icon,omitempty"` // DOCUMENT, PROMOTION or REVIEW

	TTLMinutes int `json:"ttl_minutes,omitempty"` // VOICE_CALL

	OTPType         string `json:"otp_type,omitempty"` // COPY_CODE, ONE_TAP or ZERO_TAP
	Autofill        string `json:"autofill_text,omitempty"`
	ZeroTapAccepted bool   `json:"zero_tap_terms_accepted,omitempty"`
	Apps            []App  `json:"supported_apps,omitempty"`

	Extra Members `json:"-"`
}

// App is a phone app that may fill in a one-time code by itself.
type App struct {
	Package   string `json:"package_name"`
	Signature string `json:"signature_hash"`

	Extra Members `json:"-"`
}

// Examples are samples. The platform writes one as a string and several as an
// array; both are read, and an array is written, but by a button whose type
// takes a string.
type Examples []string
