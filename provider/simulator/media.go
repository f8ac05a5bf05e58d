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
	name    string // of a document
	message string // the inbound message that carries it
}

// keep stores a file of a number and returns it with its id, in the style of the number's wire.
func (s *Simulator) keep(n *number, mimeType string, data []byte, expires time.Time) *media {
	id := s.ids.object()
	if n.Wire == WireTwilio {
		id = s.ids.sid("ME")
	}
	m := &media{id: id, mime: mimeType, data: data, sha: sha256.Sum256(data), expires: expires}
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

// linkBase is where a link in Meta's words leads. 360dialog passes on Meta's own, which clients rewrite to 360dialog's
// (360dialog, "Messaging API: media").
func (s *Simulator) linkBase(n *number, base string) string {
	if n.Wire == WireDialog360 {
		return "https://lookaside.fbsbx.com"
	}
	return base
}

// baseOf is where a request reached the handler.
func (s *Simulator) baseOf(r *http.Request) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.o.BaseURL != "" {
		return strings.TrimSuffix(s.o.BaseURL, "/")
	}
	if r.TLS != nil {
		return "https://" + r.Host
	}
	return "http://" + r.Host
}

// getMedia answers GET /{media id}.
func (s *Simulator) getMedia(w http.ResponseWriter, r *http.Request) {
	known := s.described(r.PathValue("id"), s.baseOf(r))
	if known == nil {
		s.refused(w, noObject(r.PathValue("id")))
		return
	}
	answer(w, http.StatusOK, known)
}

// described is what an answer says of a file, with its link below a base, or nil.
func (s *Simulator) described(id, base string) map[string]any {
	s.mu.Lock()
	defer s.mu.Unlock()
	now := s.now()
	m := s.file(id, now)
	if m == nil {
		return nil
	}
	return map[string]any{
		"messaging_product": "whatsapp", "id": m.id, "url": s.link(base, m, now),
		"mime_type": m.mime, "sha256": hex.EncodeToString(m.sha[:]), "file_size": strconv.Itoa(len(m.data)),
	}
}

// getAttachment answers a media link with the bytes.
func (s *Simulator) getAttachment(w http.ResponseWriter, r *http.Request) {
	query := r.URL.Query()
	s.serveFile(w, r, query.Get("mid"), query.Get("ext"), query.Get("hash"))
}

// serveFile answers with a file's bytes when its link is not older than five minutes.
func (s *Simulator) serveFile(w http.ResponseWriter, r *http.Request, id, ext, hash string) {
	expires, err := strconv.ParseInt(ext, 10, 64)
	s.mu.Lock()
	now := s.now()
	m := s.file(id, now)
	s.mu.Unlock()
	if err != nil || m == nil || now.Unix() >= expires || hash != s.sign([]byte(id+"/"+ext)) {
		http.NotFound(w, r)
		return
	}
	w.Header().Set("Content-Type", m.mime)
	w.Header().Set("Content-Length", strconv.Itoa(len(m.data)))
	if m.name != "" {
		w.Header().Set("Content-Disposition", mime.FormatMediaType("attachment", map[string]string{"filename": m.name}))
	}
	_, _ = w.Write(m.data)
}

// filePath is where links lead that need no credentials: the storage behind Twilio's media and 1msg's.
const filePath = "/simulated-storage/"

// openLink returns where a file can be fetched for five minutes by anyone.
func (s *Simulator) openLink(base string, m *media, now time.Time) string {
	expires := strconv.FormatInt(now.Add(linkLife).Unix(), 10)
	query := url.Values{"ext": {expires}, "hash": {s.sign([]byte(m.id + "/" + expires))}}
	return strings.TrimSuffix(base, "/") + filePath + m.id + extension(m.mime) + "?" + query.Encode()
}

// files serves the open links.
func (s *Simulator) files() http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		id, _, _ := strings.Cut(strings.TrimPrefix(r.URL.Path, filePath), ".")
		s.serveFile(w, r, id, r.URL.Query().Get("ext"), r.URL.Query().Get("hash"))
	})
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
