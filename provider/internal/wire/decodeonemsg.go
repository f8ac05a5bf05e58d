package wire

import (
	"errors"
	"slices"
	"strconv"

	"github.com/wainbox/wainbox/provider"
	"github.com/wainbox/wainbox/whatsapp"
)

// DecodeOneMsg reads a callback of 1msg: its own messages and acks, and the
// platform's envelope where its raw hooks are switched on. What it promises is
// what [Decode] does.
//
// number is asked once for the number that all events come from, given the
// channel that the callback names, or "". A raw hook names the number in two
// ways, and both kinds of hook must lead to one account.
func DecodeOneMsg(body []byte, number func(instance string) whatsapp.NumberID) ([]whatsapp.Event, error) {
	r := newRoom()
	d := r.decoder(body)
	defer r.empty(&d)
	return d.decodeOneMsg(number)
}

// oneMsg is where the members of a callback are; the last of each.
type oneMsg struct {
	instance, kind               int
	messages, acks, calls, entry int
}

func (d *decoder) decodeOneMsg(number func(string) whatsapp.NumberID) ([]whatsapp.Event, error) {
	if reason := d.scan(); reason != "" {
		return nil, unreadBody(d.body, reason)
	}
	if d.kind(root) != '{' {
		return nil, unreadBody(d.body, reasonObject)
	}
	m := d.oneMsg()
	d.origin.Number = number(d.own(m.instance))
	if d.kind(m.entry) == '[' {
		d.readRaw(d.body)
	}
	d.readOneMsg(&m)
	if len(d.events)+len(d.unread) == 0 {
		if m.instance == 0 && m.kind == 0 {
			return nil, unreadBody(d.body, "neither messages nor acks")
		}
		d.keep(root, d.own(m.kind))
	}
	if len(d.unread) > 0 {
		return d.events, &provider.DecodeError{Parts: d.unread}
	}
	return d.events, nil
}

func (d *decoder) oneMsg() oneMsg {
	var m oneMsg
	for k, end := root+1, d.next(root); k < end; k = d.next(k + 1) {
		switch string(d.key(k)) {
		case "instanceId":
			m.instance = k + 1
		case "type":
			m.kind = k + 1
		case "messages":
			m.messages = k + 1
		case "ack":
			m.acks = k + 1
		case "calls":
			m.calls = k + 1
		case "entry":
			m.entry = k + 1
		}
	}
	return m
}

// readRaw reads the platform's own envelope. Its events get the number that
// the others have; what it says of the account stays.
func (d *decoder) readRaw(body []byte) {
	events, err := Decode(body)
	for _, e := range events {
		setNumber(e, d.origin.Number)
	}
	d.events = events
	if unread, ok := errors.AsType[*provider.DecodeError](err); ok {
		d.unread = unread.Parts
	}
}

func setNumber(e whatsapp.Event, n whatsapp.NumberID) {
	switch e := e.(type) {
	case *whatsapp.Received:
		e.Number = n
	case *whatsapp.Echo:
		e.Number = n
	case *whatsapp.Status:
		e.Number = n
	case *whatsapp.Past:
		e.Number = n
	default:
		if notice, ok := whatsapp.Noticed(e); ok {
			notice.Number = n
		}
	}
}

// readOneMsg reads the lists of a callback, in the order of its keys. Objects
// and lists that are not known are kept; single values beside them say nothing.
func (d *decoder) readOneMsg(m *oneMsg) {
	for k, end := root+1, d.next(root); k < end; k = d.next(k + 1) {
		v := k + 1
		switch key := string(d.key(k)); {
		case v == m.messages:
			d.readOneMsgList(v, key, d.readOneMsgMessage)
		case v == m.acks:
			d.readOneMsgList(v, key, d.readOneMsgAck)
		case v == m.calls:
			d.readOneMsgList(v, key, d.readOneMsgCall)
		case v == m.entry && d.kind(v) != '[' && d.kind(v) != 0:
			d.refuseAt(v, key, -1, reasonArray)
		case key == "entry" || key == "messages" || key == "ack" || key == "calls":
		case d.kind(v) == '{' || d.kind(v) == '[':
			if d.full(1) {
				d.refuseAt(v, key, -1, reasonMany)
			} else {
				d.keep(v, key)
			}
		}
	}
}

// readOneMsgList reads an array of items; each is an event, or is unread alone.
func (d *decoder) readOneMsgList(array int, path string, read func(v int)) {
	switch d.kind(array) {
	case 0:
		return
	case '[':
	default:
		d.refuseAt(array, path, -1, reasonArray)
		return
	}
	n := d.count(array)
	if d.full(n) {
		d.refuseAt(array, path, -1, reasonMany)
		return
	}
	d.events = slices.Grow(d.events, n)
	i := 0
	for v, end := array+1, d.next(array); v < end; v = d.next(v) {
		if d.kind(v) == '{' {
			d.take(v)
			read(v)
		} else {
			d.refuseAt(v, path, i, reasonObject)
		}
		i++
	}
}

// readOneMsgCall reads a call, which is handed through from the platform.
func (d *decoder) readOneMsgCall(v int) {
	d.field = fieldCalls
	d.readCall(v)
}

// refuseAt adds an unread part at a path from the top.
func (d *decoder) refuseAt(v int, path string, index int, reason string) {
	if len(d.unread) >= maxUnread {
		return
	}
	if index >= 0 {
		path += "[" + strconv.Itoa(index) + "]"
	}
	d.unread = append(d.unread, provider.Unread{Path: path, Reason: reason, Raw: append([]byte{}, d.raw(v)...)})
}
