package inbox

import (
	"hash/maphash"
	"slices"
	"sync"
)

// locks gives one conversation one step at a time within this process, so that
// steps seldom meet: callbacks take turns by address, commands by conversation.
// They are an economy, never the truth: that is the versions in a commit.
type locks struct {
	seed    maphash.Seed
	stripes [4096]sync.Mutex
}

func newLocks() *locks { return &locks{seed: maphash.MakeSeed()} }

// lock holds the stripes of all names, in one order for everybody, and returns
// what lets go of them.
func (l *locks) lock(names []string) (unlock func()) {
	held := make([]uint64, len(names))
	for i, name := range names {
		held[i] = maphash.String(l.seed, name) % uint64(len(l.stripes))
	}
	slices.Sort(held)
	held = slices.Compact(held)
	for _, i := range held {
		l.stripes[i].Lock()
	}
	return func() {
		for _, i := range held {
			l.stripes[i].Unlock()
		}
	}
}
