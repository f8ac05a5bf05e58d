package wire

import (
	"slices"

	"github.com/wainbox/wainbox/whatsapp"
)

// valueNodes is where the parts of a change's value are; the last of each.
type valueNodes struct {
	field, metadata, contacts          int
	messages, statuses, errors, echoes int
}

func (d *decoder) value(value int) valueNodes {
	var v valueNodes
	for k, end := value+1, d.next(value); k < end; k = d.next(k + 1) {
		switch string(d.key(k)) {
		case "field":
			v.field = k + 1
		case "metadata":
			v.metadata = k + 1
		case "contacts":
			v.contacts = k + 1
		case "messages":
			v.messages = k + 1
		case "statuses":
			v.statuses = k + 1
		case "errors":
			v.errors = k + 1
		case "message_echoes":
			v.echoes = k + 1
		}
	}
	return v
}

// part is what a member of a value is.
type part uint8

const (
	otherPart  part = iota // not known, or known in another field only
	sharedPart             // what the items have in common
	messagePart
	statusPart
	echoPart
	errorPart
)

// part tells what a key means in a field, and which of the members with this
// key counts.
func (v *valueNodes) part(key []byte, field string) (p part, last int) {
	switch string(key) {
	case "messaging_product", "metadata", "contacts", "field":
		return sharedPart, 0
	case "errors":
		return errorPart, v.errors
	case "messages":
		if field == fieldMessages {
			return messagePart, v.messages
		}
	case "statuses":
		if field == fieldMessages {
			return statusPart, v.statuses
		}
	case "message_echoes":
		if field != fieldMessages {
			return echoPart, v.echoes
		}
	}
	return otherPart, 0
}

// path is where the part stands in a change.
func (p part) path() string {
	switch p {
	case messagePart:
		return ".value.messages"
	case statusPart:
		return ".value.statuses"
	case echoPart:
		return ".value.message_echoes"
	case errorPart:
		return ".value.errors"
	default:
		return ".value"
	}
}

// readValue reads the value of a field that is known, in the order of its keys.
func (d *decoder) readValue(value int, v *valueNodes, field string) {
	if kind := d.kind(v.metadata); kind != '{' && kind != 0 {
		d.refuse(v.metadata, ".value.metadata", -1, reasonObject)
	}
	d.readContacts(v.contacts)
	before := len(d.events) + len(d.unread)
	for k, end := value+1, d.next(value); k < end; k = d.next(k + 1) {
		if d.kind(k+1) == 0 {
			continue
		}
		key := d.key(k)
		switch p, last := v.part(key, field); {
		case p != sharedPart && d.full(1):
			d.refuse(k+1, p.path(), -1, reasonMany)
		case p == otherPart:
			d.keep(k+1, field+"."+string(key))
		case last == k+1:
			d.readPart(k+1, p)
		}
	}
	if len(d.events)+len(d.unread) == before {
		d.keep(value, field)
	}
}

// readPart reads an array of items; each is an event, or is unread alone.
func (d *decoder) readPart(array int, p part) {
	if d.kind(array) != '[' {
		d.refuse(array, p.path(), -1, reasonArray)
		return
	}
	n := d.count(array)
	if d.full(n) {
		d.refuse(array, p.path(), -1, reasonMany)
		return
	}
	d.events = slices.Grow(d.events, n)
	i := 0
	for v, end := array+1, d.next(array); v < end; v = d.next(v) {
		if d.kind(v) == '{' {
			d.readItem(v, p)
		} else {
			d.refuse(v, p.path(), i, reasonObject)
		}
		i++
	}
}

func (d *decoder) readItem(v int, p part) {
	d.take(v)
	switch p {
	case messagePart:
		d.readReceived(v)
	case statusPart:
		d.readStatus(v)
	case echoPart:
		d.readEcho(v)
	default:
		d.emit(&whatsapp.Fault{Notice: d.notice(fieldMessages), Failure: d.failure(v)})
	}
}

// keep emits what is not read, whole.
func (d *decoder) keep(v int, field string) {
	d.take(v)
	d.emit(&whatsapp.Unknown{Notice: d.notice(field)})
}

// notice is what all notices share, of the item taken.
func (d *decoder) notice(field string) whatsapp.Notice {
	return whatsapp.Notice{Origin: d.origin, Field: field, At: d.at, Raw: whatsapp.Raw(d.item)}
}
