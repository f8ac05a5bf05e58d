package inbox

import (
	"cmp"
	"context"
	"slices"
	"time"
)

// timers are the jobs that wait for a time. They come many at once, and firing
// late, twice or in vain is harmless: an offer's is void when its number is not
// the conversation's any more, and all others only call for a look.
func (e *Engine) timers(ctx context.Context, jobs ...Job) {
	over, err := e.deadlines(ctx, jobs)
	if err != nil {
		e.o.Logger.ErrorContext(ctx, "timers are put off", "error", err)
	}
	now := e.now()
	commits := make([]Commit, len(jobs))
	for i, job := range jobs {
		s := &Settlement{Job: job.ID, Fence: job.Fence, Outcome: OutcomeDone}
		switch {
		case err != nil:
			s.Outcome, s.Due = OutcomeAgain, now.Add(pause(job))
		case !over[i]:
			commits[i].Jobs = []Job{look(job.Inbox, now)}
		}
		commits[i].Settle = s
	}
	for i, err := range e.store.Commit(ctx, commits) {
		if err != nil {
			e.settle(ctx, jobs[i], commits[i])
		}
	}
}

// deadlines ends the offers whose timers these are, the earliest first and of one
// instant the oldest chat first. It reports which timers have nothing more to do.
func (e *Engine) deadlines(ctx context.Context, jobs []Job) (over []bool, err error) {
	wants := make([]Want, len(jobs))
	for i, job := range jobs {
		wants[i] = Key{KindConversation, string(job.Conversation)}
	}
	states, err := e.store.Load(ctx, wants)
	if err != nil {
		return nil, err
	}
	over = make([]bool, len(jobs))
	timer := map[ConversationID]Job{} // of its open offer
	var open []Conversation
	for _, state := range states {
		c, ok := state.Record.(Conversation)
		over[state.Want] = ok
		_, twice := timer[c.ID]
		if c.Offers == jobs[state.Want].Guard && c.Chat.State == Offered && !twice {
			timer[c.ID], open = jobs[state.Want], append(open, c)
		}
	}
	slices.SortFunc(open, func(a, b Conversation) int {
		return cmp.Or(a.Chat.Until.Compare(b.Chat.Until), a.Chat.Arrived.Compare(b.Chat.Arrived))
	})
	for page := range slices.Chunk(open, pageSize) {
		wants := make([]Want, len(page))
		for i, c := range page {
			wants[i] = c.Key()
		}
		err := e.eachPage(ctx, wants, func(s *step) error {
			t := timer[s.conversation.ID]
			if s.conversation.Offers != t.Guard {
				return errNothing
			}
			return s.lapse(ctx, later(s.now, t.Due)) // our clock may have been set back since it was leased
		})
		if err != nil {
			return nil, err
		}
	}
	return over, nil
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
