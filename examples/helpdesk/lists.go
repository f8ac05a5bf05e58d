package main

import (
	"context"
	"iter"
	"net/http"

	"github.com/wainbox/wainbox/inbox"
)

// conversations is a page of the list.
type conversations struct {
	Conversations []conversationView `json:"conversations"`
	Next          string             `json:"next,omitempty"`
}

func (h *helpdesk) listConversations(r *http.Request) (any, error) {
	n, err := limit(r)
	if err != nil {
		return nil, err
	}
	q := inbox.ConversationQuery{Organization: organization, Inbox: inbox.InboxID(r.URL.Query().Get("inbox"))}
	if q.Before, err = parseConversationCursor(r.URL.Query().Get("before")); err != nil {
		return nil, err
	}
	found, more, err := page(h.store.Conversations(r.Context(), q), n)
	if err != nil {
		return nil, err
	}
	names, err := h.names(r.Context())
	if err != nil {
		return nil, err
	}
	list := conversations{Conversations: make([]conversationView, len(found))}
	for i, c := range found {
		list.Conversations[i] = viewConversation(c, names, h.now())
	}
	if more {
		list.Next = conversationCursor(found[len(found)-1].Cursor())
	}
	return list, nil
}

func (h *helpdesk) showConversation(r *http.Request) (any, error) {
	c, err := h.store.Conversation(r.Context(), organization, inbox.ConversationID(r.PathValue("id")))
	if err != nil {
		return nil, err
	}
	names, err := h.names(r.Context())
	return viewConversation(c, names, h.now()), err
}

// messages is a page of a conversation, the latest message first.
type messages struct {
	Messages []messageView `json:"messages"`
	Next     string        `json:"next,omitempty"`
}

func (h *helpdesk) listMessages(r *http.Request) (any, error) {
	n, err := limit(r)
	if err != nil {
		return nil, err
	}
	q := inbox.MessageQuery{Organization: organization, Conversation: inbox.ConversationID(r.PathValue("id"))}
	if q.Before, err = parseMessageCursor(r.URL.Query().Get("before")); err != nil {
		return nil, err
	}
	found, more, err := page(h.store.Messages(r.Context(), q), n)
	if err != nil {
		return nil, err
	}
	names, err := h.names(r.Context())
	if err != nil {
		return nil, err
	}
	list := messages{Messages: make([]messageView, 0, len(found))}
	for _, m := range found {
		if m.Delivery.Of == "" { // else it is an answer of ours, which is there itself
			list.Messages = append(list.Messages, h.viewMessage(m, names))
		}
	}
	if more {
		list.Next = messageCursor(found[len(found)-1].Cursor())
	}
	return list, nil
}

// page takes the first n of a list, and reports whether there are more.
func page[T any](list iter.Seq2[T, error], n int) (found []T, more bool, err error) {
	for one, err := range list {
		if err != nil {
			return nil, false, err
		}
		if len(found) == n {
			return found, true, nil
		}
		found = append(found, one)
	}
	return found, false, nil
}

// names are the agents' names by their ids.
func (h *helpdesk) names(ctx context.Context) (map[inbox.AgentID]string, error) {
	agents, err := h.agents(ctx)
	names := make(map[inbox.AgentID]string, len(agents))
	for _, a := range agents {
		names[a.ID] = a.Name
	}
	return names, err
}
