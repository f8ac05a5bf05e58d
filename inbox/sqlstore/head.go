package sqlstore

import (
	"slices"

	"github.com/wainbox/wainbox/inbox"
)

// head is what the writer knows of a record without reading it again: since
// nobody else writes, it stays true from one transaction to the next, until one
// is rolled back.
type head struct {
	version int64 // 0 = the record does not exist
	keys    []any // see table
	rowid   int64 // of a conversation that exists
	logSeq  int64 // of a conversation: its last log entry
	// touched is set while a commit writes entries that the row does not count
	// yet.
	touched bool
}

// maxHeads bounds the memory: some 25 MiB.
const maxHeads = 1 << 16

// head returns that of a record, known or read.
func (w *writer) head(k inbox.Key) (*head, error) {
	if h, ok := w.heads[k]; ok {
		return h, nil
	}
	h := &head{}
	var err error
	if s, ok := w.records.head[k.Kind]; ok {
		err = w.readHead(s, k, h)
	}
	if err != nil {
		return nil, err
	}
	w.heads[k] = h
	return h, nil
}

func (w *writer) readHead(s stmt, k inbox.Key, h *head) error {
	dest := make([]any, 0, 3+maxKeys)
	dest = append(dest, &h.version)
	if k.Kind == inbox.KindConversation {
		dest = append(dest, &h.rowid, &h.logSeq)
	}
	h.keys = make([]any, w.records.keys[k.Kind])
	for i := range h.keys {
		dest = append(dest, &h.keys[i])
	}
	found, err := s.one([]any{k.ID}, dest...)
	if err != nil || found || !w.places || k.Kind != inbox.KindConversation {
		return err
	}
	_, err = w.records.place.one([]any{k.ID}, &h.logSeq)
	return err
}

// trim forgets all heads when they are too many. Between transactions nobody
// holds one.
func (w *writer) trim() {
	if len(w.heads) > maxHeads {
		clear(w.heads)
	}
}

// write writes a record, one version higher.
func (w *writer) write(p *put) error {
	h, err := w.head(p.key)
	if err != nil {
		return err
	}
	was, inserted := h.keys, h.version == 0
	same := !inserted && slices.Equal(was, p.keys)
	args := make([]any, 0, 4+maxKeys)
	args = append(args, h.version+1)
	if p.key.Kind != inbox.KindAlias {
		args = append(args, p.body)
	}
	if p.key.Kind == inbox.KindConversation {
		args = append(args, h.logSeq)
		h.touched = false
	}
	args = append(args, p.columns...)
	s := w.records.touch[p.key.Kind]
	if !same {
		args, s = append(args, p.keys...), w.records.update[p.key.Kind]
	}
	switch {
	case inserted:
		args = append(args, p.fixed...)
		h.rowid, err = w.records.insert[p.key.Kind].insert(append(args, p.key.ID)...)
	case p.key.Kind == inbox.KindConversation:
		_, err = s.exec(append(args, h.rowid)...)
	default:
		_, err = s.exec(append(args, p.key.ID)...)
	}
	if err != nil {
		return err
	}
	h.version++
	if isRecent(p.key.Kind) {
		w.written = append(w.written, inbox.State{Version: h.version, Record: p.record})
	}
	if same {
		return nil
	}
	h.keys = p.keys
	return w.moved(p, was, inserted)
}

// moved does what follows from a record's keys that are not what they were.
func (w *writer) moved(p *put, was []any, inserted bool) error {
	switch r := p.record.(type) {
	case inbox.Conversation:
		return w.hold(p.key.ID, holdingOf(was), holdingOf(p.keys))
	case inbox.Inbox:
		w.shifts.inboxes = append(w.shifts.inboxes, string(r.ID))
	case inbox.Agent:
		w.shifts.agent(r.ID, was[len(was)-1] != p.keys[len(p.keys)-1]) // its skills
	case inbox.Seat:
		w.shifts.agent(r.Agent, inserted)
	}
	return nil
}

// putAll writes the records and, for conversations that the commit does not put
// but logs for, how many entries they have.
func (w *writer) putAll(p *plan) error {
	if err := w.releaseNumbers(p.puts); err != nil {
		return err
	}
	for i := range p.puts {
		if err := w.write(&p.puts[i]); err != nil {
			return err
		}
	}
	if err := w.rank(); err != nil {
		return err
	}
	for _, k := range w.touched {
		h, err := w.head(k)
		if err != nil {
			return err
		}
		if h.touched {
			if err := w.count(k, h); err != nil {
				return err
			}
		}
	}
	w.touched = w.touched[:0]
	return nil
}

// releaseNumbers lets accounts swap their numbers, which are unique after every
// statement.
func (w *writer) releaseNumbers(puts []put) error {
	var ids []string
	for i := range puts {
		if puts[i].key.Kind == inbox.KindAccount {
			ids = append(ids, puts[i].key.ID)
		}
	}
	if len(ids) < 2 {
		return nil
	}
	for _, id := range ids {
		if _, err := w.records.release.exec(id); err != nil {
			return err
		}
	}
	return nil
}

// count writes how many log entries a conversation has.
func (w *writer) count(k inbox.Key, h *head) error {
	h.touched = false
	if h.version > 0 {
		_, err := w.records.logSeq.exec(h.logSeq, h.rowid)
		return err
	}
	w.places = true
	_, err := w.records.setPlace.exec(k.ID, h.logSeq)
	return err
}
