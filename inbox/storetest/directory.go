package storetest

import (
	"context"
	"errors"
	"slices"
	"time"

	"github.com/wainbox/wainbox/inbox"
	"github.com/wainbox/wainbox/whatsapp"
)

var directoryCases = []testCase{
	{name: "finds a conversation of its organization only", needs: directory, run: findsOwn},
	{name: "lists conversations of an organization only", needs: directory, run: listsOwn},
	{name: "lists messages of an organization only", needs: directory, run: messagesOwn},
	{name: "lists conversations, the latest message first", needs: directory, run: latestFirst},
	{name: "lists conversations of an inbox", needs: directory, run: ofInbox},
	{name: "pages through conversations", needs: directory, run: pagesConversations},
	{name: "lists messages, the latest first", needs: directory, run: latestMessageFirst},
	{name: "lists messages with what became of them", needs: directory, run: listsDeliveries},
	{name: "pages through messages", needs: directory, run: pagesMessages},
	{name: "lists can be broken off and ranged over again", needs: directory, run: brokenOff},
	{name: "lists end at the end of their context", needs: directory, run: listsEnd},
}

func findsOwn(k *kit) {
	got, err := k.Directory.Conversation(k.ctx(), orgA, talkA1)
	if err != nil {
		k.Fatalf("Conversation: %v", err)
	}
	k.same("the conversation", got, conversation(talkA1, "cust-a1"))
	for _, q := range []struct {
		o  inbox.OrganizationID
		id inbox.ConversationID
	}{{orgB, talkA1}, {"", talkA1}, {orgA, talkB1}, {orgA, "none"}, {"org-c", talkA1}} {
		got, err := k.Directory.Conversation(k.ctx(), q.o, q.id)
		if !errors.Is(err, inbox.ErrNotFound) || got.ID != "" {
			k.Errorf("%q got %q: %+v, %v", q.o, q.id, got, err)
		}
	}
}

// lists wants exactly these to be listed, in this order.
func (k *kit) lists(q inbox.ConversationQuery, want ...inbox.ConversationID) {
	k.Helper()
	var got []inbox.ConversationID
	for _, talk := range collect(k, k.Directory.Conversations(k.ctx(), q)) {
		got = append(got, talk.ID)
	}
	if !slices.Equal(got, want) {
		k.Errorf("the conversations of %+v are %q, not %q", q, got, want)
	}
}

func listsOwn(k *kit) {
	later := conversation(talkA1, "cust-a1")
	later.LastAt = at(time.Hour)
	k.write(puts(1, later))
	k.lists(inbox.ConversationQuery{Organization: orgA}, talkA1, talkA2)
	k.lists(inbox.ConversationQuery{Organization: orgB}, talkB1)
	k.lists(inbox.ConversationQuery{Organization: "org-c"})
	k.lists(inbox.ConversationQuery{})
	k.lists(inbox.ConversationQuery{Organization: orgB, Inbox: inboxA})
	k.lists(inbox.ConversationQuery{Organization: orgB, Before: later.Cursor()}, talkB1)
}

func messagesOwn(k *kit) {
	k.write(insert(received("a", accountA, talkA1), received("b", accountB, talkB1)))
	for _, q := range []inbox.MessageQuery{
		{Organization: orgB, Conversation: talkA1},
		{Organization: orgA, Conversation: talkB1},
		{Organization: "", Conversation: talkA1},
		{Organization: orgA, Conversation: "none"},
		{Organization: orgA},
	} {
		n := 0
		var last error
		for m, err := range k.Directory.Messages(k.ctx(), q) {
			if n, last = n+1, err; m.ID != "" {
				k.Errorf("%+v listed %q", q, m.ID)
			}
		}
		if n != 1 || !errors.Is(last, inbox.ErrNotFound) {
			k.Errorf("%+v yielded %d times, at last %v, and not ErrNotFound once", q, n, last)
		}
	}
	if n := len(collect(k, k.Directory.Messages(k.ctx(), inbox.MessageQuery{Organization: orgA, Conversation: talkA2}))); n > 0 {
		k.Errorf("an empty conversation has %d messages", n)
	}
}

// talk is a conversation of organization C in an inbox of its own, which no
// other case's world has.
func talkC(n int, last time.Duration) inbox.Conversation {
	talk := conversation(id(inbox.ConversationID("talk-c"), n), "cust-c")
	talk.Organization, talk.Account, talk.Inbox, talk.LastAt = "org-c", "acc-c", "inbox-c", at(last)
	return talk
}

func latestFirst(k *kit) {
	a, b, c := talkC(1, time.Minute), talkC(2, time.Hour), talkC(3, time.Minute+time.Microsecond)
	k.write(put(a), put(b), put(c))
	q := inbox.ConversationQuery{Organization: "org-c"}
	k.lists(q, b.ID, c.ID, a.ID)
	a.LastAt = at(2 * time.Hour)
	k.write(puts(1, a))
	k.lists(q, a.ID, b.ID, c.ID)
	q.Before = a.Cursor()
	k.lists(q, b.ID, c.ID)
	q.Before = inbox.ConversationCursor{LastAt: at(time.Hour + time.Microsecond), ID: "gone"}
	k.lists(q, b.ID, c.ID)
	q.Before = c.Cursor()
	k.lists(q)
}

func ofInbox(k *kit) {
	a, b, none := talkC(1, time.Minute), talkC(2, time.Hour), talkC(3, 0)
	b.Inbox, none.Inbox = "inbox-d", ""
	k.write(put(a), put(b), put(none))
	k.lists(inbox.ConversationQuery{Organization: "org-c", Inbox: "inbox-c"}, a.ID)
	k.lists(inbox.ConversationQuery{Organization: "org-c", Inbox: "inbox-d"}, b.ID)
	k.lists(inbox.ConversationQuery{Organization: "org-c", Inbox: "inbox-e"})
	k.lists(inbox.ConversationQuery{Organization: "org-c"}, b.ID, a.ID, none.ID)
}

// pagesConversations has many of one instant, so that the cursor's id counts,
// and more than anybody's page.
func pagesConversations(k *kit) {
	const all = 333
	var c inbox.Commit
	for n := range all {
		c.Puts = append(c.Puts, inbox.Put{Record: talkC(n, time.Duration(n/40)*time.Second)})
	}
	k.write(c)
	q := inbox.ConversationQuery{Organization: "org-c"}
	whole := collect(k, k.Directory.Conversations(k.ctx(), q))
	if len(whole) != all {
		k.Errorf("%d of %d conversations are listed", len(whole), all)
	}
	paged := pages(k, func(last *inbox.Conversation) []inbox.Conversation {
		if last != nil {
			q.Before = last.Cursor()
		}
		return firstOf(k, 7, k.Directory.Conversations(k.ctx(), q))
	})
	k.same("the pages", paged, whole)
	if !slices.IsSortedFunc(paged, func(a, b inbox.Conversation) int { return b.LastAt.Compare(a.LastAt) }) {
		k.Errorf("the list is not in order")
	}
}

// messageAt is a message of the first conversation.
func messageAt(seq int64, when time.Duration) inbox.Message {
	m := received(id(inbox.MessageID("m"), int(seq)), accountA, talkA1)
	m.Seq, m.At = seq, at(when)
	return m
}

func latestMessageFirst(k *kit) {
	other := received("other", accountA, talkA2)
	other.At = at(9 * time.Hour)
	k.write(insert(
		messageAt(1, time.Minute), messageAt(2, time.Hour), other, messageAt(3, time.Minute), messageAt(4, time.Second),
		messageAt(5, time.Minute+time.Microsecond),
	))
	q := inbox.MessageQuery{Organization: orgA, Conversation: talkA1}
	want := []int64{2, 5, 3, 1, 4}
	for i := range len(want) + 1 {
		var got []int64
		for _, m := range collect(k, k.Directory.Messages(k.ctx(), q)) {
			got = append(got, m.Seq)
		}
		if !slices.Equal(got, want[i:]) {
			k.Errorf("before %+v are %v, not %v", q.Before, got, want[i:])
		}
		if i < len(want) {
			q.Before = k.message(id(inbox.MessageID("m"), int(want[i]))).Cursor()
		}
	}
}

func listsDeliveries(k *kit) {
	k.write(insert(queued("out")), learn(accepted("out", "wamid.out", 0), status("wamid.out", whatsapp.Read, time.Hour)))
	got := collect(k, k.Directory.Messages(k.ctx(), inbox.MessageQuery{Organization: orgA, Conversation: talkA1}))
	k.same("the messages", got, []inbox.Message{k.message("out")})
	k.state("out", "read")
}

func pagesMessages(k *kit) {
	const all = 333
	var c inbox.Commit
	for n := range all {
		c.Messages = append(c.Messages, messageAt(int64(n+1), time.Duration(n*7%50/10)*time.Second))
	}
	k.write(c)
	q := inbox.MessageQuery{Organization: orgA, Conversation: talkA1}
	whole := collect(k, k.Directory.Messages(k.ctx(), q))
	if len(whole) != all {
		k.Errorf("%d of %d messages are listed", len(whole), all)
	}
	paged := pages(k, func(last *inbox.Message) []inbox.Message {
		if last != nil {
			q.Before = last.Cursor()
		}
		return firstOf(k, 7, k.Directory.Messages(k.ctx(), q))
	})
	k.same("the pages", paged, whole)
	for i := range len(paged) - 1 {
		a, b := paged[i].Cursor(), paged[i+1].Cursor()
		if a.At.Before(b.At) || a.At.Equal(b.At) && a.Seq <= b.Seq {
			k.Fatalf("%+v comes before %+v", a, b)
		}
	}
}

func brokenOff(k *kit) {
	k.write(insert(messageAt(1, 0), messageAt(2, time.Second), messageAt(3, time.Minute)))
	list := k.Directory.Messages(k.ctx(), inbox.MessageQuery{Organization: orgA, Conversation: talkA1})
	for range 2 {
		if got := firstOf(k, 1, list); len(got) != 1 || got[0].Seq != 3 {
			k.Errorf("the first is %+v", got)
		}
		if got := collect(k, list); len(got) != 3 || got[0].Seq != 3 {
			k.Errorf("the list has %d messages", len(got))
		}
	}
	// Who reads a list may write in between: no lock is held for it.
	for range list {
		k.write(keys("key"))
		break
	}
	k.duplicate(keys("key"), "key")
}

func listsEnd(k *kit) {
	k.write(insert(messageAt(1, 0)), inbox.Commit{Keep: []inbox.Kept{unread("a", 0)}})
	k.write(inbox.Commit{Log: []inbox.Entry{{Kind: inbox.EntryFault, At: noon}}})
	ctx, cancel := context.WithCancel(k.ctx())
	cancel()
	if _, err := k.Directory.Conversation(ctx, orgA, talkA1); err == nil {
		k.Errorf("Conversation went on after its context ended")
	}
	ended(k, "Conversations", k.Directory.Conversations(ctx, inbox.ConversationQuery{Organization: orgA}))
	ended(k, "Messages", k.Directory.Messages(ctx, inbox.MessageQuery{Organization: orgA, Conversation: talkA1}))
	ended(k, "Kept", k.Directory.Kept(ctx, inbox.KeptQuery{}))
	ended(k, "Log", k.Directory.Log(ctx, 0))
}
