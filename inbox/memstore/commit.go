package memstore

import (
	"context"

	"github.com/wainbox/wainbox/inbox"
)

// Commit judges and writes the commits in order; see [inbox.Store]. A refused
// commit is answered with a *DuplicateError, else with ErrFenced, else with
// ErrConflict, whichever comes first; of a commit that breaks the contract's
// own form (a record that is none of its cases, an outcome that is none of its
// constants) nothing is judged nor written.
func (s *Store) Commit(ctx context.Context, commits []inbox.Commit) []error {
	errs := make([]error, len(commits))
	if err := ctx.Err(); err != nil {
		for i := range errs {
			errs[i] = err
		}
		return errs
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.sweep()
	for i, c := range commits {
		if errs[i] = s.judge(c); errs[i] == nil {
			s.apply(c)
		}
	}
	return errs
}

// apply writes a commit that was judged; it cannot fail. All messages are
// inserted before a held fact is joined: one that came by our id must not give
// away a provider's id that a message of this commit has.
func (s *Store) apply(c inbox.Commit) {
	for _, k := range c.Keys {
		s.keys[k.Key] = k.Until
	}
	for _, p := range c.Puts {
		s.records.put(p.Record)
	}
	for _, m := range c.Messages {
		s.messages.insert(m)
	}
	for _, k := range c.Keep {
		if _, ok := s.kept[k.ID]; !ok {
			s.kept[k.ID] = clone(k)
		}
	}
	for _, id := range c.Forget {
		delete(s.kept, id)
	}
	if c.Settle != nil {
		s.jobs.settle(*c.Settle)
	}
	s.addJobs(c.Jobs)
	for _, e := range c.Log {
		s.log.append(e)
	}
	for _, m := range c.Messages {
		s.joinHeld(m.Account, m.ID, m.ProviderID)
	}
	for _, f := range c.Facts {
		s.join(clone(f))
	}
}

func (s *Store) addJobs(jobs []inbox.Job) {
	for _, j := range jobs {
		if s.jobs.add(j) {
			s.wake.added()
		}
	}
}
