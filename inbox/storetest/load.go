package storetest

import (
	"slices"
	"time"

	"github.com/wainbox/wainbox/inbox"
)

var loadCases = []testCase{
	{name: "what matches nothing yields nothing", run: loadNothing},
	{name: "states answer their wants", run: statesAnswer},
	{name: "all kinds of records", run: loadAllKinds},
	{name: "accounts by WABA", run: loadByWABA},
	{name: "waiting chats, the oldest arrival first", run: waitingOldestFirst},
	{name: "waiting chats come and go", run: waitingComeAndGo},
	{name: "waiting chats up to a limit", run: waitingLimit},
}

func loadNothing(k *kit) {
	if states := k.load(); len(states) != 0 {
		k.Errorf("no wants loaded %+v", states)
	}
	states := k.load(
		agent("nobody").Key(), inbox.ByMessage{Message: "none"}, inbox.ByNumber{Provider: "cloudapi", Number: "none"},
		inbox.ByWABA{Provider: "cloudapi", WABA: "none"}, inbox.ByAddress{Account: accountA},
		inbox.ByWaiting{Inbox: inboxA, Limit: 10}, inbox.Key{Kind: inbox.KindAgent},
	)
	if len(states) != 0 {
		k.Errorf("loaded %+v", states)
	}
}

func statesAnswer(k *kit) {
	k.write(put(agent("ann")), puts(1, agent("ann")), insert(queued("out")))
	states := k.load(
		agent("ann").Key(), agent("nobody").Key(), inbox.ByMessage{Message: "out"}, agent("ann").Key(),
		inbox.ByNumber{Provider: "cloudapi", Number: account(accountB, "", "").Number},
	)
	var wants []int
	for _, s := range states {
		wants = append(wants, s.Want)
	}
	if !slices.Equal(wants, []int{0, 2, 3, 4}) {
		k.Fatalf("the wants %v were answered", wants)
	}
	k.same("a record", states[0].Record, inbox.Record(agent("ann")))
	k.same("a message", states[1].Message, new(queued("out")))
	k.same("the record again", states[2], inbox.State{Want: 3, Version: 2, Record: agent("ann")})
	k.same("an account", states[3], inbox.State{Want: 4, Version: 1, Record: account(accountB, orgB, inboxB)})
}

func loadAllKinds(k *kit) {
	talk := conversation("talk", "cust")
	talk.Window.Opened, talk.Window.Refused = at(time.Hour), at(time.Minute)
	talk.Window.Entered, talk.Window.Answered = at(time.Second), at(2*time.Second)
	talk.Watch.Opened, talk.Watch.Closing, talk.Watch.Closed = at(3*time.Second), at(4*time.Second), at(5*time.Second)
	talk.Chat = inbox.Chat{ID: "chat", State: inbox.Active, Agent: "ann", Arrived: at(1e3), Assigned: at(2e3)}
	talk.Messages, talk.Unread, talk.Preview = 12, 3, "hello"
	talk.Address.User, talk.Address.Group = "US.1", "group"
	box := inbox.Inbox{ID: "box", Organization: orgA, Name: "Box", Turn: 1 << 40}
	a := agent("ann")
	a.Capacity, a.Load, a.Available = 5, 4, false
	records := []inbox.Record{
		box, account("acc", orgA, "box"), a,
		inbox.Seat{Inbox: "box", Agent: "ann", Position: 2, Turn: 1 << 40},
		contact("cust", orgA), talk,
		inbox.Alias{Account: "acc", Address: "phone:1", Conversation: "talk"},
	}
	for _, r := range records {
		k.write(put(r))
	}
	for _, r := range records {
		k.record(r.Key(), r, 1)
	}
}

func loadByWABA(k *kit) {
	other, elsewhere := account("acc-c", orgA, ""), account("acc-d", orgA, "")
	other.WABA, elsewhere.Provider = "waba-2", "dialog360"
	k.write(put(other), put(elsewhere))
	var got []string
	for _, s := range k.load(inbox.ByWABA{Provider: "cloudapi", WABA: "waba"}) {
		got = append(got, s.Record.Key().ID)
	}
	slices.Sort(got)
	if !slices.Equal(got, []string{string(accountA), string(accountB)}) {
		k.Errorf("the accounts of the WABA are %q", got)
	}
}

// waiting is a conversation of the inbox whose chat waits.
func waiting(id inbox.ConversationID, arrived time.Duration) inbox.Conversation {
	talk := conversation(id, "cust-a1")
	talk.Chat = inbox.Chat{ID: inbox.ChatID("chat-" + id), State: inbox.Waiting, Arrived: at(arrived)}
	return talk
}

// waits wants exactly these to wait in the inbox, in this order.
func (k *kit) waits(w inbox.ByWaiting, want ...inbox.ConversationID) {
	k.Helper()
	var got []inbox.ConversationID
	for _, s := range k.load(w) {
		talk, ok := s.Record.(inbox.Conversation)
		if !ok || s.Version == 0 {
			k.Fatalf("what waits is %+v", s)
		}
		got = append(got, talk.ID)
	}
	if !slices.Equal(got, want) {
		k.Errorf("in %s wait %q, not %q", w.Inbox, got, want)
	}
}

func waitingOldestFirst(k *kit) {
	elsewhere := waiting("talk-0", 0)
	elsewhere.Inbox = inboxB
	k.write(
		put(waiting("talk-1", 2*time.Hour)), put(waiting("talk-2", time.Microsecond)), put(waiting("talk-3", time.Hour)),
		put(waiting("talk-4", 0)), put(elsewhere),
	)
	k.waits(inbox.ByWaiting{Inbox: inboxA, Limit: 10}, "talk-4", "talk-2", "talk-3", "talk-1")
	k.waits(inbox.ByWaiting{Inbox: inboxB, Limit: 10}, "talk-0")
}

func waitingComeAndGo(k *kit) {
	all := inbox.ByWaiting{Inbox: inboxA, Limit: 10}
	one, two := waiting("talk-1", 0), waiting("talk-2", time.Hour)
	k.write(put(one), put(two))
	one.Chat.State, one.Chat.Agent = inbox.Active, "ann"
	k.write(puts(1, one))
	k.waits(all, "talk-2")
	two.Inbox = inboxB
	k.write(puts(1, two))
	k.waits(all)
	k.waits(inbox.ByWaiting{Inbox: inboxB, Limit: 10}, "talk-2")
	one.Chat = inbox.Chat{}
	k.write(puts(2, one))
	k.waits(all)
	k.write(puts(3, waiting("talk-1", 2*time.Hour)))
	k.waits(all, "talk-1")
}

func waitingLimit(k *kit) {
	for i := range 5 {
		k.write(put(waiting(id(inbox.ConversationID("talk-"), i), time.Duration(9-i)*time.Second)))
	}
	k.waits(inbox.ByWaiting{Inbox: inboxA, Limit: 2}, "talk-0004", "talk-0003")
}
