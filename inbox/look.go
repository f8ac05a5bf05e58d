package inbox

import (
	"context"
	"errors"
	"strconv"
	"time"
)

// lookPause is the longest that a look waits that failed, or what brings chats back
// to the queue: a deadline, an agent who is gone.
const lookPause = 5 * time.Second

// look is the job of an inbox: what is due lapses, and what waits is offered, the
// oldest arrival first. What is offered is written in a commit that names the
// chats, the agents and the seats by version: capacity is consumed in it, however
// many engines look at once.
func (e *Engine) look(ctx context.Context, job Job) {
	next, again, err := e.lookAt(ctx, job)
	c := Commit{Settle: &Settlement{Outcome: OutcomeDone}}
	switch {
	case err != nil && !errors.Is(err, ErrNotFound):
		e.o.Logger.ErrorContext(ctx, "a look at an inbox failed", "inbox", string(job.Inbox), "error", err)
		// A look that waits stands for those that would be added meanwhile.
		c.Settle = &Settlement{Outcome: OutcomeAgain, Due: e.now().Add(pause(job)), Reason: "look failed"}
	case again:
		c.Settle = &Settlement{Outcome: OutcomeReleased}
	case !next.IsZero():
		c.Jobs = []Job{{
			Kind: JobTimer, Unique: "again:" + string(job.Inbox) + ":" + strconv.FormatInt(next.UnixMicro(), 10),
			Inbox: job.Inbox, Due: next,
		}}
	}
	e.settle(ctx, job, c)
}

// lookAt reports whether there may be more to do at once, or from when on.
func (e *Engine) lookAt(ctx context.Context, job Job) (next time.Time, again bool, err error) {
	if job.Kind == JobFresh {
		err = e.eachPage(ctx, []Want{ByEscalated{Inbox: job.Inbox, Limit: pageSize}}, func(s *step) error {
			s.looking = job.Inbox
			s.conversation.Chat.Chat = s.conversation.Chat.Refresh()
			return nil
		})
	}
	if err == nil {
		err = e.lapse(ctx, job.Inbox)
	}
	if err != nil {
		return time.Time{}, false, err
	}
	l, err := e.newLooker(ctx, job.Inbox)
	if err != nil {
		return time.Time{}, false, err
	}
	for after := (WaitingCursor{}); !l.idle(); {
		states, err := e.store.Load(ctx, []Want{ByWaiting{Inbox: job.Inbox, After: after, Limit: pageSize}})
		if err != nil || len(states) == 0 {
			return l.next, false, err
		}
		conflict, err := l.page(ctx, states)
		if err != nil || conflict {
			return time.Time{}, conflict, err // somebody changed the chat, the seat or the agent: look again
		}
		if last, ok := states[len(states)-1].Record.(Conversation); ok {
			after = last.Waits()
		}
	}
	return l.next, false, nil
}

// lapse ends all offers of an inbox whose deadline is reached, the oldest deadline
// first. Their timers do that too; but what is due goes before what waits.
func (e *Engine) lapse(ctx context.Context, id InboxID) error {
	return e.eachPage(ctx, []Want{ByDeadline{Inbox: id, Until: e.now(), Limit: pageSize}}, func(s *step) error {
		s.looking = id
		return s.lapse(ctx, s.now)
	})
}

// look is the job that looks at an inbox.
func look(i InboxID, now time.Time) Job {
	return Job{Kind: JobLook, Lane: "inbox:" + string(i), Unique: "look:" + string(i), Inbox: i, Due: now}
}

// fresh is the one that gives escalated chats a fresh start first.
func fresh(i InboxID, now time.Time) Job {
	return Job{Kind: JobFresh, Lane: "inbox:" + string(i), Unique: "fresh:" + string(i), Inbox: i, Due: now}
}
