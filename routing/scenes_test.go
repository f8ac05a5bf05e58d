package routing_test

import (
	"testing"

	"github.com/wainbox/wainbox/routing"
)

// The scenes of the simulation have everything in them, and rules that are
// allowed.
func TestScenesReachEverything(t *testing.T) {
	t.Parallel()
	seen := map[any]int{}
	for seed := range int64(1000) {
		s := newScene(seed)
		if err := s.rules.Validate(); err != nil {
			t.Fatal(seed, err)
		}
		desk, ledger, oracle := &deskWorld{routing.NewDesk(s.rules, s.team)}, newLedger(s.rules, s.team), newOracle(s.rules, s.team)
		seen[s.rules.Mode]++
		seen[s.rules.Away]++
		for range s.steps {
			due, _ := desk.Next()
			at, e := s.next(ledger, due)
			if _, err := ledger.watch(desk, at, e); err != nil {
				t.Fatal(seed, err)
			}
			all, refused := oracle.do(at, e)
			for _, h := range all {
				seen[h.Kind]++
			}
			for _, err := range refused {
				seen[err]++
			}
		}
		for _, f := range oracle.history {
			seen[f.Kind]++
		}
	}
	for _, what := range []any{
		routing.ModeRoundRobin, routing.Mode(""), routing.ModeProficiency, routing.ModeSticky, routing.ModeLongestIdle, routing.ModeLeastLoaded,
		routing.ModeBroadcast, routing.ModeChain, routing.ModeManual,
		routing.AwayKeep, routing.AwayRequeue, routing.AwayOnNextMessage,
		routing.EffectQueued, routing.EffectOffered, routing.EffectTimedOut, routing.EffectDeclined, routing.EffectWithdrawn,
		routing.EffectAccepted, routing.EffectAssigned, routing.EffectTransferred, routing.EffectReturned, routing.EffectEnded, routing.EffectEscalated,
		routing.ErrUnknownAgent, routing.ErrUnknownChat, routing.ErrRepeated, routing.ErrNotOffered, routing.ErrNotActive, routing.ErrTaken,
		routing.ErrSameAgent, routing.ErrNotMember, routing.ErrNotEligible,
		noteAvailable, noteAway, noteGone, noteJoined, noteRound, noteFresh, noteDialed, noteSettled,
	} {
		if seen[what] < 10 {
			t.Errorf("%v: %d times", what, seen[what])
		}
	}
}
