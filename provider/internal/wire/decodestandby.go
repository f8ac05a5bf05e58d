package wire

import "github.com/wainbox/wainbox/whatsapp"

// readStandby reads what came in a conversation that another app owns.
func (d *decoder) readStandby(object int, path string) {
	if d.kind(object) != '{' {
		d.refuse(object, path, -1, reasonObject)
		return
	}
	v := d.value(object)
	if v.contacts != 0 {
		d.readContacts(v.contacts)
	}
	d.readLists(object, &v, path)
}

// readSent reads an echo in a conversation that another app owns: around the
// body of the send.
//
// QUIRK(cloudapi): the field is known from third parties only. An echo in the
// usual form is read as well.
func (d *decoder) readSent(v int) {
	sent := d.object(v, "message")
	if sent == 0 {
		d.readEcho(v)
		return
	}
	m := d.messageNodes(sent)
	m.id, m.timestamp = d.member(v, "id"), d.member(v, "timestamp")
	e := &whatsapp.Echo{Origin: d.origin, From: whatsapp.Phone(d.word(v, "from"))}
	d.message(&e.Message, &m)
	if to := d.text(m.to); d.text(m.recipientType) == "group" {
		e.To.Group = whatsapp.GroupID(to)
	} else {
		e.To, e.Parent, e.Profile = d.person(address(to, d.word(sent, "recipient")), "")
	}
	if e.Context.ReplyTo == "" {
		e.Context.ReplyTo = whatsapp.MessageID(d.word(m.context, "message_id"))
	}
	if c, ok := e.Content.(whatsapp.Media); ok && c.Link == "" {
		c.Link = d.word(d.member(sent, string(c.Type)), "link")
		e.Content = c
	}
	d.emit(e)
}
