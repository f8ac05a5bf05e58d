package memstore

import (
	"cmp"
	"context"
	"errors"
	"maps"
	"slices"
	"time"

	"github.com/wainbox/wainbox/inbox"
)

var errLease = errors.New("memstore: a lease needs a TTL and a limit above 0")

// Lease leases due jobs; see [inbox.Store]. It looks at every lane that has an
// unsettled job, at no job behind its lane's first and, of those without a lane,
// at none that was never due.
func (s *Store) Lease(ctx context.Context, r inbox.LeaseRequest) ([]inbox.Job, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	if r.TTL <= 0 || r.Limit <= 0 {
		return nil, errLease
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	var due []*job
	for j := range s.jobs.heads(r.Now) {
		if slices.Contains(r.Kinds, j.Kind) && j.ready(r.Now) {
			due = append(due, j)
		}
	}
	slices.SortFunc(due, compareJobs)

	var leased []inbox.Job
	budget := maps.Clone(r.Budget)
	for _, j := range due {
		if len(leased) == r.Limit {
			break
		}
		if left, bound := budget[j.Account]; bound && j.Account != "" {
			if left <= 0 {
				continue
			}
			budget[j.Account] = left - 1
		}
		s.jobs.lease(j, r.Now.Add(r.TTL))
		leased = append(leased, clone(j.Job))
	}
	return leased, nil
}

// ready reports whether the job is due, or its lease ran out.
func (j *job) ready(now time.Time) bool {
	if j.leased {
		return !j.Until.After(now)
	}
	return !j.Due.After(now)
}

func compareJobs(a, b *job) int {
	return cmp.Or(cmp.Compare(a.Priority, b.Priority), a.Due.Compare(b.Due), cmp.Compare(a.ID, b.ID))
}

// lease counts an attempt. A lease that ran out without being settled marks
// the job for good: what it does may have been done.
func (js *jobs) lease(j *job, until time.Time) {
	if j.leased {
		j.Lapsed = true
	} else {
		js.unwait(j)
	}
	before := j.Job
	js.fence++
	j.leased, j.before = true, &before
	j.Fence, j.Until = js.fence, until
	j.Attempt++
}
