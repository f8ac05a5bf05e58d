package routingtest

import (
	"slices"
	"strings"
	"testing"

	"github.com/wainbox/wainbox/routing"
)

// A suite is only worth what it catches: each breaker is a strategy that is right
// but for one mistake, and names a case that must tell. Every case is named.
func TestBreakers(t *testing.T) {
	t.Parallel()
	cases := map[string]testCase{}
	for _, g := range groups() {
		for _, c := range g.cases {
			name := g.noun + "/" + c.name
			if _, ok := cases[name]; ok || c.run == nil {
				t.Errorf("the case %q is there twice, or does nothing", name)
			}
			cases[name] = c
			if !slices.ContainsFunc(breakers, func(b breaker) bool { return b.caughtBy == name }) {
				t.Errorf("no breaker is for %q", name)
			}
		}
	}
	seen := map[string]bool{}
	for _, b := range breakers {
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
			said := complaints(c, b.breaks(by(b.rules)))
			if len(said) == 0 {
				t.Fatalf("%q did not notice", b.caughtBy)
			}
			first, _, _ := strings.Cut(said[0], "\n")
			t.Logf("%s: %s", b.caughtBy, first)
			if c.offering && !offers(b.breaks(by(b.rules))) {
				t.Error("and would be passed over: it offers to nobody")
			}
		})
	}
}

// What breaks a strategy must be the mistake, and not the rules that it breaks.
func TestUnbrokenPass(t *testing.T) {
	t.Parallel()
	for _, r := range []routing.Rules{{MaxRounds: 3}, sticky, broadcast} {
		t.Run(string(r.Mode), func(t *testing.T) {
			t.Parallel()
			Run(t, by(r))
		})
	}
}
