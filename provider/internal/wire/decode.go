// Package wire is the JSON of the Cloud API, which other providers speak too:
// [Decode] reads what arrives at a webhook, [AppendMessage] writes what is sent.
//
// Both are by hand. A webhook is read on every message and status of every
// number, and this reader takes about a fifth of encoding/json's time and a
// sixth of its allocations; a fuzz test holds the two together.
package wire

import (
	"time"

	"github.com/wainbox/wainbox/provider"
	"github.com/wainbox/wainbox/whatsapp"
)

// Decode reads a callback: every entry, change, message, echo, status and error
// of it becomes an event, in the order in which they stand.
//
// The error is nil or a [*provider.DecodeError] with the parts that could not
// be read. Parts are isolated: one that is of the wrong JSON type is unread and
// its siblings are events. Only a body that is not JSON, nests deeper than 128
// levels or has no array of entries is unread as a whole; of the latter a
// history that came without the envelope is read, as one of the platform's own
// samples has it.
//
// Events and unread parts hold copies and keep nothing of the body alive. Of
// what stands beside a message its own number and contact are copied. Small
// items of a batch share memory with their neighbours: up to 2 KB of bytes, and
// up to ten messages.
//
// A callback of more than 10,000 items is read up to there, and the rest is
// unread; the platform sends 1,000 at most. Source: Cloud API, "Webhooks
// overview", September 2026. Of unread parts the first 1,000 are named, and of
// the elements within items (cards, products, errors) 50,000 are read. So a
// small body cannot cost much memory.
//
// Where JSON leaves a choice it is made as in encoding/json: of a key that is
// there twice the last counts, and in a text what is no UTF-8 becomes U+FFFD (a
// Raw keeps the bytes). Keys are matched exactly, case included. Time and
// memory grow with the body's length and nothing else.
func Decode(body []byte) ([]whatsapp.Event, error) {
	r := newRoom()
	d := r.decoder(body)
	defer r.empty(&d)
	return d.decode()
}

const (
	maxItems  = 10_000
	maxUnread = 1_000
)

// full reports whether so many more items are too many.
func (d *decoder) full(more int) bool { return len(d.events)+more > maxItems }

// decoder is the state of one call of Decode. It lives on the stack, and what it
// needs beside that in a [room].
type decoder struct {
	scanner

	events []whatsapp.Event
	unread []provider.Unread

	// Where it is, for the paths of unread parts; change is -1 outside of one.
	entry, change int

	// What the events of a change share. field is the one that it came in.
	field    string
	origin   whatsapp.Origin
	at       time.Time
	contacts contacts

	// The bytes of the item being read, as its event will hold them, and where
	// they began in the body; so too of the copy that they are a part of.
	item, copied string
	base, from   uint32

	// Room for messages, and how many are still to come; see newReceived.
	block []whatsapp.Received
	left  int

	// Elements read within items, and whether some were not; see elements.
	parts int
	cut   bool

	// For texts in the making; see scrap.
	scratch []byte
}

func (d *decoder) decode() ([]whatsapp.Event, error) {
	if reason := d.scan(); reason != "" {
		return nil, unreadBody(d.body, reason)
	}
	entries := d.memberOf(root, "entry")
	if d.kind(entries) != '[' && !d.readBare() {
		return nil, unreadBody(d.body, "not an object with an array of entries")
	}
	for v, end := entries+1, d.next(entries); v < end; v = d.next(v) {
		if d.change = -1; d.full(1) {
			d.refuse(v, "", -1, reasonMany)
		} else {
			d.readEntry(v)
		}
		d.entry++
	}
	if len(d.unread) > 0 {
		return d.events, &provider.DecodeError{Parts: d.unread}
	}
	return d.events, nil
}

func (d *decoder) emit(e whatsapp.Event) { d.events = append(d.events, e) }

// readEntry reads one element of "entry": what happened to one account.
func (d *decoder) readEntry(entry int) {
	d.change = -1
	if d.kind(entry) != '{' {
		d.refuse(entry, "", -1, reasonObject)
		return
	}
	var id, at, field, changes int
	for k, end := entry+1, d.next(entry); k < end; k = d.next(k + 1) {
		switch string(d.key(k)) {
		case "id":
			id = k + 1
		case "time":
			at = k + 1
		case "field":
			field = k + 1
		case "changes":
			changes = k + 1
		}
	}
	d.at = d.moment(at)
	switch kind := d.kind(changes); {
	case kind == '[' && d.next(changes) > changes+1:
		for v, end := changes+1, d.next(changes); v < end; v = d.next(v) {
			d.change++
			if d.full(1) {
				d.refuse(v, "", -1, reasonMany)
				continue
			}
			d.readChange(v, id, field)
		}
	case kind == '[' || kind == 0:
		// Nothing that we know of happened, yet it was sent: it is kept.
		d.setOrigin(id, 0)
		d.keep(entry, d.own(field))
	default:
		d.refuse(changes, ".changes", -1, reasonArray)
	}
}
