package sqlstore

import (
	"context"
	"encoding/json"
	"strings"

	"github.com/wainbox/wainbox/inbox"
)

// table is how the records of one kind are kept: the columns beside id, version
// and body, and what a record puts into them.
type table struct {
	kind    inbox.RecordKind
	columns []string
	values  func(inbox.Record) []any
	decode  func(body []byte) (inbox.Record, error)
}

// tables has all kinds but aliases, which have no body, and each table's name
// is its kind.
var tables = []*table{
	{
		inbox.KindAccount,
		[]string{"provider", "number", "waba"},
		func(r inbox.Record) []any {
			a, _ := r.(inbox.Account)
			return []any{a.Provider, string(a.Number), string(a.WABA)}
		},
		decodeAs[inbox.Account],
	},
	{inbox.KindInbox, nil, func(inbox.Record) []any { return nil }, decodeAs[inbox.Inbox]},
	{
		inbox.KindAgent,
		[]string{"available"},
		func(r inbox.Record) []any {
			a, _ := r.(inbox.Agent)
			return []any{a.Available}
		},
		decodeAs[inbox.Agent],
	},
	{
		inbox.KindSeat,
		[]string{"inbox", "agent"},
		func(r inbox.Record) []any {
			s, _ := r.(inbox.Seat)
			return []any{string(s.Inbox), string(s.Agent)}
		},
		decodeAs[inbox.Seat],
	},
	{inbox.KindContact, nil, func(inbox.Record) []any { return nil }, decodeAs[inbox.Contact]},
	{
		inbox.KindConversation,
		[]string{"organization", "inbox", "last_at", "chat_state", "chat_arrived"},
		func(r inbox.Record) []any {
			c, _ := r.(inbox.Conversation)
			return []any{
				string(c.Organization), string(c.Inbox), micros(c.LastAt), string(c.Chat.State), micros(c.Chat.Arrived),
			}
		},
		decodeAs[inbox.Conversation],
	},
}

func decodeAs[T inbox.Record](body []byte) (inbox.Record, error) {
	var r T
	err := json.Unmarshal(body, &r)
	return r, err
}

// put is a put as the writer needs it: encoded by its caller, beside the
// writer.
type put struct {
	key     inbox.Key
	version int64
	record  inbox.Record
	body    []byte
	columns []any
}

func encodePut(p inbox.Put) (put, error) {
	switch p.Record.(type) { // values, not pointers to them, which have the methods too
	case inbox.Account, inbox.Inbox, inbox.Agent, inbox.Seat, inbox.Contact, inbox.Conversation, inbox.Alias:
	default:
		return put{}, errRecord
	}
	p.Record = plain(p.Record)
	e := put{key: p.Record.Key(), version: p.Version, record: p.Record}
	for _, t := range tables {
		if t.kind == e.key.Kind {
			e.columns = t.values(p.Record)
			var err error
			e.body, err = json.Marshal(p.Record)
			return e, err
		}
	}
	a, _ := p.Record.(inbox.Alias)
	e.columns = []any{string(a.Account), a.Address, string(a.Conversation)}
	return e, nil
}

// recordStmts are the writer's for records of all kinds.
type recordStmts struct {
	version, insert, update map[inbox.RecordKind]stmt

	conversation, logSeq, place, setPlace stmt
	holder, release                       stmt
}

func (p *stmts) records(ctx context.Context) recordStmts {
	rs := recordStmts{
		version: map[inbox.RecordKind]stmt{}, insert: map[inbox.RecordKind]stmt{}, update: map[inbox.RecordKind]stmt{},
	}
	add := func(kind inbox.RecordKind, id string, columns ...string) {
		marks := strings.Repeat(", ?", len(columns))
		set := strings.Join(columns, " = ?, ") + " = ?"
		rs.version[kind] = p.prepare(ctx, `SELECT version FROM `+string(kind)+` WHERE id = ?`)
		rs.insert[kind] = p.prepare(ctx, `INSERT INTO `+string(kind)+` (`+strings.Join(columns, ", ")+`, id) VALUES (`+marks[2:]+`, ?)`)
		rs.update[kind] = p.prepare(ctx, `UPDATE `+string(kind)+` SET `+set+` WHERE `+id+` = ?`)
	}
	for _, t := range tables {
		if t.kind == inbox.KindConversation {
			add(t.kind, "rowid", append([]string{"version", "body", "log_seq"}, t.columns...)...)
		} else {
			add(t.kind, "id", append([]string{"version", "body"}, t.columns...)...)
		}
	}
	add(inbox.KindAlias, "id", "version", "account", "address", "conversation")
	rs.conversation = p.prepare(ctx, `SELECT rowid, version, log_seq FROM conversation WHERE id = ?`)
	rs.logSeq = p.prepare(ctx, `UPDATE conversation SET log_seq = ? WHERE rowid = ?`)
	rs.place = p.prepare(ctx, `SELECT seq FROM log_place WHERE conversation = ?`)
	rs.setPlace = p.prepare(ctx, `INSERT INTO log_place (conversation, seq) VALUES (?, ?)
		ON CONFLICT (conversation) DO UPDATE SET seq = excluded.seq`)
	rs.holder = p.prepare(ctx, `SELECT id FROM account WHERE provider = ? AND number = ?`)
	rs.release = p.prepare(ctx, `UPDATE account SET number = '' WHERE id = ?`)
	return rs
}
