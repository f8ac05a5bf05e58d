package inbox_test

import (
	"context"
	"errors"

	"github.com/wainbox/wainbox/inbox"
)

var errDown = errors.New("the store is down")

// downStore reads and refuses to write.
type downStore struct{ inbox.Store }

func (downStore) Commit(_ context.Context, commits []inbox.Commit) []error {
	errs := make([]error, len(commits))
	for i := range errs {
		errs[i] = errDown
	}
	return errs
}

func errorsAs[T error](err error, target *T) bool { return errors.As(err, target) }
