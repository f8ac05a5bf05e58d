package memstore

import (
	"github.com/wainbox/wainbox/inbox"
)

func isOutcome(o inbox.Outcome) bool {
	switch o {
	case inbox.OutcomeDone, inbox.OutcomeAgain, inbox.OutcomeReleased, inbox.OutcomeDead, inbox.OutcomeUncertain:
		return true
	default:
		return false
	}
}

// holds reports whether a lease can be settled: it is the job's latest and was
// not settled. One that ran out can be, until somebody else leases the job.
func (js *jobs) holds(id inbox.JobID, fence int64) bool {
	j, ok := js.open[id]
	return ok && j.leased && j.Fence == fence
}

// settle ends a lease that is held.
func (js *jobs) settle(s inbox.Settlement) {
	j := js.open[s.Job]
	switch s.Outcome {
	case inbox.OutcomeAgain:
		j.Due = s.Due
		js.wait(j)
	case inbox.OutcomeReleased:
		j.Job = *j.before
		if !s.Due.IsZero() {
			j.Due = s.Due
		}
		js.wait(j)
	case inbox.OutcomeDead, inbox.OutcomeUncertain:
		js.ended = append(js.ended, Ended{j.Job, s.Outcome, s.Reason})
		js.remove(j)
	case inbox.OutcomeDone:
		js.remove(j)
	}
}

// Ended returns the jobs that ended dead or uncertain, in the order in which
// they did.
func (s *Store) Ended() []Ended {
	s.mu.Lock()
	defer s.mu.Unlock()
	return clone(s.jobs.ended)
}
