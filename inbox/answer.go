package inbox

import (
	"context"
	"errors"

	"github.com/wainbox/wainbox/routing"
)

// ChatStep is what an agent does to a chat.
//
// Beside their own errors the commands about chats return [ErrNotFound] for what
// does not exist or is another organization's, [ErrSuperseded], and [ErrConflict]
// where others were quicker again and again. After an error of the store's own the
// step may have been made all the same.
type ChatStep struct {
	Organization OrganizationID
	Conversation ConversationID
	// Chat, if set, is the chat that is meant: when the conversation has another by
	// now, or none, the step is refused with [ErrNotFound].
	Chat ChatID
	// Offer, if set, is the number of the offer that [Engine.Accept] or
	// [Engine.Decline] answers; see [Conversation].Offers. With another one by now
	// the answer is refused. An Accept may then be repeated: who has the chat by that
	// offer already is told so by no error.
	Offer int64
	// Agent is who does it; in [Engine.End] empty = the host itself.
	Agent AgentID
}

// Accept makes a chat that is offered to an agent theirs. Other offers of it are
// withdrawn.
//
// The error is [routing.ErrNotOffered] for a chat that is not offered to the
// agent, not any more, or whose deadline is reached, and for an agent who is not
// there: what was offered to them is being withdrawn.
func (e *Engine) Accept(ctx context.Context, c ChatStep) error {
	return e.stepOn(ctx, c, func(s *step, of Inbox) error {
		chat := s.conversation.Chat
		if c.Offer != 0 && c.Offer == s.conversation.Offers && chat.State == Active && chat.Agent == c.Agent {
			return errNothing
		}
		if err := s.asked(ctx, c); err != nil {
			return err
		}
		others := without(chat.Holders(), []AgentID{c.Agent})
		next, err := chat.Accept(c.Agent, s.now)
		if err != nil {
			return err
		}
		if err := s.move(ctx, next); err != nil {
			return err
		}
		s.own(of.Rules)
		s.guard(&s.commit, agentKey(c.Agent))
		s.guard(&s.commit, SeatKey(s.conversation.Inbox, c.Agent))
		s.log(Entry{Kind: EntryOwner, Agent: c.Agent, State: OwnerAccepted})
		s.withdrawn(others)
		return nil
	})
}

// Decline gives an offered chat back. The agent is not asked again until all
// others were. The errors are those of [Engine.Accept].
func (e *Engine) Decline(ctx context.Context, c ChatStep) error {
	return e.stepOn(ctx, c, func(s *step, _ Inbox) error {
		if err := s.asked(ctx, c); err != nil {
			return err
		}
		next, err := s.conversation.Chat.Decline(c.Agent, s.now)
		if err != nil {
			return err
		}
		if err := s.move(ctx, next); err != nil {
			return err
		}
		s.log(Entry{Kind: EntryDeclined, Agent: c.Agent})
		return nil
	})
}

// asked returns an error for an answer of who is not there, or to another offer.
func (s *step) asked(ctx context.Context, c ChatStep) error {
	seat, member, err := s.seated(ctx, s.conversation.Inbox, c.Agent)
	switch {
	case err != nil:
		return err
	case !member || !seat.There(s.now), c.Offer != 0 && c.Offer != s.conversation.Offers:
		return routing.ErrNotOffered
	default:
		return nil
	}
}

// stepOn decides a step about a conversation's chat and commits it, again when a
// record changed meanwhile. What is due goes before it.
func (e *Engine) stepOn(ctx context.Context, c ChatStep, how func(*step, Inbox) error) error {
	defer e.locks.lock([]string{string(c.Conversation)})()
	return e.decide(ctx, func() (Commit, error) {
		conversation, version, err := e.conversation(ctx, c.Organization, c.Conversation)
		if err != nil {
			return Commit{}, err
		}
		if c.Agent != "" {
			if _, _, err := e.agent(ctx, c.Organization, c.Agent); err != nil {
				return Commit{}, err
			}
		}
		if conversation.Chat.ID == "" || c.Chat != "" && c.Chat != conversation.Chat.ID {
			return Commit{}, missing("chat")
		}
		s := &step{roster: newRoster(e.store), now: e.now(), conversation: conversation, version: version}
		if err := s.load(ctx, inboxKey(conversation.Inbox)); err != nil {
			return Commit{}, err
		}
		of, _ := record[Inbox](s.roster, inboxKey(conversation.Inbox))
		of.ID = conversation.Inbox
		if err := s.lapse(ctx, s.now); err != nil && !errors.Is(err, errNothing) {
			return Commit{}, err
		}
		if err := how(s, of); err != nil {
			return Commit{}, err
		}
		return s.done(ctx)
	})
}
