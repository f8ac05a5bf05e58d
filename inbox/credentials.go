package inbox

import (
	"context"
	"errors"
	"time"

	"github.com/wainbox/wainbox/provider"
)

// credentials keeps what the provider's answer to a request says of the
// account's credentials. An answer about anything else, and none at all, says
// nothing of them. It is for people to see: an account whose credentials are
// refused receives and sends as before, so that one that is mended goes on by
// itself.
func (e *Engine) credentials(ctx context.Context, a Account, answer error) {
	refused := provider.KindOf(answer) == provider.Auth
	if answer != nil && !refused || refused != a.Refused.IsZero() {
		return
	}
	err := e.decide(ctx, func() (Commit, error) {
		a, version, err := load[Account](ctx, e.store, a.Key())
		if err != nil {
			return Commit{}, err
		}
		if refused != a.Refused.IsZero() {
			return Commit{}, errNothing
		}
		entry := Entry{Kind: EntryCredentials, At: e.now(), Account: a.ID, WABA: a.WABA, State: "accepted"}
		if refused {
			a.Refused, entry.State = e.now(), "refused"
		} else {
			a.Refused = time.Time{}
		}
		e.forget(a)
		return Commit{Puts: []Put{{Record: a, Version: version}}, Log: []Entry{entry}}, nil
	})
	if err != nil && !errors.Is(err, ErrNotFound) {
		e.o.Logger.WarnContext(ctx, "what was learnt of the credentials is not kept", "account", string(a.ID), "error", err)
	}
}
