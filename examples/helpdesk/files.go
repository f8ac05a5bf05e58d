package main

import (
	"context"
	"errors"
	"io"
	"io/fs"
	"mime"
	"net/http"
	"strings"

	"github.com/wainbox/wainbox/inbox"
	"github.com/wainbox/wainbox/whatsapp"
)

// file sends a message's file as a download. It is a stranger's: it is never
// shown as a page of ours, whatever it says that it is.
func (h *helpdesk) file(w http.ResponseWriter, r *http.Request) {
	m, err := h.stored(r.Context(), inbox.MessageID(r.PathValue("message")))
	if err != nil {
		h.fail(w, r, err)
		return
	}
	body, err := h.files.Open(r.Context(), m.File.Name)
	if errors.Is(err, fs.ErrNotExist) {
		err = notFound("the file is not in the folder any more")
	}
	if err != nil {
		h.fail(w, r, err)
		return
	}
	defer func() { _ = body.Close() }()
	header := w.Header()
	header.Set("Content-Type", safeType(m.File.MIME))
	header.Set("Content-Disposition", mime.FormatMediaType("attachment", map[string]string{"filename": fileName(m)}))
	header.Set("Content-Security-Policy", "default-src 'none'; sandbox")
	header.Set("X-Content-Type-Options", "nosniff")
	_, _ = io.Copy(w, body)
}

// stored is the message with its file, if it is this organization's.
func (h *helpdesk) stored(ctx context.Context, id inbox.MessageID) (inbox.Message, error) {
	states, err := h.store.Load(ctx, []inbox.Want{inbox.ByMessage{Message: id}})
	if err != nil {
		return inbox.Message{}, err
	}
	if len(states) == 0 || states[0].Message == nil {
		return inbox.Message{}, inbox.ErrNotFound
	}
	m := *states[0].Message
	if _, err := h.store.Conversation(ctx, organization, m.Conversation); err != nil {
		return inbox.Message{}, err
	}
	switch m.File.State {
	case inbox.FileStored:
		return m, nil
	case inbox.FilePending:
		return m, notFound("the file is not fetched yet")
	default:
		return m, notFound("the message has no file")
	}
}

// safeType is the media type if it reads as one.
func safeType(given string) string {
	kind, params, err := mime.ParseMediaType(given)
	if err != nil || !strings.Contains(kind, "/") {
		return "application/octet-stream"
	}
	return mime.FormatMediaType(kind, params)
}

// fileName is the sender's own name for a document, without what would lead
// out of a folder, else one made of the message's id.
func fileName(m inbox.Message) string {
	name := ""
	if media, ok := m.Content.(whatsapp.Media); ok {
		name = strings.Map(func(r rune) rune {
			if r < ' ' || strings.ContainsRune(`/\:*?"<>|`+"\x7f", r) {
				return -1
			}
			return r
		}, media.Filename)
	}
	if name = strings.Trim(name, ". "); name != "" {
		return name
	}
	extension := ""
	if known, err := mime.ExtensionsByType(safeType(m.File.MIME)); err == nil && len(known) > 0 {
		extension = known[len(known)-1]
	}
	return string(m.ID) + extension
}
