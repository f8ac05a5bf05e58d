package wire

import (
	"strings"

	"github.com/wainbox/wainbox/whatsapp"
)

// readOneMsgAck reads how far a sent message came. There is no time in it.
func (d *decoder) readOneMsgAck(v int) {
	var id, state, fault, category, chat, phone, user, username int
	for k, end := v+1, d.next(v); k < end; k = d.next(k + 1) {
		switch string(d.key(k)) {
		case "id":
			id = k + 1
		case "status":
			state = k + 1
		case "error":
			fault = k + 1
		case "category":
			category = k + 1
		case "chatId":
			chat = k + 1
		case "phone":
			phone = k + 1
		case "bsuid":
			user = k + 1
		case "userName":
			username = k + 1
		}
	}
	e := &whatsapp.Status{
		Origin:   d.origin,
		ID:       whatsapp.MessageID(d.text(id)),
		State:    oneMsgState(d.text(state)),
		Profile:  whatsapp.Profile{Username: d.text(username)},
		Failures: d.oneMsgFailures(fault),
		Field:    fieldMessages,
		Raw:      whatsapp.Raw(d.item),
	}
	who := whatsapp.Address{User: whatsapp.UserID(d.text(user))}
	who = merged(who, oneMsgAddress(d.text(phone)))
	e.Recipient = oneMsgAddress(d.text(chat))
	if e.Recipient.Group != "" {
		e.Participant = who
	} else {
		e.Recipient = merged(who, e.Recipient)
	}
	if word := d.text(category); word != "" {
		e.Pricing = &whatsapp.Pricing{Category: strings.ReplaceAll(word, "-", "_")}
	}
	d.emit(e)
}

// oneMsgState is the platform's word for what older channels call "viewed".
func oneMsgState(word string) whatsapp.State {
	if word == "viewed" {
		return whatsapp.Read
	}
	return whatsapp.State(word)
}

// oneMsgFailures reads why a message failed: a sentence without a code, or an
// object as the platform has it.
func (d *decoder) oneMsgFailures(v int) []whatsapp.Failure {
	if d.kind(v) == '{' {
		return []whatsapp.Failure{d.failure(v)}
	}
	if text := d.text(v); text != "" {
		return []whatsapp.Failure{{Message: text}}
	}
	return nil
}
