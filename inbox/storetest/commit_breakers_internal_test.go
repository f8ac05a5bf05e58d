package storetest

import (
	"context"
	"errors"
	"runtime"
	"slices"
	"strings"

	"github.com/wainbox/wainbox/inbox"
)

var commitBreakers = []breaker{
	{"keeps the keys of a refused commit", "commit/refused by a conflict it leaves nothing", func(b *broken) {
		b.onCommit = func(ctx context.Context, c inbox.Commit) error {
			err := b.commit(ctx, c)
			if err != nil && !isDuplicate(err) {
				_ = b.commit(ctx, inbox.Commit{Keys: c.Keys})
			}
			return err
		}
	}},
	{"writes records before it looks at keys", "commit/refused by a key it leaves nothing", func(b *broken) {
		b.onCommit = func(ctx context.Context, c inbox.Commit) error {
			if err := b.commit(ctx, inbox.Commit{Guards: c.Guards, Puts: c.Puts}); err != nil {
				return err
			}
			c.Guards, c.Puts = nil, nil
			return b.commit(ctx, c)
		}
	}},
	{"logs before it looks at fences", "commit/refused by a fence it leaves nothing", func(b *broken) {
		b.onCommit = func(ctx context.Context, c inbox.Commit) error {
			settle := c.Settle
			if c.Settle = nil; settle == nil || len(c.Log) == 0 {
				c.Settle = settle
				return b.commit(ctx, c)
			}
			log := c.Log
			c.Log, c.Settle = nil, settle
			_ = b.commit(ctx, inbox.Commit{Log: log})
			return b.commit(ctx, c)
		}
	}},
	{"adds the jobs of a refused commit", "commit/refused by a message it leaves nothing", func(b *broken) {
		b.onCommit = func(ctx context.Context, c inbox.Commit) error {
			err := b.commit(ctx, c)
			if err != nil {
				_ = b.commit(ctx, inbox.Commit{Jobs: c.Jobs})
			}
			return err
		}
	}},
	{"holds the facts of a refused commit", "commit/refused by a stale put it leaves nothing", func(b *broken) {
		b.onCommit = func(ctx context.Context, c inbox.Commit) error {
			err := b.commit(ctx, c)
			if err != nil {
				_ = b.commit(ctx, inbox.Commit{Facts: c.Facts})
			}
			return err
		}
	}},
	{"stops at the first that it refuses", "commit/a refused one harms no sibling", func(b *broken) {
		b.onCommits = func(ctx context.Context, cs []inbox.Commit) []error {
			errs := make([]error, len(cs))
			for i, c := range cs {
				if errs[i] = b.commit(ctx, c); errs[i] != nil {
					for j := range errs[i:] {
						errs[i+j] = errs[i]
					}
					break
				}
			}
			return errs
		}
	}},
	{"judges all before it writes any", "commit/each sees those before it", func(b *broken) {
		b.onCommits = func(ctx context.Context, cs []inbox.Commit) []error {
			errs := make([]error, len(cs))
			for i, c := range cs {
				for _, p := range c.Puts {
					if b.version(ctx, p.Record.Key()) != p.Version {
						errs[i] = inbox.ErrConflict
					}
				}
			}
			for i, c := range cs {
				if errs[i] == nil {
					errs[i] = b.commit(ctx, c)
				}
			}
			return errs
		}
	}},
	{"goes on after the context ended", "commit/an ended context writes nothing", func(b *broken) {
		b.onCommit = func(ctx context.Context, c inbox.Commit) error { return b.commit(context.WithoutCancel(ctx), c) }
	}},
	{"settles a commit given again", "commit/given again it is refused", func(b *broken) {
		b.onCommit = func(ctx context.Context, c inbox.Commit) error {
			if err := b.commit(ctx, c); c.Settle == nil || err == nil {
				return err
			}
			c.Settle = nil
			return b.commit(ctx, c)
		}
	}},
	{"ignores guards", "versions/a stale guard is a conflict", func(b *broken) {
		b.change(func(_ context.Context, c *inbox.Commit) { c.Guards = nil })
	}},
	{"ignores guards for absence", "versions/a guard may be for absence", func(b *broken) {
		b.change(func(_ context.Context, c *inbox.Commit) {
			c.Guards = slices.DeleteFunc(slices.Clone(c.Guards), func(g inbox.Guard) bool { return g.Version == 0 })
		})
	}},
	{"raises the version of what is guarded", "versions/a guard holds without writing", func(b *broken) {
		b.change(func(ctx context.Context, c *inbox.Commit) {
			states, _ := b.good.Load(ctx, []inbox.Want{agent("ann").Key()})
			if len(c.Guards) == 1 && len(states) == 1 {
				c.Puts = append(slices.Clone(c.Puts), inbox.Put{Record: states[0].Record, Version: c.Guards[0].Version})
			}
		})
	}},
	{"ignores versions", "versions/a stale put is a conflict", func(b *broken) {
		b.change(func(ctx context.Context, c *inbox.Commit) {
			c.Puts = slices.Clone(c.Puts)
			for i, p := range c.Puts {
				c.Puts[i].Version = b.version(ctx, p.Record.Key())
			}
		})
	}},
	{"writes over what exists", "versions/making what exists is a conflict", func(b *broken) {
		b.change(func(ctx context.Context, c *inbox.Commit) {
			c.Puts = slices.Clone(c.Puts)
			for i, p := range c.Puts {
				if p.Version == 0 {
					c.Puts[i].Version = b.version(ctx, p.Record.Key())
				}
			}
		})
	}},
	{"writes over an alias", "identity/an address leads to one conversation", func(b *broken) {
		b.change(func(ctx context.Context, c *inbox.Commit) {
			c.Puts = slices.Clone(c.Puts)
			for i, p := range c.Puts {
				if p.Record.Key().Kind == inbox.KindAlias {
					c.Puts[i].Version = b.version(ctx, p.Record.Key())
				}
			}
		})
	}},
	{"has accounts share a number", "identity/a number belongs to one account", func(b *broken) {
		b.change(func(ctx context.Context, c *inbox.Commit) {
			c.Puts = slices.Clone(c.Puts)
			for i, p := range c.Puts {
				a, ok := p.Record.(inbox.Account)
				states, _ := b.good.Load(ctx, []inbox.Want{inbox.ByNumber{Provider: a.Provider, Number: a.Number}})
				if ok && len(states) == 1 && states[0].Record.Key() != a.Key() {
					a.Number += "-shared"
					c.Puts[i].Record = a
				}
			}
		})
	}},
	{"finds an address without its account", "identity/an address is another in another account", func(b *broken) {
		b.onLoad = func(ctx context.Context, ws []inbox.Want) ([]inbox.State, error) {
			for i, w := range ws {
				if by, ok := w.(inbox.ByAddress); ok {
					by.Account = accountA
					ws[i] = by
				}
			}
			return b.good.Load(ctx, ws)
		}
	}},
	{"finds an address whatever its case", "identity/an address matches by every letter", func(b *broken) {
		b.onLoad = func(ctx context.Context, ws []inbox.Want) ([]inbox.State, error) {
			for i, w := range ws {
				if by, ok := w.(inbox.ByAddress); ok && len(by.Address.User) > 1 {
					by.Address.User = lower(by.Address.User)
					ws[i] = by
				}
			}
			return b.good.Load(ctx, ws)
		}
	}},
	{"has conflicts outrank duplicates", "duplicates/outrank a conflict", func(b *broken) {
		b.onCommit = func(ctx context.Context, c inbox.Commit) error {
			if err := b.commit(ctx, inbox.Commit{Guards: append(c.Guards, guards(c.Puts)...)}); err != nil {
				return err
			}
			return b.commit(ctx, c)
		}
	}},
	{"names all keys of a duplicate", "duplicates/the error names exactly the keys that exist", func(b *broken) {
		b.onCommit = func(ctx context.Context, c inbox.Commit) error {
			err := b.commit(ctx, c)
			if isDuplicate(err) {
				all := &inbox.DuplicateError{}
				for _, k := range c.Keys {
					all.Keys = append(all.Keys, k.Key)
				}
				for _, m := range c.Messages {
					all.Keys = append(all.Keys, m.DedupeKey())
				}
				return all
			}
			return err
		}
	}},
	{"names one key of a duplicate", "duplicates/the error names exactly the keys that exist", func(b *broken) {
		b.onCommit = func(ctx context.Context, c inbox.Commit) error {
			err := b.commit(ctx, c)
			if dup, ok := errors.AsType[*inbox.DuplicateError](err); ok {
				return &inbox.DuplicateError{Keys: dup.Keys[:1]}
			}
			return err
		}
	}},
	{"stores a message twice", "duplicates/a message is stored once in its account", func(b *broken) {
		b.onCommit = func(ctx context.Context, c inbox.Commit) error {
			err := b.commit(ctx, c)
			if isDuplicate(err) && len(c.Messages) == 1 {
				c.Messages = slices.Clone(c.Messages)
				c.Messages[0].ProviderID += "-twice"
				return b.commit(ctx, c)
			}
			return err
		}
	}},
	{"has messages unique over all accounts", "duplicates/a message of another account is another", func(b *broken) {
		b.change(func(_ context.Context, c *inbox.Commit) {
			for _, m := range c.Messages {
				c.Keys = append(c.Keys, inbox.DedupeKey{Key: string(m.ProviderID), Until: ages})
			}
		})
	}},
	{"forgets keys before their time", "duplicates/a key is kept until its time", func(b *broken) {
		b.change(func(_ context.Context, c *inbox.Commit) {
			c.Keys = slices.Clone(c.Keys)
			for i := range c.Keys {
				c.Keys[i].Until = at(inbox.HoldFacts)
			}
		})
	}},
	{"judges outside of its transaction", "concurrency/no increment is lost", func(b *broken) {
		b.onCommit = func(ctx context.Context, c inbox.Commit) error {
			for _, p := range c.Puts {
				if b.version(ctx, p.Record.Key()) != p.Version {
					return inbox.ErrConflict
				}
			}
			for range 20 {
				runtime.Gosched() // here others judge, too
			}
			for {
				c.Puts = slices.Clone(c.Puts)
				for i, p := range c.Puts {
					c.Puts[i].Version = b.version(ctx, p.Record.Key())
				}
				if err := b.commit(ctx, c); err == nil || isDuplicate(err) {
					return err
				}
			}
		}
	}},
}

func lower[T ~string](s T) T { return T(strings.ToLower(string(s))) }

// guards are the conditions of puts.
func guards(ps []inbox.Put) []inbox.Guard {
	var gs []inbox.Guard
	for _, p := range ps {
		gs = append(gs, inbox.Guard{Key: p.Record.Key(), Version: p.Version})
	}
	return gs
}
