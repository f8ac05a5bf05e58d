package simulator

import (
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"
)

// twilioContent is a resource of the Content API: a message with holes, in one or more types.
type twilioContent struct {
	sid       string
	name      string // the friendly one
	language  string
	variables map[string]string
	types     map[string]json.RawMessage
	created   time.Time
}

// content finds a resource: one that was created here, or one that stands for a template of another wire. The mutex
// is held.
func (s *Simulator) findContent(sid string) *twilioContent {
	for _, c := range s.contents() {
		if c.sid == sid {
			return c
		}
	}
	return nil
}

// contents are all resources, oldest first. The mutex is held.
func (s *Simulator) contents() []*twilioContent {
	all := slices.Clone(s.created)
	for _, t := range s.catalog.all {
		if !slices.ContainsFunc(s.created, func(c *twilioContent) bool { return c.sid == t.sid }) {
			all = append(all, t.content())
		}
	}
	slices.SortStableFunc(all, func(a, b *twilioContent) int { return a.created.Compare(b.created) })
	return all
}

// bySID returns the template that was made of a resource, or nil.
func (c *catalog) bySID(sid string) *template {
	for _, t := range c.all {
		if t.sid == sid {
			return t
		}
	}
	return nil
}

// content words a template as Twilio's content (Twilio, "Content API: types").
func (t *template) content() *twilioContent {
	c := &twilioContent{
		sid: t.sid, name: t.Name, language: t.Language, created: t.created,
		variables: map[string]string{}, types: map[string]json.RawMessage{},
	}
	for name := range variables(t.Body) {
		c.variables[name] = "sample"
	}
	kind, object := "twilio/text", map[string]any{"body": t.Body}
	quick, other := []map[string]string{}, []map[string]string{}
	if buttons := find(t.parts, "BUTTONS"); buttons != nil {
		for at, b := range buttons.Buttons {
			action := map[string]string{"type": strings.ToUpper(b.Type), "title": b.Text}
			switch action["type"] {
			case "QUICK_REPLY":
				action["id"] = strconv.Itoa(at)
				quick = append(quick, action)
				continue
			case "URL":
				action["url"] = b.URL
			case "PHONE_NUMBER":
				action["phone"] = b.Phone
			}
			other = append(other, action)
		}
	}
	header := find(t.parts, "HEADER")
	switch {
	case header != nil && header.Format != "" && !strings.EqualFold(header.Format, "TEXT"):
		kind, object["media"] = "twilio/media", []string{"https://example.com/sample"}
	case len(quick) > 0 && len(other) == 0:
		kind, object["actions"] = "twilio/quick-reply", quick
	case len(other) > 0 && len(quick) == 0:
		kind, object["actions"] = "twilio/call-to-action", other
	case len(other) > 0:
		kind, object = "twilio/card", map[string]any{"title": t.Body, "actions": append(quick, other...)}
	}
	c.types[kind], _ = json.Marshal(object) //nolint:errchkjson // plain values
	return c
}

// twilioResource shows a resource as the lists do.
func (c *twilioContent) resource(account, base string) map[string]any {
	at := c.created.UTC().Format(time.RFC3339)
	url := base + "/v1/Content/" + c.sid
	return map[string]any{
		"sid": c.sid, "account_sid": account, "friendly_name": c.name, "language": c.language,
		"variables": c.variables, "types": c.types, "date_created": at, "date_updated": at, "url": url,
		"links": map[string]string{
			"approval_create": url + "/ApprovalRequests/whatsapp", "approval_fetch": url + "/ApprovalRequests",
		},
	}
}

// Limits of content types, in characters and items (Twilio, "Content API: types").
const (
	maxContentBody = 1024
	maxPickerItems = 10
	maxPickerItem  = 24
	maxPickerID    = 200
)

// contentObject is what the simulator reads of any type.
type contentObject struct {
	Body      string   `json:"body"`
	Title     string   `json:"title"`
	Button    string   `json:"button"`
	Media     []string `json:"media"`
	Latitude  any      `json:"latitude"`
	Longitude any      `json:"longitude"`
	Label     string   `json:"label"`
	Address   string   `json:"address"`
	FlowID    string   `json:"flow_id"`
	FlowLabel string   `json:"button_text"`
	Items     []struct {
		ID   string `json:"id"`
		Item string `json:"item"`
		Text string `json:"description"`
	} `json:"items"`
	Actions []struct {
		Type  string `json:"type"`
		Title string `json:"title"`
		ID    string `json:"id"`
		URL   string `json:"url"`
	} `json:"actions"`
	Cards []json.RawMessage `json:"cards"`
}

// text is what can be read.
func (o *contentObject) text() string { return or(o.Body, o.Title) }

func checkContent(kind string, raw json.RawMessage) *failure {
	var o contentObject
	longest := maxContentBody
	if kind == "twilio/text" {
		longest = maxTwilioBody
	}
	switch {
	case json.Unmarshal(raw, &o) != nil:
		return twilioBad(20001, kind+" is not of the documented type")
	case utf8.RuneCountInString(o.Body) > longest:
		return twilioBad(20001, kind+": the body is too long")
	case kind == "twilio/list-picker" && (len(o.Items) < 1 || len(o.Items) > maxPickerItems || o.Button == ""):
		return twilioBad(20001, fmt.Sprintf("%s: 1 to %d items and a button are needed", kind, maxPickerItems))
	case kind == "twilio/quick-reply" && (len(o.Actions) < 1 || len(o.Actions) > 10):
		return twilioBad(20001, kind+": 1 to 10 actions are needed")
	case kind == "twilio/media" && len(o.Media) != 1:
		return twilioBad(20001, kind+": one media is needed")
	case kind == "twilio/carousel" && (len(o.Cards) < 2 || len(o.Cards) > maxTemplateCards):
		return twilioBad(20001, kind+": 2 to 10 cards are needed")
	}
	for _, item := range o.Items {
		if utf8.RuneCountInString(item.Item) > maxPickerItem || utf8.RuneCountInString(item.ID) > maxPickerID {
			return twilioBad(20001, kind+": an item is too long")
		}
	}
	return nil
}
