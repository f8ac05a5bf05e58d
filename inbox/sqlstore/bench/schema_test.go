package bench_test

import (
	"context"
	"database/sql"
	"fmt"
	"net/url"
	"path/filepath"

	_ "modernc.org/sqlite" // the driver "sqlite"
)

// schema has the tables and indexes that any inbox needs: find a conversation
// by its address, list an inbox by latest activity, refuse a message that came
// before, page through a conversation, follow what happened.
const schema = `
CREATE TABLE conversation (
	id      TEXT PRIMARY KEY,
	account TEXT NOT NULL,
	address TEXT NOT NULL,
	inbox   TEXT NOT NULL,
	version INTEGER NOT NULL,
	seq     INTEGER NOT NULL,
	last_at INTEGER NOT NULL,
	unread  INTEGER NOT NULL,
	body    BLOB NOT NULL,
	UNIQUE (account, address)
);
CREATE INDEX conversation_list ON conversation (inbox, last_at, id);

CREATE TABLE message (
	id           TEXT PRIMARY KEY,
	conversation TEXT NOT NULL,
	seq          INTEGER NOT NULL,
	at           INTEGER NOT NULL,
	account      TEXT NOT NULL,
	provider_id  TEXT NOT NULL,
	body         BLOB NOT NULL,
	UNIQUE (account, provider_id)
) WITHOUT ROWID;
CREATE INDEX message_page ON message (conversation, at, seq);

CREATE TABLE event (
	id           INTEGER PRIMARY KEY AUTOINCREMENT,
	conversation TEXT NOT NULL,
	seq          INTEGER NOT NULL,
	at           INTEGER NOT NULL,
	kind         TEXT NOT NULL,
	body         BLOB NOT NULL
);
`

// The three statements of one callback. The last two are for a message that
// was new, which the first one's count of changed rows tells.
const (
	insertMessage = `
INSERT INTO message (id, conversation, seq, at, account, provider_id, body)
SELECT ?1, id, seq + 1, ?2, ?3, ?4, ?5 FROM conversation WHERE account = ?3 AND address = ?6
ON CONFLICT (account, provider_id) DO NOTHING`

	updateConversation = `
UPDATE conversation SET version = version + 1, seq = seq + 1, last_at = ?1, unread = unread + 1, body = ?2
WHERE account = ?3 AND address = ?4`

	insertEvent = `
INSERT INTO event (conversation, seq, at, kind, body)
SELECT id, seq, ?1, 'message', ?2 FROM conversation WHERE account = ?3 AND address = ?4`
)

// open opens a database in dir with each pragma on every connection.
func open(dir string, pragmas ...string) (*sql.DB, error) {
	query := url.Values{
		"_txlock": {"immediate"},
		"_pragma": append([]string{"busy_timeout(10000)", "journal_mode(WAL)", "synchronous(FULL)"}, pragmas...),
	}
	file := url.URL{Path: filepath.ToSlash(filepath.Join(dir, "inbox.db"))}
	return sql.Open("sqlite", "file:"+file.EscapedPath()+"?"+query.Encode())
}

// fill makes the tables and one conversation per sender, and leaves an empty
// log behind, so that every contender starts from the same file.
func fill(ctx context.Context, db *sql.DB, senders []string) error {
	if _, err := db.ExecContext(ctx, schema); err != nil {
		return fmt.Errorf("make tables: %w", err)
	}
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback() // after a commit there is nothing to roll back
	insert, err := tx.PrepareContext(ctx, `INSERT INTO conversation VALUES (?, ?, ?, ?, 0, 0, ?, 0, ?)`)
	if err != nil {
		return err
	}
	defer insert.Close()
	const start = 1_749_416_383_000
	for i, sender := range senders {
		at := start + int64(i)*1000
		if _, err := insert.ExecContext(ctx, newID(at), Account, sender, Inbox, at, conversationBody(sender, at)); err != nil {
			return fmt.Errorf("insert conversation: %w", err)
		}
	}
	if err := tx.Commit(); err != nil {
		return err
	}
	_, err = db.ExecContext(ctx, `PRAGMA wal_checkpoint(TRUNCATE)`)
	return err
}

// count reads the rows of a database with the tables of schema.
func count(ctx context.Context, db *sql.DB) (rows Rows, err error) {
	const query = `SELECT count(*), sum(seq), (SELECT count(*) FROM message), (SELECT count(*) FROM event) FROM conversation`
	err = db.QueryRowContext(ctx, query).Scan(&rows.Conversations, &rows.Seq, &rows.Messages, &rows.Events)
	return rows, err
}
