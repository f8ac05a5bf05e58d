package sqlstore

import (
	"context"
	"database/sql"
	"errors"
	"math"
	"strings"

	"github.com/wainbox/wainbox/inbox"
)

var errWant = errors.New("sqlstore: a want is none of the cases of inbox.Want")

// reader has the statements that read, each on whichever connection is free.
type reader struct {
	statements stmts

	record                    map[inbox.RecordKind]stmt
	alias, address, addresses stmt
	number, waba, message     stmt
	queue                     queueStmts
	due                       dueStmts
	candidates                candidateStmts
	combinations              combinationStmts
	directory                 directoryStmts
}

func newReader(ctx context.Context, db *sql.DB) (*reader, error) {
	r := &reader{record: map[inbox.RecordKind]stmt{}}
	p := &r.statements
	p.db = db
	for _, t := range tables {
		r.record[t.kind] = p.prepare(ctx, `SELECT version, body FROM `+string(t.kind)+` WHERE id = ?`)
	}
	r.alias = p.prepare(ctx, `SELECT version, account, address, conversation FROM alias WHERE id = ?`)
	const address = `SELECT a.version, a.address, a.conversation, coalesce(c.version, 0), c.body
		FROM alias a LEFT JOIN conversation c ON c.id = a.conversation WHERE a.id `
	r.address = p.prepare(ctx, address+`= ?`)
	r.addresses = p.prepare(ctx, address+`IN (?, ?)`)
	r.number = p.prepare(ctx, `SELECT version, body FROM account WHERE provider = ? AND number = ? AND number <> ''`)
	r.waba = p.prepare(ctx, `SELECT version, body FROM account WHERE provider = ? AND waba = ? ORDER BY id`)
	r.message = p.prepare(ctx, `SELECT `+messageColumns+` FROM message WHERE id = ?`)
	r.queue, r.candidates = p.queue(ctx), p.candidates(ctx)
	r.combinations = p.combinations(ctx)
	r.due, r.directory = p.due(ctx), p.directory(ctx)
	if p.err != nil {
		return nil, errors.Join(p.err, p.close())
	}
	return r, nil
}

// Load returns the records that match, in the order of the wants; see
// [inbox.Store]. A limit of 0 is none. What one want matches is of one moment;
// the versions tell whether the whole still is.
func (s *Store) Load(ctx context.Context, wants []inbox.Want) ([]inbox.State, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	states := make([]inbox.State, 0, len(wants)+1)
	for i, w := range wants {
		begin := len(states)
		var err error
		switch w := w.(type) {
		case inbox.Key:
			states, err = s.key(states, w)
		case inbox.ByNumber:
			states, err = s.reader.list(states, inbox.KindAccount, s.reader.number, w.Provider, string(w.Number))
		case inbox.ByWABA:
			states, err = s.reader.list(states, inbox.KindAccount, s.reader.waba, w.Provider, string(w.WABA))
		case inbox.ByAddress:
			states, err = s.byAddress(states, w)
		case inbox.ByMessage:
			states, err = s.reader.byMessage(states, w)
		default:
			states, err = s.reader.queued(states, w)
		}
		if err != nil {
			return nil, s.whenClosed(err)
		}
		for j := begin; j < len(states); j++ {
			states[j].Want = i
		}
		if i%64 == 63 && ctx.Err() != nil {
			return nil, ctx.Err()
		}
	}
	return states, nil
}

// limit is a LIMIT; 0 is none.
func limit(n int) int64 {
	if n <= 0 {
		return math.MaxInt64
	}
	return int64(n)
}

// whenClosed names the reason of errors after Close.
func (s *Store) whenClosed(err error) error {
	s.mu.RLock()
	defer s.mu.RUnlock()
	if s.closed {
		return errors.Join(ErrClosed, err)
	}
	return err
}

func (s *Store) key(states []inbox.State, k inbox.Key) ([]inbox.State, error) {
	if !isRecent(k.Kind) {
		return s.reader.key(states, k)
	}
	begin := len(states)
	states, published, ok := s.recent.key(states, k)
	if ok {
		return states, nil
	}
	states, err := s.reader.key(states, k)
	if err == nil {
		s.recent.learn(published, states[begin:])
	}
	return states, err
}

func (s *Store) byAddress(states []inbox.State, w inbox.ByAddress) ([]inbox.State, error) {
	keys := inbox.AddressKeys(w.Address)
	if len(keys) == 0 {
		return states, nil
	}
	begin := len(states)
	states, published, ok := s.recent.byAddress(states, w.Account, keys)
	if ok {
		return states, nil
	}
	states, err := s.reader.byAddress(states, w.Account, keys)
	if err == nil {
		s.recent.learn(published, states[begin:])
	}
	return states, err
}

func (r *reader) key(states []inbox.State, k inbox.Key) ([]inbox.State, error) {
	if k.Kind != inbox.KindAlias {
		s, ok := r.record[k.Kind]
		if !ok {
			return states, nil // a kind that does not exist has no records
		}
		return r.list(states, k.Kind, s, k.ID)
	}
	var version int64
	var account, address, conversation string
	found, err := r.alias.one([]any{k.ID}, &version, &account, &address, &conversation)
	if err != nil || !found {
		return states, err
	}
	return append(states, inbox.State{Version: version, Record: inbox.Alias{
		Account: inbox.AccountID(account), Address: address, Conversation: inbox.ConversationID(conversation),
	}}), nil
}

// list adds records that a statement finds by (version, body).
func (r *reader) list(states []inbox.State, kind inbox.RecordKind, s stmt, args ...any) ([]inbox.State, error) {
	var decode func([]byte) (inbox.Record, error)
	for _, t := range tables {
		if t.kind == kind {
			decode = t.decode
		}
	}
	err := s.each(args, func(rows *sql.Rows) error {
		var state inbox.State
		var body sql.RawBytes
		if err := rows.Scan(&state.Version, &body); err != nil {
			return err
		}
		var err error
		state.Record, err = decode(body)
		states = append(states, state)
		return err
	})
	return states, err
}

// byAddress adds the aliases, the steadiest first, then their conversations.
func (r *reader) byAddress(states []inbox.State, account inbox.AccountID, keys []string) ([]inbox.State, error) {
	args := make([]any, len(keys))
	for i, key := range keys {
		args[i] = string(account) + "|" + key
	}
	s := r.address
	if len(keys) == 2 {
		s = r.addresses
	}
	begin := len(states)
	conversations := make([]inbox.State, 0, len(keys))
	err := s.each(args, func(rows *sql.Rows) error {
		var alias inbox.State
		var conversation inbox.State
		var address, id string
		var body sql.RawBytes
		if err := rows.Scan(&alias.Version, &address, &id, &conversation.Version, &body); err != nil {
			return err
		}
		alias.Record = inbox.Alias{Account: account, Address: address, Conversation: inbox.ConversationID(id)}
		states = append(states, alias)
		if conversation.Version == 0 || len(conversations) > 0 && conversations[0].Record.Key().ID == id {
			return nil
		}
		var err error
		conversation.Record, err = decodeAs[inbox.Conversation](body)
		conversations = append(conversations, conversation)
		return err
	})
	if err != nil {
		return nil, err
	}
	if aliases := states[begin:]; len(aliases) == 2 && !isAlias(aliases[0], keys[0]) {
		aliases[0], aliases[1] = aliases[1], aliases[0]
		if len(conversations) == 2 {
			conversations[0], conversations[1] = conversations[1], conversations[0]
		}
	}
	return append(states, conversations...), nil
}

func isAlias(s inbox.State, address string) bool {
	a, _ := s.Record.(inbox.Alias)
	return strings.Compare(a.Address, address) == 0
}

func (r *reader) byMessage(states []inbox.State, w inbox.ByMessage) ([]inbox.State, error) {
	err := r.message.each([]any{string(w.Message)}, func(rows *sql.Rows) error {
		m, err := scanMessage(rows)
		states = append(states, inbox.State{Message: &m})
		return err
	})
	return states, err
}
