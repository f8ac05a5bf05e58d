package inbox

import (
	"github.com/wainbox/wainbox/whatsapp"
)

// found is what a store knows of an address: the aliases of its parts and the
// conversations that they lead to, with their versions.
type found struct {
	aliases       map[string]aliasAt
	conversations map[ConversationID]conversationAt
}

type aliasAt struct {
	Alias

	version int64
}

type conversationAt struct {
	Conversation

	version int64
}

func (f *found) add(s State) {
	switch r := s.Record.(type) {
	case Alias:
		if f.aliases == nil {
			f.aliases = make(map[string]aliasAt, 2)
		}
		f.aliases[r.Address] = aliasAt{r, s.Version}
	case Conversation:
		if f.conversations == nil {
			f.conversations = make(map[ConversationID]conversationAt, 1)
		}
		f.conversations[r.ID] = conversationAt{r, s.Version}
	}
}

func (f *found) by(key string) (conversationAt, bool) {
	a, ok := f.aliases[key]
	if !ok {
		return conversationAt{}, false
	}
	c, ok := f.conversations[a.Conversation]
	for ok && c.Successor != "" {
		c, ok = f.conversations[c.Successor]
	}
	return c, ok
}

// missing are the conversations that succeed a found one and were not found.
func (f *found) missing() []Want {
	var wants []Want
	for _, c := range f.conversations {
		if _, ok := f.conversations[c.Successor]; c.Successor != "" && !ok {
			wants = append(wants, Key{KindConversation, string(c.Successor)})
		}
	}
	return wants
}

// identity is who an address turned out to be.
type identity struct {
	// conversation is the one to go on with; its version is 0 when it is new and
	// still empty.
	conversation conversationAt
	// attach are the address keys that must now lead to it, with the versions of
	// the aliases they have.
	attach []aliasAt
	// merged is the conversation that it succeeds; nil = none.
	merged *conversationAt
	// conflict is set when the number already leads to a customer with another
	// user id: numbers are handed on, ids are not. The number stays where it is.
	conflict bool
}

// identify finds the conversation of an address. The user id is the steadier
// name: a number that leads elsewhere is attached to it only if that other
// conversation never had an id of its own.
func identify(account AccountID, address whatsapp.Address, f *found) identity {
	keys := AddressKeys(address)
	steady := keys[0]
	id := identity{}
	var known bool
	id.conversation, known = f.by(steady)
	if !known {
		id.attach = append(id.attach, aliasAt{Alias: Alias{Account: account, Address: steady}})
	}
	if len(keys) == 1 {
		return id
	}

	number := keys[1]
	other, taken := f.by(number)
	switch {
	case !taken:
		id.attach = append(id.attach, aliasAt{Alias: Alias{Account: account, Address: number}})
	case known && other.ID == id.conversation.ID:
	case other.Address.User != "" && other.Address.User != address.User:
		id.conflict = true
	case !known:
		id.conversation = other
	default:
		id.merged = &other
		id.attach = append(id.attach, f.aliases[number])
	}
	return id
}

// merge lets this conversation succeed another one, and tells first what either
// one's window had left to tell.
func (d *draft) merge(other conversationAt) {
	d.tell(&other.Conversation, d.now)
	d.tell(&d.conversation, d.now)
	comes := d.conversation.Chat.ID == ""
	loser := merge(&d.conversation, other.Conversation)
	d.commit.Puts = append(d.commit.Puts, Put{Record: loser, Version: other.version})
	d.log(Entry{Kind: EntryMerged, Conversation: loser.ID, State: string(d.conversation.ID)})
	switch chat := d.conversation.Chat; {
	case loser.Chat.ID != "": // there were two: the one that goes on has its own
		d.commit.Jobs = append(d.commit.Jobs, comeBack(loser, d.now))
	case comes && chat.State == Offered: // its timer is the other conversation's
		d.commit.Jobs = append(d.commit.Jobs, deadline(d.conversation))
	}
	d.watch = true
}

// merge lets one conversation succeed another with the same customer: the open
// chat and the window come along, the messages stay where they are.
func merge(winner *Conversation, loser Conversation) Conversation {
	winner.Watch = heir(*winner, loser)
	winner.Window = winner.Window.Join(loser.Window)
	if winner.Chat.ID == "" && loser.Chat.ID != "" {
		enter(winner, loser.Inbox) // where its chat is counted
		if loser.Chat.State == Active {
			winner.LastAgent = loser.LastAgent
		}
		if loser.Chat.State == Offered {
			winner.Offers++ // no offer of its own had the number that this one gets
		}
		winner.Offers = max(winner.Offers, loser.Offers)
		winner.Chat, loser.Chat = loser.Chat, Chat{}
	}
	if winner.Chat.ID == "" && loser.Closed.Until.After(winner.Closed.Until) {
		winner.Closed = loser.Closed
	}
	if winner.LastAgent == "" && winner.Inbox == loser.Inbox {
		winner.LastAgent = loser.LastAgent
	}
	winner.Auto.join(loser.Auto)
	winner.Unread += loser.Unread
	if loser.LastAt.After(winner.LastAt) {
		winner.LastAt, winner.Preview = loser.LastAt, loser.Preview
	}
	if loser.ReceivedAt.After(winner.ReceivedAt) {
		winner.ReceivedAt, winner.LastReceived = loser.ReceivedAt, loser.LastReceived
	}
	loser.Unread, loser.Successor = 0, winner.ID
	return loser
}

// moved folds in that a customer has another number or user id by now: the new
// names lead here too, and answers go to them. A name that leads to somebody
// else already is left to them, and said to be in conflict.
func (d *draft) moved(now whatsapp.Address) {
	if now.User != "" && !d.attach(whatsapp.Address{User: now.User}) {
		now.User = ""
	}
	if now.Phone != "" && !d.attach(whatsapp.Address{Phone: now.Phone}) {
		now.Phone = ""
	}
	d.address(now, whatsapp.Profile{})
}

// attach lets an address lead here, and reports false when it leads elsewhere.
func (d *draft) attach(a whatsapp.Address) bool {
	key := AddressKeys(a)[0]
	other, taken := d.known.by(key)
	switch {
	case !taken:
		d.lead(aliasAt{Alias: Alias{Account: d.account.ID, Address: key}})
		return true
	case other.ID == d.conversation.ID:
		return true
	default:
		d.log(Entry{Kind: EntryConflict})
		return false
	}
}

// lead writes an alias that leads here.
func (d *draft) lead(a aliasAt) {
	a.Conversation = d.conversation.ID
	d.commit.Puts = append(d.commit.Puts, Put{Record: a.Alias, Version: a.version})
	d.known.add(State{Record: a.Alias})
	d.known.add(State{Record: d.conversation})
}
