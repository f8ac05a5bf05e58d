// Package routingtest is the laws that every strategy of routing obeys, as a
// test suite: ours by their rules, and a host's own decider.
//
//	func TestLaws(t *testing.T) {
//		rules := routing.Rules{Mode: routing.ModeSticky, Dials: 3}
//		routingtest.Run(t, func(c routing.Chat, last routing.AgentID, p routing.Pool, at time.Time) routing.Decision {
//			return routing.Decide(rules, c, last, p, at)
//		})
//	}
//
// The laws say nothing of who is the best: that is the strategy's own. Where one
// may go this way or that the suite takes either: it may ask one agent or several
// at once, end a round with another or with an escalation, prolong what it knows
// of the contact's last agent or not care, and leave all chats to people. The
// suite looks at moments of 2026, in the morning of a working day; a strategy
// that offers to nobody then is not asked for offers.
package routingtest

import (
	"testing"
	"time"

	"github.com/wainbox/wainbox/routing"
)

// Strategy looks at a chat, as [routing.Decide] does by its rules: last is the
// contact's last agent, empty for none, p the agents who are there, and at the
// time. It keeps nothing from one call to the next, reads no clock, and may be
// called at once from several goroutines.
type Strategy func(c routing.Chat, last routing.AgentID, p routing.Pool, at time.Time) routing.Decision

// Run tests a strategy. The cases run in parallel.
func Run(t *testing.T, s Strategy) {
	t.Helper()
	for _, g := range groups() {
		t.Run(g.noun, func(t *testing.T) {
			t.Parallel()
			for _, c := range g.cases {
				t.Run(c.name, func(t *testing.T) {
					t.Parallel()
					if c.offering && !offers(s) {
						t.Skip("the strategy offers to nobody")
					}
					c.try(t, s)
				})
			}
		})
	}
}

// group is the cases of one noun.
type group struct {
	noun  string
	cases []testCase
}

// groups is the whole suite.
func groups() []group {
	return []group{
		{"answers", answerCases},
		{"offers", offerCases},
		{"rounds", roundCases},
		{"skills", skillCases},
		{"waiting", waitingCases},
		{"last agent", lastAgentCases},
	}
}
