package simulator

import (
	"net/http"
	"unicode/utf8"
)

// oneMsgMe answers GET me: the profile, with a label for what Meta has a code for.
func (s *Simulator) oneMsgMe(w http.ResponseWriter, _ *http.Request, n *number) {
	p := s.profileOf(n)
	answer(w, http.StatusOK, map[string]any{
		"about": p.About, "address": p.Address, "description": p.Description, "email": p.Email, "phone": n.Display,
		"vertical": verticals[p.Vertical], "photo": p.Picture, "websites": listed(p.Websites),
	})
}

const maxOneMsgDescription = 256 // characters

// oneMsgSetMe answers POST me: only what the request has is changed.
func (s *Simulator) oneMsgSetMe(w http.ResponseWriter, r *http.Request, n *number) {
	var in struct {
		profileChange
		Photo *string `json:"photo"`
	}
	if f := readOneMsg(w, r, &in); f != nil {
		s.oneMsgRefused(w, f)
		return
	}
	change := in.profileChange
	change.Handle, change.Picture = nil, in.Photo
	known := true
	if change.Vertical != nil {
		var code string
		code, known = labelled(*change.Vertical)
		change.Vertical = &code
	}
	long := change.Description != nil && utf8.RuneCountInString(*change.Description) > maxOneMsgDescription
	if f := s.checkedProfile(n, &change, known && !long); f != nil {
		oneMsgError(w, http.StatusUnprocessableEntity, f.details)
		return
	}
	answer(w, http.StatusOK, map[string]string{"result": "success"})
}

func (s *Simulator) checkedProfile(n *number, c *profileChange, ok bool) *failure {
	if !ok {
		return refuse(100, "vertical is unknown or description is too long")
	}
	return s.setProfile(n, c)
}
