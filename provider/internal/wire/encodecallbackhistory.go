package wire

import (
	"cmp"

	"github.com/wainbox/wainbox/whatsapp"
)

// pastMessage is a message of a history and the customer of its thread.
type pastMessage struct {
	contact

	value object
}

// historyChunk is an element of "history" in the making.
type historyChunk struct {
	about   object // all but the threads
	threads []historyThread
}

type historyThread struct {
	contact

	messages []any
}

// pastItem is a message in a thread or, without the status that those have, one
// that followed.
func pastItem(e *whatsapp.Past) (item, string) {
	content, rule := contentMembers(&e.Message)
	o := object{
		{"from", e.From.Phone}, {"from_user_id", e.From.User}, {"to", e.To.Phone}, {"to_user_id", e.To.User},
	}
	o = append(append(o, messageMembers(&e.Message)...), content...)
	it := item{origin: e.Origin, field: cmp.Or(e.Field, fieldHistory)}
	who := person{contact: contact{e.Peer, e.Parent, e.Profile}}
	ours := isNumber(e.From, e.Origin)
	switch {
	case e.Status == "" && !ours && names(e.From, e.Peer):
		o = append(o, member{"from_parent_user_id", e.Parent})
		it.list, it.value = "messages", o
		who.named = e.From != e.Peer
	case e.Status == "" && ours && names(e.To, e.Peer):
		o = append(o, member{"to_parent_user_id", e.Parent})
		it.list, it.value = "message_echoes", o
		who.named = e.To != e.Peer
	default:
		o = append(o, member{"history_context", some(object{{"status", e.Status}})})
		it.list, it.value = "history", &pastMessage{who.contact, o}
	}
	if !e.Peer.IsZero() {
		it.people = []person{who}
	}
	return it, rule
}

// names reports whether an address is some of another's names, and no others.
func names(some, all whatsapp.Address) bool {
	return all.Overlaps(some) && (some.Phone == "" || some.Phone == all.Phone) && (some.User == "" || some.User == all.User)
}

// addTo adds the message to the last chunk, in a thread of its customer.
func (p *pastMessage) addTo(chunks []any) []any {
	if len(chunks) == 0 {
		chunks = append(chunks, &historyChunk{})
	}
	c := chunks[len(chunks)-1].(*historyChunk) //nolint:forcetypeassert // there is nothing else in "history"
	if n := len(c.threads); n == 0 || c.threads[n-1].contact != p.contact {
		c.threads = append(c.threads, historyThread{contact: p.contact})
	}
	last := &c.threads[len(c.threads)-1]
	last.messages = append(last.messages, p.value)
	return chunks
}

func (c *historyChunk) object() object {
	threads := each(c.threads, func(t *historyThread) object {
		return object{
			{"id", t.address.Phone},
			{"context", some(object{
				{"wa_id", t.address.Phone},
				{"user_id", t.address.User},
				{"parent_user_id", t.parent},
				{"username", t.profile.Username},
			})},
			{"messages", t.messages},
		}
	})
	return append(c.about, member{"threads", threads})
}

func chunkItem(e *whatsapp.HistoryChunk) item {
	about := object{{"errors", failureObjects(e.Failures)}}
	if len(e.Failures) == 0 || e.Phase != 0 || e.Order != 0 || e.Progress != 0 {
		about = append(about, member{"metadata", object{
			{"phase", count(e.Phase)}, {"chunk_order", count(e.Order)}, {"progress", count(e.Progress)},
		}})
	}
	it := listItem(&e.Notice, fieldHistory, "history", nil)
	it.at, it.value = e.At, &historyChunk{about: about}
	return it
}
