package sqlstore

import (
	"context"
	"errors"

	"github.com/wainbox/wainbox/inbox"
)

var errOutcome = errors.New("sqlstore: a settlement's outcome is none of the constants")

// Commit writes the commits together with all that other callers want written
// now; see [inbox.Store]. A refused one is answered with a
// [*inbox.DuplicateError], else with ErrFenced, else with ErrConflict,
// whichever comes first.
//
// Beside the contract's errors there are [ErrFull] and [ErrClosed]; after the
// latter nothing was written. Who gives up waiting gets ctx's error, and the
// commits may still land.
func (s *Store) Commit(ctx context.Context, commits []inbox.Commit) []error {
	errs := make([]error, len(commits))
	r := newRequest(len(commits))
	for i := range commits {
		p, err := encode(&commits[i])
		if err != nil {
			errs[i] = err
			continue
		}
		r.steps = append(r.steps, p)
		r.bytes += p.bytes
	}
	if len(r.steps) == 0 {
		return errs
	}
	err := s.submit(ctx, r)
	next := 0
	for i := range errs {
		if errs[i] != nil {
			continue
		}
		if errs[i] = err; err == nil {
			errs[i] = r.errs[next]
		}
		next++
	}
	return errs
}

// plan is a commit as the writer needs it: encoded by its caller, while the
// writer writes something else, and sharing nothing that the caller may change.
type plan struct {
	keys     []inbox.DedupeKey
	guards   []inbox.Guard
	puts     []put
	messages []message
	facts    []inbox.Fact
	jobs     []inbox.Job
	settle   *inbox.Settlement
	log      []inbox.Entry
	keep     []inbox.Kept
	forget   []inbox.KeptID
	bytes    int
	// inserted is set when judging inserted the only message.
	inserted bool
}

func encode(c *inbox.Commit) (*plan, error) {
	p := &plan{
		keys: append([]inbox.DedupeKey(nil), c.Keys...), guards: append([]inbox.Guard(nil), c.Guards...),
		jobs: append([]inbox.Job(nil), c.Jobs...), log: append([]inbox.Entry(nil), c.Log...),
		forget: append([]inbox.KeptID(nil), c.Forget...),
	}
	if len(c.Puts) > 0 {
		p.puts = make([]put, len(c.Puts))
	}
	var err error
	for i := range c.Puts {
		if p.puts[i], err = encodePut(c.Puts[i]); err != nil {
			return nil, err
		}
		p.bytes += len(p.puts[i].body)
	}
	if len(c.Messages) > 0 {
		p.messages = make([]message, len(c.Messages))
	}
	for i := range c.Messages {
		if p.messages[i], err = encodeMessage(c.Messages[i]); err != nil {
			return nil, err
		}
		p.bytes += len(p.messages[i].body) + len(p.messages[i].raw)
	}
	for i := range c.Log {
		p.bytes += len(c.Log[i].Raw)
	}
	for _, f := range c.Facts {
		p.facts = append(p.facts, encodeFact(f))
	}
	if c.Settle != nil {
		if !isOutcome(c.Settle.Outcome) {
			return nil, errOutcome
		}
		settle := *c.Settle
		p.settle = &settle
	}
	for _, k := range c.Keep {
		k.Part, k.Body = append([]byte(nil), k.Part...), append([]byte(nil), k.Body...)
		p.keep = append(p.keep, k)
		p.bytes += len(k.Part) + len(k.Body)
	}
	return p, nil
}

// apply judges the commit and writes it. A refusal leaves nothing behind; after
// an error the transaction must be rolled back.
func (p *plan) apply(w *writer) (refusal, err error) {
	if refusal, err = w.judge(p); refusal != nil || err != nil {
		return refusal, err
	}
	return nil, w.writeAll(p)
}

// writeAll writes a commit that was judged. All messages are inserted before a
// held fact is joined: one that came by our id must not give away a provider's
// id that a message of this commit has.
func (w *writer) writeAll(p *plan) error {
	for i := range p.messages {
		if p.inserted {
			break
		}
		if _, err := w.insert(&p.messages[i]); err != nil {
			return err
		}
	}
	if err := w.remember(p.keys); err != nil {
		return err
	}
	if err := w.keep(p.keep, p.forget); err != nil {
		return err
	}
	if p.settle != nil {
		if err := w.settle(p.settle); err != nil {
			return err
		}
	}
	for i := range p.jobs {
		if err := w.add(&p.jobs[i]); err != nil {
			return err
		}
	}
	for i := range p.log {
		if err := w.log(&p.log[i]); err != nil {
			return err
		}
	}
	for i := range p.messages {
		m := &p.messages[i]
		if err := w.joinHeld(m.Account, m.ID, m.ProviderID); err != nil {
			return err
		}
	}
	for _, f := range p.facts {
		if err := w.join(f); err != nil {
			return err
		}
	}
	return w.putAll(p)
}
