package storetest

import (
	"context"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/wainbox/wainbox/inbox"
	"github.com/wainbox/wainbox/routing"
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

// records has every record that is loaded changed.
func (b *broken) records(f func(*inbox.State)) {
	b.onLoad = func(ctx context.Context, ws []inbox.Want) ([]inbox.State, error) {
		states, err := b.good.Load(ctx, ws)
		for i := range states {
			if states[i].Record != nil {
				f(&states[i])
			}
		}
		return states, err
	}
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

// eachEntry has every entry changed before it is written rightly.
func (b *broken) eachEntry(f func(*inbox.Entry)) {
	b.change(func(_ context.Context, c *inbox.Commit) {
		c.Log = slices.Clone(c.Log)
		for i := range c.Log {
			f(&c.Log[i])
		}
	})
}

// eachPut has every record of a kind changed before it is written rightly.
func eachPut[R inbox.Record](b *broken, f func(*R)) {
	b.change(func(_ context.Context, c *inbox.Commit) {
		c.Puts = slices.Clone(c.Puts)
		for i, p := range c.Puts {
			if r, ok := p.Record.(R); ok {
				f(&r)
				var changed any = r
				c.Puts[i].Record, _ = changed.(inbox.Record)
			}
		}
	})
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
	{"forgets the inbox of an entry", "log/keeps entries as they are", func(b *broken) {
		b.eachEntry(func(e *inbox.Entry) { e.Inbox = "" })
	}},
	{"forgets who had it before", "log/keeps entries as they are", func(b *broken) {
		b.eachEntry(func(e *inbox.Entry) { e.Was = "" })
	}},
	{"forgets who did it", "log/keeps entries as they are", func(b *broken) {
		b.eachEntry(func(e *inbox.Entry) { e.By = "" })
	}},
	{"forgets a chat's field", "load/all kinds of records", func(b *broken) {
		eachPut(b, func(c *inbox.Conversation) { c.Chat.Dialed = 0 })
	}},
	{"forgets the rules of an inbox", "load/all kinds of records", func(b *broken) {
		eachPut(b, func(i *inbox.Inbox) { i.Rules.Chain = i.Rules.Chain[:min(1, len(i.Rules.Chain))] })
	}},
	{"keeps holidays that have hours", "load/all kinds of records", func(b *broken) {
		eachPut(b, func(i *inbox.Inbox) {
			if i.Rules.Hours != nil {
				hours := *i.Rules.Hours
				hours.Holidays = maps.Clone(hours.Holidays)
				maps.DeleteFunc(hours.Holidays, func(_ string, on []routing.Interval) bool { return on == nil })
				i.Rules.Hours = &hours
			}
		})
	}},
	{"takes no limit for the inbox's", "load/all kinds of records", func(b *broken) {
		eachPut(b, func(s *inbox.Seat) {
			if s.Capacity != nil && *s.Capacity == 0 {
				s.Capacity = nil
			}
		})
	}},
	{"sorts skills", "load/all kinds of records", func(b *broken) {
		eachPut(b, func(a *inbox.Agent) { a.Skills = slices.Sorted(slices.Values(a.Skills)) })
	}},
	{"shares records with the writer", "values/of records are not shared with the writer", func(b *broken) {
		shared := map[inbox.Key]inbox.Record{}
		b.change(func(_ context.Context, c *inbox.Commit) {
			for _, p := range c.Puts {
				shared[p.Record.Key()] = p.Record
			}
		})
		b.records(func(s *inbox.State) { s.Record = shared[s.Record.Key()] })
	}},
	{"shares records with the reader", "values/of records are not shared with the reader", func(b *broken) {
		shared := map[inbox.Key]inbox.Record{}
		b.records(func(s *inbox.State) {
			if known, ok := shared[s.Record.Key()]; ok {
				s.Record = known
			}
			shared[s.Record.Key()] = s.Record
		})
	}},
	{"shares candidates with the reader", "values/of records are not shared with the reader", func(b *broken) {
		var shared []inbox.Seated
		b.onCandidates = func(ctx context.Context, q inbox.CandidateQuery) ([]inbox.Seated, error) {
			if shared == nil {
				shared, _ = b.good.Candidates(ctx, q)
			}
			return slices.Clone(shared), nil
		}
	}},
}
