package sqlstore

import (
	"cmp"
	"context"
	"database/sql"
	"errors"
	"maps"
	"slices"
	"strings"

	"github.com/wainbox/wainbox/inbox"
)

var errLease = errors.New("sqlstore: a lease needs a TTL and a limit above 0")

// maxKinds is how many kinds of jobs a statement takes.
const maxKinds = 8

var errKinds = errors.New("sqlstore: a lease asks for more than 8 kinds")

// leaseStmts find jobs that may be leased: of those without a lane all, of a
// lane the oldest unsettled.
type leaseStmts struct {
	lapsed, priority, due, lease stmt
}

const jobColumns = `id, kind, lane, single, priority, due, account, conversation, message, inbox, fence, attempt, lapsed`

func (p *stmts) leases(ctx context.Context) leaseStmts {
	const free = ` AND (lane = '' OR NOT EXISTS
		(SELECT 1 FROM job o WHERE o.lane = job.lane AND o.lane <> '' AND o.state < 2 AND o.id < job.id))`
	kinds := ` AND kind IN (?` + strings.Repeat(", ?", maxKinds-1) + `)`
	return leaseStmts{
		lapsed:   p.prepare(ctx, `SELECT `+jobColumns+` FROM job WHERE state = 1 AND until <= ?`+kinds+free),
		priority: p.prepare(ctx, `SELECT min(priority) FROM job WHERE state = 0 AND priority > ?`),
		due: p.prepare(ctx, `SELECT `+jobColumns+` FROM job WHERE state = 0 AND priority = ? AND due <= ?`+kinds+free+
			` ORDER BY due, id`),
		lease: p.prepare(ctx, `UPDATE job SET state = 1, fence = ?, attempt = ?, lapsed = ?, until = ? WHERE id = ?`),
	}
}

// Lease leases due jobs; see [inbox.Store]. When there is none it is a read and
// disturbs no writer.
func (s *Store) Lease(ctx context.Context, r inbox.LeaseRequest) ([]inbox.Job, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	if r.TTL <= 0 || r.Limit <= 0 {
		return nil, errLease
	}
	if len(r.Kinds) > maxKinds {
		return nil, errKinds
	}
	r.Kinds, r.Budget = slices.Clone(r.Kinds), maps.Clone(r.Budget)
	look := r
	look.Limit = 1
	if found, err := s.reader.leases.find(look); err != nil || len(found) == 0 {
		return nil, err
	}
	l := &lease{request: r}
	request := newRequest(1)
	request.steps = append(request.steps, l)
	if err := s.submit(ctx, request); err != nil {
		return nil, err
	}
	if err := request.errs[0]; err != nil {
		return nil, err
	}
	return l.jobs, nil
}

// lease is a step.
type lease struct {
	request inbox.LeaseRequest
	jobs    []inbox.Job
}

func (l *lease) apply(w *writer) (refusal, err error) {
	l.jobs, err = w.leases.find(l.request)
	if err != nil {
		return nil, err
	}
	until := fromMicros(micros(l.request.Now.Add(l.request.TTL)))
	for i := range l.jobs {
		j := &l.jobs[i]
		j.Fence, j.Attempt, j.Until = j.Fence+1, j.Attempt+1, until
		if _, err := w.leases.lease.exec(j.Fence, int64(j.Attempt), j.Lapsed, micros(until), int64(j.ID)); err != nil {
			return nil, err
		}
	}
	return nil, nil
}

// errEnough ends a search.
var errEnough = errors.New("enough")

// find returns the jobs to lease. It follows the index of due jobs, one
// priority after the other, so that neither a long queue nor one of later jobs
// costs anything.
func (ls *leaseStmts) find(r inbox.LeaseRequest) ([]inbox.Job, error) {
	now := micros(r.Now)
	kinds := make([]any, maxKinds)
	for i := range kinds {
		kinds[i] = ""
		if len(r.Kinds) > 0 {
			kinds[i] = string(r.Kinds[min(i, len(r.Kinds)-1)])
		}
	}
	lapsed, err := collect(ls.lapsed, append([]any{now}, kinds...), scanJob)
	if err != nil {
		return nil, err
	}
	for i := range lapsed {
		lapsed[i].Lapsed = true
	}
	slices.SortFunc(lapsed, compareJobs)

	p := picker{limit: r.Limit, budget: maps.Clone(r.Budget)}
	for priority := int64(-1 << 62); ; {
		var next sql.NullInt64
		if _, err := ls.priority.one([]any{priority}, &next); err != nil {
			return nil, err
		}
		if !next.Valid {
			break
		}
		priority = next.Int64
		err := ls.due.each(append([]any{priority, now}, kinds...), func(rows *sql.Rows) error {
			j, err := scanJob(rows)
			if err != nil {
				return err
			}
			for len(lapsed) > 0 && compareJobs(lapsed[0], j) < 0 {
				p.pick(lapsed[0])
				lapsed = lapsed[1:]
			}
			p.pick(j)
			if p.full() {
				return errEnough
			}
			return nil
		})
		if errors.Is(err, errEnough) {
			return p.jobs, nil
		}
		if err != nil {
			return nil, err
		}
	}
	for _, j := range lapsed {
		p.pick(j)
	}
	return p.jobs, nil
}

func compareJobs(a, b inbox.Job) int {
	return cmp.Or(cmp.Compare(a.Priority, b.Priority), a.Due.Compare(b.Due), cmp.Compare(a.ID, b.ID))
}

// picker takes jobs in order, as far as limit and budgets go.
type picker struct {
	limit  int
	budget map[inbox.AccountID]int
	jobs   []inbox.Job
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

func scanJob(rows *sql.Rows) (inbox.Job, error) {
	var j inbox.Job
	var kind, account, conversation, message, in string
	var due int64
	err := rows.Scan(&j.ID, &kind, &j.Lane, &j.Unique, &j.Priority, &due, &account, &conversation, &message, &in,
		&j.Fence, &j.Attempt, &j.Lapsed)
	j.Kind, j.Due, j.Account = inbox.JobKind(kind), fromMicros(due), inbox.AccountID(account)
	j.Conversation, j.Message, j.Inbox = inbox.ConversationID(conversation), inbox.MessageID(message), inbox.InboxID(in)
	return j, err
}
