package routing_test

import (
	"testing"

	"github.com/wainbox/wainbox/routing"
)

func broadcast(n, rounds int) routing.Rules {
	return routing.Rules{Mode: routing.ModeBroadcast, Broadcast: n, MaxRounds: rounds}
}

func TestBroadcast(t *testing.T) {
	t.Parallel()
	play(t, []script{
		{name: "offers a chat to several at once, in turn", rules: broadcast(2, 0), team: "ana+ bob+ eve+", lines: `
			0 arrive c1 | queued c1, offered c1 ana 30, offered c1 bob 30
			1 arrive c2 | queued c2, offered c2 eve 31, offered c2 ana 31`},
		{name: "offers it to five where nothing is said", rules: broadcast(0, 0), team: "a+ b+ c+ d+ e+ f+", lines: `
			0 arrive c1 | queued c1, offered c1 a 30, offered c1 b 30, offered c1 c 30, offered c1 d 30, offered c1 e 30`},
		{name: "offers it to one by 1", rules: broadcast(1, 0), team: "ana+ bob+", lines: `
			0 arrive c1 | queued c1, offered c1 ana 30
			1 decline c1 ana | declined c1 ana, offered c1 bob 31`},
		{name: "offers it to all who are able where they are fewer", rules: broadcast(9, 0), team: "ana+ bob eve+! zoe+ kim+-", lines: `
			0 arrive c1 | queued c1, offered c1 ana 30, offered c1 zoe 30
			1 available bob |
			2 arrive c2 | queued c2, offered c2 bob 32, offered c2 ana 32, offered c2 zoe 32`},
		{name: "is had by the first to accept, and withdrawn from the others", rules: broadcast(0, 0), team: "ana+ bob+ eve+", lines: `
			0 arrive c1 | queued c1, offered c1 ana 30, offered c1 bob 30, offered c1 eve 30
			1 accept c1 bob | accepted c1 bob, withdrawn c1 ana, withdrawn c1 eve
			2 accept c1 ana | refused: the chat is not offered to this agent
			99 pass |`},
		{name: "goes on with the others when one declines", rules: broadcast(2, 0), team: "ana+ bob+ eve+", lines: `
			0 arrive c1 | queued c1, offered c1 ana 30, offered c1 bob 30
			1 decline c1 ana | declined c1 ana
			2 decline c1 ana | refused: the chat is not offered to this agent
			3 accept c1 bob | accepted c1 bob`},
		{name: "comes to the next when all decline", rules: broadcast(2, 0), team: "ana+ bob+ eve+", lines: `
			0 arrive c1 | queued c1, offered c1 ana 30, offered c1 bob 30
			1 decline c1 bob | declined c1 bob
			2 decline c1 ana | declined c1 ana, offered c1 eve 32`},
		{name: "comes to the next at the deadline, with all of them tried", rules: broadcast(2, 0), team: "ana+ bob+ eve+ zoe+", lines: `
			0 arrive c1 | queued c1, offered c1 ana 30, offered c1 bob 30
			30 pass | timed_out c1 ana, timed_out c1 bob, offered c1 eve 60, offered c1 zoe 60
			60 pass | timed_out c1 eve, timed_out c1 zoe, offered c1 ana 90, offered c1 bob 90`},
		{name: "keeps the deadline of the others when one declines", rules: broadcast(2, 0), team: "ana+ bob+ eve+", lines: `
			0 arrive c1 | queued c1, offered c1 ana 30, offered c1 bob 30
			9 decline c1 ana | declined c1 ana
			29 pass |
			30 pass | timed_out c1 bob, offered c1 eve 60`},
		{name: "goes on with the others when one goes away, who is not tried", rules: broadcast(2, 1), team: "ana+ bob+", lines: `
			0 arrive c1 | queued c1, offered c1 ana 30, offered c1 bob 30
			1 away ana | withdrawn c1 ana
			2 available ana |
			3 decline c1 bob | declined c1 bob, offered c1 ana 33`},
		{name: "waits when the last of them goes away", rules: broadcast(2, 0), team: "ana+ bob+", lines: `
			0 arrive c1 | queued c1, offered c1 ana 30, offered c1 bob 30
			1 away ana | withdrawn c1 ana
			2 away bob | withdrawn c1 bob
			3 available ana | offered c1 ana 33`},
		{name: "has a new round with all of them", rules: broadcast(3, 2), team: "ana+ bob+", lines: `
			0 arrive c1 | queued c1, offered c1 ana 30, offered c1 bob 30
			30 pass | timed_out c1 ana, timed_out c1 bob, offered c1 ana 60, offered c1 bob 60
			60 pass | timed_out c1 ana, timed_out c1 bob, escalated c1`},
		{name: "counts a place of each who is asked", rules: broadcast(2, 0), team: "ana+/1 bob+/1", lines: `
			0 arrive c1 | queued c1, offered c1 ana 30, offered c1 bob 30
			1 arrive c2 | queued c2
			2 accept c1 bob | accepted c1 bob, withdrawn c1 ana, offered c2 ana 32`},
		{name: "frees the place of one who declines", rules: broadcast(2, 0), team: "ana+/1 bob+/1", lines: `
			0 arrive c1 | queued c1, offered c1 ana 30, offered c1 bob 30
			1 arrive c2 | queued c2
			2 decline c1 ana | declined c1 ana, offered c2 ana 32`},
		{name: "is withdrawn from all by an assignment", rules: broadcast(2, 0), team: "ana+ bob+ eve", lines: `
			0 arrive c1 | queued c1, offered c1 ana 30, offered c1 bob 30
			1 assign c1 eve | withdrawn c1 ana, withdrawn c1 bob, assigned c1 eve
			2 arrive c2 | queued c2, offered c2 ana 32, offered c2 bob 32
			3 assign c2 bob | withdrawn c2 ana, withdrawn c2 bob, assigned c2 bob`},
		{name: "is accepted too late by anyone at its deadline", rules: broadcast(2, 0), team: "ana+ bob+ eve+", lines: `
			0 arrive c1 | queued c1, offered c1 ana 30, offered c1 bob 30
			30 accept c1 bob | timed_out c1 ana, timed_out c1 bob, offered c1 eve 60, refused: the chat is not offered to this agent`},
		{name: "lets the oldest chat lapse first, and of it the first offer", rules: broadcast(2, 0), team: "ana+/2 bob+/2", lines: `
			0 arrive c1 | queued c1, offered c1 ana 30, offered c1 bob 30
			0 arrive c2 | queued c2, offered c2 ana 30, offered c2 bob 30
			30 pass | timed_out c1 ana, timed_out c1 bob, timed_out c2 ana, timed_out c2 bob, ` +
			`offered c1 ana 60, offered c1 bob 60, offered c2 ana 60, offered c2 bob 60`},
	})
}

func TestAutoAccept(t *testing.T) {
	t.Parallel()
	auto := func(m routing.Mode) routing.Rules { return routing.Rules{Mode: m, AutoAccept: true, MaxRounds: 1} }
	play(t, []script{
		{name: "accepts an offer at once", rules: auto(routing.ModeRoundRobin), team: "ana+ bob+", lines: `
			0 arrive c1 | queued c1, offered c1 ana 30, accepted c1 ana
			1 arrive c2 | queued c2, offered c2 bob 31, accepted c2 bob
			99 pass |`},
		{name: "fills whatever room there is", rules: auto(routing.ModeRoundRobin), team: "ana/1 bob/1", lines: `
			0 arrive c1 | queued c1
			1 arrive c2 | queued c2
			2 available ana | offered c1 ana 32, accepted c1 ana
			3 available bob | offered c2 bob 33, accepted c2 bob
			4 arrive c3 | queued c3
			5 end c1 | ended c1 ana, offered c3 ana 35, accepted c3 ana`},
		{name: "makes one of a broadcast", rules: auto(routing.ModeBroadcast), team: "ana+ bob+", lines: `
			0 arrive c1 | queued c1, offered c1 ana 30, accepted c1 ana`},
		{name: "makes an agent the contact's last in the same look", rules: auto(routing.ModeSticky), team: "ana bob", lines: `
			0 arrive c1 x | queued c1
			0 arrive c2 x | queued c2
			0 arrive c3 y | queued c3
			0 assign c3 bob | assigned c3 bob
			1 available ana | offered c1 ana 31, accepted c1 ana, offered c2 ana 31, accepted c2 ana`},
		{name: "leaves nothing to answer", rules: auto(routing.ModeRoundRobin), team: "ana+", lines: `
			0 arrive c1 | queued c1, offered c1 ana 30, accepted c1 ana
			1 accept c1 ana | refused: the chat is not offered to this agent
			2 decline c1 ana | refused: the chat is not offered to this agent
			3 away ana |`},
	})
}
