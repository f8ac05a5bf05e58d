package wire

import (
	"github.com/wainbox/wainbox/provider"
	"github.com/wainbox/wainbox/whatsapp"
)

// AppendMessage appends the body of a send, as POST /{phone-number-id}/messages
// takes it, to dst. The message has passed [whatsapp.Outbound.Validate];
// content that cannot be sent at all is [provider.Unsupported], and a template
// without a name, which others send by its id, is [provider.Invalid]; dst is
// then returned as it was. Source: Cloud API reference, "Messages", November
// 2025, and "Business-scoped user IDs", June 2026.
//
// Where the platform's pages say little, this is written: degrees as numbers;
// no days when a pin is taken off; no index for a template's only button that
// calls; and "review_and_pay" as the action of an order's details, which is
// known from samples alone.
func AppendMessage(dst []byte, m whatsapp.Outbound) ([]byte, error) {
	start := len(dst)
	dst = append(dst, `{"messaging_product":"whatsapp"`...)
	dst = appendRecipient(dst, m.To)
	if m.ReplyTo != "" {
		dst = append(dst, `,"context":{`...)
		dst = appendField(dst, "message_id", string(m.ReplyTo))
		dst = append(dst, '}')
	}
	dst = appendOptional(dst, "biz_opaque_callback_data", string(m.Ref))
	dst = appendOptional(dst, "recipient_identity_key_hash", m.IdentityKey)
	switch c := m.Content.(type) {
	case whatsapp.Text:
		dst = appendText(dst, c)
	case whatsapp.Media:
		dst = open(dst, string(c.Type))
		dst = appendMedia(dst, c)
	case whatsapp.Location:
		dst = open(dst, "location")
		dst = appendLocation(dst, c)
	case whatsapp.Contacts:
		dst = open(dst, "contacts")
		dst = appendContacts(dst, c)
	case whatsapp.Reaction:
		dst = appendReaction(dst, c)
	case whatsapp.Pin:
		dst = appendPin(dst, c)
	case whatsapp.Template:
		if c.Name == "" {
			v := whatsapp.Violations{{Field: "template.name", Rule: "required"}}
			return dst[:start], &provider.Error{Op: "send", Kind: provider.Invalid, Err: v}
		}
		dst = open(dst, "template")
		dst = appendTemplate(dst, c)
	default:
		var ok bool
		if dst, ok = appendInteractive(dst, c); !ok {
			return dst[:start], &provider.Error{Op: "send", Kind: provider.Unsupported}
		}
	}
	return append(dst, '}'), nil
}

// AppendRead appends the body that marks a message read; with typing, it also
// shows that an answer is being written.
func AppendRead(dst []byte, id whatsapp.MessageID, typing bool) []byte {
	dst = append(dst, `{"messaging_product":"whatsapp","status":"read"`...)
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
		dst = append(dst, `,"recipient_type":"group"`...)
		return appendField(dst, "to", string(to.Group))
	case to.Phone != "":
		// Without the plus the platform puts the business's country before it.
		dst = append(dst, `,"recipient_type":"individual","to":"+`...)
		dst = append(dst, to.Phone.Digits()...)
		return append(dst, '"')
	default:
		dst = append(dst, `,"recipient_type":"individual"`...)
		return appendField(dst, "recipient", string(to.User))
	}
}

func appendText(dst []byte, t whatsapp.Text) []byte {
	dst = open(dst, "text")
	dst = append(dst, '{')
	if t.PreviewURL {
		dst = append(dst, `"preview_url":true`...)
	}
	dst = appendField(dst, "body", t.Body)
	return append(dst, '}')
}

// appendMedia appends the object of a file, for a message, a header and a
// template's parameter alike.
func appendMedia(dst []byte, m whatsapp.Media) []byte {
	dst = append(dst, '{')
	if m.ID != "" {
		dst = appendField(dst, "id", string(m.ID))
	} else {
		dst = appendField(dst, "link", m.Link)
	}
	dst = appendOptional(dst, "caption", m.Caption)
	dst = appendOptional(dst, "filename", m.Filename)
	if m.Voice && m.Type == whatsapp.KindAudio {
		dst = append(dst, `,"voice":true`...)
	}
	return append(dst, '}')
}

func appendReaction(dst []byte, r whatsapp.Reaction) []byte {
	dst = open(dst, "reaction")
	dst = append(dst, '{')
	dst = appendField(dst, "message_id", string(r.To))
	dst = appendField(dst, "emoji", r.Emoji)
	return append(dst, '}')
}

func appendPin(dst []byte, p whatsapp.Pin) []byte {
	dst = open(dst, "pin")
	if p.Unpin {
		dst = append(dst, `{"type":"unpin"`...)
	} else {
		dst = append(dst, `{"type":"pin"`...)
	}
	dst = appendField(dst, "message_id", string(p.To))
	// QUIRK(cloudapi): whether unpinning takes days is not documented.
	if p.Days > 0 {
		dst = appendNumber(dst, "expiration_days", int64(p.Days))
	}
	return append(dst, '}')
}

// appendLocation appends a place.
//
// QUIRK(cloudapi): the reference has degrees as strings; clients that send
// numbers are answered alike, and received places have numbers.
func appendLocation(dst []byte, l whatsapp.Location) []byte {
	dst = append(dst, '{')
	dst = appendDegrees(dst, "latitude", l.Latitude)
	dst = appendDegrees(dst, "longitude", l.Longitude)
	dst = appendOptional(dst, "name", l.Name)
	dst = appendOptional(dst, "address", l.Address)
	return append(dst, '}')
}

// open appends the type and the name of the object that follows.
func open(dst []byte, kind string) []byte {
	dst = appendField(dst, "type", kind)
	return appendName(dst, kind)
}
