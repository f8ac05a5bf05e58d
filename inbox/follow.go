package inbox

import (
	"context"
	"errors"
)

// follow decides what a failure means for the conversation: the platform's word
// that the window is closed outranks our view of it.
func (e *Engine) follow(ctx context.Context, job Job) {
	for range maxTries {
		commit, err := e.corrected(ctx, job)
		if err != nil && !errors.Is(err, ErrNotFound) {
			e.o.Logger.ErrorContext(ctx, "a failure is not followed up yet", "error", err)
			commit = Commit{Settle: &Settlement{Outcome: OutcomeAgain, Due: e.now().Add(backoff(job.Attempt))}}
		}
		if e.settle(ctx, job, commit) || ctx.Err() != nil {
			return
		}
	}
}

func (e *Engine) corrected(ctx context.Context, job Job) (Commit, error) {
	done := Commit{Settle: &Settlement{Outcome: OutcomeDone}}
	m, err := e.loadMessage(ctx, job.Message)
	if err != nil {
		return done, err
	}
	c, version, err := load[Conversation](ctx, e.store, Key{KindConversation, string(job.Conversation)})
	if err != nil {
		return done, err
	}
	// What was refused is this message: a word of the customer since then opens
	// the window again.
	c.Window = c.Window.Refuse(m.At)
	done.Puts = []Put{{Record: c, Version: version}}
	return done, nil
}
