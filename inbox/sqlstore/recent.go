package sqlstore

import (
	"sync"
	"time"

	"github.com/wainbox/wainbox/inbox"
)

// recent holds the conversations and aliases that were written or read last, so
// that the next message of a conversation finds it without a query, which would
// cost about as much as storing the message.
//
// It is exact, not merely fresh: all writes of the file pass the writer, which
// publishes them here before it answers, and what a query found is only kept if
// nothing was published since the query began.
type recent struct {
	mu        sync.RWMutex
	young     map[inbox.Key]inbox.State
	old       map[inbox.Key]inbox.State
	published int64
}

// recentSize is how many records a generation has: some 10 MiB.
const recentSize = 1 << 14

func isRecent(k inbox.RecordKind) bool { return k == inbox.KindConversation || k == inbox.KindAlias }

// publish puts what was just committed in the place of what was known.
func (r *recent) publish(written []inbox.State) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.published++
	for _, s := range written {
		r.set(s)
	}
}

// learn keeps what a query found that began when so much was published.
func (r *recent) learn(published int64, found []inbox.State) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.published != published {
		return
	}
	for _, s := range found {
		r.set(s)
	}
}

func (r *recent) set(s inbox.State) {
	if len(r.young) >= recentSize || r.young == nil {
		r.old, r.young = r.young, make(map[inbox.Key]inbox.State, recentSize)
	}
	s = apart(s)
	s.Want = 0
	r.young[s.Record.Key()] = s
}

func (r *recent) find(k inbox.Key) (inbox.State, bool) {
	s, ok := r.young[k]
	if !ok {
		s, ok = r.old[k]
	}
	return apart(s), ok
}

// key adds a record if it is held.
func (r *recent) key(states []inbox.State, k inbox.Key) (_ []inbox.State, published int64, ok bool) {
	r.mu.RLock()
	defer r.mu.RUnlock()
	s, ok := r.find(k)
	if !ok {
		return states, r.published, false
	}
	return append(states, s), 0, true
}

// byAddress adds what an address leads to, if all of it is held: that an alias
// does not exist is not.
func (r *recent) byAddress(
	states []inbox.State, account inbox.AccountID, addresses []string,
) (_ []inbox.State, published int64, ok bool) {
	r.mu.RLock()
	defer r.mu.RUnlock()
	begin := len(states)
	for _, address := range addresses {
		s, ok := r.find(inbox.Alias{Account: account, Address: address}.Key())
		if !ok {
			return states[:begin], r.published, false
		}
		states = append(states, s)
	}
	for i := range addresses {
		a, _ := states[begin+i].Record.(inbox.Alias)
		k := inbox.Key{Kind: inbox.KindConversation, ID: string(a.Conversation)}
		if i > 0 && states[len(states)-1].Record.Key() == k {
			continue
		}
		s, ok := r.find(k)
		if !ok {
			return states[:begin], r.published, false
		}
		states = append(states, s)
	}
	return states, 0, true
}

// plain gives a record's times and lists the form that they have when they are
// read back.
func plain(r inbox.Record) inbox.Record {
	c, ok := r.(inbox.Conversation)
	if !ok {
		return r
	}
	c.Chat.Others, c.Chat.Needs, c.Chat.Tried = own(c.Chat.Others), own(c.Chat.Needs), own(c.Chat.Tried)
	for _, t := range []*time.Time{
		&c.LastAt, &c.ReceivedAt, &c.Window.Opened, &c.Window.Refused, &c.Window.Entered, &c.Window.Answered,
		&c.Watch.Opened, &c.Watch.Closing, &c.Watch.Closed, &c.Auto.Arrived, &c.Auto.Closed,
		&c.Chat.Arrived, &c.Chat.Assigned, &c.Chat.Until, &c.Closed.Until,
	} {
		*t = t.Round(0).UTC()
	}
	return c
}

// own is a copy of a list, and nil when there is nothing in it.
func own[T any](list []T) []T { return append([]T(nil), list...) }

// apart is a state that shares no list with its source. Few chats have any.
func apart(s inbox.State) inbox.State {
	c, ok := s.Record.(inbox.Conversation)
	if !ok || len(c.Chat.Others)+len(c.Chat.Needs)+len(c.Chat.Tried) == 0 {
		return s
	}
	c.Chat.Others, c.Chat.Needs, c.Chat.Tried = own(c.Chat.Others), own(c.Chat.Needs), own(c.Chat.Tried)
	s.Record = c
	return s
}
