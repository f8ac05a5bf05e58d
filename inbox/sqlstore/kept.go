package sqlstore

import (
	"context"

	"github.com/wainbox/wainbox/inbox"
	"github.com/wainbox/wainbox/whatsapp"
)

const keptColumns = `id, reason, provider, at, number, waba, path, problem, part, body`

type keptStmts struct {
	insert, forget stmt
}

func (p *stmts) kept(ctx context.Context) keptStmts {
	return keptStmts{
		insert: p.prepare(ctx, `INSERT INTO kept (`+keptColumns+`) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
			ON CONFLICT (id) DO NOTHING`),
		forget: p.prepare(ctx, `DELETE FROM kept WHERE id = ?`),
	}
}

func (w *writer) keep(keep []inbox.Kept, forget []inbox.KeptID) error {
	for i := range keep {
		k := &keep[i]
		if _, err := w.kept.insert.exec(
			string(k.ID), string(k.Reason), k.Provider, micros(k.At), string(k.Number), string(k.WABA), k.Path, k.Problem,
			k.Part, k.Body,
		); err != nil {
			return err
		}
	}
	for _, id := range forget {
		if _, err := w.kept.forget.exec(string(id)); err != nil {
			return err
		}
	}
	return nil
}

func scanKept(row scanner) (inbox.Kept, error) {
	var k inbox.Kept
	var id, reason, number, waba string
	var at int64
	err := row.Scan(&id, &reason, &k.Provider, &at, &number, &waba, &k.Path, &k.Problem, &k.Part, &k.Body)
	k.ID, k.Reason, k.At = inbox.KeptID(id), inbox.KeptReason(reason), fromMicros(at)
	k.Number, k.WABA = whatsapp.NumberID(number), whatsapp.WABAID(waba)
	return k, err
}
