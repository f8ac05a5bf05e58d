package simulator

import (
	"crypto/subtle"
	"errors"
	"net/http"
	"strings"
)

// routes builds the handler: control endpoints, and the Graph wire behind its token.
func (s *Simulator) routes() http.Handler {
	graph := http.NewServeMux()
	graph.HandleFunc("POST /{id}/messages", s.postMessages)
	graph.HandleFunc("POST /{id}/media", s.postMedia)
	graph.HandleFunc("GET /{id}", s.getNode)
	graph.HandleFunc("DELETE /{id}", s.deleteMedia)
	graph.HandleFunc("GET "+attachmentPath, s.getAttachment)
	graph.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) {
		s.refused(w, &failure{
			status: http.StatusBadRequest, code: 2500, message: "Unknown path components: " + r.URL.Path,
		})
	})
	authorized := unversioned(s.authorized(graph))
	control := s.control()
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if strings.HasPrefix(r.URL.Path, controlPath) {
			control.ServeHTTP(w, r)
			return
		}
		authorized.ServeHTTP(w, r)
	})
}

// authorized lets requests through that carry the token. Which part of a wrong one is wrong is not said.
func (s *Simulator) authorized(next http.Handler) http.Handler {
	want := []byte("Bearer " + s.o.Token)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if subtle.ConstantTimeCompare([]byte(r.Header.Get("Authorization")), want) != 1 {
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

// getNode answers for the object of an id: a business number or a file.
func (s *Simulator) getNode(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	n := s.numbers[r.PathValue("id")]
	s.mu.Unlock()
	if n == nil {
		s.getMedia(w, r)
		return
	}
	answer(w, http.StatusOK, map[string]any{
		"id": n.ID, "display_phone_number": "+" + n.Display, "verified_name": "Simulator",
		"quality_rating": "GREEN", "code_verification_status": "VERIFIED", "platform_type": "CLOUD_API",
		"status": "CONNECTED", "account_mode": "LIVE", "throughput": map[string]string{"level": "STANDARD"},
	})
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
