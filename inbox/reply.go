package inbox

import (
	"context"
	"errors"
	"time"

	"github.com/wainbox/wainbox/whatsapp"
)

// Reply is what an agent answers.
type Reply struct {
	Organization OrganizationID
	Conversation ConversationID
	Agent        AgentID
	Content      whatsapp.Content
	// To quotes a message of the same conversation; empty = none.
	To MessageID
	// Key, if set, makes the command safe to repeat: a second reply with the same
	// Key in the conversation is a [*DuplicateError], for 8 days.
	Key string
}

// Reply queues an answer and returns it as it is stored. It is sent by Run, in
// the order of the conversation's replies; what becomes of it is in its
// Delivery.
//
// Nothing is stored or sent after an error: [ErrNotFound] for what does not
// exist or belongs to another organization, a [*provider.Error] for content
// that the provider does not carry or the platform does not allow, with every
// violation by field, and a [*WindowError]. A template that Options.Templates
// knows to be refused is a [*provider.Error] with templates.Problems: a
// [provider.Template] that is not approved, or [provider.Invalid] values.
func (e *Engine) Reply(ctx context.Context, r Reply) (Message, error) {
	var m Message
	defer e.locks.lock([]string{string(r.Conversation)})()
	err := e.decide(ctx, func() (Commit, error) {
		c, version, err := e.conversation(ctx, r.Organization, r.Conversation)
		if err != nil {
			return Commit{}, err
		}
		if _, _, err := e.agent(ctx, r.Organization, r.Agent); err != nil {
			return Commit{}, err
		}
		now := e.now()
		m, err = e.outgoing(ctx, c, r, now)
		if err != nil {
			return Commit{}, err
		}
		return replied(c, version, m, r, now), nil
	})
	return m, err
}

// outgoing checks a reply against everything that is known before it leaves.
func (e *Engine) outgoing(ctx context.Context, c Conversation, r Reply, now time.Time) (Message, error) {
	account, _, err := load[Account](ctx, e.store, Key{KindAccount, string(c.Account)})
	if err != nil {
		return Message{}, err
	}
	p, err := e.providers.Provider(ctx, account)
	if err != nil {
		return Message{}, err
	}
	m := Message{
		ID: MessageID(NewID(now)), Conversation: c.ID, Account: c.Account, Chat: c.Chat.ID, Seq: c.Messages + 1,
		At: now, Stored: now, Direction: Out, Agent: r.Agent, Content: r.Content,
	}
	if r.To != "" {
		quoted, err := e.loadMessage(ctx, r.To)
		if err != nil {
			return Message{}, err
		}
		if quoted.Conversation != c.ID || quoted.ProviderID == "" {
			return Message{}, missing("message")
		}
		m.Context.ReplyTo = quoted.ProviderID
	}
	if err := p.Capabilities().Check(outbound(c, m)); err != nil {
		return Message{}, err
	}
	if err := e.gate(c, m.Content, now); err != nil {
		return Message{}, err
	}
	return m, nil
}

// outbound is the message as a provider takes it. Our own id is its reference.
func outbound(c Conversation, m Message) whatsapp.Outbound {
	return whatsapp.Outbound{To: c.Address, Content: m.Content, ReplyTo: m.Context.ReplyTo, Ref: whatsapp.Ref(m.ID)}
}

// replied is what a person's reply changes.
func replied(c Conversation, version int64, m Message, r Reply, now time.Time) Commit {
	c.Unread, c.Auto.Row = 0, 0
	commit := queued(c, version, m, now)
	if r.Key != "" {
		commit.Keys = []DedupeKey{{Key: "c:" + string(c.ID) + ":" + r.Key, Until: now.Add(HoldFacts)}}
	}
	return commit
}

// queued is what a message changes that is to be sent.
func queued(c Conversation, version int64, m Message, now time.Time) Commit {
	c.Messages = m.Seq
	c.Window = answered(c.Window, now)
	if !m.At.Before(c.LastAt) {
		c.LastAt, c.Preview = m.At, preview(m.Content)
	}
	return Commit{
		Puts:     []Put{{Record: c, Version: version}},
		Messages: []Message{m},
		Jobs: []Job{{
			Kind: JobSend, Lane: "conversation:" + string(c.ID), Account: c.Account, Conversation: c.ID, Message: m.ID,
			Due: now,
		}},
		Log: []Entry{{
			Kind: EntryQueued, At: now, Account: c.Account, Conversation: c.ID, Chat: m.Chat, Message: m.ID, Agent: m.Agent,
		}},
	}
}

// ErrSuperseded is returned for a conversation that proved to be with the
// customer of another one: its Successor goes on.
var ErrSuperseded = errors.New("inbox: another conversation succeeds this one")

// conversation returns a live conversation of the organization.
func (e *Engine) conversation(ctx context.Context, o OrganizationID, id ConversationID) (Conversation, int64, error) {
	c, version, err := load[Conversation](ctx, e.store, Key{KindConversation, string(id)})
	switch {
	case err != nil:
		return c, 0, err
	case c.Organization != o:
		return Conversation{}, 0, missing(KindConversation)
	case c.Successor != "":
		return c, version, ErrSuperseded
	default:
		return c, version, nil
	}
}

// agent returns an agent of the organization.
func (e *Engine) agent(ctx context.Context, o OrganizationID, id AgentID) (Agent, int64, error) {
	a, version, err := load[Agent](ctx, e.store, Key{KindAgent, string(id)})
	if err == nil && a.Organization != o {
		return Agent{}, 0, missing(KindAgent)
	}
	return a, version, err
}
