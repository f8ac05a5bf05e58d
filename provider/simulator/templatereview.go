package simulator

import (
	"encoding/json"
	"fmt"
	"strings"
)

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

// review decides about a new template, or one that was edited, unless the options leave that to the caller: it is
// rejected for what the platform takes and does not approve, variables without text between them, and approved
// otherwise (Cloud API documentation, "Templates: common rejection reasons").
func (s *Simulator) review(t *template) {
	switch {
	case s.o.ReviewTemplates:
	case adjoining(t.parts):
		s.reviewed(t, "REJECTED", "INVALID_FORMAT")
	default:
		s.reviewed(t, approved, "")
	}
}

// adjoining tells whether a variable follows another with nothing between.
func adjoining(parts []component) bool {
	for i := range parts {
		if strings.Contains(parts[i].Text, "}}{{") {
			return true
		}
		for _, card := range parts[i].Cards {
			if adjoining(card.Components) {
				return true
			}
		}
	}
	return false
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
