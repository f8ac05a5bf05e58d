package sqlstore

import (
	"context"
	"database/sql"
)

type poolStmts struct {
	find, insert, next, enter, advance, hide, leave, remove stmt
}

func (p *stmts) pools(ctx context.Context) poolStmts {
	return poolStmts{
		find:   p.prepare(ctx, `SELECT id, upto FROM pool WHERE inbox = ? AND name = ?`),
		insert: p.prepare(ctx, `INSERT INTO pool (inbox, name, members, upto) VALUES (?, ?, 0, 0)`),
		next: p.prepare(ctx, `SELECT count(*), coalesce(max(seat), 0) FROM (
			SELECT p.seat FROM place p WHERE p.pool = `+rarest+` AND p.seat > ?1 ORDER BY p.seat LIMIT ?2)`),
		// All places of a seat say the same.
		enter: p.prepare(ctx, `INSERT INTO place (seat, pool, agent, able, turn, position, level, load, ended)
			SELECT p.seat, (SELECT id FROM pool WHERE inbox = ?3 AND name = ?4), p.agent, p.able, p.turn, p.position, p.level, p.load, p.ended
			FROM place p WHERE p.pool = `+rarest+` AND p.seat > ?1 AND p.seat <= ?2 AND `+haveAll+` ON CONFLICT DO NOTHING`),
		advance: p.prepare(ctx, `UPDATE pool SET upto = ? WHERE id = ?`),
		hide:    p.prepare(ctx, `UPDATE pool SET upto = 0 WHERE id = ?`),
		leave: p.prepare(ctx, `DELETE FROM place WHERE (seat, pool) IN
			(SELECT seat, pool FROM place WHERE pool = ?1 ORDER BY seat LIMIT ?2)`),
		remove: p.prepare(ctx, `DELETE FROM pool WHERE id = ?`),
	}
}

// fillRows bounds a step, and with it how long commits wait for it.
const fillRows = 500

// filling is a step that makes the pool of a combination, or goes on with it. It
// walks those who have the rarest skill by their seats' numbers; whoever gets the
// skills or a seat meanwhile enters, since the pool is there.
type filling struct {
	combination

	rows int64
	more bool
}

func (f *filling) apply(w *writer) (refusal, err error) {
	f.more = false
	var id int64
	var upto sql.NullInt64
	names := []any{string(f.inbox), f.name}
	found, err := w.pools.find.one(names, &id, &upto)
	switch {
	case err != nil || found && !upto.Valid:
		return nil, err
	case !found:
		if id, err = w.pools.insert.insert(names...); err != nil {
			return nil, err
		}
	}
	var rows, last int64
	if _, err := w.pools.next.one(f.args(upto.Int64, f.rows), &rows, &last); err != nil {
		return nil, err
	}
	if _, err := w.pools.enter.exec(f.args(upto.Int64, last)...); err != nil {
		return nil, err
	}
	f.more = rows == f.rows
	_, err = w.pools.advance.exec(sql.NullInt64{Int64: last, Valid: f.more}, id)
	return nil, err
}

// emptying is a step that removes some of the pool of a combination, which is not
// used from the first on.
type emptying struct {
	combination

	more bool
}

func (e *emptying) apply(w *writer) (refusal, err error) {
	e.more = false
	var id int64
	var upto sql.NullInt64
	if found, err := w.pools.find.one([]any{string(e.inbox), e.name}, &id, &upto); err != nil || !found {
		return nil, err
	}
	if _, err := w.pools.hide.exec(id); err != nil {
		return nil, err
	}
	rows, err := w.pools.leave.exec(id, fillRows)
	if err != nil {
		return nil, err
	}
	if e.more = rows == fillRows; e.more {
		return nil, nil
	}
	_, err = w.pools.remove.exec(id)
	return nil, err
}
