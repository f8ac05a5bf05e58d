package storetest

import "github.com/wainbox/wainbox/inbox"

// succession takes over what the log tells of conversations that prove to be with
// one customer: of the one that goes on, whose chat may be the other's, and of the
// one that it succeeds.
func (e *episode) succession(c inbox.Commit, book *chatBook) {
	for _, entry := range c.Log {
		if entry.Kind != inbox.EntryMerged || inbox.ConversationID(entry.State) != e.is.ID {
			continue
		}
		loser, _ := find[inbox.Conversation](e.mirror, inbox.Conversation{ID: entry.Conversation}.Key())
		book.heir = append(book.heir, loser.ID)
		if e.last == "" {
			e.last = loser.LastAgent
		}
		if e.was.Chat.ID != "" {
			continue
		}
		e.was.Offers = max(e.was.Offers, loser.Offers)
		if loser.Chat.ID == "" {
			continue
		}
		of := e.chats[loser.ID]
		book.owned, book.escalated, book.ids[loser.Chat.ID] = of.owned, of.escalated, true
		e.chat = loser.Chat
	}
	e.was.LastAgent = e.last
}
