package wire

import "github.com/wainbox/wainbox/whatsapp"

// numberNotice reads what happened to a number, which most of these fields
// name only as people dial it.
func (d *decoder) numberNotice(v int, n whatsapp.Notice) whatsapp.Event {
	if display := d.word(v, "display_phone_number"); display != "" {
		n.Display = display
	}
	switch event, status := d.word(v, "event"), d.word(v, "status"); {
	case n.Field == fieldNumberQuality && event != "":
		return &whatsapp.NumberQuality{
			Notice: n, Event: event,
			OldLimit:     whatsapp.MessagingLimit(d.word(v, "old_limit")),
			CurrentLimit: whatsapp.MessagingLimit(d.word(v, "current_limit")),
			MaxDaily:     whatsapp.MessagingLimit(d.word(v, "max_daily_conversations_per_business")),
		}
	case n.Field == fieldNumberName && d.word(v, "decision") != "":
		return &whatsapp.NumberName{
			Notice: n, Decision: d.word(v, "decision"),
			Name: d.word(v, "requested_verified_name"), Reason: d.word(v, "rejection_reason"),
		}
	case n.Field == fieldUsername && status != "":
		return &whatsapp.UsernameUpdate{Notice: n, Username: d.word(v, "username"), Status: status}
	case n.Field == fieldSecurity && event != "":
		return &whatsapp.Security{Notice: n, Event: event, Requester: d.word(v, "requester")}
	case n.Field == fieldAccountSettings:
		return d.accountSettings(v)
	default:
		return nil
	}
}

func (d *decoder) accountSettings(v int) whatsapp.Event {
	settings := d.object(v, "phone_number_settings")
	if settings == 0 {
		return nil
	}
	n := d.timed(d.field, d.member(v, "timestamp"))
	if id := d.word(settings, "phone_number_id"); id != "" {
		n.Number = whatsapp.NumberID(id)
	}
	return &whatsapp.AccountSettings{
		Notice: n, Type: d.word(v, "type"),
		Calling: d.whole(d.member(settings, "calling"), '{'),
	}
}

// handover reads a change of owner of a conversation. The number is the
// recipient's.
//
// QUIRK(cloudapi): the field is known from third parties only. Source: 2026.
func (d *decoder) handover(v int) whatsapp.Event {
	kind := d.word(v, "type")
	control := d.object(v, kind)
	for _, name := range [...]string{"control_passed", "control_taken"} {
		if control == 0 {
			control = d.object(v, name)
		}
	}
	if kind == "" && control == 0 {
		return nil
	}
	n := d.timed(d.field, d.member(v, "timestamp"))
	recipient := d.member(v, "recipient")
	if id := d.word(recipient, "phone_number_id"); id != "" {
		n.Number = whatsapp.NumberID(id)
	}
	if display := d.word(recipient, "display_phone_number"); display != "" {
		n.Display = display
	}
	return &whatsapp.Handover{
		Notice: n, Type: kind,
		Sender:   whatsapp.Phone(d.word(d.member(v, "sender"), "phone_number")),
		Previous: d.word(control, "previous_owner_role"), New: d.word(control, "new_owner_role"),
		Metadata: d.word(control, "metadata"),
		Summary:  d.word(d.memberOf(d.memberOf(control, "conversation_context"), "summary"), "text"),
	}
}
