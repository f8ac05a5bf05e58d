package twilio

import (
	"encoding/json"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/wainbox/wainbox/whatsapp"
)

// The limits of contents that are below the platform's. Source: Content API,
// "twilio/list-picker" and "twilio/quick-reply", 2026.
const (
	maxListBodyRunes = 1024
	maxButtonIDRunes = 200
)

// shape is the content that a message needs, with variables in the place of all
// texts: messages with as many buttons or rows, and with the same parts, are of
// one shape, and share one content.
//
// No variable is ever empty, which Twilio refuses: a part that is not there
// makes another shape.
type shape struct {
	// key is the content's types as JSON.
	key string
	// values are the variables', in the order of their numbers.
	values []string
}

// variables are the values by their numbers.
func (s *shape) variables() map[string]string {
	all := make(map[string]string, len(s.values))
	for i, v := range s.values {
		all[strconv.Itoa(i+1)] = v
	}
	return all
}

// samples stand for the values where the content is kept: no text of a
// customer's message is.
func (s *shape) samples() map[string]string {
	all := make(map[string]string, len(s.values))
	for i := range s.values {
		all[strconv.Itoa(i+1)] = "sample"
	}
	return all
}

// typesOf reads types that were written as JSON.
func typesOf(text string) map[string]json.RawMessage {
	var types map[string]json.RawMessage
	_ = json.Unmarshal([]byte(text), &types) // our own
	return types
}

// put adds a value and is the variable that stands for it.
func (s *shape) put(value string) string {
	s.values = append(s.values, value)
	return "{{" + strconv.Itoa(len(s.values)) + "}}"
}

// link is an address of which what follows the host is a variable.
//
// QUIRK(twilio): a variable may fill an address's end only, so that each host
// makes a shape of its own.
func (s *shape) link(address string) string {
	scheme, rest, _ := strings.Cut(address, "://")
	end := strings.IndexAny(rest, "/?#")
	if end < 0 || rest[end:] == "/" {
		return address
	}
	// A query may follow the host at once, which means the same with a slash.
	return scheme + "://" + rest[:end] + "/" + s.put(strings.TrimPrefix(rest[end:], "/"))
}

// interactive finds the shape of a message with buttons, rows or a link.
func (p *parcel) interactive(c whatsapp.Content) error {
	s := &shape{}
	var (
		kind string
		body object
		err  error
	)
	switch c := c.(type) {
	case whatsapp.Buttons:
		kind, body, err = s.buttons(c)
		p.unnamed(c.Header)
	case whatsapp.CTAURL:
		kind, body, err = s.linked(c)
		p.unnamed(c.Header)
	case whatsapp.List:
		kind, body, err = s.list(c)
		p.dropped = append(p.dropped, leftOut(c)...)
	default:
		return unsupported("type", string(c.Kind())+" is not carried by "+Name)
	}
	if err != nil {
		return err
	}
	key, err := json.Marshal(object{kind: body})
	if err != nil {
		return invalid(whatsapp.Violations{{Field: "interactive", Rule: "valid UTF-8"}})
	}
	s.key, p.shape = string(key), s
	return nil
}

// unnamed tells of a header's file that loses its name.
func (p *parcel) unnamed(h *whatsapp.Header) {
	if h != nil && h.Media != nil && h.Media.Filename != "" {
		p.dropped = append(p.dropped, "interactive.header.document.filename")
	}
}

// object is a JSON object.
type object map[string]any

func (s *shape) buttons(c whatsapp.Buttons) (string, object, error) {
	kind, body, err := s.around(c.Header, c.Body, c.Footer, "twilio/quick-reply")
	if err != nil {
		return "", nil, err
	}
	actions := make([]object, 0, len(c.Buttons))
	for i, b := range c.Buttons {
		if utf8.RuneCountInString(b.ID) > maxButtonIDRunes {
			field := "interactive.action.buttons[" + strconv.Itoa(i) + "].reply.id"
			return "", nil, tooLong(field, maxButtonIDRunes)
		}
		actions = append(actions, object{"type": "QUICK_REPLY", "title": s.put(b.Title), "id": s.put(b.ID)})
	}
	body["actions"] = actions
	return kind, body, nil
}

func (s *shape) linked(c whatsapp.CTAURL) (string, object, error) {
	kind, body, err := s.around(c.Header, c.Body, c.Footer, "twilio/call-to-action")
	if err != nil {
		return "", nil, err
	}
	body["actions"] = []object{{"type": "URL", "title": s.put(c.Label), "url": s.link(c.URL)}}
	return kind, body, nil
}

// around begins a content: one of the plain kind, or a card where there is
// something above or below the text.
func (s *shape) around(h *whatsapp.Header, text, footer, plain string) (string, object, error) {
	body := object{"body": s.put(text)}
	if h == nil && footer == "" {
		return plain, body, nil
	}
	if h != nil && h.Media != nil {
		if h.Media.Link == "" {
			return "", nil, unsupported("interactive.header."+string(h.Media.Type)+".id", linkOnly)
		}
		body["media"] = []string{s.link(h.Media.Link)}
	} else if h != nil {
		body["header_text"] = s.put(h.Text)
	}
	if footer != "" {
		body["footer"] = s.put(footer)
	}
	return "whatsapp/card", body, nil
}

func (s *shape) list(c whatsapp.List) (string, object, error) {
	if utf8.RuneCountInString(c.Body) > maxListBodyRunes {
		return "", nil, tooLong("interactive.body.text", maxListBodyRunes)
	}
	body := object{"body": s.put(c.Body), "button": s.put(c.Button)}
	var items []object
	for _, section := range c.Sections {
		for _, row := range section.Rows {
			one := object{"id": s.put(row.ID), "item": s.put(row.Title)}
			if row.Description != "" {
				one["description"] = s.put(row.Description)
			}
			items = append(items, one)
		}
	}
	body["items"] = items
	return "twilio/list-picker", body, nil
}

// leftOut is what a list loses.
func leftOut(c whatsapp.List) []string {
	var dropped []string
	if c.Header != nil {
		dropped = append(dropped, "interactive.header")
	}
	if c.Footer != "" {
		dropped = append(dropped, "interactive.footer")
	}
	for _, section := range c.Sections {
		if section.Title != "" {
			return append(dropped, "interactive.action.sections.title")
		}
	}
	return dropped
}

func tooLong(field string, limit int) error {
	return invalid(whatsapp.Violations{{Field: field, Rule: "at most " + strconv.Itoa(limit) + " characters"}})
}
