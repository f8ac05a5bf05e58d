package memstore

import (
	"github.com/wainbox/wainbox/inbox"
	"github.com/wainbox/wainbox/whatsapp"
)

// versioned is a record as it is kept. Its version is 1 after the first put.
type versioned struct {
	record  inbox.Record
	version int64
}

// number is what is unique among accounts.
type number struct {
	provider string
	id       whatsapp.NumberID
}

func numberOf(a inbox.Account) number { return number{a.Provider, a.Number} }

// records holds all records, and the sets by which queries find them without
// looking at all.
type records struct {
	byKind  map[inbox.RecordKind]map[string]versioned
	numbers map[number]inbox.AccountID
	chats   chats
	seats   seats
}

func newRecords() records {
	return records{
		byKind:  map[inbox.RecordKind]map[string]versioned{},
		numbers: map[number]inbox.AccountID{},
		chats:   newChats(),
		seats:   newSeats(),
	}
}

// find returns a record; its version is 0 when there is none.
func (r *records) find(k inbox.Key) versioned { return r.byKind[k.Kind][k.ID] }

func (r *records) conversation(id inbox.ConversationID) (inbox.Conversation, int64) {
	v := r.find(inbox.Key{Kind: inbox.KindConversation, ID: string(id)})
	c, _ := v.record.(inbox.Conversation)
	return c, v.version
}

// put writes a record that was judged, one version higher.
func (r *records) put(rec inbox.Record) {
	k := rec.Key()
	before := r.find(k)
	set(r.byKind, k.Kind, k.ID, versioned{clone(rec), before.version + 1})
	switch rec := rec.(type) {
	case inbox.Account:
		// Another account of this commit may have taken the number over already.
		if old, ok := before.record.(inbox.Account); ok && r.numbers[numberOf(old)] == rec.ID {
			delete(r.numbers, numberOf(old))
		}
		if rec.Number != "" {
			r.numbers[numberOf(rec)] = rec.ID
		}
	case inbox.Conversation:
		if old, ok := before.record.(inbox.Conversation); ok {
			r.chats.remove(old)
		}
		r.chats.add(rec)
	case inbox.Seat:
		set(r.seats.agents, rec.Inbox, rec.Agent, true)
		set(r.seats.inboxes, rec.Agent, rec.Inbox, true)
		r.reseat(rec.Inbox, rec.Agent)
	case inbox.Agent:
		for i := range r.seats.inboxes[rec.ID] {
			r.reseat(i, rec.ID)
		}
	case inbox.Inbox:
		if old, _ := before.record.(inbox.Inbox); old.Capacity != rec.Capacity {
			delete(r.seats.pools, rec.ID) // it changes who has room, and happens seldom
		}
	}
}

// set writes into a map of maps.
func set[K, L comparable, V any](m map[K]map[L]V, k K, l L, v V) {
	if m[k] == nil {
		m[k] = map[L]V{}
	}
	m[k][l] = v
}

// isCase reports whether a record is one of the contract's cases, which are
// values: a pointer to one has the methods too, but would be shared.
func isCase(r inbox.Record) bool {
	switch r.(type) {
	case inbox.Account, inbox.Inbox, inbox.Agent, inbox.Seat, inbox.Contact, inbox.Conversation, inbox.Alias:
		return true
	default:
		return false
	}
}
