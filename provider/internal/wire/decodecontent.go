package wire

import "github.com/wainbox/wainbox/whatsapp"

// slot names a kind of content by its key in a message.
type slot uint8

// The kinds that are read, and before them one for all other keys.
const (
	noSlot slot = iota
	textSlot
	imageSlot
	videoSlot
	audioSlot
	documentSlot
	stickerSlot
	locationSlot
	contactsSlot
	reactionSlot
	buttonSlot
	interactiveSlot
	orderSlot
	systemSlot
	editSlot
	revokeSlot
	welcomeSlot
	placeholderSlot
	unsupportedSlot
	slots
)

// contentNodes is where a message's contents are; it has one, if all is well.
type contentNodes [slots]uint32

func slotOf[T string | []byte](key T) slot {
	switch string(key) {
	case "text":
		return textSlot
	case "image":
		return imageSlot
	case "video":
		return videoSlot
	case "audio":
		return audioSlot
	case "document":
		return documentSlot
	case "sticker":
		return stickerSlot
	case "location":
		return locationSlot
	case "contacts":
		return contactsSlot
	case "reaction":
		return reactionSlot
	case "button":
		return buttonSlot
	case "interactive":
		return interactiveSlot
	case "order":
		return orderSlot
	case "system":
		return systemSlot
	case "edit":
		return editSlot
	case "revoke":
		return revokeSlot
	case "request_welcome":
		return welcomeSlot
	case "media_placeholder":
		return placeholderSlot
	case "unsupported":
		return unsupportedSlot
	default:
		return noSlot
	}
}

// content reads what a message says. The type decides; a message without one
// says what its only content says. What is not read, or not there, is unknown,
// and so is what has more parts than are read of one callback.
func (d *decoder) content(m *messageNodes, kind string, failed bool) whatsapp.Content {
	s := noSlot
	switch kind {
	case "":
		s = d.only(&m.contents)
	case "unknown": // the name of "unsupported" before 2024
		if failed {
			s = unsupportedSlot
		}
	default:
		s = slotOf(kind)
	}
	v := int(m.contents[s])
	d.cut = false
	var c whatsapp.Content
	switch {
	case s == welcomeSlot:
		c = whatsapp.RequestWelcome{}
	case s == placeholderSlot:
		c = whatsapp.MediaPlaceholder{}
	case s == unsupportedSlot:
		c = whatsapp.Unsupported{Type: d.text(d.memberOf(v, "type"))}
	case s == contactsSlot && d.kind(v) == '[':
		c = d.cards(v)
	case d.kind(v) == '{':
		c = d.contentObject(s, v, m)
	}
	if c == nil || d.cut {
		return whatsapp.UnknownContent{}
	}
	return c
}

// contentObject reads content that is an object; nil when it says nothing.
func (d *decoder) contentObject(s slot, v int, m *messageNodes) whatsapp.Content {
	switch s {
	case textSlot:
		if body := d.member(v, "body"); d.isText(body) {
			return whatsapp.Text{Body: d.text(body)}
		}
		return nil
	case imageSlot:
		return d.media(v, whatsapp.KindImage)
	case videoSlot:
		return d.media(v, whatsapp.KindVideo)
	case audioSlot:
		return d.media(v, whatsapp.KindAudio)
	case documentSlot:
		return d.media(v, whatsapp.KindDocument)
	case stickerSlot:
		return d.media(v, whatsapp.KindSticker)
	case locationSlot:
		return d.location(v)
	case reactionSlot:
		return whatsapp.Reaction{
			To:    whatsapp.MessageID(d.text(d.member(v, "message_id"))),
			Emoji: d.text(d.member(v, "emoji")),
		}
	case buttonSlot:
		return whatsapp.Button{Text: d.text(d.member(v, "text")), Payload: d.text(d.member(v, "payload"))}
	case interactiveSlot:
		return d.interactive(v)
	case orderSlot:
		return d.order(v)
	case systemSlot:
		return d.system(v, m.identity)
	case editSlot:
		return d.edit(v)
	case revokeSlot:
		return whatsapp.Revoke{Original: whatsapp.MessageID(d.text(d.member(v, "original_message_id")))}
	default:
		return nil
	}
}

// only is the one content that is there; noSlot when there is none or more.
func (d *decoder) only(c *contentNodes) slot {
	found := noSlot
	for s := noSlot + 1; s < slots; s++ {
		if d.kind(int(c[s])) == 0 {
			continue
		}
		if found != noSlot {
			return noSlot
		}
		found = s
	}
	return found
}
