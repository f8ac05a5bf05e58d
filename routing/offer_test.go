package routing_test

import (
	"testing"
	"time"

	"github.com/wainbox/wainbox/routing"
)

func lasting(seconds int) routing.Rules {
	return routing.Rules{ReassignAfter: time.Duration(seconds) * time.Second}
}

func TestAnOffer(t *testing.T) {
	t.Parallel()
	play(t, []script{
		{name: "lasts 30 seconds where nothing is said", team: "ana+ bob+", lines: `
			7 arrive c1 | queued c1, offered c1 ana 37
			36 pass |
			37 pass | timed_out c1 ana, offered c1 bob 67`},
		{name: "lasts a second at least", rules: lasting(1), team: "ana+ bob+", lines: `
			7 arrive c1 | queued c1, offered c1 ana 8
			8 pass | timed_out c1 ana, offered c1 bob 9`},
		{name: "lasts 900 seconds at most", rules: lasting(900), team: "ana+ bob+", lines: `
			7 arrive c1 | queued c1, offered c1 ana 907
			906 pass |
			907 pass | timed_out c1 ana, offered c1 bob 1807`},
		{name: "is accepted before its deadline", team: "ana+ bob+", lines: `
			0 arrive c1 | queued c1, offered c1 ana 30
			29 accept c1 ana | accepted c1 ana
			999 pass |`},
		{name: "is accepted too late at its very deadline", team: "ana+ bob+", lines: `
			0 arrive c1 | queued c1, offered c1 ana 30
			30 accept c1 ana | timed_out c1 ana, offered c1 bob 60, refused: the chat is not offered to this agent`},
		{name: "is accepted too late after it", team: "ana+ bob+", lines: `
			0 arrive c1 | queued c1, offered c1 ana 30
			31 accept c1 ana | @30 timed_out c1 ana, @30 offered c1 bob 60, refused: the chat is not offered to this agent`},
		{name: "is declined too late at its very deadline", team: "ana+ bob+", lines: `
			0 arrive c1 | queued c1, offered c1 ana 30
			30 decline c1 ana | timed_out c1 ana, offered c1 bob 60, refused: the chat is not offered to this agent`},
		{name: "is withdrawn too late at its very deadline", team: "ana+ bob+", lines: `
			0 arrive c1 | queued c1, offered c1 ana 30
			30 away ana | timed_out c1 ana, offered c1 bob 60`},
		{name: "declined has the consequence of one that timed out", team: "ana+ bob+ eve+", lines: `
			0 arrive c1 | queued c1, offered c1 ana 30
			1 decline c1 ana | declined c1 ana, offered c1 bob 31
			31 pass | timed_out c1 bob, offered c1 eve 61
			61 pass | timed_out c1 eve, offered c1 ana 91`},
		{name: "withdrawn has no deadline any more", team: "ana+", lines: `
			0 arrive c1 | queued c1, offered c1 ana 30
			1 away ana | withdrawn c1 ana
			99 available ana | offered c1 ana 129`},
		{name: "leaves the active chats of who goes away", team: "ana+ bob+", lines: `
			0 arrive c1 | queued c1, offered c1 ana 30
			1 accept c1 ana | accepted c1 ana
			2 away ana |
			3 end c1 | ended c1 ana`},
		{name: "may be accepted by one of many", team: "ana+ bob+", lines: `
			0 arrive c1 | queued c1, offered c1 ana 30
			0 arrive c2 | queued c2, offered c2 bob 30
			1 accept c2 bob | accepted c2 bob
			30 pass | timed_out c1 ana, offered c1 bob 60`},
	})
}

func TestAssign(t *testing.T) {
	t.Parallel()
	play(t, []script{
		{name: "takes a chat that waits, without an offer", team: "ana", lines: `
			0 arrive c1 | queued c1
			1 assign c1 ana | assigned c1 ana
			999 pass |`},
		{name: "withdraws a pending offer first", team: "ana+ bob+", lines: `
			0 arrive c1 | queued c1, offered c1 ana 30
			1 assign c1 bob | withdrawn c1 ana, assigned c1 bob
			999 pass |`},
		{name: "withdraws one to the same agent too", team: "ana+/1", lines: `
			0 arrive c1 | queued c1, offered c1 ana 30
			1 assign c1 ana | withdrawn c1 ana, assigned c1 ana
			2 arrive c2 | queued c2
			3 end c1 | ended c1 ana, offered c2 ana 33`},
		{name: "frees the place of the offer", team: "ana+/1 bob", lines: `
			0 arrive c1 | queued c1, offered c1 ana 30
			1 arrive c2 | queued c2
			2 assign c1 bob | withdrawn c1 ana, assigned c1 bob, offered c2 ana 32`},
		{name: "goes over capacity", team: "ana+/1", lines: `
			0 arrive c1 | queued c1, offered c1 ana 30
			1 arrive c2 | queued c2
			2 assign c2 ana | assigned c2 ana
			3 accept c1 ana | accepted c1 ana`},
		{name: "reaches an agent who is away", team: "ana bob+", lines: `
			0 arrive c1 | queued c1, offered c1 bob 30
			1 assign c1 ana | withdrawn c1 bob, assigned c1 ana`},
		{name: "counts against capacity", team: "ana/1", lines: `
			0 arrive c1 | queued c1
			1 assign c1 ana | assigned c1 ana
			2 available ana |
			3 arrive c2 | queued c2
			4 end c1 | ended c1 ana, offered c2 ana 34`},
		{name: "needs an eligible agent", team: "ana+ bob+!", lines: `
			0 arrive c1 | queued c1, offered c1 ana 30
			1 assign c1 bob | refused: the agent is not eligible
			30 pass | timed_out c1 ana, offered c1 ana 60`},
		{name: "needs a member", team: "ana+", lines: `
			0 arrive c1 | queued c1, offered c1 ana 30
			1 assign c1 zoe | refused: no such agent
			2 accept c1 ana | accepted c1 ana`},
		{name: "needs a chat without an owner", team: "ana+ bob+", lines: `
			0 arrive c1 | queued c1, offered c1 ana 30
			1 assign c1 bob | withdrawn c1 ana, assigned c1 bob
			2 assign c1 ana | refused: the chat is active or ended
			3 assign c1 bob | refused: the chat is active or ended
			4 end c1 | ended c1 bob
			5 assign c1 ana | refused: the chat is active or ended`},
		{name: "comes too late for the offer that is due", team: "ana+ bob+ eve", lines: `
			0 arrive c1 | queued c1, offered c1 ana 30
			30 assign c1 eve | timed_out c1 ana, offered c1 bob 60, withdrawn c1 bob, assigned c1 eve`},
	})
}
