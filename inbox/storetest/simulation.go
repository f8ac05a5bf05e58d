package storetest

import (
	"runtime"
	"strconv"
	"sync/atomic"
	"testing"
	"testing/synctest"

	"github.com/wainbox/wainbox/inbox"
)

// Simulation says which runs of [Simulate] there are.
type Simulation struct {
	// Seed replays the run of that seed, and no other; 0 = Runs of them.
	Seed uint64
	// Runs is how many there are; 0 = 100. Their seeds are From, From+1 and so on.
	Runs int
	From uint64 // 0 = 1
}

// Simulate runs routing on stores, an empty one from open for each seed: two or
// three engines share it, whose clocks differ a little. Customers write, agents
// come, answer, leave and are not heard of, a host changes settings, time
// passes. Every call of the store is a place where another engine goes on
// instead, where the process ends, or where the store breaks before or after it
// wrote; which it is, the seed says. A run that fails prints its seed and its
// story, and is the same again.
//
// After every commit that the store accepts:
//
//   - no version was won twice, nor a guard or a fence ignored, and no job is
//     leased by two, nor before its time, nor ahead of its lane;
//   - what agents and seats are counted to have is what they have;
//   - an offer is made to a member who is there and eligible, has the skills that
//     the chat insists on, and is not above a capacity by it; who let the chat
//     lapse or declined it is not asked again in that round, but by a sticky dial;
//     a round ends only when somebody able was tried, and the chat is escalated
//     when the last one did;
//   - a chat has one owner or none, and one offer unless it is broadcast; it is
//     accepted before the deadline by who was offered it and is there, times out
//     at the deadline or later, and is returned only of an agent who is not there;
//   - the log tells all that became of a chat or an agent, in order, and nothing
//     else: who had a chat before, and has it now;
//   - nobody but the agent makes an agent available; turns only grow.
//
// Whenever all is done that is due, once at the end of a run at least:
//
//   - no offer is past its deadline or stands with an agent who is not there;
//   - no chat waits whom a look would offer, or escalate, by the rules; none is
//     escalated since before an agent came or a chat ended;
//   - what an agent had who did not come back in time is returned, where the
//     inbox wants it so;
//   - every message of a customer's is stored, and is stored once.
//
// In some runs agents are steady, decline nothing and have no limits: there,
// round robin gives no two of them numbers of offers that differ by more than 1.
//
// Each run is in a bubble of [synctest]; so open, and what it starts and registers
// with Cleanup, is too.
func Simulate(t *testing.T, open func(t testing.TB) inbox.Store, o Simulation) {
	t.Helper()
	if o.Seed != 0 {
		simulate(t, open, o.Seed, true)
		return
	}
	runs, from := uint64(100), max(o.From, 1)
	if o.Runs > 0 {
		runs = uint64(o.Runs)
	}
	var begun atomic.Uint64
	for n := range runtime.GOMAXPROCS(0) {
		t.Run(strconv.Itoa(n+1), func(t *testing.T) {
			t.Parallel()
			for {
				next := begun.Add(1) - 1
				if next >= runs || !simulate(t, open, from+next, false) {
					return
				}
			}
		})
	}
}

// simulate does one run and reports whether all held.
func simulate(t *testing.T, open func(t testing.TB) inbox.Store, seed uint64, tell bool) (held bool) {
	t.Helper()
	s := simulated(t, open, seed)
	switch {
	case s.failure != "":
		t.Errorf("%s\nseed %d:\n%s", s.failure, seed, s.tale())
	case tell:
		t.Logf("seed %d:\n%s", seed, s.tale())
	}
	return s.failure == ""
}

// simulated is a run that is over.
func simulated(t *testing.T, open func(t testing.TB) inbox.Store, seed uint64) (s *sim) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		t.Helper()
		s = newSim(t.Context(), open(t), seed)
		s.run()
	})
	return s
}
