package sqlstore

import (
	"slices"

	"github.com/wainbox/wainbox/inbox"
)

// judge returns why a commit must not be written, or nil. It reads only, but
// for one thing: a single message of a commit that stands otherwise is
// inserted, which is the judgement on its key and saves a statement.
func (w *writer) judge(p *plan) (refusal, err error) {
	keys, err := w.known(p.keys)
	if err != nil {
		return nil, err
	}
	refusal, err = w.condemn(p)
	if err != nil {
		return nil, err
	}
	p.inserted = false
	if refusal == nil && len(keys) == 0 && len(p.messages) == 1 {
		if p.inserted, err = w.insert(&p.messages[0]); err != nil || p.inserted {
			return nil, err
		}
		return &inbox.DuplicateError{Keys: []string{p.messages[0].DedupeKey()}}, nil
	}
	keys, err = w.stored(p.messages, keys)
	if err != nil {
		return nil, err
	}
	if len(keys) > 0 {
		return &inbox.DuplicateError{Keys: keys}, nil
	}
	return refusal, nil
}

// stored adds the keys of the messages that exist or come twice.
func (w *writer) stored(messages []message, keys []string) ([]string, error) {
	for i := range messages {
		m := &messages[i]
		if m.ProviderID == "" {
			continue
		}
		twice := slices.ContainsFunc(messages[:i], func(o message) bool {
			return o.Account == m.Account && o.ProviderID == m.ProviderID
		})
		var id string
		found, err := w.messages.provided.one([]any{providerKey(m.Account, m.ProviderID)}, &id)
		if err != nil {
			return nil, err
		}
		if key := m.DedupeKey(); (twice || found) && !slices.Contains(keys, key) {
			keys = append(keys, key)
		}
	}
	return keys, nil
}

// condemn returns ErrFenced or ErrConflict if the commit deserves it.
func (w *writer) condemn(p *plan) (refusal, err error) {
	if p.settle != nil {
		if held, err := w.holdsLease(p.settle); err != nil || !held {
			return inbox.ErrFenced, err
		}
	}
	for _, g := range p.guards {
		if h, err := w.head(g.Key); err != nil || h.version != g.Version {
			return inbox.ErrConflict, err
		}
	}
	for i := range p.puts {
		one := &p.puts[i]
		h, err := w.head(one.key)
		twice := slices.ContainsFunc(p.puts[:i], func(o put) bool { return o.key == one.key })
		if err != nil || twice || h.version != one.version {
			return inbox.ErrConflict, err
		}
	}
	if taken, err := w.numberTaken(p.puts); err != nil || taken {
		return inbox.ErrConflict, err
	}
	return nil, nil
}

// numberTaken reports whether the commit would leave two accounts with one
// provider's number. An account without a number takes none.
func (w *writer) numberTaken(puts []put) (bool, error) {
	if !slices.ContainsFunc(puts, func(p put) bool { return p.key.Kind == inbox.KindAccount }) {
		return false, nil
	}
	moves := map[inbox.AccountID]inbox.ByNumber{}
	for i := range puts {
		if a, ok := puts[i].record.(inbox.Account); ok {
			moves[a.ID] = inbox.ByNumber{Provider: a.Provider, Number: a.Number}
		}
	}
	takers := map[inbox.ByNumber]bool{}
	for id, n := range moves {
		if n.Number == "" {
			continue
		}
		var holder string
		held, err := w.records.holder.one([]any{n.Provider, string(n.Number)}, &holder)
		if err != nil {
			return false, err
		}
		to, moving := moves[inbox.AccountID(holder)]
		if takers[n] || held && inbox.AccountID(holder) != id && (!moving || to == n) {
			return true, nil
		}
		takers[n] = true
	}
	return false, nil
}
