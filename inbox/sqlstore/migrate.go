package sqlstore

import (
	"context"
	"database/sql"
	"embed"
	"fmt"
	"strconv"
)

// migrations are scripts, each applied once, in the order of their numbers.
// One that was released is never changed.
//
//go:embed migrations/*.sql
var migrations embed.FS

// migrate brings the database up to date. The database itself remembers how
// many scripts it has seen.
func migrate(ctx context.Context, c *sql.Conn) error {
	scripts, err := migrations.ReadDir("migrations") // sorted by name
	if err != nil {
		return err
	}
	var seen int
	if err := c.QueryRowContext(ctx, "PRAGMA user_version").Scan(&seen); err != nil {
		return fmt.Errorf("sqlstore: read the database's version: %w", err)
	}
	if seen > len(scripts) {
		return fmt.Errorf("%w: it has version %d, and %d is known", ErrNewer, seen, len(scripts))
	}
	for i := seen; i < len(scripts); i++ {
		script, err := migrations.ReadFile("migrations/" + scripts[i].Name())
		if err != nil {
			return err
		}
		if err := applyScript(ctx, c, string(script), i+1); err != nil {
			return fmt.Errorf("sqlstore: %s: %w", scripts[i].Name(), err)
		}
	}
	return nil
}

// applyScript applies one script, whole or not at all.
func applyScript(ctx context.Context, c *sql.Conn, script string, number int) error {
	tx, err := c.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback() //nolint:errcheck // after a commit there is nothing to roll back
	if _, err := tx.ExecContext(ctx, script); err != nil {
		return err
	}
	if _, err := tx.ExecContext(ctx, "PRAGMA user_version = "+strconv.Itoa(number)); err != nil {
		return err
	}
	return tx.Commit()
}
