package wire

import (
	"strconv"

	"github.com/wainbox/wainbox/provider"
	"github.com/wainbox/wainbox/whatsapp"
)

// AppendMessage appends the body of a send, as POST /{phone-number-id}/messages
// takes it, to dst. The message has passed [whatsapp.Outbound.Validate];
// content that cannot be sent at all is [provider.Unsupported], with dst
// returned as it was. Source: Cloud API reference, "Messages", November 2025,
// and "Business-scoped user IDs", June 2026.
func AppendMessage(dst []byte, m whatsapp.Outbound) ([]byte, error) {
	start := len(dst)
	dst = append(dst, `{"messaging_product":"whatsapp"`...)
	dst = appendRecipient(dst, m.To)
	if m.ReplyTo != "" {
		dst = append(dst, `,"context":{`...)
		dst = appendField(dst, "message_id", string(m.ReplyTo))
		dst = append(dst, '}')
	}
	if m.Ref != "" {
		dst = append(dst, ',')
		dst = appendField(dst, "biz_opaque_callback_data", string(m.Ref))
	}
	switch c := m.Content.(type) {
	case whatsapp.Text:
		dst = appendText(dst, c)
	case whatsapp.Media:
		dst = open(dst, string(c.Type))
		dst = appendMedia(dst, c)
	case whatsapp.Template:
		dst = open(dst, "template")
		dst = appendTemplate(dst, c)
	case whatsapp.Reaction:
		dst = open(dst, "reaction")
		dst = append(dst, '{')
		dst = appendField(dst, "message_id", string(c.To))
		dst = append(dst, ',')
		dst = appendField(dst, "emoji", c.Emoji)
		dst = append(dst, '}')
	default:
		return dst[:start], &provider.Error{Op: "send", Kind: provider.Unsupported}
	}
	return append(dst, '}'), nil
}

// AppendRead appends the body that marks a message read; with typing, it also
// shows that an answer is being written.
func AppendRead(dst []byte, id whatsapp.MessageID, typing bool) []byte {
	dst = append(dst, `{"messaging_product":"whatsapp","status":"read",`...)
	dst = appendField(dst, "message_id", string(id))
	if typing {
		dst = append(dst, `,"typing_indicator":{"type":"text"}`...)
	}
	return append(dst, '}')
}

// appendRecipient names one recipient in one way. Where both a phone and a user
// id are given the platform takes the phone, so only that is written. A user id
// never stands in "to": the platform would strip it to its digits and send to
// whoever has that number.
func appendRecipient(dst []byte, to whatsapp.Address) []byte {
	switch {
	case to.Group != "":
		dst = append(dst, `,"recipient_type":"group",`...)
		return appendField(dst, "to", string(to.Group))
	case to.Phone != "":
		// Without the plus the platform puts the business's country before it.
		dst = append(dst, `,"recipient_type":"individual","to":"+`...)
		dst = append(dst, to.Phone.Digits()...)
		return append(dst, '"')
	default:
		dst = append(dst, `,"recipient_type":"individual",`...)
		return appendField(dst, "recipient", string(to.User))
	}
}

func appendText(dst []byte, t whatsapp.Text) []byte {
	dst = open(dst, "text")
	if t.PreviewURL {
		dst = append(dst, `{"preview_url":true,`...)
	} else {
		dst = append(dst, '{')
	}
	dst = appendField(dst, "body", t.Body)
	return append(dst, '}')
}

// appendMedia appends the object of a file, for a message and for a template's
// parameter alike.
func appendMedia(dst []byte, m whatsapp.Media) []byte {
	dst = append(dst, '{')
	if m.ID != "" {
		dst = appendField(dst, "id", string(m.ID))
	} else {
		dst = appendField(dst, "link", m.Link)
	}
	if m.Caption != "" {
		dst = append(dst, ',')
		dst = appendField(dst, "caption", m.Caption)
	}
	if m.Filename != "" {
		dst = append(dst, ',')
		dst = appendField(dst, "filename", m.Filename)
	}
	if m.Voice && m.Type == whatsapp.KindAudio {
		dst = append(dst, `,"voice":true`...)
	}
	return append(dst, '}')
}

// open appends the type and the name of the object that follows.
func open(dst []byte, kind string) []byte {
	dst = append(dst, ',')
	dst = appendField(dst, "type", kind)
	dst = append(dst, ',')
	dst = AppendString(dst, kind)
	return append(dst, ':')
}

func appendField(dst []byte, name, value string) []byte {
	dst = append(dst, '"')
	dst = append(dst, name...)
	dst = append(dst, '"', ':')
	return AppendString(dst, value)
}

func appendNumber(dst []byte, name string, n int64) []byte {
	dst = append(dst, '"')
	dst = append(dst, name...)
	dst = append(dst, '"', ':')
	return strconv.AppendInt(dst, n, 10)
}
