package sqlstore

import (
	"context"
	"database/sql"
	"errors"
	"log/slog"
	"time"
)

// The log of changes is copied into the database beside the writer, which would
// otherwise stop for it. A writer that never rests never lets the log begin
// anew, so that it is stopped for that once the log is long.
const (
	checkpointEvery = 500 * time.Millisecond
	longLog         = 160 << 20 // bytes
	purgeEvery      = time.Minute
	pageBytes       = 4096
)

// keeper does what may wait: checkpoints, purges and the pools of combinations.
type keeper struct {
	store *Store
	db    *sql.DB
	ended chan struct{}

	longest int64 // pages that the log has had, for the benchmark
}

func newKeeper(path string, s *Store) (*keeper, error) {
	db, err := connect(path, 1, "busy_timeout(100)", "wal_autocheckpoint(0)")
	if err != nil {
		return nil, err
	}
	return &keeper{store: s, db: db, ended: make(chan struct{})}, nil
}

func (k *keeper) run() {
	defer close(k.ended)
	checkpoints, purges := time.NewTicker(checkpointEvery), time.NewTicker(purgeEvery)
	defer checkpoints.Stop()
	defer purges.Stop()
	for {
		select {
		case <-checkpoints.C:
			if err := k.checkpoint(); err != nil {
				k.store.log.Warn("sqlstore: checkpoint", slog.Any("error", err))
			}
		case <-purges.C:
			if err := errors.Join(k.purge(), k.sweep()); err != nil && !errors.Is(err, ErrClosed) {
				k.store.log.Warn("sqlstore: purge", slog.Any("error", err))
			}
		case c := <-k.store.demands.wanted:
			if err := k.judge(c); err != nil && !errors.Is(err, ErrClosed) {
				k.store.log.Warn("sqlstore: pool", slog.Any("error", err))
			}
		case <-k.store.closing:
			return
		}
	}
}

// checkpoint copies what is in the log. When that is much, the writer is
// stopped between two groups for the rest, which is little.
func (k *keeper) checkpoint() error {
	pages, err := k.copyLog("PASSIVE")
	if err != nil || pages*pageBytes < longLog {
		return err
	}
	k.store.writer.turn.Lock()
	defer k.store.writer.turn.Unlock()
	_, err = k.copyLog("RESTART")
	return err
}

// copyLog returns how long the log is, in pages.
func (k *keeper) copyLog(mode string) (int64, error) {
	var busy, pages, copied int64
	row := k.db.QueryRowContext(context.Background(), "PRAGMA wal_checkpoint("+mode+")")
	err := row.Scan(&busy, &pages, &copied)
	k.longest = max(k.longest, pages)
	return pages, err
}

// purge removes what is past its time, in steps between which others write.
func (k *keeper) purge() error {
	for {
		p := &purge{}
		if err := k.write(p); err != nil || !p.more {
			return err
		}
	}
}

// write has a step of the keeper's written.
func (k *keeper) write(s step) error {
	r := newRequest(1)
	r.steps = append(r.steps, s)
	if err := k.store.submit(context.Background(), r); err != nil {
		return err
	}
	return r.errs[0]
}
