package simulator

import (
	"encoding/json"
	"fmt"
	"time"
	"unicode/utf8"
)

// Lengths in characters (Cloud API documentation, "Send messages": text, media).
const (
	maxText    = 4096
	maxCaption = 1024
)

// content is what a send says, checked.
type content struct {
	body     string // what can be read
	reactsTo string
	template bool
	category string   // what it is priced as
	failed   *failure // it is accepted, and fails with this later
	file     *media   // what was uploaded before
}

// content reads the object of a send's type and checks it.
func (s *Simulator) content(q *request, now time.Time) (*content, *failure) {
	if q.made != nil {
		return q.made, nil
	}
	switch q.Type {
	case "text":
		return textContent(q.content)
	case "image", "video", "audio", "document", "sticker":
		return s.mediaContent(q.Type, q.content, now)
	case "template":
		return s.templateContent(q.content)
	case "reaction":
		return s.reactionContent(q.content)
	case "interactive":
		return interactiveContent(q.content)
	case "location":
		return locationContent(q.content)
	case "contacts":
		return contactsContent(q.content)
	}
	return nil, refuse(131051, "The simulator knows no message type of this name")
}

func service(body string) *content { return &content{body: body, category: "service"} }

// object reads a parameter's object into v.
func object(raw json.RawMessage, name string, v any) *failure {
	if json.Unmarshal(raw, v) != nil {
		return refuse(100, "Parameter "+name+" is not of the documented type")
	}
	return nil
}

func textContent(raw json.RawMessage) (*content, *failure) {
	var t struct {
		Body string `json:"body"`
	}
	if f := object(raw, "text", &t); f != nil {
		return nil, f
	}
	if t.Body == "" {
		return nil, &failure{status: 400, code: 100, message: "The parameter text.body is required."}
	}
	if utf8.RuneCountInString(t.Body) > maxText {
		return nil, tooLong("text['body']", maxText)
	}
	return service(t.Body), nil
}

// mediaContent checks a file by id or link. A link is taken as it is and never fetched. A file of the wrong kind is
// accepted and fails with 131053, as the platform finds out late.
func (s *Simulator) mediaContent(kind string, raw json.RawMessage, now time.Time) (*content, *failure) {
	var m struct {
		ID      string `json:"id"`
		Link    string `json:"link"`
		Caption string `json:"caption"`
	}
	if f := object(raw, kind, &m); f != nil {
		return nil, f
	}
	switch {
	case m.ID == "" && m.Link == "":
		return nil, require(kind + "['id' or 'link']")
	case utf8.RuneCountInString(m.Caption) > maxCaption:
		return nil, tooLong(kind+"['caption']", maxCaption)
	case m.Caption != "" && (kind == "audio" || kind == "sticker"):
		return nil, refuse(100, "Param "+kind+"['caption'] is not supported")
	}
	c := service(m.Caption)
	if m.ID == "" {
		return c, nil
	}
	file := s.file(m.ID, now)
	if file == nil {
		return nil, refuse(131009, "Param "+kind+"['id'] is not a valid media ID")
	}
	c.file = file
	if !suits(kind, file.mime) {
		c.failed = refuse(131053, "The file's type "+file.mime+" cannot be sent as "+kind)
	}
	return c, nil
}

func (s *Simulator) reactionContent(raw json.RawMessage) (*content, *failure) {
	var r struct {
		ID    string  `json:"message_id"`
		Emoji *string `json:"emoji"`
	}
	if f := object(raw, "reaction", &r); f != nil {
		return nil, f
	}
	if r.ID == "" {
		return nil, require("reaction['message_id']")
	}
	if r.Emoji == nil {
		return nil, require("reaction['emoji']")
	}
	c := service(*r.Emoji)
	c.reactsTo = r.ID
	return c, nil
}

func locationContent(raw json.RawMessage) (*content, *failure) {
	var l struct {
		Latitude  any    `json:"latitude"` // documented as a string, a number is taken too
		Longitude any    `json:"longitude"`
		Name      string `json:"name"`
	}
	if f := object(raw, "location", &l); f != nil {
		return nil, f
	}
	if l.Latitude == nil || l.Longitude == nil {
		return nil, require("location['latitude' and 'longitude']")
	}
	return service(l.Name), nil
}

// maxCards is how many contacts one message may hold (Cloud API documentation, "Contacts messages").
const maxCards = 257

func contactsContent(raw json.RawMessage) (*content, *failure) {
	var cards []struct {
		Name struct {
			Formatted string `json:"formatted_name"`
		} `json:"name"`
	}
	if f := object(raw, "contacts", &cards); f != nil {
		return nil, f
	}
	if len(cards) == 0 {
		return nil, require("contacts[0]['name']['formatted_name']")
	}
	if len(cards) > maxCards {
		return nil, refuse(131009, fmt.Sprintf("contacts must hold 1 to %d contacts", maxCards))
	}
	for at, card := range cards {
		if card.Name.Formatted == "" {
			return nil, require(fmt.Sprintf("contacts[%d]['name']['formatted_name']", at))
		}
	}
	return service(cards[0].Name.Formatted), nil
}
