package twilio

import (
	"strconv"
	"strings"

	"github.com/wainbox/wainbox/whatsapp"
)

// media reads the file of a message. A document has its name where others have
// a caption. A contact card comes as a file too, a vCard: what is on the card is
// not known before it was fetched, so that it is a document here, and its
// message has the type "contacts".
//
// QUIRK(twilio): whether an audio was recorded as a voice note, and whether a
// sticker moves, is not told.
func (d *decoder) media(kind string) whatsapp.Content {
	link, mime := d.text("MediaUrl0"), d.text("MediaContentType0")
	m := whatsapp.Media{Type: mediaKind(kind, mime), ID: mediaID(link), Link: link, MIME: mime}
	if body := d.text("Body"); m.Type == whatsapp.KindDocument {
		m.Filename = body
	} else {
		m.Caption = body
	}
	return m
}

// mediaKind is the kind that Twilio names, or that the MIME type suggests.
func mediaKind(kind, mime string) whatsapp.ContentKind {
	if k := whatsapp.ContentKind(kind); k.IsMedia() {
		return k
	}
	switch top, _, _ := strings.Cut(mime, "/"); top {
	case "image":
		return whatsapp.KindImage
	case "video":
		return whatsapp.KindVideo
	case "audio":
		return whatsapp.KindAudio
	default:
		return whatsapp.KindDocument
	}
}

// mediaID is the identifier at the end of a file's address; empty when there is
// none.
func mediaID(link string) whatsapp.MediaID {
	link, _, _ = strings.Cut(link, "?")
	if id := link[strings.LastIndexByte(link, '/')+1:]; sid("ME", id) {
		return whatsapp.MediaID(id)
	}
	return ""
}

// moreMedia keeps each further file as the field that names it.
func (d *decoder) moreMedia(o whatsapp.Origin) []whatsapp.Event {
	var more []whatsapp.Event
	for _, f := range d.form.fields {
		n, ok := strings.CutPrefix(string(f.key), "MediaUrl")
		if _, err := strconv.ParseUint(n, 10, 8); !ok || n == "0" || err != nil {
			continue
		}
		more = append(more, &whatsapp.Unknown{Notice: whatsapp.Notice{Origin: o, Field: fieldMedia, Raw: whatsapp.Raw(f.raw)}})
	}
	return more
}
