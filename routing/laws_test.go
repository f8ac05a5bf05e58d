package routing_test

import (
	"testing"
	"time"

	"github.com/wainbox/wainbox/routing"
	"github.com/wainbox/wainbox/routing/routingtest"
)

// Every mode obeys the laws of all strategies.
func TestLaws(t *testing.T) {
	t.Parallel()
	all := ruled()
	all["manual"] = routing.Rules{Mode: routing.ModeManual}
	all["closed"] = routing.Rules{Hours: &routing.Hours{}}
	all["hours"] = routing.Rules{Hours: everyDay("09:00", "17:00")}
	all["many dials"] = sticky(routing.MaxDials, 1)
	all["few rounds"] = maxRounds(1)
	all["accepted"] = routing.Rules{Mode: routing.ModeBroadcast, AutoAccept: true}
	all["relaxing"] = routing.Rules{RelaxAfter: time.Second}
	all["chain with hours"] = during(chain(2, routing.ModeSticky, routing.ModeBroadcast, routing.ModeLongestIdle, routing.ModeRoundRobin),
		everyDay("09:00", "10:02"), everyDay("10:01", "17:00"), nil, everyDay("09:00", "10:03"))
	for name, r := range all {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if err := r.Validate(); err != nil {
				t.Fatal(err)
			}
			routingtest.Run(t, func(c routing.Chat, last routing.AgentID, p routing.Pool, at time.Time) routing.Decision {
				return routing.Decide(r, c, last, p, at)
			})
		})
	}
}
