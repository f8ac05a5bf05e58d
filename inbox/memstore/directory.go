package memstore

import (
	"cmp"
	"context"
	"iter"
	"slices"

	"github.com/wainbox/wainbox/inbox"
	"github.com/wainbox/wainbox/whatsapp"
)

// Conversation returns one conversation; see [inbox.Directory].
func (s *Store) Conversation(
	ctx context.Context, o inbox.OrganizationID, id inbox.ConversationID,
) (inbox.Conversation, error) {
	if err := ctx.Err(); err != nil {
		return inbox.Conversation{}, err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	c, version := s.records.conversation(id)
	if version == 0 || c.Organization != o {
		return inbox.Conversation{}, inbox.ErrNotFound
	}
	return clone(c), nil
}

// Conversations lists those of the moment at which the ranging begins, by
// (LastAt, ID) downwards; see [inbox.Directory].
func (s *Store) Conversations(ctx context.Context, q inbox.ConversationQuery) iter.Seq2[inbox.Conversation, error] {
	return list(ctx, func() ([]inbox.Conversation, error) {
		s.mu.Lock()
		defer s.mu.Unlock()
		var found []inbox.Conversation
		for _, v := range s.records.byKind[inbox.KindConversation] {
			c, ok := v.record.(inbox.Conversation)
			begins := q.Before == inbox.ConversationCursor{}
			if ok && c.Organization == q.Organization && (q.Inbox == "" || c.Inbox == q.Inbox) &&
				(begins || compareConversations(c.Cursor(), q.Before) < 0) {
				found = append(found, c)
			}
		}
		slices.SortFunc(found, func(a, b inbox.Conversation) int { return compareConversations(b.Cursor(), a.Cursor()) })
		return clone(found), nil
	})
}

func compareConversations(a, b inbox.ConversationCursor) int {
	return cmp.Or(a.LastAt.Compare(b.LastAt), cmp.Compare(a.ID, b.ID))
}

// Messages lists those of the moment at which the ranging begins, by (At, Seq)
// downwards; see [inbox.Directory].
func (s *Store) Messages(ctx context.Context, q inbox.MessageQuery) iter.Seq2[inbox.Message, error] {
	return list(ctx, func() ([]inbox.Message, error) {
		s.mu.Lock()
		defer s.mu.Unlock()
		c, version := s.records.conversation(q.Conversation)
		if version == 0 || c.Organization != q.Organization {
			return nil, inbox.ErrNotFound
		}
		var found []inbox.Message
		for _, id := range s.messages.conversation[c.ID] {
			m := s.messages.byID[id]
			begins := q.Before == inbox.MessageCursor{}
			if begins || compareMessages(m.Cursor(), q.Before) < 0 {
				found = append(found, m)
			}
		}
		slices.SortFunc(found, func(a, b inbox.Message) int { return compareMessages(b.Cursor(), a.Cursor()) })
		return clone(found), nil
	})
}

func compareMessages(a, b inbox.MessageCursor) int {
	return cmp.Or(a.At.Compare(b.At), cmp.Compare(a.Seq, b.Seq))
}

// Kept lists those of the moment at which the ranging begins, by (At, ID); see
// [inbox.Directory].
func (s *Store) Kept(ctx context.Context, q inbox.KeptQuery) iter.Seq2[inbox.Kept, error] {
	return list(ctx, func() ([]inbox.Kept, error) {
		s.mu.Lock()
		defer s.mu.Unlock()
		var found []inbox.Kept
		for _, k := range s.kept {
			if selects(q.ID, k.ID) && selects[inbox.KeptReason](q.Reason, k.Reason) &&
				selects[whatsapp.NumberID](q.Number, k.Number) && compareKept(k.Cursor(), q.After) > 0 {
				found = append(found, k)
			}
		}
		slices.SortFunc(found, func(a, b inbox.Kept) int { return compareKept(a.Cursor(), b.Cursor()) })
		return clone(found), nil
	})
}

func compareKept(a, b inbox.KeptCursor) int {
	return cmp.Or(a.At.Compare(b.At), cmp.Compare(a.ID, b.ID))
}

// selects reports whether a query's field lets a value through.
func selects[T ~string](field, value T) bool { return field == "" || field == value }

// Log lists the entries after one, with those that come while it is ranged
// over; see [inbox.Directory].
func (s *Store) Log(ctx context.Context, after int64) iter.Seq2[inbox.Entry, error] {
	return func(yield func(inbox.Entry, error) bool) {
		for last, more := after, true; more; {
			more = false
			for e, err := range list(ctx, func() ([]inbox.Entry, error) { return s.entries(last), nil }) {
				if !yield(e, err) || err != nil {
					return
				}
				last, more = e.ID, true
			}
		}
	}
}

// entries returns the next page of the log.
func (s *Store) entries(after int64) []inbox.Entry {
	const page = 100
	s.mu.Lock()
	defer s.mu.Unlock()
	begin := min(max(after, 0), int64(len(s.log.entries)))
	return clone(atMost(page, s.log.entries[begin:]))
}

// list yields what fetch returns, or its error. It fetches when it is ranged
// over, each time anew, and holds no lock while the loop's body runs.
func list[T any](ctx context.Context, fetch func() ([]T, error)) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		var none T
		if err := ctx.Err(); err != nil {
			yield(none, err)
			return
		}
		found, err := fetch()
		if err != nil {
			yield(none, err)
			return
		}
		for _, one := range found {
			if !yield(one, nil) {
				return
			}
		}
	}
}
