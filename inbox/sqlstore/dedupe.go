package sqlstore

import (
	"context"
	"math"
	"slices"

	"github.com/wainbox/wainbox/inbox"
)

type dedupeStmts struct {
	known, insert, purge, purgeHeld stmt
}

func (p *stmts) dedupe(ctx context.Context) dedupeStmts {
	return dedupeStmts{
		known:  p.prepare(ctx, `SELECT 1 FROM dedupe WHERE key = ?`),
		insert: p.prepare(ctx, `INSERT INTO dedupe (key, until) VALUES (?, ?)`),
		purge: p.prepare(ctx, `DELETE FROM dedupe WHERE key IN
			(SELECT key FROM dedupe WHERE until < ? ORDER BY until LIMIT ?)`),
		purgeHeld: p.prepare(ctx, `DELETE FROM fact_held WHERE id IN
			(SELECT id FROM fact_held WHERE until < ? ORDER BY until LIMIT ?)`),
	}
}

// known returns the keys that exist or come twice, each once.
func (w *writer) known(keys []inbox.DedupeKey) ([]string, error) {
	var known []string
	for i, k := range keys {
		var one int64
		found, err := w.dedupe.known.one([]any{k.Key}, &one)
		if err != nil {
			return nil, err
		}
		twice := slices.ContainsFunc(keys[:i], func(o inbox.DedupeKey) bool { return o.Key == k.Key })
		if (found || twice) && !slices.Contains(known, k.Key) {
			known = append(known, k.Key)
		}
	}
	return known, nil
}

func (w *writer) remember(keys []inbox.DedupeKey) error {
	for _, k := range keys {
		until := int64(math.MaxInt64) // without a time it is kept for ever
		if !k.Until.IsZero() {
			until = micros(k.Until)
		}
		if _, err := w.dedupe.insert.exec(k.Key, until); err != nil {
			return err
		}
	}
	return nil
}

// purgeRows bounds a step, and with it how long commits wait for it.
const purgeRows = 500

// purge is a step that removes keys and held facts that are past their time.
type purge struct {
	more bool // there may be more of them
}

func (p *purge) apply(w *writer) (refusal, err error) {
	now := micros(w.now())
	keys, err := w.dedupe.purge.exec(now, purgeRows)
	if err != nil {
		return nil, err
	}
	facts, err := w.dedupe.purgeHeld.exec(now, purgeRows)
	p.more = keys == purgeRows || facts == purgeRows
	return nil, err
}
