package memstore

import (
	"cmp"
	"context"
	"errors"
	"slices"

	"github.com/wainbox/wainbox/inbox"
)

var errWant = errors.New("memstore: a want is none of the cases of inbox.Want")

// Load returns the records that match, of one moment and in the order of the
// wants; see [inbox.Store]. A limit of 0 is none.
func (s *Store) Load(ctx context.Context, wants []inbox.Want) ([]inbox.State, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	var states []inbox.State
	for i, w := range wants {
		switch w := w.(type) {
		case inbox.ByMessage:
			if m, ok := s.messages.byID[w.Message]; ok {
				m = clone(m)
				states = append(states, inbox.State{Want: i, Message: &m})
			}
			continue
		case inbox.Key, inbox.ByNumber, inbox.ByWABA, inbox.ByAddress, inbox.ByWaiting, inbox.ByEscalated,
			inbox.ByDeadline, inbox.ByHolder, inbox.BySeats:
			for _, k := range s.records.wanted(w) {
				if v := s.records.find(k); v.version > 0 {
					states = append(states, inbox.State{Want: i, Version: v.version, Record: clone(v.record)})
				}
			}
		default:
			return nil, errWant
		}
	}
	return states, nil
}

// wanted returns the keys of the records that match, which may not exist.
func (r *records) wanted(w inbox.Want) []inbox.Key {
	switch w := w.(type) {
	case inbox.Key:
		return []inbox.Key{w}
	case inbox.ByNumber:
		return []inbox.Key{{Kind: inbox.KindAccount, ID: string(r.numbers[number{w.Provider, w.Number}])}}
	case inbox.ByWABA:
		return r.ofWABA(w)
	case inbox.ByAddress:
		return r.ofAddress(w)
	case inbox.ByWaiting:
		return r.chats.ofWaiting(w)
	case inbox.ByEscalated:
		return r.chats.ofEscalated(w)
	case inbox.ByDeadline:
		return r.chats.ofDeadline(w)
	case inbox.ByHolder:
		return r.chats.ofHolder(w)
	case inbox.BySeats:
		return r.seats.ofSeats(w)
	default:
		return nil
	}
}

// ofWABA returns the accounts by their ids.
func (r *records) ofWABA(w inbox.ByWABA) []inbox.Key {
	var keys []inbox.Key
	for _, v := range r.byKind[inbox.KindAccount] {
		if a, ok := v.record.(inbox.Account); ok && a.Provider == w.Provider && a.WABA == w.WABA {
			keys = append(keys, a.Key())
		}
	}
	slices.SortFunc(keys, func(a, b inbox.Key) int { return cmp.Compare(a.ID, b.ID) })
	return keys
}

// ofAddress returns the aliases, the steadiest first, then the conversations
// in the same order.
func (r *records) ofAddress(w inbox.ByAddress) []inbox.Key {
	var aliases, conversations []inbox.Key
	for _, address := range inbox.AddressKeys(w.Address) {
		alias, ok := r.find(inbox.Alias{Account: w.Account, Address: address}.Key()).record.(inbox.Alias)
		if !ok {
			continue
		}
		aliases = append(aliases, alias.Key())
		to := inbox.Key{Kind: inbox.KindConversation, ID: string(alias.Conversation)}
		if !slices.Contains(conversations, to) {
			conversations = append(conversations, to)
		}
	}
	return append(aliases, conversations...)
}

// atMost is the beginning of a list; a limit of 0 is none.
func atMost[T any](limit int, list []T) []T {
	if limit > 0 && limit < len(list) {
		return list[:limit]
	}
	return list
}
