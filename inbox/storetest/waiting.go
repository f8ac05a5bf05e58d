package storetest

import (
	"slices"
	"time"

	"github.com/wainbox/wainbox/inbox"
	"github.com/wainbox/wainbox/routing"
)

var waitingCases = []testCase{
	{name: "waiting chats, the oldest arrival first", run: waitingOldestFirst},
	{name: "waiting chats, by priority before arrival", run: waitingPriority},
	{name: "waiting chats of one arrival, by id", run: waitingByID},
	{name: "waiting chats come and go", run: waitingComeAndGo},
	{name: "waiting chats up to a limit", run: waitingLimit},
	{name: "waiting chats on from a place", run: waitingAfter},
	{name: "waiting chats page by page", run: waitingPages},
	{name: "waiting chats without those escalated", run: waitingEscalated},
	{name: "escalated chats of an inbox", run: escalatedOfInbox},
	{name: "a chat that moves to another conversation", run: chatMoves},
}

// waiting is a conversation of the inbox whose chat waits.
func waiting(id inbox.ConversationID, arrived time.Duration) inbox.Conversation {
	talk := conversation(id, "cust-a1")
	talk.Chat = inbox.Chat{
		ID: inbox.ChatID("chat-" + id), Chat: routing.Chat{State: inbox.Waiting, Arrived: at(arrived)},
	}
	return talk
}

// pressing is one with a priority.
func pressing(id inbox.ConversationID, priority int, arrived time.Duration) inbox.Conversation {
	talk := waiting(id, arrived)
	talk.Chat.Priority = priority
	return talk
}

// escalated is one that waits for a person.
func escalated(id inbox.ConversationID, arrived time.Duration) inbox.Conversation {
	talk := waiting(id, arrived)
	talk.Chat.Escalated = true
	return talk
}

// talks returns the conversations that match.
func (k *kit) talks(w inbox.Want) []inbox.Conversation {
	k.Helper()
	var got []inbox.Conversation
	for _, s := range k.load(w) {
		talk, ok := s.Record.(inbox.Conversation)
		if !ok || s.Version == 0 {
			k.Fatalf("%+v loaded %+v", w, s)
		}
		got = append(got, talk)
	}
	return got
}

// wants has a want load exactly these conversations, in this order.
func (k *kit) wants(w inbox.Want, want ...inbox.ConversationID) {
	k.Helper()
	var got []inbox.ConversationID
	for _, talk := range k.talks(w) {
		got = append(got, talk.ID)
	}
	if !slices.Equal(got, want) {
		k.Errorf("%T%+v loaded %q, not %q", w, w, got, want)
	}
}

func waitingOldestFirst(k *kit) {
	elsewhere := waiting("talk-0", 0)
	elsewhere.Inbox = inboxB
	k.write(
		put(waiting("talk-1", 2*time.Hour)), put(waiting("talk-2", time.Microsecond)), put(waiting("talk-3", time.Hour)),
		put(waiting("talk-4", 0)), put(elsewhere),
	)
	k.wants(inbox.ByWaiting{Inbox: inboxA, Limit: 10}, "talk-4", "talk-2", "talk-3", "talk-1")
	k.wants(inbox.ByWaiting{Inbox: inboxB, Limit: 10}, "talk-0")
	k.wants(inbox.ByWaiting{Limit: 10})
}

func waitingPriority(k *kit) {
	k.write(
		put(pressing("talk-1", 0, time.Hour)), put(pressing("talk-2", 10, 0)), put(pressing("talk-3", -1, 2*time.Hour)),
		put(pressing("talk-4", 0, time.Minute)), put(pressing("talk-5", 9, time.Second)), put(pressing("talk-6", -20, 3*time.Hour)),
	)
	k.wants(inbox.ByWaiting{Inbox: inboxA, Limit: 10}, "talk-6", "talk-3", "talk-4", "talk-1", "talk-5", "talk-2")
	k.wants(inbox.ByWaiting{Inbox: inboxA, Limit: 1}, "talk-6")
}

// waitingByID has ids that go by their bytes, and not as people sort.
func waitingByID(k *kit) {
	for _, id := range []inbox.ConversationID{"talk-é", "talk-9", "talk-a", "talk-B", "talk-10", "talk"} {
		k.write(put(waiting(id, time.Hour)))
	}
	k.wants(inbox.ByWaiting{Inbox: inboxA, Limit: 10}, "talk", "talk-10", "talk-9", "talk-B", "talk-a", "talk-é")
}

func waitingComeAndGo(k *kit) {
	all := inbox.ByWaiting{Inbox: inboxA, Limit: 10}
	one, two := waiting("talk-1", 0), waiting("talk-2", time.Hour)
	k.write(put(one), put(two))
	k.wants(all, "talk-1", "talk-2")
	one.Chat.State, one.Chat.Agent = inbox.Active, "ann"
	k.write(puts(1, one))
	k.wants(all, "talk-2")
	two.Inbox = inboxB
	k.write(puts(1, two))
	k.wants(all)
	k.wants(inbox.ByWaiting{Inbox: inboxB, Limit: 10}, "talk-2")
	one.Chat = inbox.Chat{}
	k.write(puts(2, one))
	k.wants(all)
	k.write(puts(3, waiting("talk-1", 2*time.Hour)))
	k.wants(all, "talk-1")
	k.write(put(waiting("talk-3", time.Hour)))
	k.wants(all, "talk-3", "talk-1")
	k.write(puts(4, pressing("talk-1", -1, 2*time.Hour)))
	k.wants(all, "talk-1", "talk-3")
	k.write(puts(1, pressing("talk-3", -1, time.Second)))
	k.wants(all, "talk-3", "talk-1")
	renamed := pressing("talk-3", -1, time.Second)
	renamed.Name = "Another" // changes nothing here
	k.write(puts(2, renamed))
	k.wants(all, "talk-3", "talk-1")
}

func waitingLimit(k *kit) {
	for i := range 5 {
		k.write(put(waiting(id(inbox.ConversationID("talk-"), i), time.Duration(9-i)*time.Second)))
	}
	k.wants(inbox.ByWaiting{Inbox: inboxA, Limit: 2}, "talk-0004", "talk-0003")
	k.wants(inbox.ByWaiting{Inbox: inboxA}, "talk-0004", "talk-0003", "talk-0002", "talk-0001", "talk-0000")
}

func waitingAfter(k *kit) {
	k.write(
		put(pressing("talk-1", -1, time.Hour)), put(waiting("talk-2", time.Minute)), put(waiting("talk-3", time.Hour)),
		put(waiting("talk-4", time.Hour)), put(waiting("talk-5", time.Hour+time.Microsecond)), put(pressing("talk-6", 1, 0)),
	)
	order := []inbox.ConversationID{"talk-1", "talk-2", "talk-3", "talk-4", "talk-5", "talk-6"}
	w := inbox.ByWaiting{Inbox: inboxA, Limit: 10}
	k.wants(w, order...)
	for i, talk := range k.talks(w) {
		w.After = talk.Waits()
		k.wants(w, order[i+1:]...)
	}
	for place, want := range map[inbox.WaitingCursor][]inbox.ConversationID{
		{Priority: -2, Arrived: ages, ID: "talk-9"}:          order,
		{Priority: -1, Arrived: at(time.Hour)}:               order,
		{Priority: -1, Arrived: ages, ID: "talk-1"}:          order[1:],
		{Priority: 0, ID: "talk-9"}:                          order[1:],
		{Priority: 0, Arrived: at(time.Hour), ID: "talk-3x"}: order[3:],
		{Priority: 0, Arrived: at(time.Hour), ID: "talk-9"}:  order[4:],
		{Priority: 1, Arrived: at(-time.Hour), ID: "talk-9"}: order[5:],
		{Priority: 2}: nil,
	} {
		w.After = place
		k.wants(w, want...)
	}
	k.wants(inbox.ByWaiting{Inbox: inboxA, After: waiting("talk-3", time.Hour).Waits(), Limit: 2}, "talk-4", "talk-5")
	k.wants(inbox.ByWaiting{Inbox: inboxB, After: waiting("talk-3", time.Hour).Waits()})
}

// waitingPages has many of one place but for their ids.
func waitingPages(k *kit) {
	const all = 333
	var c inbox.Commit
	for n := range all {
		talk := pressing(id(inbox.ConversationID("talk-w"), n*7%all), n/200, time.Duration(n/40%3)*time.Second)
		c.Puts = append(c.Puts, inbox.Put{Record: talk})
	}
	k.write(c)
	w := inbox.ByWaiting{Inbox: inboxA}
	whole := k.talks(w)
	if len(whole) != all {
		k.Errorf("%d of %d conversations wait", len(whole), all)
	}
	w.Limit = 7
	paged := pages(k, func(last *inbox.Conversation) []inbox.Conversation {
		if last != nil {
			w.After = last.Waits()
		}
		return k.talks(w)
	})
	k.same("the pages", paged, whole)
	if !slices.IsSortedFunc(paged, func(a, b inbox.Conversation) int { return a.Waits().Compare(b.Waits()) }) {
		k.Errorf("they are not in order")
	}
}

func waitingEscalated(k *kit) {
	w := inbox.ByWaiting{Inbox: inboxA, Limit: 2}
	k.write(
		put(escalated("talk-1", 0)), put(escalated("talk-2", time.Second)), put(waiting("talk-3", time.Minute)),
		put(escalated("talk-4", time.Hour)), put(waiting("talk-5", 2*time.Hour)),
	)
	k.wants(w, "talk-3", "talk-5")
	w.After = waiting("talk-3", time.Minute).Waits()
	k.wants(w, "talk-5")
	w.After = escalated("talk-1", 0).Waits() // its place is one nevertheless
	k.wants(w, "talk-3", "talk-5")
	k.write(puts(1, escalated("talk-3", time.Minute)), puts(1, waiting("talk-4", time.Hour)))
	k.wants(w, "talk-4", "talk-5")
}

func escalatedOfInbox(k *kit) {
	elsewhere := escalated("talk-0", 0)
	elsewhere.Inbox = inboxB
	taken := escalated("talk-4", 0)
	taken.Chat.State, taken.Chat.Agent = inbox.Active, "ann"
	k.write(
		put(elsewhere), put(escalated("talk-1", time.Hour)), put(waiting("talk-2", 0)), put(escalated("talk-3", 0)), put(taken),
	)
	all := func(i inbox.InboxID, want ...inbox.ConversationID) {
		var got []inbox.ConversationID
		for _, talk := range k.talks(inbox.ByEscalated{Inbox: i}) {
			got = append(got, talk.ID)
		}
		if slices.Sort(got); !slices.Equal(got, want) { // they come in any order
			k.Errorf("in %s are escalated %q, not %q", i, got, want)
		}
	}
	all(inboxA, "talk-1", "talk-3")
	all(inboxB, "talk-0")
	if n := len(k.talks(inbox.ByEscalated{Inbox: inboxA, Limit: 1})); n != 1 {
		k.Errorf("of 2 escalated chats a limit of 1 loads %d", n)
	}
	elsewhere.Inbox = inboxA
	k.write(puts(1, waiting("talk-1", time.Hour)), puts(1, escalated("talk-2", 0)), puts(1, elsewhere))
	all(inboxA, "talk-0", "talk-2", "talk-3")
	all(inboxB)
}

// chatMoves is two conversations that prove to be one: the chat is in both for
// as long as their commit lasts, whichever is written first.
func chatMoves(k *kit) {
	from, to := waiting("talk-1", time.Hour), conversation("talk-2", "cust-a1")
	k.write(put(from), put(to))
	to.Chat, from.Chat, from.Successor = from.Chat, inbox.Chat{}, to.ID
	k.write(inbox.Commit{Puts: []inbox.Put{{Record: to, Version: 1}, {Record: from, Version: 1}}})
	k.wants(inbox.ByWaiting{Inbox: inboxA}, "talk-2")

	from.Chat, to.Chat = to.Chat, inbox.Chat{}
	k.write(inbox.Commit{Puts: []inbox.Put{{Record: to, Version: 2}, {Record: from, Version: 2}}})
	k.wants(inbox.ByWaiting{Inbox: inboxA}, "talk-1")

	from.Chat.State, from.Chat.Agent, from.Chat.Others, from.Chat.Until = inbox.Offered, "ann", []inbox.AgentID{"bob"}, at(0)
	k.write(puts(3, from))
	to.Chat, from.Chat = from.Chat, inbox.Chat{}
	k.write(inbox.Commit{Puts: []inbox.Put{{Record: to, Version: 3}, {Record: from, Version: 4}}})
	for _, a := range to.Chat.Holders() {
		k.wants(inbox.ByHolder{Agent: a, State: inbox.Offered}, "talk-2")
	}
	k.wants(inbox.ByDeadline{Inbox: inboxA, Until: at(0)}, "talk-2")
	k.wants(inbox.ByWaiting{Inbox: inboxA})
}
