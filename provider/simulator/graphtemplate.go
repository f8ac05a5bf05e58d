package simulator

import (
	"encoding/base64"
	"encoding/json"
	"net/http"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// graphTemplate is a template as the Graph shows it (Cloud API documentation, "Template management").
type graphTemplate struct {
	ID         string          `json:"id"`
	Name       string          `json:"name"`
	Language   string          `json:"language"`
	Status     string          `json:"status"`
	Category   string          `json:"category"`
	Format     string          `json:"parameter_format"`
	Components json.RawMessage `json:"components"`
	TTL        int64           `json:"message_send_ttl_seconds,omitempty"`
	Reason     string          `json:"rejected_reason,omitempty"`
	Quality    map[string]any  `json:"quality_score"`
}

// handle is that of a sample, which answers show as an address (Cloud API documentation, "Template components").
var handle = regexp.MustCompile(`("header_handle"\s*:\s*\[)[^]]*]`)

func (t *template) graph() graphTemplate {
	format := "POSITIONAL"
	if t.named {
		format = "NAMED"
	}
	components := handle.ReplaceAll(slices.Clone(t.Components), []byte(`${1}"https://scontent.example/sample"]`))
	return graphTemplate{
		ID: t.id, Name: t.Name, Language: t.Language, Status: t.Status, Category: strings.ToUpper(t.Category),
		Format: format, Components: components, TTL: t.ttl, Reason: or(t.reason, "NONE"),
		Quality: map[string]any{"score": "GREEN", "date": t.created.Unix()},
	}
}

func (c *catalog) byID(id string) *template {
	for _, t := range c.all {
		if t.id == id {
			return t
		}
	}
	return nil
}

// pageSize is how many templates a page has when a request does not say.
const pageSize = 25

// getTemplates answers GET /{account id}/message_templates, a page at a time.
func (s *Simulator) getTemplates(w http.ResponseWriter, r *http.Request) {
	if s.account(r.PathValue("id")) == nil {
		s.refused(w, noObject(r.PathValue("id")))
		return
	}
	query := r.URL.Query()
	offset, ok := cursor(query.Get("after"))
	if !ok {
		s.refused(w, refuse(131059, "The cursor is not valid"))
		return
	}
	limit, _ := strconv.Atoi(query.Get("limit"))
	limit = or(max(limit, 0), pageSize)
	status, category := strings.ToUpper(query.Get("status")), strings.ToLower(query.Get("category"))
	found := s.listTemplates(func(t *template) bool {
		return matches(query.Get("name"), t.Name) && matches(query.Get("language"), t.Language) &&
			matches(status, t.Status) && matches(category, t.Category)
	})
	page := part(found, offset, limit)
	nodes := make([]map[string]any, len(page))
	for i, t := range page {
		nodes[i] = fields(t, query.Get("fields"))
	}
	answered := map[string]any{"data": nodes}
	if len(page) > 0 {
		last := offset + len(page)
		paging := map[string]any{"cursors": map[string]string{"before": after(offset), "after": after(last)}}
		if last < len(found) {
			query.Set("after", after(last))
			paging["next"] = s.baseOf(r) + r.URL.Path + "?" + query.Encode()
		}
		answered["paging"] = paging
	}
	answer(w, http.StatusOK, answered)
}

// matches tells whether a filter is empty or says the value.
func matches(filter, value string) bool { return filter == "" || filter == value }

// after is the cursor behind a number of items, and cursor reads it.
func after(n int) string { return base64.RawURLEncoding.EncodeToString([]byte("at" + strconv.Itoa(n))) }

func cursor(c string) (int, bool) {
	if c == "" {
		return 0, true
	}
	raw, err := base64.RawURLEncoding.DecodeString(c)
	at, found := strings.CutPrefix(string(raw), "at")
	n, bad := strconv.Atoi(at)
	return n, err == nil && found && bad == nil
}

// listTemplates returns those for which is reports true, oldest first.
func (s *Simulator) listTemplates(is func(*template) bool) []graphTemplate {
	s.mu.Lock()
	defer s.mu.Unlock()
	found := []graphTemplate{}
	for _, t := range s.catalog.all {
		if is(t) {
			found = append(found, t.graph())
		}
	}
	return found
}

// postTemplate answers POST /{account id}/message_templates.
func (s *Simulator) postTemplate(w http.ResponseWriter, r *http.Request) {
	if s.account(r.PathValue("id")) == nil {
		s.refused(w, noObject(r.PathValue("id")))
		return
	}
	var q templateRequest
	if !s.readJSON(w, r, &q) {
		return
	}
	t, f := s.createTemplate(q)
	if f != nil {
		s.refused(w, f)
		return
	}
	answer(w, http.StatusOK, map[string]string{"id": t.ID, "status": t.Status, "category": t.Category})
}

// deleteTemplates answers DELETE /{account id}/message_templates: of a name, in the language that hsm_id has.
func (s *Simulator) deleteTemplates(w http.ResponseWriter, r *http.Request) {
	name, id := r.URL.Query().Get("name"), r.URL.Query().Get("hsm_id")
	switch {
	case s.account(r.PathValue("id")) == nil:
		s.refused(w, noObject(r.PathValue("id")))
		return
	case name == "":
		s.refused(w, refuse(100, "The parameter name is required."))
		return
	}
	if s.removeTemplates(name, id) == 0 {
		s.refused(w, refuse(100, "No message template was found with the given name or id"))
		return
	}
	answer(w, http.StatusOK, map[string]bool{"success": true})
}

// removeTemplates deletes the templates of a name; with an id, that one only. It tells how many there were.
func (s *Simulator) removeTemplates(name, id string) int {
	s.mu.Lock()
	defer s.mu.Unlock()
	if id == "" {
		return s.catalog.remove(name, "")
	}
	t := s.catalog.byID(id)
	if t == nil || t.Name != name {
		return 0
	}
	return s.catalog.remove(name, t.Language)
}
