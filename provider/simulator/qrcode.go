package simulator

import (
	"net/http"
	"slices"
	"strings"
	"unicode/utf8"
)

// qrCode is a short link to a chat with a text already in the box.
type qrCode struct {
	Code    string `json:"code"`
	Message string `json:"prefilled_message"`
	Link    string `json:"deep_link_url"`
	Image   string `json:"qr_image_url,omitempty"`
}

const maxPrefilled = 140 // characters (Cloud API documentation, "QR codes")

// postCode answers POST /{number id}/message_qrdls: a new link, or with its code another text for one.
func (s *Simulator) postCode(w http.ResponseWriter, r *http.Request) {
	var q struct {
		Code    string `json:"code"`
		Message string `json:"prefilled_message"`
		Image   string `json:"generate_qr_image"`
	}
	n := s.cloud(r.PathValue("id"))
	switch {
	case n == nil:
		s.refused(w, noObject(r.PathValue("id")))
		return
	case !s.readJSON(w, r, &q):
		return
	case q.Message == "":
		s.refused(w, require("prefilled_message"))
		return
	case utf8.RuneCountInString(q.Message) > maxPrefilled:
		s.refused(w, tooLong("prefilled_message", maxPrefilled))
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	code := n.code(q.Code)
	if code == nil && q.Code != "" {
		s.refused(w, noObject(q.Code))
		return
	}
	if code == nil {
		name := strings.ToUpper(random(7))
		code = &qrCode{Code: name, Link: "https://wa.me/message/" + name}
		n.codes = append(n.codes, code)
	}
	code.Message = q.Message
	if q.Image != "" {
		code.Image = "https://scontent.whatsapp.net/" + code.Code + "." + strings.ToLower(q.Image)
	}
	answer(w, http.StatusOK, *code)
}

func (n *number) code(code string) *qrCode {
	at := slices.IndexFunc(n.codes, func(c *qrCode) bool { return c.Code == code })
	if at < 0 {
		return nil
	}
	return n.codes[at]
}

// getCodes answers GET /{number id}/message_qrdls, and with a code after it that one.
func (s *Simulator) getCodes(w http.ResponseWriter, r *http.Request) {
	n, asked := s.cloud(r.PathValue("id")), r.PathValue("code")
	if n == nil {
		s.refused(w, noObject(r.PathValue("id")))
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	codes := []qrCode{}
	for _, c := range n.codes {
		if asked == "" || c.Code == asked {
			codes = append(codes, *c)
		}
	}
	answer(w, http.StatusOK, map[string]any{"data": codes})
}

// deleteCode answers DELETE /{number id}/message_qrdls/{code}.
func (s *Simulator) deleteCode(w http.ResponseWriter, r *http.Request) {
	n, asked := s.cloud(r.PathValue("id")), r.PathValue("code")
	if n == nil {
		s.refused(w, noObject(r.PathValue("id")))
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if n.code(asked) == nil {
		s.refused(w, noObject(asked))
		return
	}
	n.codes = slices.DeleteFunc(n.codes, func(c *qrCode) bool { return c.Code == asked })
	answer(w, http.StatusOK, map[string]bool{"success": true})
}
