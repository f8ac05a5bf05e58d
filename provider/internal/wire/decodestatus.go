package wire

import (
	"cmp"
	"strings"

	"github.com/wainbox/wainbox/whatsapp"
)

// statusNodes is where the members of a status are.
type statusNodes struct {
	id, state, kind, timestamp, ref, fault          int
	conversation, pricing, payment                  int
	recipientType, hash                             int
	recipient, recipientUser, recipientParent       int
	participant, participantUser, participantParent int
}

func (d *decoder) statusNodes(v int) statusNodes {
	var s statusNodes
	for k, end := v+1, d.next(v); k < end; k = d.next(k + 1) {
		switch string(d.key(k)) {
		case "id":
			s.id = k + 1
		case "status":
			s.state = k + 1
		case "type":
			s.kind = k + 1
		case "timestamp":
			s.timestamp = k + 1
		case "biz_opaque_callback_data":
			s.ref = k + 1
		case "errors":
			s.fault = k + 1
		case "conversation":
			s.conversation = k + 1
		case "pricing":
			s.pricing = k + 1
		case "payment":
			s.payment = k + 1
		case "recipient_type":
			s.recipientType = k + 1
		case "recipient_identity_key_hash":
			s.hash = k + 1
		case "recipient_id":
			s.recipient = k + 1
		case "recipient_user_id":
			s.recipientUser = k + 1
		case "recipient_parent_user_id":
			s.recipientParent = k + 1
		case "recipient_participant_id":
			s.participant = k + 1
		case "recipient_participant_user_id":
			s.participantUser = k + 1
		case "recipient_participant_parent_user_id":
			s.participantParent = k + 1
		}
	}
	return s
}

// readStatus reads how far a sent message came.
func (d *decoder) readStatus(v int) {
	s := d.statusNodes(v)
	e := &whatsapp.Status{
		Origin:       d.origin,
		ID:           whatsapp.MessageID(d.text(s.id)),
		Ref:          whatsapp.Ref(d.text(s.ref)),
		At:           d.moment(s.timestamp),
		Conversation: d.conversation(s.conversation),
		Pricing:      d.pricing(s.pricing),
		Failures:     d.failures(s.fault),
		Field:        d.field,
		Raw:          whatsapp.Raw(d.item),
	}
	kind := d.text(s.kind)
	if kind == paymentKind || kind == "" {
		if e.Payment = d.payment(s.payment); e.Payment != nil {
			kind = paymentKind
		}
	}
	e.State = stateOf(kind, d.text(s.state))
	if d.text(s.recipientType) == "group" {
		e.Recipient.Group = whatsapp.GroupID(d.text(s.recipient))
		e.Participant, e.Parent, e.Profile = d.person(
			address(d.text(s.participant), d.text(s.participantUser)), d.text(s.participantParent))
	} else {
		e.Recipient, e.Parent, e.Profile = d.person(
			address(d.text(s.recipient), d.text(s.recipientUser)), d.text(s.recipientParent))
	}
	e.Profile.IdentityKey = cmp.Or(d.text(s.hash), e.Profile.IdentityKey)
	d.emit(e)
}

const paymentKind = "payment"

// stateOf is the platform's word, verbatim. A status may speak of something
// else than the message, which its type says: a payment that "failed" must not
// pass for a message that did, so such a word carries its type.
func stateOf(kind, word string) whatsapp.State {
	if kind == "" || kind == "message" {
		return whatsapp.State(word)
	}
	return whatsapp.State(kind + "." + word)
}

func (d *decoder) conversation(v int) *whatsapp.Conversation {
	if d.kind(v) != '{' {
		return nil
	}
	c := &whatsapp.Conversation{}
	for k, end := v+1, d.next(v); k < end; k = d.next(k + 1) {
		switch string(d.key(k)) {
		case "id":
			c.ID = d.text(k + 1)
		case "expiration_timestamp":
			c.Expires = d.seconds(k + 1)
		case "origin":
			c.Origin = d.category(d.memberOf(k+1, "type"))
		}
	}
	return c
}

func (d *decoder) pricing(v int) *whatsapp.Pricing {
	if d.kind(v) != '{' {
		return nil
	}
	p := &whatsapp.Pricing{}
	for k, end := v+1, d.next(v); k < end; k = d.next(k + 1) {
		switch string(d.key(k)) {
		case "pricing_model":
			p.Model = d.text(k + 1)
		case "type":
			p.Type = d.text(k + 1)
		case "category":
			p.Category = d.category(k + 1)
		case "billable":
			p.Billable = d.flag(k + 1)
		case "cost":
			p.Cost, p.Currency = d.text(d.memberOf(k+1, "amount")), d.text(d.memberOf(k+1, "currency"))
		}
	}
	return p
}

// category is a pricing category: the platform writes
// "authentication-international" in some places and
// "authentication_international" in others.
func (d *decoder) category(v int) string { return strings.ReplaceAll(d.text(v), "-", "_") }
