package sqlstore

import (
	"context"

	"github.com/wainbox/wainbox/inbox"
	"github.com/wainbox/wainbox/whatsapp"
)

const entryColumns = `id, kind, at, seq, account, waba, conversation, chat, message, inbox, agent, was, done_by, state, raw`

type entryStmts struct {
	insert, last stmt
}

func (p *stmts) entries(ctx context.Context) entryStmts {
	return entryStmts{
		insert: p.prepare(ctx, `INSERT INTO log (`+entryColumns+`) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`),
		last:   p.prepare(ctx, `SELECT coalesce(max(id), 0) FROM log`),
	}
}

// log writes an entry. Its conversation's row is written later, with the new
// count.
func (w *writer) log(e *inbox.Entry) error {
	w.lastEntry++ // a number that is rolled back is left out
	var seq int64
	if e.Conversation != "" {
		k := inbox.Key{Kind: inbox.KindConversation, ID: string(e.Conversation)}
		h, err := w.head(k)
		if err != nil {
			return err
		}
		if !h.touched {
			h.touched = true
			w.touched = append(w.touched, k)
		}
		h.logSeq++
		seq = h.logSeq
	}
	_, err := w.entries.insert.exec(
		w.lastEntry, string(e.Kind), micros(e.At), seq, string(e.Account), string(e.WABA), string(e.Conversation),
		string(e.Chat), string(e.Message), string(e.Inbox), string(e.Agent), string(e.Was), string(e.By), e.State, blob(e.Raw),
	)
	return err
}

// blob gives the bytes of what was sent; never NULL.
func blob(r whatsapp.Raw) []byte {
	if r == "" {
		return []byte{}
	}
	return []byte(r)
}

func scanEntry(row scanner) (inbox.Entry, error) {
	var e inbox.Entry
	var kind, account, waba, conversation, chat, message, in, agent, was, by string
	var at int64
	var raw []byte
	err := row.Scan(&e.ID, &kind, &at, &e.Seq, &account, &waba, &conversation, &chat, &message,
		&in, &agent, &was, &by, &e.State, &raw)
	e.Kind, e.At = inbox.EntryKind(kind), fromMicros(at)
	e.Account, e.WABA = inbox.AccountID(account), whatsapp.WABAID(waba)
	e.Conversation, e.Chat = inbox.ConversationID(conversation), inbox.ChatID(chat)
	e.Message, e.Inbox, e.Raw = inbox.MessageID(message), inbox.InboxID(in), whatsapp.Raw(raw)
	e.Agent, e.Was, e.By = inbox.AgentID(agent), inbox.AgentID(was), inbox.AgentID(by)
	return e, err
}
