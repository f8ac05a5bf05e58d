package routing_test

import (
	"encoding/json"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/wainbox/wainbox/routing"
)

const minute = time.Minute

func TestWhoIsAvailable(t *testing.T) {
	t.Parallel()
	noon := time.Date(2026, 6, 1, 12, 0, 0, 0, time.UTC)
	there := routing.Presence{}.Set(routing.StatusAvailable, noon, 2*minute)
	away := there.Set(routing.StatusAway, noon.Add(minute), 2*minute)
	const lunch routing.Status = "lunch"
	tests := map[string]struct {
		presence routing.Presence
		after    time.Duration
		want     bool
	}{
		"nobody said anything":                  {routing.Presence{}, 0, false},
		"a heartbeat makes nobody available":    {routing.Presence{}.Beat(noon, time.Hour), 0, false},
		"said so":                               {there, 0, true},
		"until the lease ends":                  {there, 2*minute - 1, true},
		"not at its end":                        {there, 2 * minute, false},
		"prolonged":                             {there.Beat(noon.Add(minute), 2*minute), 3*minute - 1, true},
		"not for ever":                          {there.Beat(noon.Add(minute), 2*minute), 3 * minute, false},
		"never made shorter":                    {there.Beat(noon.Add(time.Second), routing.MinLease), 2*minute - 1, true},
		"a late heartbeat":                      {there.Beat(noon.Add(-time.Hour), 2*minute), 2*minute - 1, true},
		"a late heartbeat prolongs nothing":     {there.Beat(noon.Add(-time.Hour), 2*minute), 2 * minute, false},
		"the same again":                        {there.Beat(noon, 2*minute).Beat(noon, 2*minute), 2 * minute, false},
		"run out, and heard of again":           {there.Beat(noon.Add(time.Hour), 2*minute), time.Hour, true},
		"away":                                  {away, 0, false},
		"away, and heard of again":              {away.Beat(noon.Add(2*minute), time.Hour), 3 * minute, false},
		"away for long, and heard of again":     {away.Beat(noon.Add(time.Hour), 2*minute), time.Hour, false},
		"back":                                  {away.Set(routing.StatusAvailable, noon.Add(time.Hour), 0), time.Hour, true},
		"a host's own word":                     {there.Set(lunch, noon, 2*minute).Beat(noon.Add(minute), 2*minute), minute, false},
		"no lease is shorter than the shortest": {routing.Presence{}.Set(routing.StatusAvailable, noon, time.Second), routing.MinLease - 1, true},
		"nor longer":                            {routing.Presence{}.Set(routing.StatusAvailable, noon, time.Second), routing.MinLease, false},
		"also by a heartbeat, and below zero":   {there.Beat(noon.Add(minute), -time.Hour), minute + routing.MinLease - 1, true},
		"available without a lease":             {routing.Presence{Status: routing.StatusAvailable}, 0, false},
	}
	t.Logf("%d cases", len(tests))
	for name, tt := range tests {
		require.Equal(t, tt.want, tt.presence.Available(noon.Add(tt.after)), name)
	}
}

func TestPresenceIsStored(t *testing.T) {
	t.Parallel()
	p := routing.Presence{}.Set("lunch", time.Date(2026, 6, 1, 12, 0, 0, 0, time.UTC), 2*minute)
	text, err := json.Marshal(p)
	require.NoError(t, err)
	require.JSONEq(t, `{"status": "lunch", "until": "2026-06-01T12:02:00Z"}`, string(text))
	var again routing.Presence
	require.NoError(t, json.Unmarshal(text, &again))
	require.Equal(t, p, again)
}

// TestHeartbeatsMayComeInAnyOrder: late, repeated, and before or after what the
// agent said. Sets keep theirs.
func TestHeartbeatsMayComeInAnyOrder(t *testing.T) {
	t.Parallel()
	type step struct {
		set routing.Status // empty = a heartbeat
		at  time.Time
		ttl time.Duration
	}
	do := func(p routing.Presence, s step) routing.Presence {
		if s.set == "" {
			return p.Beat(s.at, s.ttl)
		}
		return p.Set(s.set, s.at, s.ttl)
	}
	start := time.Date(2026, 6, 1, 12, 0, 0, 0, time.UTC)
	r := drawn(t)
	for run := range 2000 {
		var sets, beats []step
		want, said, ends := routing.Presence{}, routing.Status(""), time.Time{}
		for n := range 1 + r.IntN(12) {
			s := step{at: start.Add(time.Duration(n) * minute), ttl: time.Duration(r.IntN(600)-60) * time.Second}
			if r.IntN(3) == 0 {
				s.set = []routing.Status{routing.StatusAvailable, routing.StatusAway, "lunch"}[r.IntN(3)]
				said = s.set
				sets = append(sets, s)
			} else {
				beats = append(beats, s)
			}
			if until := s.at.Add(max(s.ttl, 90*time.Second)); until.After(ends) {
				ends = until
			}
			want = do(want, s)
		}
		require.Equal(t, routing.Presence{Status: said, Until: ends}, want, "run %d", run)

		var got routing.Presence
		for range r.IntN(4) { // some come twice
			if len(beats) > 0 {
				beats = append(beats, beats[r.IntN(len(beats))])
			}
		}
		r.Shuffle(len(beats), func(i, j int) { beats[i], beats[j] = beats[j], beats[i] })
		for len(sets)+len(beats) > 0 {
			from := &beats
			if len(beats) == 0 || len(sets) > 0 && r.IntN(2) == 0 {
				from = &sets
			}
			before := got
			got = do(got, (*from)[0])
			*from = (*from)[1:]
			require.False(t, got.Until.Before(before.Until), "run %d: made shorter", run)
			require.True(t, from == &sets || got.Status == before.Status, "run %d: a heartbeat said something", run)
		}
		require.Equal(t, want, got, "run %d", run)
	}
}
