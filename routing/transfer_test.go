package routing_test

import "testing"

// held has ana take a chat, in a team of ana, bob and others.
const held = `
	0 arrive c1 x | queued c1, offered c1 ana 30
	0 accept c1 ana | accepted c1 ana
	`

func TestTransfer(t *testing.T) {
	t.Parallel()
	play(t, []script{
		{name: "hands an active chat over", team: "ana+ bob+", lines: held + `
			1 transfer c1 bob | transferred c1 bob from ana
			2 end c1 | ended c1 bob`},
		{name: "frees the one and is a chat of the other", team: "ana+/1 bob+/1", lines: held + `
			1 arrive c2 | queued c2, offered c2 bob 31
			2 decline c2 bob | declined c2 bob, offered c2 bob 32
			3 accept c2 bob | accepted c2 bob
			4 arrive c3 | queued c3
			5 arrive c4 | queued c4
			6 transfer c1 bob | transferred c1 bob from ana, offered c3 ana 36
			7 end c2 | ended c2 bob
			8 end c1 | ended c1 bob, offered c4 bob 38`},
		{name: "goes over capacity", team: "ana+ bob+/1", lines: held + `
			0 arrive c2 | queued c2, offered c2 bob 30
			1 transfer c1 bob | transferred c1 bob from ana
			2 accept c2 bob | accepted c2 bob`},
		{name: "reaches an agent who is away", team: "ana+ bob", lines: held + `
			1 transfer c1 bob | transferred c1 bob from ana`},
		{name: "is no turn", team: "ana+ bob", lines: held + `
			1 transfer c1 bob | transferred c1 bob from ana
			2 available bob |
			3 arrive c2 | queued c2, offered c2 bob 33`},
		{name: "is no end", rules: longestIdle(0), team: "ana+ bob+ eve+", lines: held + `
			1 end c1 | ended c1 ana
			2 arrive c2 | queued c2, offered c2 bob 32
			2 accept c2 bob | accepted c2 bob
			3 transfer c2 eve | transferred c2 eve from bob
			4 arrive c3 | queued c3, offered c3 bob 34`},
		{name: "makes the agent the contact's last", rules: sticky(1, 0), team: "ana+ bob+ eve+", lines: held + `
			1 transfer c1 eve | transferred c1 eve from ana
			2 arrive c2 x | queued c2, offered c2 eve 32`},
		{name: "needs an active chat", team: "ana+ bob+", lines: held + `
			1 arrive c2 | queued c2, offered c2 bob 31
			2 transfer c2 ana | refused: the chat is not active
			3 end c1 | ended c1 ana
			4 transfer c1 bob | refused: the chat is not active`},
		{name: "needs another agent", team: "ana+ bob+", lines: held + `
			1 transfer c1 ana | refused: the agent has the chat already`},
		{name: "needs an eligible one", team: "ana+ bob+!", lines: held + `
			1 transfer c1 bob | refused: the agent is not eligible
			2 end c1 | ended c1 ana`},
		{name: "needs a member", team: "ana+ bob+-", lines: held + `
			1 transfer c1 bob | refused: the agent is not a member of the inbox
			2 join bob |
			3 transfer c1 bob | transferred c1 bob from ana`},
	})
}

func TestJoin(t *testing.T) {
	t.Parallel()
	play(t, []script{
		{name: "makes an agent one who can be asked", team: "ana+-", lines: `
			0 arrive c1 | queued c1
			1 join ana | offered c1 ana 31`},
		{name: "is needed to be asked", team: "ana+- bob+", lines: `
			0 arrive c1 | queued c1, offered c1 bob 30
			1 decline c1 bob | declined c1 bob, offered c1 bob 31
			2 join ana |
			3 decline c1 bob | declined c1 bob, offered c1 ana 33`},
		{name: "is needed to be assigned a chat", team: "ana+-", lines: `
			0 arrive c1 | queued c1
			1 assign c1 ana | refused: the agent is not a member of the inbox
			2 join ana | offered c1 ana 32`},
		{name: "makes nobody available", team: "ana-", lines: `
			0 arrive c1 | queued c1
			1 join ana |
			2 available ana | offered c1 ana 32`},
		{name: "twice is no error", team: "ana+-", lines: `
			0 join ana |
			1 join ana |
			2 arrive c1 | queued c1, offered c1 ana 32`},
		{name: "is none of who is unknown", team: "ana+-", lines: `
			0 join zoe | refused: no such agent`},
		{name: "alone leaves escalated chats", rules: maxRounds(1), team: "ana+ bob+-", lines: `
			0 arrive c1 | queued c1, offered c1 ana 30
			1 decline c1 ana | declined c1 ana, escalated c1
			2 join bob |
			3 away bob |
			4 available bob | offered c1 bob 34`},
		{name: "is needed to give escalated chats a fresh start", rules: maxRounds(1), team: "ana+ bob-", lines: `
			0 arrive c1 | queued c1, offered c1 ana 30
			1 decline c1 ana | declined c1 ana, escalated c1
			2 available bob |`},
	})
}

func TestPriority(t *testing.T) {
	t.Parallel()
	play(t, []script{
		{name: "comes before the arrival", team: "ana/1", lines: `
			0 arrive c1 | queued c1
			1 arrive c2 !-1 | queued c2
			2 available ana | offered c2 ana 32`},
		{name: "is the lower first", team: "ana/2", lines: `
			0 arrive c1 !7 | queued c1
			1 arrive c2 !3 | queued c2
			2 arrive c3 !5 | queued c3
			3 available ana | offered c2 ana 33, offered c3 ana 33`},
		{name: "is by arrival where equal", team: "ana/2", lines: `
			0 arrive c2 !3 | queued c2
			1 arrive c1 !3 | queued c1
			2 arrive c3 !3 | queued c3
			3 available ana | offered c2 ana 33, offered c1 ana 33`},
		{name: "keeps the place of a chat that returns", team: "ana+/1", lines: `
			0 arrive c1 !1 | queued c1, offered c1 ana 30
			1 arrive c2 !2 | queued c2
			2 arrive c3 !1 | queued c3
			3 decline c1 ana | declined c1 ana, offered c1 ana 33
			4 assign c1 ana | withdrawn c1 ana, assigned c1 ana
			5 end c1 | ended c1 ana, offered c3 ana 35`},
		{name: "takes no offer back", team: "ana+/1", lines: `
			0 arrive c1 | queued c1, offered c1 ana 30
			1 arrive c2 !-9 | queued c2
			2 accept c1 ana | accepted c1 ana`},
		{name: "lets the oldest lapse first all the same", team: "ana+ bob+", lines: `
			0 arrive c1 !2 | queued c1, offered c1 ana 30
			0 arrive c2 !1 | queued c2, offered c2 bob 30
			30 pass | timed_out c1 ana, timed_out c2 bob, offered c2 ana 60, offered c1 bob 60`},
	})
}
