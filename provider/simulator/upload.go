package simulator

import (
	"errors"
	"io"
	"mime"
	"net/http"
	"strings"
)

const mib = 1 << 20

// maxBytes is how large a file of a MIME type may be, zero when it is not taken at all (Cloud API documentation,
// "Media: supported types").
func maxBytes(mimeType string) int {
	switch {
	case mimeType == "image/jpeg", mimeType == "image/png":
		return 5 * mib
	case mimeType == "image/webp":
		return mib / 2
	case mimeType == "video/mp4", mimeType == "video/3gpp", mimeType == "audio/aac", mimeType == "audio/amr",
		mimeType == "audio/mpeg", mimeType == "audio/mp4", mimeType == "audio/ogg":
		return 16 * mib
	case strings.HasPrefix(mimeType, "text/"), strings.HasPrefix(mimeType, "application/"):
		return 100 * mib
	}
	return 0
}

// postMedia answers POST /{number id}/media: a multipart form with messaging_product, file and, when the file's part
// has no type of its own, type.
func (s *Simulator) postMedia(w http.ResponseWriter, r *http.Request) {
	n := s.cloud(r.PathValue("id"))
	if n == nil {
		s.refused(w, noObject(r.PathValue("id")))
		return
	}
	s.serveUpload(w, r, n)
}

// serveUpload takes a file for a number.
func (s *Simulator) serveUpload(w http.ResponseWriter, r *http.Request, n *number) {
	r.Body = http.MaxBytesReader(w, r.Body, 101*mib)
	if err := r.ParseMultipartForm(8 * mib); err != nil { //nolint:gosec // bounded the line before
		if _, large := errors.AsType[*http.MaxBytesError](err); large {
			s.refused(w, refuse(131053, "The file is larger than 100 MB"))
			return
		}
		s.refused(w, refuse(100, "The body is not a multipart form"))
		return
	}
	defer func() { _ = r.MultipartForm.RemoveAll() }()
	if r.FormValue("messaging_product") != "whatsapp" {
		s.refused(w, &failure{
			status: http.StatusBadRequest, code: 100, message: "The parameter messaging_product is required.",
		})
		return
	}
	part, header, err := r.FormFile("file")
	if err != nil {
		s.refused(w, &failure{status: http.StatusBadRequest, code: 100, message: "The parameter file is required."})
		return
	}
	defer func() { _ = part.Close() }()
	data, err := io.ReadAll(part)
	if err != nil || len(data) == 0 {
		s.refused(w, refuse(100, "Param file is empty or cannot be read"))
		return
	}
	kind := header.Header.Get("Content-Type")
	if kind == "" || kind == "application/octet-stream" {
		kind = r.FormValue("type")
	}
	base, _, _ := mime.ParseMediaType(kind)
	most := maxBytes(base)
	if most == 0 || base == "application/octet-stream" {
		s.refused(w, refuse(131053, "Param file has a type that is not supported"))
		return
	}
	if len(data) > most {
		s.refused(w, refuse(131053, "Param file is too large for its type"))
		return
	}
	s.mu.Lock()
	m := s.keep(n, kind, data, s.now().Add(uploadLife))
	s.mu.Unlock()
	answer(w, http.StatusOK, map[string]string{"id": m.id})
}
