package simulator

import (
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strings"
)

// contentCreate answers POST /v1/Content.
func (s *Simulator) contentCreate(w http.ResponseWriter, r *http.Request) {
	var q struct {
		Name      string                     `json:"friendly_name"`
		Language  string                     `json:"language"`
		Variables map[string]string          `json:"variables"`
		Types     map[string]json.RawMessage `json:"types"`
	}
	if !s.readTwilioJSON(w, r, &q) {
		return
	}
	if q.Language == "" || len(q.Types) == 0 {
		s.twilioRefused(w, twilioBad(20001, "language and types are required"))
		return
	}
	for kind, raw := range q.Types {
		if f := checkContent(kind, raw); f != nil {
			s.twilioRefused(w, f)
			return
		}
	}
	base := s.baseOf(r)
	s.mu.Lock()
	c := &twilioContent{
		sid: s.ids.sid("HX"), name: q.Name, language: q.Language, variables: q.Variables, types: q.Types, created: s.now(),
	}
	s.created = append(s.created, c)
	s.mu.Unlock()
	answer(w, http.StatusCreated, c.resource(s.o.TwilioAccount, base))
}

// contentFetch answers GET /v1/Content/{sid}.
func (s *Simulator) contentFetch(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	c := s.findContent(r.PathValue("content"))
	s.mu.Unlock()
	if c == nil {
		s.twilioMissing(w, r)
		return
	}
	answer(w, http.StatusOK, c.resource(s.o.TwilioAccount, s.baseOf(r)))
}

// contentDelete answers DELETE /v1/Content/{sid}: the template that was made of it goes too.
func (s *Simulator) contentDelete(w http.ResponseWriter, r *http.Request) {
	sid := r.PathValue("content")
	s.mu.Lock()
	c := s.findContent(sid)
	s.created = slices.DeleteFunc(s.created, func(c *twilioContent) bool { return c.sid == sid })
	if t := s.catalog.bySID(sid); t != nil {
		s.catalog.remove(t.Name, t.Language)
	}
	s.mu.Unlock()
	if c == nil {
		s.twilioMissing(w, r)
		return
	}
	w.WriteHeader(http.StatusNoContent)
}

// contentList answers GET /v1/Content and GET /v1/ContentAndApprovals, whose rows say what became of the approval.
func (s *Simulator) contentList(w http.ResponseWriter, r *http.Request) {
	base, withApprovals := s.baseOf(r), strings.HasSuffix(r.URL.Path, "Approvals")
	size, page := paged(r.URL.Query())
	s.mu.Lock()
	all := s.contents()
	rows := []map[string]any{}
	for _, c := range part(all, page*size, size) {
		row := c.resource(s.o.TwilioAccount, base)
		if withApprovals {
			row["approval_requests"] = s.approval(c)
		}
		rows = append(rows, row)
	}
	s.mu.Unlock()
	answer(w, http.StatusOK, map[string]any{
		"contents": rows, "meta": twilioMeta(base+r.URL.Path+"?", "contents", size, page, len(all)),
	})
}

// twilioMeta is where the pages of a list are: absolute URLs.
func twilioMeta(url, key string, size, page, total int) map[string]any {
	at := func(n int) any {
		if n < 0 || n > 0 && n*size >= total {
			return nil
		}
		return fmt.Sprintf("%sPageSize=%d&Page=%d", url, size, n)
	}
	return map[string]any{
		"page": page, "page_size": size, "key": key, "first_page_url": at(0), "url": at(page),
		"previous_page_url": at(page - 1), "next_page_url": at(page + 1),
	}
}
