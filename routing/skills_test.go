package routing_test

import (
	"strconv"
	"testing"
	"time"

	"github.com/wainbox/wainbox/routing"
)

func relaxing(seconds, rounds int) routing.Rules {
	return routing.Rules{RelaxAfter: time.Duration(seconds) * time.Second, MaxRounds: rounds}
}

func TestSkills(t *testing.T) {
	t.Parallel()
	play(t, []script{
		{name: "are all needed", team: "ana+:fr bob+:de,fr eve+:de", lines: `
			0 arrive c1 :fr,de | queued c1, offered c1 bob 30
			1 arrive c2 :fr,de | queued c2, offered c2 bob 31`},
		{name: "are nothing to a chat that needs none", team: "ana+ bob+:fr", lines: `
			0 arrive c1 | queued c1, offered c1 ana 30
			1 arrive c2 | queued c2, offered c2 bob 31`},
		{name: "are taken in turn by those who have them", team: "ana+:fr bob+ eve+:fr", lines: `
			0 arrive c1 :fr | queued c1, offered c1 ana 30
			1 arrive c2 :fr | queued c2, offered c2 eve 31
			2 arrive c3 :fr | queued c3, offered c3 ana 32`},
		{name: "are waited for a minute where nothing is said", team: "ana+:fr", lines: `
			0 arrive c1 :fr,de | queued c1
			59 pass |
			60 pass | offered c1 ana 90`},
		{name: "are given up from the last on, step by step", rules: relaxing(10, 0), team: "ana+:c bob+:b eve+:a", lines: `
			0 arrive c1 :a,b,c | queued c1
			19 pass |
			20 pass | offered c1 eve 50
			30 accept c1 eve | accepted c1 eve
			31 arrive c2 :b,c | queued c2
			40 pass |
			41 pass | offered c2 bob 71
			42 arrive c3 :d | queued c3
			51 pass |
			52 pass | offered c3 ana 82`},
		{name: "are all given up in the end", rules: relaxing(10, 0), team: "ana+", lines: `
			0 arrive c1 :a,b,c | queued c1
			29 pass |
			30 pass | offered c1 ana 60`},
		{name: "are given up from the arrival on, whatever happened since", rules: relaxing(10, 0), team: "ana bob+:a", lines: `
			0 arrive c1 :a | queued c1, offered c1 bob 30
			5 available ana |
			8 decline c1 bob | declined c1 bob, offered c1 bob 38
			12 decline c1 bob | declined c1 bob, offered c1 ana 42`},
		{name: "are preferred though given up", rules: relaxing(10, 0), team: "ana+ bob:fr", lines: `
			0 arrive c1 :fr | queued c1
			0 arrive c2 :fr | queued c2
			9 available bob | offered c1 bob 39, offered c2 bob 39
			20 arrive c3 | queued c3, offered c3 ana 50
			21 decline c1 bob | declined c1 bob, offered c1 ana 51
			22 away bob | withdrawn c2 bob, offered c2 ana 52
			23 available bob |
			24 decline c2 ana | declined c2 ana, offered c2 bob 54`},
		{name: "hold no round open: who lacks them is not able", rules: relaxing(10, 1), team: "ana+:fr bob+", lines: `
			0 arrive c1 :fr | queued c1, offered c1 ana 30
			1 decline c1 ana | declined c1 ana, escalated c1`},
		{name: "given up bring others into the round", rules: relaxing(10, 1), team: "ana+:fr bob+", lines: `
			0 arrive c1 :fr | queued c1, offered c1 ana 30
			10 decline c1 ana | declined c1 ana, offered c1 bob 40
			11 decline c1 bob | declined c1 bob, escalated c1`},
		{name: "hold up no other chat", team: "ana+", lines: `
			0 arrive c1 :fr | queued c1
			1 arrive c2 | queued c2, offered c2 ana 31`},
		{name: "are looked at again although nobody came", rules: relaxing(10, 0), team: "ana", lines: `
			0 arrive c1 :fr,de | queued c1
			1 available ana |
			2 away ana |
			15 available ana |
			19 pass |
			20 pass | offered c1 ana 50`},
		{name: "are not looked at again when a person has the chat", rules: relaxing(10, 0), team: "ana+ bob", lines: `
			0 arrive c1 :fr | queued c1
			1 assign c1 bob | assigned c1 bob
			99 pass |`},
		{
			name: "are had by the last agent to be dialed", rules: routing.Rules{Mode: routing.ModeSticky, RelaxAfter: 10 * time.Second},
			team: "ana+:fr bob+ eve+", lines: `
			0 arrive c0 x | queued c0, offered c0 ana 30
			0 assign c0 bob | withdrawn c0 ana, assigned c0 bob
			1 arrive c1 x :fr | queued c1, offered c1 ana 31
			2 arrive c2 x :de | queued c2
			12 pass | offered c2 bob 42`,
		},
		{
			name: "come before the strategies of a chain", rules: during(chain(0, routing.ModeLongestIdle, routing.ModeRoundRobin)),
			team: "ana+:fr bob+", lines: `
			0 arrive c1 :fr | queued c1, offered c1 ana 30
			1 accept c1 ana | accepted c1 ana
			60 arrive c2 :fr | queued c2, offered c2 ana 90
			120 away ana | @90 timed_out c2 ana, @90 offered c2 ana 120, timed_out c2 ana, offered c2 bob 150`,
		},
	})
}

// A chat that a host made may need more skills than rules allow for one.
func TestALookAtManyNeedsLiesAhead(t *testing.T) {
	t.Parallel()
	needs := make([]routing.Skill, 3*routing.MaxNeeds)
	for i := range needs {
		needs[i] = routing.Skill(strconv.Itoa(i))
	}
	for minutes := range 3*routing.MaxNeeds + 2 {
		at := time.Unix(0, 0).Add(time.Duration(minutes) * routing.DefaultRelax)
		d := routing.Decide(routing.Rules{}, routing.Chat{Arrived: time.Unix(0, 0), Needs: needs}, "", team(nil), at)
		if want := at.Add(routing.DefaultRelax); minutes < len(needs) && !d.Again.Equal(want) || minutes >= len(needs) && !d.Again.IsZero() {
			t.Errorf("after %d minutes it is looked at again at %v", minutes, d.Again)
		}
	}
}
