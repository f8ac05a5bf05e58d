package sqlstore

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"strings"

	_ "modernc.org/sqlite" // the driver "sqlite"
)

// connect opens a pool of connections to the file, each with the pragmas.
func connect(path string, connections int, pragmas ...string) (*sql.DB, error) {
	abs, err := filepath.Abs(path)
	if err != nil {
		return nil, err
	}
	name := filepath.ToSlash(abs)
	if !strings.HasPrefix(name, "/") {
		name = "/" + name // C:/…
	}
	file := url.URL{Scheme: "file", Path: name, RawQuery: url.Values{"_pragma": pragmas}.Encode()}
	db, err := sql.Open("sqlite", file.String())
	if err != nil {
		return nil, err
	}
	db.SetMaxOpenConns(connections)
	db.SetMaxIdleConns(connections)
	return db, nil
}

// readers is how many may read at once.
const readers = 4

// Open opens the database in the file of that path, makes it if it does not
// exist and brings it up to date. The path is a file's, not a URL, and the
// directory must exist. Nil options are the zero ones.
//
// [ErrLocked] and [ErrNewer] say why a file is refused. Beside the file there
// are path+"-wal", "-shm" and ".lock"; they belong to it.
func Open(ctx context.Context, path string, o *Options) (_ *Store, err error) {
	o = o.complete()
	s := &Store{closing: make(chan struct{}), log: o.Logger, demands: newDemands()}
	defer func() {
		if err != nil {
			err = errors.Join(err, s.release())
		}
	}()
	if target, err := filepath.EvalSymlinks(path); err == nil { // else it is not there yet
		path = target // a link to the file is no other file
	}
	if s.claim, err = lock(path); err != nil {
		return nil, err
	}
	// SQLite would make the file readable to whoever the umask lets; customers'
	// words are nobody else's.
	f, err := os.OpenFile(path, os.O_CREATE|os.O_RDWR, 0o600) //nolint:gosec // the host names its database
	if err != nil {
		return nil, fmt.Errorf("sqlstore: open the database: %w", err)
	}
	if err := f.Close(); err != nil {
		return nil, fmt.Errorf("sqlstore: open the database: %w", err)
	}
	if s.writes, err = connect(path, 1, "busy_timeout(10000)", "journal_mode(WAL)", "synchronous("+string(o.Synchronous)+")",
		"cache_size(-65536)", "wal_autocheckpoint(0)", "temp_store(MEMORY)"); err != nil {
		return nil, err
	}
	conn, err := s.writes.Conn(ctx)
	if err != nil {
		return nil, fmt.Errorf("sqlstore: open the database: %w", err)
	}
	s.conn = conn
	if err := migrate(ctx, conn); err != nil {
		return nil, err
	}
	if s.writer, err = newWriter(ctx, conn, o, &s.waker, &s.recent); err != nil {
		return nil, err
	}
	if s.reads, err = connect(path, readers, "busy_timeout(10000)", "query_only(1)", "cache_size(-16384)"); err != nil {
		return nil, err
	}
	if s.reader, err = newReader(ctx, s.reads); err != nil {
		return nil, err
	}
	if err := s.demands.recall(s.reader); err != nil {
		return nil, err
	}
	if s.keeper, err = newKeeper(path, s); err != nil {
		return nil, err
	}
	go s.writer.run()
	go s.keeper.run() //nolint:contextcheck // it ends with the store, not with the opening
	return s, nil
}
