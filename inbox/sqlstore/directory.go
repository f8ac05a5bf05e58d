package sqlstore

import (
	"context"
	"database/sql"
	"iter"

	"github.com/wainbox/wainbox/inbox"
)

// pageRows is how many rows a list fetches at a time.
const pageRows = 50

// keptRows is how many kept callbacks, which may hold 4 MB each.
const keptRows = 4

type directoryStmts struct {
	conversation, inboxes, conversations, owner, messages, kept, log stmt
}

func (p *stmts) directory(ctx context.Context) directoryStmts {
	return directoryStmts{
		conversation: p.prepare(ctx, `SELECT body FROM conversation WHERE id = ? AND organization = ?`),
		inboxes:      p.prepare(ctx, `SELECT min(inbox) FROM conversation WHERE organization = ? AND inbox > ?`),
		conversations: p.prepare(ctx, `SELECT body FROM conversation
			WHERE organization = ? AND inbox = ? AND (last_at, id) < (?, ?) ORDER BY last_at DESC, id DESC LIMIT ?`),
		owner: p.prepare(ctx, `SELECT 1 FROM conversation WHERE id = ? AND organization = ?`),
		messages: p.prepare(ctx, `SELECT `+messageColumns+`, at, seq, rowid FROM message
			WHERE conversation = ? AND (at, seq, rowid) < (?, ?, ?) ORDER BY at DESC, seq DESC, rowid DESC LIMIT ?`),
		kept: p.prepare(ctx, `SELECT `+keptColumns+` FROM kept WHERE (at, id) > (?, ?)
			AND (? = '' OR id = ?) AND (? = '' OR reason = ?) AND (? = '' OR number = ?) ORDER BY at, id LIMIT ?`),
		log: p.prepare(ctx, `SELECT `+entryColumns+` FROM log WHERE id > ? ORDER BY id LIMIT ?`),
	}
}

// pages yields what next fetches, page after page, until one is not full. It
// fetches when it is ranged over, and nothing is open while the loop's body
// runs.
func pages[T any](ctx context.Context, s *Store, rows int, next func() ([]T, error)) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		var none T
		for {
			if err := ctx.Err(); err != nil {
				yield(none, err)
				return
			}
			page, err := next()
			if err != nil {
				yield(none, s.whenClosed(err))
				return
			}
			for _, one := range page {
				if !yield(one, nil) {
					return
				}
			}
			if len(page) < rows {
				return
			}
		}
	}
}

// Messages lists a conversation's; see [inbox.Directory].
func (s *Store) Messages(ctx context.Context, q inbox.MessageQuery) iter.Seq2[inbox.Message, error] {
	type place struct{ at, seq, row int64 }
	return func(yield func(inbox.Message, error) bool) {
		after := place{highest, 0, 0}
		if q.Before != (inbox.MessageCursor{}) {
			after = place{micros(q.Before.At), q.Before.Seq, lowest}
		}
		known := false
		pages(ctx, s, pageRows, func() ([]inbox.Message, error) {
			if !known {
				var one int64
				found, err := s.reader.directory.owner.one([]any{string(q.Conversation), string(q.Organization)}, &one)
				if err != nil {
					return nil, err
				}
				if !found {
					return nil, inbox.ErrNotFound
				}
				known = true
			}
			args := []any{string(q.Conversation), after.at, after.seq, after.row, pageRows}
			return collect(s.reader.directory.messages, args, func(rows *sql.Rows) (inbox.Message, error) {
				return scanMessage(tail{rows, []any{&after.at, &after.seq, &after.row}})
			})
		})(yield)
	}
}

// tail is a row with columns behind those that a scan asks for.
type tail struct {
	scanner

	more []any
}

func (t tail) Scan(dest ...any) error { return t.scanner.Scan(append(dest, t.more...)...) }

// Kept lists callbacks that could not be filed; see [inbox.Directory].
func (s *Store) Kept(ctx context.Context, q inbox.KeptQuery) iter.Seq2[inbox.Kept, error] {
	return func(yield func(inbox.Kept, error) bool) {
		at, id := int64(lowest), ""
		if q.After != (inbox.KeptCursor{}) {
			at, id = micros(q.After.At), string(q.After.ID)
		}
		pages(ctx, s, keptRows, func() ([]inbox.Kept, error) {
			args := []any{
				at, id, string(q.ID), string(q.ID), string(q.Reason), string(q.Reason), string(q.Number), string(q.Number),
				keptRows,
			}
			return collect(s.reader.directory.kept, args, func(rows *sql.Rows) (inbox.Kept, error) {
				k, err := scanKept(rows)
				at, id = micros(k.At), string(k.ID)
				return k, err
			})
		})(yield)
	}
}

// Log lists the entries after one, with those that come while it is ranged
// over; see [inbox.Directory].
func (s *Store) Log(ctx context.Context, after int64) iter.Seq2[inbox.Entry, error] {
	return func(yield func(inbox.Entry, error) bool) {
		last := after
		pages(ctx, s, pageRows, func() ([]inbox.Entry, error) {
			return collect(s.reader.directory.log, []any{last, pageRows}, func(rows *sql.Rows) (inbox.Entry, error) {
				e, err := scanEntry(rows)
				last = e.ID
				return e, err
			})
		})(yield)
	}
}
