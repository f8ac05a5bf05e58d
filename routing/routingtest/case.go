package routingtest

import (
	"math/rand/v2"

	"github.com/wainbox/wainbox/routing"
)

// tb is what a case needs of a *testing.T, so that the suite's own test can run
// one against a strategy that must fail it.
type tb interface {
	Helper()
	Fatalf(format string, args ...any)
}

// testCase is one law.
type testCase struct {
	name string // the law in words
	run  func(*kit)
	// offering: it is of strategies that make offers.
	offering bool
}

// try runs the case on a strategy, with the same chances each time.
func (c testCase) try(t tb, s Strategy) {
	t.Helper()
	c.run(&kit{tb: t, strategy: s, random: rand.New(rand.NewPCG(2026, uint64(len(c.name))))})
}

// offers reports whether a strategy makes offers, where nothing is in the way of
// one.
func offers(s Strategy) bool {
	k := &kit{strategy: s}
	return k.look(k.easy(3)).Step == routing.Offer
}
