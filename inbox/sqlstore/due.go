package sqlstore

import (
	"cmp"
	"context"
	"database/sql"
	"errors"
	"slices"
	"strconv"
	"strings"

	"github.com/wainbox/wainbox/inbox"
)

// maxKinds is how many kinds of jobs a statement takes.
const maxKinds = 12

// jobColumns are those that scanJob reads.
const jobColumns = `id, kind, lane, single, priority, due, account, conversation, message, inbox, agent, guard, fence, attempt,
	lapsed`

// freeLane holds for jobs without a lane and for the oldest unsettled of each
// lane.
const freeLane = ` AND (lane = '' OR NOT EXISTS
	(SELECT 1 FROM job o WHERE o.lane = job.lane AND o.lane <> '' AND o.state < 2 AND o.id < job.id))`

// dueStmts find jobs that may be leased. They follow the index of due jobs, for
// each kind one priority after the other, so that neither jobs of later nor those
// of other kinds cost anything.
type dueStmts struct {
	exists, lapsed, priority, waiting stmt
}

func (p *stmts) due(ctx context.Context) dueStmts {
	const kinds = `(SELECT value AS kind FROM json_each(?2))`
	// (?1 + 0) keeps SQLite from planning anew for each priority: for a bare ? the
	// plan depends on whether it is 0 or 1.
	arms := make([]string, maxKinds)
	for i := range arms {
		arms[i] = `SELECT ` + jobColumns + ` FROM job
			WHERE state = 0 AND kind = ?` + strconv.Itoa(3+i) + ` AND priority = (?1 + 0) AND due <= ?2` + freeLane
	}
	return dueStmts{
		exists: p.prepare(ctx, `WITH RECURSIVE p (kind, v) AS (
				SELECT k.kind, (SELECT min(priority) FROM job WHERE state = 0 AND kind = k.kind) FROM `+kinds+` k
				UNION ALL
				SELECT kind, (SELECT min(priority) FROM job WHERE state = 0 AND kind = p.kind AND priority > v) FROM p WHERE v IS NOT NULL
			)
			SELECT EXISTS (SELECT 1 FROM job WHERE state = 1 AND until <= ?1 AND kind IN `+kinds+freeLane+`)
				OR EXISTS (SELECT 1 FROM p CROSS JOIN job ON job.kind = p.kind AND priority = v WHERE state = 0 AND due <= ?1`+freeLane+`)`),
		lapsed:   p.prepare(ctx, `SELECT `+jobColumns+` FROM job WHERE state = 1 AND until <= ?1 AND kind IN `+kinds+freeLane),
		priority: p.prepare(ctx, `SELECT min((SELECT min(priority) FROM job WHERE state = 0 AND kind = k.kind AND priority > ?1)) FROM `+kinds+` k`),
		waiting:  p.prepare(ctx, strings.Join(arms, ` UNION ALL `)+` ORDER BY due, id`),
	}
}

// wanted are the kinds of a request, each once, as JSON and as arguments.
func wanted(r inbox.LeaseRequest) (list string, args []any) {
	kinds := slices.Clone(r.Kinds)
	slices.Sort(kinds)
	kinds = slices.Compact(kinds)
	args = make([]any, maxKinds)
	for i, k := range kinds {
		args[i] = string(k)
	}
	return texts(kinds, "[]"), args
}

// some reports whether there is a job that may be leased, whatever the budgets.
func (ds *dueStmts) some(r inbox.LeaseRequest) (bool, error) {
	kinds, _ := wanted(r)
	var some bool
	_, err := ds.exists.one([]any{micros(r.Now), kinds}, &some)
	return some, err
}

// errEnough ends a search.
var errEnough = errors.New("enough")

// find returns the jobs to lease, in order.
func (ds *dueStmts) find(r inbox.LeaseRequest) ([]inbox.Job, error) {
	now := micros(r.Now)
	kinds, each := wanted(r)
	lapsed, err := collect(ds.lapsed, []any{now, kinds}, scanJob)
	if err != nil {
		return nil, err
	}
	slices.SortFunc(lapsed, compareJobs)

	p := newPicker(r)
	take := func(rows *sql.Rows) error {
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
	}
	for priority := int64(lowest); ; {
		var next sql.NullInt64
		if _, err := ds.priority.one([]any{priority, kinds}, &next); err != nil {
			return nil, err
		}
		if !next.Valid {
			break
		}
		priority = next.Int64
		err := ds.waiting.each(append([]any{priority, now}, each...), take)
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

func scanJob(rows *sql.Rows) (inbox.Job, error) {
	var j inbox.Job
	var kind, account, conversation, message, in, agent string
	var due int64
	err := rows.Scan(&j.ID, &kind, &j.Lane, &j.Unique, &j.Priority, &due, &account, &conversation, &message, &in,
		&agent, &j.Guard, &j.Fence, &j.Attempt, &j.Lapsed)
	j.Kind, j.Due, j.Account = inbox.JobKind(kind), fromMicros(due), inbox.AccountID(account)
	j.Conversation, j.Message, j.Inbox = inbox.ConversationID(conversation), inbox.MessageID(message), inbox.InboxID(in)
	j.Agent = inbox.AgentID(agent)
	return j, err
}
