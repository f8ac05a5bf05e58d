package routing_test

import (
	"fmt"

	"github.com/wainbox/wainbox/routing"
)

// Ten chats among three agents, one of whom takes two at most.
func ExampleRoundRobin() {
	team := []routing.Candidate{
		{Agent: "ada", Position: 1}, {Agent: "bob", Position: 2, Capacity: 2}, {Agent: "eve", Position: 3},
	}
	for turn := range 10 {
		best, _ := routing.Choose(routing.Query{Order: routing.RoundRobin()}, team)
		for i := range team {
			if team[i].Agent == best.Agent {
				team[i].Load++
				team[i].Turn = int64(turn + 1)
			}
		}
		fmt.Print(best.Agent, " ")
	}
	// Output: ada bob eve ada bob eve ada eve ada eve
}
