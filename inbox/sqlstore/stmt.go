package sqlstore

import (
	"context"
	"database/sql"
	"errors"
	"time"
)

// preparer is a connection, or a pool of them.
type preparer interface {
	PrepareContext(ctx context.Context, query string) (*sql.Stmt, error)
}

// stmts prepares statements until one fails, and reports that at the end.
type stmts struct {
	db  preparer
	err error
	all []*sql.Stmt
}

func (p *stmts) prepare(ctx context.Context, query string) stmt {
	if p.err != nil {
		return stmt{}
	}
	s, err := p.db.PrepareContext(ctx, query)
	if err != nil {
		p.err = errors.Join(errors.New("sqlstore: prepare: "+query), err)
		return stmt{}
	}
	p.all = append(p.all, s)
	return stmt{s, context.WithoutCancel(ctx), query}
}

func (p *stmts) close() error {
	var err error
	for _, s := range p.all {
		err = errors.Join(err, s.Close())
	}
	return err
}

// stmt is a prepared statement. It runs to its end: a driver would watch a
// context that can end with a goroutine, for work that takes microseconds.
type stmt struct {
	*sql.Stmt

	endless context.Context //nolint:containedctx // it never ends and carries what the one of its preparing did
	query   string          // for who asks how it is planned
}

// insert returns the row's number.
func (s stmt) insert(args ...any) (int64, error) {
	r, err := s.ExecContext(s.endless, args...)
	if err != nil {
		return 0, err
	}
	return r.LastInsertId()
}

// exec returns how many rows it changed.
func (s stmt) exec(args ...any) (int64, error) {
	r, err := s.ExecContext(s.endless, args...)
	if err != nil {
		return 0, err
	}
	return r.RowsAffected()
}

// one scans the only row and reports false when there is none.
func (s stmt) one(args []any, dest ...any) (bool, error) {
	err := s.QueryRowContext(s.endless, args...).Scan(dest...)
	if errors.Is(err, sql.ErrNoRows) {
		return false, nil
	}
	return err == nil, err
}

// each calls f for each row until one fails.
func (s stmt) each(args []any, f func(*sql.Rows) error) error {
	rows, err := s.QueryContext(s.endless, args...)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		if err := f(rows); err != nil {
			return err
		}
	}
	return rows.Err()
}

// collect returns what scan makes of each row.
func collect[T any](s stmt, args []any, scan func(*sql.Rows) (T, error)) ([]T, error) {
	var found []T
	err := s.each(args, func(rows *sql.Rows) error {
		one, err := scan(rows)
		found = append(found, one)
		return err
	})
	return found, err
}

// micros is how times are kept. That of the zero time gives it back.
func micros(t time.Time) int64 { return t.UnixMicro() }

func fromMicros(n int64) time.Time { return time.UnixMicro(n).UTC() }
