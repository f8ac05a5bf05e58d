package wire_test

import (
	"bytes"
	"encoding/json"
	"strings"

	"github.com/wainbox/wainbox/provider"
	"github.com/wainbox/wainbox/whatsapp"
)

// reading is what a callback holds, as far as two readers can be compared: the
// bytes of its items, each kind in order, and the texts.
type reading struct {
	Messages, Statuses, Echoes, Faults []string
	Texts                              []string
	Odd                                []string // items that are no objects
}

// object is an object's members. Of a key that is there twice the last counts.
type object = map[string]json.RawMessage

// reference reads a callback with encoding/json; ok is false when it has no
// array of entries.
func reference(body []byte) (r reading, ok bool) {
	var top object
	if json.Unmarshal(body, &top) != nil {
		return r, false
	}
	entries, ok := list(top["entry"])
	if _, bare := list(top["history"]); bare && !there(top["entry"]) {
		r.value("history", top)
		return r, true
	}
	if !ok {
		return r, false
	}
	for _, e := range entries {
		entry, ok := members(e)
		if !ok {
			continue
		}
		changes, _ := list(entry["changes"])
		for _, c := range changes {
			if change, ok := members(c); ok {
				r.change(entry, change)
			}
		}
	}
	return r, true
}

func (r *reading) change(entry, change object) {
	value, ok := members(change["value"])
	if !ok {
		return
	}
	field := ""
	for _, candidate := range []json.RawMessage{change["field"], entry["field"], value["field"]} {
		if field == "" {
			field = scalar(candidate)
		}
	}
	if field == "" {
		field = shapeOf(value)
	}
	r.value(field, value)
}

// shapeOf is the field that a value looks like.
func shapeOf(value object) string {
	for _, one := range [][2]string{
		{"calls", "calls"},
		{"history", "history"},
		{"standby", "standby"},
		{"user_preferences", "user_preferences"},
		{"state_sync", "smb_app_state_sync"},
		{"automatic_events", "automatic_events"},
		{"messages", "messages"},
		{"statuses", "messages"},
		{"user_actions", "messages"},
		{"message_echoes", "message_echoes"},
	} {
		if there(value[one[0]]) {
			return one[1]
		}
	}
	return ""
}

func there(raw json.RawMessage) bool { return raw != nil && string(raw) != "null" }

// value reads the lists of a value. Of those that are not compared only what
// is no object counts.
func (r *reading) value(field string, value object) {
	var rest []string
	other := func(keys ...string) {
		for _, key := range keys {
			r.items(value[key], &rest, false)
		}
	}
	switch field {
	case "messages":
		r.items(value["messages"], &r.Messages, true)
		r.items(value["statuses"], &r.Statuses, false)
		other("user_actions")
	case "message_echoes", "smb_message_echoes":
		r.items(value["message_echoes"], &r.Echoes, true)
	case "standby":
		r.items(value["messages"], &r.Messages, true)
		r.items(value["statuses"], &r.Statuses, false)
		r.sent(value["message_echoes"])
		if in, ok := members(value["standby"]); ok {
			r.value("standby", in)
		}
	case "history":
		r.history(value["history"])
		other("history", "messages", "message_echoes")
	case "calls":
		other("calls", "statuses")
	case "user_preferences", "automatic_events":
		other(field)
	case "smb_app_state_sync":
		other("state_sync")
	case "group_lifecycle_update", "group_participants_update", "group_settings_update", "group_status_update":
		other("groups")
	default:
		return
	}
	r.items(value["errors"], &r.Faults, false)
}

// sent reads echoes, those around the body of a send without its text.
func (r *reading) sent(array json.RawMessage) {
	elements, _ := list(array)
	for _, e := range elements {
		m, _ := members(e)
		_, around := members(m["message"])
		r.item(e, &r.Echoes, !around)
	}
}

// history reads what is no object in the threads of a history.
func (r *reading) history(array json.RawMessage) {
	var rest []string
	chunks, _ := list(array)
	for _, c := range chunks {
		chunk, _ := members(c)
		r.items(chunk["threads"], &rest, false)
		threads, _ := list(chunk["threads"])
		for _, t := range threads {
			thread, _ := members(t)
			r.items(thread["messages"], &rest, false)
		}
	}
}

func (r *reading) items(array json.RawMessage, to *[]string, texts bool) {
	elements, _ := list(array)
	for _, e := range elements {
		r.item(e, to, texts)
	}
}

func (r *reading) item(e json.RawMessage, to *[]string, texts bool) {
	m, ok := members(e)
	if !ok {
		r.Odd = append(r.Odd, string(e))
		return
	}
	*to = append(*to, string(e))
	if text, ok := members(m["text"]); ok && texts && scalar(m["type"]) == "text" {
		var body string
		if starts(text["body"], `"`) && json.Unmarshal(text["body"], &body) == nil {
			r.Texts = append(r.Texts, body)
		}
	}
}

// readingOf is the same of what Decode found.
func readingOf(events []whatsapp.Event, unread []provider.Unread) (r reading) {
	text := func(m whatsapp.Message) {
		all, _ := members([]byte(m.Raw))
		in, _ := members(all["text"])
		// A number is a text too, which encoding/json would not take for one.
		if c, ok := m.Content.(whatsapp.Text); ok && m.Type == "text" && starts(in["body"], `"`) {
			r.Texts = append(r.Texts, c.Body)
		}
	}
	for _, e := range events {
		switch e := e.(type) {
		case *whatsapp.Received:
			r.Messages = append(r.Messages, string(e.Raw))
			text(e.Message)
		case *whatsapp.Echo:
			r.Echoes = append(r.Echoes, string(e.Raw))
			text(e.Message)
		case *whatsapp.Status:
			r.Statuses = append(r.Statuses, string(e.Raw))
		case *whatsapp.Fault:
			r.Faults = append(r.Faults, string(e.Raw))
		}
	}
	for _, u := range unread {
		if strings.HasSuffix(u.Path, "]") && strings.Contains(u.Path, ".value.") && !strings.Contains(u.Path, ".contacts") {
			r.Odd = append(r.Odd, string(u.Raw))
		}
	}
	return r
}

func starts(raw json.RawMessage, with string) bool { return bytes.HasPrefix(raw, []byte(with)) }

func members(raw json.RawMessage) (object, bool) {
	var o object
	ok := starts(raw, "{") && json.Unmarshal(raw, &o) == nil
	return o, ok
}

func list(raw json.RawMessage) ([]json.RawMessage, bool) {
	var l []json.RawMessage
	ok := starts(raw, "[") && json.Unmarshal(raw, &l) == nil
	return l, ok
}

// scalar is the content of a string or the digits of a number.
func scalar(raw json.RawMessage) string {
	var s string
	switch {
	case len(raw) == 0 || strings.ContainsAny(string(raw[:1]), "{[tfn"):
		return ""
	case starts(raw, `"`):
		_ = json.Unmarshal(raw, &s)
		return s
	default:
		return string(raw)
	}
}

// depth is how deep brackets nest, outside of strings.
func depth(body []byte) int {
	most, now, quoted := 0, 0, false
	for i := 0; i < len(body); i++ {
		switch c := body[i]; {
		case quoted && c == '\\':
			i++
		case c == '"':
			quoted = !quoted
		case quoted:
		case c == '{' || c == '[':
			now++
			most = max(most, now)
		case c == '}' || c == ']':
			now--
		}
	}
	return most
}
