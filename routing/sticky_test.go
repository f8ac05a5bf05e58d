package routing_test

import (
	"testing"

	"github.com/wainbox/wainbox/routing"
)

func sticky(dials, rounds int) routing.Rules {
	return routing.Rules{Mode: routing.ModeSticky, Dials: dials, MaxRounds: rounds}
}

// served has bob take and end a chat of x first, in a team of ana, bob and others.
const served = `
	0 arrive c0 x | queued c0, offered c0 ana 30
	0 assign c0 bob | withdrawn c0 ana, assigned c0 bob
	0 end c0 | ended c0 bob
	`

func TestSticky(t *testing.T) {
	t.Parallel()
	play(t, []script{
		{name: "offers a chat to who last was assigned one of the contact", rules: sticky(1, 0), team: "ana+ bob+ eve+", lines: served + `
			1 arrive c1 x | queued c1, offered c1 bob 31
			2 arrive c2 y | queued c2, offered c2 eve 32`},
		{name: "offers a chat to who last accepted one of the contact", rules: sticky(1, 0), team: "ana+ bob+", lines: `
			0 arrive c1 x | queued c1, offered c1 ana 30
			1 accept c1 ana | accepted c1 ana
			2 arrive c2 x | queued c2, offered c2 ana 32`},
		{name: "knows nobody by the id of a chat without a contact", rules: sticky(1, 0), team: "ana+ bob+", lines: `
			0 arrive x | queued x, offered x ana 30
			1 accept x ana | accepted x ana
			2 arrive c2 x | queued c2, offered c2 bob 32`},
		{name: "takes the last of several", rules: sticky(1, 0), team: "ana+ bob+", lines: served + `
			1 arrive c1 x | queued c1, offered c1 bob 31
			2 assign c1 ana | withdrawn c1 bob, assigned c1 ana
			3 arrive c2 x | queued c2, offered c2 ana 33
			4 decline c2 ana | declined c2 ana, offered c2 bob 34`},
		{name: "does not take who was only offered one", rules: sticky(1, 0), team: "ana+ bob+", lines: `
			0 arrive c1 x | queued c1, offered c1 ana 30
			1 arrive c2 x | queued c2, offered c2 bob 31
			2 arrive c3 x | queued c3, offered c3 ana 32`},
		{name: "gives a contact's first chat out by round robin", rules: sticky(1, 0), team: "ana+ bob+", lines: `
			0 arrive c1 x | queued c1, offered c1 ana 30
			1 accept c1 ana | accepted c1 ana
			2 arrive c2 y | queued c2, offered c2 bob 32`},
		{name: "does so for good", rules: sticky(1, 0), team: "ana+ bob+ eve+", lines: `
			0 arrive c1 x | queued c1, offered c1 ana 30
			1 arrive c2 x | queued c2, offered c2 bob 31
			2 accept c1 ana | accepted c1 ana
			3 decline c2 bob | declined c2 bob, offered c2 eve 33`},
		{name: "takes a chat without a contact for somebody new", rules: sticky(1, 0), team: "ana+ bob+", lines: `
			0 arrive c1 | queued c1, offered c1 ana 30
			1 accept c1 ana | accepted c1 ana
			2 arrive c2 | queued c2, offered c2 bob 32`},
		{name: "reads the last agent at each look", rules: sticky(2, 0), team: "ana+ bob+ eve+", lines: served + `
			1 arrive c1 x | queued c1, offered c1 bob 31
			2 arrive c2 x | queued c2, offered c2 bob 32
			3 assign c2 ana | withdrawn c2 bob, assigned c2 ana
			4 decline c1 bob | declined c1 bob, offered c1 ana 34
			5 decline c1 ana | declined c1 ana, offered c1 eve 35`},
		{name: "dials once where nothing is said", rules: sticky(0, 0), team: "ana+ bob+ eve+", lines: served + `
			1 arrive c1 x | queued c1, offered c1 bob 31
			2 decline c1 bob | declined c1 bob, offered c1 eve 32`},
		{name: "dials so many times though tried", rules: sticky(3, 0), team: "ana+ bob+ eve+", lines: served + `
			1 arrive c1 x | queued c1, offered c1 bob 31
			31 pass | timed_out c1 bob, offered c1 bob 61
			40 decline c1 bob | declined c1 bob, offered c1 bob 70
			70 pass | timed_out c1 bob, offered c1 eve 100
			71 decline c1 eve | declined c1 eve, offered c1 ana 101
			72 decline c1 ana | declined c1 ana, offered c1 bob 102`},
		{name: "uses a dial by an offer that is withdrawn", rules: sticky(2, 0), team: "ana bob+", lines: `
			0 arrive c0 x | queued c0, offered c0 bob 30
			0 accept c0 bob | accepted c0 bob
			1 arrive c1 x | queued c1, offered c1 bob 31
			2 away bob | withdrawn c1 bob
			3 available bob | offered c1 bob 33
			4 available ana |
			5 decline c1 bob | declined c1 bob, offered c1 ana 35`},
		{name: "counts the dials of each chat", rules: sticky(1, 0), team: "ana+ bob+ eve+", lines: served + `
			1 arrive c1 x | queued c1, offered c1 bob 31
			2 arrive c2 x | queued c2, offered c2 bob 32`},
		{name: "counts the one dialed as tried afterwards", rules: sticky(1, 1), team: "ana bob+", lines: `
			0 arrive c0 x | queued c0, offered c0 bob 30
			0 accept c0 bob | accepted c0 bob
			1 arrive c1 x | queued c1, offered c1 bob 31
			2 decline c1 bob | declined c1 bob, escalated c1`},
		{name: "dials before a round ends", rules: sticky(2, 1), team: "ana bob+", lines: `
			0 arrive c0 x | queued c0, offered c0 bob 30
			0 accept c0 bob | accepted c0 bob
			1 arrive c1 x | queued c1, offered c1 bob 31
			2 decline c1 bob | declined c1 bob, offered c1 bob 32
			3 decline c1 bob | declined c1 bob, escalated c1`},
		{name: "turns to round robin when the last agent is away", rules: sticky(2, 0), team: "ana+ bob+ eve+", lines: served + `
			1 away bob |
			2 arrive c1 x | queued c1, offered c1 eve 32
			3 available bob |
			4 decline c1 eve | declined c1 eve, offered c1 bob 34
			5 decline c1 bob | declined c1 bob, offered c1 ana 35`},
		{name: "turns to round robin when the last agent is full", rules: sticky(9, 0), team: "ana+ bob+/1 eve+", lines: served + `
			1 arrive c1 x | queued c1, offered c1 bob 31
			2 arrive c2 x | queued c2, offered c2 eve 32
			3 accept c1 bob | accepted c1 bob
			4 end c1 | ended c1 bob
			5 decline c2 eve | declined c2 eve, offered c2 ana 35`},
		{name: "turns to round robin when the last agent goes away in a dial", rules: sticky(9, 0), team: "ana+ bob+ eve+", lines: served + `
			1 arrive c1 x | queued c1, offered c1 bob 31
			2 away bob | withdrawn c1 bob, offered c1 eve 32
			3 available bob |
			4 decline c1 eve | declined c1 eve, offered c1 ana 34`},
		{name: "stays with round robin when there is another last agent", rules: sticky(1, 0), team: "ana+ bob+ eve+", lines: served + `
			1 arrive c1 x | queued c1, offered c1 bob 31
			2 decline c1 bob | declined c1 bob, offered c1 eve 32
			3 arrive c2 x | queued c2, offered c2 bob 33
			4 assign c2 eve | withdrawn c2 bob, assigned c2 eve
			5 decline c1 eve | declined c1 eve, offered c1 ana 35`},
		{name: "settles nothing while nobody is able", rules: sticky(1, 0), team: "ana bob+/1 eve", lines: `
			0 arrive c0 x | queued c0, offered c0 bob 30
			0 accept c0 bob | accepted c0 bob
			1 arrive c1 x | queued c1
			2 arrive c2 y | queued c2
			3 end c0 | ended c0 bob, offered c1 bob 33
			4 available ana | offered c2 ana 34
			5 decline c1 bob | declined c1 bob, offered c1 ana 35`},
		{name: "settles nothing of a first chat while nobody is able", rules: sticky(1, 0), team: "ana bob", lines: `
			0 arrive c1 x | queued c1
			1 arrive c2 x | queued c2
			2 assign c2 bob | assigned c2 bob
			3 available bob | offered c1 bob 33
			4 available ana |
			5 decline c1 bob | declined c1 bob, offered c1 ana 35`},
		{name: "counts a dial for the turns", rules: sticky(1, 0), team: "ana+ bob+", lines: `
			0 arrive c0 x | queued c0, offered c0 ana 30
			0 accept c0 ana | accepted c0 ana
			1 arrive c1 y | queued c1, offered c1 bob 31
			2 arrive c2 x | queued c2, offered c2 ana 32
			3 arrive c3 z | queued c3, offered c3 bob 33`},
		{name: "has no dials again by a fresh start", rules: sticky(1, 1), team: "ana+ bob", lines: `
			0 arrive c0 x | queued c0, offered c0 ana 30
			0 accept c0 ana | accepted c0 ana
			1 arrive c1 x | queued c1, offered c1 ana 31
			2 decline c1 ana | declined c1 ana, escalated c1
			3 available bob | offered c1 bob 33`},
	})
}
