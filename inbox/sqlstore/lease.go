package sqlstore

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"maps"
	"slices"

	"github.com/wainbox/wainbox/inbox"
)

var (
	errLease = errors.New("sqlstore: a lease needs a TTL and a limit above 0")
	errKinds = errors.New("sqlstore: a lease asks for more than 12 kinds")
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
	if len(slices.Compact(slices.Sorted(slices.Values(r.Kinds)))) > maxKinds {
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
		l, err := newLease(seen, micros(r.Now), micros(r.Now.Add(r.TTL)))
		if err != nil {
			return nil, err
		}
		request := newRequest(1)
		request.steps = append(request.steps, l)
		// Who stops waiting would leave jobs leased to nobody: the writer leases them.
		if err := s.submit(context.WithoutCancel(ctx), request); err != nil {
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
	lease stmt
}

func (p *stmts) leases(ctx context.Context) leaseStmts {
	return leaseStmts{
		lease: p.prepare(ctx, `UPDATE OR FAIL job SET state = 1, fence = fence + 1, attempt = attempt + 1, lapsed = lapsed OR state = 1, until = ?1
			WHERE id IN (SELECT value FROM json_each(?2)) AND (state = 0 AND due <= ?3 OR state = 1 AND until <= ?3)`+freeLane+`
			RETURNING `+jobColumns),
	}
}

// lease is a step that leases those of the jobs that still may be.
type lease struct {
	ids        string // theirs, as JSON
	now, until int64
	jobs       []inbox.Job
}

func newLease(seen []inbox.Job, now, until int64) (*lease, error) {
	ids := make([]inbox.JobID, len(seen))
	for i := range seen {
		ids[i] = seen[i].ID
	}
	body, err := json.Marshal(ids)
	return &lease{ids: string(body), now: now, until: until}, err
}

func (l *lease) apply(w *writer) (refusal, err error) {
	l.jobs, err = collect(w.leases.lease, []any{l.until, l.ids, l.now}, func(rows *sql.Rows) (inbox.Job, error) {
		j, err := scanJob(rows)
		j.Until = fromMicros(l.until)
		return j, err
	})
	slices.SortFunc(l.jobs, compareJobs)
	return nil, err
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
