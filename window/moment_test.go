package window_test

import (
	"math"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/wainbox/wainbox/window"
)

// told is one moment as a host would tell it.
type told struct {
	moment window.Moment
	after  time.Duration // since noon
}

// host joins and tells, as an inbox does it.
type host struct {
	state window.State
	watch window.Watch
	lead  time.Duration
	told  []told
}

// until tells what is due by then.
func (h *host) until(now time.Time) {
	for {
		m, at, ok := h.state.Next(h.watch, h.lead)
		if !ok || at.After(now) {
			return
		}
		h.watch = h.watch.Tell(m, h.state)
		if m != window.MomentClosing || h.state.IsOpen(now) {
			h.told = append(h.told, told{m, at.Sub(noon)})
		}
	}
}

func TestMomentsAreToldOnce(t *testing.T) {
	t.Parallel()
	type act struct {
		at   time.Duration // of the host's clock, since noon
		open time.Duration // the customer's time
		join func(window.State, time.Time) window.State
	}
	open, refuse, enter := window.State.Open, window.State.Refuse, window.State.Enter
	look := func(s window.State, _ time.Time) window.State { return s }
	const opened, closing, closed = window.MomentOpened, window.MomentClosing, window.MomentClosed
	tests := map[string]struct {
		lead time.Duration
		acts []act
		want []told
	}{
		"never opened":                 {time.Hour, []act{{day, day, look}}, nil},
		"refused without an opening":   {time.Hour, []act{{day, day, refuse}}, nil},
		"opened":                       {time.Hour, []act{{0, 0, open}}, []told{{opened, 0}}},
		"opened by an entry":           {time.Hour, []act{{0, 0, enter}}, []told{{opened, 0}}},
		"the customer's clock is late": {time.Hour, []act{{time.Minute, 0, open}}, []told{{opened, 0}}},
		"the clock is ahead":           {time.Hour, []act{{0, time.Minute, open}, {time.Minute, 0, look}}, []told{{opened, time.Minute}}},
		"one second before it closes":  {time.Hour, []act{{0, 0, open}, {day - time.Second, 0, look}}, []told{{opened, 0}, {closing, 23 * time.Hour}}},
		"before the lead":              {time.Hour, []act{{0, 0, open}, {23*time.Hour - time.Second, 0, look}}, []told{{opened, 0}}},
		"a window's life":              {time.Hour, []act{{0, 0, open}, {23 * time.Hour, 0, look}, {day, 0, look}, {9 * day, 0, look}}, []told{{opened, 0}, {closing, 23 * time.Hour}, {closed, day}}},
		"another message in it":        {time.Hour, []act{{0, 0, open}, {time.Hour, time.Hour, open}, {day, 0, look}}, []told{{opened, 0}, {closing, day}}},
		"a message after the warning": {
			time.Hour,
			[]act{{0, 0, open}, {23 * time.Hour, 0, look}, {23*time.Hour + time.Minute, 23*time.Hour + time.Minute, open}, {2 * day, 0, look}},
			[]told{{opened, 0}, {closing, 23 * time.Hour}, {closed, 47*time.Hour + time.Minute}},
		},
		"a warning for each deadline": {
			time.Hour,
			[]act{{0, 0, open}, {23 * time.Hour, 0, look}, {23 * time.Hour, 23 * time.Hour, open}, {46 * time.Hour, 0, look}},
			[]told{{opened, 0}, {closing, 23 * time.Hour}, {closing, 46 * time.Hour}},
		},
		"a late message does not move it":       {time.Hour, []act{{2 * time.Hour, 2 * time.Hour, open}, {3 * time.Hour, time.Hour, open}, {2 * day, 0, look}}, []told{{opened, 2 * time.Hour}, {closed, 26 * time.Hour}}},
		"after a restart":                       {time.Hour, []act{{0, 0, open}, {2 * day, 0, look}}, []told{{opened, 0}, {closed, day}}},
		"a whole window late":                   {time.Hour, []act{{2 * day, 0, open}}, []told{{opened, 0}, {closed, day}}},
		"two windows":                           {time.Hour, []act{{0, 0, open}, {day, 0, look}, {2 * day, 2 * day, open}, {4 * day, 0, look}}, []told{{opened, 0}, {closed, day}, {opened, 2 * day}, {closed, 3 * day}}},
		"opened again at the end":               {time.Hour, []act{{0, 0, open}, {day, 0, look}, {day, day, open}}, []told{{opened, 0}, {closed, day}, {opened, day}}},
		"it closed and opened, untold":          {time.Hour, []act{{0, 0, open}, {3 * day, 3 * day, open}, {5 * day, 0, look}}, []told{{opened, 0}, {closed, 4 * day}}},
		"told closed, a message shows it open":  {time.Hour, []act{{0, 0, open}, {day, 0, look}, {day + time.Minute, 20 * time.Hour, open}}, []told{{opened, 0}, {closed, day}, {opened, 20 * time.Hour}}},
		"told closed, a message of before":      {time.Hour, []act{{time.Hour, time.Hour, open}, {2 * day, 0, look}, {2 * day, 0, open}}, []told{{opened, time.Hour}, {closed, 25 * time.Hour}}},
		"refused":                               {time.Hour, []act{{0, 0, open}, {time.Hour, time.Hour, refuse}, {2 * day, 0, look}}, []told{{opened, 0}, {closed, time.Hour}}},
		"refused in the second of the opening":  {time.Hour, []act{{0, 0, open}, {0, 0, refuse}, {2 * day, 0, look}}, []told{{opened, 0}, {closed, 0}}},
		"refused, then opened in a new second":  {time.Hour, []act{{0, 0, open}, {0, 0, refuse}, {time.Second, time.Second, open}}, []told{{opened, 0}, {closed, 0}, {opened, time.Second}}},
		"refused twice":                         {time.Hour, []act{{0, 0, open}, {time.Hour, time.Hour, refuse}, {2 * time.Hour, 2 * time.Hour, refuse}, {2 * day, 0, look}}, []told{{opened, 0}, {closed, time.Hour}}},
		"refused again after 24 hours":          {time.Hour, []act{{0, 0, open}, {time.Hour, time.Hour, refuse}, {2 * day, 2 * day, refuse}}, []told{{opened, 0}, {closed, time.Hour}}},
		"refused after it was told closed":      {time.Hour, []act{{0, 0, open}, {day, 0, look}, {2 * day, time.Hour, refuse}}, []told{{opened, 0}, {closed, day}}},
		"refused after the end, untold":         {time.Hour, []act{{0, 0, open}, {2 * day, 2 * day, refuse}}, []told{{opened, 0}, {closed, day}}},
		"opened and refused before it was told": {time.Hour, []act{{0, 0, open}, {day, 0, look}, {3 * day, 3 * day, refuse}, {3 * day, 2 * day, open}}, []told{{opened, 0}, {closed, day}, {opened, 2 * day}, {closed, 3 * day}}},
		"without a warning":                     {0, []act{{0, 0, open}, {day, 0, look}}, []told{{opened, 0}, {closed, day}}},
		"a lead below zero is none":             {-time.Hour, []act{{0, 0, open}, {day - 1, 0, look}}, []told{{opened, 0}}},
		"a lead of 24 hours":                    {day, []act{{0, 0, open}}, []told{{opened, 0}, {closing, 0}}},
		"a lead of more":                        {3 * day, []act{{0, 0, open}}, []told{{opened, 0}, {closing, 0}}},
		"a lead of a nanosecond":                {1, []act{{0, 0, open}, {day - 1, 0, look}}, []told{{opened, 0}, {closing, day - 1}}},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			h := host{lead: tt.lead}
			for _, a := range tt.acts {
				h.state = a.join(h.state, noon.Add(a.open))
				h.until(noon.Add(a.at))
			}
			require.Equal(t, tt.want, h.told)
		})
	}
}

func TestMomentsAlternateWhateverHappens(t *testing.T) {
	t.Parallel()
	r := random(t)
	for range 2000 {
		h := host{lead: time.Hour}
		now := noon
		for range 12 {
			now = now.Add(time.Duration(r.IntN(30)) * time.Hour)
			at := now.Add(-time.Duration(r.IntN(40)) * time.Hour)
			switch r.IntN(4) {
			case 0:
				h.state = h.state.Refuse(at)
			case 1:
			default:
				h.state = h.state.Open(at)
			}
			h.until(now)
			if open := h.state.IsOpen(now); !h.state.Opened.IsZero() {
				require.Equal(t, open, h.watch.Opened != time.Time{}, "told as it is: %v", h.told)
			}
		}
		open, deadline := false, time.Duration(math.MinInt64)
		for _, x := range h.told {
			switch x.moment {
			case window.MomentOpened:
				require.False(t, open, "%v", h.told)
				open = true
			case window.MomentClosed:
				require.True(t, open, "%v", h.told)
				open = false
			case window.MomentClosing:
				require.True(t, open, "%v", h.told)
				require.Greater(t, x.after, deadline, "%v", h.told)
				deadline = x.after
			}
		}
	}
}

func TestNoWarningIsDueThatNobodyCouldHeed(t *testing.T) {
	t.Parallel()
	s := window.State{}.Open(noon)
	w := window.Watch{}.Tell(window.MomentOpened, s)
	for name, tt := range map[string]struct {
		state window.State
		lead  time.Duration
	}{
		"no lead":           {s, 0},
		"a lead below zero": {s, -time.Hour},
		"refused":           {s.Refuse(noon.Add(20 * time.Hour)), time.Hour},
	} {
		m, at, ok := tt.state.Next(w, tt.lead)
		require.True(t, ok, name)
		require.Equal(t, window.MomentClosed, m, name)
		require.Equal(t, tt.state.Closes(), at, name)
	}
}

func TestAnUnknownMomentIsNotNoted(t *testing.T) {
	t.Parallel()
	w := window.Watch{Opened: noon}
	require.Equal(t, w, w.Tell("ajar", window.State{}.Open(noon)))
}
