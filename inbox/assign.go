package inbox

import (
	"context"

	"github.com/wainbox/wainbox/routing"
)

// Assignment is a person's word for who has a chat.
type Assignment struct {
	Organization OrganizationID
	Conversation ConversationID
	// Chat, if set, is the chat that is meant; see [ChatStep].
	Chat ChatID
	// To gets the chat.
	To AgentID
	// By is who says so; empty = the host itself.
	By AgentID
}

// How a chat came to its owner, or left one, in [EntryOwner].
const (
	OwnerAccepted    = "accepted"
	OwnerAssigned    = "assigned"
	OwnerTransferred = "transferred"
	OwnerReturned    = "returned"
)

// Assign gives a chat that waits or is offered to an agent, without an offer, over
// capacity too and to one who is away. Offers that wait are withdrawn.
//
// The error is [routing.ErrTaken] for a chat that somebody has,
// [routing.ErrNotMember] for who is not a member of the inbox, and
// [routing.ErrNotEligible] for a seat that is barred.
func (e *Engine) Assign(ctx context.Context, a Assignment) error {
	return e.assign(ctx, a, func(s *step, rules routing.Rules) error {
		offered := s.conversation.Chat.State == Offered
		holders := s.conversation.Chat.Holders()
		next, err := s.conversation.Chat.Assign(a.To)
		if err != nil {
			return err
		}
		if offered {
			s.withdrawn(holders)
		}
		if err := s.move(ctx, next); err != nil {
			return err
		}
		s.own(rules)
		s.log(Entry{Kind: EntryOwner, Agent: a.To, By: a.By, State: OwnerAssigned})
		return nil
	})
}

// Take assigns a chat to the agent who takes it; see [Engine.Assign].
func (e *Engine) Take(ctx context.Context, c ChatStep) error {
	return e.Assign(ctx, Assignment{
		Organization: c.Organization, Conversation: c.Conversation, Chat: c.Chat, To: c.Agent, By: c.Agent,
	})
}

// Transfer hands an active chat over to another agent. It frees the capacity of
// the one who had it.
//
// The error is [routing.ErrNotActive] for a chat that nobody has,
// [routing.ErrSameAgent] for one that the agent has already, and as of
// [Engine.Assign] otherwise.
func (e *Engine) Transfer(ctx context.Context, a Assignment) error {
	return e.assign(ctx, a, func(s *step, rules routing.Rules) error {
		was := s.conversation.Chat.Agent
		next, err := s.conversation.Chat.Transfer(a.To)
		if err != nil {
			return err
		}
		if err := s.move(ctx, next); err != nil {
			return err
		}
		s.own(rules)
		s.log(Entry{Kind: EntryOwner, Agent: a.To, Was: was, By: a.By, State: OwnerTransferred})
		return nil
	})
}

// assign makes a step that gives a chat to an agent, who must be one of the
// inbox's.
func (e *Engine) assign(ctx context.Context, a Assignment, how func(*step, routing.Rules) error) error {
	c := ChatStep{Organization: a.Organization, Conversation: a.Conversation, Chat: a.Chat, Agent: a.By}
	return e.stepOn(ctx, c, func(s *step, of Inbox) error {
		if _, _, err := e.agent(ctx, a.Organization, a.To); err != nil {
			return err
		}
		seat, member, err := s.seated(ctx, of.ID, a.To)
		if err != nil {
			return err
		}
		if err := how(s, of.Rules); err != nil {
			return err
		}
		switch {
		case !member || seat.Seat.Left:
			return routing.ErrNotMember
		case seat.Seat.Barred:
			return routing.ErrNotEligible
		}
		s.guard(&s.commit, seat.Seat.Key())
		return nil
	})
}
