package storetest

import (
	"github.com/wainbox/wainbox/inbox"
	"github.com/wainbox/wainbox/whatsapp"
)

var identityCases = []testCase{
	{name: "an address leads to one conversation", run: oneConversation},
	{name: "an address is found by each of its parts", run: foundByParts},
	{name: "an address may lead to two conversations", run: leadsToTwo},
	{name: "an address is another in another account", run: addressPerAccount},
	{name: "an address matches by every letter", run: addressLetters},
	{name: "a number belongs to one account", run: oneAccount},
	{name: "a number twice in one commit is a conflict", run: numberTwice},
	{name: "a number of another provider is another", run: numberPerProvider},
	{name: "a number can be given up and taken", run: numberMoves},
}

func alias(a inbox.AccountID, address string, to inbox.ConversationID) inbox.Alias {
	return inbox.Alias{Account: a, Address: address, Conversation: to}
}

// found returns the keys that an address leads to, and the versions.
func (k *kit) found(a inbox.AccountID, address whatsapp.Address) map[inbox.Key]int64 {
	k.Helper()
	found := map[inbox.Key]int64{}
	for _, s := range k.load(inbox.ByAddress{Account: a, Address: address}) {
		if _, twice := found[s.Record.Key()]; twice {
			k.Errorf("%v came twice", s.Record.Key())
		}
		found[s.Record.Key()] = s.Version
		k.record(s.Record.Key(), s.Record, s.Version)
	}
	return found
}

// leads wants an address to lead to exactly these, all at version 1.
func (k *kit) leads(a inbox.AccountID, address whatsapp.Address, want ...inbox.Record) {
	k.Helper()
	found := k.found(a, address)
	for _, r := range want {
		if found[r.Key()] != 1 {
			k.Errorf("%+v does not lead to %v at version 1, only to %v", address, r.Key(), found)
		}
		delete(found, r.Key())
	}
	if len(found) > 0 {
		k.Errorf("%+v leads to %v besides", address, found)
	}
}

func oneConversation(k *kit) {
	k.write(put(alias(accountA, "phone:1", talkA1)))
	c := put(alias(accountA, "phone:1", talkA2))
	c.Messages = []inbox.Message{received("in", accountA, talkA2)}
	k.refuse(inbox.ErrConflict, c)
	k.noMessage("in")
	k.leads(accountA, whatsapp.Address{Phone: "1"}, alias(accountA, "phone:1", talkA1), conversation(talkA1, ""))
}

func foundByParts(k *kit) {
	phone, user := alias(accountA, "phone:1", talkA1), alias(accountA, "user:US.1", talkA1)
	group := alias(accountA, "group:g", talkA2)
	k.write(put(phone), put(user), put(group))
	one, two := conversation(talkA1, ""), conversation(talkA2, "")
	k.leads(accountA, whatsapp.Address{Phone: "1"}, phone, one)
	k.leads(accountA, whatsapp.Address{User: "US.1"}, user, one)
	k.leads(accountA, whatsapp.Address{Phone: "1", User: "US.1"}, phone, user, one)
	k.leads(accountA, whatsapp.Address{Phone: "1", User: "US.2"}, phone, one)
	k.leads(accountA, whatsapp.Address{Group: "g"}, group, two)
	k.leads(accountA, whatsapp.Address{Phone: "g", User: "g"})
}

func leadsToTwo(k *kit) {
	phone, user := alias(accountA, "phone:1", talkA1), alias(accountA, "user:US.1", talkA2)
	k.write(put(phone), put(user))
	k.leads(
		accountA, whatsapp.Address{Phone: "1", User: "US.1"},
		phone, user, conversation(talkA1, ""), conversation(talkA2, ""),
	)
}

func addressPerAccount(k *kit) {
	a, b := alias(accountA, "phone:1", talkA1), alias(accountB, "phone:1", talkB1)
	k.write(put(a), put(b))
	k.leads(accountA, whatsapp.Address{Phone: "1"}, a, conversation(talkA1, ""))
	k.leads(accountB, whatsapp.Address{Phone: "1"}, b, conversation(talkB1, ""))
	k.leads("acc-c", whatsapp.Address{Phone: "1"})
}

func addressLetters(k *kit) {
	lower, upper := alias(accountA, "user:us.a", talkA1), alias(accountA, "user:US.A", talkA2)
	k.write(put(lower), put(upper))
	k.leads(accountA, whatsapp.Address{User: "us.a"}, lower, conversation(talkA1, ""))
	k.leads(accountA, whatsapp.Address{User: "US.A"}, upper, conversation(talkA2, ""))
	k.leads(accountA, whatsapp.Address{User: "us.a "})
}

// byNumber wants the number to be this account's; empty for nobody's.
func (k *kit) byNumber(n whatsapp.NumberID, want inbox.AccountID) {
	k.Helper()
	states := k.load(inbox.ByNumber{Provider: "cloudapi", Number: n})
	var got inbox.AccountID
	if len(states) == 1 {
		got = inbox.AccountID(states[0].Record.Key().ID)
	}
	if len(states) > 1 || got != want {
		k.Errorf("number %s is that of %q (%d states), not of %q", n, got, len(states), want)
	}
}

func oneAccount(k *kit) {
	number := account(accountA, "", "").Number
	other := account("acc-c", orgB, "")
	other.Number = number
	k.refuse(inbox.ErrConflict, put(other))
	k.record(other.Key(), nil, 0)
	other.Number = "free"
	k.write(put(other))
	other.Number = number
	k.refuse(inbox.ErrConflict, puts(1, other))
	k.byNumber(number, accountA)
	k.byNumber("free", "acc-c")
	same := account(accountA, orgA, inboxA)
	same.Display = "+1 555 0199"
	k.write(puts(1, same))
	k.byNumber(number, accountA)
}

func numberTwice(k *kit) {
	one, two := account("acc-c", orgA, ""), account("acc-d", orgA, "")
	two.Number = one.Number
	k.refuse(inbox.ErrConflict, inbox.Commit{Puts: []inbox.Put{{Record: one}, {Record: two}}})
	k.byNumber(one.Number, "")
	k.record(one.Key(), nil, 0)
}

func numberPerProvider(k *kit) {
	other := account("acc-c", orgB, "")
	other.Number, other.Provider = account(accountA, "", "").Number, "dialog360"
	k.write(put(other))
	k.byNumber(other.Number, accountA)
	states := k.load(inbox.ByNumber{Provider: "dialog360", Number: other.Number})
	if len(states) != 1 || states[0].Record.Key() != other.Key() {
		k.Errorf("the other provider's number loaded %+v", states)
	}
}

func numberMoves(k *kit) {
	old := account(accountA, orgA, inboxA)
	number := old.Number
	old.Number = "retired"
	k.write(puts(1, old))
	k.byNumber(number, "")
	k.byNumber("retired", accountA)
	taker := account("acc-c", orgB, "")
	taker.Number = number
	k.write(put(taker))
	k.byNumber(number, "acc-c")
}
