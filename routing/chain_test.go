package routing_test

import (
	"testing"

	"github.com/wainbox/wainbox/routing"
)

// chain is a chain of modes.
func chain(rounds int, modes ...routing.Mode) routing.Rules {
	r := routing.Rules{Mode: routing.ModeChain, MaxRounds: rounds}
	for _, m := range modes {
		r.Chain = append(r.Chain, routing.Strategy{Mode: m})
	}
	return r
}

// during is a chain whose strategies have hours, of the days that begin at 0.
func during(r routing.Rules, hours ...*routing.Hours) routing.Rules {
	for i, h := range hours {
		r.Chain[i].Hours = h
	}
	return r
}

// everyDay are hours of every day, in UTC.
func everyDay(from, until string) *routing.Hours {
	day := []routing.Interval{{From: from, Until: until}}
	return &routing.Hours{Days: routing.Week{
		Monday: day, Tuesday: day, Wednesday: day, Thursday: day, Friday: day, Saturday: day, Sunday: day,
	}}
}

func TestChain(t *testing.T) {
	t.Parallel()
	const (
		inTurn = routing.ModeRoundRobin
		idle   = routing.ModeLongestIdle
		level  = routing.ModeProficiency
		stick  = routing.ModeSticky
		many   = routing.ModeBroadcast
	)
	play(t, []script{
		{name: "asks the first strategy", rules: chain(0, level, inTurn), team: "ana+*1 bob+*9", lines: `
			0 arrive c1 | queued c1, offered c1 bob 30
			1 arrive c2 | queued c2, offered c2 bob 31`},
		{name: "asks the next where that one has nobody", rules: chain(0, idle, inTurn), team: "ana+/2 bob+/2", lines: `
			0 arrive c1 | queued c1, offered c1 ana 30
			0 arrive c2 | queued c2, offered c2 bob 30
			0 arrive c3 | queued c3, offered c3 ana 30
			0 arrive c4 | queued c4, offered c4 bob 30
			0 arrive c5 | queued c5`},
		{name: "asks the first again for the next chat", rules: chain(0, idle, inTurn), team: "ana+ bob+", lines: `
			0 arrive c1 | queued c1, offered c1 ana 30
			0 accept c1 ana | accepted c1 ana
			0 arrive c2 | queued c2, offered c2 bob 30
			0 accept c2 bob | accepted c2 bob
			1 arrive c3 | queued c3, offered c3 ana 31
			2 accept c3 ana | accepted c3 ana
			3 end c2 | ended c2 bob
			4 arrive c4 | queued c4, offered c4 bob 34`},
		{name: "asks the next where the first has nobody who is not tried", rules: chain(0, idle, inTurn), team: "ana+ bob+", lines: `
			0 arrive c0 | queued c0, offered c0 ana 30
			0 accept c0 ana | accepted c0 ana
			1 arrive c1 | queued c1, offered c1 bob 31
			2 decline c1 bob | declined c1 bob, offered c1 ana 32`},
		{name: "has a new round only when all of all strategies are tried", rules: chain(2, idle, inTurn), team: "ana+ bob+", lines: `
			0 arrive c0 | queued c0, offered c0 ana 30
			0 accept c0 ana | accepted c0 ana
			1 arrive c1 | queued c1, offered c1 bob 31
			2 decline c1 bob | declined c1 bob, offered c1 ana 32
			3 decline c1 ana | declined c1 ana, offered c1 bob 33
			4 decline c1 bob | declined c1 bob, offered c1 ana 34
			5 decline c1 ana | declined c1 ana, escalated c1`},
		{name: "waits while nobody is able for any", rules: chain(0, idle, level), team: "ana/1 bob", lines: `
			0 arrive c1 | queued c1
			1 assign c1 ana | assigned c1 ana
			2 available ana |
			3 arrive c2 | queued c2
			4 available bob | offered c2 bob 34`},
		{name: "asks the last agent only by its sticky strategy", rules: chain(0, stick, level), team: "ana+*5 bob+ eve+*9", lines: `
			0 arrive c0 x | queued c0, offered c0 eve 30
			0 assign c0 bob | withdrawn c0 eve, assigned c0 bob
			1 arrive c1 x | queued c1, offered c1 bob 31
			2 decline c1 bob | declined c1 bob, offered c1 eve 32
			3 decline c1 eve | declined c1 eve, offered c1 ana 33
			4 decline c1 ana | declined c1 ana, offered c1 eve 34`},
		{name: "leaves a first chat to the strategy after the sticky one", rules: chain(0, stick, level), team: "ana+ bob+*9", lines: `
			0 arrive c1 x | queued c1, offered c1 bob 30
			1 arrive c2 | queued c2, offered c2 bob 31`},
		{name: "asks the last agent where those before have nobody", rules: chain(0, idle, stick, inTurn), team: "ana+ bob+", lines: `
			0 arrive c1 x | queued c1, offered c1 ana 30
			0 accept c1 ana | accepted c1 ana
			0 arrive c2 y | queued c2, offered c2 bob 30
			0 accept c2 bob | accepted c2 bob
			1 arrive c3 y | queued c3, offered c3 bob 31
			2 arrive c4 x | queued c4, offered c4 ana 32`},
		{name: "broadcasts where the strategies before have nobody", rules: chain(0, idle, many), team: "ana+ bob+ eve+", lines: `
			0 arrive c1 | queued c1, offered c1 ana 30
			0 arrive c2 | queued c2, offered c2 bob 30
			0 arrive c3 | queued c3, offered c3 eve 30
			0 arrive c4 | queued c4, offered c4 ana 30, offered c4 bob 30, offered c4 eve 30
			1 accept c4 eve | accepted c4 eve, withdrawn c4 ana, withdrawn c4 bob`},
		{name: "passes over a strategy outside its hours", rules: during(chain(0, level, inTurn), everyDay("00:01", "00:02")), team: "ana+ bob+*9", lines: `
			0 arrive c1 | queued c1, offered c1 ana 30
			1 accept c1 ana | accepted c1 ana
			59 arrive c2 | queued c2, offered c2 bob 89
			59 accept c2 bob | accepted c2 bob
			60 arrive c3 | queued c3, offered c3 bob 90
			61 accept c3 bob | accepted c3 bob
			119 arrive c4 | queued c4, offered c4 bob 149
			119 accept c4 bob | accepted c4 bob
			120 arrive c5 | queued c5, offered c5 ana 150`},
		{name: "looks again when a strategy's hours begin", rules: during(chain(0, idle, inTurn), nil, everyDay("00:01", "00:02")), team: "ana+", lines: `
			0 arrive c1 | queued c1, offered c1 ana 30
			0 accept c1 ana | accepted c1 ana
			1 arrive c2 | queued c2
			59 pass |
			60 pass | offered c2 ana 90
			90 pass | timed_out c2 ana, offered c2 ana 120
			120 pass | timed_out c2 ana
			99999 pass | @86460 offered c2 ana 86490, @86490 timed_out c2 ana, @86490 offered c2 ana 86520, @86520 timed_out c2 ana`},
		{name: "waits outside all its hours", rules: during(chain(0, level, inTurn), everyDay("00:01", "00:02"), everyDay("00:01", "00:02")), team: "ana+ bob+*9", lines: `
			0 arrive c1 | queued c1
			60 pass | offered c1 bob 90`},
		{name: "keeps a round while only the last agent is asked", rules: during(chain(1, stick, inTurn), nil, everyDay("00:01", "00:02")), team: "ana+ bob+", lines: `
			0 arrive c0 x | queued c0
			0 assign c0 ana | assigned c0 ana
			1 arrive c1 x | queued c1, offered c1 ana 31
			2 decline c1 ana | declined c1 ana
			60 pass | offered c1 bob 90
			61 decline c1 bob | declined c1 bob, escalated c1`},
	})
}
