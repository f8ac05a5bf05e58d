package simulator

import (
	"encoding/json"
	"maps"
	"slices"
	"strings"
)

// richest is the type of a resource that WhatsApp shows: any before plain text, which is for other channels.
func (c *twilioContent) richest() (string, *contentObject) {
	kinds := slices.Sorted(maps.Keys(c.types))
	best := kinds[0]
	for _, kind := range kinds {
		if best == "twilio/text" || strings.HasPrefix(kind, "whatsapp/") {
			best = kind
		}
	}
	o := &contentObject{}
	_ = json.Unmarshal(c.types[best], o) // it was read when it was created
	return best, o
}

// twilioContentRequest fills a resource and puts it in Meta's words: as a template when it is approved, which may be
// sent at any time, else as what it looks like.
func (s *Simulator) twilioContentRequest(q *request, sid, raw string) *failure {
	values := map[string]string{}
	if raw != "" && json.Unmarshal([]byte(raw), &values) != nil {
		return twilioBad(21656, "The ContentVariables Parameter is invalid")
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	c := s.findContent(sid)
	if c == nil {
		return twilioBad(21655, "The ContentSid Parameter is invalid")
	}
	filled, f := c.filled(values)
	if f != nil {
		return f
	}
	kind, o := filled.richest()
	q.media = len(o.Media) > 0
	t := s.catalog.bySID(sid)
	switch {
	case t != nil && t.Status == approved:
		q.made = &content{body: o.text(), template: true, category: t.Category}
		q.say("template", map[string]any{
			"name": t.Name, "language": map[string]string{"code": t.Language}, "types": filled.types,
		})
		return nil
	case t != nil && (t.Status == "PAUSED" || t.Status == "DISABLED"):
		return twilioBad(63041, "Template is paused")
	}
	return q.inSession(kind, o)
}

// filled puts values into every text of a resource.
//
// QUIRK(twilio): whether the samples of a resource stand in for values that are not given is not documented. Here they
// do not: a value that is not given is 21656.
func (c *twilioContent) filled(values map[string]string) (*twilioContent, *failure) {
	pairs := make([]string, 0, 2*len(values))
	for name, value := range values {
		inJSON, _ := json.Marshal(value) //nolint:errchkjson // a string
		pairs = append(pairs, "{{"+name+"}}", string(inJSON[1:len(inJSON)-1]))
	}
	replace := strings.NewReplacer(pairs...)
	filled := &twilioContent{sid: c.sid, language: c.language, types: map[string]json.RawMessage{}}
	for kind, raw := range c.types {
		for name := range variables(string(raw)) {
			if _, given := values[name]; !given {
				return nil, twilioBad(21656, "The ContentVariables Parameter is invalid")
			}
		}
		filled.types[kind] = json.RawMessage(replace.Replace(string(raw)))
	}
	return filled, nil
}

// inSession words a resource that is not a template. Types that Meta has no message for outside templates are kept as
// they are.
func (q *request) inSession(kind string, o *contentObject) *failure {
	body := map[string]string{"text": o.text()}
	switch {
	case kind == "twilio/text":
		q.say("text", map[string]string{"body": o.Body})
	case kind == "twilio/location":
		q.say("location", map[string]any{
			"latitude": o.Latitude, "longitude": o.Longitude, "name": o.Label, "address": o.Address,
		})
	case kind == "twilio/list-picker":
		rows := make([]map[string]string, len(o.Items))
		for i, item := range o.Items {
			rows[i] = map[string]string{"id": item.ID, "title": item.Item, "description": item.Text}
		}
		q.say("interactive", map[string]any{"type": "list", "body": body, "action": map[string]any{
			"button": o.Button, "sections": []any{map[string]any{"rows": rows}},
		}})
	case len(o.replies()) > 0:
		q.say("interactive", map[string]any{"type": "button", "body": body, "action": map[string]any{"buttons": o.replies()}})
	case kind == "whatsapp/flows":
		q.say("interactive", map[string]any{"type": "flow", "body": body, "action": map[string]any{
			"name": "flow", "parameters": map[string]string{
				"flow_message_version": "3", "flow_id": o.FlowID, "flow_cta": o.FlowLabel,
			},
		}})
	case len(o.Media) > 0:
		return q.link(o.Media[0], o.text())
	default:
		q.linked(o, body)
	}
	return nil
}

// replies are the buttons that answer.
func (o *contentObject) replies() []any {
	var replies []any
	for _, a := range o.Actions {
		if a.Type == "" || a.Type == "QUICK_REPLY" {
			replies = append(replies, map[string]any{
				"type": "reply", "reply": map[string]string{"id": or(a.ID, a.Title), "title": a.Title},
			})
		}
	}
	return replies
}

// linked words what has a link, or nothing but text.
func (q *request) linked(o *contentObject, body map[string]string) {
	for _, a := range o.Actions {
		if a.Type == "URL" {
			q.say("interactive", map[string]any{"type": "cta_url", "body": body, "action": map[string]any{
				"name": "cta_url", "parameters": map[string]string{"display_text": a.Title, "url": a.URL},
			}})
			return
		}
	}
	q.say("text", map[string]string{"body": o.text()})
}
