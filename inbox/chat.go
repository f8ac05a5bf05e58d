package inbox

import (
	"context"

	"github.com/wainbox/wainbox/routing"
)

// End ends the active chat of a conversation and frees its agent's capacity. The
// next word of the customer begins another chat, or goes on with this one for as
// long as the inbox says; see [Inbox].Reopen. Agent is who ends it, for the log.
//
// The error is [routing.ErrNotActive] for a chat that nobody has, and
// [ErrNotFound] where there is none.
func (e *Engine) End(ctx context.Context, c ChatStep) error {
	return e.stepOn(ctx, c, func(s *step, of Inbox) error {
		owner := s.conversation.Chat.Agent
		next, err := s.conversation.Chat.End()
		if err != nil {
			return err
		}
		if err := s.move(ctx, next); err != nil {
			return err
		}
		s.idle(owner)
		s.log(Entry{Kind: EntryEnded, Agent: owner, By: c.Agent})
		s.close(of)
		s.commit.Jobs = append(s.commit.Jobs, fresh(of.ID, s.now))
		return nil
	})
}

// Triage is what is known of a chat that waits: how much it matters and what it
// takes to answer it.
type Triage struct {
	Organization OrganizationID
	Conversation ConversationID
	Chat         ChatID // see [ChatStep]
	// Priority: lower goes first; what arrives has 0.
	Priority int
	// Needs are skills, at most 16, the most important first. Only who has them is
	// offered the chat; see routing.Rules.RelaxAfter.
	Needs []routing.Skill
	By    AgentID
}

// Triage gives a chat its priority and its needs, in the place of those that it
// had. An offer that waits stands.
//
// The error is [routing.ErrTaken] for a chat that somebody has, and a
// [*routing.FieldError] for needs that are not allowed.
func (e *Engine) Triage(ctx context.Context, t Triage) error {
	if err := routing.CheckSkills("needs", t.Needs); err != nil {
		return err
	}
	c := ChatStep{Organization: t.Organization, Conversation: t.Conversation, Chat: t.Chat, Agent: t.By}
	return e.stepOn(ctx, c, func(s *step, _ Inbox) error {
		chat := &s.conversation.Chat
		if chat.State == Active {
			return routing.ErrTaken
		}
		chat.Priority, chat.Needs = t.Priority, t.Needs
		s.log(Entry{Kind: EntryTriaged, By: t.By})
		return nil
	})
}
