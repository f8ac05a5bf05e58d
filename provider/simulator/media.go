package simulator

import (
	"crypto/sha256"
	"encoding/hex"
	"mime"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"
)

// How long files and links live (Cloud API documentation, "Media").
const (
	uploadLife  = 30 * 24 * time.Hour // a file that a business uploaded
	inboundLife = 7 * 24 * time.Hour  // a file that a person sent
	linkLife    = 5 * time.Minute
)

// media is a file.
type media struct {
	id      string
	mime    string
	data    []byte
	sha     [sha256.Size]byte
	expires time.Time
}

// keep stores a file and returns it with its id.
func (s *Simulator) keep(mimeType string, data []byte, expires time.Time) *media {
	m := &media{id: s.ids.object(), mime: mimeType, data: data, sha: sha256.Sum256(data), expires: expires}
	s.media[m.id] = m
	return m
}

// file returns a file that has not expired, or nil.
func (s *Simulator) file(id string, now time.Time) *media {
	m := s.media[id]
	if m == nil || !now.Before(m.expires) {
		return nil
	}
	return m
}

// suits tells whether a file of a MIME type may be sent as a kind of message (Cloud API documentation, "Media:
// supported types"). Any type may be a document.
func suits(kind, mimeType string) bool {
	base, _, err := mime.ParseMediaType(mimeType)
	if err != nil {
		return false
	}
	switch kind {
	case "image":
		return base == "image/jpeg" || base == "image/png"
	case "video":
		return base == "video/mp4" || base == "video/3gpp"
	case "sticker":
		return base == "image/webp"
	case "audio":
		return strings.HasPrefix(base, "audio/")
	}
	return true
}

const attachmentPath = "/whatsapp_business/attachments/"

// link returns where a file can be fetched for five minutes, with the token.
func (s *Simulator) link(base string, m *media, now time.Time) string {
	expires := strconv.FormatInt(now.Add(linkLife).Unix(), 10)
	query := url.Values{"mid": {m.id}, "ext": {expires}, "hash": {s.sign([]byte(m.id + "/" + expires))}}
	return strings.TrimSuffix(base, "/") + attachmentPath + "?" + query.Encode()
}

// getMedia answers GET /{media id}.
func (s *Simulator) getMedia(w http.ResponseWriter, r *http.Request) {
	id := r.PathValue("id")
	s.mu.Lock()
	now := s.now()
	m := s.file(id, now)
	s.mu.Unlock()
	if m == nil {
		s.refused(w, noObject(id))
		return
	}
	base := "http://" + r.Host
	if r.TLS != nil {
		base = "https://" + r.Host
	}
	answer(w, http.StatusOK, map[string]string{
		"messaging_product": "whatsapp", "id": m.id, "url": s.link(or(s.o.BaseURL, base), m, now),
		"mime_type": m.mime, "sha256": hex.EncodeToString(m.sha[:]), "file_size": strconv.Itoa(len(m.data)),
	})
}

// getAttachment answers a media link with the bytes.
func (s *Simulator) getAttachment(w http.ResponseWriter, r *http.Request) {
	query := r.URL.Query()
	id, ext := query.Get("mid"), query.Get("ext")
	expires, err := strconv.ParseInt(ext, 10, 64)
	s.mu.Lock()
	now := s.now()
	m := s.file(id, now)
	s.mu.Unlock()
	if err != nil || m == nil || now.Unix() >= expires || query.Get("hash") != s.sign([]byte(id+"/"+ext)) {
		http.NotFound(w, r)
		return
	}
	w.Header().Set("Content-Type", m.mime)
	w.Header().Set("Content-Length", strconv.Itoa(len(m.data)))
	_, _ = w.Write(m.data)
}

// deleteMedia answers DELETE /{media id}.
func (s *Simulator) deleteMedia(w http.ResponseWriter, r *http.Request) {
	id := r.PathValue("id")
	s.mu.Lock()
	m := s.file(id, s.now())
	delete(s.media, id)
	s.mu.Unlock()
	if m == nil {
		s.refused(w, noObject(id))
		return
	}
	answer(w, http.StatusOK, map[string]bool{"success": true})
}
