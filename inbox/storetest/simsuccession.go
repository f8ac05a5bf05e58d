package storetest

import "github.com/wainbox/wainbox/inbox"

// succession takes over what the log tells of conversations that prove to be with
// one customer: of the one that goes on, whose chat may be the other's, and of the
// one that it succeeds. A last agent is one of the inbox that the conversation is in.
func (e *episode) succession(c inbox.Commit, book *chatBook) {
	in := e.was.Inbox
	for _, entry := range c.Log {
		if entry.Kind != inbox.EntryMerged || inbox.ConversationID(entry.State) != e.is.ID {
			continue
		}
		loser, _ := find[inbox.Conversation](e.mirror, inbox.Conversation{ID: entry.Conversation}.Key())
		book.heir = append(book.heir, loser.ID)
		moves := e.was.Chat.ID == "" && loser.Chat.ID != ""
		if moves && loser.Inbox != in {
			in, e.last = loser.Inbox, ""
		}
		if moves && loser.Chat.State == inbox.Active {
			e.last = loser.Chat.Agent
		}
		if e.last == "" && loser.Inbox == in {
			e.last = loser.LastAgent
		}
		if e.was.Chat.ID == "" && !moves && loser.Closed.Until.After(e.was.Closed.Until) {
			e.was.Closed, book.ids[loser.Closed.ID] = loser.Closed, true
		}
		if !moves {
			continue
		}
		if loser.Chat.State == inbox.Offered {
			e.was.Offers++ // a number of its own
		}
		e.was.Offers = max(e.was.Offers, loser.Offers)
		of := e.chats[loser.ID]
		book.owned, book.escalated, book.ids[loser.Chat.ID] = of.owned, of.escalated, true
		e.chat = loser.Chat
	}
	if e.is.Inbox != in {
		e.last = ""
	}
	e.was.LastAgent = e.last
}
