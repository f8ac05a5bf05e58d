package simulator

import (
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"
)

// dialog360Template is a template as 360dialog shows it: the status and the reason in lower case.
type dialog360Template struct {
	ID         string          `json:"id"`
	External   string          `json:"external_id"` // Meta's
	Name       string          `json:"name"`
	Category   string          `json:"category"`
	Language   string          `json:"language"`
	Components json.RawMessage `json:"components"`
	Namespace  string          `json:"namespace"`
	Status     string          `json:"status"`
	Reason     *string         `json:"rejected_reason"`
	Quality    any             `json:"quality_score"`
	Account    string          `json:"waba_account_id"`
	Created    time.Time       `json:"created_at"`
	Modified   time.Time       `json:"modified_at"`
	Updated    bool            `json:"updated_external"`
}

func (n *number) dialog360Template(t graphTemplate) dialog360Template {
	shown := dialog360Template{
		ID: "T" + t.ID, External: t.ID, Name: t.Name, Category: t.Category, Language: t.Language,
		Components: t.Components, Namespace: oneMsgNamespace, Status: strings.ToLower(t.Status), Account: n.WABA,
	}
	if at, ok := t.Quality["date"].(int64); ok {
		shown.Created = time.Unix(at, 0).UTC()
		shown.Modified = shown.Created
	}
	if t.Status == "REJECTED" {
		shown.Reason = &t.Reason
	}
	return shown
}

// dialog360Page is how many templates an answer has when the request does not say.
const dialog360Page = 1000

// dialog360Templates answers GET /v1/configs/templates: limit, offset, sort by name, and filters as a JSON object.
func (s *Simulator) dialog360Templates(w http.ResponseWriter, r *http.Request, n *number) {
	query := r.URL.Query()
	filters := map[string]string{}
	if raw := query.Get("filters"); raw != "" && json.Unmarshal([]byte(raw), &filters) != nil {
		s.dialog360Refused(w, http.StatusBadRequest, "Invalid filters")
		return
	}
	found := s.listTemplates(func(t *template) bool {
		return matches(filters["business_templates.name"], t.Name)
	})
	sort := or(query.Get("sort"), "id")
	if strings.TrimPrefix(sort, "-") == "business_templates.name" {
		slices.SortStableFunc(found, func(a, b graphTemplate) int { return strings.Compare(a.Name, b.Name) })
		if sort[0] == '-' {
			slices.Reverse(found)
		}
	}
	limit, _ := strconv.Atoi(query.Get("limit"))
	offset, _ := strconv.Atoi(query.Get("offset"))
	limit = or(max(limit, 0), dialog360Page)
	shown := []dialog360Template{}
	for _, t := range part(found, offset, limit) {
		shown = append(shown, n.dialog360Template(t))
	}
	answer(w, http.StatusOK, map[string]any{
		"count": len(shown), "filters": filters, "limit": limit, "offset": max(offset, 0), "sort": []string{sort},
		"total": len(found), "waba_templates": shown,
	})
}

// dialog360Create answers POST /v1/configs/templates. What Meta refuses is inside the gateway's own message.
func (s *Simulator) dialog360Create(w http.ResponseWriter, r *http.Request, n *number) {
	var q templateRequest
	if json.NewDecoder(http.MaxBytesReader(w, r.Body, maxRequestBytes)).Decode(&q) != nil {
		s.dialog360Refused(w, http.StatusBadRequest, "Invalid payload")
		return
	}
	t, f := s.createTemplate(q)
	if f != nil {
		meta, _ := json.Marshal(s.errorOf(f)) //nolint:errchkjson // plain values
		s.dialog360Refused(w, http.StatusBadRequest, fmt.Sprintf("Invalid payload (%s)", meta))
		return
	}
	answer(w, http.StatusCreated, n.dialog360Template(t))
}

// dialog360Remove answers DELETE /v1/configs/templates/{name}: every language of it.
func (s *Simulator) dialog360Remove(w http.ResponseWriter, r *http.Request, _ *number) {
	name := r.PathValue("name")
	if s.removeTemplates(name, "") == 0 {
		s.dialog360Refused(w, http.StatusNotFound, "Template not found")
		return
	}
	answer(w, http.StatusOK, map[string]any{"meta": map[string]any{
		"developer_message": fmt.Sprintf("template name=%s was deleted", name), "http_code": http.StatusOK, "success": true,
	}})
}
