package wire

import "github.com/wainbox/wainbox/whatsapp"

// edit reads what replaces an earlier message. An edit of an edit is not known
// of the platform; it is unknown, so that one cannot be nested in itself.
func (d *decoder) edit(v int) whatsapp.Content {
	e := whatsapp.Edit{
		Original: whatsapp.MessageID(d.text(d.member(v, "original_message_id"))),
		Content:  whatsapp.UnknownContent{},
	}
	in := d.object(v, "message")
	if in == 0 {
		return e
	}
	m := d.messageNodes(in)
	m.contents[editSlot] = 0
	e.Type = d.text(m.kind)
	e.Content = d.content(&m, e.Type, false)
	e.ReplyTo = whatsapp.MessageID(d.text(d.memberOf(m.context, "id")))
	return e
}
