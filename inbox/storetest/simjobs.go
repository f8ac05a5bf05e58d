package storetest

import (
	"slices"
	"time"

	"github.com/wainbox/wainbox/inbox"
)

// jobBook is the jobs as a store must keep them.
type jobBook struct {
	sim  *sim
	open []*openJob // in the order in which they were added
	byID map[inbox.JobID]*openJob
}

// openJob is an unsettled job. Its id is known once it was leased.
type openJob struct {
	inbox.Job

	leased bool
	// late: it was put off, for its decision failed, or is waited for by nobody.
	late bool
}

func newJobBook(s *sim) jobBook { return jobBook{sim: s, byID: map[inbox.JobID]*openJob{}} }

// commit takes over what a commit does to jobs.
func (b *jobBook) commit(c inbox.Commit) {
	if c.Settle != nil {
		b.settle(*c.Settle)
	}
	for _, j := range c.Jobs {
		if j.Unique == "" || !slices.ContainsFunc(b.open, func(o *openJob) bool { return o.Unique == j.Unique && !o.leased }) {
			b.open = append(b.open, &openJob{Job: j})
		}
	}
}

func (b *jobBook) settle(s inbox.Settlement) {
	j := b.byID[s.Job]
	if j == nil || !j.leased || j.Fence != s.Fence {
		b.sim.failf("a lease was settled that nobody holds: job %d, fence %d", s.Job, s.Fence)
		return
	}
	switch s.Outcome {
	case inbox.OutcomeAgain:
		j.leased, j.Due = false, s.Due
		j.late = j.Kind != inbox.JobPresence || s.Due != b.sim.store.agent(j.Agent).Presence.Until
	case inbox.OutcomeReleased:
		j.leased, j.Attempt = false, j.Attempt-1
		if !s.Due.IsZero() {
			j.Due = s.Due
		}
	case inbox.OutcomeDead, inbox.OutcomeUncertain:
		b.sim.failf("a job was given up: %s: %s", j.Kind, s.Reason)
	case inbox.OutcomeDone:
		delete(b.byID, s.Job)
		b.open = slices.DeleteFunc(b.open, func(o *openJob) bool { return o == j })
	}
}

// lease checks a job that was leased.
func (b *jobBook) lease(got inbox.Job, r inbox.LeaseRequest) {
	j := b.byID[got.ID]
	if j == nil {
		j = b.first(got)
	}
	switch {
	case j == nil:
		b.sim.failf("a job was leased that was not added: %s", got.Kind)
		return
	case j.leased && j.Until.After(r.Now):
		b.sim.failf("%s was leased while somebody has it", got.Kind)
	case !j.leased && j.Due.After(r.Now):
		b.sim.failf("%s was leased before its time", got.Kind)
	case j.Attempt+1 != got.Attempt || got.Fence <= j.Fence:
		b.sim.failf("%s was leased as attempt %d, fence %d after %d, %d", got.Kind, got.Attempt, got.Fence, j.Attempt, j.Fence)
	}
	if b.waits(slices.Index(b.open, j)) {
		b.sim.failf("%s was leased ahead of its lane", got.Kind)
	}
	j.Job, j.leased, j.late = got, true, false
	b.byID[got.ID] = j
}

// first is the oldest job like this one that was never leased.
func (b *jobBook) first(got inbox.Job) *openJob {
	for _, j := range b.open {
		if j.ID == 0 && j.Kind == got.Kind && j.Unique == got.Unique && j.Lane == got.Lane && j.Inbox == got.Inbox &&
			j.Agent == got.Agent && j.Conversation == got.Conversation && j.Guard == got.Guard && j.Due.Equal(got.Due) {
			j.ID = got.ID
			return j
		}
	}
	return nil
}

// ready is when a job can be leased.
func (j *openJob) ready() time.Time {
	if j.leased {
		return j.Until
	}
	return j.Due
}

// due reports whether a job of some kinds, or of all, can be leased.
func (b *jobBook) due(kinds []inbox.JobKind, now time.Time) bool {
	for i, j := range b.open {
		if (kinds == nil || slices.Contains(kinds, j.Kind)) && !j.ready().After(now) && !b.waits(i) {
			return true
		}
	}
	return false
}

// waits reports whether there is an older job of the same lane.
func (b *jobBook) waits(i int) bool {
	lane := b.open[i].Lane
	return lane != "" && slices.ContainsFunc(b.open[:i], func(o *openJob) bool { return o.Lane == lane })
}

// next is when the next job can be leased that cannot be yet; of all, or of those
// only that somebody had and did not settle, or put off.
func (b *jobBook) next(now time.Time, late bool) (next time.Time) {
	for _, j := range b.open {
		at := j.ready()
		if at.After(now) && (!late || j.leased || j.late) && (next.IsZero() || at.Before(next)) {
			next = at
		}
	}
	return next
}

// timer reports whether a job waits for the deadline of a conversation's offer. One
// that was made in a conversation which this one succeeds becomes a look.
func (b *jobBook) timer(c inbox.Conversation, heir []inbox.ConversationID) bool {
	return slices.ContainsFunc(b.open, func(j *openJob) bool {
		switch j.Kind {
		case inbox.JobTimer:
			mine := j.Conversation == c.ID && j.Guard == c.Offers || slices.Contains(heir, j.Conversation)
			return mine && (j.Attempt > 0 || !j.Due.After(c.Chat.Until))
		case inbox.JobLook, inbox.JobFresh:
			return len(heir) > 0 && j.Inbox == c.Inbox
		default:
			return false
		}
	})
}
