package sqlstore

import (
	"cmp"
	"context"
	"database/sql"
	"encoding/json"
	"iter"
	"math"

	"github.com/wainbox/wainbox/inbox"
)

// Places before and after all others.
const (
	lowest  = math.MinInt64
	highest = math.MaxInt64
)

// Conversation returns one conversation; see [inbox.Directory].
func (s *Store) Conversation(
	ctx context.Context, o inbox.OrganizationID, id inbox.ConversationID,
) (inbox.Conversation, error) {
	var c inbox.Conversation
	if err := ctx.Err(); err != nil {
		return c, err
	}
	var body []byte
	found, err := s.reader.directory.conversation.one([]any{string(id), string(o)}, &body)
	if err != nil {
		return c, s.whenClosed(err)
	}
	if !found {
		return c, inbox.ErrNotFound
	}
	err = json.Unmarshal(body, &c)
	return c, err
}

// Conversations lists an organization's, by (LastAt, ID) downwards; see
// [inbox.Directory]. Those of all its inboxes are merged from the lists of
// each, so that one index, which every message moves, serves both.
func (s *Store) Conversations(ctx context.Context, q inbox.ConversationQuery) iter.Seq2[inbox.Conversation, error] {
	if q.Inbox != "" {
		return s.ofInbox(ctx, q, string(q.Inbox))
	}
	return func(yield func(inbox.Conversation, error) bool) {
		if err := ctx.Err(); err != nil {
			yield(inbox.Conversation{}, err)
			return
		}
		inboxes, err := s.inboxes(q.Organization)
		if err != nil {
			yield(inbox.Conversation{}, s.whenClosed(err))
			return
		}
		lists := make([]iter.Seq2[inbox.Conversation, error], len(inboxes))
		for i, id := range inboxes {
			lists[i] = s.ofInbox(ctx, q, id)
		}
		merge(lists, yield)
	}
}

func (s *Store) ofInbox(
	ctx context.Context, q inbox.ConversationQuery, id string,
) iter.Seq2[inbox.Conversation, error] {
	return func(yield func(inbox.Conversation, error) bool) {
		at, before := int64(highest), ""
		if q.Before != (inbox.ConversationCursor{}) {
			at, before = micros(q.Before.LastAt), string(q.Before.ID)
		}
		pages(ctx, s, pageRows, func() ([]inbox.Conversation, error) {
			args := []any{string(q.Organization), id, at, before, pageRows}
			return collect(s.reader.directory.conversations, args, func(rows *sql.Rows) (inbox.Conversation, error) {
				var c inbox.Conversation
				var body sql.RawBytes
				if err := rows.Scan(&body); err != nil {
					return c, err
				}
				err := json.Unmarshal(body, &c)
				at, before = micros(c.LastAt), string(c.ID)
				return c, err
			})
		})(yield)
	}
}

// inboxes returns those that an organization has conversations in, and "" for
// those in none. Each costs one look into the index.
func (s *Store) inboxes(o inbox.OrganizationID) ([]string, error) {
	found := []string{""}
	for {
		var next sql.NullString
		last := found[len(found)-1]
		if _, err := s.reader.directory.inboxes.one([]any{string(o), last}, &next); err != nil {
			return nil, err
		}
		if !next.Valid {
			return found, nil
		}
		found = append(found, next.String)
	}
}

// merge yields the conversations of all lists, the latest first, and ends at
// the first error of any.
func merge(lists []iter.Seq2[inbox.Conversation, error], yield func(inbox.Conversation, error) bool) {
	type head struct {
		inbox.Conversation

		next func() (inbox.Conversation, error, bool)
	}
	var heads []*head
	for _, list := range lists {
		next, stop := iter.Pull2(list)
		defer stop()
		c, err, ok := next()
		if err != nil {
			yield(c, err)
			return
		}
		if ok {
			heads = append(heads, &head{c, next})
		}
	}
	for len(heads) > 0 {
		best := 0
		for i, h := range heads {
			b := heads[best]
			if cmp.Or(h.LastAt.Compare(b.LastAt), cmp.Compare(h.ID, b.ID)) > 0 {
				best = i
			}
		}
		h := heads[best]
		if !yield(h.Conversation, nil) {
			return
		}
		c, err, ok := h.next()
		if err != nil {
			yield(c, err)
			return
		}
		h.Conversation = c
		if !ok {
			heads = append(heads[:best], heads[best+1:]...)
		}
	}
}
