package wire

import "sync"

// room is the memory that a decoder needs only while it runs, mostly for nodes:
// for a batch it is as large as the body and would be made and cleared for each.
type room struct {
	nodes    []node
	contacts []contact
	scratch  []byte
}

// rooms are empty ones: no state, for losing one costs its making only.
var rooms = sync.Pool{New: func() any { return &room{scratch: make([]byte, 0, 512)} }}

func newRoom() *room {
	return rooms.Get().(*room) //nolint:forcetypeassert // the pool holds nothing else
}

// decoder returns one for a body, which uses the room until [room.empty].
func (r *room) decoder(body []byte) decoder {
	return decoder{
		scanner:  scanner{body: body, nodes: r.nodes},
		contacts: contacts{list: r.contacts},
		scratch:  r.scratch,
	}
}

// empty takes back what the decoder used, but for what a large body made large,
// and puts the room where the next call finds it.
func (r *room) empty(d *decoder) {
	const mostNodes, mostContacts, mostScratch = 1 << 15, 1 << 10, 1 << 14
	if cap(d.nodes) <= mostNodes {
		r.nodes = d.nodes[:0]
	}
	clear(d.contacts.list) // they point to what events hold
	if cap(d.contacts.list) <= mostContacts {
		r.contacts = d.contacts.list[:0]
	}
	if cap(d.scratch) <= mostScratch {
		r.scratch = d.scratch[:0]
	}
	rooms.Put(r)
}
