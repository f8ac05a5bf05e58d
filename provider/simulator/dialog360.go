package simulator

import (
	"net/http"
	"strconv"
	"strings"
)

// 360dialog's Messaging API on Cloud API hosting: Meta's words for messages and media, its own for webhooks and
// templates, and a key of the number instead of an id in the path (360dialog, "Messaging API", version 1.41).

const dialog360Key = "D360-Api-Key"

// isDialog360 tells a request by its key, or by a path that no other wire has.
func isDialog360(r *http.Request) bool {
	if r.Header.Get(dialog360Key) != "" {
		return true
	}
	switch r.URL.Path {
	case "/messages", "/v1/messages", "/media", "/health_status", "/whatsapp_business_profile", "/block_users",
		"/waba_webhook":
		return true
	}
	return strings.HasPrefix(r.URL.Path, "/v1/configs/")
}

// dialog360Handler serves a request for the number that its key belongs to.
type dialog360Handler func(w http.ResponseWriter, r *http.Request, n *number)

func (s *Simulator) dialog360() http.Handler {
	mux := http.NewServeMux()
	for pattern, h := range map[string]dialog360Handler{
		"POST /messages":                      s.serveMessages,
		"POST /v1/messages":                   s.serveMessages,
		"POST /media":                         s.serveUpload,
		"GET /{id}":                           s.dialog360Media,
		"DELETE /{id}":                        s.dialog360Delete,
		"GET " + attachmentPath:               s.dialog360File,
		"GET /v1/configs/webhook":             s.dialog360Webhook,
		"POST /v1/configs/webhook":            s.dialog360SetWebhook,
		"GET /v1/configs/templates":           s.dialog360Templates,
		"POST /v1/configs/templates":          s.dialog360Create,
		"DELETE /v1/configs/templates/{name}": s.dialog360Remove,
		"GET /whatsapp_business_profile":      s.serveProfile,
		"POST /whatsapp_business_profile":     s.serveSetProfile,
		"GET /health_status":                  s.dialog360Health,
		"GET /block_users":                    s.serveBlocked,
		"POST /waba_webhook":                  s.dialog360AccountWebhook,
		"POST /block_users":                   s.serveBlock,
		"DELETE /block_users":                 s.serveBlock,
		"/": func(w http.ResponseWriter, _ *http.Request, _ *number) {
			s.dialog360Refused(w, http.StatusNotFound, "Not found")
		},
	} {
		mux.HandleFunc(pattern, s.keyed(h))
	}
	return mux
}

// keyed finds the number of a request's key.
func (s *Simulator) keyed(h dialog360Handler) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		key := r.Header.Get(dialog360Key)
		n := s.first(func(n *number) bool { return n.Wire == WireDialog360 && n.Key == key })
		if n == nil || key == "" {
			s.dialog360Refused(w, http.StatusUnauthorized, "Invalid api_key")
			return
		}
		h(w, r, n)
	}
}

// dialog360Refused answers with the gateway's own error. What Meta refuses, the gateway passes on in Meta's words.
func (s *Simulator) dialog360Refused(w http.ResponseWriter, status int, message string) {
	answer(w, status, map[string]any{"meta": map[string]any{
		"success": false, "http_code": status, "developer_message": message, "360dialog_trace_id": s.ids.trace(),
	}})
}

// dialog360Media answers GET /{media id} with a link on Meta's host, whatever the simulator's own is: the client is to
// replace the host (360dialog, "Messaging API: media"). The size is a number here.
func (s *Simulator) dialog360Media(w http.ResponseWriter, r *http.Request, n *number) {
	known := s.described(r.PathValue("id"), s.linkBase(n, ""))
	if known == nil {
		s.refused(w, noObject(r.PathValue("id")))
		return
	}
	size, _ := known["file_size"].(string)
	known["file_size"], _ = strconv.Atoi(size)
	answer(w, http.StatusOK, known)
}

func (s *Simulator) dialog360File(w http.ResponseWriter, r *http.Request, _ *number) {
	s.getAttachment(w, r)
}

func (s *Simulator) dialog360Delete(w http.ResponseWriter, r *http.Request, _ *number) {
	s.deleteMedia(w, r)
}

// dialog360Health answers GET /health_status, by which a key is checked.
func (s *Simulator) dialog360Health(w http.ResponseWriter, _ *http.Request, n *number) {
	answer(w, http.StatusOK, map[string]any{"id": n.ID, "health_status": n.health()})
}
