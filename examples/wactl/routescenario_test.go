package main

import (
	"fmt"

	"github.com/wainbox/wainbox/routing"
)

// newScenario has agents that are there from the start, and chats that arrive at
// even distances, are accepted at once by each in turn and end at the next
// arrival but ten. Names end in more.
func newScenario(agents, chats int, start, long int64, more string) *scenario {
	until := start + long
	sc := &scenario{Mode: routing.ModeRoundRobin, Until: &until}
	agent := func(i int) routing.AgentID { return routing.AgentID(fmt.Sprintf("agent %d%s", i, more)) }
	chat := func(i int) routing.ChatID { return routing.ChatID(fmt.Sprintf("c%d%s", i, more)) }
	event := func(at int64, do routing.Action, c routing.ChatID, a routing.AgentID) {
		sc.Events = append(sc.Events, scenarioEvent{At: &at, Do: do, Chat: c, Agent: a})
	}
	for i := range agents {
		sc.Agents = append(sc.Agents, scenarioAgent{ID: agent(i)})
		event(start, routing.DoAvailable, "", agent(i))
	}
	for i := range chats {
		at := start + long*int64(i)/int64(chats)
		event(at, routing.DoArrive, chat(i), "")
		event(at, routing.DoAccept, chat(i), agent(i%agents))
		if i >= 10 {
			event(at, routing.DoEnd, chat(i-10), "")
		}
	}
	return sc
}

func withoutAgents(sc *scenario) *scenario {
	sc.Agents = nil
	return sc
}

// withoutAnswers leaves all offers to time out, after a second.
func withoutAnswers(sc *scenario) *scenario {
	second := int64(1)
	sc.ReassignAfter = &second
	for i := range sc.Events {
		if sc.Events[i].Do == routing.DoAccept {
			sc.Events[i].Do, sc.Events[i].Agent = routing.DoDecline, "nobody"
		}
	}
	return sc
}
