package wire

import (
	"strconv"

	"github.com/wainbox/wainbox/whatsapp"
)

// readHistory reads one chunk of a phone app's history, the element with this
// index: the chunk itself, then the messages of its threads.
func (d *decoder) readHistory(chunk, index int) {
	path := ".value.history[" + strconv.Itoa(index) + "]"
	if d.full(1) {
		d.refuse(chunk, path, -1, reasonMany)
		return
	}
	metadata, failures := d.member(chunk, "metadata"), d.member(chunk, "errors")
	threads := d.member(chunk, "threads")
	outline, messages := d.outline(chunk, threads)
	if messages == 0 || d.kind(metadata) == '{' || d.kind(failures) == '[' {
		e := &whatsapp.HistoryChunk{
			Phase:    d.integer(metadata, "phase"),
			Order:    d.integer(metadata, "chunk_order"),
			Progress: d.integer(metadata, "progress"),
		}
		if d.kind(failures) == '[' {
			d.take(failures)
			e.Failures = d.failures(failures)
		}
		d.item = outline
		e.Notice = d.notice(d.field)
		d.emit(e)
	}
	switch d.kind(threads) {
	case 0:
		return
	case '[':
	default:
		d.refuse(threads, path+".threads", -1, reasonArray)
		return
	}
	i := 0
	for v, end := threads+1, d.next(threads); v < end; v = d.next(v) {
		if d.kind(v) == '{' {
			d.readThread(v, path+".threads["+strconv.Itoa(i)+"].messages")
		} else {
			d.refuse(v, path+".threads", i, reasonObject)
		}
		i++
	}
}

// readBare reads a history that came without the envelope, as in the platform's
// sample of one that was declined. It reports whether the body is one.
func (d *decoder) readBare() bool {
	if d.kind(d.memberOf(root, "entry")) != 0 || d.kind(d.memberOf(root, "history")) != '[' {
		return false
	}
	v := d.value(root)
	d.change, d.field = -1, fieldHistory
	d.setOrigin(0, v.metadata)
	d.readValue(root, &v)
	return true
}

// outline is a chunk's bytes without its messages, of which there may be
// thousands, and their number.
func (d *decoder) outline(chunk, threads int) (string, int) {
	var b []byte
	count, from := 0, d.nodes[chunk].start
	if d.kind(threads) == '[' {
		for v, end := threads+1, d.next(threads); v < end; v = d.next(v) {
			if messages := d.memberOf(v, "messages"); d.kind(messages) == '[' {
				count += d.count(messages)
				b = append(b, d.body[from:d.nodes[messages].start+1]...)
				from = d.nodes[messages].end - 1
			}
		}
	}
	return string(append(b, d.body[from:d.nodes[chunk].end]...)), count
}

// readThread reads the messages with one customer.
func (d *decoder) readThread(thread int, path string) {
	messages := d.member(thread, "messages")
	switch d.kind(messages) {
	case 0:
		return
	case '[':
	default:
		d.refuse(messages, path, -1, reasonArray)
		return
	}
	if d.full(d.count(messages)) {
		d.refuse(messages, path, -1, reasonMany)
		return
	}
	context := d.member(thread, "context")
	phone := d.own(d.member(thread, "id"))
	if phone == "" {
		phone = d.own(d.memberOf(context, "wa_id"))
	}
	peer, parent, profile := d.person(
		address(phone, d.own(d.memberOf(context, "user_id"))), d.own(d.memberOf(context, "parent_user_id")))
	if profile.Username == "" {
		profile.Username = d.own(d.memberOf(context, "username"))
	}
	i := 0
	for v, end := messages+1, d.next(messages); v < end; v = d.next(v) {
		if d.kind(v) == '{' {
			d.take(v)
			m := d.messageNodes(v)
			e := d.past(v, &m)
			e.Peer, e.Parent, e.Profile = peer, parent, profile
			d.emit(e)
		} else {
			d.refuse(v, path, i, reasonObject)
		}
		i++
	}
}

// past reads a message of a history, but for who the customer is.
func (d *decoder) past(v int, m *messageNodes) *whatsapp.Past {
	e := &whatsapp.Past{
		Origin: d.origin,
		From:   address(d.text(m.from), d.text(m.fromUser)),
		To:     address(d.text(m.to), d.text(m.toUser)),
		Status: d.word(d.member(v, "history_context"), "status"),
	}
	d.message(&e.Message, m)
	return e
}

// readFollowUp reads a message whose file came after its chunk: the customer's
// or, among the echoes or from the number itself, the business's.
func (d *decoder) readFollowUp(v int, p part) {
	m := d.messageNodes(v)
	e := d.past(v, &m)
	peer, parent := e.From, m.fromParent
	if p == pastEchoPart || isNumber(e.From, d.origin) {
		peer, parent = e.To, m.toParent
	}
	e.Peer, e.Parent, e.Profile = d.person(peer, d.text(parent))
	d.emit(e)
}

// isNumber reports whether an address is the business's own number.
func isNumber(a whatsapp.Address, o whatsapp.Origin) bool {
	return a.Phone != "" && a.Phone.Digits() == whatsapp.Phone(o.Display).Digits()
}
