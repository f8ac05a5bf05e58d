package inbox

import (
	"context"
	"errors"

	"github.com/wainbox/wainbox/provider"
)

// Replay files a kept callback again, with the provider's decoder as it is now
// and the accounts as they are now. What was filed before is known by its keys.
// When nothing of the callback is left over it is forgotten, else it stays kept.
func (e *Engine) Replay(ctx context.Context, w provider.Webhook, k Kept) error {
	events, err := w.Decode(provider.Callback{Body: k.Body})
	d := provider.Delivery{Provider: k.Provider, Events: events, Body: k.Body}
	if err != nil {
		var unread *provider.DecodeError
		if !errors.As(err, &unread) {
			return err
		}
		d.Unread = unread.Parts
	}
	return e.ingest(ctx, d, k.ID)
}
