package routing_test

import (
	"encoding/json"
	"fmt"
	"time"

	"github.com/wainbox/wainbox/routing"
)

// The hours are stored as JSON; the host loads the zone.
func ExampleHours() {
	const stored = `{
		"zone": "Europe/Berlin",
		"days": {"friday": [{"from": "09:00", "until": "12:30"}, {"from": "14:00", "until": "18:00"}]},
		"holidays": {"2026-12-25": []}
	}`
	var hours routing.Hours
	if err := json.Unmarshal([]byte(stored), &hours); err != nil {
		fmt.Println(err)
	}
	hours.Location, _ = time.LoadLocation(hours.Zone)
	if err := hours.Validate(); err != nil {
		fmt.Println(err)
	}
	at := time.Date(2026, 12, 18, 13, 0, 0, 0, time.UTC)
	fmt.Println(hours.Open(at))
	for range 2 {
		at, _ = hours.Next(at)
		fmt.Println(at)
	}
	// Output:
	// true
	// 2026-12-18 18:00:00 +0100 CET
	// 2027-01-01 09:00:00 +0100 CET
}

// What is wrong is named by its field.
func ExampleHours_Validate() {
	hours := routing.Hours{Days: routing.Week{Monday: []routing.Interval{{From: "09:00", Until: "25:00"}}}}
	fmt.Println(hours.Validate())
	// Output: routing: days.monday[0].until: 00:00 to 24:00
}

// A heartbeat prolongs the lease, and makes nobody available who is away.
func ExamplePresence() {
	nine := time.Date(2026, 6, 1, 9, 0, 0, 0, time.UTC)
	agent := routing.Presence{}.Set(routing.StatusAvailable, nine, 2*time.Minute)
	fmt.Println(agent.Available(nine.Add(time.Minute)), agent.Available(nine.Add(2*time.Minute)))

	agent = agent.Beat(nine.Add(time.Minute), 2*time.Minute)
	fmt.Println(agent.Available(nine.Add(2 * time.Minute)))

	agent = agent.Set(routing.StatusAway, nine.Add(2*time.Minute), 2*time.Minute)
	agent = agent.Beat(nine.Add(3*time.Minute), 2*time.Minute)
	fmt.Println(agent.Available(nine.Add(3 * time.Minute)))
	// Output:
	// true false
	// true
	// false
}

func ExampleExplain() {
	at := time.Date(2026, 6, 1, 9, 0, 0, 0, time.UTC)
	agent := func(c routing.Candidate, available bool) routing.Standing {
		return routing.Standing{Candidate: c, Member: true, Eligible: true, Available: available}
	}
	e := routing.Explain(routing.Rules{Mode: routing.ModeLeastLoaded}, routing.Chat{}, "", []routing.Standing{
		agent(routing.Candidate{Agent: "ada", Position: 1, Load: 2}, true),
		agent(routing.Candidate{Agent: "bob", Position: 2, Load: 1}, true),
		agent(routing.Candidate{Agent: "eve", Position: 3}, false),
	}, at)
	fmt.Println(e.Step, e.Why, e.Winner, "before", e.RunnerUp)
	for _, c := range e.Candidates {
		fmt.Println(c.Agent, c.Keys)
	}
	fmt.Println(e.Removed)
	// Output:
	// offer first bob before ada
	// bob [{load 1} {turn 0} {position 2}]
	// ada [{load 2} {turn 0} {position 1}]
	// [{eve away}]
}
