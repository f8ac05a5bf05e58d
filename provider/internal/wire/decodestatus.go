package wire

import (
	"strings"

	"github.com/wainbox/wainbox/whatsapp"
)

// readStatus reads how far a sent message came.
func (d *decoder) readStatus(v int) {
	var (
		id, state, kind, timestamp, ref, pricing, errs int
		recipient, recipientUser, recipientType        int
		participant, participantUser                   int
	)
	for k, end := v+1, d.next(v); k < end; k = d.next(k + 1) {
		switch string(d.key(k)) {
		case "id":
			id = k + 1
		case "status":
			state = k + 1
		case "type":
			kind = k + 1
		case "timestamp":
			timestamp = k + 1
		case "biz_opaque_callback_data":
			ref = k + 1
		case "pricing":
			pricing = k + 1
		case "errors":
			errs = k + 1
		case "recipient_id":
			recipient = k + 1
		case "recipient_user_id":
			recipientUser = k + 1
		case "recipient_type":
			recipientType = k + 1
		case "recipient_participant_id":
			participant = k + 1
		case "recipient_participant_user_id":
			participantUser = k + 1
		}
	}
	e := &whatsapp.Status{
		Origin:   d.origin,
		ID:       whatsapp.MessageID(d.text(id)),
		Ref:      whatsapp.Ref(d.text(ref)),
		State:    stateOf(d.text(kind), d.text(state)),
		At:       d.moment(timestamp),
		Pricing:  d.pricing(pricing),
		Failures: d.failures(errs),
		Raw:      whatsapp.Raw(d.item),
	}
	if d.text(recipientType) == "group" {
		e.Recipient.Group = whatsapp.GroupID(d.text(recipient))
		e.Participant, _ = d.known(address(d.text(participant), d.text(participantUser)))
	} else {
		e.Recipient, _ = d.known(address(d.text(recipient), d.text(recipientUser)))
	}
	d.emit(e)
}

// stateOf is the platform's word, verbatim. A status may speak of something
// else than the message, which its type says: a payment that "failed" must not
// pass for a message that did, so such a word carries its type.
func stateOf(kind, word string) whatsapp.State {
	state := whatsapp.State(word)
	if kind == "" || kind == "message" {
		return state
	}
	switch state {
	case whatsapp.Sent, whatsapp.Delivered, whatsapp.Read, whatsapp.Played, whatsapp.Failed:
		return whatsapp.State(kind + "." + word)
	default:
		return state
	}
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
			// The platform writes "authentication-international" here and
			// "authentication_international" elsewhere.
			p.Category = strings.ReplaceAll(d.text(k+1), "-", "_")
		case "billable":
			p.Billable = d.flag(k + 1)
		}
	}
	return p
}
