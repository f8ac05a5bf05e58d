package window_test

import (
	"math/rand/v2"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/wainbox/wainbox/whatsapp"
	"github.com/wainbox/wainbox/window"
)

func TestTheWindowIsOpenForADayAfterTheLastOpening(t *testing.T) {
	t.Parallel()
	opened := time.Date(2026, 3, 28, 12, 0, 0, 0, time.UTC)
	s := window.State{}.Open(opened)
	day := 24 * time.Hour
	tests := map[string]struct {
		state window.State
		at    time.Time
		want  bool
	}{
		"never opened":                 {window.State{}, opened, false},
		"at the opening":               {s, opened, true},
		"one second before the end":    {s, opened.Add(day - time.Second), true},
		"at the end":                   {s, opened.Add(day), false},
		"another zone, same instant":   {s, opened.Add(day - time.Second).In(time.FixedZone("", 7200)), true},
		"opened again":                 {s.Open(opened.Add(time.Hour)), opened.Add(day), true},
		"an older opening comes late":  {s.Open(opened.Add(-time.Hour)), opened.Add(day - time.Second), true},
		"refused after the opening":    {s.Refuse(opened.Add(time.Hour)), opened.Add(2 * time.Hour), false},
		"refused at the opening":       {s.Refuse(opened), opened, false},
		"refused before the opening":   {s.Refuse(opened.Add(-time.Second)), opened, true},
		"opened after a refusal":       {s.Refuse(opened.Add(time.Hour)).Open(opened.Add(2 * time.Hour)), opened.Add(3 * time.Hour), true},
		"before a refusal it was open": {s.Refuse(opened.Add(time.Hour)), opened.Add(time.Minute), true},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			require.Equal(t, tt.want, tt.state.IsOpen(tt.at))
			require.Equal(t, tt.want, tt.state.Remaining(tt.at) > 0)
		})
	}
}

func TestTheStateIsAJoin(t *testing.T) {
	t.Parallel()
	seed := rand.Uint64()
	t.Logf("seed %d", seed)
	r := rand.New(rand.NewPCG(seed, 0))
	for range 1000 {
		events := make([]func(window.State) window.State, 1+r.IntN(6))
		for i := range events {
			at := time.Unix(int64(r.IntN(5)), 0)
			if r.IntN(2) == 0 {
				events[i] = func(s window.State) window.State { return s.Open(at) }
			} else {
				events[i] = func(s window.State) window.State { return s.Refuse(at) }
			}
		}
		fold := func() (s window.State) {
			for _, e := range events {
				s = e(s)
			}
			return s
		}
		want := fold()
		r.Shuffle(len(events), func(i, j int) { events[i], events[j] = events[j], events[i] })
		require.Equal(t, want, fold())
		require.Equal(t, want, want.Join(fold()))
	}
}

func TestWhatOpensIt(t *testing.T) {
	t.Parallel()
	opens := map[string]bool{
		"text": true, "image": true, "button": true, "interactive": true, "unsupported": true, "order": true,
		"request_welcome": true, "": true, "reaction": false, "edit": false, "revoke": false, "system": false,
	}
	for kind, want := range opens {
		require.Equal(t, want, window.Opens(whatsapp.Message{Type: kind}), kind)
	}
	for _, c := range []whatsapp.Content{whatsapp.Reaction{}, whatsapp.Edit{}, whatsapp.Revoke{}, whatsapp.System{}} {
		require.False(t, window.Opens(whatsapp.Message{Content: c}), c.Kind())
	}
}
