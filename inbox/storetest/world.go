package storetest

import (
	"strconv"
	"time"

	"github.com/wainbox/wainbox/inbox"
	"github.com/wainbox/wainbox/routing"
	"github.com/wainbox/wainbox/whatsapp"
)

// noon is when most cases begin. It has microseconds, which every store keeps.
var noon = time.Date(2026, time.March, 1, 12, 0, 0, 123456000, time.UTC)

// ages is past every case's end: a key until then is never purged.
var ages = time.Date(2200, time.January, 1, 0, 0, 0, 0, time.UTC)

func at(d time.Duration) time.Time { return noon.Add(d) }

// The world that every case begins in: two organizations, each with an account
// that feeds an inbox; the first has two conversations, the second has one.
const (
	orgA, orgB             inbox.OrganizationID = "org-a", "org-b"
	accountA, accountB     inbox.AccountID      = "acc-a", "acc-b"
	inboxA, inboxB         inbox.InboxID        = "inbox-a", "inbox-b"
	talkA1, talkA2, talkB1 inbox.ConversationID = "talk-a1", "talk-a2", "talk-b1"
)

// world is written in one commit, each record before what names it, so that a
// store with foreign keys can take it.
func world() inbox.Commit {
	return inbox.Commit{Puts: []inbox.Put{
		{Record: inbox.Inbox{ID: inboxA, Organization: orgA, Name: "A"}},
		{Record: inbox.Inbox{ID: inboxB, Organization: orgB, Name: "B"}},
		{Record: account(accountA, orgA, inboxA)},
		{Record: account(accountB, orgB, inboxB)},
		{Record: contact("cust-a1", orgA)},
		{Record: contact("cust-a2", orgA)},
		{Record: contact("cust-b1", orgB)},
		{Record: conversation(talkA1, "cust-a1")},
		{Record: conversation(talkA2, "cust-a2")},
		{Record: conversationB(talkB1, "cust-b1")},
	}}
}

func account(id inbox.AccountID, o inbox.OrganizationID, i inbox.InboxID) inbox.Account {
	return inbox.Account{
		ID: id, Organization: o, Provider: "cloudapi", Number: whatsapp.NumberID("number-" + id),
		WABA: "waba", Display: "+1 555 0100", Inbox: i, Setup: inbox.Connected,
	}
}

func contact(id inbox.ContactID, o inbox.OrganizationID) inbox.Contact {
	return inbox.Contact{ID: id, Organization: o, Name: "Customer", Username: "customer"}
}

// conversation is one of organization A.
func conversation(id inbox.ConversationID, c inbox.ContactID) inbox.Conversation {
	return inbox.Conversation{
		ID: id, Organization: orgA, Account: accountA, Inbox: inboxA, Contact: c,
		Address: whatsapp.Address{Phone: whatsapp.Phone("phone-" + id)}, Name: "Customer", LastAt: noon,
	}
}

// conversationB is one of organization B.
func conversationB(id inbox.ConversationID, c inbox.ContactID) inbox.Conversation {
	talk := conversation(id, c)
	talk.Organization, talk.Account, talk.Inbox = orgB, accountB, inboxB
	return talk
}

// received is a customer's message; its provider's id is made of its own.
func received(id inbox.MessageID, a inbox.AccountID, talk inbox.ConversationID) inbox.Message {
	return inbox.Message{
		ID: id, Conversation: talk, Account: a, Seq: 1, At: noon, Stored: noon, Direction: inbox.In,
		ProviderID: provided(id), Type: "text", Content: whatsapp.Text{Body: "hello"}, Raw: `{"text":"hello"}`,
	}
}

// echo is a message that the business wrote by other means, in the first
// conversation; its provider's id is made of its own.
func echo(id inbox.MessageID) inbox.Message {
	m := received(id, accountA, talkA1)
	m.Direction, m.Elsewhere = inbox.Out, true
	return m
}

// echoB is one of the other account.
func echoB(id inbox.MessageID, p whatsapp.MessageID) inbox.Message {
	m := echo(id)
	m.Account, m.Conversation, m.ProviderID = accountB, talkB1, p
	return m
}

// queued is an answer in the first conversation, that has not been sent.
func queued(id inbox.MessageID) inbox.Message {
	return inbox.Message{
		ID: id, Conversation: talkA1, Account: accountA, Seq: 1, At: noon, Stored: noon, Direction: inbox.Out,
		Agent: "ann", Content: whatsapp.Text{Body: "hello"},
	}
}

func provided(id inbox.MessageID) whatsapp.MessageID { return whatsapp.MessageID("wamid." + id) }

// status is a callback's, by the provider's id.
func status(id whatsapp.MessageID, s whatsapp.State, when time.Duration) inbox.Fact {
	return inbox.Fact{Kind: inbox.FactStatus, At: at(when), Account: accountA, ProviderID: id, State: s}
}

// byRef is a status by our own id, before which the provider's goes for
// nothing.
func byRef(id inbox.MessageID, s whatsapp.State, when time.Duration) inbox.Fact {
	return inbox.Fact{Kind: inbox.FactStatus, At: at(when), Account: accountA, Message: id, State: s}
}

// accepted is the answer to a send.
func accepted(id inbox.MessageID, p whatsapp.MessageID, when time.Duration) inbox.Fact {
	return inbox.Fact{Kind: inbox.FactAccepted, At: at(when), Account: accountA, Message: id, ProviderID: p}
}

// send is a job that is known by its message.
func send(id inbox.MessageID, lane string, due time.Duration) inbox.Job {
	return inbox.Job{
		Kind: inbox.JobSend, Lane: lane, Due: at(due), Account: accountA, Conversation: talkA1, Message: id,
	}
}

// agent is one who is available, for ever.
func agent(id inbox.AgentID) inbox.Agent {
	return inbox.Agent{
		ID: id, Organization: orgA, Name: "Agent", There: true,
		Presence: routing.Presence{Status: routing.StatusAvailable, Until: ages},
	}
}

func put(r inbox.Record) inbox.Commit { return inbox.Commit{Puts: []inbox.Put{{Record: r}}} }

func puts(version int64, r inbox.Record) inbox.Commit {
	return inbox.Commit{Puts: []inbox.Put{{Record: r, Version: version}}}
}

func insert(ms ...inbox.Message) inbox.Commit { return inbox.Commit{Messages: ms} }

func learn(fs ...inbox.Fact) inbox.Commit { return inbox.Commit{Facts: fs} }

func add(js ...inbox.Job) inbox.Commit { return inbox.Commit{Jobs: js} }

func keys(names ...string) inbox.Commit {
	var c inbox.Commit
	for _, n := range names {
		c.Keys = append(c.Keys, inbox.DedupeKey{Key: n, Until: ages})
	}
	return c
}

// id numbers an identifier so that it sorts.
func id[T ~string](prefix T, n int) T {
	digits := strconv.Itoa(n)
	return prefix + T("0000"[min(len(digits), 4):]+digits)
}
