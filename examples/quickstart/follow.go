package main

import (
	"context"
	"fmt"
	"io"
	"time"

	"github.com/wainbox/wainbox/inbox"
	"github.com/wainbox/wainbox/inbox/memstore"
	"github.com/wainbox/wainbox/whatsapp"
)

// follow prints the event log as it grows, accepts the chat for the agent who is
// asked, answers it, and returns when the customer has read the answer. A host would show
// screens from it; reading again after the last entry misses none.
func follow(ctx context.Context, out io.Writer, engine *inbox.Engine, store *memstore.Store) error {
	again := time.NewTicker(10 * time.Millisecond)
	defer again.Stop()
	var last int64
	for {
		for entry, err := range store.Log(ctx, last) {
			if err != nil {
				return err
			}
			last = entry.ID
			line, err := describe(ctx, store, entry)
			if err != nil {
				return err
			}
			fmt.Fprintf(out, "%d  %-16s  %s\n", entry.ID, entry.Kind, line)
			switch {
			case entry.Kind == inbox.EntryOffered:
				err := engine.Accept(ctx, inbox.ChatStep{
					Organization: "acme", Conversation: entry.Conversation, Chat: entry.Chat, Agent: entry.Agent,
				})
				if err != nil {
					return err
				}
			case entry.Kind == inbox.EntryOwner:
				_, err := engine.Reply(ctx, inbox.Reply{
					Organization: "acme", Conversation: entry.Conversation, Agent: entry.Agent,
					Content: whatsapp.Text{Body: "It is on its way, Ana."},
				})
				if err != nil {
					return err
				}
			case entry.Kind == inbox.EntryDelivery && entry.State == string(whatsapp.Read):
				return nil
			}
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-again.C:
		}
	}
}

// describe says in words what an entry tells.
func describe(ctx context.Context, store *memstore.Store, e inbox.Entry) (string, error) {
	switch e.Kind {
	case inbox.EntryArrived:
		return "a chat waits for an agent", nil
	case inbox.EntryPresence:
		return string(e.Agent) + " is " + e.State, nil
	case inbox.EntryJoined:
		return string(e.Agent) + " is a member of " + string(e.Inbox), nil
	case inbox.EntryOffered:
		return string(e.Agent) + " is asked", nil
	case inbox.EntryOwner:
		return string(e.Agent) + " has the chat", nil
	case inbox.EntryReceived, inbox.EntryQueued:
		said, err := text(ctx, store, e)
		if e.Kind == inbox.EntryReceived {
			return "verified, decoded and stored: " + said, err
		}
		return string(e.Agent) + " answers: " + said, err
	default:
		return e.State, nil
	}
}

// text is what the message of an entry says.
func text(ctx context.Context, store *memstore.Store, e inbox.Entry) (string, error) {
	states, err := store.Load(ctx, []inbox.Want{inbox.ByMessage{Message: e.Message}})
	if err != nil || len(states) == 0 {
		return "", err
	}
	body, _ := states[0].Message.Content.(whatsapp.Text)
	return fmt.Sprintf("%q", body.Body), nil
}
