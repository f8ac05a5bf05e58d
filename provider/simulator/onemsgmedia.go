package simulator

import (
	"encoding/base64"
	"encoding/hex"
	"io"
	"mime/multipart"
	"net/http"
	"net/url"
	"strings"
)

// upload is a file in a request.
type upload struct {
	mime string
	data []byte
}

// uploaded returns the file of a multipart form, or nil when there is none.
func uploaded(r *http.Request) (*upload, *failure) {
	if r.MultipartForm == nil {
		return nil, nil
	}
	defer func() { _ = r.MultipartForm.RemoveAll() }()
	for _, parts := range r.MultipartForm.File {
		if len(parts) > 0 {
			return opened(parts[0])
		}
	}
	return nil, nil
}

// opened reads a part of a multipart form.
func opened(part *multipart.FileHeader) (*upload, *failure) {
	file, err := part.Open()
	if err != nil {
		return nil, oneMsgBad("The file cannot be read")
	}
	defer func() { _ = file.Close() }()
	data, err := io.ReadAll(file)
	if err != nil {
		return nil, oneMsgBad("The file cannot be read")
	}
	kind := part.Header.Get("Content-Type")
	if kind == "" || kind == "application/octet-stream" {
		kind = mimeOf(part.Filename)
	}
	return &upload{mime: kind, data: data}, nil
}

// dataURI reads data:mime;base64,…, or returns nil.
func dataURI(uri string) *upload {
	head, body, found := strings.Cut(uri, ",")
	kind, isData := strings.CutPrefix(head, "data:")
	kind, isBase64 := strings.CutSuffix(kind, ";base64")
	data, err := base64.StdEncoding.DecodeString(body)
	if !found || !isData || !isBase64 || err != nil {
		return nil
	}
	return &upload{mime: kind, data: data}
}

// stored keeps a file and returns its id.
func (s *Simulator) stored(n *number, file *upload) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.keep(n, file.mime, file.data, s.now().Add(uploadLife)).id
}

// oneMsgUpload answers POST uploadMedia: a file in the request, or a URL, which is not fetched: the file is empty then.
func (s *Simulator) oneMsgUpload(w http.ResponseWriter, r *http.Request, n *number) {
	in := &oneMsgRequest{}
	f := readOneMsg(w, r, in)
	var file *upload
	if f == nil {
		file, f = uploaded(r)
	}
	if f != nil {
		s.oneMsgRefused(w, f)
		return
	}
	if file == nil {
		file = dataURI(in.Body)
	}
	if link := or(in.URL, in.Body); file == nil && isWeb(link) {
		u, _ := url.Parse(link) // it has a host
		file = &upload{mime: mimeOf(u.Path)}
	}
	if file == nil || maxBytes(baseType(file.mime)) < max(len(file.data), 1) {
		oneMsgError(w, http.StatusBadRequest, "The file's type or size is not supported")
		return
	}
	answer(w, http.StatusOK, map[string]string{"mediaId": s.stored(n, file)})
}

// oneMsgMedia answers GET retrieveMedia?mediaId= with a link that needs no token.
func (s *Simulator) oneMsgMedia(w http.ResponseWriter, r *http.Request, _ *number) {
	base := s.baseOf(r)
	s.mu.Lock()
	now := s.now()
	m := s.file(r.URL.Query().Get("mediaId"), now)
	s.mu.Unlock()
	if m == nil {
		oneMsgError(w, http.StatusBadRequest, "Media not found")
		return
	}
	answer(w, http.StatusOK, map[string]any{
		"url": s.openLink(base, m, now), "mime_type": m.mime, "sha256": hex.EncodeToString(m.sha[:]),
		"file_size": len(m.data), "id": m.id,
	})
}

// oneMsgDelete answers DELETE media/{id}.
func (s *Simulator) oneMsgDelete(w http.ResponseWriter, r *http.Request, _ *number) {
	s.mu.Lock()
	m := s.file(r.PathValue("id"), s.now())
	delete(s.media, r.PathValue("id"))
	s.mu.Unlock()
	if m == nil {
		oneMsgError(w, http.StatusBadRequest, "Media not found")
		return
	}
	answer(w, http.StatusOK, map[string]string{"result": "success"})
}

// oneMsgRead answers POST readMessage, with or without a typing indicator.
func (s *Simulator) oneMsgRead(w http.ResponseWriter, r *http.Request, n *number) {
	in := &oneMsgRequest{}
	if f := readOneMsg(w, r, in); f != nil {
		s.oneMsgRefused(w, f)
		return
	}
	if !s.readByBusiness(n, or(in.MessageID, in.MsgID)) {
		oneMsgError(w, http.StatusBadRequest, "Message not found")
		return
	}
	answer(w, http.StatusOK, map[string]string{"result": "success"})
}
