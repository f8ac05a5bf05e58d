package simulator

import (
	"fmt"
	"strings"
)

// checkFilled compares what a send fills in with what a template, or one of its cards, was created with. Bodies are
// compared elsewhere. A template that was given without components is not compared.
func (s *Simulator) checkFilled(parts []component, sent []sentComponent) *failure {
	if len(parts) == 0 {
		return nil
	}
	if f := s.checkHeader(find(parts, "HEADER"), sent); f != nil {
		return f
	}
	if f := checkSentButtons(find(parts, "BUTTONS"), sent); f != nil {
		return f
	}
	carousel := find(parts, "CAROUSEL")
	if carousel == nil {
		return nil
	}
	for _, c := range sent {
		if strings.EqualFold(c.Type, "carousel") {
			return s.checkCards(carousel, c)
		}
	}
	return mismatch("carousel", 0, len(carousel.Cards))
}

// checkCards compares the cards of a carousel: as many as the template has, each with its own parameters.
func (s *Simulator) checkCards(carousel *component, sent sentComponent) *failure {
	if len(sent.Cards) != len(carousel.Cards) {
		return mismatch("carousel", len(sent.Cards), len(carousel.Cards))
	}
	for at, card := range sent.Cards {
		parts := carousel.Cards[at].Components
		if f := s.checkFilled(parts, card.Components); f != nil {
			return f
		}
		want, given := 0, 0
		if body := find(parts, "BODY"); body != nil {
			want = len(variables(body.Text))
		}
		for _, c := range card.Components {
			if strings.EqualFold(c.Type, "body") {
				given = len(c.Parameters)
			}
		}
		if given != want {
			return mismatch("carousel body", given, want)
		}
	}
	return nil
}

// checkHeader compares the header's parameters: its text's variable, its file, or its location.
func (s *Simulator) checkHeader(header *component, sent []sentComponent) *failure {
	var parameters []templateParameter
	for _, c := range sent {
		if strings.EqualFold(c.Type, "header") {
			parameters = c.Parameters
		}
	}
	want, kind := 0, ""
	if header != nil {
		switch kind = strings.ToLower(header.Format); kind {
		case "text", "":
			want, kind = len(variables(header.Text)), "text"
		case "gif":
			want, kind = 1, "video"
		default:
			want = 1
		}
	}
	if len(parameters) != want {
		return mismatch("header", len(parameters), want)
	}
	if want == 0 {
		return nil
	}
	p := parameters[0]
	file := map[string]*fileRef{"image": p.Image, "video": p.Video, "document": p.Document}[kind]
	switch {
	case kind == "image" || kind == "video" || kind == "document":
		if file == nil || file.ID == "" && file.Link == "" {
			return refuse(132012, fmt.Sprintf("header: Format mismatch, expected %s", strings.ToUpper(kind)))
		}
		if file.ID != "" && s.file(file.ID, s.now()) == nil {
			return refuse(131009, "Param "+kind+"['id'] is not a valid media ID")
		}
	case !strings.EqualFold(p.Type, kind):
		return refuse(132012, fmt.Sprintf("header: Format mismatch, expected %s", strings.ToUpper(kind)))
	}
	return nil
}

// checkSentButtons compares the buttons: those with something to fill in must be filled in, the others may have a
// payload.
func checkSentButtons(defined *component, sent []sentComponent) *failure {
	filled := map[int]sentComponent{}
	for _, c := range sent {
		if strings.EqualFold(c.Type, "button") {
			filled[c.at()] = c
		}
	}
	var buttons []templateButton
	if defined != nil {
		buttons = defined.Buttons
	}
	for at := range filled {
		if at < 0 || at >= len(buttons) {
			return refuse(132018, fmt.Sprintf("buttons: the template has no button at index %d", at))
		}
	}
	for at, b := range buttons {
		c, given := filled[at]
		needs := false
		switch strings.ToUpper(b.Type) {
		case "URL":
			needs = len(variables(b.URL)) > 0
		case "COPY_CODE", "OTP":
			needs = true
		}
		if needs && (!given || len(c.Parameters) != 1) {
			return refuse(131008, fmt.Sprintf("buttons: Button at index %d of type %s requires a parameter", at, b.Type))
		}
	}
	return nil
}
