package simulator

import (
	"encoding/json"
	"fmt"
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
func variables(body string) map[string]bool {
	names := map[string]bool{}
	for {
		_, after, found := strings.Cut(body, "{{")
		name, rest, closed := strings.Cut(after, "}}")
		if !found || !closed {
			return names
		}
		names[strings.TrimSpace(name)] = true
		body = rest
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
}

type templateButton struct {
	Type  string `json:"type"`
	Text  string `json:"text"`
	URL   string `json:"url"`
	Phone string `json:"phone_number"`
}

// find returns the component of a type, or nil.
func find(parts []component, kind string) *component {
	for i := range parts {
		if strings.EqualFold(parts[i].Type, kind) {
			return &parts[i]
		}
	}
	return nil
}

// SetTemplateStatus reviews a template: the platform's word, APPROVED, REJECTED, PAUSED, DISABLED and so on, and for a
// rejection its reason, empty = NONE. A message_template_status_update goes to every account with a number whose wire
// has Meta's envelope. It fails when there is no template of the name and language.
func (s *Simulator) SetTemplateStatus(name, language, status, reason string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	t := s.catalog.find(name, language)
	if t == nil {
		return fmt.Errorf("simulator: no template %q in %q", name, language)
	}
	s.reviewed(t, strings.ToUpper(status), reason)
	return nil
}

// reviewed gives a template a status and tells of it.
func (s *Simulator) reviewed(t *template, status, reason string) {
	t.Status, t.reason = status, reason
	told := map[string]bool{}
	for _, n := range s.o.Numbers {
		account := s.numbers[n.ID]
		if !account.Wire.meta() || told[account.WABA] {
			continue
		}
		told[account.WABA] = true
		update := map[string]any{
			"event": status, "message_template_id": json.Number(t.id), "message_template_name": t.Name,
			"message_template_language": t.Language, "reason": or(reason, "NONE"),
			"message_template_category": strings.ToUpper(t.Category),
		}
		s.webhook(lane{number: n.ID}, &callback{
			number: account, json: account.envelope("message_template_status_update", update),
		}, s.now())
	}
}
