package inbox

import (
	"context"
	"errors"
	"time"

	"github.com/wainbox/wainbox/provider"
	"github.com/wainbox/wainbox/whatsapp"
)

// maxSendAttempts bounds how often a send that the provider put off is tried:
// with backoff, for about an hour.
const maxSendAttempts = 12

// send makes one attempt. It is the only place that sends, and the only one
// that decides whether to try again.
func (e *Engine) send(ctx context.Context, job Job) {
	now := e.now()
	if job.Lapsed {
		// An earlier attempt ended without a word: it may have been sent.
		e.settle(ctx, job, uncertain(job, now, "the lease ran out"))
		return
	}
	m, c, account, err := e.sendable(ctx, job)
	if err != nil {
		e.putOff(ctx, job, now, err)
		return
	}
	if err := e.gate(c, m.Content, now); err != nil {
		e.stopped(ctx, job, now, err)
		return
	}
	p, err := e.providers.Provider(ctx, account)
	if err != nil {
		e.putOff(ctx, job, now, err)
		return
	}
	wait, err := e.o.Limiter.Take(ctx, now, string(account.ID), c.Address)
	if err != nil {
		e.o.Logger.WarnContext(ctx, "the shared limiter was not asked", "account", string(account.ID), "error", err)
	}
	if wait > 0 {
		e.settle(ctx, job, Commit{Settle: &Settlement{Outcome: OutcomeReleased, Due: now.Add(wait)}})
		return
	}

	attempt, cancel := context.WithTimeout(ctx, e.o.SendTimeout)
	receipt, err := p.Send(attempt, outbound(c, m))
	cancel()
	now = e.now()
	defer e.credentials(ctx, account, err)
	if err != nil {
		e.failed(ctx, job, c, now, err)
		return
	}
	e.settle(ctx, job, Commit{
		Settle: &Settlement{Outcome: OutcomeDone},
		Facts: []Fact{{
			Kind: FactAccepted, At: now, Account: job.Account, Message: job.Message, ProviderID: receipt.ID,
			Dropped: receipt.Dropped,
		}},
	})
}

// stopped ends a send at the gate.
func (e *Engine) stopped(ctx context.Context, job Job, now time.Time, err error) {
	pe, ok := errors.AsType[*provider.Error](err)
	switch {
	case !ok:
		e.settle(ctx, job, refused(job, now, &whatsapp.Failure{Class: whatsapp.WindowClosed}, "window"))
	case pe.Kind == provider.Unavailable:
		e.putOff(ctx, job, now, err)
	default:
		f := &whatsapp.Failure{Title: pe.Kind.Error(), Details: pe.Err.Error(), Class: pe.Kind.Class()}
		e.settle(ctx, job, refused(job, now, f, pe.Error()))
	}
}

// sendable loads what a send needs.
func (e *Engine) sendable(ctx context.Context, job Job) (Message, Conversation, Account, error) {
	m, err := e.loadMessage(ctx, job.Message)
	if err != nil {
		return Message{}, Conversation{}, Account{}, err
	}
	c, _, err := load[Conversation](ctx, e.store, Key{KindConversation, string(job.Conversation)})
	if err != nil {
		return Message{}, Conversation{}, Account{}, err
	}
	a, _, err := load[Account](ctx, e.store, Key{KindAccount, string(job.Account)})
	return m, c, a, err
}

// failed decides what an attempt's error means.
func (e *Engine) failed(ctx context.Context, job Job, c Conversation, now time.Time, err error) {
	var pe *provider.Error
	if !errors.As(err, &pe) {
		// An error without a kind says nothing about whether it was sent.
		pe = &provider.Error{Kind: provider.Uncertain, Err: err}
	}
	switch {
	case pe.Kind == provider.Uncertain:
		e.settle(ctx, job, uncertain(job, now, "no answer"))
	case pe.Kind.Retryable() && job.Attempt < maxSendAttempts:
		wait := max(pe.After, backoff(job.Attempt))
		if pe.Kind == provider.Throttled {
			only := whatsapp.Address{}
			if pe.Pair {
				only = c.Address
				wait = max(pe.After, pairBackoff(job.Attempt))
			}
			if err := e.o.Limiter.Pause(ctx, string(job.Account), only, now.Add(wait)); err != nil {
				e.o.Logger.WarnContext(ctx, "the shared limiter was not told", "account", string(job.Account), "error", err)
			}
		}
		e.settle(ctx, job, Commit{Settle: &Settlement{Outcome: OutcomeAgain, Due: now.Add(wait), Reason: pe.Kind.Error()}})
	default:
		f := &whatsapp.Failure{Code: pe.Code, Title: pe.Kind.Error(), Class: pe.Kind.Class()}
		e.settle(ctx, job, refused(job, now, f, pe.Error()))
	}
}

// pairBackoff is what the platform asks for after code 131056: 4^X seconds.
// Source: Cloud API, "About the platform", November 2025.
func pairBackoff(attempt int) time.Duration {
	const most = 6 // 4^6 s is more than an hour
	return time.Second << (2 * min(max(attempt-1, 0), most))
}

// putOff waits for what has nothing to do with the message: a store or a
// host's secrets that are out of reach, a catalog without its first sync. Nothing
// was sent.
func (e *Engine) putOff(ctx context.Context, job Job, now time.Time, err error) {
	if errors.Is(err, ErrNotFound) || job.Attempt >= maxSendAttempts {
		f := &whatsapp.Failure{Title: "not sent", Class: whatsapp.FixConfiguration}
		e.settle(ctx, job, refused(job, now, f, "nothing to send with"))
		return
	}
	e.o.Logger.ErrorContext(ctx, "a send is put off", "account", string(job.Account), "error", err)
	e.settle(ctx, job, Commit{Settle: &Settlement{
		Outcome: OutcomeAgain, Due: now.Add(backoff(job.Attempt)), Reason: "not ready",
	}})
}

func uncertain(job Job, now time.Time, reason string) Commit {
	return Commit{
		Settle: &Settlement{Outcome: OutcomeUncertain, Reason: reason},
		Facts:  []Fact{{Kind: FactUncertain, At: now, Account: job.Account, Message: job.Message}},
	}
}

func refused(job Job, now time.Time, f *whatsapp.Failure, reason string) Commit {
	return Commit{
		Settle: &Settlement{Outcome: OutcomeDead, Reason: reason},
		Facts:  []Fact{{Kind: FactRefused, At: now, Account: job.Account, Message: job.Message, Failure: f}},
	}
}

// budget is how much each account that has been seen may send now.
func (e *Engine) budget(now time.Time) map[AccountID]int {
	e.accounts.mu.RLock()
	defer e.accounts.mu.RUnlock()
	budget := make(map[AccountID]int, len(e.accounts.byID))
	for _, a := range e.accounts.byID {
		budget[a.ID] = e.o.Limiter.Budget(now, string(a.ID))
	}
	return budget
}
