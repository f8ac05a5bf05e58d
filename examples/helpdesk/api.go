package main

import (
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"strconv"

	"github.com/wainbox/wainbox/inbox"
	"github.com/wainbox/wainbox/whatsapp"
)

// maxRequestBytes is room for the longest text, every character escaped.
const maxRequestBytes = 256 << 10

// page sizes of the lists.
const (
	usualPage = 50
	maxPage   = 200
)

// endpoint answers with a value or an error.
type endpoint func(r *http.Request) (any, error)

// routeAPI adds the JSON endpoints. Lists are {"…":[…],"next":"…"}, latest
// first; next is given back as before, and absent at the end. Errors are
// {"error":{"kind","message"}}; see [problem].
func (h *helpdesk) routeAPI(mux *http.ServeMux) {
	for pattern, e := range map[string]endpoint{
		"GET /api/conversations":               h.listConversations,
		"GET /api/conversations/{id}":          h.showConversation,
		"GET /api/conversations/{id}/messages": h.listMessages,
		"POST /api/conversations/{id}/replies": h.reply,
		"POST /api/conversations/{id}/accept":  h.step(h.engine.Accept),
		"POST /api/conversations/{id}/decline": h.step(h.engine.Decline),
		"POST /api/conversations/{id}/take":    h.step(h.engine.Take),
		"POST /api/conversations/{id}/end":     h.step(h.engine.End),
		"POST /api/conversations/{id}/give":    h.give,
		"GET /api/conversations/{id}/why":      h.explain,
		"GET /api/templates":                   h.listTemplates,
		"POST /api/templates/preview":          h.previewTemplate,
		"GET /api/agents":                      h.listAgents,
		"POST /api/agents/{id}/presence":       h.presence,
		"GET /api/kept":                        h.listKept,
		"POST /api/kept/{id}/replay":           h.replay,
		"GET /api/phone":                       h.phoneChat,
		"POST /api/phone/messages":             h.phoneWrite,
		"POST /api/phone/read":                 h.phoneRead,
	} {
		mux.HandleFunc(pattern, func(w http.ResponseWriter, r *http.Request) {
			r.Body = http.MaxBytesReader(w, r.Body, maxRequestBytes)
			v, err := e(r)
			if err != nil {
				h.fail(w, r, err)
				return
			}
			answer(w, v)
		})
	}
	mux.HandleFunc("GET /api/files/{message}", h.file)
	mux.HandleFunc("/api/", func(w http.ResponseWriter, r *http.Request) { h.fail(w, r, notFound("there is no such endpoint")) })
}

// reply queues an agent's answer: a text or a template. With a key it is safe to
// repeat: the second is a duplicate, and the first was stored.
func (h *helpdesk) reply(r *http.Request) (any, error) {
	var in struct {
		Text     string          `json:"text"`
		Template *filling        `json:"template"` // in place of the text
		Agent    inbox.AgentID   `json:"agent"`
		To       inbox.MessageID `json:"to"` // quoted
		Key      string          `json:"key"`
	}
	if err := decode(r, &in); err != nil {
		return nil, err
	}
	var content whatsapp.Content = whatsapp.Text{Body: in.Text}
	if in.Template != nil {
		var err error
		if content, err = in.Template.content(h); err != nil {
			return nil, err
		}
	}
	id, agent, err := h.acting(r, in.Agent)
	if err != nil {
		return nil, err
	}
	m, err := h.engine.Reply(r.Context(), inbox.Reply{
		Organization: organization, Conversation: id, Agent: agent, Content: content, To: in.To, Key: in.Key,
	})
	if err != nil {
		return nil, err
	}
	names, err := h.names(r.Context())
	if err != nil {
		names = nil // it is queued all the same
	}
	return map[string]any{"message": h.viewMessage(m, names)}, nil
}

// acting is the conversation of a request, and the agent who acts in it: the
// one named, else who has the chat, else the first of the team.
func (h *helpdesk) acting(r *http.Request, named inbox.AgentID) (inbox.ConversationID, inbox.AgentID, error) {
	id := inbox.ConversationID(r.PathValue("id"))
	if named != "" {
		return id, named, nil
	}
	c, err := h.store.Conversation(r.Context(), organization, id)
	if err != nil {
		return id, "", err
	}
	if c.Chat.Agent != "" {
		return id, c.Chat.Agent, nil
	}
	return id, team[0].ID, nil
}

// decode reads a request's JSON object; no body is an empty one.
func decode(r *http.Request, v any) error {
	d := json.NewDecoder(r.Body)
	d.DisallowUnknownFields()
	err := d.Decode(v)
	var (
		large   *http.MaxBytesError
		members whatsapp.Violations // of a template's values
	)
	switch {
	case err == nil, errors.Is(err, io.EOF):
		return nil
	case errors.As(err, &large):
		return err
	case errors.As(err, &members):
		return broken(members)
	default:
		return badRequest("want a JSON object with the documented fields")
	}
}

// limit is the page size asked for.
func limit(r *http.Request) (int, error) {
	asked := r.URL.Query().Get("limit")
	if asked == "" {
		return usualPage, nil
	}
	n, err := strconv.Atoi(asked)
	if err != nil || n < 1 {
		return 0, badRequest("limit is a number from 1 to " + strconv.Itoa(maxPage))
	}
	return min(n, maxPage), nil
}
