package storetest

import (
	"context"

	"github.com/wainbox/wainbox/inbox"
)

// tb is what a case needs of a *testing.T, so that the suite's own test can
// run one against a store that must fail it.
type tb interface {
	Helper()
	Context() context.Context
	Logf(format string, args ...any)
	Errorf(format string, args ...any)
	Fatalf(format string, args ...any)
	Failed() bool
}

// testCase is one behaviour of a store.
type testCase struct {
	name  string // the behaviour in words
	run   func(*kit)
	needs need
}

// need is what a case needs beside a store.
type need uint8

const (
	directory need = 1 << iota
	reopen
	advance
	waker
)

// missing names what the rig lacks for the case.
func (c testCase) missing(r Rig) string {
	switch {
	case c.needs&directory != 0 && r.Directory == nil:
		return "Directory"
	case c.needs&reopen != 0 && r.Reopen == nil:
		return "Reopen"
	case c.needs&advance != 0 && r.Advance == nil:
		return "Advance"
	}
	if _, ok := r.Store.(inbox.Waker); !ok && c.needs&waker != 0 {
		return "store that is a Waker"
	}
	return ""
}

// try runs the case on an empty store, in which it first writes the world.
func (c testCase) try(t tb, r Rig) {
	t.Helper()
	k := &kit{tb: t, Rig: r}
	k.write(world())
	c.run(k)
}
