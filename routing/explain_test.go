package routing_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

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
	head := fmt.Sprintf("%s %s", e.Step, e.Why)
	if e.Mode != "" {
		head += " in " + string(e.Mode)
	}
	if len(e.Skills) > 0 {
		head += fmt.Sprint(" with ", e.Skills)
	}
	if e.Winner != "" {
		offered := append([]string{string(e.Winner)}, words(e.Others)...)
		head += fmt.Sprintf(" %s>%s", strings.Join(offered, "+"), e.RunnerUp)
	}
	return fmt.Sprintf("%s | %s | %s", head, strings.Join(ranked, " "), strings.Join(removed, " "))
}

func words(agents []routing.AgentID) (all []string) {
	for _, a := range agents {
		all = append(all, string(a))
	}
	return all
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
			}), "offer first gus>fay | gus | ana:not_member bea:away cem:not_eligible dan:full eva:busy fay:tried",
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
		"who was tried is second where nobody else is": {
			routing.Rules{Mode: inTurn}, tried("ana", "bea"), "", team(), "offer first cem>ana | cem | ana:tried bea:tried",
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
		"several at once": {routing.Rules{Mode: routing.ModeBroadcast, Broadcast: 2}, routing.Chat{}, "", team(), "offer first ana+bea>cem | ana bea cem | "},
		"all at once":     {routing.Rules{Mode: routing.ModeBroadcast}, tried("ana"), "", team(), "offer first bea+cem>ana | bea cem | ana:tried"},
		"the second of a chain": {
			chain(0, routing.ModeLongestIdle, inTurn), routing.Chat{}, "", team(func(ana, bea, cem *routing.Standing) {
				ana.Load, bea.Load, cem.Load = 1, 1, 1
			}), "offer first in round_robin ana>bea | ana bea cem | ",
		},
		"the last agent by a chain": {chain(0, sticky, inTurn), routing.Chat{}, "cem", team(), "offer last_agent in sticky cem>ana | cem | ana:not_last bea:not_last"},
		"nobody able for a chain": {
			chain(0, sticky, routing.ModeLongestIdle), routing.Chat{}, "cem", team(away), "wait nobody_able in longest_idle |  | ana:away bea:away cem:away",
		},
		"a chain outside all its hours":  {during(chain(0, inTurn), &routing.Hours{}), routing.Chat{}, "", team(), "wait closed | ana bea cem | "},
		"a chain's chat that is offered": {chain(0, inTurn), routing.Chat{State: routing.Offered, Agent: "ana"}, "", team(), "wait not_waiting | ana bea cem | "},
		"outside the hours":              {routing.Rules{Hours: &routing.Hours{}}, routing.Chat{}, "", team(), "wait closed | ana bea cem | "},
		"who has the skill": {
			routing.Rules{},
			routing.Chat{Needs: []routing.Skill{"fr"}, Arrived: noon},
			"", team(func(_, bea, cem *routing.Standing) {
				bea.Skills, cem.Skills = []routing.Skill{"fr"}, []routing.Skill{"de"}
			}),
			"offer first with [fr] bea> | bea | ana:skills cem:skills",
		},
		"nobody has the skills any more": {
			routing.Rules{},
			routing.Chat{Needs: []routing.Skill{"fr", "de"}, Arrived: noon.Add(-time.Minute)},
			"", team(func(_, _, cem *routing.Standing) { cem.Skills = []routing.Skill{"de"} }),
			"wait nobody_able with [fr] |  | ana:skills bea:skills cem:skills",
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
		settled := strings.HasPrefix(name, "the last agent ") && name != "the last agent once more" && name != "the last agent by a chain"
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

// TestADeskExplainsByItsClock: what a chat insists on is that of the moment.
func TestADeskExplainsByItsClock(t *testing.T) {
	t.Parallel()
	desk := routing.NewDesk(routing.Rules{}, []routing.Member{{ID: "ana"}})
	ignore := func(time.Time, routing.Effect) {}
	require.NoError(t, desk.Do(second(0), routing.Event{Do: routing.DoArrive, Chat: "c1", Needs: []routing.Skill{"fr"}}, ignore))
	insists := func(at int64) []routing.Skill {
		desk.Advance(second(at), ignore)
		e, _ := desk.Explain("c1")
		return e.Skills
	}
	require.Equal(t, []routing.Skill{"fr"}, insists(59))
	require.Empty(t, insists(60))
}
