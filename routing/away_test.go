package routing_test

import (
	"testing"
	"time"

	"github.com/wainbox/wainbox/routing"
)

func away(p routing.AwayPolicy, grace int) routing.Rules {
	return routing.Rules{Away: p, Grace: time.Duration(grace) * time.Second}
}

// What becomes of the chats of an agent who goes away.
func TestAwayKeeps(t *testing.T) {
	t.Parallel()
	for _, p := range []routing.AwayPolicy{"", routing.AwayKeep} {
		play(t, []script{
			{name: "an agent's chats" + string(p), rules: away(p, 0), team: "ana+ bob+", lines: held + `
				1 away ana |
				2 message c1 |
				999 pass |
				1000 end c1 | ended c1 ana`},
		})
	}
}

func TestAwayRequeues(t *testing.T) {
	t.Parallel()
	requeue := func(grace int) routing.Rules { return away(routing.AwayRequeue, grace) }
	rounds := requeue(0)
	rounds.MaxRounds = 1
	dialing := requeue(0)
	dialing.Mode = routing.ModeSticky
	needing := requeue(0)
	needing.RelaxAfter = 10 * time.Second
	play(t, []script{
		{name: "at once where there is no grace", rules: requeue(0), team: "ana+ bob+", lines: held + `
			1 away ana | returned c1 ana, offered c1 bob 31`},
		{name: "and frees the agent", rules: requeue(0), team: "ana+/1 bob", lines: held + `
			1 away ana | returned c1 ana
			2 arrive c2 | queued c2
			3 available ana | offered c1 ana 33
			4 accept c1 ana | accepted c1 ana
			5 end c1 | ended c1 ana, offered c2 ana 35`},
		{name: "after all pending offers, and then looks once", rules: requeue(0), team: "ana+ bob", lines: held + `
			1 arrive c2 | queued c2, offered c2 ana 31
			2 arrive c3 | queued c3, offered c3 ana 32
			2 accept c3 ana | accepted c3 ana
			3 available bob |
			4 away ana | withdrawn c2 ana, returned c1 ana, returned c3 ana, offered c1 bob 34, offered c2 bob 34, offered c3 bob 34`},
		{name: "to their old places", rules: requeue(0), team: "ana+ bob/1", lines: held + `
			1 assign c1 bob | refused: the chat is active or ended
			2 arrive c2 | queued c2, offered c2 ana 32
			3 away ana | withdrawn c2 ana, returned c1 ana
			4 arrive c3 !1 | queued c3
			5 available bob | offered c1 bob 35`},
		{name: "after a grace", rules: requeue(20), team: "ana+ bob+", lines: held + `
			5 away ana |
			24 pass |
			25 pass | returned c1 ana, offered c1 bob 55`},
		{name: "never when the agent is back in time", rules: requeue(20), team: "ana+ bob+", lines: held + `
			5 away ana |
			24 available ana |
			999 pass |
			1000 end c1 | ended c1 ana`},
		{name: "when the agent is back at the very end of the grace", rules: requeue(20), team: "ana+ bob", lines: held + `
			5 away ana |
			25 available ana | returned c1 ana, offered c1 ana 55`},
		{name: "a grace after each time", rules: requeue(20), team: "ana+ bob+", lines: held + `
			5 away ana |
			10 available ana |
			11 away ana |
			30 pass |
			31 pass | returned c1 ana, offered c1 bob 61`},
		{name: "a grace after the first word of several", rules: requeue(20), team: "ana+ bob+", lines: held + `
			5 away ana |
			15 away ana |
			25 pass | returned c1 ana, offered c1 bob 55`},
		{name: "not what has ended or was handed over by then", rules: requeue(20), team: "ana+ bob+", lines: held + `
			1 arrive c2 | queued c2, offered c2 bob 31
			1 assign c2 ana | withdrawn c2 bob, assigned c2 ana
			5 away ana |
			6 end c1 | ended c1 ana
			7 transfer c2 bob | transferred c2 bob from ana
			999 pass |`},
		{name: "also what the agent was given meanwhile", rules: requeue(20), team: "ana+ bob+", lines: held + `
			5 away ana |
			6 arrive c2 | queued c2, offered c2 bob 36
			7 assign c2 ana | withdrawn c2 bob, assigned c2 ana
			25 pass | returned c1 ana, returned c2 ana, offered c1 bob 55, offered c2 bob 55`},
		{name: "not what the agent is given afterwards", rules: requeue(0), team: "ana+ bob", lines: `
			0 away ana |
			1 arrive c1 | queued c1
			2 assign c1 ana | assigned c1 ana
			3 away ana |
			999 pass |`},
		{name: "with deadlines of the instant before them, and one look", rules: requeue(29), team: "ana+ bob+ eve+", lines: held + `
			0 arrive c2 | queued c2, offered c2 bob 30
			1 away ana |
			30 pass | timed_out c2 bob, returned c1 ana, offered c1 eve 60, offered c2 eve 60`},
		{name: "the oldest chat first, of all agents", rules: requeue(29), team: "bob ana eve", lines: `
			0 arrive c1 | queued c1
			0 arrive c2 | queued c2
			0 assign c1 ana | assigned c1 ana
			0 assign c2 bob | assigned c2 bob
			0 available bob |
			0 available ana |
			1 away bob |
			1 away ana |
			2 available eve |
			30 pass | returned c1 ana, returned c2 bob, offered c1 eve 60, offered c2 eve 60`},
		{name: "with a fresh start", rules: rounds, team: "ana+ bob+", lines: `
			0 arrive c1 | queued c1, offered c1 ana 30
			1 decline c1 ana | declined c1 ana, offered c1 bob 31
			2 accept c1 bob | accepted c1 bob
			3 away bob | returned c1 bob, offered c1 ana 33`},
		{name: "and does not count it as an end", rules: routing.Rules{Mode: routing.ModeLongestIdle, Away: routing.AwayRequeue}, team: "ana+ bob+ eve+", lines: held + `
			1 end c1 | ended c1 ana
			2 arrive c2 | queued c2, offered c2 bob 32
			3 accept c2 bob | accepted c2 bob
			4 away bob | returned c2 bob, offered c2 eve 34
			5 available bob |
			6 arrive c3 | queued c3, offered c3 bob 36`},
		{name: "and is dialed no more often", rules: dialing, team: "ana+ bob+", lines: held + `
			1 end c1 | ended c1 ana
			2 arrive c2 x | queued c2, offered c2 ana 32
			3 accept c2 ana | accepted c2 ana
			4 away ana | returned c2 ana, offered c2 bob 34
			5 available ana |
			6 decline c2 bob | declined c2 bob, offered c2 ana 36`},
		{name: "and does not look for what was due before", rules: needing, team: "ana bob+", lines: `
			0 arrive c1 :fr | queued c1
			1 assign c1 bob | assigned c1 bob
			15 away bob | returned c1 bob
			16 arrive c2 | queued c2
			17 available ana | offered c1 ana 47, offered c2 ana 47`},
	})
}

func TestAwayReturnsOnTheNextMessage(t *testing.T) {
	t.Parallel()
	next := away(routing.AwayOnNextMessage, 0)
	play(t, []script{
		{name: "of a customer", rules: next, team: "ana+ bob+", lines: held + `
			1 away ana |
			9 pass |
			10 message c1 | returned c1 ana, offered c1 bob 40`},
		{name: "not while the agent is there", rules: next, team: "ana+ bob+", lines: held + `
			1 message c1 |
			2 away ana |
			3 available ana |
			4 message c1 |`},
		{name: "not for other customers' words", rules: next, team: "ana+ bob+", lines: held + `
			1 arrive c2 y | queued c2, offered c2 bob 31
			2 assign c2 ana | withdrawn c2 bob, assigned c2 ana
			3 away ana |
			4 message c2 | returned c2 ana, offered c2 bob 34
			5 accept c2 bob | accepted c2 bob
			6 message c2 |
			7 end c1 | ended c1 ana`},
		{name: "to its old place", rules: next, team: "ana+ bob/1", lines: held + `
			1 away ana |
			2 arrive c2 y | queued c2
			3 message c1 | returned c1 ana
			4 available bob | offered c1 bob 34`},
		{name: "of an active chat only", rules: next, team: "ana+ bob+", lines: held + `
			1 arrive c2 y | queued c2, offered c2 bob 31
			2 message c2 | refused: the chat is not active
			3 end c1 | ended c1 ana
			4 message c1 | refused: the chat is not active
			5 message c9 | refused: no such chat`},
	})
}
