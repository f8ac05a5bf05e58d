package simulator

import (
	"encoding/json"
	"net/http"
	"slices"
	"strings"
)

// getProfile answers GET /{number id}/whatsapp_business_profile.
func (s *Simulator) getProfile(w http.ResponseWriter, r *http.Request) {
	s.serveProfile(w, r, s.cloud(r.PathValue("id")))
}

// serveProfile answers with the fields that are asked for; without them little comes back.
func (s *Simulator) serveProfile(w http.ResponseWriter, r *http.Request, n *number) {
	if n == nil {
		s.refused(w, noObject(r.PathValue("id")))
		return
	}
	all := fields(s.profileOf(n), or(r.URL.Query().Get("fields"), "about"))
	all["messaging_product"] = "whatsapp"
	answer(w, http.StatusOK, map[string]any{"data": []any{all}})
}

// postProfile answers POST /{number id}/whatsapp_business_profile: only what the request has is changed.
func (s *Simulator) postProfile(w http.ResponseWriter, r *http.Request) {
	s.serveSetProfile(w, r, s.cloud(r.PathValue("id")))
}

func (s *Simulator) serveSetProfile(w http.ResponseWriter, r *http.Request, n *number) {
	var q struct {
		Product string `json:"messaging_product"`
		profileChange
	}
	switch {
	case n == nil:
		s.refused(w, noObject(r.PathValue("id")))
		return
	case !s.readJSON(w, r, &q):
		return
	case q.Product != "whatsapp":
		s.refused(w, refuse(100, "The parameter messaging_product is required."))
		return
	}
	if f := s.setProfile(n, &q.profileChange); f != nil {
		s.refused(w, f)
		return
	}
	answer(w, http.StatusOK, map[string]bool{"success": true})
}

// fields are the named ones of an object, separated by commas; empty = all.
func fields(v any, names string) map[string]any {
	all := map[string]any{}
	raw, _ := json.Marshal(v) //nolint:errchkjson // plain values
	_ = json.Unmarshal(raw, &all)
	if names == "" {
		return all
	}
	for name := range all {
		if name != "id" && !slices.Contains(strings.Split(names, ","), name) {
			delete(all, name)
		}
	}
	return all
}

// readJSON reads a request in Meta's words, and refuses it when it is none.
func (s *Simulator) readJSON(w http.ResponseWriter, r *http.Request, v any) bool {
	if json.NewDecoder(http.MaxBytesReader(w, r.Body, maxRequestBytes)).Decode(v) != nil {
		s.refused(w, refuse(100, "The body is not a JSON object with the documented types"))
		return false
	}
	return true
}
