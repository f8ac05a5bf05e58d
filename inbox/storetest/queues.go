package storetest

import (
	"cmp"
	"fmt"
	"reflect"
	"slices"
	"time"

	"github.com/wainbox/wainbox/inbox"
)

var queueCases = []testCase{
	{name: "random chats, as a scan finds them", run: func(k *kit) { randomQueues(k, 6) }},
	{name: "random chats, as a scan finds them after reopening", needs: reopen, run: func(k *kit) { randomQueues(k, 7) }},
}

// queues is conversations whose chats come, are offered, are taken and end.
type queues struct {
	*history
	talks []inbox.ConversationID
}

// randomQueues writes what a seed says, and loads what it says. Each answer is
// compared with that of a scan.
func randomQueues(k *kit, stream uint64) {
	q := queues{history: k.seeded(stream)}
	for n := range 15 {
		q.talks = append(q.talks, id(inbox.ConversationID("talk-q"), n))
	}
	const steps = 300
	for n := range steps {
		switch {
		case q.dice.IntN(2) == 0:
			q.ask(k)
		case stream == 7 && n%60 == 59:
			k.reopen()
		default:
			q.commit(k)
		}
		if k.Failed() {
			k.Fatalf("after step %d of %d", n+1, steps)
		}
	}
}

func (q *queues) commit(k *kit) {
	k.Helper()
	var c inbox.Commit
	for _, n := range q.dice.Perm(len(q.talks))[:1+q.dice.IntN(3)] {
		talk := q.talk(q.talks[n])
		c.Puts = append(c.Puts, inbox.Put{Record: talk, Version: q.records[talk.Key()].Version})
	}
	if q.dice.IntN(10) == 0 {
		c.Puts[len(c.Puts)-1].Version++
	}
	err := k.commit(c)[0]
	if problem := q.judge(c).disagrees(err); problem != "" {
		k.Errorf("%s\n%s", problem, show(reflect.ValueOf(c)))
	}
	if err == nil {
		q.apply(c)
	}
}

func (q *queues) inbox() inbox.InboxID { return pick(q.history, inboxA, inboxA, inboxB) }

func (q *queues) agent() inbox.AgentID { return pick[inbox.AgentID](q.history, "ann", "bob", "cay") }

func (q *queues) time() time.Duration { return time.Duration(q.dice.IntN(4)) * time.Microsecond }

func (q *queues) talk(id inbox.ConversationID) inbox.Conversation {
	talk := waiting(id, q.time())
	switch q.dice.IntN(8) {
	case 0:
		talk = conversation(id, "cust-a1")
	case 1, 2:
		talk = active(id, q.time(), q.agent())
	case 3, 4:
		talk = offered(id, q.time(), q.time(), q.agent())
		for _, a := range []inbox.AgentID{"ann", "bob", "cay"} {
			if a != talk.Chat.Agent && q.dice.IntN(3) == 0 {
				talk.Chat.Others = append(talk.Chat.Others, a)
			}
		}
	default:
		talk.Chat.Escalated = q.dice.IntN(4) == 0
	}
	if talk.Inbox = q.inbox(); talk.Chat.ID != "" {
		talk.Chat.Priority = q.dice.IntN(3) - 1
	}
	return talk
}

// ask compares an answer with that of a scan.
func (q *queues) ask(k *kit) {
	k.Helper()
	w, limit := q.want()
	var want []inbox.ConversationID
	for _, talk := range q.scan(w) {
		want = append(want, talk.ID)
	}
	if by, ok := w.(inbox.ByEscalated); ok { // in any order
		by.Limit = 0
		var got []inbox.ConversationID
		for _, talk := range k.talks(by) {
			got = append(got, talk.ID)
		}
		slices.Sort(got)
		slices.Sort(want)
		k.same(fmt.Sprintf("%T%+v", w, w), got, want)
		return
	}
	if limit > 0 {
		want = want[:min(limit, len(want))]
	}
	k.wants(w, want...)
}

// want returns something to ask for, and its limit.
func (q *queues) want() (inbox.Want, int) {
	limit := q.dice.IntN(5)
	switch q.dice.IntN(4) {
	case 0:
		w := inbox.ByWaiting{Inbox: q.inbox(), Limit: limit}
		if q.dice.IntN(2) == 0 {
			w.After = pressing(pick(q.history, q.talks...), q.dice.IntN(3)-1, q.time()).Waits()
		}
		return w, limit
	case 1:
		return inbox.ByEscalated{Inbox: q.inbox(), Limit: limit}, limit
	case 2:
		return inbox.ByDeadline{Inbox: q.inbox(), Until: at(q.time()), Limit: limit}, limit
	default:
		w := inbox.ByHolder{Agent: q.agent(), State: pick(q.history, inbox.Offered, inbox.Active), Limit: limit}
		if q.dice.IntN(2) == 0 {
			w.Inbox = q.inbox()
		}
		return w, limit
	}
}

// scan looks at every conversation, in the order of the want.
func (q *queues) scan(w inbox.Want) []inbox.Conversation {
	var found []inbox.Conversation
	for _, id := range q.talks {
		talk, ok := q.records[inbox.Conversation{ID: id}.Key()].Record.(inbox.Conversation)
		if ok && matches(w, talk) {
			found = append(found, talk)
		}
	}
	slices.SortFunc(found, func(a, b inbox.Conversation) int {
		later := cmp.Or(a.Chat.Arrived.Compare(b.Chat.Arrived), cmp.Compare(a.ID, b.ID))
		switch w.(type) {
		case inbox.ByWaiting:
			return cmp.Or(cmp.Compare(a.Chat.Priority, b.Chat.Priority), later)
		case inbox.ByDeadline:
			return cmp.Or(a.Chat.Until.Compare(b.Chat.Until), later)
		default:
			return later
		}
	})
	return found
}

func matches(w inbox.Want, talk inbox.Conversation) bool {
	chat := talk.Chat
	switch w := w.(type) {
	case inbox.ByWaiting:
		after := w.After == inbox.WaitingCursor{} || talk.Waits().Compare(w.After) > 0
		return talk.Inbox == w.Inbox && chat.State == inbox.Waiting && !chat.Escalated && after
	case inbox.ByEscalated:
		return talk.Inbox == w.Inbox && chat.State == inbox.Waiting && chat.Escalated
	case inbox.ByDeadline:
		return talk.Inbox == w.Inbox && chat.State == inbox.Offered && !chat.Until.After(w.Until)
	case inbox.ByHolder:
		return chat.State == w.State && slices.Contains(chat.Holders(), w.Agent) && (w.Inbox == "" || w.Inbox == talk.Inbox)
	default:
		return false
	}
}
