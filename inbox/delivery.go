package inbox

import (
	"cmp"
	"slices"
	"time"

	"github.com/wainbox/wainbox/whatsapp"
)

// Delivery is all that is known of how a sent message fares. It is a join, as
// [whatsapp.Progress] is: the same facts in any order, each any number of
// times, give the same Delivery, so that an answer, a timeout and a status may
// meet in the store in whatever order they come.
type Delivery struct {
	// Accepted is when the provider took it.
	Accepted time.Time `json:"accepted,omitzero"`
	// Uncertain is when an attempt ended without an answer.
	Uncertain time.Time `json:"uncertain,omitzero"`
	// Refused is when it was given up, and Refusal why.
	Refused  time.Time         `json:"refused,omitzero"`
	Refusal  *whatsapp.Failure `json:"refusal,omitempty"`
	Progress whatsapp.Progress `json:"progress,omitzero"`
	// Pricing is what the platform told of the cost. It tells it twice and ought
	// to say the same; where it does not, the choice is arbitrary but the same in
	// any order.
	Pricing *whatsapp.Pricing `json:"pricing,omitempty"`
	// Dropped names what the provider could not carry of it; see
	// [provider.Receipt]. It is not changed in place.
	Dropped []string `json:"dropped,omitempty"`
	// Of is set on an echo that proved to be of our own message; it is not shown
	// beside it. See [Message.Claim].
	Of MessageID `json:"of,omitempty"`
}

// DeliveryState is the one word for a delivery.
type DeliveryState string

// The states of a delivery, beside those of [whatsapp.State].
const (
	Queued    DeliveryState = "queued"    // not sent yet, or being sent
	Accepted  DeliveryState = "accepted"  // the provider has it
	Uncertain DeliveryState = "uncertain" // it may have been sent; a person decides
	Refused   DeliveryState = "refused"   // it was not sent
)

// State is what the platform said last if it said anything, else accepted,
// refused, uncertain or queued, in this order.
func (d Delivery) State() DeliveryState {
	switch s := d.Progress.State(); {
	case s != "":
		return DeliveryState(s)
	case !d.Accepted.IsZero():
		return Accepted
	case !d.Refused.IsZero():
		return Refused
	case !d.Uncertain.IsZero():
		return Uncertain
	default:
		return Queued
	}
}

// FactKind says what a fact tells of a sent message.
type FactKind string

// The kinds of facts.
const (
	FactAccepted  FactKind = "accepted"  // the provider answered with an id
	FactUncertain FactKind = "uncertain" // an attempt ended without an answer
	FactRefused   FactKind = "refused"   // it was given up, and was not sent
	FactStatus    FactKind = "status"    // a status callback
	FactFile      FactKind = "file"      // its file was stored, or lost
)

// Fact is something learnt of a message after it was stored.
type Fact struct {
	Kind FactKind  `json:"kind"`
	At   time.Time `json:"at"`
	// Told is when we learnt it, for the log; zero = At. A fact that is held is
	// the same whenever it was told.
	Told time.Time `json:"-"`
	// Account and one of Message and ProviderID say which message. Message wins.
	Account    AccountID          `json:"account"`
	Message    MessageID          `json:"message,omitempty"`
	ProviderID whatsapp.MessageID `json:"provider_id,omitempty"`
	State      whatsapp.State     `json:"state,omitempty"`   // of a status
	Failure    *whatsapp.Failure  `json:"failure,omitempty"` // of a status or a refusal
	Pricing    *whatsapp.Pricing  `json:"pricing,omitempty"`
	Dropped    []string           `json:"dropped,omitempty"` // of an acceptance
	File       File               `json:"file,omitzero"`
}

// Learnt is what a fact made of a message: the message as it is now, what to
// log and the jobs to add.
type Learnt struct {
	Message Message
	Entry   Entry
	Jobs    []Job
}

// Learn joins a fact to the message, and reports false when all of it was
// known. Stores call it inside their transaction; it is pure.
func (m Message) Learn(f Fact) (Learnt, bool) {
	before, known := m.Delivery, Learnt{Message: m}
	if m.Direction == In && f.Kind != FactFile {
		return known, false
	}
	switch f.Kind {
	case FactAccepted:
		m.Delivery.Accepted = earliest(m.Delivery.Accepted, f.At)
		if d := m.Delivery.Dropped; len(f.Dropped) > 0 && (len(d) == 0 || slices.Compare(f.Dropped, d) < 0) {
			m.Delivery.Dropped = f.Dropped
		}
	case FactUncertain:
		m.Delivery.Uncertain = earliest(m.Delivery.Uncertain, f.At)
	case FactRefused:
		if at := m.Delivery.Refused; at.IsZero() || f.At.Before(at) || f.At.Equal(at) && f.Failure.Compare(m.Delivery.Refusal) < 0 {
			m.Delivery.Refused, m.Delivery.Refusal = f.At.UTC(), f.Failure
		}
	case FactStatus:
		m.Delivery.Progress = m.Delivery.Progress.Join(f.State, f.At, f.Failure)
		if comparePricing(f.Pricing, m.Delivery.Pricing) < 0 {
			m.Delivery.Pricing = f.Pricing
		}
	case FactFile:
		if m.File.State != FileStored && m.File != f.File {
			m.File = f.File
			return Learnt{Message: m, Entry: m.entry(EntryFile, f)}, true
		}
		return known, false
	}
	named := m.ProviderID == "" && f.ProviderID != ""
	if named {
		m.ProviderID = f.ProviderID
	}
	if !named && before.equal(m.Delivery) {
		return known, false
	}
	learnt := Learnt{Message: m, Entry: m.entry(EntryDelivery, f)}
	// The platform's word that the window is closed corrects our view of it, which
	// belongs to the conversation and is decided there. Our own has no code.
	if f.Failure != nil && f.Failure.Class == whatsapp.WindowClosed && f.Failure.Code != 0 {
		learnt.Jobs = []Job{{
			Kind: JobFollow, Account: m.Account, Conversation: m.Conversation, Message: m.ID, Due: learnt.Entry.At,
		}}
	}
	return learnt, true
}

func (m Message) entry(kind EntryKind, f Fact) Entry {
	at := f.Told
	if at.IsZero() {
		at = f.At
	}
	return Entry{
		Kind: kind, At: at, Account: m.Account, Conversation: m.Conversation, Chat: m.Chat, Message: m.ID,
		State: string(m.Delivery.State()),
	}
}

// IsZero reports whether nothing is known yet.
func (d Delivery) IsZero() bool { return d.equal(Delivery{}) }

func (d Delivery) equal(e Delivery) bool {
	return d.Accepted.Equal(e.Accepted) && d.Uncertain.Equal(e.Uncertain) && d.Refused.Equal(e.Refused) &&
		d.Refusal.Compare(e.Refusal) == 0 &&
		d.Progress.Equal(e.Progress) && comparePricing(d.Pricing, e.Pricing) == 0 && d.Of == e.Of &&
		slices.Equal(d.Dropped, e.Dropped)
}

// comparePricing orders what may be told of a cost; something before nothing.
func comparePricing(a, b *whatsapp.Pricing) int {
	switch {
	case a == nil && b == nil:
		return 0
	case a == nil:
		return 1
	case b == nil:
		return -1
	}
	return cmp.Or(
		cmp.Compare(a.Type, b.Type), cmp.Compare(a.Category, b.Category), cmp.Compare(a.Model, b.Model),
	)
}

func earliest(known, at time.Time) time.Time {
	if known.IsZero() || at.Before(known) {
		return at.UTC()
	}
	return known
}
