package window

import "time"

// Service is the length of the customer service window. Source: Cloud API, "Send
// messages", November 2025.
const Service = 24 * time.Hour

// The times of a free entry point. Source: Cloud API, "Pricing", November 2025.
const (
	// EntryAnswer is how long the business has to answer the customer who came.
	// QUIRK(cloudapi): "within 24 hours"; at 24 hours it is too late here.
	EntryAnswer = 24 * time.Hour
	// FreeEntry is how long every message is free from that answer on.
	FreeEntry = 72 * time.Hour
)

// State is what is known of one window, the one between one business number
// and one customer. It is a join: the same openings, refusals, entries and
// answers in any order, each any number of times, give the same state. The zero
// value is a window that never opened. Times are kept in UTC; a zero time is
// none and joins nothing.
//
// It knows the latest of each and is asked of now: of an instant before Opened
// it says what it says at Opened, so that a provider's clock that is ahead of
// ours does not close a window. A time that is far ahead stays the latest for
// ever, and no refusal corrects it: a caller who may be given one puts its own
// clock's in its place.
type State struct {
	// Opened is when the customer last did something that opens it.
	Opened time.Time `json:"opened,omitzero"`
	// Refused is when the platform last refused a message as outside of it.
	Refused time.Time `json:"refused,omitzero"`
	// Entered is when the customer last came by an advertisement or a page's
	// button.
	Entered time.Time `json:"entered,omitzero"`
	// Answered is the business's first answer to that entry.
	Answered time.Time `json:"answered,omitzero"`
}

// Open joins an opening: a message or a call of the customer at that time.
func (s State) Open(at time.Time) State {
	s.Opened = later(s.Opened, at)
	return s
}

// Refuse joins a refusal by the platform, which is right where we differ: the
// window counts as closed until the next opening. One of the same instant as
// the opening closes it, since providers tell whole seconds.
func (s State) Refuse(at time.Time) State {
	s.Refused = later(s.Refused, at)
	return s
}

// Enter joins an entry: the customer came by a click-to-WhatsApp advertisement
// or a page's button. It opens the window too.
func (s State) Enter(at time.Time) State { return s.Open(at).enter(at, time.Time{}) }

// Answer joins an answer of the business to the entry of that time, and so the
// entry too. Of several answers the first counts, and the later entry wins over
// the earlier with all its answers. One that came before its entry, or
// [EntryAnswer] after it, counts for nothing.
//
// It names its entry, which is the Entered of the state at the time of the
// answer, because a state that keeps only the latest entry could not tell of
// an answer that comes late whether it was the first to this one.
func (s State) Answer(entered, at time.Time) State {
	if entered.IsZero() || at.Before(entered) || !at.Before(entered.Add(EntryAnswer)) {
		return s
	}
	return s.Open(entered).enter(entered, at)
}

// Join joins two states of the same window.
func (s State) Join(t State) State {
	return s.Open(t.Opened).Refuse(t.Refused).enter(t.Entered, t.Answered)
}

// enter is the lexicographic join of entry and first answer.
func (s State) enter(entered, answered time.Time) State {
	switch {
	case entered.IsZero() || entered.Before(s.Entered):
	case entered.After(s.Entered):
		s.Entered, s.Answered = plain(entered), plain(answered)
	case !answered.IsZero() && (s.Answered.IsZero() || answered.Before(s.Answered)):
		s.Answered = plain(answered)
	}
	return s
}

// IsOpen reports whether anything may be sent at that time. The window's last
// instant is not in it.
func (s State) IsOpen(at time.Time) bool { return at.Before(s.Closes()) }

// Closes is when the window closes, or when it closed; zero if it never
// opened. A refusal within the window closes it at its own time.
func (s State) Closes() time.Time {
	if s.Opened.IsZero() {
		return time.Time{}
	}
	if s.cutShort() {
		return s.Refused
	}
	return s.Opened.Add(Service)
}

// Remaining is how long it stays open; 0 when it is closed.
func (s State) Remaining(at time.Time) time.Duration { return max(s.Closes().Sub(at), 0) }

// FreeUntil is when the free entry point ends, or ended: [FreeEntry] after the
// answer. It is zero while the latest entry has none, and where there was none.
//
// QUIRK(cloudapi): an entry counts from the phone apps only, not from web or
// desktop, which no webhook tells; and no page says what a second entry means
// for the free time of the first, which is forgotten here.
func (s State) FreeUntil() time.Time {
	if s.Answered.IsZero() {
		return time.Time{}
	}
	return s.Answered.Add(FreeEntry)
}

// IsFree reports whether a message is free of charge by the answered entry
// point. The window is another matter: when it is closed only templates go, free
// of charge still. Of the answer itself, which is free too, [Judge] tells.
func (s State) IsFree(at time.Time) bool { return at.Before(s.FreeUntil()) }

// refused reports whether the platform had the last word.
func (s State) refused() bool { return !s.Refused.IsZero() && !s.Refused.Before(s.Opened) }

// cutShort reports whether that was before the window's time was over.
func (s State) cutShort() bool { return s.refused() && s.Refused.Before(s.Opened.Add(Service)) }

// later is the later of both, the first if they are the same instant.
func later(known, at time.Time) time.Time {
	if at.After(known) {
		return plain(at)
	}
	return known
}

// plain is the instant alone, without zone and monotonic clock, so that equal
// states are the same value.
func plain(t time.Time) time.Time { return t.UTC().Round(0) }
