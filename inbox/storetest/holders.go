package storetest

import (
	"time"

	"github.com/wainbox/wainbox/inbox"
)

var holderCases = []testCase{
	{name: "chats by whom they are offered to", run: heldOffers},
	{name: "chats by whose they are", run: heldChats},
	{name: "chats that somebody has, by arrival and then by id", run: heldByArrival},
	{name: "chats that somebody has in an inbox", run: heldInInbox},
	{name: "chats that somebody has, up to a limit", run: heldLimit},
	{name: "chats that somebody has come and go", run: heldComeAndGo},
}

// active is a conversation of the inbox whose chat is an agent's.
func active(id inbox.ConversationID, arrived time.Duration, a inbox.AgentID) inbox.Conversation {
	talk := waiting(id, arrived)
	talk.Chat.State, talk.Chat.Agent = inbox.Active, a
	return talk
}

func offeredTo(a inbox.AgentID) inbox.ByHolder { return inbox.ByHolder{Agent: a, State: inbox.Offered} }

func hadBy(a inbox.AgentID) inbox.ByHolder { return inbox.ByHolder{Agent: a, State: inbox.Active} }

func heldOffers(k *kit) {
	tried := waiting("talk-4", 0)
	tried.Chat.Tried, tried.LastAgent = []inbox.AgentID{"ann"}, "ann"
	k.write(
		put(offered("talk-1", time.Second, 0, "ann")), put(offered("talk-2", time.Second, time.Hour, "bob", "ann", "cay")),
		put(offered("talk-3", time.Second, 0, "an", "nn", "ann-b", "Ann")), put(tried), put(active("talk-5", 0, "ann")),
	)
	k.wants(offeredTo("ann"), "talk-1", "talk-2")
	k.wants(offeredTo("bob"), "talk-2")
	k.wants(offeredTo("cay"), "talk-2")
	k.wants(offeredTo("Ann"), "talk-3")
	k.wants(offeredTo("dan"))
	k.wants(offeredTo(""))
}

func heldChats(k *kit) {
	ended := active("talk-4", 0, "ann")
	ended.Chat.State = "ended"
	k.write(
		put(offered("talk-1", time.Second, 0, "ann")), put(active("talk-2", time.Hour, "ann")), put(active("talk-3", 0, "bob")),
		put(ended), put(waiting("talk-5", 0)),
	)
	k.wants(hadBy("ann"), "talk-2")
	k.wants(hadBy("bob"), "talk-3")
	k.wants(hadBy(""))
	k.wants(offeredTo("ann"), "talk-1")
}

func heldByArrival(k *kit) {
	first := active("talk-z", 0, "ann")
	first.Chat.Priority, first.Chat.Assigned = 9, at(time.Hour) // do not count here
	k.write(
		put(active("talk-b", time.Hour, "ann")), put(active("talk-10", time.Hour, "ann")), put(active("talk-9", time.Hour, "ann")),
		put(active("talk-C", time.Hour, "ann")), put(active("talk-0", time.Hour+time.Microsecond, "ann")), put(first),
		put(offered("talk-2", 0, time.Hour, "ann", "bob")), put(offered("talk-1", time.Minute, time.Hour, "bob", "ann")),
		put(offered("talk-3", time.Hour, time.Minute, "cay", "ann")),
	)
	k.wants(hadBy("ann"), "talk-z", "talk-10", "talk-9", "talk-C", "talk-b", "talk-0")
	k.wants(offeredTo("ann"), "talk-3", "talk-1", "talk-2")
}

func heldInInbox(k *kit) {
	one, two := active("talk-1", 0, "ann"), offered("talk-2", 0, 0, "bob", "ann")
	one.Inbox, two.Inbox = inboxB, inboxB
	k.write(put(one), put(two), put(active("talk-3", time.Hour, "ann")), put(offered("talk-4", 0, time.Hour, "bob", "ann")))
	had, offer := hadBy("ann"), offeredTo("ann")
	k.wants(had, "talk-1", "talk-3")
	k.wants(offer, "talk-2", "talk-4")
	had.Inbox, had.Limit, offer.Inbox, offer.Limit = inboxA, 1, inboxA, 1
	k.wants(had, "talk-3")
	k.wants(offer, "talk-4")
	had.Inbox, offer.Inbox = inboxB, inboxB
	k.wants(had, "talk-1")
	k.wants(offer, "talk-2")
	had.Inbox = "inbox-c"
	k.wants(had)
}

func heldLimit(k *kit) {
	for i := range 5 {
		k.write(put(active(id(inbox.ConversationID("talk-"), i), time.Duration(9-i)*time.Second, "ann")))
	}
	w := hadBy("ann")
	k.wants(w, "talk-0004", "talk-0003", "talk-0002", "talk-0001", "talk-0000")
	w.Limit = 2
	k.wants(w, "talk-0004", "talk-0003")
}

func heldComeAndGo(k *kit) {
	k.write(put(offered("talk-1", time.Second, 0, "ann", "bob", "cay")), put(active("talk-2", 0, "ann")))
	k.write(puts(1, offered("talk-1", time.Second, 0, "bob", "cay")))
	k.wants(offeredTo("ann"))
	k.wants(offeredTo("bob"), "talk-1")
	k.wants(offeredTo("cay"), "talk-1")
	k.write(puts(2, active("talk-1", 0, "cay")))
	k.wants(offeredTo("bob"))
	k.wants(offeredTo("cay"))
	k.wants(hadBy("cay"), "talk-1")
	k.write(puts(3, active("talk-1", 0, "ann"))) // handed over
	k.wants(hadBy("cay"))
	k.wants(hadBy("ann"), "talk-1", "talk-2")
	late, moved := active("talk-1", time.Hour, "ann"), active("talk-2", 0, "ann")
	moved.Inbox = inboxB
	k.write(puts(4, late), puts(1, moved))
	k.wants(hadBy("ann"), "talk-2", "talk-1")
	k.wants(inbox.ByHolder{Agent: "ann", State: inbox.Active, Inbox: inboxB}, "talk-2")
	k.wants(inbox.ByHolder{Agent: "ann", State: inbox.Active, Inbox: inboxA}, "talk-1")
	k.write(puts(5, waiting("talk-1", time.Hour)), puts(2, conversation("talk-2", "cust-a1")))
	k.wants(hadBy("ann"))
}
