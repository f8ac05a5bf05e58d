package inbox

import (
	"context"
	"errors"
	"slices"
	"time"

	"github.com/wainbox/wainbox/provider"
	"github.com/wainbox/wainbox/whatsapp"
	"github.com/wainbox/wainbox/window"
)

var _ provider.Sink = (*Engine)(nil)

// Ingest stores a verified and decoded callback: it is the [provider.Sink] of
// every endpoint. When it returns nil all of the callback is durable, each
// message once, however often and however much at once it is delivered. After
// an error nothing is lost either: what was stored is known by its keys when
// the provider delivers again.
//
// One call may hold messages of many numbers. Those of a number that no account
// has, and parts that could not be read, are [Kept].
func (e *Engine) Ingest(ctx context.Context, d provider.Delivery) error {
	return e.ingest(ctx, d, "")
}

// ingest files a delivery and, when it is a replay that leaves nothing unfiled,
// forgets the kept callback it came from.
func (e *Engine) ingest(ctx context.Context, d provider.Delivery, replayed KeptID) error {
	now := e.now()
	s := sorter{engine: e, delivery: d, now: now}
	for _, event := range d.Events {
		if err := s.sort(ctx, event); err != nil {
			return err
		}
	}
	for _, part := range d.Unread {
		s.unreadable(part.Path, part.Reason, part.Raw)
	}
	loose := s.commits()
	if replayed != "" && !keeps(loose, replayed) {
		loose = append(loose, Commit{Forget: []KeptID{replayed}})
	}
	if err := e.file(ctx, now, s.subjects, loose); err != nil {
		return err
	}
	for _, n := range s.notices {
		if c := e.catalog(n.account); c != nil {
			c.Apply(n.event)
		}
	}
	e.nudge()
	return nil
}

func keeps(commits []Commit, id KeptID) bool {
	for _, c := range commits {
		for _, k := range c.Keep {
			if k.ID == id {
				return true
			}
		}
	}
	return false
}

// file commits the subjects, each by itself and all in one call, and decides
// again on those under which something changed.
func (e *Engine) file(ctx context.Context, now time.Time, subjects []*subject, loose []Commit) error {
	if len(subjects) > 0 {
		defer e.locks.lock(names(subjects))()
	}
	for range maxTries {
		commits, err := e.drafts(ctx, now, subjects)
		if err != nil {
			return err
		}
		commits = append(commits, loose...)
		if len(commits) == 0 {
			return nil
		}
		var again []*subject
		for i, err := range e.store.Commit(ctx, commits) {
			var duplicate *DuplicateError
			switch {
			case err == nil:
			case i >= len(subjects):
				// An event that is in the log already is what was asked for.
				if !errors.As(err, &duplicate) {
					return err
				}
			case errors.As(err, &duplicate):
				if subjects[i].drop(duplicate.Keys) {
					again = append(again, subjects[i])
				}
			case errors.Is(err, ErrConflict):
				e.forget(subjects[i].account.Account)
				again = append(again, subjects[i])
			default:
				return err
			}
		}
		if len(again) == 0 {
			return nil
		}
		subjects, loose = again, nil
		if err := e.refresh(ctx, subjects); err != nil {
			return err
		}
	}
	return ErrConflict
}

func names(subjects []*subject) []string {
	names := make([]string, 0, len(subjects))
	for _, s := range subjects {
		for _, a := range slices.Concat(s.moves, []whatsapp.Address{s.address}) {
			for _, key := range AddressKeys(a) {
				names = append(names, string(s.account.ID)+"|"+key)
			}
		}
	}
	return names
}

// drafts loads what the subjects' decisions read and makes them.
func (e *Engine) drafts(ctx context.Context, now time.Time, subjects []*subject) ([]Commit, error) {
	if len(subjects) == 0 {
		return nil, nil
	}
	wants := make([]Want, len(subjects), len(subjects)+1)
	whose := make([]int, len(subjects), len(subjects)+1) // subject of each want
	for i, s := range subjects {
		wants[i], whose[i] = ByAddress{Account: s.account.ID, Address: s.address}, i
		for _, a := range s.moves {
			wants, whose = append(wants, ByAddress{Account: s.account.ID, Address: a}), append(whose, i)
		}
	}
	states, err := e.store.Load(ctx, wants)
	if err != nil {
		return nil, err
	}
	finds := make([]found, len(subjects))
	for _, state := range states {
		finds[whose[state.Want]].add(state)
	}
	commits := make([]Commit, len(subjects))
	for i, s := range subjects {
		if err := e.successors(ctx, &finds[i]); err != nil {
			return nil, err
		}
		d := &draft{
			now: now, ahead: e.o.ClosingLead, fresh: e.fresh(now), account: s.account.Account, guard: s.account.version,
			known: &finds[i],
		}
		d.meet(s.address)
		for _, event := range s.events {
			switch ev := event.(type) {
			case *whatsapp.Received:
				d.received(ev)
			case *whatsapp.Echo:
				d.echo(ev)
			case *whatsapp.Call:
				d.called(ev)
			}
		}
		commits[i] = d.done()
	}
	return commits, nil
}

// successors loads the conversations that found ones were merged into.
func (e *Engine) successors(ctx context.Context, f *found) error {
	for range maxTries {
		wants := f.missing()
		if len(wants) == 0 {
			return nil
		}
		states, err := e.store.Load(ctx, wants)
		if err != nil {
			return err
		}
		for _, state := range states {
			f.add(state)
		}
	}
	return ErrConflict
}

// refresh reads the subjects' accounts again.
func (e *Engine) refresh(ctx context.Context, subjects []*subject) error {
	for _, s := range subjects {
		a, err := e.account(ctx, s.account.Provider, s.account.Number)
		if err != nil {
			return err
		}
		if a.version == 0 || a.ID != s.account.ID {
			// The number changed hands just now: the provider's next delivery finds
			// its new owner.
			return ErrConflict
		}
		s.account = a
	}
	return nil
}

// drop removes the events that are stored already and reports whether any are
// left.
func (s *subject) drop(keys []string) bool {
	known := make(map[string]bool, len(keys))
	for _, key := range keys {
		known[key] = true
	}
	left := s.events[:0:0]
	for _, event := range s.events {
		if !known[eventKey(s.account.ID, event)] {
			left = append(left, event)
		}
	}
	s.events = left
	return len(left) > 0
}

// eventKey is the key under which an event is stored once: a message's own
// name for ever, and for as long as the provider delivers again the name of a
// call that a customer makes, or, for what has none, one made of its bytes.
func eventKey(account AccountID, event whatsapp.Event) string {
	var m whatsapp.Message
	switch ev := event.(type) {
	case *whatsapp.Received:
		m = ev.Message
	case *whatsapp.Echo:
		m = ev.Message
	case *whatsapp.Call:
		if window.CallOpens(ev) && ev.ID != "" {
			return "call:" + string(account) + ":" + string(ev.ID)
		}
	}
	if m.ID != "" {
		return Message{Account: account, ProviderID: m.ID}.DedupeKey()
	}
	return "e:" + string(account) + ":" + event.Key()
}
