package providertest

import (
	"context"
	"testing"
)

// TB is what a case needs of [testing.TB].
type TB interface {
	Helper()
	Context() context.Context
	Errorf(format string, args ...any)
	Fatalf(format string, args ...any)
	Skipf(format string, args ...any)
}

// Case is one promise of a provider.
type Case struct {
	// Name is stable: it may be used with go test -run.
	Name string
	// Check reports to t where the promise is broken. The rig is fresh.
	Check func(t TB, r Rig)
}

// Run checks every case with a rig of its own.
func Run(t *testing.T, rig func(t *testing.T) Rig) {
	t.Helper()
	for _, c := range Cases() {
		t.Run(c.Name, func(t *testing.T) {
			t.Parallel()
			r := rig(t)
			r.check(t)
			c.Check(t, r)
		})
	}
}

// Cases are all cases, in the order of the contract.
func Cases() []Case {
	var all []Case
	for _, some := range [][]Case{
		capabilityCases(), sendCases(), outcomeCases(), webhookCases(), decodeCases(), abilityCases(), actionCases(), secretCases(),
	} {
		all = append(all, some...)
	}
	return all
}
