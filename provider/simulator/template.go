package simulator

import (
	"encoding/json"
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"
)

// Template is an approved message template.
type Template struct {
	Name     string
	Language string // en_US; en-US is the same
	// Category is what a status's pricing says: utility, marketing or authentication; empty = utility.
	Category string
	// Body is the text, with {{1}} or {{name}} where parameters go.
	Body string
	// Params is how many body parameters a send must have; zero = as many different {{…}} as Body holds.
	Params int
}

type templateKey struct{ name, language string }

// locale is the one spelling of a language code.
func locale(language string) string { return strings.ReplaceAll(language, "-", "_") }

func (t Template) completed() Template {
	t.Category = or(strings.ToLower(t.Category), "utility")
	if t.Params == 0 {
		t.Params = len(variables(t.Body))
	}
	return t
}

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

type templateObject struct {
	Name     string `json:"name"`
	Language struct {
		Code string `json:"code"`
	} `json:"language"`
	Components []struct {
		Type       string              `json:"type"` // in either case
		Parameters []templateParameter `json:"parameters"`
	} `json:"components"`
}

type templateParameter struct {
	Type     string    `json:"type"`
	Name     string    `json:"parameter_name"`
	Text     string    `json:"text"`
	Currency *fallback `json:"currency"`
	DateTime *fallback `json:"date_time"`
}

type fallback struct {
	Value string `json:"fallback_value"`
}

// maxTemplateBody is how long a filled body may be, in characters (Cloud API documentation, "Template components").
const maxTemplateBody = 1024

// templateContent fills a template. Parameters of headers and buttons are taken as they are.
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
	t, known := s.templates[templateKey{o.Name, locale(o.Language.Code)}]
	if !known {
		return nil, refuse(132001, fmt.Sprintf("template name (%s) does not exist in %s", o.Name, o.Language.Code))
	}
	var parameters []templateParameter
	for _, component := range o.Components {
		if strings.EqualFold(component.Type, "body") {
			parameters = component.Parameters
		}
	}
	if len(parameters) != t.Params {
		return nil, refuse(132000, fmt.Sprintf("body: number of localizable_params (%d) does not match the expected"+
			" number of params (%d)", len(parameters), t.Params))
	}
	body, f := t.fill(parameters)
	if f != nil {
		return nil, f
	}
	return &content{body: body, template: true, category: t.Category}, nil
}

// fill puts parameters into the body. A text may hold no line break, no tab and no run of more than four spaces.
func (t Template) fill(parameters []templateParameter) (string, *failure) {
	pairs := make([]string, 0, 2*len(parameters))
	for i, p := range parameters {
		text := p.Text
		switch {
		case p.Currency != nil:
			text = p.Currency.Value
		case p.DateTime != nil:
			text = p.DateTime.Value
		}
		if text == "" {
			return "", require(fmt.Sprintf("template['components']['body']['parameters'][%d]", i))
		}
		if strings.ContainsAny(text, "\n\r\t") || strings.Contains(text, "     ") {
			return "", refuse(132018, "Param text cannot have new-line/tab characters or more than 4 consecutive spaces")
		}
		pairs = append(pairs, "{{"+or(p.Name, strconv.Itoa(i+1))+"}}", text)
	}
	body := strings.NewReplacer(pairs...).Replace(t.Body)
	if utf8.RuneCountInString(body) > maxTemplateBody {
		return "", refuse(132005, fmt.Sprintf("The filled body has more than %d characters", maxTemplateBody))
	}
	return body, nil
}
