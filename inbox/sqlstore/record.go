package sqlstore

import (
	"context"
	"encoding/json"
	"slices"
	"strings"

	"github.com/wainbox/wainbox/inbox"
)

// table is how the records of one kind are kept: the columns beside id, version
// and body, and what a record puts into them, as the driver gives it back.
type table struct {
	kind inbox.RecordKind
	// fixed are written once, columns every time, and keys when one of them
	// changed: indexes hold them, and SQLite writes an entry anew even if it stays
	// the same.
	fixed, columns, keys []string
	values               func(inbox.Record) values
	decode               func(body []byte) (inbox.Record, error)
}

// values are what a record puts into the columns of its table.
type values struct{ fixed, columns, keys []any }

// maxKeys is the most keys of a table.
const maxKeys = 8

// tables has all kinds but aliases, which have no body, and each table's name
// is its kind.
var tables = []*table{
	{
		kind:    inbox.KindAccount,
		columns: []string{"provider", "number", "waba"},
		values: func(r inbox.Record) values {
			a, _ := r.(inbox.Account)
			return values{columns: []any{a.Provider, string(a.Number), string(a.WABA)}}
		},
		decode: decodeAs[inbox.Account],
	},
	{kind: inbox.KindInbox, keys: []string{"capacity"}, values: inboxValues, decode: decodeAs[inbox.Inbox]},
	{
		kind:    inbox.KindAgent,
		columns: []string{"until"},
		keys:    []string{"there", "load", "capacity", "ended", "skills"},
		values:  agentValues,
		decode:  decodeAs[inbox.Agent],
	},
	{
		kind:   inbox.KindSeat,
		fixed:  []string{"inbox", "agent"},
		keys:   []string{"barred", "turn", "position", "level", "load", "capacity"},
		values: seatValues,
		decode: decodeAs[inbox.Seat],
	},
	{kind: inbox.KindContact, values: func(inbox.Record) values { return values{} }, decode: decodeAs[inbox.Contact]},
	{
		kind:    inbox.KindConversation,
		columns: []string{"last_at"},
		keys: []string{
			"organization", "inbox", "chat_state", "chat_priority", "chat_arrived", "chat_until", "chat_agent", "chat_others",
		},
		values: conversationValues,
		decode: decodeAs[inbox.Conversation],
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
	values
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
			e.values = t.values(p.Record)
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
	// head reads a version and the keys; update writes all columns, and touch all
	// but the keys.
	head, insert, update, touch map[inbox.RecordKind]stmt
	keys                        map[inbox.RecordKind]int // how many there are

	logSeq, place, setPlace stmt
	holder, release         stmt
}

func (p *stmts) records(ctx context.Context) recordStmts {
	rs := recordStmts{
		head: map[inbox.RecordKind]stmt{}, insert: map[inbox.RecordKind]stmt{}, update: map[inbox.RecordKind]stmt{},
		touch: map[inbox.RecordKind]stmt{}, keys: map[inbox.RecordKind]int{},
	}
	add := func(kind inbox.RecordKind, id string, head, fixed, columns, keys []string) {
		all := slices.Concat(columns, keys)
		inserted := append(slices.Clone(all), fixed...)
		update := func(columns []string) stmt {
			return p.prepare(ctx, `UPDATE `+string(kind)+` SET `+strings.Join(columns, " = ?, ")+` = ? WHERE `+id+` = ?`)
		}
		rs.head[kind] = p.prepare(ctx, `SELECT `+strings.Join(append(head, keys...), ", ")+` FROM `+string(kind)+` WHERE id = ?`)
		rs.insert[kind] = p.prepare(ctx, `INSERT INTO `+string(kind)+` (`+strings.Join(inserted, ", ")+`, id)
			VALUES (`+strings.Repeat("?, ", len(inserted))+`?)`)
		rs.keys[kind] = len(keys)
		rs.update[kind], rs.touch[kind] = update(all), update(columns)
	}
	for _, t := range tables {
		if t.kind == inbox.KindConversation {
			add(t.kind, "rowid", []string{"version", "rowid", "log_seq"}, nil, append([]string{"version", "body", "log_seq"}, t.columns...), t.keys)
		} else {
			add(t.kind, "id", []string{"version"}, t.fixed, append([]string{"version", "body"}, t.columns...), t.keys)
		}
	}
	add(inbox.KindAlias, "id", []string{"version"}, nil, []string{"version", "account", "address", "conversation"}, nil)
	rs.logSeq = p.prepare(ctx, `UPDATE conversation SET log_seq = ? WHERE rowid = ?`)
	rs.place = p.prepare(ctx, `SELECT seq FROM log_place WHERE conversation = ?`)
	rs.setPlace = p.prepare(ctx, `INSERT INTO log_place (conversation, seq) VALUES (?, ?)
		ON CONFLICT (conversation) DO UPDATE SET seq = excluded.seq`)
	rs.holder = p.prepare(ctx, `SELECT id FROM account WHERE provider = ? AND number = ?`)
	rs.release = p.prepare(ctx, `UPDATE account SET number = '' WHERE id = ?`)
	return rs
}
