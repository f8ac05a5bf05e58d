package sqlstore

import (
	"context"
	"errors"
	"maps"

	"github.com/wainbox/wainbox/inbox"
)

var (
	errLease = errors.New("sqlstore: a lease needs a TTL and a limit above 0")
	errKinds = errors.New("sqlstore: a lease asks for more than 8 kinds")
)

// leaseTries is how often a lease looks again when others took all that it saw.
const leaseTries = 4

// Lease leases due jobs; see [inbox.Store]. It looks for them beside the
// writer, which then only makes sure of each; when there is none the writer is
// not disturbed at all.
func (s *Store) Lease(ctx context.Context, r inbox.LeaseRequest) ([]inbox.Job, error) {
	if r.TTL <= 0 || r.Limit <= 0 {
		return nil, errLease
	}
	if len(r.Kinds) > maxKinds {
		return nil, errKinds
	}
	for range leaseTries {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		if some, err := s.reader.due.some(r); err != nil || !some {
			return nil, s.whenClosed(err)
		}
		seen, err := s.reader.due.find(r)
		if err != nil || len(seen) == 0 {
			return nil, s.whenClosed(err)
		}
		l := &lease{seen: seen, now: micros(r.Now), until: micros(r.Now.Add(r.TTL))}
		request := newRequest(1)
		request.steps = append(request.steps, l)
		if err := s.submit(ctx, request); err != nil {
			return nil, err
		}
		if err := request.errs[0]; err != nil {
			return nil, err
		}
		if len(l.jobs) > 0 {
			return l.jobs, nil
		}
	}
	return nil, nil
}

type leaseStmts struct {
	check, lease stmt
}

func (p *stmts) leases(ctx context.Context) leaseStmts {
	return leaseStmts{
		check: p.prepare(ctx, `SELECT `+jobColumns+` FROM job
			WHERE id = ? AND (state = 0 AND due <= ? OR state = 1 AND until <= ?)`+freeLane),
		lease: p.prepare(ctx, `UPDATE job SET state = 1, fence = ?, attempt = ?, lapsed = ?, until = ? WHERE id = ?`),
	}
}

// lease is a step that leases those of the jobs that still may be.
type lease struct {
	seen       []inbox.Job
	now, until int64
	jobs       []inbox.Job
}

func (l *lease) apply(w *writer) (refusal, err error) {
	l.jobs = nil
	for _, seen := range l.seen {
		still, err := collect(w.leases.check, []any{int64(seen.ID), l.now, l.now}, scanJob)
		if err != nil {
			return nil, err
		}
		for _, j := range still {
			j.Fence, j.Attempt, j.Until = j.Fence+1, j.Attempt+1, fromMicros(l.until)
			if _, err := w.leases.lease.exec(j.Fence, int64(j.Attempt), j.Lapsed, l.until, int64(j.ID)); err != nil {
				return nil, err
			}
			l.jobs = append(l.jobs, j)
		}
	}
	return nil, nil
}

// picker takes jobs in order, as far as limit and budgets go.
type picker struct {
	limit  int
	budget map[inbox.AccountID]int
	jobs   []inbox.Job
}

func newPicker(r inbox.LeaseRequest) *picker {
	return &picker{limit: r.Limit, budget: maps.Clone(r.Budget)}
}

func (p *picker) full() bool { return len(p.jobs) >= p.limit }

func (p *picker) pick(j inbox.Job) {
	if p.full() {
		return
	}
	if left, bound := p.budget[j.Account]; bound && j.Account != "" {
		if left <= 0 {
			return
		}
		p.budget[j.Account] = left - 1
	}
	p.jobs = append(p.jobs, j)
}
