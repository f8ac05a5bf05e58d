package routing_test

import "testing"

func TestEscalation(t *testing.T) {
	t.Parallel()
	play(t, []script{
		{name: "has no bound by 0", team: "ana+", lines: `
			0 arrive c1 | queued c1, offered c1 ana 30
			1 decline c1 ana | declined c1 ana, offered c1 ana 31
			2 decline c1 ana | declined c1 ana, offered c1 ana 32
			3 decline c1 ana | declined c1 ana, offered c1 ana 33`},
		{name: "comes when so many rounds have ended", rules: maxRounds(2), team: "ana+ bob+", lines: `
			0 arrive c1 | queued c1, offered c1 ana 30
			1 decline c1 ana | declined c1 ana, offered c1 bob 31
			31 pass | timed_out c1 bob, offered c1 ana 61
			61 pass | timed_out c1 ana, offered c1 bob 91
			92 pass | @91 timed_out c1 bob, @91 escalated c1`},
		{name: "is at the chat's place in the look", rules: maxRounds(1), team: "ana+/2", lines: `
			0 arrive c1 | queued c1, offered c1 ana 30
			0 arrive c2 | queued c2, offered c2 ana 30
			1 arrive c3 | queued c3
			30 pass | timed_out c1 ana, timed_out c2 ana, escalated c1, escalated c2, offered c3 ana 60`},
		{name: "comes after the offer of an older chat", rules: maxRounds(1), team: "ana+/1 bob", lines: `
			0 arrive c1 | queued c1, offered c1 ana 30
			1 away ana | withdrawn c1 ana
			1 arrive c2 | queued c2
			2 available bob | offered c1 bob 32, offered c2 bob 32
			3 decline c2 bob | declined c2 bob, escalated c2
			4 away bob | withdrawn c1 bob
			5 available ana | offered c1 ana 35`},
		{name: "lets the chat wait", rules: maxRounds(1), team: "ana+", lines: `
			0 arrive c1 | queued c1, offered c1 ana 30
			1 decline c1 ana | declined c1 ana, escalated c1
			2 arrive c2 | queued c2, offered c2 ana 32
			3 accept c2 ana | accepted c2 ana
			4 available ana |
			999 pass |`},
		{name: "leaves the chat to a person", rules: maxRounds(1), team: "ana+", lines: `
			0 arrive c1 | queued c1, offered c1 ana 30
			1 decline c1 ana | declined c1 ana, escalated c1
			2 assign c1 ana | assigned c1 ana
			3 end c1 | ended c1 ana`},
		{name: "makes the chat nobody's to accept", rules: maxRounds(1), team: "ana+", lines: `
			0 arrive c1 | queued c1, offered c1 ana 30
			1 decline c1 ana | declined c1 ana, escalated c1
			2 accept c1 ana | refused: the chat is not offered to this agent`},
		{name: "ends when an away agent becomes available", rules: maxRounds(1), team: "ana+ bob", lines: `
			0 arrive c1 | queued c1, offered c1 ana 30
			1 decline c1 ana | declined c1 ana, escalated c1
			2 available bob | offered c1 bob 32`},
		{name: "ends when the one who declined comes back", rules: maxRounds(1), team: "ana+", lines: `
			0 arrive c1 | queued c1, offered c1 ana 30
			1 decline c1 ana | declined c1 ana, escalated c1
			2 away ana |
			3 available ana | offered c1 ana 33`},
		{name: "ends when an away agent becomes available who is not able", rules: maxRounds(1), team: "ana+ bob!", lines: `
			0 arrive c1 | queued c1, offered c1 ana 30
			1 decline c1 ana | declined c1 ana, escalated c1
			2 available bob | offered c1 ana 32`},
		{name: "does not end by who is available again", rules: maxRounds(1), team: "ana+ bob+", lines: `
			0 arrive c1 | queued c1, offered c1 ana 30
			1 decline c1 ana | declined c1 ana, offered c1 bob 31
			2 decline c1 bob | declined c1 bob, escalated c1
			3 available bob |
			4 away bob |`},
		{name: "ends by any chat's end", rules: maxRounds(1), team: "ana+ bob", lines: `
			0 arrive c0 | queued c0, offered c0 ana 30
			0 assign c0 bob | withdrawn c0 ana, assigned c0 bob
			0 arrive c1 | queued c1, offered c1 ana 30
			1 decline c1 ana | declined c1 ana, escalated c1
			2 end c0 | ended c0 bob, offered c1 ana 32`},
		{name: "ends for all at once, the oldest first", rules: maxRounds(1), team: "ana+ bob", lines: `
			0 arrive c1 | queued c1, offered c1 ana 30
			0 arrive c2 | queued c2, offered c2 ana 30
			1 decline c2 ana | declined c2 ana, escalated c2
			2 decline c1 ana | declined c1 ana, escalated c1
			3 available bob | offered c1 bob 33, offered c2 ana 33`},
		{name: "is followed by rounds from 0", rules: maxRounds(2), team: "ana+", lines: `
			0 arrive c1 | queued c1, offered c1 ana 30
			1 decline c1 ana | declined c1 ana, offered c1 ana 31
			2 decline c1 ana | declined c1 ana, escalated c1
			3 away ana |
			4 available ana | offered c1 ana 34
			5 decline c1 ana | declined c1 ana, offered c1 ana 35
			6 decline c1 ana | declined c1 ana, escalated c1`},
		{name: "is followed by a round with nobody tried", rules: maxRounds(1), team: "ana+ bob+ eve", lines: `
			0 arrive c1 | queued c1, offered c1 ana 30
			1 decline c1 ana | declined c1 ana, offered c1 bob 31
			2 decline c1 bob | declined c1 bob, escalated c1
			3 available eve | offered c1 eve 33
			4 decline c1 eve | declined c1 eve, offered c1 ana 34
			5 decline c1 ana | declined c1 ana, offered c1 bob 35`},
		{name: "alone gives a fresh start: rounds go on without it", rules: maxRounds(2), team: "ana+ bob", lines: `
			0 arrive c1 | queued c1, offered c1 ana 30
			1 decline c1 ana | declined c1 ana, offered c1 ana 31
			2 available bob |
			3 decline c1 ana | declined c1 ana, offered c1 bob 33
			4 decline c1 bob | declined c1 bob, escalated c1`},
		{name: "alone gives a fresh start: who is tried stays so", rules: maxRounds(1), team: "ana+ bob+ eve", lines: `
			0 arrive c0 | queued c0, offered c0 ana 30
			0 accept c0 ana | accepted c0 ana
			0 arrive c1 | queued c1, offered c1 bob 30
			1 decline c1 bob | declined c1 bob, offered c1 ana 31
			2 end c0 | ended c0 ana
			3 decline c1 ana | declined c1 ana, escalated c1`},
		{name: "does not come in a round that nobody is able to take part in", rules: maxRounds(1), team: "ana+", lines: `
			0 arrive c1 | queued c1, offered c1 ana 30
			1 away ana | withdrawn c1 ana
			2 available ana | offered c1 ana 32
			3 decline c1 ana | declined c1 ana, escalated c1`},
	})
}
