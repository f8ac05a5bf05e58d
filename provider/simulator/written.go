package simulator

import (
	"encoding/base64"
	"encoding/json"
	"slices"
)

// written is an inbound message put in the platform's words.
type written struct {
	kind, body, replyTo string
	object              any
	file                *media
	from                string // the phone it is from, when that is no longer the person's
}

func (s *Simulator) written(c *chat, in Inbound) written {
	switch {
	case in.Text != "":
		return written{kind: "text", body: in.Text, replyTo: in.ReplyTo, object: map[string]string{"body": in.Text}}
	case in.File != nil:
		return s.writtenFile(c, in)
	case in.Tap != nil:
		return c.writtenTap(in)
	case in.Reaction != nil:
		object := map[string]string{"message_id": in.Reaction.MessageID}
		if in.Reaction.Emoji != "" {
			object["emoji"] = in.Reaction.Emoji
		}
		return written{kind: "reaction", body: in.Reaction.Emoji, replyTo: in.Reaction.MessageID, object: object}
	case in.Location != nil:
		return written{kind: "location", body: in.Location.Name, replyTo: in.ReplyTo, object: in.Location}
	case len(in.Contacts) > 0:
		return s.writtenContacts(c, in)
	case in.Order != nil:
		return written{kind: "order", body: in.Order.Text, replyTo: in.ReplyTo, object: in.Order.wire()}
	case in.Flow != nil:
		return written{kind: "interactive", body: or(in.Flow.Body, "Sent"), replyTo: in.ReplyTo, object: in.Flow.wire()}
	}
	w := written{kind: in.Type, replyTo: in.ReplyTo}
	if len(in.Content) > 0 {
		w.object = in.Content
	}
	return w
}

// moved gives a person another phone, and words it: the note is from the phone before (Cloud API documentation,
// "Messages webhook: system").
func (s *Simulator) moved(p *person, phone string) (written, error) {
	from, before := p.phone, p.userID
	if err := s.people.move(p, phone); err != nil {
		return written{}, err
	}
	body := "User " + p.name + " changed from " + from + " to " + phone
	note := map[string]string{"body": body, "wa_id": phone, "type": "user_changed_number"}
	if !s.o.PhonesOnly {
		note["user_id"], note["previous_user_id"] = p.userID, before
	}
	return written{kind: "system", body: body, object: note, from: from}, nil
}

// usualMIME is the type a phone gives a kind of file; empty for an unknown kind.
func usualMIME(kind string) string {
	switch or(kind, "document") {
	case "image":
		return "image/jpeg"
	case "video":
		return "video/mp4"
	case "audio":
		return "audio/ogg; codecs=opus"
	case "document":
		return "application/pdf"
	case "sticker":
		return "image/webp"
	}
	return ""
}

// writtenFile stores the bytes; the webhook has their id and, when the base URL is known, a link.
func (s *Simulator) writtenFile(c *chat, in Inbound) written {
	f, now := in.File, s.now()
	kind := or(f.Kind, "document")
	m := s.keep(c.number, or(f.MIME, usualMIME(f.Kind)), slices.Clone(f.Data), now.Add(inboundLife))
	object := map[string]any{
		"id": m.id, "mime_type": m.mime, "sha256": base64.StdEncoding.EncodeToString(m.sha[:]),
	}
	if s.o.BaseURL != "" {
		object["url"] = s.link(s.linkBase(c.number, s.o.BaseURL), m, now)
	}
	if f.Caption != "" {
		object["caption"] = f.Caption
	}
	switch kind {
	case "audio":
		object["voice"] = f.Voice
	case "sticker":
		object["animated"] = false
	case "document":
		object["filename"] = or(f.Filename, "document")
	}
	m.name = f.Filename
	return written{kind: kind, body: f.Caption, replyTo: in.ReplyTo, object: object, file: m}
}

// writtenTap words a tap by what was tapped on.
func (c *chat) writtenTap(in Inbound) written {
	on := c.tappable(in.ReplyTo)
	w := written{kind: "interactive", body: in.Tap.Title, replyTo: in.ReplyTo}
	asked := ""
	if on != nil {
		w.replyTo = on.ID
		var i interactive
		if on.Type == "interactive" && json.Unmarshal(on.Content, &i) == nil {
			asked = i.Type
		}
	}
	choice := map[string]string{"id": in.Tap.ID, "title": in.Tap.Title}
	switch {
	case on != nil && on.Type == "template":
		w.kind = "button"
		w.object = map[string]string{"payload": or(in.Tap.ID, in.Tap.Title), "text": in.Tap.Title}
	case asked == "list":
		if in.Tap.Description != "" {
			choice["description"] = in.Tap.Description
		}
		w.object = map[string]any{"type": "list_reply", "list_reply": choice}
	default:
		w.object = map[string]any{"type": "button_reply", "button_reply": choice}
	}
	return w
}

// tappable returns the message with an id, or without one the latest of the business that may have buttons.
func (c *chat) tappable(id string) *message {
	for _, m := range slices.Backward(c.messages) {
		mayHave := m.FromBusiness && (m.Type == "interactive" || m.Type == "template")
		if m.ID == id || id == "" && mayHave {
			return m
		}
	}
	return nil
}
