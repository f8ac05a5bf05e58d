package main

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/wainbox/wainbox/inbox"
	"github.com/wainbox/wainbox/provider/simulator"
	"github.com/wainbox/wainbox/whatsapp"
)

const customer = "16505550123"

// talk is the conversation on one line. It does not know which provider carries
// it.
type talk struct {
	*world
	line

	endpoint     *endpoint
	read         int64 // the log is read up to here
	conversation inbox.ConversationID
	heard        inbox.Message // what the customer said last
	sent         int           // what was accepted of us
}

// said is what is to be told of a step: what the provider left out, and the rest
// in words.
type said struct {
	dropped []string
	words   string
}

// hear lets the customer write, and waits until the inbox has it.
func (t *talk) hear(ctx context.Context, in simulator.Inbound) error {
	in.Number, in.From, in.Name = t.number, customer, "Ana"
	if _, err := t.sim.Write(ctx, in); err != nil {
		return err
	}
	entry, err := t.until(ctx, inbox.EntryReceived)
	if err != nil {
		return err
	}
	t.conversation = entry.Conversation
	t.heard, err = t.message(ctx, entry.Message)
	return err
}

// say answers, and follows the answer until it is read. What the capabilities
// rule out, and what the closed window does, ends at once.
func (t *talk) say(ctx context.Context, c whatsapp.Content, quoting inbox.MessageID) (said, error) {
	m, err := t.engine.Reply(ctx, inbox.Reply{
		Organization: organization, Conversation: t.conversation, Agent: sam, Content: c, To: quoting,
	})
	if err != nil {
		return said{}, err
	}
	end := inbox.DeliveryState(whatsapp.Read)
	if c.Kind() == whatsapp.KindReaction {
		end = inbox.DeliveryState(whatsapp.Sent) // the platform tells no more of it
	}
	// A status may overtake the answer to the request, so both are waited for.
	for m.Delivery.State() != end || m.Delivery.Accepted.IsZero() {
		if _, err := t.until(ctx, inbox.EntryDelivery); err != nil {
			return said{}, fmt.Errorf("the answer is %s: %w", m.Delivery.State(), err)
		}
		if m, err = t.message(ctx, m.ID); err != nil {
			return said{}, err
		}
		if failure := m.Delivery.Progress.Failure; failure != nil || !m.Delivery.Refused.IsZero() {
			return said{}, fmt.Errorf("the answer is %s", m.Delivery.State())
		}
	}
	t.sent++
	return said{m.Delivery.Dropped, string(end)}, nil
}

// see shows the customer that what they wrote was read, and looks at their phone
// whether it was.
func (t *talk) see(ctx context.Context, typing bool) (said, error) {
	err := t.engine.See(ctx, inbox.Seen{Organization: organization, Conversation: t.conversation, Typing: typing})
	if err != nil {
		return said{}, err
	}
	for _, m := range t.sim.Chat(t.number, customer) {
		if !m.FromBusiness && m.Read.IsZero() {
			return said{}, errors.New("the phone shows no blue ticks")
		}
	}
	return said{words: "blue ticks on the phone"}, nil
}

// until reads the log on from where it was left, as a screen does, until an
// entry of this line is of the kind.
func (t *talk) until(ctx context.Context, kind inbox.EntryKind) (inbox.Entry, error) {
	again := time.NewTicker(2 * time.Millisecond)
	defer again.Stop()
	for {
		for entry, err := range t.store.Log(ctx, t.read) {
			if err != nil {
				return inbox.Entry{}, err
			}
			t.read = entry.ID
			if entry.Account == t.account.ID && entry.Kind == kind {
				return entry, nil
			}
		}
		select {
		case <-ctx.Done():
			return inbox.Entry{}, ctx.Err()
		case <-again.C:
		}
	}
}

// message is a message as it is now.
func (t *talk) message(ctx context.Context, id inbox.MessageID) (inbox.Message, error) {
	states, err := t.store.Load(ctx, []inbox.Want{inbox.ByMessage{Message: id}})
	if err == nil && len(states) == 0 {
		err = inbox.ErrNotFound
	}
	if err != nil {
		return inbox.Message{}, err
	}
	return *states[0].Message, nil
}
