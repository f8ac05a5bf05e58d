package routing_test

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/stretchr/testify/require"

	"github.com/wainbox/wainbox/routing"
)

// standing is an agent who could take a chat.
func standing(id routing.AgentID, position int) routing.Standing {
	return routing.Standing{Candidate: routing.Candidate{Agent: id, Position: position}, Member: true, Available: true, Eligible: true}
}

// brief is an explanation in words: "offer first ana>bea | ana bea | cem:away".
func brief(e routing.Explanation) string {
	var ranked, removed []string
	for _, c := range e.Candidates {
		ranked = append(ranked, string(c.Agent))
	}
	for _, r := range e.Removed {
		removed = append(removed, fmt.Sprintf("%s:%s", r.Agent, r.By))
	}
	head := strings.TrimSuffix(fmt.Sprintf("%s %s %s>%s", e.Step, e.Why, e.Winner, e.RunnerUp), " >")
	return fmt.Sprintf("%s | %s | %s", head, strings.Join(ranked, " "), strings.Join(removed, " "))
}

func TestWhatIsExplained(t *testing.T) {
	t.Parallel()
	noon := time.Date(2026, 6, 1, 12, 0, 0, 0, time.UTC)
	team := func(change ...func(ana, bea, cem *routing.Standing)) []routing.Standing {
		all := []routing.Standing{standing("ana", 1), standing("bea", 2), standing("cem", 3)}
		for _, c := range change {
			c(&all[0], &all[1], &all[2])
		}
		return all
	}
	const (
		inTurn = routing.ModeRoundRobin
		sticky = routing.ModeSticky
	)
	tried := func(who ...routing.AgentID) routing.Chat { return routing.Chat{Tried: who} }
	away := func(ana, bea, cem *routing.Standing) {
		ana.Available, bea.Available, cem.Available = false, false, false
	}
	tests := map[string]struct {
		rules routing.Rules
		chat  routing.Chat
		last  routing.AgentID
		team  []routing.Standing
		want  string
	}{
		"in turn":       {routing.Rules{Mode: inTurn}, routing.Chat{}, "", team(), "offer first ana>bea | ana bea cem | "},
		"one only":      {routing.Rules{Mode: inTurn}, routing.Chat{}, "", team()[:1], "offer first ana> | ana | "},
		"nobody at all": {routing.Rules{Mode: inTurn}, routing.Chat{}, "", nil, "wait nobody_able |  | "},
		"each is removed by something": {
			routing.Rules{Mode: routing.ModeLongestIdle}, tried("fay"), "", slices.Concat(team(func(ana, bea, cem *routing.Standing) {
				ana.Member, bea.Available, cem.Eligible = false, false, false
			}), []routing.Standing{
				{Candidate: routing.Candidate{Agent: "dan", Load: 2, Capacity: 2}, Member: true, Available: true, Eligible: true},
				{Candidate: routing.Candidate{Agent: "eva", Load: 1, Capacity: 2}, Member: true, Available: true, Eligible: true},
				standing("fay", 6), standing("gus", 7),
			}), "offer first gus> | gus | ana:not_member bea:away cem:not_eligible dan:full eva:busy fay:tried",
		},
		"the first removal is told": {
			routing.Rules{Mode: routing.ModeLongestIdle}, tried("ana", "bea", "cem", "dan"), "", []routing.Standing{
				{Candidate: routing.Candidate{Agent: "ana", Load: 2, Capacity: 2}},
				{Candidate: routing.Candidate{Agent: "bea", Load: 2, Capacity: 2}, Member: true},
				{Candidate: routing.Candidate{Agent: "cem", Load: 2, Capacity: 2}, Member: true, Available: true},
				{Candidate: routing.Candidate{Agent: "dan", Load: 2, Capacity: 2}, Member: true, Available: true, Eligible: true},
			}, "wait nobody_able |  | ana:not_member bea:away cem:not_eligible dan:full",
		},
		"busy is no reason elsewhere": {
			routing.Rules{Mode: inTurn}, routing.Chat{}, "", team(func(ana, _, _ *routing.Standing) { ana.Load = 9 }), "offer first ana>bea | ana bea cem | ",
		},
		"who was tried is passed over": {routing.Rules{Mode: inTurn}, tried("ana"), "", team(), "offer first bea>cem | bea cem | ana:tried"},
		"nobody is second where the others were tried": {
			routing.Rules{Mode: inTurn}, tried("ana", "bea"), "", team(), "offer first cem> | cem | ana:tried bea:tried",
		},
		"all tried: a new round": {
			routing.Rules{Mode: inTurn, MaxRounds: 2}, tried("cem", "bea", "ana"), "", team(), "offer new_round ana>bea | ana bea cem | ",
		},
		"all tried but who is away": {
			routing.Rules{Mode: inTurn},
			tried("bea", "ana"), "", team(func(_, _, cem *routing.Standing) { cem.Available = false }),
			"offer new_round ana>bea | ana bea | cem:away",
		},
		"all tried in the last round": {
			routing.Rules{Mode: inTurn, MaxRounds: 2},
			routing.Chat{Tried: []routing.AgentID{"ana", "bea", "cem"}, Rounds: 1},
			"", team(),
			"escalate last_round |  | ana:tried bea:tried cem:tried",
		},
		"all tried, and away": {routing.Rules{Mode: inTurn}, tried("ana", "bea", "cem"), "", team(away), "wait nobody_able |  | ana:away bea:away cem:away"},
		"manual":              {routing.Rules{Mode: routing.ModeManual}, routing.Chat{}, "", team(), "wait manual | ana bea cem | "},
		"escalated":           {routing.Rules{Mode: inTurn}, routing.Chat{Escalated: true}, "", team(), "wait escalated | ana bea cem | "},
		"offered":             {routing.Rules{Mode: inTurn}, routing.Chat{State: routing.Offered, Agent: "ana"}, "", team(), "wait not_waiting | ana bea cem | "},
		"ended":               {routing.Rules{Mode: routing.ModeManual}, routing.Chat{State: routing.Ended, Escalated: true}, "", team(), "wait not_waiting | ana bea cem | "},
		"the last agent":      {routing.Rules{Mode: sticky}, routing.Chat{}, "cem", team(), "offer last_agent cem>ana | cem ana bea | "},
		"the last agent once more": {
			routing.Rules{Mode: sticky, Dials: 2},
			routing.Chat{Dialed: 1, Tried: []routing.AgentID{"bea", "cem"}},
			"cem", team(),
			"offer last_agent cem>ana | cem ana | bea:tried",
		},
		"the last agent often enough": {
			routing.Rules{Mode: sticky},
			routing.Chat{Dialed: 1, Tried: []routing.AgentID{"cem"}},
			"cem", team(),
			"offer first ana>bea | ana bea | cem:tried",
		},
		"the last agent is away": {
			routing.Rules{Mode: sticky},
			routing.Chat{},
			"cem", team(func(_, _, cem *routing.Standing) { cem.Available = false }),
			"offer first ana>bea | ana bea | cem:away",
		},
		"the last agent comes back too late": {
			routing.Rules{Mode: sticky}, routing.Chat{Settled: true}, "cem", team(), "offer first ana>bea | ana bea cem | ",
		},
	}
	t.Logf("%d cases", len(tests))
	for name, tt := range tests {
		require.NoError(t, tt.rules.Validate(), name)
		e := routing.Explain(tt.rules, tt.chat, tt.last, tt.team, noon)
		require.Equal(t, tt.want, brief(e), name)
		require.Equal(t, e.Step == routing.Offer, e.Until.Equal(noon.Add(routing.DefaultReassign)), name)
		settled := strings.HasPrefix(name, "the last agent ") && name != "the last agent once more"
		require.Equal(t, settled, e.Settled, name)
	}
}

func TestKeysAreShown(t *testing.T) {
	t.Parallel()
	ana := standing("ana", 2)
	ana.Turn, ana.Load, ana.Ended = 7, 3, time.Date(2026, 6, 1, 14, 0, 0, 0, time.FixedZone("", 2*60*60))
	bea := standing("bea", 1)
	bea.Level = 90
	tests := map[routing.Mode]string{
		routing.ModeRoundRobin:  "bea turn=0 position=1; ana turn=7 position=2; ",
		routing.ModeSticky:      "bea turn=0 position=1; ana turn=7 position=2; ",
		routing.ModeProficiency: "bea level=90 turn=0 position=1; ana level=1 turn=7 position=2; ",
		routing.ModeLeastLoaded: "bea load=0 turn=0 position=1; ana load=3 turn=7 position=2; ",
		routing.ModeManual:      "ana; bea; ",
	}
	show := func(e routing.Explanation) string {
		var text strings.Builder
		for _, c := range e.Candidates {
			text.WriteString(string(c.Agent))
			for _, v := range c.Keys {
				fmt.Fprintf(&text, " %s=%s", v.Key, v.Value)
			}
			text.WriteString("; ")
		}
		return text.String()
	}
	for mode, want := range tests {
		e := routing.Explain(routing.Rules{Mode: mode}, routing.Chat{}, "", []routing.Standing{ana, bea}, time.Time{})
		require.Equal(t, want, show(e), mode)
	}
	ana.Load = 0
	e := routing.Explain(routing.Rules{Mode: routing.ModeLongestIdle}, routing.Chat{}, "", []routing.Standing{ana, bea}, time.Time{})
	require.Equal(t, "bea ended= turn=0 position=1; ana ended=2026-06-01T12:00:00Z turn=7 position=2; ", show(e))
}

func TestExplanationsArePrinted(t *testing.T) {
	t.Parallel()
	bea := standing("bea", 2)
	bea.Available = false
	e := routing.Explain(
		routing.Rules{Mode: routing.ModeLeastLoaded}, routing.Chat{}, "", []routing.Standing{standing("ana", 1), bea}, time.Unix(0, 0).UTC())
	text, err := json.Marshal(e)
	require.NoError(t, err)
	require.JSONEq(t, `{
		"step": "offer", "why": "first", "winner": "ana", "until": "1970-01-01T00:00:30Z",
		"candidates": [{"agent": "ana", "keys": [
			{"key": "load", "value": "0"}, {"key": "turn", "value": "0"}, {"key": "position", "value": "1"}]}],
		"removed": [{"agent": "bea", "by": "away"}]
	}`, string(text))
	text, err = json.Marshal(routing.Explain(routing.Rules{Mode: routing.ModeManual}, routing.Chat{}, "", nil, time.Time{}))
	require.NoError(t, err)
	require.JSONEq(t, `{"step": "wait", "why": "manual", "candidates": [], "removed": []}`, string(text))
}

// team is a pool in its simplest form: who is able, sorted.
// team is a pool of its own making, to hold against the one of Explain.
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
		routing.ModeLeastLoaded, routing.ModeManual, "unknown",
	}
	states := []routing.State{"", routing.Waiting, routing.Waiting, routing.Waiting, routing.Offered, routing.Active, routing.Ended}
	r := drawn(t)
	seen := map[routing.Why]int{}
	for run := range 5000 {
		rules := routing.Rules{Mode: modes[r.IntN(len(modes))], Dials: r.IntN(3), MaxRounds: r.IntN(4)}
		chat := routing.Chat{
			State: states[r.IntN(len(states))], Rounds: r.IntN(3), Escalated: r.IntN(10) == 0, Dialed: r.IntN(3), Settled: r.IntN(4) == 0,
		}
		for _, i := range r.Perm(6)[:r.IntN(7)] {
			chat.Tried = append(chat.Tried, ids[i])
		}
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
		}
		require.Equal(t, rules.Mode == routing.ModeSticky && d.Chat.Settled, e.Settled, name)
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
		if e.RunnerUp != "" { // would the runner-up be next?
			i := slices.IndexFunc(agents, func(a routing.Standing) bool { return a.Agent == e.Winner })
			agents[i].Available = false
			require.Equal(t, e.RunnerUp, routing.Decide(rules, chat, last, team(agents), at).Chat.Agent, name)
		}
	}
	t.Log(seen)
	require.Len(t, seen, 8, "every reason comes up")
}

// partsAreTrue: everybody is in one place, for a reason that holds.
func partsAreTrue(t *testing.T, e routing.Explanation, rules routing.Rules, chat routing.Chat, agents []routing.Standing, name string) {
	t.Helper()
	byID := map[routing.AgentID]routing.Standing{}
	for _, a := range agents {
		byID[a.Agent] = a
	}
	require.Len(t, agents, len(e.Candidates)+len(e.Removed), name)
	p, q := team(agents), routing.Query{Idle: rules.Mode == routing.ModeLongestIdle}
	var ranked []routing.Candidate
	for _, c := range e.Candidates {
		require.True(t, p.Able(c.Agent, q), name)
		require.Len(t, c.Keys, len(rules.Mode.Order()), name)
		ranked = append(ranked, byID[c.Agent].Candidate)
		delete(byID, c.Agent)
	}
	if e.Why == routing.WhyLastAgent {
		ranked = ranked[1:]
	}
	require.True(t, slices.IsSortedFunc(ranked, rules.Mode.Order().Compare), name)
	for _, r := range e.Removed {
		a, ok := byID[r.Agent]
		require.True(t, ok, name)
		delete(byID, r.Agent)
		holds := map[routing.Removal]bool{
			routing.NotMember:   !a.Member,
			routing.NotThere:    !a.Available,
			routing.NotEligible: !a.Eligible,
			routing.Full:        a.Capacity > 0 && a.Load >= a.Capacity,
			routing.Busy:        a.Load > 0 && rules.Mode == routing.ModeLongestIdle,
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
