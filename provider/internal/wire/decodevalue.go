package wire

import (
	"slices"

	"github.com/wainbox/wainbox/whatsapp"
)

// list names a list of a value by its key.
type list uint8

// The lists that are known, and before them one for all other keys.
const (
	noList list = iota
	messagesList
	statusesList
	errorsList
	echoesList
	actionsList
	callsList
	historyList
	preferencesList
	syncList
	automaticList
	groupsList
	standbyList // an object with the lists of another app's conversation
	lists
)

var listKeys = [lists]string{
	"", "messages", "statuses", "errors", "message_echoes", "user_actions", "calls", "history", "user_preferences",
	"state_sync", "automatic_events", "groups", "standby",
}

func listOf(key []byte) list {
	switch string(key) {
	case "messages":
		return messagesList
	case "statuses":
		return statusesList
	case "errors":
		return errorsList
	case "message_echoes":
		return echoesList
	case "user_actions":
		return actionsList
	case "calls":
		return callsList
	case "history":
		return historyList
	case "user_preferences":
		return preferencesList
	case "state_sync":
		return syncList
	case "automatic_events":
		return automaticList
	case "groups":
		return groupsList
	case "standby":
		return standbyList
	default:
		return noList
	}
}

// valueNodes is where the parts of a change's value are; the last of each.
type valueNodes struct {
	field, metadata, contacts int
	lists                     [lists]int
}

func (d *decoder) value(value int) valueNodes {
	var v valueNodes
	for k, end := value+1, d.next(value); k < end; k = d.next(k + 1) {
		switch key := d.key(k); string(key) {
		case "messaging_product":
		case "field":
			v.field = k + 1
		case "metadata":
			v.metadata = k + 1
		case "contacts":
			v.contacts = k + 1
		default:
			v.lists[listOf(key)] = k + 1
		}
	}
	return v
}

const valuePath = ".value"

// readValue reads the value of a field with lists, in the order of its keys.
func (d *decoder) readValue(value int, v *valueNodes) {
	if kind := d.kind(v.metadata); kind != '{' && kind != 0 {
		d.refuse(v.metadata, ".value.metadata", -1, reasonObject)
	}
	d.readContacts(v.contacts)
	before := len(d.events) + len(d.unread)
	if d.readLists(value, v, valuePath); len(d.events)+len(d.unread) == before {
		d.keep(value, d.field)
	}
}

// readLists reads the lists of an object that stands at a path, a value or
// what "standby" holds. Where it has none that the field is known for, it means
// something else and is kept whole.
func (d *decoder) readLists(object int, v *valueNodes, path string) {
	for k, end := object+1, d.next(object); k < end; k = d.next(k + 1) {
		if d.kind(k+1) == 0 {
			continue
		}
		key := d.key(k)
		l := listOf(key)
		p := l.in(d.field)
		switch {
		case l == noList && isShared(key):
		case d.full(1):
			d.refuse(k+1, path+"."+d.own(k), -1, reasonMany)
		case p != otherPart && v.lists[l] == k+1:
			d.readPart(k+1, p, path, l)
		case p != otherPart:
		case !d.hasParts(v) && path == valuePath:
			d.keep(object, d.field)
			return
		case !d.hasParts(v):
			d.keep(object, fieldStandby+"."+fieldStandby)
			return
		default:
			d.keep(k+1, d.field+"."+d.own(k))
		}
	}
}

// isShared reports whether a key is of what the items of a value have in
// common.
func isShared(key []byte) bool {
	switch string(key) {
	case "messaging_product", "metadata", "contacts", "field":
		return true
	default:
		return false
	}
}

// hasParts reports whether the field is known for one of the lists.
func (d *decoder) hasParts(v *valueNodes) bool {
	for l, node := range v.lists {
		if d.kind(node) != 0 && list(l).in(d.field) != otherPart {
			return true
		}
	}
	return false
}

// readPart reads a list of items; each is an event, or is unread alone.
func (d *decoder) readPart(array int, p part, path string, l list) {
	if p == standbyPart {
		d.readStandby(array, path+"."+listKeys[l])
		return
	}
	if d.kind(array) != '[' {
		d.refuse(array, path+"."+listKeys[l], -1, reasonArray)
		return
	}
	n := d.count(array)
	if d.full(n) {
		d.refuse(array, path+"."+listKeys[l], -1, reasonMany)
		return
	}
	if len(d.events) > 0 || n > 1 {
		d.events = slices.Grow(d.events, n)
	}
	i := 0
	for v, end := array+1, d.next(array); v < end; v = d.next(v) {
		switch {
		case d.kind(v) != '{':
			d.refuse(v, path+"."+listKeys[l], i, reasonObject)
		case p == historyPart:
			d.readHistory(v, i)
		default:
			d.take(v)
			d.readItem(v, p)
		}
		i++
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

// timed is a notice with a time of its own, if there is one.
func (d *decoder) timed(field string, timestamp int) whatsapp.Notice {
	n := d.notice(field)
	if at := d.moment(timestamp); !at.IsZero() {
		n.At = at
	}
	return n
}
