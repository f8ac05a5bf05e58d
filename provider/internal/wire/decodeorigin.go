package wire

import (
	"strconv"

	"github.com/wainbox/wainbox/provider"
	"github.com/wainbox/wainbox/whatsapp"
)

// Reasons for which a part is unread.
const (
	reasonObject = "not an object"
	reasonArray  = "not an array"
	reasonMany   = "more than 10,000 items"
)

// setOrigin reads an account's id and what metadata says of the number. The
// events of a number often come in many changes of one callback: they share it.
func (d *decoder) setOrigin(id, metadata int) {
	var number, display int
	if d.kind(metadata) == '{' {
		for k, end := metadata+1, d.next(metadata); k < end; k = d.next(k + 1) {
			switch string(d.key(k)) {
			case "phone_number_id":
				number = k + 1
			case "display_phone_number":
				display = k + 1
			}
		}
	}
	o := &d.origin
	o.WABA = whatsapp.WABAID(d.shared(string(o.WABA), id))
	o.Number = whatsapp.NumberID(d.shared(string(o.Number), number))
	o.Display = d.shared(o.Display, display)
}

// shared is the text of any place in the body: the one that there is already,
// if it is the same.
func (d *decoder) shared(already string, i int) string {
	switch text := d.letters(i); string(text) {
	case "":
		return ""
	case already:
		return already
	}
	d.take(i)
	return d.text(i)
}

// refuse adds an unread part: of the entry or change being read, at the path
// inside of it and, in an array, at the index, or -1.
func (d *decoder) refuse(v int, path string, index int, reason string) {
	if len(d.unread) >= maxUnread {
		return
	}
	at := "entry[" + strconv.Itoa(d.entry) + "]"
	if d.change >= 0 {
		at += ".changes[" + strconv.Itoa(d.change) + "]"
	}
	at += path
	if index >= 0 {
		at += "[" + strconv.Itoa(index) + "]"
	}
	d.unread = append(d.unread, provider.Unread{Path: at, Reason: reason, Raw: append([]byte{}, d.raw(v)...)})
}

// unreadBody is the error for a callback of which nothing can be read.
func unreadBody(body []byte, reason string) error {
	return &provider.DecodeError{Parts: []provider.Unread{{Reason: reason, Raw: append([]byte{}, body...)}}}
}
