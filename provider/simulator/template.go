package simulator

import (
	"encoding/json"
	"strings"
)

// Template is a message template.
type Template struct {
	Name     string
	Language string // en_US; en-US is the same
	// Category is what a status's pricing says: utility, marketing or authentication; empty = utility.
	Category string
	// Body is the text, with {{1}} or {{name}} where parameters go; empty = that of Components.
	Body string
	// Params is how many body parameters a send must have; zero = as many different {{…}} as Body holds.
	Params int
	// Components is the JSON array that the template was created with: header, body, footer, buttons, carousel. With it
	// the parameters of all of them are checked; without it those of the body only.
	Components json.RawMessage
	// Status is the platform's word: PENDING, REJECTED, PAUSED, DISABLED; empty = APPROVED, of which alone may be sent.
	Status string
}

const approved = "APPROVED"

// locale is the one spelling of a language code.
func locale(language string) string { return strings.ReplaceAll(language, "-", "_") }

// variables are the different names between double braces.
func variables(text string) map[string]bool {
	names := map[string]bool{}
	replaced(text, func(name string) string {
		names[name] = true
		return ""
	})
	return names
}

// replaced puts values where a text has names between double braces.
func replaced(text string, value func(name string) string) string {
	var b strings.Builder
	for {
		before, after, found := strings.Cut(text, "{{")
		name, rest, closed := strings.Cut(after, "}}")
		if !found || !closed {
			b.WriteString(text)
			return b.String()
		}
		b.WriteString(before)
		b.WriteString(value(strings.TrimSpace(name)))
		text = rest
	}
}

// component is a part of a template as it was created (Cloud API documentation, "Template components").
type component struct {
	Type    string           `json:"type"` // in either case
	Format  string           `json:"format"`
	Text    string           `json:"text"`
	Example json.RawMessage  `json:"example"`
	Buttons []templateButton `json:"buttons"`
	Cards   []struct {
		Components []component `json:"components"`
	} `json:"cards"`
	Offer *struct {
		Text  string `json:"text"`
		Clock bool   `json:"has_expiration"`
	} `json:"limited_time_offer"`
	Minutes *int `json:"code_expiration_minutes"` // of an authentication's footer
}

type templateButton struct {
	Type    string          `json:"type"`
	Text    string          `json:"text"`
	URL     string          `json:"url"`
	Phone   string          `json:"phone_number"`
	Example json.RawMessage `json:"example"` // a string or a list of them

	FlowID   string `json:"flow_id"`
	FlowName string `json:"flow_name"`
	FlowJSON string `json:"flow_json"`

	OTP  string `json:"otp_type"`
	Apps []struct {
		Package   string `json:"package_name"`
		Signature string `json:"signature_hash"`
	} `json:"supported_apps"`
}

// kind is the button's type in capitals.
func (b *templateButton) kind() string { return strings.ToUpper(b.Type) }

// kind is the component's type in capitals.
func (c *component) kind() string { return strings.ToUpper(c.Type) }

// find returns the component of a type, or nil.
func find(parts []component, kind string) *component {
	for i := range parts {
		if parts[i].kind() == kind {
			return &parts[i]
		}
	}
	return nil
}

// buttonsOf are the buttons of a template or a card.
func buttonsOf(parts []component) []templateButton {
	if c := find(parts, "BUTTONS"); c != nil {
		return c.Buttons
	}
	return nil
}

// offers tells whether a template is a limited-time offer.
func offers(parts []component) bool { return find(parts, "LIMITED_TIME_OFFER") != nil }
