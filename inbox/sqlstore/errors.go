package sqlstore

import (
	"errors"
	"fmt"

	"modernc.org/sqlite"
	codes "modernc.org/sqlite/lib"

	"github.com/wainbox/wainbox/inbox"
)

var (
	// ErrLocked is returned by [Open] when another store, in this process or
	// another, has the file open.
	ErrLocked = errors.New("sqlstore: the database is in use")
	// ErrNewer is returned by [Open] for a file that a newer version of this
	// package has written.
	ErrNewer = errors.New("sqlstore: the database is newer than this program")
	// ErrFull is returned when the disk is full or does not take what is written.
	// Nothing of it counts as stored, and the same commits may be given again; the
	// store goes on when there is room.
	ErrFull = errors.New("sqlstore: the disk is full or failing")
	// ErrClosed is returned by a store that was closed.
	ErrClosed = errors.New("sqlstore: closed")
)

// errRecord is returned for a record that is none of the contract's cases.
var errRecord = errors.New("sqlstore: unknown kind of record")

// code is SQLite's primary result code; 0 for other errors.
func code(err error) int {
	if e := (*sqlite.Error)(nil); errors.As(err, &e) {
		return e.Code() & 0xff
	}
	return 0
}

// typed gives an error of the database its name in this package.
func typed(err error) error {
	switch code(err) {
	case codes.SQLITE_FULL, codes.SQLITE_IOERR:
		return fmt.Errorf("%w: %w", ErrFull, err)
	case codes.SQLITE_CONSTRAINT:
		// Conditions are checked before anything is written, so this is a row that
		// two parts of one commit claim, or a message's id that exists.
		return fmt.Errorf("%w: %w", inbox.ErrConflict, err)
	default:
		return err
	}
}

// poisonous reports whether an error may lie in what was written, and not in
// the database: then it must not harm what was to be written with it.
func poisonous(err error) bool {
	switch code(err) {
	case codes.SQLITE_FULL, codes.SQLITE_IOERR, codes.SQLITE_BUSY, codes.SQLITE_LOCKED, codes.SQLITE_NOMEM,
		codes.SQLITE_READONLY, codes.SQLITE_INTERRUPT, codes.SQLITE_CORRUPT, codes.SQLITE_CANTOPEN,
		codes.SQLITE_PROTOCOL, codes.SQLITE_NOTADB:
		return false
	default:
		return true
	}
}
