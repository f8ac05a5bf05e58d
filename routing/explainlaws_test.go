package routing_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/stretchr/testify/require"

	"github.com/wainbox/wainbox/routing"
)

// team is a pool of its own making: who is able, sorted. It is held against the one of Explain.
type team []routing.Standing

func (p team) Able(id routing.AgentID, q routing.Query) bool {
	for _, a := range p {
		if a.Agent == id {
			room := (a.Capacity == 0 || a.Load < a.Capacity) && (a.InboxCapacity == 0 || a.InboxLoad < a.InboxCapacity)
			for _, s := range q.Skills {
				room = room && slices.Contains(a.Skills, s)
			}
			return a.Member && a.Available && a.Eligible && room && (!q.Idle || a.Load == 0)
		}
	}
	return false
}

func (p team) Best(q routing.Query) (routing.AgentID, bool) {
	var able []routing.Candidate
	for _, a := range p {
		if p.Able(a.Agent, q) && !slices.Contains(q.Not, a.Agent) {
			able = append(able, a.Candidate)
		}
	}
	slices.SortFunc(able, q.Order.Compare)
	if len(able) == 0 {
		return "", false
	}
	return able[0].Agent, true
}

func drawTeam(r *rand.Rand) []routing.Standing {
	var all []routing.Standing
	often := func() bool { return r.IntN(6) > 0 }
	for i := range r.IntN(6) {
		s := standing(routing.AgentID([]string{"ana", "bea", "cem", "dan", "eva", "fay"}[i]), 1+r.IntN(3))
		s.Member, s.Available, s.Eligible = often(), often(), often()
		s.Turn, s.Level, s.Load, s.Capacity = int64(r.IntN(3)), r.IntN(3), r.IntN(3), r.IntN(4)
		if r.IntN(2) == 0 {
			s.Ended = time.Unix(r.Int64N(3), 0)
		}
		s.Skills = [][]routing.Skill{nil, {"fr"}, {"de", "fr"}}[r.IntN(3)]
		all = append(all, s)
	}
	return all
}

// TestExplanationsAgreeWithDecisions, and each of their parts is true.
func TestExplanationsAgreeWithDecisions(t *testing.T) {
	t.Parallel()
	ids := []routing.AgentID{"ana", "bea", "cem", "dan", "eva", "fay"}
	modes := []routing.Mode{
		routing.ModeRoundRobin, routing.ModeProficiency, routing.ModeSticky, routing.ModeSticky, routing.ModeLongestIdle,
		routing.ModeLeastLoaded, routing.ModeManual, routing.ModeBroadcast, "unknown",
	}
	links := slices.Concat(modes[:6], []routing.Mode{routing.ModeBroadcast})
	states := []routing.State{"", routing.Waiting, routing.Waiting, routing.Waiting, routing.Offered, routing.Active, routing.Ended}
	r := drawn(t)
	seen := map[routing.Why]int{}
	for run := range 5000 {
		rules := routing.Rules{Mode: modes[r.IntN(len(modes))], Dials: r.IntN(3), MaxRounds: r.IntN(4), Broadcast: r.IntN(4)}
		if r.IntN(4) == 0 {
			rules.Mode = routing.ModeChain
			for range 2 {
				link := routing.Strategy{Mode: links[r.IntN(len(links))]}
				if r.IntN(5) == 0 {
					link.Hours = &routing.Hours{} // never
				}
				rules.Chain = append(rules.Chain, link)
			}
		}
		if r.IntN(10) == 0 {
			rules.Hours = &routing.Hours{}
		}
		chat := routing.Chat{
			State: states[r.IntN(len(states))], Rounds: r.IntN(3), Escalated: r.IntN(10) == 0, Dialed: r.IntN(3), Settled: r.IntN(4) == 0,
		}
		for _, i := range r.Perm(6)[:r.IntN(7)] {
			chat.Tried = append(chat.Tried, ids[i])
		}
		chat.Needs, chat.Arrived = [][]routing.Skill{nil, nil, {"fr"}, {"fr", "de"}}[r.IntN(4)], time.Unix(r.Int64N(1000)-60, 0)
		last := append(ids, "", "gone")[r.IntN(8)]
		agents := drawTeam(r)
		at := time.Unix(r.Int64N(1000), 0)
		tried, listed := slices.Clone(chat.Tried), slices.Clone(agents)

		d := routing.Decide(rules, chat, last, team(agents), at)
		e := routing.Explain(rules, chat, last, agents, at)
		seen[e.Why]++
		name := fmt.Sprintf("run %d: %+v %+v last %q %+v", run, rules, chat, last, agents)
		require.Equal(t, d.Step, e.Step, name)
		if d.Step == routing.Offer {
			require.Equal(t, d.Chat.Agent, e.Winner, name)
			require.Equal(t, d.Chat.Others, e.Others, name)
		}
		require.Equal(t, d.Again, e.Again, name)
		require.Equal(t, (rules.Mode == routing.ModeSticky || rules.Mode == routing.ModeChain) && d.Chat.Settled, e.Settled, name)
		require.Equal(t, tried, chat.Tried, name)
		require.Empty(t, cmp.Diff(listed, agents), name)
		if d.Step == routing.Offer {
			require.Equal(t, d.Chat.Until, e.Until, name)
			require.Equal(t, e.Winner, e.Candidates[0].Agent, name)
		} else {
			require.Empty(t, e.RunnerUp, name)
			require.Zero(t, e.Until, name)
		}
		if e.Why == routing.WhyNobodyAble || e.Why == routing.WhyLastRound {
			require.Empty(t, e.Candidates, name)
		}
		partsAreTrue(t, e, rules, chat, agents, name)
		if e.Step == routing.Offer { // who is next, if there is anybody?
			for i, a := range agents {
				agents[i].Available = a.Available && !slices.Contains(d.Chat.Holders(), a.Agent)
			}
			var next routing.AgentID
			if d := routing.Decide(rules, chat, last, team(agents), at); d.Step == routing.Offer {
				next = d.Chat.Agent
			}
			require.Equal(t, next, e.RunnerUp, name)
		}
	}
	t.Log(seen)
	require.Len(t, seen, 9, "every reason comes up")
}

// partsAreTrue: everybody is in one place, for a reason that holds.
func partsAreTrue(t *testing.T, e routing.Explanation, rules routing.Rules, chat routing.Chat, agents []routing.Standing, name string) {
	t.Helper()
	byID := map[routing.AgentID]routing.Standing{}
	for _, a := range agents {
		byID[a.Agent] = a
	}
	require.Len(t, agents, len(e.Candidates)+len(e.Removed), name)
	mode := rules.Mode
	if e.Mode != "" {
		mode = e.Mode
	}
	p, q := team(agents), routing.Query{Idle: mode == routing.ModeLongestIdle, Skills: e.Skills}
	var ranked []routing.Candidate
	for _, c := range e.Candidates {
		require.True(t, p.Able(c.Agent, q), name)
		require.Len(t, c.Keys, len(mode.Order()), name)
		ranked = append(ranked, byID[c.Agent].Candidate)
		delete(byID, c.Agent)
	}
	if e.Why == routing.WhyLastAgent {
		ranked = ranked[1:]
	}
	require.True(t, slices.IsSortedFunc(ranked, mode.Order().Compare), name)
	for _, r := range e.Removed {
		a, ok := byID[r.Agent]
		require.True(t, ok, name)
		delete(byID, r.Agent)
		holds := map[routing.Removal]bool{
			routing.NotMember:   !a.Member,
			routing.NotThere:    !a.Available,
			routing.NotEligible: !a.Eligible,
			routing.Full:        a.Capacity > 0 && a.Load >= a.Capacity,
			routing.Busy:        a.Load > 0 && q.Idle,
			routing.Unskilled:   slices.ContainsFunc(e.Skills, func(s routing.Skill) bool { return !slices.Contains(a.Skills, s) }),
			routing.NotLast:     e.Mode == routing.ModeSticky && e.Winner != a.Agent,
			routing.WasTried:    slices.Contains(chat.Tried, r.Agent) && p.Able(r.Agent, q),
		}
		require.True(t, holds[r.By], "%s: %s", name, r.By)
	}
	require.Empty(t, byID, name)
}

// TestALookLeavesNothingToDo: what a desk explains of chats after a look is
// always a wait, and its reason fits how the chat stands.
func TestALookLeavesNothingToDo(t *testing.T) {
	t.Parallel()
	modes := []routing.Mode{
		routing.ModeRoundRobin, routing.ModeProficiency, routing.ModeSticky, routing.ModeLongestIdle, routing.ModeLeastLoaded, routing.ModeManual,
		routing.ModeBroadcast,
	}
	dos := []routing.Action{
		routing.DoAvailable, routing.DoAway, routing.DoArrive, routing.DoArrive, routing.DoAccept, routing.DoDecline, routing.DoEnd, routing.DoAssign,
	}
	r := drawn(t)
	seen := map[routing.Why]int{}
	for run := range 60 {
		desk := routing.NewDesk(routing.Rules{Mode: modes[r.IntN(len(modes))], Dials: r.IntN(3), MaxRounds: r.IntN(3)}, []routing.Member{
			{ID: "ana", Capacity: 1}, {ID: "bea", Capacity: 2, Level: 50}, {ID: "cem", Barred: true},
		})
		at := time.Unix(0, 0)
		for range 60 {
			at = at.Add(time.Duration(r.IntN(20)) * time.Second)
			event := routing.Event{
				Do: dos[r.IntN(len(dos))], Agent: []routing.AgentID{"ana", "bea", "cem"}[r.IntN(3)],
				Chat: routing.ChatID([]string{"c1", "c2", "c3", "c4"}[r.IntN(4)]), Contact: "k",
			}
			_ = desk.Do(at, event, func(time.Time, routing.Effect) {}) // what is refused is a case too
			for _, id := range []routing.ChatID{"c1", "c2", "c3", "c4"} {
				c, known := desk.State(id)
				e, ok := desk.Explain(id)
				require.Equal(t, known, ok)
				if !known {
					require.Zero(t, e)
					continue
				}
				seen[e.Why]++
				require.Equal(t, routing.Wait, e.Step, "run %d: %+v: %s", run, c, brief(e))
				require.Len(t, desk.Agents(), len(e.Candidates)+len(e.Removed))
				waits := c.State == "" || c.State == routing.Waiting
				require.Equal(t, !waits, e.Why == routing.WhyNotWaiting, "run %d: %+v: %s", run, c, brief(e))
				require.Equal(t, waits && c.Escalated, e.Why == routing.WhyEscalated, "run %d: %+v: %s", run, c, brief(e))
			}
		}
	}
	t.Log(seen)
	require.Len(t, seen, 4, "every reason to wait comes up")
}
