package memstore

import (
	"github.com/wainbox/wainbox/inbox"
	"github.com/wainbox/wainbox/whatsapp"
)

// provided is a message's name at its provider, unique for ever.
type provided struct {
	account inbox.AccountID
	id      whatsapp.MessageID
}

// messages holds all messages by our id, and the ways to find them.
type messages struct {
	byID         map[inbox.MessageID]inbox.Message
	byProvided   map[provided]inbox.MessageID
	conversation map[inbox.ConversationID][]inbox.MessageID
}

func newMessages() messages {
	return messages{
		byID:         map[inbox.MessageID]inbox.Message{},
		byProvided:   map[provided]inbox.MessageID{},
		conversation: map[inbox.ConversationID][]inbox.MessageID{},
	}
}

// insert adds a message that was judged.
func (ms *messages) insert(m inbox.Message) {
	m = clone(m)
	ms.update(m)
	ms.conversation[m.Conversation] = append(ms.conversation[m.Conversation], m.ID)
}

// update writes what became of a message.
func (ms *messages) update(m inbox.Message) {
	ms.byID[m.ID] = m
	if m.ProviderID != "" {
		ms.byProvided[provided{m.Account, m.ProviderID}] = m.ID
	}
}

// named finds the account's message that a fact names: by our id, else by the
// provider's. A message of another account is never it.
func (ms *messages) named(f inbox.Fact) (inbox.Message, bool) {
	if m, ok := ms.byID[f.Message]; ok && m.Account == f.Account {
		return m, true
	}
	if f.ProviderID == "" {
		return inbox.Message{}, false
	}
	m, ok := ms.byID[ms.byProvided[provided{f.Account, f.ProviderID}]]
	return m, ok
}
