package memstore

import "github.com/wainbox/wainbox/inbox"

// log has all entries; the one with the ID n is at n-1.
type log struct {
	entries []inbox.Entry
	seqs    map[inbox.ConversationID]int64 // the last of each
}

func (l *log) append(e inbox.Entry) {
	e = clone(e)
	e.ID, e.Seq = int64(len(l.entries))+1, 0
	if e.Conversation != "" {
		l.seqs[e.Conversation]++
		e.Seq = l.seqs[e.Conversation]
	}
	l.entries = append(l.entries, e)
}
