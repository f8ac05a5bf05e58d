package wire

import "github.com/wainbox/wainbox/whatsapp"

// slot names a kind of content by its key in a message.
type slot uint8

// The kinds that are read, and before them one for all other keys and one for
// the kinds that are only known by name.
const (
	noSlot slot = iota
	unreadSlot
	textSlot
	imageSlot
	videoSlot
	audioSlot
	documentSlot
	stickerSlot
	reactionSlot
	buttonSlot
	interactiveSlot
	unsupportedSlot
	slots
)

// contentNodes is where a message's contents are; it has one, if all is well.
type contentNodes [slots]int

func slotOf(key []byte) slot {
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
	case "reaction":
		return reactionSlot
	case "button":
		return buttonSlot
	case "interactive":
		return interactiveSlot
	case "unsupported":
		return unsupportedSlot
	case "location", "contacts", "order", "system", "edit", "revoke":
		return unreadSlot
	default:
		return noSlot
	}
}

// content reads what a message says. The type decides; a message without one
// says what its only content says. What is not read, or not there, is unknown.
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
		s = slotOf([]byte(kind))
	}
	v := m.contents[s]
	if s == unsupportedSlot {
		return whatsapp.Unsupported{Type: d.text(d.memberOf(v, "type"))}
	}
	if d.kind(v) != '{' {
		return whatsapp.UnknownContent{}
	}
	switch s {
	case textSlot:
		if body := d.member(v, "body"); d.isText(body) {
			return whatsapp.Text{Body: d.text(body)}
		}
		return whatsapp.UnknownContent{}
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
	case reactionSlot:
		return whatsapp.Reaction{
			To:    whatsapp.MessageID(d.text(d.member(v, "message_id"))),
			Emoji: d.text(d.member(v, "emoji")),
		}
	case buttonSlot:
		return whatsapp.Button{Text: d.text(d.member(v, "text")), Payload: d.text(d.member(v, "payload"))}
	case interactiveSlot:
		return d.interactive(v)
	default:
		return whatsapp.UnknownContent{}
	}
}

// only is the one content that is there; noSlot when there is none or more.
func (d *decoder) only(c *contentNodes) slot {
	found := noSlot
	for s := unreadSlot; s < slots; s++ {
		if d.kind(c[s]) == 0 {
			continue
		}
		if found != noSlot {
			return noSlot
		}
		found = s
	}
	return found
}

func (d *decoder) media(v int, kind whatsapp.ContentKind) whatsapp.Content {
	m := whatsapp.Media{Type: kind}
	for k, end := v+1, d.next(v); k < end; k = d.next(k + 1) {
		switch string(d.key(k)) {
		case "id":
			m.ID = whatsapp.MediaID(d.text(k + 1))
		case "url":
			m.Link = d.text(k + 1)
		case "mime_type":
			m.MIME = d.text(k + 1)
		case "sha256":
			m.SHA256 = d.text(k + 1)
		case "caption":
			m.Caption = d.text(k + 1)
		case "filename":
			m.Filename = d.text(k + 1)
		case "voice":
			m.Voice = d.flag(k + 1)
		case "animated":
			m.Animated = d.flag(k + 1)
		}
	}
	return m
}
