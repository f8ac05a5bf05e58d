package routing_test

import "testing"

func TestALook(t *testing.T) {
	t.Parallel()
	play(t, []script{
		{name: "a chat arrives and waits", team: "ana", lines: `
			3 arrive c1 x | queued c1`},
		{name: "there is one after an arrival", team: "ana+", lines: `
			3 arrive c1 x | queued c1, offered c1 ana 33`},
		{name: "goes from the oldest arrival on", team: "ana/1", lines: `
			0 arrive c2 | queued c2
			1 arrive c1 | queued c1
			5 available ana | offered c2 ana 35`},
		{name: "takes arrivals of one instant as they are listed", team: "ana/1", lines: `
			0 arrive c2 | queued c2
			0 arrive c1 | queued c1
			5 available ana | offered c2 ana 35`},
		{name: "goes through all that wait", team: "ana bob/1", lines: `
			0 arrive c1 | queued c1
			0 arrive c2 | queued c2
			1 available bob | offered c1 bob 31
			2 arrive c3 | queued c3
			5 available ana | offered c2 ana 35, offered c3 ana 35`},
		{name: "gives each at most one offer", team: "ana+ bob+", lines: `
			0 arrive c1 | queued c1, offered c1 ana 30
			1 arrive c2 | queued c2, offered c2 bob 31
			2 away ana | withdrawn c1 ana, offered c1 bob 32`},
		{name: "keeps the place of a chat that returns", team: "ana+/1", lines: `
			0 arrive c1 | queued c1, offered c1 ana 30
			1 arrive c2 | queued c2
			2 decline c1 ana | declined c1 ana, offered c1 ana 32`},
		{name: "keeps the place of a chat that lapsed", team: "ana+/1", lines: `
			0 arrive c1 | queued c1, offered c1 ana 30
			1 arrive c2 | queued c2
			30 pass | timed_out c1 ana, offered c1 ana 60`},
		{name: "keeps the place of a chat that was withdrawn", team: "ana+/1", lines: `
			0 arrive c1 | queued c1, offered c1 ana 30
			1 arrive c2 | queued c2
			2 away ana | withdrawn c1 ana
			3 available ana | offered c1 ana 33`},
		{name: "there is one after a chat returns", team: "ana+/1 bob+/1", lines: `
			0 arrive c1 | queued c1, offered c1 ana 30
			1 arrive c2 | queued c2, offered c2 bob 31
			2 arrive c3 | queued c3
			3 accept c2 bob | accepted c2 bob
			4 end c2 | ended c2 bob, offered c3 bob 34
			5 decline c1 ana | declined c1 ana, offered c1 ana 35`},
		{name: "there is one after capacity is freed by an end", team: "ana+/1", lines: `
			0 arrive c1 | queued c1, offered c1 ana 30
			1 accept c1 ana | accepted c1 ana
			2 arrive c2 | queued c2
			9 end c1 | ended c1 ana, offered c2 ana 39`},
		{name: "there is one after capacity is freed by a decline", team: "ana+/1 bob+/1", lines: `
			0 arrive c1 | queued c1, offered c1 ana 30
			0 arrive c2 | queued c2, offered c2 bob 30
			0 arrive c3 | queued c3
			1 accept c2 bob | accepted c2 bob
			2 assign c1 bob | withdrawn c1 ana, assigned c1 bob, offered c3 ana 32`},
		{name: "there is one after an agent becomes available", team: "ana", lines: `
			0 arrive c1 | queued c1
			7 available ana | offered c1 ana 37`},
		{name: "lets all lapse that falls due, and comes once after it", team: "ana+/1 bob+/1", lines: `
			0 arrive c1 | queued c1, offered c1 ana 30
			0 arrive c2 | queued c2, offered c2 bob 30
			30 pass | timed_out c1 ana, timed_out c2 bob, offered c1 bob 60, offered c2 ana 60`},
		{name: "lets the oldest chat lapse first, whatever was offered first", team: "ana+ bob+ eve+", lines: `
			0 arrive c1 | queued c1, offered c1 ana 30
			0 arrive c2 | queued c2, offered c2 bob 30
			0 decline c1 ana | declined c1 ana, offered c1 eve 30
			30 pass | timed_out c1 eve, timed_out c2 bob, offered c1 bob 60, offered c2 ana 60`},
		{name: "comes once after all that an agent loses who goes away", team: "ana+ bob+", lines: `
			0 arrive c1 | queued c1, offered c1 ana 30
			1 arrive c2 | queued c2, offered c2 bob 31
			2 arrive c3 | queued c3, offered c3 ana 32
			3 away ana | withdrawn c1 ana, withdrawn c3 ana, offered c1 bob 33, offered c3 bob 33`},
		{name: "comes once for each instant", team: "ana+ bob+", lines: `
			0 arrive c1 | queued c1, offered c1 ana 30
			5 arrive c2 | queued c2, offered c2 bob 35
			70 pass | @30 timed_out c1 ana, @30 offered c1 bob 60, @35 timed_out c2 bob, ` +
			`@35 offered c2 ana 65, @60 timed_out c1 bob, @60 offered c1 bob 90, @65 timed_out c2 ana, @65 offered c2 ana 95`},
		{name: "comes after the deadlines of an instant, before its events", team: "ana+ bob", lines: `
			0 arrive c1 | queued c1, offered c1 ana 30
			30 available bob | timed_out c1 ana, offered c1 ana 60
			60 arrive c2 | timed_out c1 ana, offered c1 bob 90, queued c2, offered c2 ana 90`},
		{name: "is of each event of an instant on its own", team: "ana bob", lines: `
			0 arrive c1 | queued c1
			5 available bob | offered c1 bob 35
			5 available ana |
			5 away bob | withdrawn c1 bob, offered c1 ana 35
			5 available bob |`},
	})
}

func TestAnAbleAgent(t *testing.T) {
	t.Parallel()
	play(t, []script{
		{name: "is available", team: "ana bob+", lines: `
			0 arrive c1 | queued c1, offered c1 bob 30
			1 arrive c2 | queued c2, offered c2 bob 31`},
		{name: "is away from the beginning", team: "ana", lines: `
			0 arrive c1 | queued c1
			999 pass |`},
		{name: "is not who went away", team: "ana+ bob+", lines: `
			0 away ana |
			1 arrive c1 | queued c1, offered c1 bob 31`},
		{name: "is eligible", team: "ana+! bob+", lines: `
			0 arrive c1 | queued c1, offered c1 bob 30
			1 away bob | withdrawn c1 bob
			2 available ana |`},
		{name: "has room beside active chats", team: "ana+/1", lines: `
			0 arrive c1 | queued c1, offered c1 ana 30
			0 accept c1 ana | accepted c1 ana
			1 arrive c2 | queued c2`},
		{name: "has room beside pending offers", team: "ana+/1", lines: `
			0 arrive c1 | queued c1, offered c1 ana 30
			1 arrive c2 | queued c2`},
		{name: "has room beside both", team: "ana+/2", lines: `
			0 arrive c1 | queued c1, offered c1 ana 30
			0 accept c1 ana | accepted c1 ana
			1 arrive c2 | queued c2, offered c2 ana 31
			2 arrive c3 | queued c3
			3 accept c2 ana | accepted c2 ana`},
		{name: "has no limit by 0", team: "ana+/0", lines: `
			0 arrive c1 | queued c1, offered c1 ana 30
			0 arrive c2 | queued c2, offered c2 ana 30
			0 accept c1 ana | accepted c1 ana
			0 arrive c3 | queued c3, offered c3 ana 30`},
		{name: "has room when below capacity again after assignments", team: "ana+/1", lines: `
			0 arrive c1 | queued c1, offered c1 ana 30
			1 arrive c2 | queued c2
			2 arrive c3 | queued c3
			3 assign c2 ana | assigned c2 ana
			4 accept c1 ana | accepted c1 ana
			5 end c1 | ended c1 ana
			6 end c2 | ended c2 ana, offered c3 ana 36`},
		{name: "is not held up by who is full", team: "ana+/1 bob+", lines: `
			0 arrive c1 | queued c1, offered c1 ana 30
			1 arrive c2 | queued c2, offered c2 bob 31
			2 arrive c3 | queued c3, offered c3 bob 32`},
	})
}

func TestARound(t *testing.T) {
	t.Parallel()
	play(t, []script{
		{name: "passes over who let the offer time out", rules: proficiency(0), team: "ana+*2 bob+", lines: `
			0 arrive c1 | queued c1, offered c1 ana 30
			30 pass | timed_out c1 ana, offered c1 bob 60`},
		{name: "passes over who declined", rules: proficiency(0), team: "ana+*2 bob+", lines: `
			0 arrive c1 | queued c1, offered c1 ana 30
			9 decline c1 ana | declined c1 ana, offered c1 bob 39`},
		{name: "counts what was tried for this chat only", rules: proficiency(0), team: "ana+*2 bob+", lines: `
			0 arrive c1 | queued c1, offered c1 ana 30
			1 decline c1 ana | declined c1 ana, offered c1 bob 31
			2 arrive c2 | queued c2, offered c2 ana 32`},
		{name: "does not pass over whose offer was withdrawn", rules: proficiency(1), team: "ana+*2 bob+", lines: `
			0 arrive c1 | queued c1, offered c1 ana 30
			1 away ana | withdrawn c1 ana, offered c1 bob 31
			2 available ana |
			3 decline c1 bob | declined c1 bob, offered c1 ana 33`},
		{name: "ends when all able are tried, and nobody is in the next", rules: proficiency(0), team: "ana+*2 bob+", lines: `
			0 arrive c1 | queued c1, offered c1 ana 30
			1 decline c1 ana | declined c1 ana, offered c1 bob 31
			2 decline c1 bob | declined c1 bob, offered c1 ana 32
			3 decline c1 ana | declined c1 ana, offered c1 bob 33
			4 decline c1 bob | declined c1 bob, offered c1 ana 34`},
		{name: "is not held open by who is full", rules: maxRounds(1), team: "ana+ bob+/1", lines: `
			0 arrive c0 | queued c0, offered c0 ana 30
			0 assign c0 bob | withdrawn c0 ana, assigned c0 bob
			1 arrive c1 | queued c1, offered c1 ana 31
			2 decline c1 ana | declined c1 ana, escalated c1`},
		{name: "is not held open by who is away", rules: maxRounds(1), team: "ana+ bob", lines: `
			0 arrive c1 | queued c1, offered c1 ana 30
			1 decline c1 ana | declined c1 ana, escalated c1`},
		{name: "is not held open by who is not eligible", rules: maxRounds(1), team: "ana+ bob+!", lines: `
			0 arrive c1 | queued c1, offered c1 ana 30
			1 decline c1 ana | declined c1 ana, escalated c1`},
		{name: "is not held open by who is busy", rules: longestIdle(1), team: "ana+ bob+", lines: `
			0 arrive c0 | queued c0, offered c0 ana 30
			0 assign c0 bob | withdrawn c0 ana, assigned c0 bob
			1 arrive c1 | queued c1, offered c1 ana 31
			2 decline c1 ana | declined c1 ana, escalated c1`},
		{name: "does not end while nobody is able", rules: maxRounds(1), team: "ana+ bob+", lines: `
			0 arrive c1 | queued c1, offered c1 ana 30
			1 decline c1 ana | declined c1 ana, offered c1 bob 31
			2 away ana |
			3 away bob | withdrawn c1 bob
			4 available bob | offered c1 bob 34
			5 away bob | withdrawn c1 bob
			6 available ana | escalated c1`},
		{name: "goes on with who was tried and came back", rules: maxRounds(1), team: "ana+ bob+", lines: `
			0 arrive c1 | queued c1, offered c1 ana 30
			1 decline c1 ana | declined c1 ana, offered c1 bob 31
			2 away ana |
			3 available ana |
			4 decline c1 bob | declined c1 bob, escalated c1`},
		{name: "takes in who comes while it lasts", rules: maxRounds(1), team: "ana+ bob+ eve", lines: `
			0 arrive c1 | queued c1, offered c1 ana 30
			1 decline c1 ana | declined c1 ana, offered c1 bob 31
			2 available eve |
			3 decline c1 bob | declined c1 bob, offered c1 eve 33
			4 decline c1 eve | declined c1 eve, escalated c1`},
	})
}
