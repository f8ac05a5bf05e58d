package storetest

import (
	"time"

	"github.com/wainbox/wainbox/inbox"
)

var offerCases = []testCase{
	{name: "offered chats, the first deadline first", run: offeredByDeadline},
	{name: "offered chats of one deadline, by arrival and then by id", run: offeredByArrival},
	{name: "offered chats whose deadline is the very instant", run: offeredUntil},
	{name: "offered chats of an inbox", run: offeredOfInbox},
	{name: "offered chats up to a limit", run: offeredLimit},
	{name: "offered chats come and go", run: offeredComeAndGo},
}

// offered is a conversation of the inbox whose chat is offered to agents.
func offered(id inbox.ConversationID, until, arrived time.Duration, to ...inbox.AgentID) inbox.Conversation {
	talk := waiting(id, arrived)
	talk.Chat.State, talk.Chat.Until = inbox.Offered, at(until)
	talk.Chat.Agent, talk.Chat.Others = to[0], to[1:]
	return talk
}

func offeredByDeadline(k *kit) {
	k.write(
		put(offered("talk-1", 30*time.Second, time.Minute, "ann")), put(offered("talk-2", 20*time.Second, time.Hour, "bob")),
		put(offered("talk-3", 20*time.Second+time.Microsecond, 0, "cay")), put(offered("talk-4", -time.Hour, time.Hour, "dan")),
	)
	k.wants(inbox.ByDeadline{Inbox: inboxA, Until: at(time.Minute)}, "talk-4", "talk-2", "talk-3", "talk-1")
}

// offeredByArrival has a priority, which does not count here.
func offeredByArrival(k *kit) {
	last := offered("talk-0", time.Second, time.Hour+time.Microsecond, "ann")
	last.Chat.Priority = -9
	k.write(
		put(offered("talk-b", time.Second, time.Hour, "ann")), put(offered("talk-10", time.Second, time.Hour, "bob")),
		put(last), put(offered("talk-9", time.Second, time.Hour, "cay")), put(offered("talk-C", time.Second, time.Hour, "dan")),
		put(offered("talk-z", time.Second, 0, "ann")),
	)
	k.wants(inbox.ByDeadline{Inbox: inboxA, Until: ages}, "talk-z", "talk-10", "talk-9", "talk-C", "talk-b", "talk-0")
}

func offeredUntil(k *kit) {
	k.write(put(offered("talk-1", time.Minute, 0, "ann")))
	k.wants(inbox.ByDeadline{Inbox: inboxA, Until: at(time.Minute - time.Microsecond)})
	k.wants(inbox.ByDeadline{Inbox: inboxA, Until: at(time.Minute)}, "talk-1")
	k.wants(inbox.ByDeadline{Inbox: inboxA, Until: at(time.Minute + time.Microsecond)}, "talk-1")
}

func offeredOfInbox(k *kit) {
	elsewhere := offered("talk-2", 0, 0, "ann")
	elsewhere.Inbox = inboxB
	k.write(put(offered("talk-1", time.Second, 0, "ann")), put(elsewhere))
	k.wants(inbox.ByDeadline{Inbox: inboxA, Until: ages}, "talk-1")
	k.wants(inbox.ByDeadline{Inbox: inboxB, Until: ages}, "talk-2")
	k.wants(inbox.ByDeadline{Until: ages})
}

func offeredLimit(k *kit) {
	for i := range 5 {
		k.write(put(offered(id(inbox.ConversationID("talk-"), i), time.Duration(9-i)*time.Second, 0, "ann")))
	}
	w := inbox.ByDeadline{Inbox: inboxA, Until: at(8 * time.Second), Limit: 2}
	k.wants(w, "talk-0004", "talk-0003")
	w.Limit = 0
	k.wants(w, "talk-0004", "talk-0003", "talk-0002", "talk-0001")
}

func offeredComeAndGo(k *kit) {
	w := inbox.ByDeadline{Inbox: inboxA, Until: at(time.Minute)}
	one, two := offered("talk-1", time.Second, 0, "ann", "bob"), offered("talk-2", 2*time.Second, 0, "ann")
	k.write(put(one), put(two), put(waiting("talk-3", 0)))
	k.wants(w, "talk-1", "talk-2")
	one.Chat.Agent, one.Chat.Others = "bob", nil
	k.write(puts(1, one))
	k.wants(w, "talk-1", "talk-2")
	one.Chat.Until = at(3 * time.Second)
	k.write(puts(2, one))
	k.wants(w, "talk-2", "talk-1")
	two.Chat.State = inbox.Active // and what else there was stays
	k.write(puts(1, two))
	k.wants(w, "talk-1")
	one.Inbox = inboxB
	k.write(puts(3, one))
	k.wants(w)
	k.write(puts(4, waiting("talk-1", 0)), puts(1, offered("talk-3", 0, 0, "cay")))
	k.wants(w, "talk-3")
	k.write(puts(2, offered("talk-3", time.Hour, 0, "cay")), puts(2, offered("talk-2", time.Minute, 0, "ann")))
	k.wants(w, "talk-2")
}
