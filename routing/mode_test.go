package routing_test

import (
	"testing"

	"github.com/wainbox/wainbox/routing"
)

func maxRounds(n int) routing.Rules { return routing.Rules{MaxRounds: n} }

func proficiency(rounds int) routing.Rules {
	return routing.Rules{Mode: routing.ModeProficiency, MaxRounds: rounds}
}

func longestIdle(rounds int) routing.Rules {
	return routing.Rules{Mode: routing.ModeLongestIdle, MaxRounds: rounds}
}

func leastLoaded() routing.Rules { return routing.Rules{Mode: routing.ModeLeastLoaded} }

func TestRoundRobin(t *testing.T) {
	t.Parallel()
	play(t, []script{
		{name: "begins with those never offered one, in listed order", team: "eve+ ana+ bob+", lines: `
			0 arrive c1 | queued c1, offered c1 eve 30
			0 arrive c2 | queued c2, offered c2 ana 30
			0 arrive c3 | queued c3, offered c3 bob 30`},
		{name: "goes on with who was offered one least recently", team: "ana+ bob+", lines: `
			0 arrive c1 | queued c1, offered c1 ana 30
			0 arrive c2 | queued c2, offered c2 bob 30
			0 arrive c3 | queued c3, offered c3 ana 30
			0 arrive c4 | queued c4, offered c4 bob 30`},
		{name: "puts a newcomer first", team: "ana+ bob", lines: `
			0 arrive c1 | queued c1, offered c1 ana 30
			1 available bob |
			2 arrive c2 | queued c2, offered c2 bob 32
			3 arrive c3 | queued c3, offered c3 ana 33`},
		{name: "counts offers that were declined", team: "ana+ bob+ eve+", lines: `
			0 arrive c1 | queued c1, offered c1 ana 30
			1 decline c1 ana | declined c1 ana, offered c1 bob 31
			2 arrive c2 | queued c2, offered c2 eve 32
			3 arrive c3 | queued c3, offered c3 ana 33`},
		{name: "counts offers that timed out", team: "ana+ bob+ eve+", lines: `
			0 arrive c1 | queued c1, offered c1 ana 30
			30 pass | timed_out c1 ana, offered c1 bob 60
			31 arrive c2 | queued c2, offered c2 eve 61`},
		{name: "counts offers that were withdrawn", team: "ana+ bob+ eve+", lines: `
			0 arrive c1 | queued c1, offered c1 ana 30
			1 away ana | withdrawn c1 ana, offered c1 bob 31
			2 available ana |
			3 arrive c2 | queued c2, offered c2 eve 33
			4 arrive c3 | queued c3, offered c3 ana 34`},
		{name: "counts offers that a person withdrew", team: "ana+ bob+", lines: `
			0 arrive c1 | queued c1, offered c1 ana 30
			1 assign c1 ana | withdrawn c1 ana, assigned c1 ana
			2 arrive c2 | queued c2, offered c2 bob 32`},
		{name: "does not count assignments", team: "ana bob", lines: `
			0 arrive c1 | queued c1
			1 assign c1 ana | assigned c1 ana
			2 available ana |
			3 available bob |
			4 arrive c2 | queued c2, offered c2 ana 34`},
		{name: "counts from the offer, not from its acceptance", team: "ana+ bob+", lines: `
			0 arrive c1 | queued c1, offered c1 ana 30
			1 arrive c2 | queued c2, offered c2 bob 31
			2 accept c2 bob | accepted c2 bob
			3 accept c1 ana | accepted c1 ana
			4 arrive c3 | queued c3, offered c3 ana 34`},
		{name: "lets who was full keep the turn", team: "ana+ bob+/1", lines: `
			0 arrive c1 | queued c1, offered c1 ana 30
			0 arrive c2 | queued c2, offered c2 bob 30
			0 accept c2 bob | accepted c2 bob
			1 arrive c3 | queued c3, offered c3 ana 31
			2 arrive c4 | queued c4, offered c4 ana 32
			3 end c2 | ended c2 bob
			4 arrive c5 | queued c5, offered c5 bob 34`},
	})
}

func TestProficiency(t *testing.T) {
	t.Parallel()
	play(t, []script{
		{name: "prefers the highest level", rules: proficiency(0), team: "ana+*4 bob+*100 eve+*99", lines: `
			0 arrive c1 | queued c1, offered c1 bob 30
			0 arrive c2 | queued c2, offered c2 bob 30`},
		{name: "takes the next when the highest is full", rules: proficiency(0), team: "ana+*4 bob+/1*9 eve+*5", lines: `
			0 arrive c1 | queued c1, offered c1 bob 30
			0 arrive c2 | queued c2, offered c2 eve 30`},
		{name: "takes the next candidate when the highest was tried", rules: proficiency(0), team: "ana+*4 bob+*9 eve+*5", lines: `
			0 arrive c1 | queued c1, offered c1 bob 30
			1 decline c1 bob | declined c1 bob, offered c1 eve 31
			31 pass | timed_out c1 eve, offered c1 ana 61`},
		{name: "is 1 where none is said", rules: proficiency(0), team: "ana+ bob+*1 eve+/1*2", lines: `
			0 arrive c1 | queued c1, offered c1 eve 30
			0 arrive c2 | queued c2, offered c2 ana 30
			0 arrive c3 | queued c3, offered c3 bob 30
			0 arrive c4 | queued c4, offered c4 ana 30`},
		{name: "takes equal levels by round robin", rules: proficiency(0), team: "ana+*3 bob+*7 eve+*7", lines: `
			0 arrive c1 | queued c1, offered c1 bob 30
			0 arrive c2 | queued c2, offered c2 eve 30
			0 arrive c3 | queued c3, offered c3 bob 30`},
	})
}

func TestLongestIdle(t *testing.T) {
	t.Parallel()
	play(t, []script{
		{name: "leaves out who has an active chat", rules: longestIdle(0), team: "ana+ bob+", lines: `
			0 arrive c1 | queued c1, offered c1 ana 30
			0 accept c1 ana | accepted c1 ana
			0 arrive c2 | queued c2, offered c2 bob 30
			0 decline c2 bob | declined c2 bob, offered c2 bob 30`},
		{name: "leaves out who has a pending offer", rules: longestIdle(0), team: "ana+ bob+", lines: `
			0 arrive c1 | queued c1, offered c1 ana 30
			0 arrive c2 | queued c2, offered c2 bob 30
			0 arrive c3 | queued c3`},
		{name: "waits while nobody is idle, whatever the capacity", rules: longestIdle(0), team: "ana+/5", lines: `
			0 arrive c1 | queued c1, offered c1 ana 30
			1 accept c1 ana | accepted c1 ana
			2 arrive c2 | queued c2
			9 end c1 | ended c1 ana, offered c2 ana 39`},
		{name: "prefers whose last chat ended longest ago", rules: longestIdle(0), team: "ana+ bob+", lines: `
			0 arrive c1 | queued c1, offered c1 ana 30
			0 accept c1 ana | accepted c1 ana
			0 arrive c2 | queued c2, offered c2 bob 30
			0 accept c2 bob | accepted c2 bob
			5 end c2 | ended c2 bob
			6 end c1 | ended c1 ana
			7 arrive c3 | queued c3, offered c3 bob 37`},
		{name: "takes the last of an agent's ends", rules: longestIdle(0), team: "ana bob", lines: `
			0 arrive c1 | queued c1
			0 arrive c2 | queued c2
			0 arrive c3 | queued c3
			0 assign c1 ana | assigned c1 ana
			0 assign c2 bob | assigned c2 bob
			0 assign c3 ana | assigned c3 ana
			1 end c1 | ended c1 ana
			2 end c2 | ended c2 bob
			3 end c3 | ended c3 ana
			4 available ana |
			5 available bob |
			6 arrive c4 | queued c4, offered c4 bob 36`},
		{name: "takes who never ended any as idle longest", rules: longestIdle(0), team: "ana+ bob+ eve", lines: `
			0 arrive c1 | queued c1, offered c1 ana 30
			0 accept c1 ana | accepted c1 ana
			0 end c1 | ended c1 ana
			1 arrive c2 | queued c2, offered c2 bob 31
			2 decline c2 bob | declined c2 bob, offered c2 ana 32
			3 decline c2 ana | declined c2 ana, offered c2 bob 33`},
		{name: "takes those who never ended any by round robin", rules: longestIdle(0), team: "ana+ bob+ eve+", lines: `
			0 arrive c1 | queued c1, offered c1 ana 30
			1 decline c1 ana | declined c1 ana, offered c1 bob 31
			2 decline c1 bob | declined c1 bob, offered c1 eve 32
			3 arrive c2 | queued c2, offered c2 ana 33`},
		{name: "takes ends of one instant by round robin", rules: longestIdle(0), team: "ana+ bob+", lines: `
			0 arrive c1 | queued c1, offered c1 ana 30
			0 decline c1 ana | declined c1 ana, offered c1 bob 30
			0 accept c1 bob | accepted c1 bob
			0 arrive c2 | queued c2, offered c2 ana 30
			0 accept c2 ana | accepted c2 ana
			5 end c2 | ended c2 ana
			5 end c1 | ended c1 bob
			6 arrive c3 | queued c3, offered c3 bob 36`},
		{name: "does not take a refused offer for an end", rules: longestIdle(0), team: "ana+ bob+", lines: `
			0 arrive c1 | queued c1, offered c1 ana 30
			0 accept c1 ana | accepted c1 ana
			1 end c1 | ended c1 ana
			2 arrive c2 | queued c2, offered c2 bob 32
			3 decline c2 bob | declined c2 bob, offered c2 ana 33
			4 arrive c3 | queued c3, offered c3 bob 34`},
	})
}

func TestLeastLoaded(t *testing.T) {
	t.Parallel()
	play(t, []script{
		{name: "prefers who has the fewest chats", rules: leastLoaded(), team: "ana+ bob+", lines: `
			0 arrive c1 | queued c1, offered c1 ana 30
			0 assign c1 bob | withdrawn c1 ana, assigned c1 bob
			1 arrive c2 | queued c2, offered c2 ana 31
			2 accept c2 ana | accepted c2 ana
			3 end c2 | ended c2 ana
			4 arrive c3 | queued c3, offered c3 ana 34`},
		{name: "counts pending offers", rules: leastLoaded(), team: "ana+ bob+ eve+", lines: `
			0 arrive c1 | queued c1, offered c1 ana 30
			0 arrive c2 | queued c2, offered c2 bob 30
			0 arrive c3 | queued c3, offered c3 eve 30
			1 decline c2 bob | declined c2 bob, offered c2 ana 31
			2 arrive c4 | queued c4, offered c4 bob 32`},
		{name: "takes equal loads by round robin", rules: leastLoaded(), team: "ana+ bob+", lines: `
			0 arrive c1 | queued c1, offered c1 ana 30
			0 arrive c2 | queued c2, offered c2 bob 30
			0 arrive c3 | queued c3, offered c3 ana 30
			0 arrive c4 | queued c4, offered c4 bob 30`},
		{name: "passes over who is full", rules: leastLoaded(), team: "ana+/1 bob+", lines: `
			0 arrive c1 | queued c1, offered c1 ana 30
			0 arrive c2 | queued c2, offered c2 bob 30
			0 arrive c3 | queued c3, offered c3 bob 30`},
	})
}

func TestManual(t *testing.T) {
	t.Parallel()
	manual := routing.Rules{Mode: routing.ModeManual, MaxRounds: 1}
	play(t, []script{
		{name: "waits although agents are able", rules: manual, team: "ana+ bob+", lines: `
			0 arrive c1 | queued c1
			1 away ana |
			2 available ana |
			999 pass |`},
		{name: "is over when a person assigns or takes the chat", rules: manual, team: "ana+ bob", lines: `
			0 arrive c1 | queued c1
			1 assign c1 ana | assigned c1 ana
			2 end c1 | ended c1 ana`},
		{name: "makes no offer to accept", rules: manual, team: "ana+", lines: `
			0 arrive c1 | queued c1
			1 accept c1 ana | refused: the chat is not offered to this agent
			2 decline c1 ana | refused: the chat is not offered to this agent`},
	})
}
