package simulator

import (
	"encoding/base64"
	"encoding/json"
	"slices"
	"time"
)

// written is an inbound message put in the platform's words.
type written struct {
	kind, body, replyTo string
	object              any
}

func (s *Simulator) written(c *chat, in Inbound, now time.Time) written {
	switch {
	case in.Text != "":
		return written{kind: "text", body: in.Text, replyTo: in.ReplyTo, object: map[string]string{"body": in.Text}}
	case in.File != nil:
		return s.writtenFile(in, now)
	case in.Tap != nil:
		return c.writtenTap(in)
	case in.Reaction != nil:
		object := map[string]string{"message_id": in.Reaction.MessageID}
		if in.Reaction.Emoji != "" {
			object["emoji"] = in.Reaction.Emoji
		}
		return written{kind: "reaction", body: in.Reaction.Emoji, replyTo: in.Reaction.MessageID, object: object}
	}
	w := written{kind: in.Type, replyTo: in.ReplyTo}
	if len(in.Content) > 0 {
		w.object = in.Content
	}
	return w
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
func (s *Simulator) writtenFile(in Inbound, now time.Time) written {
	f := in.File
	kind := or(f.Kind, "document")
	m := s.keep(or(f.MIME, usualMIME(f.Kind)), append([]byte(nil), f.Data...), now.Add(inboundLife))
	object := map[string]any{
		"id": m.id, "mime_type": m.mime, "sha256": base64.StdEncoding.EncodeToString(m.sha[:]),
	}
	if s.o.BaseURL != "" {
		object["url"] = s.link(s.o.BaseURL, m, now)
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
	return written{kind: kind, body: f.Caption, replyTo: in.ReplyTo, object: object}
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
