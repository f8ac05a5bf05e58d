package inbox

import (
	"context"
	"errors"
)

// ErrChatState is returned for a step that the chat's state does not allow.
// Nothing is changed.
var ErrChatState = errors.New("inbox: the chat is not in a state for this")

// EndChat names the chat to end.
type EndChat struct {
	Organization OrganizationID
	Conversation ConversationID
	// Agent is who ends it, for the log.
	Agent AgentID
}

// End ends the active chat of a conversation and frees its agent's capacity,
// which calls for a look at the inboxes that the agent sits in. The next word of
// the customer begins a new chat.
func (e *Engine) End(ctx context.Context, c EndChat) error {
	defer e.locks.lock([]string{string(c.Conversation)})()
	return e.decide(ctx, func() (Commit, error) {
		conversation, version, err := e.conversation(ctx, c.Organization, c.Conversation)
		if err != nil {
			return Commit{}, err
		}
		if _, _, err := e.agent(ctx, c.Organization, c.Agent); err != nil {
			return Commit{}, err
		}
		if conversation.Chat.State != Active {
			return Commit{}, ErrChatState
		}
		owner, ownerVersion, err := load[Agent](ctx, e.store, Key{KindAgent, string(conversation.Chat.Agent)})
		if err != nil {
			return Commit{}, err
		}
		looks, err := e.looks(ctx, owner.ID)
		if err != nil {
			return Commit{}, err
		}
		ended := conversation.Chat.ID
		owner.Load = max(owner.Load-1, 0)
		conversation.Chat = Chat{}
		return Commit{
			Puts: []Put{{Record: conversation, Version: version}, {Record: owner, Version: ownerVersion}},
			Jobs: looks,
			Log: []Entry{{
				Kind: EntryEnded, At: e.now(), Account: conversation.Account, Conversation: conversation.ID, Chat: ended,
				Agent: c.Agent,
			}},
		}, nil
	})
}

// Presence is an agent's own status.
type Presence struct {
	Organization OrganizationID
	Agent        AgentID
	Available    bool
}

// SetPresence makes an agent available, which calls for a look at the agent's
// inboxes, or away. Saying it twice is no error. Chats that the agent has are
// kept.
func (e *Engine) SetPresence(ctx context.Context, p Presence) error {
	return e.decide(ctx, func() (Commit, error) {
		agent, version, err := e.agent(ctx, p.Organization, p.Agent)
		if err != nil {
			return Commit{}, err
		}
		if agent.Available == p.Available {
			return Commit{}, errNothing
		}
		agent.Available = p.Available
		commit := Commit{Puts: []Put{{Record: agent, Version: version}}}
		state := "away"
		if p.Available {
			state = "available"
			if commit.Jobs, err = e.looks(ctx, agent.ID); err != nil {
				return Commit{}, err
			}
		}
		commit.Log = []Entry{{Kind: EntryPresence, At: e.now(), Agent: agent.ID, State: state}}
		return commit, nil
	})
}

// looks are the looks that a freed or returning agent calls for.
func (e *Engine) looks(ctx context.Context, agent AgentID) ([]Job, error) {
	states, err := e.store.Load(ctx, []Want{BySeats{Agent: agent}})
	if err != nil {
		return nil, err
	}
	var jobs []Job
	for _, state := range states {
		if seat, ok := state.Record.(Seat); ok {
			jobs = append(jobs, look(seat.Inbox, e.now()))
		}
	}
	return jobs, nil
}
