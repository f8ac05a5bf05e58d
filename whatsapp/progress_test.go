package whatsapp_test

import (
	"math/rand/v2"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/stretchr/testify/require"

	"github.com/wainbox/wainbox/whatsapp"
)

func at(s int64) time.Time { return time.Unix(s, 0).UTC() }

func TestProgressShowsTheFurthestState(t *testing.T) {
	t.Parallel()
	type step struct {
		state whatsapp.State
		at    int64
	}
	tests := map[string]struct {
		steps []step
		want  whatsapp.State
	}{
		"nothing heard":                 {nil, ""},
		"sent":                          {[]step{{whatsapp.Sent, 10}}, whatsapp.Sent},
		"delivered before sent":         {[]step{{whatsapp.Delivered, 11}, {whatsapp.Sent, 10}}, whatsapp.Delivered},
		"read without delivered":        {[]step{{whatsapp.Sent, 10}, {whatsapp.Read, 12}}, whatsapp.Read},
		"played is more than read":      {[]step{{whatsapp.Played, 13}, {whatsapp.Read, 12}}, whatsapp.Played},
		"failed after sent":             {[]step{{whatsapp.Sent, 10}, {whatsapp.Failed, 11}}, whatsapp.Failed},
		"late failure after delivered":  {[]step{{whatsapp.Delivered, 10}, {whatsapp.Failed, 11}}, whatsapp.Delivered},
		"late sent does not lower read": {[]step{{whatsapp.Read, 12}, {whatsapp.Sent, 20}}, whatsapp.Read},
		"a word that is not known":      {[]step{{whatsapp.Sent, 10}, {"warning", 11}}, whatsapp.Sent},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var p whatsapp.Progress
			for _, s := range tt.steps {
				p = p.Join(s.state, at(s.at), nil)
			}
			require.Equal(t, tt.want, p.State())
		})
	}
}

func TestProgressKeepsTheEarliestTimeAndItsFailure(t *testing.T) {
	t.Parallel()
	early, late := &whatsapp.Failure{Code: 131026}, &whatsapp.Failure{Code: 131049}
	p := whatsapp.Progress{}.Join(whatsapp.Failed, at(20), late).Join(whatsapp.Failed, at(10), early)
	require.Equal(t, at(10), p.Failed)
	require.Equal(t, early, p.Failure)
}

func TestProgressCountsAStatusWithoutATime(t *testing.T) {
	t.Parallel()
	p := whatsapp.Progress{}.Join(whatsapp.Read, time.Time{}, nil)
	require.Equal(t, whatsapp.Read, p.State())
}

// A join: any order of the same statuses, each any number of times, gives the
// same progress.
func TestProgressIsAJoin(t *testing.T) {
	t.Parallel()
	seed := rand.Uint64()
	t.Logf("seed %d", seed)
	r := rand.New(rand.NewPCG(seed, 0))
	states := []whatsapp.State{
		whatsapp.Sent, whatsapp.Delivered, whatsapp.Read, whatsapp.Played, whatsapp.Failed, "other",
	}
	type fact struct {
		state whatsapp.State
		at    time.Time
		f     *whatsapp.Failure
	}
	for range 2000 {
		facts := make([]fact, 1+r.IntN(8))
		for i := range facts {
			facts[i] = fact{state: states[r.IntN(len(states))], at: at(int64(r.IntN(4)))}
			if facts[i].state == whatsapp.Failed && r.IntN(4) > 0 {
				facts[i].f = &whatsapp.Failure{Code: r.IntN(3), Details: string(rune('a' + r.IntN(2)))}
			}
		}
		join := func(facts []fact) whatsapp.Progress {
			var p whatsapp.Progress
			for _, f := range facts {
				p = p.Join(f.state, f.at, f.f)
			}
			return p
		}
		want := join(facts)
		shuffled := append(append([]fact(nil), facts...), facts[r.IntN(len(facts))])
		r.Shuffle(len(shuffled), func(i, j int) { shuffled[i], shuffled[j] = shuffled[j], shuffled[i] })
		got := join(shuffled)
		require.Empty(t, cmp.Diff(want, got))
		require.True(t, want.Equal(got))
	}
}
