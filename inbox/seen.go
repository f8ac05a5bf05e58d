package inbox

import (
	"context"

	"github.com/wainbox/wainbox/provider"
)

// Seen says that an agent has a conversation open.
type Seen struct {
	Organization OrganizationID
	Conversation ConversationID
	// Typing shows the customer that an answer is being written, for 25 seconds or
	// until it comes.
	Typing bool
}

// See marks a conversation read, for us and, where the provider can, for the
// customer. Ticks and typing are a courtesy: they are tried once, now, and are
// neither queued nor tried again; the error is the provider's. It is
// [provider.Unsupported] where the provider cannot.
func (e *Engine) See(ctx context.Context, s Seen) error {
	var c Conversation
	err := func() error {
		defer e.locks.lock([]string{string(s.Conversation)})()
		return e.decide(ctx, func() (Commit, error) {
			var version int64
			var err error
			c, version, err = e.conversation(ctx, s.Organization, s.Conversation)
			if err != nil {
				return Commit{}, err
			}
			if c.Unread == 0 {
				return Commit{}, errNothing
			}
			c.Unread = 0
			return Commit{Puts: []Put{{Record: c, Version: version}}}, nil
		})
	}()
	if err != nil || c.LastReceived == "" {
		return err
	}
	account, _, err := load[Account](ctx, e.store, Key{KindAccount, string(c.Account)})
	if err != nil {
		return err
	}
	p, err := e.providers.Provider(ctx, account)
	if err != nil {
		return err
	}
	if s.Typing {
		if typer, ok := provider.As[provider.Typer](p); ok {
			return typer.Typing(ctx, c.LastReceived)
		}
	} else if marker, ok := provider.As[provider.ReadMarker](p); ok {
		return marker.MarkRead(ctx, c.LastReceived)
	}
	return &provider.Error{Op: "mark read", Kind: provider.Unsupported}
}
