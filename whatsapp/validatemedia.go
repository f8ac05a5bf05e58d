package whatsapp

import "strings"

func (v *checker) media(m Media) {
	name := string(m.Type)
	if !m.Type.IsMedia() {
		v.add("type", "not a kind of media")
		return
	}
	v.file(name, m)
	if m.Caption != "" {
		if m.Type == KindAudio || m.Type == KindSticker {
			v.add(name+".caption", "not allowed")
		} else {
			v.optional(name+".caption", m.Caption, MaxCaptionRunes)
		}
	}
	v.filename(name, m.Type, m.Filename)
	if m.Voice {
		v.voice(name, m)
	}
}

// file checks where a file is to be found.
func (v *checker) file(at string, m Media) {
	switch {
	case m.ID == "" && m.Link == "":
		v.add(at, "an id or a link is required")
	case m.ID != "" && m.Link != "":
		v.add(at, "an id or a link, not both")
	case m.Link != "":
		v.link(at+".link", m.Link)
	default:
		v.utf8(at+".id", string(m.ID))
	}
}

func (v *checker) filename(at string, kind ContentKind, name string) {
	if name != "" && kind != KindDocument {
		v.add(at+".filename", "not allowed")
		return
	}
	v.utf8(at+".filename", name)
}

// voice checks a voice note, which is audio/ogg where its type is told.
func (v *checker) voice(at string, m Media) {
	bare, _, _ := strings.Cut(m.MIME, ";")
	switch {
	case m.Type != KindAudio:
		v.add(at+".voice", "not allowed")
	case m.MIME != "" && !strings.EqualFold(strings.TrimSpace(bare), "audio/ogg"):
		v.add(at+".voice", "audio/ogg only")
	}
}
