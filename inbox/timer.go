package inbox

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"time"
)

// timers are the jobs that wait for a time. They come many at once, and firing
// late, twice or in vain is harmless: an offer's is void when its number is not
// the conversation's any more, and all others only call for a look.
func (e *Engine) timers(ctx context.Context, jobs ...Job) {
	for tries := 0; tries < maxTries; {
		commits, whose, again, err := e.fired(ctx, jobs)
		if err != nil {
			e.o.Logger.ErrorContext(ctx, "timers are put off", "error", err)
			for _, job := range jobs {
				e.settle(ctx, job, Commit{Settle: &Settlement{Outcome: OutcomeAgain, Due: e.now().Add(backoff(job.Attempt))}})
			}
			return
		}
		for i, err := range e.store.Commit(ctx, commits) {
			switch {
			case errors.Is(err, ErrConflict): // somebody answered
				again = append(again, whose[i])
			case err != nil && !errors.Is(err, ErrFenced):
				again = append(again, whose[i]) // it may have landed: then its fence says so
			}
		}
		if len(again) == len(jobs) {
			tries++
		}
		if jobs = again; len(jobs) == 0 || ctx.Err() != nil {
			return
		}
	}
}

// fired is what each timer comes to: a commit, and of which job it is. Those of
// one instant lapse in the order in which their chats arrived. Commits of one call
// must not rely on each other, see [together]: those that change what others
// change wait for the next.
func (e *Engine) fired(ctx context.Context, jobs []Job) (commits []Commit, whose, next []Job, err error) {
	var wants []Want
	for _, job := range jobs {
		wants = append(wants, Key{KindConversation, string(job.Conversation)})
	}
	states, err := e.store.Load(ctx, wants)
	if err != nil {
		return nil, nil, nil, err
	}
	type firing struct {
		Job

		of      Conversation
		version int64
	}
	all := make([]firing, len(jobs))
	for i, job := range jobs {
		all[i].Job = job
	}
	for _, state := range states {
		all[state.Want].of, _ = state.Record.(Conversation)
		all[state.Want].version = state.Version
	}
	slices.SortStableFunc(all, func(a, b firing) int {
		return cmp.Or(a.Due.Compare(b.Due), a.of.Chat.Arrived.Compare(b.of.Chat.Arrived))
	})
	r, now := newRoster(e.store), e.now()
	changed := map[Key]bool{}
	for _, f := range all {
		s := &step{roster: r, now: now, conversation: f.of, version: f.version}
		c, err := s.fire(ctx, f.Job)
		if err != nil {
			return nil, nil, nil, err
		}
		relies := false
		for _, p := range c.Puts {
			k := p.Record.Key()
			relies = relies || changed[k]
			changed[k] = true
		}
		if relies {
			next = append(next, f.Job)
			continue
		}
		c.Settle = &Settlement{Job: f.ID, Fence: f.Fence, Outcome: OutcomeDone}
		commits, whose = append(commits, c), append(whose, f.Job)
	}
	return commits, whose, next, nil
}

// fire is what a timer comes to.
func (s *step) fire(ctx context.Context, job Job) (Commit, error) {
	if job.Conversation == "" || s.conversation.Successor != "" {
		return Commit{Jobs: []Job{look(job.Inbox, s.now)}}, nil
	}
	if s.conversation.Offers != job.Guard {
		return Commit{}, nil
	}
	// The clock of whoever made the offer may be behind ours, never its deadline.
	if err := s.lapse(ctx, later(s.now, job.Due)); errors.Is(err, errNothing) {
		return Commit{}, nil
	} else if err != nil {
		return Commit{}, err
	}
	return s.done(ctx)
}

// lapse ends the offers of a chat whose deadline is reached.
func (s *step) lapse(ctx context.Context, at time.Time) error {
	holders := s.conversation.Chat.Holders()
	next, ok := s.conversation.Chat.Lapse(at)
	if !ok {
		return errNothing
	}
	for _, a := range holders {
		s.log(Entry{Kind: EntryTimedOut, Agent: a})
	}
	return s.move(ctx, next)
}

// deadline is the timer of an offer that was just made.
func deadline(c Conversation) Job {
	return Job{Kind: JobTimer, Conversation: c.ID, Inbox: c.Inbox, Guard: c.Offers, Due: c.Chat.Until}
}
