package providertest_test

import (
	"context"
	"errors"
	"fmt"
	"runtime"

	"github.com/wainbox/wainbox/provider"
	"github.com/wainbox/wainbox/whatsapp"
)

// breaker is a provider with a fault, and the case that must catch it.
type breaker struct {
	name, caughtBy string
	fault          func(f *fake) provider.Provider
}

// breakers are providers that are wrong about what they can do, or send badly.
var breakers = []breaker{
	{"shares its table", "capabilities/constant", func(f *fake) provider.Provider {
		f.declared = func() provider.Capabilities { return f.caps }
		return f
	}},
	{"has no name", "capabilities/constant", func(f *fake) provider.Provider { f.caps.Name = ""; return f }},
	{"declares what it has not", "capabilities/flags agree with interfaces", func(f *fake) provider.Provider {
		return struct{ provider.Provider }{f}
	}},
	{"has what it does not declare", "capabilities/flags agree with interfaces", func(f *fake) provider.Provider {
		f.caps.Abilities &^= provider.CanType
		return f
	}},
	{"declares a kind it never shows", "capabilities/every kind has a sample", func(f *fake) provider.Provider {
		f.caps.Send[whatsapp.KindImage] = provider.Full
		return f
	}},
	{"retries", "send/one request each", func(f *fake) provider.Provider {
		f.send = func(ctx context.Context, m whatsapp.Outbound) (provider.Receipt, error) {
			_, _ = f.goodSend(ctx, m)
			return f.goodSend(ctx, m)
		}
		return f
	}},
	{"knows one kind of refusal", "outcome/every kind is reachable", func(f *fake) provider.Provider {
		f.send = func(ctx context.Context, m whatsapp.Outbound) (provider.Receipt, error) {
			r, err := f.goodSend(ctx, m)
			if err != nil {
				return r, &provider.Error{Op: "send", Kind: provider.Invalid}
			}
			return r, nil
		}
		return f
	}},
	{"retries a refusal", "outcome/refusals", func(f *fake) provider.Provider {
		f.send = func(ctx context.Context, m whatsapp.Outbound) (provider.Receipt, error) {
			r, err := f.goodSend(ctx, m)
			if err != nil {
				return f.goodSend(ctx, m)
			}
			return r, nil
		}
		return f
	}},
	{"forgets the id", "send/one request each", func(f *fake) provider.Provider {
		f.send = func(ctx context.Context, m whatsapp.Outbound) (provider.Receipt, error) {
			r, err := f.goodSend(ctx, m)
			r.ID = ""
			return r, err
		}
		return f
	}},
	{"checks too late", "send/refused content makes no request", func(f *fake) provider.Provider {
		f.send = func(ctx context.Context, m whatsapp.Outbound) (provider.Receipt, error) {
			_, _, _ = f.request(ctx)
			return provider.Receipt{}, f.caps.Check(m)
		}
		return f
	}},
	{"refuses with errors of its own", "send/refused content makes no request", func(f *fake) provider.Provider {
		f.send = func(_ context.Context, m whatsapp.Outbound) (provider.Receipt, error) {
			return provider.Receipt{}, fmt.Errorf("fake: %w", f.caps.Check(m))
		}
		return f
	}},
	{"counts bytes", "send/text is counted in characters", func(f *fake) provider.Provider {
		f.send = func(ctx context.Context, m whatsapp.Outbound) (provider.Receipt, error) {
			if text, ok := m.Content.(whatsapp.Text); ok && len(text.Body) > f.caps.MaxTextRunes {
				return provider.Receipt{}, &provider.Error{Op: "send", Kind: provider.Invalid}
			}
			return f.goodSend(ctx, m)
		}
		return f
	}},
	{"drops in silence", "send/lossy says what was dropped", func(f *fake) provider.Provider {
		f.send = func(ctx context.Context, m whatsapp.Outbound) (provider.Receipt, error) {
			r, err := f.goodSend(ctx, m)
			r.Dropped = nil
			return r, err
		}
		return f
	}},
	{"drops what it carries in full", "send/lossy says what was dropped", func(f *fake) provider.Provider {
		f.send = func(ctx context.Context, m whatsapp.Outbound) (provider.Receipt, error) {
			r, err := f.goodSend(ctx, m)
			r.Dropped = append(r.Dropped, "preview")
			return r, err
		}
		return f
	}},
	{"ignores the context", "send/cancelled before makes no request", func(f *fake) provider.Provider {
		f.send = func(ctx context.Context, m whatsapp.Outbound) (provider.Receipt, error) {
			return f.goodSend(context.WithoutCancel(ctx), m)
		}
		return f
	}},
	{"changes the message", "send/message is left unchanged", func(f *fake) provider.Provider {
		f.caps.Send[whatsapp.KindTemplate] = provider.Full
		f.send = func(ctx context.Context, m whatsapp.Outbound) (provider.Receipt, error) {
			if c, ok := m.Content.(whatsapp.Template); ok {
				c.Components[0].Parameters[0].Text = "changed"
			}
			return f.goodSend(ctx, m)
		}
		return f
	}},
	{"cannot be used concurrently", "send/concurrent", func(f *fake) provider.Provider {
		busy := make(chan struct{}, 1)
		f.send = func(ctx context.Context, m whatsapp.Outbound) (provider.Receipt, error) {
			select {
			case busy <- struct{}{}:
			default:
				return provider.Receipt{}, &provider.Error{Op: "send", Kind: provider.Unavailable}
			}
			runtime.Gosched()
			defer func() { <-busy }()
			r, err := f.goodSend(ctx, m)
			for range 100 {
				runtime.Gosched()
			}
			return r, err
		}
		return f
	}},
	{"takes no answer for failure", "outcome/no answer is uncertain", func(f *fake) provider.Provider {
		f.send = instead(f, provider.Uncertain, provider.Unavailable)
		return f
	}},
	{"takes silence for success", "outcome/success without an id is uncertain", func(f *fake) provider.Provider {
		f.send = func(ctx context.Context, m whatsapp.Outbound) (provider.Receipt, error) {
			r, err := f.goodSend(ctx, m)
			if provider.KindOf(err) == provider.Uncertain {
				return r, nil
			}
			return r, err
		}
		return f
	}},
	{"sends again after a gateway's error", "outcome/server error without a code is uncertain", func(f *fake) provider.Provider {
		f.send = instead(f, provider.Uncertain, provider.Unavailable)
		return f
	}},
	{"does not look at the status", "outcome/status alone", func(f *fake) provider.Provider {
		f.send = instead(f, provider.Auth, provider.Invalid)
		return f
	}},
	{"has a wrong table", "outcome/refusals", func(f *fake) provider.Provider {
		f.send = instead(f, provider.Window, provider.Recipient)
		return f
	}},
	{"declares what there is not", "capabilities/flags agree with interfaces", func(f *fake) provider.Provider {
		f.caps.Abilities |= provider.AllAbilities + 1
		return f
	}},
	{"is half sure of its reference", "capabilities/constant", func(f *fake) provider.Provider { f.caps.Ref = provider.Lossy; return f }},
	{"says nothing of what is wrong", "send/refused content makes no request", func(f *fake) provider.Provider {
		f.send = func(ctx context.Context, m whatsapp.Outbound) (provider.Receipt, error) {
			if err := f.caps.Check(m); err != nil {
				return provider.Receipt{}, &provider.Error{Op: "send", Kind: provider.KindOf(err)}
			}
			return f.goodSend(ctx, m)
		}
		return f
	}},
	{"previews what it cannot", "send/refused content makes no request", func(f *fake) provider.Provider {
		f.caps.PreviewURL = provider.No
		f.send = unchecked(f, func(c *provider.Capabilities) { c.PreviewURL = provider.Full })
		return f
	}},
	{"pins what it cannot", "send/refused content makes no request", func(f *fake) provider.Provider {
		f.send = unchecked(f, func(c *provider.Capabilities) { c.Send[whatsapp.KindPin] = provider.Full })
		return f
	}},
	{"lets captions be long", "send/refused content makes no request", func(f *fake) provider.Provider {
		f.caps.Send[whatsapp.KindImage], f.caps.MaxCaptionRunes = provider.Full, 10
		f.send = unchecked(f, func(c *provider.Capabilities) { c.MaxCaptionRunes = 0 })
		return f
	}},
	{"drops the reply that it declares full", "send/lossy says what was dropped", func(f *fake) provider.Provider {
		f.caps.ReplyTo = provider.Full
		return f
	}},
	{"drops the preview that it declares full", "send/lossy says what was dropped", func(f *fake) provider.Provider {
		f.caps.PreviewURL = provider.Full
		return f
	}},
}

// unchecked sends what the declared capabilities refuse.
func unchecked(
	f *fake, change func(*provider.Capabilities),
) func(context.Context, whatsapp.Outbound) (provider.Receipt, error) {
	return func(ctx context.Context, m whatsapp.Outbound) (provider.Receipt, error) {
		c := f.declared()
		change(&c)
		if err := c.Check(m); err != nil {
			return provider.Receipt{}, err
		}
		_, _, err := f.request(ctx)
		return provider.Receipt{ID: "fake.1"}, err
	}
}

// instead gives one kind of error in place of another.
func instead(f *fake, of, kind provider.Kind) func(context.Context, whatsapp.Outbound) (provider.Receipt, error) {
	return func(ctx context.Context, m whatsapp.Outbound) (provider.Receipt, error) {
		r, err := f.goodSend(ctx, m)
		var e *provider.Error
		if errors.As(err, &e) && e.Kind == of {
			e.Kind = kind
			return r, e
		}
		return r, err
	}
}
