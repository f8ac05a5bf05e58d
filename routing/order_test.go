package routing_test

import (
	"testing"

	"github.com/wainbox/wainbox/routing"
)

// The orders of the modes: what decides, and what decides where that is equal.
func TestOrder(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name          string
		mode          routing.Mode
		first, second routing.Candidate
	}{
		{"a higher level", routing.ModeProficiency, routing.Candidate{Level: 7, Turn: 9}, routing.Candidate{Level: 6}},
		{"no level is 1", routing.ModeProficiency, routing.Candidate{Turn: 1}, routing.Candidate{Level: 1, Turn: 2}},
		{"1 is no level", routing.ModeProficiency, routing.Candidate{Level: 1, Turn: 1}, routing.Candidate{Turn: 2}},
		{"equal levels in turn", routing.ModeProficiency, routing.Candidate{Level: 7}, routing.Candidate{Level: 7, Turn: 1}},
		{"an earlier end", routing.ModeLongestIdle, routing.Candidate{Ended: second(1), Turn: 9}, routing.Candidate{Ended: second(2)}},
		{"no end", routing.ModeLongestIdle, routing.Candidate{Turn: 9}, routing.Candidate{Ended: second(0)}},
		{"equal ends in turn", routing.ModeLongestIdle, routing.Candidate{Ended: second(1)}, routing.Candidate{Ended: second(1), Turn: 1}},
		{"less load", routing.ModeLeastLoaded, routing.Candidate{Load: 1, Turn: 9}, routing.Candidate{Load: 2}},
		{"equal loads in turn", routing.ModeLeastLoaded, routing.Candidate{Load: 1}, routing.Candidate{Load: 1, Turn: 1}},
		{"sticky in turn", routing.ModeSticky, routing.Candidate{Level: 1}, routing.Candidate{Level: 9, Turn: 1}},
		{"equal turns by position", routing.ModeRoundRobin, routing.Candidate{Position: 1, Agent: "b"}, routing.Candidate{Position: 2}},
		{"equal positions by id", routing.ModeLeastLoaded, routing.Candidate{Agent: "a"}, routing.Candidate{Agent: "b"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			o := tt.mode.Order()
			if o.Compare(tt.first, tt.second) >= 0 || o.Compare(tt.second, tt.first) <= 0 || o.Compare(tt.first, tt.first) != 0 {
				t.Error(o.Compare(tt.first, tt.second), o.Compare(tt.second, tt.first))
			}
		})
	}
	if routing.ModeManual.Order() != nil || routing.Mode("random").Order() != nil {
		t.Error("nobody is offered a chat where there is no order")
	}
}
