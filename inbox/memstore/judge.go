package memstore

import (
	"errors"
	"slices"

	"github.com/wainbox/wainbox/inbox"
)

var (
	errRecord  = errors.New("memstore: a put's record is none of the cases of inbox.Record")
	errOutcome = errors.New("memstore: a settlement's outcome is none of the constants")
)

// judge returns why a commit must not be written, or nil. It writes nothing.
func (s *Store) judge(c inbox.Commit) error {
	for _, p := range c.Puts {
		if !isCase(p.Record) {
			return errRecord
		}
	}
	if c.Settle != nil && !isOutcome(c.Settle.Outcome) {
		return errOutcome
	}
	if keys := s.duplicates(c); len(keys) > 0 {
		return &inbox.DuplicateError{Keys: keys}
	}
	if c.Settle != nil && !s.jobs.holds(c.Settle.Job, c.Settle.Fence) {
		return inbox.ErrFenced
	}
	if s.stale(c) || s.numberTaken(c) || s.messageTaken(c) {
		return inbox.ErrConflict
	}
	return nil
}

// duplicates returns the keys that exist or come twice in the commit, each
// once.
func (s *Store) duplicates(c inbox.Commit) []string {
	var found []string
	add := func(key string) {
		if !slices.Contains(found, key) {
			found = append(found, key)
		}
	}
	keys := map[string]bool{}
	for _, k := range c.Keys {
		if _, ok := s.keys[k.Key]; ok || keys[k.Key] {
			add(k.Key)
		}
		keys[k.Key] = true
	}
	names := map[provided]bool{}
	for _, m := range c.Messages {
		if m.ProviderID == "" {
			continue
		}
		name := provided{m.Account, m.ProviderID}
		if _, ok := s.messages.byProvided[name]; ok || names[name] {
			add(m.DedupeKey())
		}
		names[name] = true
	}
	return found
}

// stale reports whether a guard's or a put's record is not at its version. A
// record that is put twice is not, the second time.
func (s *Store) stale(c inbox.Commit) bool {
	for _, g := range c.Guards {
		if s.records.find(g.Key).version != g.Version {
			return true
		}
	}
	put := map[inbox.Key]bool{}
	for _, p := range c.Puts {
		k := p.Record.Key()
		if put[k] || s.records.find(k).version != p.Version {
			return true
		}
		put[k] = true
	}
	return false
}

// numberTaken reports whether the commit would leave two accounts with one
// provider's number. An account without a number takes none.
func (s *Store) numberTaken(c inbox.Commit) bool {
	moves := map[inbox.AccountID]number{}
	for _, p := range c.Puts {
		if a, ok := p.Record.(inbox.Account); ok {
			moves[a.ID] = numberOf(a)
		}
	}
	takers := map[number]bool{}
	for id, n := range moves {
		if n.id == "" {
			continue
		}
		holder, held := s.records.numbers[n]
		to, moving := moves[holder]
		if takers[n] || held && holder != id && (!moving || to == n) {
			return true
		}
		takers[n] = true
	}
	return false
}

// messageTaken reports whether a message's own id is not fresh.
func (s *Store) messageTaken(c inbox.Commit) bool {
	ids := map[inbox.MessageID]bool{}
	for _, m := range c.Messages {
		if _, ok := s.messages.byID[m.ID]; ok || ids[m.ID] {
			return true
		}
		ids[m.ID] = true
	}
	return false
}
