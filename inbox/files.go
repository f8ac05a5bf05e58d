package inbox

import (
	"context"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
)

// Files keeps the bytes of received files; the platform itself forgets them
// after 7 days. A host may implement it on whatever keeps its files.
//
// Implementations are safe for concurrent use. Names are letters, digits and
// dashes, chosen by the engine, never by a customer.
type Files interface {
	// Put stores what write writes, whole or not at all: when write or the
	// storing fails, nothing is left under the name. A name that exists is
	// replaced.
	Put(ctx context.Context, name string, write func(w io.Writer) error) error
	// Open returns the file, or an error that is fs.ErrNotExist.
	Open(ctx context.Context, name string) (io.ReadCloser, error)
}

// DefaultFolder is where files go when the host says nothing.
const DefaultFolder = "wainbox-files"

// Folder keeps files in a folder, which is made when the first one comes.
type Folder string

// Put writes beside the file and renames, so that a crash leaves no half file.
func (f Folder) Put(_ context.Context, name string, write func(w io.Writer) error) (err error) {
	if err := f.check(name); err != nil {
		return err
	}
	const private = 0o700
	if err := os.MkdirAll(string(f), private); err != nil {
		return err
	}
	temp, err := os.CreateTemp(string(f), ".incoming-*")
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			_ = temp.Close()
			_ = os.Remove(temp.Name())
		}
	}()
	if err := write(temp); err != nil {
		return err
	}
	if err := temp.Sync(); err != nil {
		return err
	}
	if err := temp.Close(); err != nil {
		return err
	}
	if err := os.Rename(temp.Name(), filepath.Join(string(f), name)); err != nil {
		return err
	}
	return f.sync()
}

// Open opens the file.
func (f Folder) Open(_ context.Context, name string) (io.ReadCloser, error) {
	if err := f.check(name); err != nil {
		return nil, err
	}
	return os.Open(filepath.Join(string(f), name)) //nolint:gosec // check has seen that the name stays in the folder
}

// check keeps a name inside the folder, whoever calls.
func (f Folder) check(name string) error {
	if name == "" || name[0] == '.' || filepath.Base(name) != name {
		return &fs.PathError{Op: "open", Path: "file", Err: fs.ErrInvalid}
	}
	return nil
}

// sync makes the rename itself durable, where the system can.
func (f Folder) sync() error {
	dir, err := os.Open(string(f))
	if err != nil {
		return err
	}
	err = dir.Sync()
	if errors.Is(err, errors.ErrUnsupported) || errors.Is(err, fs.ErrInvalid) || errors.Is(err, fs.ErrPermission) {
		err = nil
	}
	return errors.Join(err, dir.Close())
}
