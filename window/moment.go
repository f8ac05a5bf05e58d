package window

import "time"

// Moment is what there is to tell of a window. A window lasts from the opening
// that found it closed until it closes.
type Moment string

// The moments.
const (
	MomentOpened  Moment = "opened"  // told once for a window
	MomentClosing Moment = "closing" // told once for each deadline
	MomentClosed  Moment = "closed"  // told once for a window
)

// DefaultLead is how long before its end a window is said to be closing, where
// the host has no opinion. It is ours, not the platform's.
const DefaultLead = time.Hour

// Watch is which moments of a window have been told. It is kept beside the
// [State]; the zero value is none. It is no join: it is written together with
// what was told.
type Watch struct {
	// Opened is the opening that was told; zero once the window's end was told.
	Opened time.Time `json:"opened,omitzero"`
	// Closing is the deadline, as [State.Closes], that was told to be near.
	Closing time.Time `json:"closing,omitzero"`
	// Closed is the end that was told last.
	Closed time.Time `json:"closed,omitzero"`
}

// Next is the next moment that is not told yet and when it is due; false when
// nothing is left to tell. Told, it is noted by [Watch.Tell], and Next goes on
// from there.
//
// The customer's every opening moves the deadline, and so Closing, which is due
// lead before it; not at all where lead is 0 or less, nor after a refusal; and
// never before the opening itself, so that a lead of 24 hours or more is due at
// once.
//
// What is due in the past, after a restart, is told late. Two things are not:
// when Closing is due and the window is closed already ([State.IsOpen]), it is
// noted and not told; and if the window closed and opened again before
// its end was told, it goes on for who was told, without an end and another
// beginning. To have both told, ask Next before the opening is joined.
func (s State) Next(w Watch, lead time.Duration) (m Moment, at time.Time, ok bool) {
	closes := s.Closes()
	switch {
	case closes.IsZero():
		return "", time.Time{}, false
	case w.Opened.IsZero():
		if !s.opensAfter(w.Closed) {
			return "", time.Time{}, false
		}
		return MomentOpened, s.Opened, true
	case lead > 0 && !s.refused() && closes.After(w.Closing):
		return MomentClosing, later(s.Opened, closes.Add(-lead)), true
	default:
		return MomentClosed, closes, true
	}
}

// opensAfter reports whether the window is another than the one whose end was
// told: it goes on after that end, or, refused again since, began after it.
func (s State) opensAfter(end time.Time) bool {
	if s.refused() {
		return s.Opened.After(end)
	}
	return s.Closes().After(end)
}

// Tell notes that the moment of this state was told. An unknown moment changes
// nothing.
func (w Watch) Tell(m Moment, s State) Watch {
	switch m {
	case MomentOpened:
		w.Opened = s.Opened
	case MomentClosing:
		w.Closing = s.Closes()
	case MomentClosed:
		w = Watch{Closed: s.Closes()}
	}
	return w
}
