package sqlstore

import (
	"context"
	"database/sql"
	"encoding/json"
	"slices"
	"time"

	"github.com/wainbox/wainbox/inbox"
	"github.com/wainbox/wainbox/whatsapp"
)

type factStmts struct {
	hold, held, drop, any stmt
}

func (p *stmts) facts(ctx context.Context) factStmts {
	return factStmts{
		hold: p.prepare(ctx, `INSERT INTO fact_held (subject, until, body) VALUES (?, ?, ?)
			ON CONFLICT (subject, body) DO NOTHING`),
		held: p.prepare(ctx, `SELECT body FROM fact_held WHERE subject = ? ORDER BY id`),
		drop: p.prepare(ctx, `DELETE FROM fact_held WHERE subject = ? AND body = ?`),
		any:  p.prepare(ctx, `SELECT EXISTS (SELECT 1 FROM fact_held)`),
	}
}

// subjects are the names under which a fact waits for its message.
func subjects(account inbox.AccountID, m inbox.MessageID, p whatsapp.MessageID) []string {
	var names []string
	if m != "" {
		names = append(names, "m:"+string(account)+":"+string(m))
	}
	if p != "" {
		names = append(names, "p:"+string(account)+":"+string(p))
	}
	return names
}

// encodeFact copies what the fact points to, and gives the same fact the same
// form.
func encodeFact(f inbox.Fact) inbox.Fact {
	f.At = f.At.UTC()
	if f.Failure != nil {
		failure := *f.Failure
		f.Failure = &failure
	}
	if f.Pricing != nil {
		pricing := *f.Pricing
		f.Pricing = &pricing
	}
	return f
}

// join joins a fact to its message, or holds it.
func (w *writer) join(f inbox.Fact) error {
	m, found, err := w.named(f)
	if err != nil {
		return err
	}
	if found {
		return w.learn(m, f)
	}
	body, err := json.Marshal(f)
	if err != nil {
		return err
	}
	w.holds = true
	until := micros(w.now().Add(inbox.HoldFacts + time.Hour))
	for _, subject := range subjects(f.Account, f.Message, f.ProviderID) {
		if _, err := w.facts.hold.exec(subject, until, body); err != nil {
			return err
		}
	}
	return nil
}

// named finds the account's message that a fact names.
func (w *writer) named(f inbox.Fact) (m inbox.Message, found bool, err error) {
	if f.Message != "" {
		m, found, err = oneMessage(w.messages.byID, string(f.Message))
		if err != nil || found && m.Account == f.Account {
			return m, found, err
		}
	}
	if f.ProviderID == "" {
		return inbox.Message{}, false, nil
	}
	return oneMessage(w.messages.byProvider, providerKey(f.Account, f.ProviderID))
}

func oneMessage(s stmt, args ...any) (inbox.Message, bool, error) {
	found, err := collect(s, args, func(rows *sql.Rows) (inbox.Message, error) { return scanMessage(rows) })
	if err != nil || len(found) == 0 {
		return inbox.Message{}, false, err
	}
	return found[0], true, nil
}

// learn joins a fact to its message and writes what follows.
func (w *writer) learn(m inbox.Message, f inbox.Fact) error {
	if m.ProviderID == "" && f.ProviderID != "" {
		owner, taken, err := oneMessage(w.messages.byProvider, providerKey(m.Account, f.ProviderID))
		if err != nil {
			return err
		}
		if taken {
			if ours, theirs, ok := m.Claim(owner, f); ok {
				if err := w.teach(m, theirs); err != nil {
					return err
				}
				return w.teach(m, ours)
			}
			f.ProviderID = "" // another message has it
		}
	}
	learnt, changed := m.Learn(f)
	if !changed {
		return nil
	}
	return w.teach(m, learnt)
}

// teach writes what a message has learnt; m is the one before that.
func (w *writer) teach(m inbox.Message, learnt inbox.Learnt) error {
	after := learnt.Message
	fated, err := encodeFate(after)
	if err != nil {
		return err
	}
	if _, err := w.messages.update.exec(
		string(after.ProviderID), providerKey(after.Account, after.ProviderID), fated, string(after.ID),
	); err != nil {
		return err
	}
	if err := w.log(&learnt.Entry); err != nil {
		return err
	}
	for i := range learnt.Jobs {
		if err := w.add(&learnt.Jobs[i]); err != nil {
			return err
		}
	}
	if m.ID == after.ID && m.ProviderID == "" && after.ProviderID != "" {
		return w.joinHeld(after.Account, after.ID, after.ProviderID)
	}
	return nil
}

// joinHeld joins what was held for a message that has become known.
func (w *writer) joinHeld(a inbox.AccountID, id inbox.MessageID, p whatsapp.MessageID) error {
	if !w.holds {
		return nil
	}
	var bodies []string
	for _, subject := range subjects(a, id, p) {
		err := w.facts.held.each([]any{subject}, func(rows *sql.Rows) error {
			var body []byte
			err := rows.Scan(&body)
			if !slices.Contains(bodies, string(body)) {
				bodies = append(bodies, string(body))
			}
			return err
		})
		if err != nil {
			return err
		}
	}
	// All are let go before the first is joined: what it teaches may ask for what
	// is held again.
	facts := make([]inbox.Fact, len(bodies))
	for i, body := range bodies {
		f := &facts[i]
		if err := json.Unmarshal([]byte(body), f); err != nil {
			return err
		}
		for _, subject := range subjects(f.Account, f.Message, f.ProviderID) {
			if _, err := w.facts.drop.exec(subject, []byte(body)); err != nil {
				return err
			}
		}
	}
	for _, f := range facts {
		m, found, err := oneMessage(w.messages.byID, string(id))
		if err != nil || !found {
			return err
		}
		if err := w.learn(m, f); err != nil {
			return err
		}
	}
	return nil
}
