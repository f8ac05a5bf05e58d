package sqlstore

import (
	"context"

	"github.com/wainbox/wainbox/inbox"
)

// The states of a job's row.
const (
	waiting   = 0
	leased    = 1
	dead      = 2
	uncertain = 3
)

type jobStmts struct {
	insert, insertSingle, fence, again, release, done, end stmt
}

func (p *stmts) jobs(ctx context.Context) jobStmts {
	const insert = `INSERT INTO job (state, kind, lane, single, priority, due, account, conversation, message, inbox,
		agent, guard, fence, attempt, lapsed, until, reason)`
	return jobStmts{
		insert: p.prepare(ctx, insert+` VALUES (0, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, 0, 0, 0, '')`),
		insertSingle: p.prepare(ctx, insert+` SELECT 0, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, 0, 0, 0, ''
			WHERE NOT EXISTS (SELECT 1 FROM job WHERE single = ? AND single <> '' AND state = 0)`),
		fence:   p.prepare(ctx, `SELECT state, fence FROM job WHERE id = ?`),
		again:   p.prepare(ctx, `UPDATE job SET state = 0, due = ? WHERE id = ?`),
		release: p.prepare(ctx, `UPDATE job SET state = 0, attempt = attempt - 1, due = coalesce(?, due) WHERE id = ?`),
		done:    p.prepare(ctx, `DELETE FROM job WHERE id = ?`),
		end:     p.prepare(ctx, `UPDATE job SET state = ?, reason = ? WHERE id = ?`),
	}
}

// add adds a job, unless another with its Unique waits unleased.
func (w *writer) add(j *inbox.Job) error {
	args := make([]any, 0, 12)
	args = append(args, string(j.Kind), j.Lane, j.Unique, int64(j.Priority), micros(j.Due), string(j.Account),
		string(j.Conversation), string(j.Message), string(j.Inbox), string(j.Agent), j.Guard)
	s := w.jobs.insert
	if j.Unique != "" {
		s, args = w.jobs.insertSingle, append(args, j.Unique)
	}
	n, err := s.exec(args...)
	if n > 0 {
		w.news = true
	}
	return err
}

// holds reports whether a lease can be settled: it is the job's latest and was
// not settled. One that ran out can be, until somebody else leases the job.
func (w *writer) holdsLease(s *inbox.Settlement) (bool, error) {
	var state, fence int64
	found, err := w.jobs.fence.one([]any{int64(s.Job)}, &state, &fence)
	return found && state == leased && fence == s.Fence, err
}

// settle ends a lease that is held. What waited behind it may be due now, so
// that it is news.
func (w *writer) settle(s *inbox.Settlement) error {
	w.news = true
	var err error
	switch s.Outcome {
	case inbox.OutcomeDone:
		_, err = w.jobs.done.exec(int64(s.Job))
	case inbox.OutcomeAgain:
		_, err = w.jobs.again.exec(micros(s.Due), int64(s.Job))
	case inbox.OutcomeReleased:
		var due any
		if !s.Due.IsZero() {
			due = micros(s.Due)
		}
		_, err = w.jobs.release.exec(due, int64(s.Job))
	case inbox.OutcomeDead:
		_, err = w.jobs.end.exec(dead, s.Reason, int64(s.Job))
	case inbox.OutcomeUncertain:
		_, err = w.jobs.end.exec(uncertain, s.Reason, int64(s.Job))
	}
	return err
}

func isOutcome(o inbox.Outcome) bool {
	switch o {
	case inbox.OutcomeDone, inbox.OutcomeAgain, inbox.OutcomeReleased, inbox.OutcomeDead, inbox.OutcomeUncertain:
		return true
	default:
		return false
	}
}
