package memstore

import (
	"container/heap"
	"iter"
	"slices"
	"time"

	"github.com/wainbox/wainbox/inbox"
)

// job is an unsettled job.
type job struct {
	inbox.Job
	leased bool // until it is settled, or leased again after Until
	// before is the job as its present lease found it.
	before *inbox.Job
}

// Ended is a job that was given up, or may have happened.
type Ended struct {
	Job     inbox.Job
	Outcome inbox.Outcome
	Reason  string
}

// jobs holds the unsettled jobs; the others are in nobody's way.
type jobs struct {
	last  inbox.JobID
	fence int64
	open  map[inbox.JobID]*job
	lanes map[string][]*job // oldest first, never empty
	loose map[inbox.JobID]*job
	later later // as loose, until they are due for the first time
	// waiting counts the unleased jobs of a Unique.
	waiting map[string]int
	ended   []Ended
}

func newJobs() jobs {
	return jobs{
		open:    map[inbox.JobID]*job{},
		lanes:   map[string][]*job{},
		loose:   map[inbox.JobID]*job{},
		waiting: map[string]int{},
	}
}

// add adds a job, unless another with its Unique waits unleased.
func (js *jobs) add(added inbox.Job) bool {
	if added.Unique != "" && js.waiting[added.Unique] > 0 {
		return false
	}
	js.last++
	added = clone(added)
	added.ID, added.Fence, added.Attempt, added.Lapsed, added.Until = js.last, 0, 0, false, time.Time{}
	j := &job{Job: added}
	js.open[j.ID] = j
	if j.Lane == "" {
		heap.Push(&js.later, j)
	} else {
		js.lanes[j.Lane] = append(js.lanes[j.Lane], j)
	}
	js.wait(j)
	return true
}

// wait makes a job wait unleased.
func (js *jobs) wait(j *job) {
	j.leased, j.before = false, nil
	if j.Unique != "" {
		js.waiting[j.Unique]++
	}
}

// unwait is the end of waiting.
func (js *jobs) unwait(j *job) {
	if j.Unique == "" {
		return
	}
	js.waiting[j.Unique]--
	if js.waiting[j.Unique] == 0 {
		delete(js.waiting, j.Unique)
	}
}

// heads are the jobs that may be leased if they are due by now: those without a
// lane, and the oldest of each lane.
func (js *jobs) heads(now time.Time) iter.Seq[*job] {
	for _, j := range js.later.wake(now) {
		js.loose[j.ID] = j
	}
	return func(yield func(*job) bool) {
		for _, j := range js.loose {
			if !yield(j) {
				return
			}
		}
		for _, lane := range js.lanes {
			if !yield(lane[0]) {
				return
			}
		}
	}
}

// remove frees the lane. A job that is settled was leased, so it is its
// lane's first.
func (js *jobs) remove(j *job) {
	delete(js.open, j.ID)
	delete(js.loose, j.ID)
	if j.Lane == "" {
		return
	}
	js.lanes[j.Lane] = slices.Delete(js.lanes[j.Lane], 0, 1)
	if len(js.lanes[j.Lane]) == 0 {
		delete(js.lanes, j.Lane)
	}
}
