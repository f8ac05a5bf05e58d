package routing_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/wainbox/wainbox/routing"
)

// What a look asks for can be told before it: a store may have it at hand.
func TestQueries(t *testing.T) {
	t.Parallel()
	of := func(m routing.Mode) routing.Query {
		return routing.Query{Order: m.Order(), Idle: m == routing.ModeLongestIdle}
	}
	tests := map[string]struct {
		rules routing.Rules
		want  []routing.Query
	}{
		"nothing said":     {routing.Rules{}, []routing.Query{of(routing.ModeRoundRobin)}},
		"one mode":         {routing.Rules{Mode: routing.ModeLongestIdle}, []routing.Query{of(routing.ModeLongestIdle)}},
		"several at once":  {routing.Rules{Mode: routing.ModeBroadcast}, []routing.Query{of(routing.ModeRoundRobin)}},
		"to nobody":        {routing.Rules{Mode: routing.ModeManual}, nil},
		"an unknown mode":  {routing.Rules{Mode: "random"}, nil},
		"a chain, in turn": {chain(0, routing.ModeSticky, routing.ModeProficiency), []routing.Query{of(routing.ModeSticky), of(routing.ModeProficiency)}},
		"whatever the hour": {
			during(chain(0, routing.ModeLeastLoaded), &routing.Hours{}), []routing.Query{of(routing.ModeLeastLoaded)},
		},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if diff := cmp.Diff(tt.want, tt.rules.Queries()); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// Fits looks at what the agent has, not at who is left out.
func TestFits(t *testing.T) {
	t.Parallel()
	busy := routing.Candidate{Agent: "ana", Load: 1, Capacity: 2, InboxLoad: 1, Skills: []routing.Skill{"fr", "tax"}}
	for name, tt := range map[string]struct {
		query  routing.Query
		change func(*routing.Candidate)
		want   bool
	}{
		"one with room":            {routing.Query{}, func(*routing.Candidate) {}, true},
		"one who is left out":      {routing.Query{Not: []routing.AgentID{"ana"}}, func(*routing.Candidate) {}, true},
		"one who is full":          {routing.Query{}, func(c *routing.Candidate) { c.Load = 2 }, false},
		"one who is over capacity": {routing.Query{}, func(c *routing.Candidate) { c.Load = 3 }, false},
		"one who is full here":     {routing.Query{}, func(c *routing.Candidate) { c.InboxCapacity = 1 }, false},
		"one who is not idle":      {routing.Query{Idle: true}, func(*routing.Candidate) {}, false},
		"one who is idle":          {routing.Query{Idle: true}, func(c *routing.Candidate) { c.Load = 0 }, true},
		"one with the skills":      {routing.Query{Skills: []routing.Skill{"tax", "fr"}}, func(*routing.Candidate) {}, true},
		"one who lacks a skill":    {routing.Query{Skills: []routing.Skill{"tax", "de"}}, func(*routing.Candidate) {}, false},
	} {
		c := busy
		tt.change(&c)
		if got := tt.query.Fits(c); got != tt.want {
			t.Errorf("%s: %v", name, got)
		}
		pool := routing.Candidates{c}
		if _, found := pool.Best(tt.query); pool.Able("ana", tt.query) != tt.want || len(tt.query.Not) == 0 && found != tt.want {
			t.Errorf("%s: another answer as a pool", name)
		}
	}
	if (routing.Candidates{busy}).Able("bob", routing.Query{}) {
		t.Error("who is not in the pool is not able")
	}
}
