package routing_test

import (
	"flag"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/wainbox/wainbox/routing"
)

var onlySeed = flag.Int64("routing.seed", -1, "play the simulation of this seed only, and tell it")

// A desk does what the oracle does, effect by effect, in scenarios made at
// random; and what the rules promise holds after every step of it.
func TestSimulation(t *testing.T) {
	t.Parallel()
	const seeds, chunk = 10_000, 1_000
	if *onlySeed >= 0 {
		tell(t, *onlySeed)
		return
	}
	for from := int64(0); from < seeds; from += chunk {
		t.Run(fmt.Sprintf("seeds from %d", from), func(t *testing.T) {
			t.Parallel()
			for seed := from; seed < from+chunk; seed++ {
				if simulate(seed, io.Discard) != nil {
					tell(t, seed)
					return
				}
			}
		})
	}
}

// tell plays a scenario again, and says how it went.
func tell(t *testing.T, seed int64) {
	t.Helper()
	var story strings.Builder
	err := simulate(seed, &story)
	t.Logf("-routing.seed=%d\n%s", seed, story.String())
	if err != nil {
		t.Error(err)
	}
}

// simulate plays a scenario at a desk and by the oracle, and at another desk
// instant by instant, under the eyes of a ledger.
func simulate(seed int64, story io.Writer) error {
	s := newScene(seed)
	desk := &deskWorld{routing.NewDesk(s.rules, s.team)}
	twin := &deskWorld{routing.NewDesk(s.rules, s.team)}
	twin.Explaining(seed%4 == 0) // which changes nothing
	oracle, ledger := newOracle(s.rules, s.team), newLedger(s.rules, s.team)
	told := story != io.Discard
	if told {
		if err := s.rules.Validate(); err != nil {
			return err
		}
		fmt.Fprintf(story, "%+v\n%+v\n", s.rules, s.team)
	}
	for range s.steps {
		due, _ := desk.Next()
		at, e := s.next(ledger, due)
		got, why := desk.do(at, e)
		if told {
			fmt.Fprintf(story, "%d %s %s %s %s !%d %v | %s\n", at, e.Do, e.Chat, e.Agent, e.Contact, e.Priority, e.Needs,
				strings.Join(append(inWords(at, got), reasons(why)...), ", "))
		}
		want, may := oracle.do(at, e)
		if !slices.Equal(want, got) {
			return fmt.Errorf("oracle (-), desk (+)\n%s", cmp.Diff(want, got))
		}
		if (len(why) > 0) != (len(may) > 0) || len(why) > 0 && !slices.Contains(may, why[0]) {
			return fmt.Errorf("refused with %v, want one of %v", why, may)
		}
		again, err := ledger.watch(twin, at, e)
		if err != nil {
			return err
		}
		if !slices.Equal(got, again) {
			return fmt.Errorf("at once (-), instant by instant (+)\n%s", cmp.Diff(got, again))
		}
	}
	return nil
}

// Steady agents without declines, lapses or limits are offered chats in turn:
// nobody ever two more than another.
func TestRoundRobinIsFair(t *testing.T) {
	t.Parallel()
	for seed := range int64(200) {
		s := newScene(seed)
		s.rules = routing.Rules{Mode: routing.ModeRoundRobin}
		desk := &deskWorld{routing.NewDesk(s.rules, steady(1+int(seed%9)))}
		offers := map[routing.AgentID]int{}
		for _, a := range desk.Agents() {
			desk.do(0, routing.Event{Do: routing.DoAvailable, Agent: a.Agent})
			offers[a.Agent] = 0
		}
		var held []happened
		for i := range 100 {
			chat := chatID(i)
			all, _ := desk.do(int64(i), routing.Event{Do: routing.DoArrive, Chat: chat})
			for _, h := range all {
				if h.Kind == routing.EffectOffered {
					offers[h.Agent]++
					held = append(held, h)
				}
			}
			counts := make([]int, 0, len(offers))
			for _, n := range offers {
				counts = append(counts, n)
			}
			if slices.Max(counts)-slices.Min(counts) > 1 {
				t.Fatalf("seed %d, after %d chats: %v", seed, i+1, offers)
			}
			for len(held) > 0 && (held[0].Until < int64(i)+5 || s.random.IntN(2) == 0) { // in any order, but in time
				n := 0
				if held[0].Until >= int64(i)+5 {
					n = s.random.IntN(len(held))
				}
				h := held[n]
				held = slices.Delete(held, n, n+1)
				if _, why := desk.do(int64(i), routing.Event{Do: routing.DoAccept, Chat: h.Chat, Agent: h.Agent}); why != nil {
					t.Fatal(seed, h, why)
				}
				if s.random.IntN(2) == 0 {
					desk.do(int64(i), routing.Event{Do: routing.DoEnd, Chat: h.Chat})
				}
			}
		}
	}
}

func steady(n int) []routing.Member {
	team := make([]routing.Member, n)
	for i := range team {
		team[i].ID = routing.AgentID(fmt.Sprint("agent", i))
	}
	return team
}
