package simulator

import (
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"
)

type templateObject struct {
	Name     string `json:"name"`
	Language struct {
		Code string `json:"code"`
	} `json:"language"`
	Components []sentComponent `json:"components"`
}

// templateContent finds and fills a template.
func (s *Simulator) templateContent(raw json.RawMessage) (*content, *failure) {
	var o templateObject
	if f := object(raw, "template", &o); f != nil {
		return nil, f
	}
	if o.Name == "" {
		return nil, require("template['name']")
	}
	if o.Language.Code == "" {
		return nil, require("template['language']['code']")
	}
	t, f := s.sendable(o.Name, o.Language.Code)
	if f != nil {
		return nil, f
	}
	if len(t.parts) == 0 { // the options gave its body alone
		o.Components = slices.DeleteFunc(o.Components, func(c sentComponent) bool { return !strings.EqualFold(c.Type, "body") })
	}
	sent, f := sorted(o.Components, buttonsOf(t.parts))
	if f != nil {
		return nil, f
	}
	if f := s.checkFilled(t, sent); f != nil {
		return nil, f
	}
	return &content{body: fillText(t.Body, sent.body), template: true, category: t.Category}, nil
}

// sendable returns the approved template of a name and language.
func (s *Simulator) sendable(name, language string) (*template, *failure) {
	t := s.catalog.find(name, language)
	switch {
	case t == nil:
		return nil, refuse(132001, fmt.Sprintf("template name (%s) does not exist in %s", name, language))
	case t.Status == "PAUSED":
		return nil, refuse(132015, "The template is paused for its quality")
	case t.Status == "DISABLED":
		return nil, refuse(132016, "The template was paused too many times and is disabled")
	case t.Status != approved:
		return nil, refuse(132001, fmt.Sprintf("template name (%s) is not approved in %s", name, language))
	}
	return t, nil
}

// mismatch is the failure of a component that was given another number of parameters than it has.
func mismatch(name string, given, expected int) *failure {
	return refuse(132000, fmt.Sprintf("%s: number of localizable_params (%d) does not match the expected number of"+
		" params (%d)", name, given, expected))
}

// otherFormat is the failure of a parameter that is not what the template has in its place.
func otherFormat(name, expected string) *failure {
	return refuse(132012, fmt.Sprintf("%s: Format mismatch, expected %s", name, expected))
}

// fillText puts parameters into a text, by name or place.
func fillText(text string, parameters []templateParameter) string {
	return replaced(text, func(name string) string {
		for i := range parameters {
			if or(parameters[i].Name, strconv.Itoa(i+1)) == name {
				return parameters[i].shown()
			}
		}
		return "{{" + name + "}}"
	})
}

// sentComponent fills a component (Cloud API documentation, "Send template messages").
type sentComponent struct {
	Type       string              `json:"type"`     // in either case
	SubType    string              `json:"sub_type"` // of a button, in either case
	Index      json.RawMessage     `json:"index"`    // of a button: a string or a number
	Parameters []templateParameter `json:"parameters"`
	Cards      []sentCard          `json:"cards"`
}

type sentCard struct {
	Index      int             `json:"card_index"`
	Components []sentComponent `json:"components"`
}

// at is the button that it is for: by its index, or without one the button that calls, of which the documentation's
// samples have none. It is -1 where there is no such button.
func (c *sentComponent) at(buttons []templateButton) int {
	if len(c.Index) == 0 && strings.EqualFold(c.SubType, "voice_call") {
		for i := range buttons {
			if buttons[i].kind() == "VOICE_CALL" {
				return i
			}
		}
	}
	n, err := strconv.Atoi(strings.Trim(string(c.Index), `"`))
	if err != nil || n < 0 || n >= len(buttons) {
		return -1
	}
	return n
}

// sentParts are the components of a send, or of one of its cards, by what they fill.
type sentParts struct {
	header, body, offer []templateParameter
	buttons             map[int]*sentComponent
	cards               []sentCard
}

// sorted finds what each component of a send fills. Nothing can be filled twice.
func sorted(components []sentComponent, buttons []templateButton) (*sentParts, *failure) {
	parts, seen := &sentParts{buttons: map[int]*sentComponent{}}, map[string]bool{}
	for i := range components {
		c := &components[i]
		kind := strings.ToLower(c.Type)
		part := kind
		switch kind {
		case "header":
			parts.header = c.Parameters
		case "body":
			parts.body = c.Parameters
		case "limited_time_offer":
			parts.offer = c.Parameters
		case "carousel":
			parts.cards = c.Cards
		case "button":
			at := c.at(buttons)
			if at < 0 {
				return nil, refuse(132018, "buttons: the template has no button at index "+string(c.Index))
			}
			parts.buttons[at], part = c, "button "+strconv.Itoa(at)
		case "tap_target_configuration":
			if len(c.Parameters) != 1 || len(c.Parameters[0].Targets) == 0 {
				return nil, otherFormat(kind, "a list of targets")
			}
		default:
			return nil, refuse(132018, "components: a template has no parameters for type "+c.Type)
		}
		if seen[part] {
			return nil, refuse(132018, "components: there are two of type "+kind)
		}
		seen[part] = true
	}
	return parts, nil
}
