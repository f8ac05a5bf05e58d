package sqlstore_test

import (
	"context"
	"flag"
	"path/filepath"
	"testing"

	"github.com/wainbox/wainbox/inbox"
	"github.com/wainbox/wainbox/inbox/sqlstore"
	"github.com/wainbox/wainbox/inbox/storetest"
)

var (
	simSeed = flag.Uint64("sim.seed", 0, "replay this seed of the simulation; 0 = all of them")
	simRuns = flag.Int("sim.runs", 200, "how many seeds the simulation has")
	simFrom = flag.Uint64("sim.from", 1, "the first of them")
)

func TestSimulation(t *testing.T) {
	t.Parallel()
	open := func(tb testing.TB) inbox.Store {
		tb.Helper()
		s, err := sqlstore.Open(context.Background(), filepath.Join(tb.TempDir(), "inbox.db"), &sqlstore.Options{
			Synchronous: sqlstore.Normal, // what survives the loss of power is shown elsewhere
		})
		if err != nil {
			tb.Fatal(err)
		}
		tb.Cleanup(func() {
			if err := s.Close(); err != nil {
				tb.Errorf("Close: %v", err)
			}
		})
		return s
	}
	storetest.Simulate(t, open, storetest.Simulation{Seed: *simSeed, Runs: *simRuns, From: *simFrom})
}
