package simulator

import (
	"encoding/json"
	"net/http"
	"strings"
)

// editTemplate answers POST /{template id}: what the request has replaces what was, and is reviewed again. The category
// of an approved template stays (Cloud API documentation, "Template management"). How often one may be edited is not
// counted.
func (s *Simulator) editTemplate(w http.ResponseWriter, r *http.Request, id string) {
	var q struct {
		Category   string          `json:"category"`
		Components json.RawMessage `json:"components"`
	}
	if !s.readJSON(w, r, &q) {
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	t := s.catalog.byID(id)
	if t == nil {
		s.refused(w, noObject(id))
		return
	}
	if f := s.edit(t, q.Category, q.Components); f != nil {
		s.refused(w, f)
		return
	}
	answer(w, http.StatusOK, map[string]bool{"success": true})
}

// edit changes a template. The mutex is held.
func (s *Simulator) edit(t *template, category string, components json.RawMessage) *failure {
	switch {
	case t.Status != approved && t.Status != "REJECTED" && t.Status != "PAUSED":
		return refuse(100, "Only templates that are approved, rejected or paused can be edited")
	case category != "" && t.Status == approved && !strings.EqualFold(category, t.Category):
		return refuse(100, "The category of an approved template cannot be changed")
	}
	changed := Template{Name: t.Name, Language: t.Language, Category: or(category, t.Category), Components: components}
	if len(components) == 0 {
		changed.Components, changed.Body = t.Components, t.Body
	}
	made, err := newTemplate(changed)
	if err != nil {
		return refuse(100, "Param components is not of the documented type")
	}
	made.named = t.named
	if f := made.check(); f != nil {
		return f
	}
	t.Template, t.parts = made.Template, made.parts
	t.Status = "PENDING"
	s.review(t)
	return nil
}

// unpause answers POST /{template id}/unpause.
func (s *Simulator) unpause(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	defer s.mu.Unlock()
	t := s.catalog.byID(r.PathValue("id"))
	if t == nil || t.Status != "PAUSED" {
		s.refused(w, noObject(r.PathValue("id")))
		return
	}
	s.reviewed(t, approved, "")
	answer(w, http.StatusOK, map[string]bool{"success": true})
}
