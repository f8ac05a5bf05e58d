package main

import (
	"context"
	"net/http"
	"time"

	"github.com/wainbox/wainbox/inbox"
	"github.com/wainbox/wainbox/routing"
)

// workday is how long an agent who says "available" is there: the pages send no
// heartbeats.
const workday = 12 * time.Hour

// step is an endpoint for what an agent does to a conversation's chat.
func (h *helpdesk) step(do func(context.Context, inbox.ChatStep) error) endpoint {
	return func(r *http.Request) (any, error) {
		var in struct {
			Agent inbox.AgentID `json:"agent"`
			Chat  inbox.ChatID  `json:"chat"` // the one that is meant; may be left out
		}
		if err := decode(r, &in); err != nil {
			return nil, err
		}
		id, agent, err := h.acting(r, in.Agent)
		if err != nil {
			return nil, err
		}
		if err := do(r.Context(), inbox.ChatStep{Organization: organization, Conversation: id, Chat: in.Chat, Agent: agent}); err != nil {
			return nil, err
		}
		return h.showConversation(r)
	}
}

// give gives a chat to another agent: one that waits by assignment, one that
// somebody has by transfer.
func (h *helpdesk) give(r *http.Request) (any, error) {
	var in struct {
		To    inbox.AgentID `json:"to"`
		Agent inbox.AgentID `json:"agent"` // who says so
	}
	if err := decode(r, &in); err != nil {
		return nil, err
	}
	c, err := h.store.Conversation(r.Context(), organization, inbox.ConversationID(r.PathValue("id")))
	if err != nil {
		return nil, err
	}
	give := h.engine.Assign
	if c.Chat.State == inbox.Active {
		give = h.engine.Transfer
	}
	a := inbox.Assignment{Organization: organization, Conversation: c.ID, Chat: c.Chat.ID, To: in.To, By: in.Agent}
	if err := give(r.Context(), a); err != nil {
		return nil, err
	}
	return h.showConversation(r)
}

// explain says why a conversation's chat is where it is.
func (h *helpdesk) explain(r *http.Request) (any, error) {
	return h.engine.Explain(r.Context(), organization, inbox.ConversationID(r.PathValue("id")))
}

// memberView is an agent of the team as the endpoints and the pages show it.
type memberView struct {
	ID        inbox.AgentID  `json:"id"`
	Name      string         `json:"name"`
	Available bool           `json:"available"`
	Status    routing.Status `json:"status,omitempty"`
	Load      int            `json:"load"` // chats and offers
	Capacity  int            `json:"capacity"`
}

// members are the team as it is now.
func (h *helpdesk) members(ctx context.Context) ([]memberView, error) {
	agents, err := h.agents(ctx)
	all := make([]memberView, len(agents))
	for i, a := range agents {
		all[i] = memberView{
			ID: a.ID, Name: a.Name, Available: a.Available(h.now()), Status: a.Presence.Status,
			Load: a.Load, Capacity: a.Capacity,
		}
	}
	return all, err
}

func (h *helpdesk) listAgents(r *http.Request) (any, error) {
	agents, err := h.members(r.Context())
	return map[string]any{"agents": agents}, err
}

func (h *helpdesk) presence(r *http.Request) (any, error) {
	var in struct {
		Available *bool          `json:"available"`
		Status    routing.Status `json:"status"` // how one is away
	}
	if err := decode(r, &in); err != nil {
		return nil, err
	}
	if in.Available == nil {
		return nil, badRequest("available is required: true or false")
	}
	say := h.engine.Away
	if *in.Available {
		say = h.engine.Available
	}
	id := inbox.AgentID(r.PathValue("id"))
	err := say(r.Context(), inbox.Presence{Organization: organization, Agent: id, Lease: workday, Status: in.Status})
	return map[string]any{"agent": id, "available": *in.Available}, err
}
