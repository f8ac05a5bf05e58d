package provider

import (
	"context"
	"time"

	"github.com/wainbox/wainbox/whatsapp"
)

// Observer sees every send: Start before it, with the context it may enrich
// for a trace, and End after it. Both must be safe for concurrent use.
type Observer interface {
	SendStart(ctx context.Context, m whatsapp.Outbound) context.Context
	SendEnd(ctx context.Context, r Receipt, took time.Duration, err error)
}

// Observe returns p with an observer on its sends. It hides no ability: see
// [As].
func Observe(p Provider, o Observer) Provider { return &observed{Provider: p, observer: o} }

type observed struct {
	Provider

	observer Observer
}

func (o *observed) Unwrap() Provider { return o.Provider }

func (o *observed) Send(ctx context.Context, m whatsapp.Outbound) (Receipt, error) {
	ctx = o.observer.SendStart(ctx, m)
	start := time.Now()
	r, err := o.Provider.Send(ctx, m)
	o.observer.SendEnd(ctx, r, time.Since(start), err)
	return r, err
}
