package main

import (
	"net/http"
	"time"
	"unicode/utf8"

	"github.com/wainbox/wainbox/inbox"
	"github.com/wainbox/wainbox/whatsapp"
)

// keptView is a callback that could not be filed. Its texts are what the
// network sent: whoever shows them escapes them.
type keptView struct {
	ID       inbox.KeptID      `json:"id"`
	Reason   inbox.KeptReason  `json:"reason"`
	Provider string            `json:"provider"`
	At       time.Time         `json:"at"`
	Number   whatsapp.NumberID `json:"number,omitempty"`
	WABA     whatsapp.WABAID   `json:"waba,omitempty"`
	Path     string            `json:"path,omitempty"`
	Problem  string            `json:"problem,omitempty"`
	// Part and Body are shortened; Bytes is the callback's length.
	Part  string `json:"part,omitempty"`
	Body  string `json:"body"`
	Bytes int    `json:"bytes"`
}

// listKept lists the oldest hundred; more says that there are others. Each is
// shortened as it is read: whole, they could be hundreds of megabytes.
func (h *helpdesk) listKept(r *http.Request) (any, error) {
	const most = 100
	list := []keptView{}
	for k, err := range h.store.Kept(r.Context(), inbox.KeptQuery{}) {
		if err != nil {
			return nil, err
		}
		if len(list) == most {
			return map[string]any{"kept": list, "more": true}, nil
		}
		list = append(list, keptView{
			ID: k.ID, Reason: k.Reason, Provider: k.Provider, At: k.At, Number: k.Number, WABA: k.WABA, Path: k.Path,
			Problem: k.Problem, Part: short(k.Part), Body: short(k.Body), Bytes: len(k.Body),
		})
	}
	return map[string]any{"kept": list, "more": false}, nil
}

// short is the beginning of bytes that may be anything.
func short(b []byte) string {
	const most = 4 << 10
	if len(b) <= most {
		return string(b)
	}
	for b = b[:most]; len(b) > most-utf8.UTFMax && !utf8.Valid(b); {
		b = b[:len(b)-1]
	}
	return string(b) + "…"
}

// replay files a kept callback again, and says whether something of it is still
// left over.
func (h *helpdesk) replay(r *http.Request) (any, error) {
	id := inbox.KeptID(r.PathValue("id"))
	k, err := h.kept(r, id)
	if err != nil {
		return nil, err
	}
	if err := h.engine.Replay(r.Context(), h.client, k); err != nil {
		return nil, err
	}
	after, _, err := page(h.store.Kept(r.Context(), inbox.KeptQuery{ID: id}), 1)
	return map[string]any{"id": id, "kept": len(after) > 0}, err
}

func (h *helpdesk) kept(r *http.Request, id inbox.KeptID) (inbox.Kept, error) {
	found, _, err := page(h.store.Kept(r.Context(), inbox.KeptQuery{ID: id}), 1)
	switch {
	case err != nil:
		return inbox.Kept{}, err
	case len(found) == 0:
		return inbox.Kept{}, inbox.ErrNotFound
	default:
		return found[0], nil
	}
}
