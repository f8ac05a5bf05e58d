package wire

import "github.com/wainbox/wainbox/whatsapp"

func (d *decoder) readReceived(v int) {
	m := d.messageNodes(v)
	e := d.newReceived(v)
	e.Origin, e.Group = d.origin, whatsapp.GroupID(d.text(m.group))
	d.message(&e.Message, &m)
	from, parent := address(d.text(m.from), d.text(m.fromUser)), d.text(m.fromParent)
	if from.IsZero() && parent == "" && len(d.contacts.list) == 1 && d.isAlone(v) {
		// The one message says nothing of its sender: it is the one contact's.
		who := d.contacts.list[0]
		e.From, e.Parent, e.Profile = who.address, who.parent, who.profile
	} else {
		e.From, e.Parent, e.Profile = d.person(from, parent)
	}
	d.emit(e)
}

// Small messages of a batch lie in memory together, since the room for each
// costs about as much as reading it. Whoever keeps one of them keeps its
// neighbours, so they are few and small.
const (
	blockLength  = 10
	blockMessage = 1 << 10 // bytes of the callback
)

// single is room for one message and for the list that it is handed over in.
type single struct {
	block  [1]whatsapp.Received
	events [1]whatsapp.Event
}

// newReceived is room for the message at v.
func (d *decoder) newReceived(v int) *whatsapp.Received {
	if d.isFirst(v) {
		d.left, d.block = d.count(v-1), nil
	}
	if d.left--; d.size(v) > blockMessage || d.contacts.large {
		return &whatsapp.Received{}
	}
	switch {
	case len(d.block) > 0:
	case cap(d.events) == 0: // the usual callback holds one message
		one := &single{}
		d.block, d.events = one.block[:], one.events[:0]
	default:
		d.block = make([]whatsapp.Received, max(1, min(d.left+1, blockLength)))
	}
	e := &d.block[0]
	d.block = d.block[1:]
	return e
}

// isFirst reports whether an element is the first of an array: then the node
// before it is the array's, which ends with it or later.
func (d *decoder) isFirst(v int) bool {
	return d.kind(v-1) == '[' && d.next(v-1) >= d.next(v)
}

// isAlone reports whether an element is the only one of an array.
func (d *decoder) isAlone(v int) bool {
	return d.isFirst(v) && d.next(v-1) == d.next(v)
}
