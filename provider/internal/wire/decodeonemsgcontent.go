package wire

import (
	"strconv"
	"strings"

	"github.com/wainbox/wainbox/whatsapp"
)

// oneMsgContent reads what a message says. All there is of it are a body and a
// caption; a type that is not known, and a body that its type does not explain,
// are unknown.
func (d *decoder) oneMsgContent(m *oneMsgNodes, kind string) whatsapp.Content {
	body := d.text(m.body)
	switch kind {
	case "chat":
		if d.isText(m.body) {
			return whatsapp.Text{Body: body}
		}
	case "image":
		return d.oneMsgMedia(m, whatsapp.KindImage)
	case "video":
		return d.oneMsgMedia(m, whatsapp.KindVideo)
	case "audio", "voice", "ptt":
		return d.oneMsgMedia(m, whatsapp.KindAudio)
	case "document":
		return d.oneMsgMedia(m, whatsapp.KindDocument)
	case "sticker":
		return d.oneMsgMedia(m, whatsapp.KindSticker)
	case "reaction":
		return whatsapp.Reaction{To: whatsapp.MessageID(d.text(m.quoted)), Emoji: body}
	case "button", "interactive":
		// QUIRK(onemsg): which kind of button or row it was is not said, nor its id.
		if body != "" {
			return whatsapp.ButtonReply{Title: body}
		}
	case "location":
		return oneMsgLocation(body)
	case "contact", "contacts", "vcard":
		return d.oneMsgCards(body)
	case "request_welcome":
		return whatsapp.RequestWelcome{}
	case "call_permission_reply":
		// QUIRK(onemsg): the type is documented, its body is not; the platform's
		// own two words are taken, and nothing else.
		if body == "accept" || body == "reject" {
			return whatsapp.CallPermissionReply{Response: body}
		}
	}
	return whatsapp.UnknownContent{}
}

// oneMsgMedia reads a file. Its body is an address that lives for about five
// minutes; of id, type and size nothing is said. The caption may as well be the
// file's name: which one it is nobody can tell.
func (d *decoder) oneMsgMedia(m *oneMsgNodes, kind whatsapp.ContentKind) whatsapp.Content {
	return whatsapp.Media{
		Type: kind, Link: d.text(m.body), Caption: d.text(m.caption),
		Voice: d.text(m.kind) == "voice" || d.text(m.kind) == "ptt",
	}
}

// oneMsgLocation reads "45.018337;-73.968285".
//
// QUIRK(onemsg): the form is that of an older interface of the same kind.
func oneMsgLocation(body string) whatsapp.Content {
	north, east, _ := strings.Cut(body, ";")
	latitude, err := strconv.ParseFloat(strings.TrimSpace(north), 64)
	if err != nil || !(latitude >= -90 && latitude <= 90) {
		return whatsapp.UnknownContent{}
	}
	longitude, err := strconv.ParseFloat(strings.TrimSpace(east), 64)
	if err != nil || !(longitude >= -180 && longitude <= 180) {
		return whatsapp.UnknownContent{}
	}
	return whatsapp.Location{Latitude: latitude, Longitude: longitude}
}

// oneMsgCards reads vCards. Only the name is taken out of each: it is what a
// list shows.
//
// QUIRK(onemsg): the type is documented, its body is not.
func (d *decoder) oneMsgCards(body string) whatsapp.Content {
	const begin, end = "BEGIN:VCARD", "END:VCARD"
	var cards whatsapp.Contacts
	for len(cards) < whatsapp.MaxContacts && d.parts < maxParts {
		_, inside, found := strings.Cut(body, begin)
		if !found {
			break
		}
		card := body[len(body)-len(inside)-len(begin):]
		if inside, body, found = strings.Cut(inside, end); found {
			card = card[:len(begin)+len(inside)+len(end)]
		}
		cards = append(cards, whatsapp.ContactCard{Name: whatsapp.ContactName{Formatted: vCardName(inside)}, VCard: card})
		d.parts++
	}
	if len(cards) == 0 {
		return whatsapp.UnknownContent{}
	}
	return cards
}

// vCardName is a vCard's formatted name.
func vCardName(card string) string {
	for line := range strings.Lines(card) {
		key, value, _ := strings.Cut(strings.TrimSpace(line), ":")
		if property, _, _ := strings.Cut(key, ";"); strings.EqualFold(property, "FN") {
			return value
		}
	}
	return ""
}
