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
		case inbox.Key, inbox.ByNumber, inbox.ByWABA, inbox.ByAddress, inbox.ByWaiting, inbox.BySeats:
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
		return r.ofWaiting(w)
	case inbox.BySeats:
		return r.ofSeats(w)
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

// ofWaiting returns the conversations by (arrival, id).
func (r *records) ofWaiting(w inbox.ByWaiting) []inbox.Key {
	var waiting []inbox.Conversation
	for id := range r.waiting[w.Inbox] {
		c, _ := r.conversation(id)
		waiting = append(waiting, c)
	}
	slices.SortFunc(waiting, func(a, b inbox.Conversation) int {
		return cmp.Or(a.Chat.Arrived.Compare(b.Chat.Arrived), cmp.Compare(a.ID, b.ID))
	})
	var keys []inbox.Key
	for _, c := range atMost(w.Limit, waiting) {
		keys = append(keys, c.Key())
	}
	return keys
}

// ofSeats returns the agent's seats by their inboxes' ids.
func (r *records) ofSeats(w inbox.BySeats) []inbox.Key {
	var keys []inbox.Key
	for id, seats := range r.seats {
		if seats[w.Agent] {
			keys = append(keys, inbox.SeatKey(id, w.Agent))
		}
	}
	slices.SortFunc(keys, func(a, b inbox.Key) int { return cmp.Compare(a.ID, b.ID) })
	return keys
}

// atMost is the beginning of a list; a limit of 0 is none.
func atMost[T any](limit int, list []T) []T {
	if limit > 0 && limit < len(list) {
		return list[:limit]
	}
	return list
}
