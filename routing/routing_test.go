package routing_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/wainbox/wainbox/routing"
)

func TestRoundRobinGivesToWhoWasGivenLeastRecently(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		candidates []routing.Candidate
		want       routing.AgentID
	}{
		"nobody": {nil, ""},
		"never given comes first, in listed order": {
			[]routing.Candidate{{Agent: "a", Turn: 1}, {Agent: "c", Position: 2}, {Agent: "b", Position: 1}}, "b",
		},
		"then the longest ago":        {[]routing.Candidate{{Agent: "a", Turn: 3}, {Agent: "b", Turn: 2}}, "b"},
		"a full one is passed over":   {[]routing.Candidate{{Agent: "a", Load: 2, Capacity: 2}, {Agent: "b", Turn: 9}}, "b"},
		"no capacity is no limit":     {[]routing.Candidate{{Agent: "a", Load: 99}}, "a"},
		"all full":                    {[]routing.Candidate{{Agent: "a", Load: 1, Capacity: 1}}, ""},
		"equal by all keys, by id":    {[]routing.Candidate{{Agent: "b"}, {Agent: "a"}}, "a"},
		"position settles equal turn": {[]routing.Candidate{{Agent: "a", Position: 2}, {Agent: "b", Position: 1}}, "b"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got, ok := routing.Choose(routing.Query{Order: routing.RoundRobin()}, tt.candidates)
			require.Equal(t, tt.want, got.Agent)
			require.Equal(t, tt.want != "", ok)
		})
	}
}
