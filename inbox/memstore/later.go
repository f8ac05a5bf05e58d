package memstore

import (
	"container/heap"
	"time"
)

// later is the jobs without a lane that were not due when they were added, the
// first to be due first: a job for later costs nothing until then.
type later []*job

// wake removes those that are due and returns them.
func (l *later) wake(now time.Time) []*job {
	var due []*job
	for len(*l) > 0 && !(*l)[0].Due.After(now) {
		j, _ := heap.Pop(l).(*job)
		due = append(due, j)
	}
	return due
}

// Len, Less, Swap, Push and Pop are for package heap.
func (l *later) Len() int           { return len(*l) }
func (l *later) Less(a, b int) bool { return (*l)[a].Due.Before((*l)[b].Due) }
func (l *later) Swap(a, b int)      { (*l)[a], (*l)[b] = (*l)[b], (*l)[a] }

func (l *later) Push(v any) {
	if j, ok := v.(*job); ok {
		*l = append(*l, j)
	}
}

func (l *later) Pop() any {
	last := len(*l) - 1
	j := (*l)[last]
	(*l)[last] = nil
	*l = (*l)[:last]
	return j
}
