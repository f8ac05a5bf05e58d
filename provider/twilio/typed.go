package twilio

import (
	"encoding/json"
	"strings"
)

// typed is the object of a content's type; the types share their names for what
// they have in common.
type typed struct {
	Body       string   `json:"body,omitempty"`
	Title      string   `json:"title,omitempty"`
	Subtitle   string   `json:"subtitle,omitempty"`
	HeaderText string   `json:"header_text,omitempty"`
	Footer     string   `json:"footer,omitempty"`
	Media      urls     `json:"media,omitempty"`
	Actions    []action `json:"actions,omitempty"`
	Cards      []typed  `json:"cards,omitempty"`
	// Of a flow.
	ButtonText string `json:"button_text,omitempty"`
	FlowID     string `json:"flow_id,omitempty"`
	// Of an authentication.
	Recommendation bool `json:"add_security_recommendation,omitempty"`
	Minutes        int  `json:"code_expiration_minutes,omitempty"`
}

// action is a button.
type action struct {
	Type     string `json:"type,omitempty"`
	Title    string `json:"title,omitempty"`
	ID       string `json:"id,omitempty"`
	URL      string `json:"url,omitempty"`
	Phone    string `json:"phone,omitempty"`
	Code     string `json:"code,omitempty"`
	CopyText string `json:"copy_code_text,omitempty"`
}

// urls are addresses; a card of a carousel has one as a string.
type urls []string

func (u *urls) UnmarshalJSON(data []byte) error {
	var one string
	if json.Unmarshal(data, &one) == nil {
		*u = nil
		if one != "" {
			*u = urls{one}
		}
		return nil
	}
	var many []string
	err := json.Unmarshal(data, &many)
	*u = many
	return err
}

// The types, the one first that says most.
const (
	typeAuthentication = "whatsapp/authentication"
	typeCard           = "whatsapp/card"
	typeCallToAction   = "twilio/call-to-action"
	typeQuickReply     = "twilio/quick-reply"
	typeListPicker     = "twilio/list-picker"
	typeMedia          = "twilio/media"
	typeText           = "twilio/text"
	typeLocation       = "twilio/location"
	typeCatalog        = "twilio/catalog"
)

var typesByWorth = []string{
	typeAuthentication, "twilio/carousel", "whatsapp/flows", "twilio/flows", typeCatalog, typeCard, "twilio/card",
	typeCallToAction, typeQuickReply, typeListPicker, typeMedia, typeLocation, typeText,
}

// main is the type that was submitted, else the one that says most; false when
// there is none that is known.
func (r row) main() (string, typed, bool) {
	for _, name := range append([]string{r.Approval.ContentType}, typesByWorth...) {
		raw, ok := r.Types[name]
		var t typed
		if ok && json.Unmarshal(raw, &t) == nil {
			return name, t, true
		}
	}
	return "", typed{}, false
}

// typesOf reads types that were written as JSON.
func typesOf(text string) map[string]json.RawMessage {
	var types map[string]json.RawMessage
	_ = json.Unmarshal([]byte(text), &types) // our own
	return types
}

// placeholders are the names of the variables in a text, in their order, each
// once.
func placeholders(text string) []string {
	var names []string
	seen := map[string]bool{}
	replace(text, func(name string) string {
		if !seen[name] {
			seen[name] = true
			names = append(names, name)
		}
		return ""
	})
	return names
}

// replace puts something in the place of each variable.
func replace(text string, by func(name string) string) string {
	var b strings.Builder
	for {
		before, rest, ok := strings.Cut(text, "{{")
		name, after, closed := strings.Cut(rest, "}}")
		if !ok || !closed {
			b.WriteString(text)
			return b.String()
		}
		b.WriteString(before)
		b.WriteString(by(strings.TrimSpace(name)))
		text = after
	}
}
