package wire

import "github.com/wainbox/wainbox/whatsapp"

// messageNodes is where the members of a message are, ours and theirs alike.
type messageNodes struct {
	id, timestamp, kind, group         int
	from, fromUser, fromParent         int
	to, toUser, toParent               int
	recipientType, creator             int
	context, referral, identity, fault int
	contents                           contentNodes
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
		case "from_parent_user_id":
			m.fromParent = k + 1
		case "to":
			m.to = k + 1
		case "to_user_id":
			m.toUser = k + 1
		case "to_parent_user_id":
			m.toParent = k + 1
		case "recipient_type":
			m.recipientType = k + 1
		case "message_creation_type":
			m.creator = k + 1
		case "context":
			m.context = k + 1
		case "referral":
			m.referral = k + 1
		case "identity":
			m.identity = k + 1
		case "errors":
			m.fault = k + 1
		default:
			m.contents[slotOf(key)] = uint32(k + 1) //nolint:gosec // there are no more nodes than bytes
		}
	}
	return m
}

// message reads what all messages have in common into one that is new.
func (d *decoder) message(r *whatsapp.Message, m *messageNodes) {
	r.ID = whatsapp.MessageID(d.text(m.id))
	r.At = d.moment(m.timestamp)
	r.Type = d.text(m.kind)
	d.context(&r.Context, m.context)
	r.Referral = d.referral(m.referral)
	r.Failures = d.failures(m.fault)
	r.Field = d.field
	r.Raw = whatsapp.Raw(d.item)
	r.Content = d.content(m, r.Type, len(r.Failures) > 0)
}

func (d *decoder) readEcho(v int) {
	m := d.messageNodes(v)
	e := &whatsapp.Echo{Origin: d.origin, From: whatsapp.Phone(d.text(m.from)), Creator: d.text(m.creator)}
	d.message(&e.Message, &m)
	to, parent := d.text(m.to), d.text(m.toParent)
	e.Parent = whatsapp.UserID(parent)
	switch group := d.text(m.group); {
	case group != "":
		e.To.Group = whatsapp.GroupID(group)
	case d.text(m.recipientType) == "group":
		e.To.Group = whatsapp.GroupID(to)
	default:
		e.To, e.Parent, e.Profile = d.person(address(to, d.text(m.toUser)), parent)
	}
	d.emit(e)
}

func (d *decoder) context(c *whatsapp.Context, v int) {
	if d.kind(v) != '{' {
		return
	}
	for k, end := v+1, d.next(v); k < end; k = d.next(k + 1) {
		switch string(d.key(k)) {
		case "id":
			c.ReplyTo = whatsapp.MessageID(d.text(k + 1))
		case "from":
			c.From = d.text(k + 1)
		case "referred_product":
			c.Product = whatsapp.ProductRef{
				Catalog: d.text(d.memberOf(k+1, "catalog_id")), Product: d.text(d.memberOf(k+1, "product_retailer_id")),
			}
		case "forwarded":
			c.Forwarded = d.flag(k + 1)
		case "frequently_forwarded":
			c.Frequently = d.flag(k + 1)
		}
	}
}
