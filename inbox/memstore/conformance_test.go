package memstore_test

import (
	"flag"
	"sync/atomic"
	"testing"
	"time"

	"github.com/wainbox/wainbox/inbox/memstore"
	"github.com/wainbox/wainbox/inbox/storetest"
)

var seed = flag.Uint64("seed", 0, "the seed of the random cases; 0 = a fresh one")

func TestConformance(t *testing.T) {
	storetest.Run(t, func(*testing.T) storetest.Rig {
		var late atomic.Int64
		now := func() time.Time {
			return time.Date(2026, time.March, 1, 12, 0, 0, 0, time.UTC).Add(time.Duration(late.Load()))
		}
		s := memstore.New(&memstore.Options{Now: now})
		return storetest.Rig{
			Store: s, Directory: s, Seed: *seed,
			Advance: func(d time.Duration) { late.Add(int64(d)) },
		}
	})
}
