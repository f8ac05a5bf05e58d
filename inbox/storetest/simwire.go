package storetest

import (
	"context"

	"github.com/wainbox/wainbox/inbox"
)

// wire is the store as the engines have it: every call waits for its turn, before
// it is made and, if it writes, after that; and it may break.
type wire struct {
	sim   *sim
	store *mirror
}

var _ inbox.Store = wire{}

// breaks reports whether the connection breaks here.
func (w wire) breaks(what string) bool {
	s := w.sim
	if s.calm || s.running == nil || s.breaks == 0 || s.dice.IntN(s.breaks) > 0 {
		return false
	}
	s.running.broke = true
	s.say(s.running, what)
	return true
}

// begin is before a call.
func (w wire) begin() error {
	if err := w.sim.pause(); err != nil {
		return err
	}
	if w.breaks("breaks before it calls") {
		return errBroke
	}
	return nil
}

// finish is after one that wrote.
func (w wire) finish() error {
	if w.breaks("is not answered") {
		return errBroke
	}
	return w.sim.pause()
}

// Load is of [inbox.Store].
func (w wire) Load(ctx context.Context, wants []inbox.Want) ([]inbox.State, error) {
	if err := w.begin(); err != nil {
		return nil, err
	}
	return w.store.Load(context.WithoutCancel(ctx), wants)
}

// Candidates is of [inbox.Store].
func (w wire) Candidates(ctx context.Context, q inbox.CandidateQuery) ([]inbox.Seated, error) {
	if err := w.begin(); err != nil {
		return nil, err
	}
	return w.store.Candidates(context.WithoutCancel(ctx), q)
}

// Lease is of [inbox.Store]. Where nothing can be leased nobody need wait.
func (w wire) Lease(ctx context.Context, r inbox.LeaseRequest) ([]inbox.Job, error) {
	if a := w.sim.running; a != nil && a.over {
		return nil, errCrashed
	}
	if !w.store.jobs.due(r.Kinds, r.Now) {
		return w.store.Lease(context.WithoutCancel(ctx), r)
	}
	if err := w.begin(); err != nil {
		return nil, err
	}
	jobs, err := w.store.Lease(context.WithoutCancel(ctx), r)
	if broke := w.finish(); broke != nil {
		return nil, broke // leased, and nobody knows by whom
	}
	return jobs, err
}

// Commit is of [inbox.Store].
func (w wire) Commit(ctx context.Context, commits []inbox.Commit) []error {
	err := w.begin()
	if err == nil {
		errs := w.store.Commit(context.WithoutCancel(ctx), commits)
		if err = w.finish(); err == nil {
			return errs
		}
	}
	errs := make([]error, len(commits))
	for i := range errs {
		errs[i] = err
	}
	return errs
}
