package wire

import (
	"cmp"
	"strings"

	"github.com/wainbox/wainbox/whatsapp"
)

// oneMsgNodes is where the members of a message are.
type oneMsgNodes struct {
	id, time, kind, body, caption   int
	fromMe, self, forwarded, quoted int
	chat, author, user, username    int
	senderName, chatName            int
}

func (d *decoder) oneMsgNodes(v int) oneMsgNodes {
	var m oneMsgNodes
	for k, end := v+1, d.next(v); k < end; k = d.next(k + 1) {
		switch string(d.key(k)) {
		case "id":
			m.id = k + 1
		case "time":
			m.time = k + 1
		case "type":
			m.kind = k + 1
		case "body":
			m.body = k + 1
		case "caption":
			m.caption = k + 1
		case "fromMe":
			m.fromMe = k + 1
		case "self":
			m.self = k + 1
		case "isForwarded":
			m.forwarded = k + 1
		case "quotedMsgId":
			m.quoted = k + 1
		case "chatId":
			m.chat = k + 1
		case "author":
			m.author = k + 1
		case "authorBsuid":
			m.user = k + 1
		case "authorUserName":
			m.username = k + 1
		case "senderName":
			m.senderName = k + 1
		case "chatName":
			m.chatName = k + 1
		}
	}
	return m
}

// readOneMsgMessage reads a message of either side: fromMe or self says that it
// is ours.
func (d *decoder) readOneMsgMessage(v int) {
	m := d.oneMsgNodes(v)
	chat, author := oneMsgAddress(d.text(m.chat)), oneMsgAddress(d.text(m.author))
	if chat.IsZero() {
		chat = author
	}
	author.Group = "" // nobody writes as a group
	user := whatsapp.UserID(d.text(m.user))
	message := whatsapp.Message{
		ID:      whatsapp.MessageID(d.text(m.id)),
		At:      d.moment(m.time),
		Type:    d.text(m.kind),
		Context: whatsapp.Context{ReplyTo: whatsapp.MessageID(d.text(m.quoted)), Forwarded: d.flag(m.forwarded)},
		Field:   fieldMessages,
		Raw:     whatsapp.Raw(d.item),
	}
	message.Content = d.oneMsgContent(&m, message.Type)
	if message.Content.Kind() == whatsapp.KindReaction {
		message.Context.ReplyTo = "" // it is what the reaction is on
	}
	if d.flag(m.fromMe) || d.flag(m.self) {
		d.emitOneMsgEcho(&m, message, chat, author, user)
		return
	}
	e := &whatsapp.Received{
		Origin:  d.origin,
		Message: message,
		From:    author,
		Group:   chat.Group,
		Profile: whatsapp.Profile{Name: d.text(m.senderName), Username: d.text(m.username)},
	}
	if chat.Group == "" {
		e.From = merged(author, chat)
		if e.Profile.Name == "" {
			e.Profile.Name = d.text(m.chatName)
		}
	}
	if user != "" {
		e.From.User = user
	}
	d.emit(e)
}

// emitOneMsgEcho emits a message of ours: one with self is by the interface, one
// without by the phone app. Whom it went to is the chat: names in an echo are
// the business's own, so that nobody is called by them, and the user id is the
// customer's only where the author is.
func (d *decoder) emitOneMsgEcho(
	m *oneMsgNodes, message whatsapp.Message, chat, author whatsapp.Address, user whatsapp.UserID,
) {
	message.Field = fieldEchoes
	if d.flag(m.self) {
		message.Field = fieldOtherEcho
	}
	e := &whatsapp.Echo{
		Origin: d.origin, Message: message, To: chat,
		From: oneMsgAddress(d.text(m.senderName)).Phone,
	}
	if user != "" && author.Overlaps(e.To) {
		e.To.User = user
	}
	d.emit(e)
}

// oneMsgAddress reads "16505550123@c.us", "…@g.us" for a group and "…@lid" for
// a customer who hides the number. What has no digits alone before the sign is
// a name that is not a phone's.
func oneMsgAddress(s string) whatsapp.Address {
	name, server, _ := strings.Cut(s, "@")
	switch {
	case name == "":
		return whatsapp.Address{}
	case server == "g.us":
		return whatsapp.Address{Group: whatsapp.GroupID(s)}
	case isUserID(name):
		return whatsapp.Address{User: whatsapp.UserID(name)}
	case server == "lid" || strings.Trim(name, "+0123456789") != "":
		// Not a phone number, whatever its digits: nobody is to be written to by it.
		return whatsapp.Address{User: whatsapp.UserID(s)}
	default:
		return whatsapp.Address{Phone: whatsapp.Phone(name)}
	}
}

// merged is a with what only b has. The name of a chat that stands in for a user
// id is left out beside a phone number: nobody can be written to by it, and what
// goes to both would be refused.
func merged(a, b whatsapp.Address) whatsapp.Address {
	a.Phone = cmp.Or(a.Phone, b.Phone)
	if !isUserID(string(a.User)) {
		a.User = cmp.Or(b.User, a.User)
	}
	if a.Phone != "" && !isUserID(string(a.User)) {
		a.User = ""
	}
	return a
}
