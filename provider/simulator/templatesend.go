package simulator

import (
	"encoding/json"
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"
)

type templateObject struct {
	Name     string `json:"name"`
	Language struct {
		Code string `json:"code"`
	} `json:"language"`
	Components []sentComponent `json:"components"`
}

// sentComponent fills a component (Cloud API documentation, "Send template messages").
type sentComponent struct {
	Type       string              `json:"type"`     // in either case
	SubType    string              `json:"sub_type"` // of a button
	Index      json.RawMessage     `json:"index"`    // of a button: a string or a number
	Parameters []templateParameter `json:"parameters"`
	Cards      []struct {
		Index      int             `json:"card_index"`
		Components []sentComponent `json:"components"`
	} `json:"cards"`
}

// at is the button that it is for, -1 when that is not said.
func (c sentComponent) at() int {
	n, err := strconv.Atoi(strings.Trim(string(c.Index), `"`))
	if err != nil {
		return -1
	}
	return n
}

type templateParameter struct {
	Type     string    `json:"type"`
	Name     string    `json:"parameter_name"`
	Text     string    `json:"text"`
	Payload  string    `json:"payload"`
	Coupon   string    `json:"coupon_code"`
	Currency *fallback `json:"currency"`
	DateTime *fallback `json:"date_time"`
	Image    *fileRef  `json:"image"`
	Video    *fileRef  `json:"video"`
	Document *fileRef  `json:"document"`
}

type fallback struct {
	Value string `json:"fallback_value"`
}

// fileRef names a file by one of two ways.
type fileRef struct {
	ID   string `json:"id"`
	Link string `json:"link"`
}

// Lengths in characters (Cloud API documentation, "Template components", "Authentication templates").
const (
	maxTemplateBody = 1024 // filled
	maxOneTimeCode  = 15
)

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
	var parameters []templateParameter
	for _, c := range o.Components {
		if strings.EqualFold(c.Type, "body") {
			parameters = c.Parameters
		}
	}
	if len(parameters) != t.Params {
		return nil, mismatch("body", len(parameters), t.Params)
	}
	if f := s.checkFilled(t.parts, o.Components); f != nil {
		return nil, f
	}
	body, f := t.fill(parameters)
	if f != nil {
		return nil, f
	}
	return &content{body: body, template: true, category: t.Category}, nil
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

// fill puts parameters into the body. A text may hold no line break, no tab and no run of more than four spaces.
func (t *template) fill(parameters []templateParameter) (string, *failure) {
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
		if t.Category == "authentication" && utf8.RuneCountInString(text) > maxOneTimeCode {
			return "", refuse(132018, fmt.Sprintf("A one-time code has at most %d characters", maxOneTimeCode))
		}
		pairs = append(pairs, "{{"+or(p.Name, strconv.Itoa(i+1))+"}}", text)
	}
	body := strings.NewReplacer(pairs...).Replace(t.Body)
	if utf8.RuneCountInString(body) > maxTemplateBody {
		return "", refuse(132005, fmt.Sprintf("The filled body has more than %d characters", maxTemplateBody))
	}
	return body, nil
}
