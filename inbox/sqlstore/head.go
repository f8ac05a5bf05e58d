package sqlstore

import "github.com/wainbox/wainbox/inbox"

// head is what the writer knows of a record without reading it again: since
// nobody else writes, it stays true from one transaction to the next, until one
// is rolled back.
type head struct {
	version int64 // 0 = the record does not exist
	rowid   int64 // of a conversation that exists
	logSeq  int64 // of a conversation: its last log entry
	// touched is set while a commit writes entries that the row does not count
	// yet.
	touched bool
}

// maxHeads bounds the memory: some 10 MiB.
const maxHeads = 1 << 16

// head returns that of a record, known or read.
func (w *writer) head(k inbox.Key) (*head, error) {
	if h, ok := w.heads[k]; ok {
		return h, nil
	}
	h := &head{}
	var err error
	if k.Kind == inbox.KindConversation {
		err = w.readConversation(h, k.ID)
	} else if s, ok := w.records.version[k.Kind]; ok {
		_, err = s.one([]any{k.ID}, &h.version)
	}
	if err != nil {
		return nil, err
	}
	w.heads[k] = h
	return h, nil
}

func (w *writer) readConversation(h *head, id string) error {
	found, err := w.records.conversation.one([]any{id}, &h.rowid, &h.version, &h.logSeq)
	if err != nil || found || !w.places {
		return err
	}
	_, err = w.records.place.one([]any{id}, &h.logSeq)
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
	args := make([]any, 0, 10)
	args = append(args, h.version+1)
	if p.key.Kind != inbox.KindAlias {
		args = append(args, p.body)
	}
	if p.key.Kind == inbox.KindConversation {
		args = append(args, h.logSeq)
		h.touched = false
	}
	args = append(args, p.columns...)
	switch {
	case h.version == 0:
		if h.rowid, err = w.records.insert[p.key.Kind].insert(append(args, p.key.ID)...); err != nil {
			return err
		}
	case p.key.Kind == inbox.KindConversation:
		if _, err := w.records.update[p.key.Kind].exec(append(args, h.rowid)...); err != nil {
			return err
		}
	default:
		if _, err := w.records.update[p.key.Kind].exec(append(args, p.key.ID)...); err != nil {
			return err
		}
	}
	h.version++
	if isRecent(p.key.Kind) {
		w.written = append(w.written, inbox.State{Version: h.version, Record: p.record})
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
