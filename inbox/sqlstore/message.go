package sqlstore

import (
	"context"
	"crypto/sha256"
	"encoding/json"
	"strconv"

	"github.com/wainbox/wainbox/inbox"
	"github.com/wainbox/wainbox/whatsapp"
)

// messageColumns are those that scanMessage reads, in its order.
const messageColumns = `id, conversation, account, chat, provider_id, fate, body, raw`

type messageStmts struct {
	insert, provided, id, update, byID, byProvider stmt
}

func (p *stmts) messages(ctx context.Context) messageStmts {
	return messageStmts{
		insert: p.prepare(ctx, `INSERT INTO message
			(id, conversation, account, chat, provider_id, provider_key, at, seq, fate, body, raw)
			VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (provider_key) DO NOTHING`),
		provided:   p.prepare(ctx, `SELECT id FROM message WHERE provider_key = ?`),
		id:         p.prepare(ctx, `SELECT 1 FROM message WHERE id = ?`),
		update:     p.prepare(ctx, `UPDATE message SET provider_id = ?, provider_key = ?, fate = ? WHERE id = ?`),
		byID:       p.prepare(ctx, `SELECT `+messageColumns+` FROM message WHERE id = ?`),
		byProvider: p.prepare(ctx, `SELECT `+messageColumns+` FROM message WHERE provider_key = ?`),
	}
}

// fate is what became of a message.
type fate struct {
	Delivery inbox.Delivery `json:"delivery,omitzero"`
	File     inbox.File     `json:"file,omitzero"`
}

func encodeFate(m inbox.Message) ([]byte, error) {
	if m.Delivery.IsZero() && m.File == (inbox.File{}) {
		return nil, nil
	}
	return json.Marshal(fate{m.Delivery, m.File})
}

func (f *fate) decode(data []byte) error {
	if len(data) == 0 {
		return nil
	}
	return json.Unmarshal(data, f)
}

// message is one as the writer needs it.
type message struct {
	inbox.Message // without what is encoded

	fate, body, raw []byte
}

func encodeMessage(m inbox.Message) (message, error) {
	e := message{Message: m, raw: []byte(m.Raw)}
	if e.raw == nil {
		e.raw = []byte{}
	}
	var err error
	if e.fate, err = encodeFate(m); err != nil {
		return e, err
	}
	m.ID, m.Conversation, m.Account, m.Chat, m.ProviderID, m.Raw = "", "", "", "", "", ""
	m.At, m.Stored = m.At.UTC(), m.Stored.UTC()
	m.Delivery, m.File = inbox.Delivery{}, inbox.File{}
	e.body, err = m.MarshalJSON()
	e.Content, e.Failures = nil, nil
	return e, err
}

// providerKey is what a provider's id is unique by. It is hashed because such
// ids are long and in no order: an index of them would outgrow the cache, and
// every message would cost a read. nil = no id.
func providerKey(a inbox.AccountID, p whatsapp.MessageID) []byte {
	if p == "" {
		return nil
	}
	// The length keeps two pairs of the same letters apart.
	sum := sha256.Sum256([]byte(strconv.Itoa(len(a)) + ":" + string(a) + string(p)))
	return sum[:16]
}

// insert reports false when the account has a message of the provider's id.
func (w *writer) insert(m *message) (bool, error) {
	n, err := w.messages.insert.exec(
		string(m.ID), string(m.Conversation), string(m.Account), string(m.Chat), string(m.ProviderID),
		providerKey(m.Account, m.ProviderID), micros(m.At), m.Seq, m.fate, m.body, m.raw,
	)
	return n > 0, err
}

// scanner is a row.
type scanner interface{ Scan(dest ...any) error }

func scanMessage(row scanner) (inbox.Message, error) {
	var id, conversation, account, chat, provider string
	var fated, body, raw []byte
	if err := row.Scan(&id, &conversation, &account, &chat, &provider, &fated, &body, &raw); err != nil {
		return inbox.Message{}, err
	}
	var m inbox.Message
	if err := m.UnmarshalJSON(body); err != nil {
		return m, err
	}
	var f fate
	err := f.decode(fated)
	m.ID, m.Conversation = inbox.MessageID(id), inbox.ConversationID(conversation)
	m.Account, m.Chat = inbox.AccountID(account), inbox.ChatID(chat)
	m.ProviderID, m.Raw = whatsapp.MessageID(provider), whatsapp.Raw(raw)
	m.Delivery, m.File = f.Delivery, f.File
	return m, err
}
