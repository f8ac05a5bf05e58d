package memstore

import (
	"reflect"
	"slices"
	"time"

	"github.com/wainbox/wainbox/inbox"
	"github.com/wainbox/wainbox/whatsapp"
)

// name is one of the two by which a fact waits for its message.
type name struct {
	account  inbox.AccountID
	message  inbox.MessageID
	provided whatsapp.MessageID
}

// heldFact is a fact whose message is not known yet.
type heldFact struct {
	fact  inbox.Fact
	since time.Time
}

// hold has each held fact under all names that it gives, in the order in which
// they came.
type hold map[name][]*heldFact

func names(f inbox.Fact) []name {
	var found []name
	if f.Message != "" {
		found = append(found, name{account: f.Account, message: f.Message})
	}
	if f.ProviderID != "" {
		found = append(found, name{account: f.Account, provided: f.ProviderID})
	}
	return found
}

// add holds a fact, unless it is held.
func (h hold) add(f inbox.Fact, now time.Time) {
	f.At, f.Told = f.At.UTC().Round(0), time.Time{} // comparable
	for _, n := range names(f) {
		if slices.ContainsFunc(h[n], func(known *heldFact) bool { return reflect.DeepEqual(known.fact, f) }) {
			return
		}
	}
	one := &heldFact{fact: f, since: now}
	for _, n := range names(f) {
		h[n] = append(h[n], one)
	}
}

// drop lets go of a fact under all its names.
func (h hold) drop(one *heldFact) {
	for _, n := range names(one.fact) {
		h[n] = slices.DeleteFunc(h[n], func(other *heldFact) bool { return other == one })
		if len(h[n]) == 0 {
			delete(h, n)
		}
	}
}

// take returns the facts that wait for a name, and holds them no more.
func (h hold) take(n name) []inbox.Fact {
	var facts []inbox.Fact
	for _, one := range slices.Clone(h[n]) {
		facts = append(facts, one.fact)
		h.drop(one)
	}
	return facts
}

// join joins a fact to its message, or holds it.
func (s *Store) join(f inbox.Fact) {
	m, ok := s.messages.named(f)
	if !ok {
		s.hold.add(f, s.now())
		return
	}
	s.learn(m, f)
}

// joinHeld joins what was held for a message that has become known.
func (s *Store) joinHeld(a inbox.AccountID, id inbox.MessageID, provided whatsapp.MessageID) {
	facts := s.hold.take(name{account: a, message: id})
	if provided != "" {
		facts = append(facts, s.hold.take(name{account: a, provided: provided})...)
	}
	for _, f := range facts {
		s.learn(s.messages.byID[id], f)
	}
}

// learn joins a fact to a message and writes what follows from it.
func (s *Store) learn(m inbox.Message, f inbox.Fact) {
	owner, taken := s.messages.byProvided[provided{f.Account, f.ProviderID}]
	if taken && owner != m.ID {
		if ours, theirs, ok := m.Claim(s.messages.byID[owner], f); ok {
			s.teach(m, theirs)
			s.teach(m, ours)
			return
		}
		f.ProviderID = "" // another message has it
	}
	if learnt, changed := m.Learn(f); changed {
		s.teach(m, learnt)
	}
}

// teach writes what a message has learnt; m is the one before that.
func (s *Store) teach(m inbox.Message, learnt inbox.Learnt) {
	after := learnt.Message
	s.messages.update(after)
	s.log.append(learnt.Entry)
	s.addJobs(learnt.Jobs)
	if m.ID == after.ID && m.ProviderID == "" && after.ProviderID != "" {
		s.joinHeld(after.Account, after.ID, after.ProviderID)
	}
}
