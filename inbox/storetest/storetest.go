// Package storetest is the contract of [inbox.Store] and [inbox.Directory] as a
// test suite. A store passes it before an engine is run on it:
//
//	func TestConformance(t *testing.T) {
//		storetest.Run(t, func(t *testing.T) storetest.Rig {
//			s := mystore.New(t.TempDir())
//			t.Cleanup(func() { s.Close() })
//			return storetest.Rig{Store: s, Directory: s}
//		})
//	}
//
// Run it with -race and a -count. Its cases name what they want of a store;
// where the contract leaves a choice they take any: where the entries of joined
// facts stand among those of their commit, the order of two conversations with
// one LastAt, whether a lease that is lost is told before a conflict, and whether
// what is past its time is purged.
package storetest

import (
	"slices"
	"testing"
	"time"

	"github.com/wainbox/wainbox/inbox"
)

// Rig is one empty store and what the suite may do with it.
type Rig struct {
	// Store is under test. It is empty, and no other case uses it.
	Store inbox.Store
	// Directory reads what Store wrote; nil = the host has screens of its own,
	// and the cases that need one are skipped.
	Directory inbox.Directory
	// Reopen closes the store and opens it again on the same data; nil = nothing
	// outlives the store, and the cases of durability are skipped. What it
	// returns takes the place of this rig.
	Reopen func() Rig
	// Advance sets the store's own clock forward; nil = it cannot be, and the
	// cases of what may be purged when are skipped. All else that the suite
	// does happens at times that it names, in 2026.
	Advance func(time.Duration)
	// Seed is that of the random cases; 0 = a fresh one. A case that fails logs
	// it, to be tried again.
	Seed uint64
}

// Run tests stores, a fresh one from open for each case. The cases run in
// parallel.
func Run(t *testing.T, open func(t *testing.T) Rig) {
	t.Helper()
	for _, g := range groups() {
		t.Run(g.noun, func(t *testing.T) {
			t.Parallel()
			for _, c := range g.cases {
				t.Run(c.name, func(t *testing.T) {
					t.Parallel()
					r := open(t)
					if missing := c.missing(r); missing != "" {
						t.Skip("the rig has no " + missing)
					}
					c.try(t, r)
				})
			}
		})
	}
}

// group is the cases of one noun.
type group struct {
	noun  string
	cases []testCase
}

// groups is the whole suite.
func groups() []group {
	return []group{
		{"commit", commitCases},
		{"versions", versionCases},
		{"duplicates", duplicateCases},
		{"load", slices.Concat(loadCases, waitingCases, offerCases, holderCases, queueCases)},
		{"identity", identityCases},
		{"facts", factCases},
		{"held facts", heldCases},
		{"jobs", jobCases},
		{"lanes", laneCases},
		{"leases", leaseCases},
		{"waking", wakingCases},
		{"candidates", slices.Concat(candidateCases, ableCases, orderCases, upkeepCases, crowdCases)},
		{"values", valueCases},
		{"directory", directoryCases},
		{"kept", keptCases},
		{"log", logCases},
		{"durability", durabilityCases},
		{"concurrency", concurrencyCases},
		{"history", historyCases},
	}
}
