package storetest

import (
	"errors"
	"sync"
	"time"

	"github.com/wainbox/wainbox/inbox"
)

// workers is how many do something at once in these cases.
const workers = 8

// patience is after how long a case gives up on a store that never does what
// it waits for.
const patience = time.Minute

var errLate = errors.New("the store did not do what it should within a minute")

// late is an error once a case has lost its patience.
func (k *kit) late() error {
	if time.Now().After(k.deadline) {
		return errLate
	}
	return k.ctx().Err()
}

// together runs f in goroutines that begin at once. f must not end the case:
// what it returns does.
func (k *kit) together(n int, f func(worker int) error) {
	k.Helper()
	k.deadline = time.Now().Add(patience)
	begin := make(chan struct{})
	errs := make([]error, n)
	var all sync.WaitGroup
	for i := range n {
		all.Go(func() {
			<-begin
			errs[i] = f(i)
		})
	}
	close(begin)
	all.Wait()
	if err := errors.Join(errs...); err != nil {
		k.Fatalf("%v", err)
	}
}

// try commits one, again while the store is busy.
func (k *kit) try(c inbox.Commit) error {
	for {
		err := k.Store.Commit(k.ctx(), []inbox.Commit{c})[0]
		if !errors.Is(err, inbox.ErrBusy) || k.late() != nil {
			return err
		}
	}
}

// won tells whether a commit was accepted, from a conflict or a duplicate.
func won(err error) (bool, error) {
	var dup *inbox.DuplicateError
	if errors.Is(err, inbox.ErrConflict) || errors.As(err, &dup) {
		return false, nil
	}
	return err == nil, err
}
