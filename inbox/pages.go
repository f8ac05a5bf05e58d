package inbox

import (
	"context"
	"errors"
)

// pageSize is how many chats are read, and changed in one commit, at a time.
const pageSize = 64

// eachPage makes a step of every conversation that matches, a page of them in one
// commit, until none is left that the step changes. A step whose error is
// errNothing changes nothing.
func (e *Engine) eachPage(ctx context.Context, page []Want, how func(*step) error) error {
	for tries := 0; tries < maxTries; {
		states, err := e.store.Load(ctx, page)
		if err != nil {
			return err
		}
		commits, err := e.steps(ctx, states, how)
		if err != nil || len(commits) == 0 {
			return err
		}
		err = e.store.Commit(ctx, []Commit{together(commits)})[0]
		switch {
		case errors.Is(err, ErrConflict): // somebody was quicker: see what is left
			tries++
		case err != nil:
			return err
		}
		e.nudge()
	}
	return ErrConflict
}

// steps are the commits of one page, each of which relies on those before it.
func (e *Engine) steps(ctx context.Context, states []State, how func(*step) error) ([]Commit, error) {
	r, now := newRoster(e.store), e.now()
	var commits []Commit
	for _, state := range states {
		c, ok := state.Record.(Conversation)
		if !ok {
			continue
		}
		s := &step{roster: r, now: now, conversation: c, version: state.Version}
		switch err := how(s); {
		case errors.Is(err, errNothing):
			continue
		case err != nil:
			return nil, err
		}
		commit, err := s.done(ctx)
		if err != nil {
			return nil, err
		}
		commits = append(commits, commit)
	}
	return commits, nil
}
