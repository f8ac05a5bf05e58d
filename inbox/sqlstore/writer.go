package sqlstore

import (
	"context"
	"database/sql"
	"errors"
	"runtime"
	"sync"
	"sync/atomic"
	"time"

	"github.com/wainbox/wainbox/inbox"
)

// A group is bounded, and with it how long its first request waits for the
// others and what a failure takes along.
const (
	groupSteps = 512
	groupBytes = 8 << 20
)

// writer is the one that writes. All but queue and turn is its goroutine's
// alone.
type writer struct {
	conn   *sql.Conn
	queue  chan *request
	ended  chan struct{}
	now    func() time.Time
	waker  *waker
	recent *recent
	taken  atomic.Int64 // groups that were begun
	// turn is held while a group is written. Who holds it else stops the writer
	// between two groups.
	turn sync.Mutex
	// fail lets tests fail a "step" or the "commit"; nil = none.
	fail func(point string) error

	statements          stmts
	begin, commit, undo stmt
	records             recordStmts
	messages            messageStmts
	facts               factStmts
	entries             entryStmts
	jobs                jobStmts
	leases              leaseStmts
	dedupe              dedupeStmts
	kept                keptStmts
	holders             holderStmts
	ranks               placeStmts
	pools               poolStmts
	anyPlaces           stmt

	heads     map[inbox.Key]*head
	touched   []inbox.Key   // conversations whose rows do not count all their entries yet
	written   []inbox.State // by the present transaction, of the kinds that recent holds
	shifts    shifts
	lastEntry int64
	holds     bool // there may be held facts
	places    bool // there may be entries of conversations that do not exist
	news      bool // jobs were added, freed or put back
}

func newWriter(ctx context.Context, conn *sql.Conn, o *Options, wk *waker, rc *recent) (*writer, error) {
	w := &writer{
		conn: conn, queue: make(chan *request, o.MaxQueue), ended: make(chan struct{}), now: o.Now, waker: wk, recent: rc,
		heads: map[inbox.Key]*head{},
	}
	p := &w.statements
	p.db = conn
	w.begin, w.commit, w.undo = p.prepare(ctx, "BEGIN IMMEDIATE"), p.prepare(ctx, "COMMIT"), p.prepare(ctx, "ROLLBACK")
	w.records, w.messages, w.facts, w.entries = p.records(ctx), p.messages(ctx), p.facts(ctx), p.entries(ctx)
	w.jobs, w.leases, w.dedupe, w.kept = p.jobs(ctx), p.leases(ctx), p.dedupe(ctx), p.kept(ctx)
	w.holders, w.ranks, w.pools = p.holders(ctx), p.places(ctx), p.pools(ctx)
	w.anyPlaces = p.prepare(ctx, "SELECT EXISTS (SELECT 1 FROM log_place)")
	if p.err != nil {
		return nil, errors.Join(p.err, p.close())
	}
	if err := w.recall(); err != nil {
		return nil, errors.Join(err, p.close())
	}
	return w, nil
}

// recall reads again what the writer remembers. Where that fails it assumes
// what costs more and is never wrong.
func (w *writer) recall() error {
	clear(w.heads)
	w.touched, w.written, w.news = w.touched[:0], w.written[:0], false
	w.shifts = shifts{}
	w.holds, w.places = true, true
	var last int64
	if _, err := w.entries.last.one(nil, &last); err != nil {
		return err
	}
	w.lastEntry = max(last, w.lastEntry)
	if _, err := w.facts.any.one(nil, &w.holds); err != nil {
		return err
	}
	_, err := w.anyPlaces.one(nil, &w.places)
	return err
}

// run writes until the queue is closed.
func (w *writer) run() {
	defer close(w.ended)
	var group []*request
	for first := range w.queue {
		group = w.gather(append(group[:0], first))
		w.taken.Add(1)
		w.turn.Lock()
		w.flush(group)
		w.turn.Unlock()
		clear(group)
	}
}

// gather adds what waits to the group, and lets those run who may be about to
// wait: the callers of the last group were only just answered, and half of them
// would come a moment too late and make a group of their own. Who is alone
// loses nothing by it.
func (w *writer) gather(group []*request) []*request {
	steps, bytes := len(group[0].steps), group[0].bytes
	yielded := false
	for steps < groupSteps && bytes < groupBytes {
		select {
		case r, ok := <-w.queue:
			if !ok {
				return group
			}
			group = append(group, r)
			steps, bytes, yielded = steps+len(r.steps), bytes+r.bytes, false
		default:
			if yielded {
				return group
			}
			runtime.Gosched()
			yielded = true
		}
	}
	return group
}

// flush writes a group and answers its callers.
func (w *writer) flush(group []*request) {
	var steps []*attempt
	for _, r := range group {
		r.errs = make([]error, len(r.steps))
		for i, s := range r.steps {
			if r.left.Load() {
				r.errs[i] = context.Canceled
				continue
			}
			steps = append(steps, &attempt{step: s, err: &r.errs[i]})
		}
	}
	if err := w.transact(steps); err != nil {
		w.settleFor(steps, err)
	}
	w.trim()
	for _, r := range group {
		close(r.done)
	}
}

// settleFor deals with a group that was rolled back: if the error may be one
// step's own, each is tried by itself, so that it harms no other.
func (w *writer) settleFor(steps []*attempt, err error) {
	var own *stepError
	if len(steps) > 1 && errors.As(err, &own) && poisonous(err) {
		for _, s := range steps {
			if err := w.transact([]*attempt{s}); err != nil {
				*s.err = typed(err)
			}
		}
		return
	}
	for _, s := range steps {
		*s.err = typed(err)
	}
}

// attempt is a step and where its error goes.
type attempt struct {
	step step
	err  *error
}

// stepError marks an error of a step, not of the transaction around it.
type stepError struct{ error }

func (e *stepError) Unwrap() error { return e.error }

// transact writes the steps in one transaction. After an error nothing of them
// was written, and what their refusals were judged by may not exist.
func (w *writer) transact(steps []*attempt) error {
	if len(steps) == 0 {
		return nil
	}
	if _, err := w.begin.exec(); err != nil {
		return err
	}
	for _, s := range steps {
		refusal, err := s.step.apply(w)
		if err == nil {
			err = w.failAt("step")
		}
		if err != nil {
			return w.rollback(&stepError{err})
		}
		*s.err = refusal
	}
	if err := w.failAt("commit"); err != nil {
		return w.rollback(err)
	}
	if _, err := w.commit.exec(); err != nil {
		return w.rollback(err)
	}
	if len(w.written) > 0 {
		w.recent.publish(w.written)
		clear(w.written)
		w.written = w.written[:0]
	}
	if w.news {
		w.news = false
		w.waker.wake()
	}
	return nil
}

// rollback undoes a transaction because of err. The database may have done so
// itself, so an error of the rollback says nothing new.
func (w *writer) rollback(err error) error {
	_, _ = w.undo.exec()
	return errors.Join(err, w.recall())
}

func (w *writer) failAt(point string) error {
	if w.fail == nil {
		return nil
	}
	return w.fail(point)
}
