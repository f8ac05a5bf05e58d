package storetest

import (
	"context"
	"slices"
	"time"

	"github.com/wainbox/wainbox/inbox"
	"github.com/wainbox/wainbox/whatsapp"
)

// eachFact has every fact changed, or dropped, before it is joined rightly.
func (b *broken) eachFact(f func(context.Context, *inbox.Fact) (keep bool)) {
	b.change(func(ctx context.Context, c *inbox.Commit) {
		var kept []inbox.Fact
		for _, one := range c.Facts {
			if f(ctx, &one) {
				kept = append(kept, one)
			}
		}
		c.Facts = kept
	})
}

// names tells whether a fact's message is there by our id.
func (b *broken) names(ctx context.Context, f *inbox.Fact) bool {
	_, ok := b.message(ctx, f.Message)
	return ok
}

// holds keeps facts by the provider's id for inserts alone, and joins those
// that stay.
func (b *broken) holds(stay func(since time.Time) bool) {
	type held struct {
		fact  inbox.Fact
		since time.Time
	}
	all := map[whatsapp.MessageID][]held{}
	b.change(func(_ context.Context, c *inbox.Commit) {
		facts := c.Facts
		c.Facts = nil
		for _, f := range facts {
			if f.Message == "" {
				all[f.ProviderID] = append(all[f.ProviderID], held{f, b.now()})
			} else {
				c.Facts = append(c.Facts, f)
			}
		}
		for _, m := range c.Messages {
			for _, h := range all[m.ProviderID] {
				if stay(h.since) {
					c.Facts = append(c.Facts, h.fact)
				}
			}
		}
	})
}

var factBreakers = []breaker{
	{"drops facts of messages that it does not know", "held facts/wait for a message by our id", func(b *broken) {
		b.eachFact(func(ctx context.Context, f *inbox.Fact) bool { return f.Message == "" || b.names(ctx, f) })
	}},
	{"holds facts for inserts only", "held facts/wait for the answer to the send", func(b *broken) {
		b.holds(func(time.Time) bool { return true })
	}},
	{"holds facts for a week", "held facts/wait at least as long as the contract says", func(b *broken) {
		b.holds(func(since time.Time) bool { return b.now().Sub(since) < 7*24*time.Hour })
	}},
	{"lets go of facts for a refused commit", "held facts/join in the commit that makes the message known", func(b *broken) {
		refused := map[string]bool{}
		b.onCommit = func(ctx context.Context, c inbox.Commit) error {
			err := b.commit(ctx, c)
			for _, m := range c.Messages {
				if err != nil {
					refused[m.DedupeKey()] = true
				}
			}
			return err
		}
		b.shown(func(m inbox.Message) *inbox.Message {
			if refused[m.DedupeKey()] {
				m.Delivery = inbox.Delivery{}
			}
			return &m
		})
	}},
	{"holds facts by their own time", "held facts/wait since they came, not since they happened", func(b *broken) {
		b.eachFact(func(_ context.Context, f *inbox.Fact) bool { return !f.At.Before(at(-inbox.HoldFacts)) })
	}},
	{"holds facts over all accounts", "held facts/wait in their account", func(b *broken) {
		accounts := map[whatsapp.MessageID]inbox.AccountID{}
		var held []inbox.Fact
		b.change(func(_ context.Context, c *inbox.Commit) {
			held = append(held, c.Facts...)
			c.Facts = nil
			for _, m := range c.Messages {
				accounts[m.ProviderID] = m.Account
				for _, f := range held {
					if f.ProviderID == m.ProviderID {
						f.Account = m.Account
						c.Facts = append(c.Facts, f)
					}
				}
			}
		})
	}},
	{"joins across accounts", "facts/never go to another account", func(b *broken) {
		b.eachFact(func(ctx context.Context, f *inbox.Fact) bool {
			if m, ok := b.message(ctx, f.Message); ok {
				f.Account = m.Account
			}
			return true
		})
	}},
	{"goes by the provider's id first", "facts/go by our id before the provider's", func(b *broken) {
		b.eachFact(func(_ context.Context, f *inbox.Fact) bool {
			if f.ProviderID != "" && f.Kind == inbox.FactStatus {
				f.Message = ""
			}
			return true
		})
	}},
	{"goes by our id alone", "facts/go by the provider's id where ours is not known", func(b *broken) {
		b.eachFact(func(_ context.Context, f *inbox.Fact) bool {
			if f.Message != "" && f.Kind == inbox.FactStatus {
				f.ProviderID = ""
			}
			return true
		})
	}},
	{"leaves an echo its id", "facts/claim the id of an echo that overtook the answer", func(b *broken) {
		b.eachFact(func(_ context.Context, f *inbox.Fact) bool {
			if f.Kind == inbox.FactAccepted && f.ProviderID == provided("echo") {
				f.ProviderID = ""
			}
			return true
		})
	}},
	{"does not learn ids from statuses", "facts/teach the provider's id", func(b *broken) {
		b.eachFact(func(_ context.Context, f *inbox.Fact) bool {
			if f.Message != "" && f.Kind == inbox.FactStatus {
				f.ProviderID = ""
			}
			return true
		})
	}},
	{"shows the last status that came", "facts/never take a delivery back", func(b *broken) {
		last := map[inbox.MessageID]whatsapp.State{}
		b.eachFact(func(_ context.Context, f *inbox.Fact) bool {
			if f.State != "" {
				last[f.Message] = f.State
			}
			return true
		})
		b.onLoad = func(ctx context.Context, ws []inbox.Want) ([]inbox.State, error) {
			states, err := b.good.Load(ctx, ws)
			for _, s := range states {
				if s.Message != nil && last[s.Message.ID] != "" {
					s.Message.Delivery.Progress = whatsapp.Progress{}.Join(last[s.Message.ID], noon, nil)
				}
			}
			return states, err
		}
	}},
	{"logs what is known", "facts/that are known write nothing", func(b *broken) {
		b.change(func(ctx context.Context, c *inbox.Commit) {
			for _, f := range c.Facts {
				if b.names(ctx, &f) {
					c.Log = append(c.Log, inbox.Entry{Kind: inbox.EntryDelivery, Message: f.Message})
				}
			}
		})
	}},
	{"follows a failure twice", "facts/of a closed window add one job", func(b *broken) {
		b.change(func(ctx context.Context, c *inbox.Commit) {
			for _, f := range c.Facts {
				if f.Failure != nil && b.names(ctx, &f) {
					c.Jobs = append(slices.Clone(c.Jobs), inbox.Job{Kind: inbox.JobFollow, Due: f.At, Message: f.Message})
				}
			}
		})
	}},
	{"knows a received message's delivery", "facts/of a received message are of its file", func(b *broken) {
		b.onLoad = func(ctx context.Context, ws []inbox.Want) ([]inbox.State, error) {
			states, err := b.good.Load(ctx, ws)
			for _, s := range states {
				if s.Message != nil && s.Message.Direction == inbox.In {
					s.Message.Delivery.Progress.Read = noon
				}
			}
			return states, err
		}
	}},
	{"drops a fact now and then", "history/of random commits and leases agrees with a model", func(b *broken) {
		b.change(func(_ context.Context, c *inbox.Commit) {
			if len(c.Messages) > 0 && len(c.Facts) > 2 {
				c.Facts = c.Facts[:2]
			}
		})
	}},
}
