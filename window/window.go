// Package window says whether a business may write freely to a customer: for
// 24 hours after the customer's last message or call it may, outside only an
// approved template goes. Source: Cloud API, "Send messages", November 2025.
//
// Everything here is a pure function of its arguments. Times are the
// provider's, in any zone.
package window

import (
	"time"

	"github.com/wainbox/wainbox/whatsapp"
)

// Service is the length of the customer service window.
const Service = 24 * time.Hour

// State is what is known of one window, the one between one business number
// and one customer. It is a join: the same openings and refusals in any order
// give the same state. The zero value is a window that never opened.
type State struct {
	// Opened is when the customer last did something that opens it.
	Opened time.Time `json:"opened,omitzero"`
	// Refused is when the platform last refused a message as outside of it.
	Refused time.Time `json:"refused,omitzero"`
}

// Open joins an opening: a message or a call of the customer at that time.
func (s State) Open(at time.Time) State {
	if at.After(s.Opened) {
		s.Opened = at
	}
	return s
}

// Refuse joins a refusal by the platform, which is right where we differ: the
// window counts as closed until the next opening.
func (s State) Refuse(at time.Time) State {
	if at.After(s.Refused) {
		s.Refused = at
	}
	return s
}

// IsOpen reports whether anything may be sent at that time. The window's last
// instant is not in it.
func (s State) IsOpen(at time.Time) bool { return at.Before(s.Closes()) }

// Closes is when the window closes, or when it closed; zero if it never
// opened.
func (s State) Closes() time.Time {
	switch {
	case s.Opened.IsZero():
		return time.Time{}
	case !s.Refused.IsZero() && !s.Refused.Before(s.Opened) && s.Refused.Before(s.Opened.Add(Service)):
		return s.Refused
	default:
		return s.Opened.Add(Service)
	}
}

// Remaining is how long it stays open; 0 when it is closed.
func (s State) Remaining(at time.Time) time.Duration { return max(s.Closes().Sub(at), 0) }

// Join joins two states of the same window.
func (s State) Join(t State) State { return s.Open(t.Opened).Refuse(t.Refused) }

// Opens reports whether receiving this opens the window. Messages do. The
// platform does not say whether reactions, edits, revocations and system
// notices do; they are taken not to, and a refusal corrects the rest.
func Opens(m whatsapp.Message) bool {
	switch m.Type {
	case "reaction", "edit", "revoke", "system":
		return false
	}
	if m.Content == nil {
		return true
	}
	switch m.Content.Kind() {
	case whatsapp.KindReaction, whatsapp.KindEdit, whatsapp.KindRevoke, whatsapp.KindSystem:
		return false
	default:
		return true
	}
}
