package storetest

import (
	"testing"

	"github.com/wainbox/wainbox/inbox/memstore"
)

// A suite is only worth what it catches: each breaker is a store that is right
// but for one mistake, and names a case that must tell.
func TestBreakers(t *testing.T) {
	t.Parallel()
	cases := map[string]testCase{}
	for _, g := range groups() {
		for _, c := range g.cases {
			cases[g.noun+"/"+c.name] = c
		}
	}
	seen := map[string]bool{}
	for _, list := range [][]breaker{
		commitBreakers, factBreakers, jobBreakers, valueBreakers, readBreakers, waitingBreakers, offerBreakers, holderBreakers,
		candidateBreakers, ableBreakers, orderBreakers, upkeepBreakers,
	} {
		for _, b := range list {
			if seen[b.name] {
				t.Errorf("two breakers are named %q", b.name)
			}
			seen[b.name] = true
			t.Run(b.name, func(t *testing.T) {
				t.Parallel()
				c, ok := cases[b.caughtBy]
				if !ok {
					t.Fatalf("there is no case %q", b.caughtBy)
				}
				said := complaints(t, c, b.rig())
				if len(said) == 0 {
					t.Fatalf("%q did not notice", b.caughtBy)
				}
				t.Logf("%s: %s", b.caughtBy, said[0])
			})
		}
	}
}

// What breaks a store must be the mistake, not the wrapper around it.
func TestUnbrokenWrapperPasses(t *testing.T) {
	t.Parallel()
	Run(t, func(*testing.T) Rig { return breaker{breaks: func(*broken) {}}.rig() })
}

// Each case is known by its name.
func TestNamesDiffer(t *testing.T) {
	t.Parallel()
	seen := map[string]bool{}
	for _, g := range groups() {
		for _, c := range g.cases {
			if name := g.noun + "/" + c.name; seen[name] || c.run == nil {
				t.Errorf("the case %q is there twice, or does nothing", name)
			}
			seen[g.noun+"/"+c.name] = true
		}
	}
}

// A host may have a store without a directory.
func TestStoreAlone(t *testing.T) {
	t.Parallel()
	Run(t, func(*testing.T) Rig { return Rig{Store: memstore.New(nil), Seed: 1} })
}
