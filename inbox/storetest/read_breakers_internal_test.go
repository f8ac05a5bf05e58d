package storetest

import (
	"context"
	"iter"
	"slices"
	"sync/atomic"

	"github.com/wainbox/wainbox/inbox"
)

// seq is a list of a directory.
type seq[T any] = iter.Seq2[T, error]

// of is a list of these, and then the error.
func of[T any](all []T, err error) seq[T] {
	return func(yield func(T, error) bool) {
		var none T
		for _, one := range all {
			if !yield(one, nil) {
				return
			}
		}
		if err != nil {
			yield(none, err)
		}
	}
}

// read reads a list to its end.
func read[T any](list seq[T]) (all []T, err error) {
	for one, err := range list {
		if err != nil {
			return all, err
		}
		all = append(all, one)
	}
	return all, nil
}

// organization is whose a conversation is.
func (b *broken) organization(ctx context.Context, id inbox.ConversationID) inbox.OrganizationID {
	states, _ := b.good.Load(ctx, []inbox.Want{inbox.Key{Kind: inbox.KindConversation, ID: string(id)}})
	for _, s := range states {
		if talk, ok := s.Record.(inbox.Conversation); ok {
			return talk.Organization
		}
	}
	return ""
}

var readBreakers = []breaker{
	{"finds anybody's conversation", "directory/finds a conversation of its organization only", func(b *broken) {
		b.onTalk = func(ctx context.Context, _ inbox.OrganizationID, id inbox.ConversationID) (inbox.Conversation, error) {
			return b.good.Conversation(ctx, b.organization(ctx, id), id)
		}
	}},
	{"lists anybody's messages", "directory/lists messages of an organization only", func(b *broken) {
		b.onMessages = func(ctx context.Context, q inbox.MessageQuery) seq[inbox.Message] {
			q.Organization = b.organization(ctx, q.Conversation)
			return b.good.Messages(ctx, q)
		}
	}},
	{"lists nothing of another organization", "directory/lists messages of an organization only", func(b *broken) {
		b.onMessages = func(ctx context.Context, q inbox.MessageQuery) seq[inbox.Message] {
			all, _ := read(b.good.Messages(ctx, q))
			return of(all, nil)
		}
	}},
	{"lists anybody's conversations", "directory/lists conversations of an organization only", func(b *broken) {
		b.onTalks = func(ctx context.Context, q inbox.ConversationQuery) seq[inbox.Conversation] {
			if q.Inbox == inboxA {
				q.Organization = orgA
			}
			return b.good.Conversations(ctx, q)
		}
	}},
	{"lists conversations of all inboxes", "directory/lists conversations of an inbox", func(b *broken) {
		b.onTalks = func(ctx context.Context, q inbox.ConversationQuery) seq[inbox.Conversation] {
			q.Inbox = ""
			return b.good.Conversations(ctx, q)
		}
	}},
	{"lists the oldest conversation first", "directory/lists conversations, the latest message first", func(b *broken) {
		b.onTalks = func(ctx context.Context, q inbox.ConversationQuery) seq[inbox.Conversation] {
			all, err := read(b.good.Conversations(ctx, q))
			slices.Reverse(all)
			return of(all, err)
		}
	}},
	{"lists the cursor's conversation again", "directory/lists conversations, the latest message first", func(b *broken) {
		b.onTalks = func(ctx context.Context, q inbox.ConversationQuery) seq[inbox.Conversation] {
			if q.Before.ID != "" {
				q.Before.ID += "\xff"
			}
			return b.good.Conversations(ctx, q)
		}
	}},
	{"pages conversations by time alone", "directory/pages through conversations", func(b *broken) {
		b.onTalks = func(ctx context.Context, q inbox.ConversationQuery) seq[inbox.Conversation] {
			q.Before.ID = ""
			return b.good.Conversations(ctx, q)
		}
	}},
	{"lists messages in the order of arrival", "directory/lists messages, the latest first", func(b *broken) {
		b.onMessages = func(ctx context.Context, q inbox.MessageQuery) seq[inbox.Message] {
			all, err := read(b.good.Messages(ctx, q))
			slices.SortFunc(all, func(a, b inbox.Message) int { return int(b.Seq - a.Seq) })
			return of(all, err)
		}
	}},
	{"pages messages by time alone", "directory/pages through messages", func(b *broken) {
		b.onMessages = func(ctx context.Context, q inbox.MessageQuery) seq[inbox.Message] {
			q.Before.Seq = 0
			return b.good.Messages(ctx, q)
		}
	}},
	{"lists one page", "directory/pages through messages", func(b *broken) {
		b.onMessages = func(ctx context.Context, q inbox.MessageQuery) seq[inbox.Message] {
			all, err := read(b.good.Messages(ctx, q))
			return of(all[:min(len(all), 100)], err)
		}
	}},
	{"lists on after the context ended", "directory/lists end at the end of their context", func(b *broken) {
		b.onLog = func(ctx context.Context, after int64) seq[inbox.Entry] {
			return b.good.Log(context.WithoutCancel(ctx), after)
		}
	}},
	{"keeps a callback again", "kept/are kept once", func(b *broken) {
		b.onCommit = func(ctx context.Context, c inbox.Commit) error {
			var known []inbox.KeptID
			for _, one := range c.Keep {
				known = append(known, one.ID)
			}
			_ = b.commit(ctx, inbox.Commit{Forget: known})
			return b.commit(ctx, c)
		}
	}},
	{"has an error for what is not kept", "kept/are forgotten", func(b *broken) {
		b.onCommit = func(ctx context.Context, c inbox.Commit) error {
			for _, id := range c.Forget {
				if all, _ := read(b.good.Kept(ctx, inbox.KeptQuery{ID: id})); len(all) == 0 {
					return inbox.ErrNotFound
				}
			}
			return b.commit(ctx, c)
		}
	}},
	{"ignores the place in a list of the kept", "kept/can be paged through", func(b *broken) {
		b.onKept = func(ctx context.Context, q inbox.KeptQuery) seq[inbox.Kept] {
			q.After = inbox.KeptCursor{}
			return b.good.Kept(ctx, q)
		}
	}},
	{"forgets nothing", "kept/are forgotten", func(b *broken) {
		b.change(func(_ context.Context, c *inbox.Commit) { c.Forget = nil })
	}},
	{"keeps JSON compactly", "kept/are kept byte for byte", func(b *broken) {
		b.change(func(_ context.Context, c *inbox.Commit) {
			c.Keep = slices.Clone(c.Keep)
			for i, one := range c.Keep {
				c.Keep[i].Body = slices.DeleteFunc(slices.Clone(one.Body), func(b byte) bool { return b <= ' ' })
			}
		})
	}},
	{"numbers all entries", "log/counts each conversation from 1 without a gap", func(b *broken) {
		b.onLog = func(ctx context.Context, after int64) seq[inbox.Entry] {
			all, err := read(b.good.Log(ctx, after))
			for i := range all {
				all[i].Seq = all[i].ID
			}
			return of(all, err)
		}
	}},
	{"numbers the entries of refused commits", "log/counts each conversation from 1 without a gap", func(b *broken) {
		refused := int64(0)
		b.onCommit = func(ctx context.Context, c inbox.Commit) error {
			err := b.commit(ctx, c)
			if err != nil {
				refused++
			}
			return err
		}
		b.onLog = func(ctx context.Context, after int64) seq[inbox.Entry] {
			all, err := read(b.good.Log(ctx, after))
			for i := range all {
				if all[i].Seq > 1 {
					all[i].Seq += refused
				}
			}
			return of(all, err)
		}
	}},
	{"lists the cursor's entry again", "log/is read on from any entry", func(b *broken) {
		b.onLog = func(ctx context.Context, after int64) seq[inbox.Entry] { return b.good.Log(ctx, after-1) }
	}},
	{"shows an entry after a later one", "log/is read on while it grows", func(b *broken) {
		b.onLog = func(ctx context.Context, after int64) seq[inbox.Entry] {
			all, err := read(b.good.Log(ctx, after))
			last := int64(len(all)) + after
			return of(slices.DeleteFunc(all, func(e inbox.Entry) bool { return e.ID%7 == 0 && e.ID > last-3 }), err)
		}
	}},
	{"tells only those who wait", "waking/tells of jobs that were added before", func(b *broken) {
		b.onWait = func(context.Context) error { return context.DeadlineExceeded }
	}},
	{"tells who gave up", "waking/tells what comes after somebody gave up", func(b *broken) {
		var gone atomic.Bool
		b.onWait = func(ctx context.Context) error {
			if gone.Load() {
				return context.DeadlineExceeded
			}
			err := b.good.Wait(ctx)
			gone.Store(err != nil)
			return err
		}
	}},
	{"tells at the end of the context", "waking/ends with its context", func(b *broken) {
		b.onWait = func(ctx context.Context) error {
			_ = b.good.Wait(ctx)
			return nil
		}
	}},
	{"opens empty", "durability/all that was written outlives the store", func(b *broken) {
		b.onReopen = func() {
			again := breaker{breaks: func(*broken) {}}.rig()
			b.good = again.Store.(*broken).good
		}
	}},
}
