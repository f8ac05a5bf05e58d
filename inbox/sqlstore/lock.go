package sqlstore

import (
	"errors"
	"fmt"
	"os"
)

// lock claims the database for this store. The system frees the claim when the
// process ends, however it ends; the file beside the database stays, since
// removing it would let two stores hold a claim on two files of that name.
func lock(path string) (*os.File, error) {
	f, err := os.OpenFile(path+".lock", os.O_CREATE|os.O_RDWR, 0o600) //nolint:gosec // the host names its database
	if err != nil {
		return nil, fmt.Errorf("sqlstore: open the lock: %w", err)
	}
	if err := claim(f); err != nil {
		return nil, errors.Join(fmt.Errorf("%w: %w", ErrLocked, err), f.Close())
	}
	return f, nil
}
