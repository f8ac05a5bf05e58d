package wire

import (
	"errors"
	"strings"

	"github.com/wainbox/wainbox/provider"
	"github.com/wainbox/wainbox/whatsapp"
)

// DecodeAny is [Decode] for providers that deliver two shapes: the Cloud API's,
// with its array of entries, and the older one of the on-premise API, in which
// the arrays of contacts, messages, statuses and errors stand at the root and
// nothing says which number they are of: their events get the origin o. What
// else stands at the root is kept, and an object of neither shape is one
// [whatsapp.Unknown], whole.
func DecodeAny(body []byte, o whatsapp.Origin) ([]whatsapp.Event, error) {
	events, err := Decode(body)
	whole, ok := errors.AsType[*provider.DecodeError](err)
	if !ok || whole.Parts[0].Path != "" {
		return events, err
	}
	room := newRoom()
	d := room.decoder(body)
	defer room.empty(&d)
	d.origin, d.field, d.change = o, fieldMessages, -1
	if d.scan() != "" || d.kind(root) != '{' || d.kind(d.member(root, "entry")) != 0 {
		return nil, err
	}
	d.readLegacy()
	if len(d.unread) > 0 {
		return d.events, &provider.DecodeError{Parts: d.unread}
	}
	return d.events, nil
}

// readLegacy reads the root as what it is: the value of a change of messages,
// without the envelope.
func (d *decoder) readLegacy() {
	v := d.value(root)
	if !d.hasParts(&v) {
		d.keep(root, "")
		return
	}
	d.readValue(root, &v)
	for i := range d.unread {
		p := &d.unread[i].Path
		*p = strings.TrimPrefix(strings.TrimPrefix(strings.TrimPrefix(*p, "entry[0]"), ".value"), ".")
	}
	for _, e := range d.events {
		if r, ok := e.(*whatsapp.Received); ok && r.Type == "voice" {
			readVoice(r)
		}
	}
}

// readVoice reads a voice note, which had a type of its own.
func readVoice(r *whatsapp.Received) {
	room := newRoom()
	d := room.decoder([]byte(r.Raw))
	defer room.empty(&d)
	if d.scan() != "" {
		return
	}
	v := d.memberOf(root, "voice")
	if d.kind(v) != '{' {
		return
	}
	d.take(v)
	if m, ok := d.media(v, whatsapp.KindAudio).(whatsapp.Media); ok {
		m.Voice = true
		r.Content = m
	}
}
