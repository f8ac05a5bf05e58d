package wire

import "github.com/wainbox/wainbox/whatsapp"

// messageNodes is where the members of a message are, ours and theirs alike.
type messageNodes struct {
	id, timestamp, kind, group   int
	from, fromUser, to, toUser   int
	recipientType, context, errs int
	contents                     contentNodes
}

func (d *decoder) messageNodes(v int) messageNodes {
	var m messageNodes
	for k, end := v+1, d.next(v); k < end; k = d.next(k + 1) {
		switch key := d.key(k); string(key) {
		case "id":
			m.id = k + 1
		case "timestamp":
			m.timestamp = k + 1
		case "type":
			m.kind = k + 1
		case "group_id":
			m.group = k + 1
		case "from":
			m.from = k + 1
		case "from_user_id":
			m.fromUser = k + 1
		case "to":
			m.to = k + 1
		case "to_user_id":
			m.toUser = k + 1
		case "recipient_type":
			m.recipientType = k + 1
		case "context":
			m.context = k + 1
		case "errors":
			m.errs = k + 1
		default:
			m.contents[slotOf(key)] = k + 1
		}
	}
	return m
}

// message reads what a received message and an echo have in common.
func (d *decoder) message(m *messageNodes) whatsapp.Message {
	r := whatsapp.Message{
		ID:       whatsapp.MessageID(d.text(m.id)),
		At:       d.moment(m.timestamp),
		Type:     d.text(m.kind),
		Context:  d.context(m.context),
		Failures: d.failures(m.errs),
		Raw:      whatsapp.Raw(d.item),
	}
	r.Content = d.content(m, r.Type, len(r.Failures) > 0)
	return r
}

func (d *decoder) readReceived(v int) {
	m := d.messageNodes(v)
	e := &whatsapp.Received{
		Origin:  d.origin,
		Message: d.message(&m),
		Group:   whatsapp.GroupID(d.text(m.group)),
	}
	e.From, e.Profile = d.known(address(d.text(m.from), d.text(m.fromUser)))
	d.emit(e)
}

func (d *decoder) readEcho(v int) {
	m := d.messageNodes(v)
	e := &whatsapp.Echo{
		Origin:  d.origin,
		Message: d.message(&m),
		From:    whatsapp.Phone(d.text(m.from)),
	}
	to := d.text(m.to)
	switch group := d.text(m.group); {
	case group != "":
		e.To.Group = whatsapp.GroupID(group)
	case d.text(m.recipientType) == "group":
		e.To.Group = whatsapp.GroupID(to)
	default:
		e.To, _ = d.known(address(to, d.text(m.toUser)))
	}
	d.emit(e)
}

func (d *decoder) context(v int) whatsapp.Context {
	var c whatsapp.Context
	if d.kind(v) != '{' {
		return c
	}
	for k, end := v+1, d.next(v); k < end; k = d.next(k + 1) {
		switch string(d.key(k)) {
		case "id":
			c.ReplyTo = whatsapp.MessageID(d.text(k + 1))
		case "forwarded":
			c.Forwarded = d.flag(k + 1)
		case "frequently_forwarded":
			c.Frequently = d.flag(k + 1)
		}
	}
	return c
}
