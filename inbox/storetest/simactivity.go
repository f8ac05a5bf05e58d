package storetest

import (
	"context"
	"errors"
	"iter"
)

// errCrashed is what a process that is no more would have been answered, and
// errBroke what one is whose connection to the store broke.
var (
	errCrashed = errors.New("the process ended")
	errBroke   = errors.New("the connection to the store broke")
)

// activity is something that an engine does. It runs when it is told to, and
// only to its next call of the store: of all goroutines of a run one runs at a
// time.
type activity struct {
	number int
	of     *replica
	task   task
	began  int // how much the store had accepted when it began
	// accepted counts what the store accepted of it.
	accepted int
	broke    bool // it got an error that the store did not mean
	over     bool // its process ended
	ended    bool
	err      error

	cancel context.CancelFunc
	next   func() (struct{}, bool)
	stop   func()
	yield  func(struct{}) bool
}

// task is what an activity does.
type task struct {
	name string
	// locks: it holds the lock of a conversation, for which another would wait
	// where the simulation does not see it.
	locks bool
	do    func(context.Context) error
	// done is told how it ended, unless its process did first.
	done func(*activity)
}

// start begins an activity, which does nothing yet.
func (s *sim) start(r *replica, what task) *activity {
	s.begun++
	a := &activity{number: s.begun, of: r, task: what, began: s.store.accepted}
	ctx, cancel := context.WithCancel(s.ctx)
	a.cancel = cancel
	a.next, a.stop = iter.Pull(func(yield func(struct{}) bool) {
		a.yield = yield
		a.err = what.do(ctx)
	})
	s.active = append(s.active, a)
	s.say(a, "begins: "+what.name)
	return a
}

// goOn lets an activity run to its next call.
func (s *sim) goOn(a *activity) {
	s.running = a
	_, more := a.next()
	s.running = nil
	if !more {
		s.end(a)
	}
}

// kill ends an activity where it is: whatever it calls from now on fails.
func (s *sim) kill(a *activity) {
	a.over = true
	a.cancel()
	s.running = a
	a.stop()
	s.running = nil
	s.end(a)
}

// end forgets an activity that came to its end.
func (s *sim) end(a *activity) {
	a.ended = true
	a.cancel()
	for i, other := range s.active {
		if other == a {
			s.active = append(s.active[:i], s.active[i+1:]...)
			break
		}
	}
	if a.over {
		s.say(a, "is no more")
		return
	}
	s.sayErr(a, "ends", a.err)
	s.judge(a)
	if a.task.done != nil {
		a.task.done(a)
	}
}

// pause is a place where others go on before this activity does; an error when
// its process ended there.
func (s *sim) pause() error {
	a := s.running
	if a == nil { // the world is being made
		return nil
	}
	if a.over || !a.yield(struct{}{}) || a.over {
		return errCrashed
	}
	return nil
}
