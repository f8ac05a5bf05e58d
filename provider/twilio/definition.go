package twilio

import (
	"encoding/json"
	"strconv"
	"strings"

	"github.com/wainbox/wainbox/provider"
	"github.com/wainbox/wainbox/templates"
	"github.com/wainbox/wainbox/whatsapp"
)

// contentOf is a template as a content, of the plainest type that has all of its
// parts.
func contentOf(d templates.Definition) (Content, error) {
	var parts drafted
	if v := parts.take(d); len(v) > 0 {
		return Content{}, &provider.Error{Op: creating.Op, Kind: provider.Invalid, Err: v}
	}
	n := numbering{samples: map[string]string{}}
	t, err := parts.typed(&n)
	if err != nil {
		return Content{}, err
	}
	name := parts.kind(t)
	raw, err := json.Marshal(t)
	if err != nil {
		return Content{}, &provider.Error{Op: creating.Op, Kind: provider.Invalid, Err: err}
	}
	return Content{
		Name: d.Name, Language: d.Language, Variables: n.samples, Types: map[string]json.RawMessage{name: raw},
	}, nil
}

// drafted is the parts of a template, sorted out.
type drafted struct {
	header, body, footer templates.Component
	buttons              []templates.Button
	code                 bool // an authentication
	other                string
}

// take finds the parts, and what is wrong with the whole.
func (p *drafted) take(d templates.Definition) whatsapp.Violations {
	var v whatsapp.Violations
	add := func(field, rule string) { v = append(v, whatsapp.Violation{Field: field, Rule: rule}) }
	if d.Name == "" || len(d.Name) > whatsapp.MaxTemplateNameBytes ||
		strings.Trim(d.Name, "abcdefghijklmnopqrstuvwxyz0123456789_") != "" {
		add("name", "lower-case letters, digits and underscores")
	}
	if d.Language == "" {
		add("language", "required")
	}
	switch d.Category {
	case templates.Utility, templates.Marketing, templates.Authentication:
	default:
		add("category", "UTILITY, MARKETING or AUTHENTICATION")
	}
	p.code = d.Category == templates.Authentication
	for i, c := range d.Components {
		switch strings.ToUpper(c.Type) {
		case "HEADER":
			p.header = c
		case "BODY":
			p.body = c
		case "FOOTER":
			p.footer = c
		case "BUTTONS":
			p.buttons = c.Buttons
		default:
			p.other = "components[" + strconv.Itoa(i) + "].type"
		}
	}
	if p.body.Text == "" && !p.code {
		add("components.body.text", "required")
	}
	return v
}

// typed writes the parts in Twilio's words. Their order is that of the
// variables' numbers.
func (p *drafted) typed(n *numbering) (typed, error) {
	if p.other != "" {
		return typed{}, notCreated(p.other, "HEADER, BODY, FOOTER or BUTTONS")
	}
	if p.code {
		return p.authentication()
	}
	var t typed
	switch strings.ToUpper(p.header.Format) {
	case "":
	case "TEXT":
		e := example(p.header)
		t.HeaderText = n.text(p.header.Text, e.HeaderText, e.HeaderNamed)
	case "IMAGE", "VIDEO", "DOCUMENT":
		link := ""
		if handles := example(p.header).HeaderHandle; len(handles) > 0 {
			link = handles[0]
		}
		if _, ok := absolute(link); !ok {
			return t, notCreated("components.header.example.header_handle", "the file's public address")
		}
		t.Media = urls{link}
	default:
		return t, notCreated("components.header.format", "TEXT, IMAGE, VIDEO or DOCUMENT")
	}
	e := example(p.body)
	var samples []string
	if len(e.BodyText) > 0 {
		samples = e.BodyText[0]
	}
	t.Body = n.text(p.body.Text, samples, e.BodyNamed)
	t.Footer = p.footer.Text
	for i, b := range p.buttons {
		a, ok := actionOf(b, n)
		if !ok {
			at := "components.buttons[" + strconv.Itoa(i) + "].type"
			return t, notCreated(at, "QUICK_REPLY, URL, PHONE_NUMBER, COPY_CODE or VOICE_CALL")
		}
		t.Actions = append(t.Actions, a)
	}
	return t, nil
}

// authentication has no text of its own, and a button that copies the code.
func (p *drafted) authentication() (typed, error) {
	t := typed{Recommendation: p.body.SecurityRecommendation, Minutes: p.footer.CodeExpirationMinutes}
	a := action{Type: "COPY_CODE", CopyText: "Copy"}
	for i, b := range p.buttons {
		if b.Type != "OTP" || b.OTPType != "" && b.OTPType != "COPY_CODE" {
			return t, notCreated("components.buttons["+strconv.Itoa(i)+"].type", "OTP that copies the code")
		}
		if b.Text != "" {
			a.CopyText = b.Text
		}
	}
	t.Actions = []action{a}
	return t, nil
}

func actionOf(b templates.Button, n *numbering) (action, bool) {
	a := action{Type: b.Type, Title: b.Text}
	switch b.Type {
	case "QUICK_REPLY", "VOICE_CALL":
	case "PHONE_NUMBER":
		a.Phone = b.Phone
	case "URL":
		a.URL = n.text(b.URL, b.Example, nil)
	case "COPY_CODE":
		a.Code = strings.Join(b.Example, "")
	default:
		return a, false
	}
	return a, true
}

// kind is the plainest type that has all parts.
func (p *drafted) kind(t typed) string {
	quick := 0
	for _, a := range t.Actions {
		if a.Type == "QUICK_REPLY" {
			quick++
		}
	}
	switch {
	case p.code:
		return typeAuthentication
	case t.HeaderText != "" || t.Footer != "" || len(t.Media) > 0 && len(t.Actions) > 0:
		return typeCard
	case len(t.Media) > 0:
		return typeMedia
	case len(t.Actions) == 0:
		return typeText
	case quick == len(t.Actions):
		return typeQuickReply
	case quick == 0:
		return typeCallToAction
	default:
		return typeCard
	}
}

func example(c templates.Component) templates.Example {
	if c.Example == nil {
		return templates.Example{}
	}
	return *c.Example
}

func notCreated(field, rule string) error {
	v := whatsapp.Violations{{Field: field, Rule: rule}}
	return &provider.Error{Op: creating.Op, Kind: provider.Unsupported, Err: v}
}

// numbering counts variables through all parts, where the platform counts in
// each from 1.
type numbering struct {
	used    int
	samples map[string]string
}

// text is a part's text with the numbers of the whole; names stay.
func (n *numbering) text(s string, samples []string, named []templates.NamedExample) string {
	for _, one := range named {
		n.samples[one.Name] = one.Example
	}
	numbers := map[string]string{}
	for _, name := range placeholders(s) {
		at, err := strconv.Atoi(name)
		if err != nil {
			continue
		}
		n.used++
		numbers[name] = strconv.Itoa(n.used)
		if at > 0 && at <= len(samples) {
			n.samples[numbers[name]] = samples[at-1]
		}
	}
	return replace(s, func(name string) string {
		if number, ok := numbers[name]; ok {
			name = number
		}
		return "{{" + name + "}}"
	})
}
