package simulator

import (
	"crypto/subtle"
	"errors"
	"net/http"
	"strings"
)

// routes builds the handler: the control endpoints, and the wires, which are told apart by path and credentials.
func (s *Simulator) routes() http.Handler {
	control, files := s.control(), s.files()
	dialog360, twilio, oneMsg, graph := s.dialog360(), s.twilio(), s.oneMsg(), s.graph()
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch {
		case strings.HasPrefix(r.URL.Path, controlPath):
			control.ServeHTTP(w, r)
		case strings.HasPrefix(r.URL.Path, filePath):
			files.ServeHTTP(w, r)
		case isTwilio(r):
			twilio.ServeHTTP(w, r)
		case isDialog360(r):
			dialog360.ServeHTTP(w, r)
		case s.isOneMsg(r):
			oneMsg.ServeHTTP(w, r)
		default:
			graph.ServeHTTP(w, r)
		}
	})
}

// graph builds the Cloud API behind its token.
func (s *Simulator) graph() http.Handler {
	graph := http.NewServeMux()
	for pattern, h := range map[string]http.HandlerFunc{
		"POST /{id}/messages":                  s.postMessages,
		"POST /{id}/media":                     s.postMedia,
		"GET /{id}":                            s.getNode,
		"POST /{id}":                           s.postNode,
		"DELETE /{id}":                         s.deleteMedia,
		"GET " + attachmentPath:                s.getAttachment,
		"GET /{id}/message_templates":          s.getTemplates,
		"POST /{id}/message_templates":         s.postTemplate,
		"DELETE /{id}/message_templates":       s.deleteTemplates,
		"GET /{id}/phone_numbers":              s.getNumbers,
		"GET /{id}/subscribed_apps":            s.getSubscribed,
		"POST /{id}/subscribed_apps":           s.postSubscribed,
		"DELETE /{id}/subscribed_apps":         s.postSubscribed,
		"GET /{id}/whatsapp_business_profile":  s.getProfile,
		"POST /{id}/whatsapp_business_profile": s.postProfile,
		"GET /{id}/block_users":                s.getBlocked,
		"POST /{id}/block_users":               s.postBlock,
		"DELETE /{id}/block_users":             s.postBlock,
		"GET /{id}/message_qrdls":              s.getCodes,
		"POST /{id}/message_qrdls":             s.postCode,
		"GET /{id}/message_qrdls/{code}":       s.getCodes,
		"DELETE /{id}/message_qrdls/{code}":    s.deleteCode,
		"POST /{id}/uploads":                   s.postSession,
		"POST /{id}/unpause":                   s.unpause,
		"GET /debug_token":                     s.getToken,
		"/": func(w http.ResponseWriter, r *http.Request) {
			s.refused(w, &failure{
				status: http.StatusBadRequest, code: 2500, message: "Unknown path components: " + r.URL.Path,
			})
		},
	} {
		graph.HandleFunc(pattern, h)
	}
	return unversioned(s.authorized(graph))
}

// authorized lets requests through that carry the token. Which part of a wrong one is wrong is not said.
func (s *Simulator) authorized(next http.Handler) http.Handler {
	bearer, oauth := []byte("Bearer "+s.o.Token), []byte("OAuth "+s.o.Token) // the second is that of uploads
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		given := []byte(r.Header.Get("Authorization"))
		if subtle.ConstantTimeCompare(given, bearer)|subtle.ConstantTimeCompare(given, oauth) != 1 {
			w.Header().Set("WWW-Authenticate", `OAuth "Facebook Platform" "invalid_token"`)
			s.refused(w, refuse(190, ""))
			return
		}
		next.ServeHTTP(w, r)
	})
}

// unversioned takes a Graph version off the path, so that any version is served alike.
func unversioned(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		first, rest, found := strings.Cut(strings.TrimPrefix(r.URL.Path, "/"), "/")
		if !found || !isVersion(first) {
			next.ServeHTTP(w, r)
			return
		}
		r2, u := *r, *r.URL
		u.Path, u.RawPath = "/"+rest, ""
		r2.URL = &u
		next.ServeHTTP(w, &r2)
	})
}

// isVersion tells whether a path component is a Graph version, v23.0.
func isVersion(s string) bool {
	major, minor, found := strings.Cut(strings.TrimPrefix(s, "v"), ".")
	return found && strings.HasPrefix(s, "v") && major != "" && minor != "" && digits(major+minor) == major+minor
}

// hangUp closes the connection without an answer.
func hangUp(w http.ResponseWriter) {
	conn, _, err := http.NewResponseController(w).Hijack()
	if errors.Is(err, http.ErrNotSupported) {
		panic(http.ErrAbortHandler) // HTTP/2: the server resets the stream
	}
	if err == nil {
		_ = conn.Close()
	}
}
