package storetest

import (
	"slices"
	"strings"
	"time"

	"github.com/wainbox/wainbox/inbox"
	"github.com/wainbox/wainbox/routing"
)

// isOfChat reports whether an entry tells what becomes of a chat.
func isOfChat(k inbox.EntryKind) bool { return strings.HasPrefix(string(k), "chat.") }

// episode is a chat as the log tells it.
type episode struct {
	*mirror

	was, is inbox.Conversation
	log     []inbox.Entry
	chat    inbox.Chat // as it is after the entries so far
	last    inbox.AgentID
	void    []inbox.AgentID // whose offers are to be withdrawn: another accepted
	offers  int             // that this commit made
	rules   routing.Rules   // of the inbox as it is, which an offer writes
}

// talk checks what a conversation becomes: the entries lead from what its chat was
// to what it is, and nowhere else.
func (m *mirror) talk(was, is inbox.Conversation, log []inbox.Entry, c inbox.Commit) {
	e := &episode{mirror: m, was: was, is: is, log: log, chat: was.Chat, last: was.LastAgent, rules: m.inbox(is.Inbox).Rules}
	book := m.chats[is.ID]
	if book == nil {
		book = &chatBook{ids: map[inbox.ChatID]bool{}, offers: map[int64]inbox.AgentID{}}
		m.chats[is.ID] = book
		m.sim.talks = append(m.sim.talks, is.ID)
	}
	e.succession(c, book)
	if is.Successor != "" && was.Successor == "" && is.Chat.ID == "" {
		e.chat = inbox.Chat{} // it went on with the other one
	}
	if was.Chat.Escalated && !is.Chat.Escalated && is.Chat.ID == was.Chat.ID && len(log) == 0 {
		e.chat.Chat = was.Chat.Refresh()
	}
	for _, entry := range log {
		if wrong := e.tell(entry, book); wrong != "" {
			m.sim.failf("%s of %s: %s", entry.Kind, m.sim.talk(is.ID), wrong)
			return
		}
	}
	e.compare()
	m.hold(was, -1)
	m.hold(is, 1)
	if is.Chat.State == inbox.Offered && !m.jobs.timer(is, book.heir) {
		m.sim.failf("nothing waits for the deadline of %s", m.sim.talk(is.ID))
	}
}

// hold counts what the holders of a chat have.
func (m *mirror) hold(c inbox.Conversation, n int) {
	for _, a := range c.Chat.Holders() {
		m.loads[inbox.Agent{ID: a}.Key()] += n
		m.loads[inbox.SeatKey(c.Inbox, a)] += n
	}
}

// tell goes on by an entry, and returns what is wrong with it.
func (e *episode) tell(entry inbox.Entry, book *chatBook) string {
	c := &e.chat
	switch entry.Kind {
	case inbox.EntryArrived, inbox.EntryReopened:
		return e.arrived(entry, book)
	default:
	}
	if entry.Chat != c.ID || c.ID == "" {
		return "it is not the chat that there is"
	}
	holds := slices.Contains(c.Holders(), entry.Agent)
	switch entry.Kind {
	case inbox.EntryTriaged:
		if c.State == inbox.Active {
			return "somebody has it"
		}
		c.Priority, c.Needs = e.is.Chat.Priority, e.is.Chat.Needs
	case inbox.EntryEscalated:
		book.escalated = e.accepted
		return e.escalate()
	case inbox.EntryOffered:
		return e.offered(entry)
	case inbox.EntryTimedOut, inbox.EntryDeclined:
		late := !entry.At.Before(c.Until)
		switch {
		case !holds || c.State != inbox.Offered:
			return "it was not offered"
		case late != (entry.Kind == inbox.EntryTimedOut):
			return "at " + entry.At.Format(time.TimeOnly) + ", and it is offered until " + c.Until.Format(time.TimeOnly)
		}
		if !slices.Contains(c.Tried, entry.Agent) {
			c.Tried = append(slices.Clip(c.Tried), entry.Agent)
		}
		e.drop(entry.Agent)
	case inbox.EntryWithdrawn:
		if at := slices.Index(e.void, entry.Agent); at >= 0 {
			e.void = slices.Delete(e.void, at, at+1)
			return ""
		}
		if !holds || c.State != inbox.Offered {
			return "it was not offered"
		}
		e.drop(entry.Agent)
	case inbox.EntryOwner:
		book.owned = e.accepted
		return e.owned(entry)
	case inbox.EntryEnded:
		if e.is.Successor == "" && c.State != inbox.Active || c.Agent != entry.Agent {
			return "it is " + string(entry.Agent) + "'s no more"
		}
		*c = inbox.Chat{}
		e.hopes[e.is.Inbox] = e.accepted
	default:
		return "it is not known"
	}
	return ""
}

func (e *episode) arrived(entry inbox.Entry, book *chatBook) string {
	closed := e.was.Closed
	again := closed.ID != "" && entry.At.Before(closed.Until)
	switch {
	case e.chat.ID != "":
		return "there is one"
	case again != (entry.Kind == inbox.EntryReopened) || again && entry.Chat != closed.ID:
		return "the last one could be reopened until " + closed.Until.Format(time.TimeOnly)
	case !again && book.ids[entry.Chat]:
		return "there was one with its id"
	}
	book.ids[entry.Chat] = true
	e.chat = inbox.Chat{ID: entry.Chat, Chat: routing.Chat{State: inbox.Waiting, Arrived: entry.At}}
	return ""
}

// drop takes the offer to an agent back.
func (e *episode) drop(a inbox.AgentID) {
	left := slices.DeleteFunc(e.chat.Holders(), func(o inbox.AgentID) bool { return o == a })
	e.set(left)
}

// set offers the chat to some, or to nobody.
func (e *episode) set(holders []inbox.AgentID) {
	c := &e.chat
	c.Agent, c.Others = "", nil
	if len(holders) == 0 {
		c.State, c.Until = inbox.Waiting, time.Time{}
		return
	}
	c.State, c.Agent, c.Others = inbox.Offered, holders[0], holders[1:]
}

// owned is a change of the owner.
func (e *episode) owned(entry inbox.Entry) string {
	c := &e.chat
	had := c.Agent
	if c.State != inbox.Active {
		had = ""
	}
	if entry.Was != had {
		return "it was " + string(had) + "'s, and not " + string(entry.Was) + "'s"
	}
	seat, _ := e.seated(e.is.Inbox, entry.Agent)
	if entry.Agent != "" && (seat.Seat.Left || seat.Seat.Barred || seat.Seat.Agent == "") {
		return string(entry.Agent) + " is not a member, or barred"
	}
	switch entry.State {
	case inbox.OwnerAccepted:
		e.void = slices.DeleteFunc(c.Holders(), func(o inbox.AgentID) bool { return o == entry.Agent })
		switch {
		case c.State != inbox.Offered || !slices.Contains(c.Holders(), entry.Agent):
			return "it was not offered to " + string(entry.Agent)
		case !entry.At.Before(c.Until):
			return "too late"
		case !seat.There(entry.At):
			return string(entry.Agent) + " is not there"
		}
	case inbox.OwnerAssigned:
		if c.State != inbox.Waiting {
			return "it is " + string(c.State)
		}
		c.Escalated = false
	case inbox.OwnerTransferred:
		if had == "" || entry.Agent == had {
			return "from " + string(had)
		}
	case inbox.OwnerReturned:
		return e.returned(entry)
	}
	c.State, c.Agent, c.Others, c.Until = inbox.Active, entry.Agent, nil, time.Time{}
	e.last = entry.Agent
	return ""
}

// compare wants the chat to be what was told.
func (e *episode) compare() {
	told, is := e.chat, e.is.Chat
	slices.Sort(told.Tried)
	is.Tried = slices.Sorted(slices.Values(is.Tried))
	wrong := ""
	switch {
	case told.ID != is.ID || told.State != is.State || !slices.Equal(told.Holders(), is.Holders()):
		wrong = "its state or its holders"
	case !told.Until.Equal(is.Until) || !told.Arrived.Equal(is.Arrived):
		wrong = "its times"
	case !slices.Equal(told.Tried, is.Tried) || told.Rounds != is.Rounds || told.Escalated != is.Escalated:
		wrong = "who was tried"
	case told.Priority != is.Priority || !slices.Equal(told.Needs, is.Needs):
		wrong = "what it needs"
	case e.last != e.is.LastAgent:
		wrong = "the last agent"
	case len(e.void) > 0:
		wrong = "an offer that is void"
	case e.is.Offers != e.was.Offers+int64(min(e.offers, 1)):
		wrong = "the number of its offers"
	}
	if wrong != "" {
		e.sim.failf("%s: %s is not what was told: %+v is %+v", e.sim.talk(e.is.ID), wrong, told, e.is.Chat)
	}
}
