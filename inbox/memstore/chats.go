package memstore

import (
	"cmp"
	"iter"
	"time"

	"github.com/wainbox/wainbox/inbox"
)

// chats are the conversations that have one, in the orders in which they are
// asked for.
type chats struct {
	waiting   map[inbox.InboxID]*sorted[inbox.WaitingCursor]
	escalated map[inbox.InboxID]*sorted[inbox.WaitingCursor]
	offered   map[inbox.InboxID]*sorted[offered]
	held      map[holder]*sorted[held]
}

// offered is a chat that is offered until a time.
type offered struct {
	until, arrived time.Time
	id             inbox.ConversationID
}

func compareOffered(a, b offered) int {
	return cmp.Or(a.until.Compare(b.until), a.arrived.Compare(b.arrived), cmp.Compare(a.id, b.id))
}

// holder is an agent who is offered chats, or has them.
type holder struct {
	agent inbox.AgentID
	state inbox.ChatState
}

// held is a chat that a holder has.
type held struct {
	arrived time.Time
	id      inbox.ConversationID
	inbox   inbox.InboxID
}

func compareHeld(a, b held) int {
	return cmp.Or(a.arrived.Compare(b.arrived), cmp.Compare(a.id, b.id))
}

func newChats() chats {
	return chats{
		waiting:   map[inbox.InboxID]*sorted[inbox.WaitingCursor]{},
		escalated: map[inbox.InboxID]*sorted[inbox.WaitingCursor]{},
		offered:   map[inbox.InboxID]*sorted[offered]{},
		held:      map[holder]*sorted[held]{},
	}
}

// add adds a conversation as it is now.
func (cs *chats) add(c inbox.Conversation) {
	switch {
	case c.Chat.State == inbox.Waiting && c.Chat.Escalated:
		addTo(cs.escalated, c.Inbox, inbox.WaitingCursor.Compare, c.Waits())
	case c.Chat.State == inbox.Waiting:
		addTo(cs.waiting, c.Inbox, inbox.WaitingCursor.Compare, c.Waits())
	case c.Chat.State == inbox.Offered:
		addTo(cs.offered, c.Inbox, compareOffered, offered{c.Chat.Until, c.Chat.Arrived, c.ID})
	}
	for _, a := range c.Chat.Holders() {
		addTo(cs.held, holder{a, c.Chat.State}, compareHeld, held{c.Chat.Arrived, c.ID, c.Inbox})
	}
}

// remove removes one as it was added.
func (cs *chats) remove(c inbox.Conversation) {
	switch {
	case c.Chat.State == inbox.Waiting && c.Chat.Escalated:
		removeFrom(cs.escalated, c.Inbox, c.Waits())
	case c.Chat.State == inbox.Waiting:
		removeFrom(cs.waiting, c.Inbox, c.Waits())
	case c.Chat.State == inbox.Offered:
		removeFrom(cs.offered, c.Inbox, offered{c.Chat.Until, c.Chat.Arrived, c.ID})
	}
	for _, a := range c.Chat.Holders() {
		removeFrom(cs.held, holder{a, c.Chat.State}, held{c.Chat.Arrived, c.ID, c.Inbox})
	}
}

// ofWaiting returns the conversations by priority, arrival and id.
func (cs *chats) ofWaiting(w inbox.ByWaiting) []inbox.Key {
	set := cs.waiting[w.Inbox]
	list := set.all()
	if begins := w.After.Compare(inbox.WaitingCursor{}) == 0; !begins {
		list = set.after(w.After)
	}
	return take(w.Limit, list, func(p inbox.WaitingCursor) (inbox.ConversationID, bool) { return p.ID, true })
}

// ofEscalated returns them in the same order.
func (cs *chats) ofEscalated(w inbox.ByEscalated) []inbox.Key {
	return take(w.Limit, cs.escalated[w.Inbox].all(), func(p inbox.WaitingCursor) (inbox.ConversationID, bool) {
		return p.ID, true
	})
}

// ofDeadline returns the conversations by deadline, arrival and id.
func (cs *chats) ofDeadline(w inbox.ByDeadline) []inbox.Key {
	due := func(yield func(offered) bool) {
		for one := range cs.offered[w.Inbox].all() {
			if one.until.After(w.Until) || !yield(one) {
				return
			}
		}
	}
	return take(w.Limit, due, func(o offered) (inbox.ConversationID, bool) { return o.id, true })
}

// ofHolder returns the conversations by arrival and id.
func (cs *chats) ofHolder(w inbox.ByHolder) []inbox.Key {
	return take(w.Limit, cs.held[holder{w.Agent, w.State}].all(), func(h held) (inbox.ConversationID, bool) {
		return h.id, w.Inbox == "" || h.inbox == w.Inbox
	})
}

// take returns the keys of the first that are meant; a limit of 0 is none.
func take[T any](limit int, list iter.Seq[T], id func(T) (inbox.ConversationID, bool)) []inbox.Key {
	var keys []inbox.Key
	for one := range list {
		if id, meant := id(one); meant {
			keys = append(keys, inbox.Key{Kind: inbox.KindConversation, ID: string(id)})
			if len(keys) == limit {
				break
			}
		}
	}
	return keys
}

// addTo adds a value to one of several sets.
func addTo[K comparable, T any](sets map[K]*sorted[T], k K, compare func(a, b T) int, v T) {
	if sets[k] == nil {
		sets[k] = &sorted[T]{compare: compare}
	}
	sets[k].add(v)
}

func removeFrom[K comparable, T any](sets map[K]*sorted[T], k K, v T) {
	if set := sets[k]; set != nil {
		if set.remove(v); len(set.blocks) == 0 {
			delete(sets, k)
		}
	}
}
