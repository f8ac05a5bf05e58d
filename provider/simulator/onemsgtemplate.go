package simulator

import (
	"net/http"
	"strconv"
	"strings"
)

// oneMsgTemplates answers GET templates: all of them, or a page by limit and offset.
func (s *Simulator) oneMsgTemplates(w http.ResponseWriter, r *http.Request, _ *number) {
	found := s.listTemplates(func(*template) bool { return true })
	limit, _ := strconv.Atoi(r.URL.Query().Get("limit"))
	offset, _ := strconv.Atoi(r.URL.Query().Get("offset"))
	rows := []map[string]any{}
	for _, t := range part(found, offset, or(max(limit, 0), len(found))) {
		rows = append(rows, map[string]any{
			"id": t.ID, "name": t.Name, "namespace": oneMsgNamespace, "category": t.Category, "language": t.Language,
			"status": strings.ToLower(t.Status), "rejected_reason": t.Reason, "components": t.Components,
		})
	}
	answer(w, http.StatusOK, map[string]any{"total": len(found), "templates": rows})
}

// oneMsgAdd answers POST addTemplate.
//
// QUIRK(onemsg): the answers of addTemplate and removeTemplate are not specified; here they say what Meta's do.
func (s *Simulator) oneMsgAdd(w http.ResponseWriter, r *http.Request, _ *number) {
	var q templateRequest
	if f := readOneMsg(w, r, &q); f != nil {
		s.oneMsgRefused(w, f)
		return
	}
	t, f := s.createTemplate(q)
	if f != nil {
		oneMsgError(w, http.StatusBadRequest, or(f.details, f.message))
		return
	}
	answer(w, http.StatusOK, map[string]string{
		"id": t.ID, "status": strings.ToLower(t.Status), "category": t.Category,
	})
}

// oneMsgRemove answers POST removeTemplate: every language of a name.
func (s *Simulator) oneMsgRemove(w http.ResponseWriter, r *http.Request, _ *number) {
	var q templateRequest
	if f := readOneMsg(w, r, &q); f != nil {
		s.oneMsgRefused(w, f)
		return
	}
	if s.removeTemplates(q.Name, "") == 0 {
		oneMsgError(w, http.StatusBadRequest, "template is not found")
		return
	}
	answer(w, http.StatusOK, map[string]bool{"success": true})
}
