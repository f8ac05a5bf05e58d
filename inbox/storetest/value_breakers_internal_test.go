package storetest

import (
	"context"
	"slices"
	"strings"
	"time"

	"github.com/wainbox/wainbox/inbox"
	"github.com/wainbox/wainbox/whatsapp"
)

// eachMessage has every message changed before it is inserted rightly.
func (b *broken) eachMessage(f func(*inbox.Message)) {
	b.change(func(_ context.Context, c *inbox.Commit) {
		c.Messages = slices.Clone(c.Messages)
		for i := range c.Messages {
			f(&c.Messages[i])
		}
	})
}

// shown has every message that is loaded be what f returns, if anything.
func (b *broken) shown(f func(inbox.Message) *inbox.Message) {
	b.onLoad = func(ctx context.Context, ws []inbox.Want) ([]inbox.State, error) {
		states, err := b.good.Load(ctx, ws)
		for i, s := range states {
			if s.Message != nil {
				states[i].Message = f(*s.Message)
			}
		}
		return states, err
	}
}

var valueBreakers = []breaker{
	{"keeps milliseconds", "values/of times are kept to the microsecond", func(b *broken) {
		b.eachMessage(func(m *inbox.Message) { m.At = m.At.Truncate(time.Millisecond) })
	}},
	{"keeps milliseconds of due times", "values/of times are kept to the microsecond", func(b *broken) {
		b.eachJob(func(j *inbox.Job) { j.Due = j.Due.Truncate(time.Millisecond) })
	}},
	{"keeps the local hour", "values/of times are kept to the microsecond", func(b *broken) {
		b.eachMessage(func(m *inbox.Message) {
			y, mo, d := m.At.Date()
			h, mi, s := m.At.Clock()
			m.At = time.Date(y, mo, d, h, mi, s, m.At.Nanosecond(), time.UTC)
		})
	}},
	{"keeps raw bytes as text", "values/of raw bytes are kept though they are no text", func(b *broken) {
		b.eachMessage(func(m *inbox.Message) { m.Raw = whatsapp.Raw(strings.ToValidUTF8(string(m.Raw), "\ufffd")) })
	}},
	{"trims texts", "values/of texts are kept byte for byte", func(b *broken) {
		b.eachMessage(func(m *inbox.Message) {
			if text, ok := m.Content.(whatsapp.Text); ok {
				text.Body = strings.TrimSpace(text.Body)
				m.Content = text
			}
		})
	}},
	{"keeps three bytes of a letter", "values/of texts are kept byte for byte", func(b *broken) {
		b.eachMessage(func(m *inbox.Message) {
			if text, ok := m.Content.(whatsapp.Text); ok {
				text.Body = strings.Map(func(r rune) rune {
					if r > 0xffff {
						return '?'
					}
					return r
				}, text.Body)
				m.Content = text
			}
		})
	}},
	{"keeps 64 KB", "values/as long as the platform allows are kept", func(b *broken) {
		b.eachMessage(func(m *inbox.Message) { m.Raw = m.Raw[:min(len(m.Raw), 1<<16-1)] })
	}},
	{"forgets a field", "values/of a message are all kept", func(b *broken) {
		b.eachMessage(func(m *inbox.Message) { m.Context.Frequently = false })
	}},
	{"forgets an empty reaction", "values/of every content are kept", func(b *broken) {
		b.eachMessage(func(m *inbox.Message) {
			if r, ok := m.Content.(whatsapp.Reaction); ok && r.Emoji == "" {
				m.Content = nil
			}
		})
	}},
	{"shares messages with the writer", "values/written are not shared with the writer", func(b *broken) {
		shared := map[inbox.MessageID]inbox.Message{}
		b.change(func(_ context.Context, c *inbox.Commit) {
			for _, m := range c.Messages {
				shared[m.ID] = m
			}
		})
		b.shown(func(m inbox.Message) *inbox.Message {
			m.Failures = shared[m.ID].Failures
			return &m
		})
	}},
	{"shares kept bytes with the writer", "values/written are not shared with the writer", func(b *broken) {
		var shared []inbox.Kept
		b.change(func(_ context.Context, c *inbox.Commit) { shared = append(shared, c.Keep...) })
		b.onKept = func(context.Context, inbox.KeptQuery) seq[inbox.Kept] { return of(shared, nil) }
	}},
	{"shares messages with the reader", "values/read are not shared with the reader", func(b *broken) {
		shared := map[inbox.MessageID]inbox.Message{}
		b.shown(func(m inbox.Message) *inbox.Message {
			if known, ok := shared[m.ID]; ok {
				m = known
			}
			shared[m.ID] = m
			return &m
		})
	}},
	{"shares held facts with the writer", "values/held are not shared with the writer", func(b *broken) {
		held := map[inbox.MessageID]*whatsapp.Failure{}
		b.eachFact(func(_ context.Context, f *inbox.Fact) bool {
			held[f.Message] = f.Failure
			return true
		})
		b.shown(func(m inbox.Message) *inbox.Message {
			m.Delivery.Progress.Failure = held[m.ID]
			return &m
		})
	}},
}
