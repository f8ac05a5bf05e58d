package simulator

import (
	"encoding/base64"
	"io"
	"net/http"
	"slices"
	"strconv"
	"strings"
)

// session is a resumable upload: a sample for a template's header, or the profile's picture (Graph API, "Resumable
// upload").
type session struct {
	length int
	data   []byte
}

const uploadPrefix = "upload:"

// sampleTypes are what may be uploaded in a session.
var sampleTypes = []string{"application/pdf", "image/jpeg", "image/jpg", "image/png", "video/mp4"}

// postSession answers POST /{app id}/uploads, which begins a session.
func (s *Simulator) postSession(w http.ResponseWriter, r *http.Request) {
	query := r.URL.Query()
	length, err := strconv.Atoi(query.Get("file_length"))
	if err != nil || length <= 0 || length > 100*mib || !slices.Contains(sampleTypes, query.Get("file_type")) {
		s.refused(w, refuse(100, "file_length and file_type must be those of a file that can be a sample"))
		return
	}
	s.mu.Lock()
	id := uploadPrefix + s.ids.object()
	s.sessions[id] = &session{length: length}
	s.mu.Unlock()
	answer(w, http.StatusOK, map[string]string{"id": id})
}

// serveSession answers POST and GET /upload:…: bytes from an offset, or how many there are. The last bytes bring the
// handle.
func (s *Simulator) serveSession(w http.ResponseWriter, r *http.Request) {
	id := r.PathValue("id")
	data, err := io.ReadAll(http.MaxBytesReader(w, r.Body, 100*mib))
	s.mu.Lock()
	defer s.mu.Unlock()
	up := s.sessions[id]
	switch {
	case up == nil:
		s.refused(w, noObject(id))
		return
	case r.Method == http.MethodGet:
		answer(w, http.StatusOK, map[string]any{"id": id, "file_offset": len(up.data)})
		return
	case err != nil, r.Header.Get("File_offset") != strconv.Itoa(len(up.data)), len(up.data)+len(data) > up.length:
		s.refused(w, refuse(100, "file_offset is not where the file ends, or the file is too long"))
		return
	}
	up.data = append(up.data, data...)
	if len(up.data) < up.length {
		answer(w, http.StatusOK, map[string]any{"id": id, "file_offset": len(up.data)})
		return
	}
	delete(s.sessions, id)
	answer(w, http.StatusOK, map[string]string{"h": "4::" + base64.StdEncoding.EncodeToString([]byte(id))})
}

// isSession tells whether a request is for an upload.
func isSession(r *http.Request) bool { return strings.HasPrefix(r.PathValue("id"), uploadPrefix) }
