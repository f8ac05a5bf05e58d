package memstore_test

import (
	"flag"
	"testing"

	"github.com/wainbox/wainbox/inbox"
	"github.com/wainbox/wainbox/inbox/memstore"
	"github.com/wainbox/wainbox/inbox/storetest"
)

var (
	simSeed = flag.Uint64("sim.seed", 0, "replay this seed of the simulation; 0 = all of them")
	simRuns = flag.Int("sim.runs", simulated, "how many seeds the simulation has")
	simFrom = flag.Uint64("sim.from", 1, "the first of them")
)

func TestSimulation(t *testing.T) {
	t.Parallel()
	storetest.Simulate(t, func(testing.TB) inbox.Store { return memstore.New(nil) },
		storetest.Simulation{Seed: *simSeed, Runs: *simRuns, From: *simFrom})
}
