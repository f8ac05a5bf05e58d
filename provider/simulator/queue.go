package simulator

import (
	"container/heap"
	"context"
	"sync"
	"time"
)

// lane is what webhooks go out one at a time for: a chat, so that what happened in it is told in its order. The
// platform promises no order at all; here disorder comes from [Faults] only, and from retries, which block nobody.
type lane struct {
	number string
	person *person
	at     int  // which of the number's webhooks
	copied bool // duplicates travel beside the originals
}

// delivery is a webhook on its way.
type delivery struct {
	lane     lane
	due      time.Time
	turn     uint64 // among those due at the same time
	place    int    // in the heap, -1 outside
	callback *callback
	body     []byte // the callback's bytes, once made: every attempt sends the same
	attempts int
	first    time.Time // when the first attempt was made
}

// queue holds deliveries by due time. All methods are safe for concurrent use.
type queue struct {
	wake chan struct{} // has a token when there may be something new to take

	mu       sync.Mutex
	turns    uint64
	waiting  deliveries           // the heap
	busy     map[lane][]*delivery // lanes with one in flight, and who was due behind it
	ready    []*delivery          // taken out of the heap, their lane's turn has come
	held     map[lane]*delivery   // to be overtaken by the next of the lane
	open     int                  // in flight or in a busy lane
	retrying int                  // in the heap after a failed attempt
	changed  chan struct{}        // closed at the next change, when someone waits for one
}

func newQueue() *queue {
	return &queue{wake: make(chan struct{}, 1), busy: map[lane][]*delivery{}, held: map[lane]*delivery{}}
}

// add queues a delivery. With overtaken set, the lane's next one goes before it.
func (q *queue) add(d *delivery, overtaken bool) {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.push(d)
	if before := q.held[d.lane]; before != nil {
		delete(q.held, d.lane)
		if before.place >= 0 {
			overtaken = false // who overtakes is not overtaken
			q.turns++
			before.due, before.turn = d.due, q.turns
			heap.Fix(&q.waiting, before.place)
		}
	}
	if overtaken {
		d.due = d.due.Add(reorderHold)
		heap.Fix(&q.waiting, d.place)
		q.held[d.lane] = d
	}
	q.poke()
}

func (q *queue) push(d *delivery) {
	q.turns++
	d.turn = q.turns
	heap.Push(&q.waiting, d)
}

// take returns what is to be delivered now, or nil and the time until something is due (zero = nothing is queued).
func (q *queue) take(now time.Time) (*delivery, time.Duration) {
	q.mu.Lock()
	defer q.mu.Unlock()
	if len(q.ready) > 0 {
		d := q.ready[0]
		q.ready = q.ready[1:]
		return d, 0
	}
	for len(q.waiting) > 0 {
		if wait := q.waiting[0].due.Sub(now); wait > 0 {
			return nil, wait
		}
		d, _ := heap.Pop(&q.waiting).(*delivery)
		if d.attempts > 0 {
			q.retrying--
		}
		q.open++
		behind, busy := q.busy[d.lane]
		if !busy {
			q.busy[d.lane] = nil
			return d, 0
		}
		q.busy[d.lane] = append(behind, d)
	}
	return nil, 0
}

// leave frees the lane of a delivery that take returned. With again set it is queued once more, as it then is.
func (q *queue) leave(d *delivery, again bool) {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.open--
	if behind := q.busy[d.lane]; len(behind) > 0 {
		q.ready = append(q.ready, behind[0])
		q.busy[d.lane] = behind[1:]
	} else {
		delete(q.busy, d.lane)
	}
	if again {
		q.push(d)
		if d.attempts > 0 {
			q.retrying++
		}
	}
	q.poke()
}

// rouse gives the taker a reason to look again.
func (q *queue) rouse() {
	select {
	case q.wake <- struct{}{}:
	default:
	}
}

// poke tells everyone who waits that something changed.
func (q *queue) poke() {
	q.rouse()
	if q.changed != nil {
		close(q.changed)
		q.changed = nil
	}
}

// settled waits until nothing is due, in flight or being retried; with all set, until nothing is queued at all.
func (q *queue) settled(ctx context.Context, now func() time.Time, all bool) error {
	for {
		q.mu.Lock()
		pending := q.open > 0 || q.retrying > 0 || all && len(q.waiting) > 0
		if !pending && len(q.waiting) > 0 {
			pending = !q.waiting[0].due.After(now())
		}
		if !pending {
			q.mu.Unlock()
			return nil
		}
		q.rouse() // the clock may have moved
		if q.changed == nil {
			q.changed = make(chan struct{})
		}
		changed := q.changed
		q.mu.Unlock()
		select {
		case <-changed:
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}
