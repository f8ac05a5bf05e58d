package sqlstore

import (
	"database/sql"
	"errors"
	"log/slog"
	"os"
	"sync"

	"github.com/wainbox/wainbox/inbox"
)

// Store is an [inbox.Store], an [inbox.Directory] and an [inbox.Waker] in a
// SQLite database. It is safe for concurrent use.
type Store struct {
	claim  *os.File
	writes *sql.DB
	conn   *sql.Conn // the writer's
	reads  *sql.DB
	writer *writer
	reader *reader
	keeper *keeper
	waker  waker
	recent recent
	log    *slog.Logger

	demands demands

	mu      sync.RWMutex // held for writing to close
	closed  bool
	closing chan struct{}
}

var (
	_ inbox.Store     = (*Store)(nil)
	_ inbox.Directory = (*Store)(nil)
	_ inbox.Waker     = (*Store)(nil)
)

// Close writes what waits, then closes the database. What comes after is
// answered with [ErrClosed].
func (s *Store) Close() error {
	s.mu.Lock()
	if s.closed {
		s.mu.Unlock()
		return nil
	}
	s.closed = true
	close(s.closing)
	close(s.writer.queue)
	s.mu.Unlock()
	<-s.writer.ended
	<-s.keeper.ended
	return s.release()
}

// release closes what was opened, as far as that went.
func (s *Store) release() error {
	var err error
	if s.keeper != nil {
		err = errors.Join(err, s.keeper.db.Close())
	}
	if s.reader != nil {
		err = errors.Join(err, s.reader.statements.close())
	}
	if s.reads != nil {
		err = errors.Join(err, s.reads.Close())
	}
	if s.writer != nil {
		err = errors.Join(err, s.writer.statements.close())
	}
	if s.conn != nil {
		err = errors.Join(err, s.conn.Close())
	}
	if s.writes != nil {
		err = errors.Join(err, s.writes.Close()) // the last connection: the log goes into the database
	}
	if s.claim != nil {
		err = errors.Join(err, s.claim.Close())
	}
	return err
}
