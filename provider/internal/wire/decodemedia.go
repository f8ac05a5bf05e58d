package wire

import "github.com/wainbox/wainbox/whatsapp"

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
