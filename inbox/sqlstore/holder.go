package sqlstore

import (
	"context"
	"encoding/json"
)

type holderStmts struct {
	insert, remove stmt
}

func (p *stmts) holders(ctx context.Context) holderStmts {
	return holderStmts{
		insert: p.prepare(ctx, `INSERT INTO holder (agent, state, arrived, conversation, inbox) VALUES (?, ?, ?, ?, ?)
			ON CONFLICT DO NOTHING`),
		remove: p.prepare(ctx, `DELETE FROM holder WHERE agent = ? AND state = ? AND arrived = ? AND conversation = ?`),
	}
}

// holding is what the holders' rows of a conversation are made of. It is read
// from the conversation's keys, which the writer knows as they were, so that
// messages look for no holders.
type holding struct {
	inbox, state  string
	arrived       int64
	agent, others string
}

func holdingOf(keys []any) holding {
	var h holding
	if len(keys) < maxKeys {
		return h
	}
	h.inbox, _ = keys[1].(string)
	h.state, _ = keys[2].(string)
	h.arrived, _ = keys[4].(int64)
	h.agent, _ = keys[6].(string)
	h.others, _ = keys[7].(string)
	return h
}

func (h holding) agents() ([]string, error) {
	if h.agent == "" {
		return nil, nil
	}
	agents := []string{h.agent}
	if h.others == "" {
		return agents, nil
	}
	var others []string
	err := json.Unmarshal([]byte(h.others), &others)
	return append(agents, others...), err
}

// hold writes who has a conversation's chat, or is offered it.
func (w *writer) hold(conversation string, was, is holding) error {
	if was == is || was.agent == "" && is.agent == "" {
		return nil
	}
	agents, err := was.agents()
	if err != nil {
		return err
	}
	for _, a := range agents {
		if _, err := w.holders.remove.exec(a, was.state, was.arrived, conversation); err != nil {
			return err
		}
	}
	if agents, err = is.agents(); err != nil {
		return err
	}
	for _, a := range agents {
		if _, err := w.holders.insert.exec(a, is.state, is.arrived, conversation, is.inbox); err != nil {
			return err
		}
	}
	return nil
}
