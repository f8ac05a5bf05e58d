package routing_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/wainbox/wainbox/routing"
)

func TestDecide(t *testing.T) {
	t.Parallel()
	desk := &deskWorld{routing.NewDesk(routing.Rules{Mode: routing.ModeRoundRobin}, steady(2))}
	nobody := routing.NewDesk(routing.Rules{Mode: routing.ModeRoundRobin}, steady(2))
	for _, a := range steady(2) {
		desk.do(0, routing.Event{Do: routing.DoAvailable, Agent: a.ID})
	}
	robin := routing.Rules{Mode: routing.ModeRoundRobin, ReassignAfter: 5 * time.Second, MaxRounds: 2}
	stick := routing.Rules{Mode: routing.ModeSticky}
	all := []routing.AgentID{"agent1", "agent0"}
	offer := func(c routing.Chat, a routing.AgentID, until int64) routing.Decision {
		c.State, c.Agent, c.Until = routing.Offered, a, second(until)
		return routing.Decision{Step: routing.Offer, Chat: c}
	}
	wait := func(c routing.Chat) routing.Decision { return routing.Decision{Step: routing.Wait, Chat: c} }
	tests := []struct {
		name  string
		rules routing.Rules
		chat  routing.Chat
		last  routing.AgentID
		pool  routing.Pool
		want  routing.Decision
	}{
		{"the zero chat waits", robin, routing.Chat{}, "", desk, offer(routing.Chat{}, "agent0", 15)},
		{
			"the next who is not tried", robin,
			routing.Chat{Tried: all[1:], Rounds: 1},
			"", desk,
			offer(routing.Chat{Tried: all[1:], Rounds: 1}, "agent1", 15),
		},
		{"a new round", robin, routing.Chat{Tried: all}, "", desk, offer(routing.Chat{Rounds: 1}, "agent0", 15)},
		{
			"the last round", robin,
			routing.Chat{Tried: all, Rounds: 1},
			"", desk,
			routing.Decision{Step: routing.Escalate, Chat: routing.Chat{Tried: all, Rounds: 2, Escalated: true}},
		},
		{"nobody able", robin, routing.Chat{}, "", nobody, wait(routing.Chat{})},
		{"nobody able, all tried", robin, routing.Chat{Tried: all, Rounds: 1}, "", nobody, wait(routing.Chat{Tried: all, Rounds: 1})},
		{"escalated", robin, routing.Chat{Escalated: true}, "", desk, wait(routing.Chat{Escalated: true})},
		{"offered", robin, routing.Chat{State: routing.Offered}, "", desk, wait(routing.Chat{State: routing.Offered})},
		{"active", robin, routing.Chat{State: routing.Active}, "", desk, wait(routing.Chat{State: routing.Active})},
		{"ended", robin, routing.Chat{State: routing.Ended}, "", desk, wait(routing.Chat{State: routing.Ended})},
		{"manual", routing.Rules{Mode: routing.ModeManual}, routing.Chat{}, "", desk, wait(routing.Chat{})},
		{"no mode is in turn", routing.Rules{}, routing.Chat{}, "", desk, offer(routing.Chat{}, "agent0", 40)},
		{"an unknown mode", routing.Rules{Mode: "random"}, routing.Chat{}, "", desk, wait(routing.Chat{})},
		{"a dial", stick, routing.Chat{}, "agent1", desk, offer(routing.Chat{Dialed: 1}, "agent1", 40)},
		{"dials used up", stick, routing.Chat{Dialed: 1}, "agent1", desk, offer(routing.Chat{Dialed: 1, Settled: true}, "agent0", 40)},
		{"a first chat", stick, routing.Chat{}, "", desk, offer(routing.Chat{Settled: true}, "agent0", 40)},
		{"the last agent is a member no more", stick, routing.Chat{}, "zoe", desk, offer(routing.Chat{Settled: true}, "agent0", 40)},
		{"settled", stick, routing.Chat{Settled: true}, "agent1", desk, offer(routing.Chat{Settled: true}, "agent0", 40)},
		{"nobody able settles nothing", stick, routing.Chat{}, "", nobody, wait(routing.Chat{})},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			if diff := cmp.Diff(tt.want, routing.Decide(tt.rules, tt.chat, tt.last, tt.pool, second(10))); diff != "" {
				t.Error(diff)
			}
		})
	}
}
