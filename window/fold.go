package window

import (
	"cmp"
	"slices"

	"github.com/wainbox/wainbox/whatsapp"
)

// Fold makes the state of all the events of one window, in any order and each
// any number of times. It is exact: an answer counts for the latest entry at or
// before it, whichever of them came first.
func Fold(events []Event) State {
	events = slices.Clone(events)
	slices.SortFunc(events, func(a, b Event) int {
		return cmp.Or(a.At.Compare(b.At), cmp.Compare(a.rank(), b.rank()))
	})
	var s State
	for _, e := range events {
		s = s.Apply(e)
	}
	return s
}

// rank puts an answer behind the entry of the same second.
func (e Event) rank() int {
	if e.Kind == EventAnswer {
		return 1
	}
	return 0
}

// Apply joins one event. In any order the state's Opened, Refused and Entered
// are those of [Fold]; an answer is taken for one to the latest entry that is
// known by then, so that Answered is exact for events in the order of time.
func (s State) Apply(e Event) State {
	switch e.Kind {
	case EventMessage:
		if opens(e.Content) {
			return s.Open(e.At)
		}
	case EventCall:
		return s.Open(e.At)
	case EventEntry:
		return s.Enter(e.At)
	case EventAnswer:
		return s.Answer(s.Entered, e.At)
	case EventRefused:
		return s.Refuse(e.At)
	}
	return s
}

// Of is what a provider's event means to the window of its customer; false if
// it means nothing to it. At is zero where the provider tells no time, as
// Twilio: then the caller puts the time at which it came.
//
// An answer is a message of ours that the platform says was sent, and what
// another system wrote on the number; what the business wrote in the phone app
// is not, nor what the platform's own agent did. Messages of a history open
// nothing. Sources: "Onboarding WhatsApp Business app users", November 2025,
// and "Pricing", August 2026.
//
// QUIRK(cloudapi): a status does not tell a message from a reaction; a reaction
// that is sent counts as an answer.
func Of(e whatsapp.Event) (Event, bool) {
	switch e := e.(type) {
	case *whatsapp.Received:
		if Opens(e.Message) {
			return received(e.Message), true
		}
	case *whatsapp.Call:
		if CallOpens(e) {
			return Event{At: e.At, Kind: EventCall}, true
		}
	case *whatsapp.Echo:
		if e.Field != "smb_message_echoes" && e.Creator == "" && Opens(e.Message) {
			return Event{At: e.At, Kind: EventAnswer}, true
		}
	case *whatsapp.Status:
		return status(e)
	}
	return Event{}, false
}

func received(m whatsapp.Message) Event {
	e := Event{At: m.At, Kind: EventMessage}
	if m.Content != nil {
		e.Content = m.Content.Kind()
	}
	if Entry(m) {
		e.Kind = EventEntry
	}
	return e
}

func status(s *whatsapp.Status) (Event, bool) {
	switch {
	case s.State == whatsapp.Sent:
		return Event{At: s.At, Kind: EventAnswer}, true
	case s.State == whatsapp.Failed && slices.ContainsFunc(s.Failures, outside):
		return Event{At: s.At, Kind: EventRefused}, true
	default:
		return Event{}, false
	}
}

func outside(f whatsapp.Failure) bool { return f.Class == whatsapp.WindowClosed }
