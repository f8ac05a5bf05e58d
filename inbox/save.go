package inbox

import (
	"context"
	"errors"
	"reflect"
	"time"

	"github.com/wainbox/wainbox/routing"
)

// Save writes records that the host administers: accounts, inboxes, agents and
// seats, each over what was there. What the engine keeps in them itself (an
// agent's presence and load, the turns of an inbox and its seats, whether an
// account's credentials are refused) stays as it is. What may bring chats to
// agents calls for a look; who loses a seat, or is barred, loses what was offered
// to them.
//
// All are written at once. A [*routing.FieldError] names a setting that is not
// allowed: "inbox.rules.dials", "agent.skills[2]". An account whose number another
// account has is [ErrConflict].
func (e *Engine) Save(ctx context.Context, records ...Record) error {
	for _, r := range records {
		if err := e.check(r); err != nil {
			return err
		}
	}
	return e.decide(ctx, func() (Commit, error) {
		wants := make([]Want, len(records))
		for i, r := range records {
			wants[i] = r.Key()
		}
		states, err := e.store.Load(ctx, wants)
		if err != nil {
			return Commit{}, err
		}
		before := make([]Record, len(records))
		commit := Commit{Puts: make([]Put, len(records))}
		for i, r := range records {
			commit.Puts[i].Record = kept(r, nil)
		}
		for _, s := range states {
			before[s.Want] = s.Record
			commit.Puts[s.Want] = Put{Record: kept(records[s.Want], s.Record), Version: s.Version}
		}
		for i, r := range records {
			if err := e.follow(ctx, r, before[i], &commit); err != nil {
				return Commit{}, err
			}
		}
		return commit, nil
	})
}

// check returns the first setting that is not allowed.
func (e *Engine) check(r Record) error {
	wrong := func(field, rule string) error { return &routing.FieldError{Field: field, Rule: rule} }
	switch r := r.(type) {
	case Inbox:
		rules, err := e.located(r.Rules)
		if err == nil {
			err = rules.Validate()
		}
		var field *routing.FieldError
		switch {
		case errors.As(err, &field):
			return wrong("inbox.rules."+field.Field, field.Rule)
		case r.Capacity < 0:
			return wrong("inbox.capacity", "not negative")
		case r.Reopen < 0:
			return wrong("inbox.reopen", "not negative")
		}
		if errors.As(checkAutoReplies(r.AutoReplies), &field) {
			return wrong("inbox."+field.Field, field.Rule)
		}
	case Agent:
		if r.Capacity < 0 {
			return wrong("agent.capacity", "not negative")
		}
		return routing.CheckSkills("agent.skills", r.Skills)
	case Seat:
		switch {
		case r.Level < 0 || r.Level > routing.MaxLevel:
			return wrong("seat.level", "1 to 100")
		case r.Capacity != nil && *r.Capacity < 0:
			return wrong("seat.capacity", "not negative")
		}
	case Account:
	default: // what the engine keeps, nobody saves over
		return wrong("record", "an account, an inbox, an agent or a seat")
	}
	return nil
}

// kept carries over what the engine keeps.
func kept(r, was Record) Record {
	switch r := r.(type) {
	case Account:
		was, _ := was.(Account)
		r.Refused = was.Refused
		return r
	case Agent:
		was, _ := was.(Agent)
		r.Presence, r.There, r.Visit, r.Load, r.Ended = was.Presence, was.There, was.Visit, was.Load, was.Ended
		return r
	case Inbox:
		was, _ := was.(Inbox)
		r.Turn, r.Rules = was.Turn, unlocated(r.Rules)
		return r
	case Seat:
		was, _ := was.(Seat)
		r.Turn, r.Load = was.Turn, was.Load
		return r
	default:
		return r
	}
}

// follow adds what follows from a record that is saved over another one, or over
// none.
func (e *Engine) follow(ctx context.Context, r, was Record, commit *Commit) error {
	now := e.now()
	switch r := r.(type) {
	case Account:
		e.forget(r)
	case Inbox:
		commit.Jobs = append(commit.Jobs, look(r.ID, now))
		if was != nil && !reflect.DeepEqual(kept(r, was), was) {
			commit.Log = append(commit.Log, Entry{Kind: EntrySettings, At: now, Inbox: r.ID})
		}
	case Agent:
		jobs, err := e.looks(ctx, r.ID, now, look)
		commit.Jobs = append(commit.Jobs, jobs...)
		return err
	case Seat:
		was, _ := was.(Seat)
		commit.Jobs = append(commit.Jobs, look(r.Inbox, now))
		if r.Left || r.Barred {
			commit.Jobs = append(commit.Jobs, barred(r, now))
		}
		if member := !r.Left; member != (was.Agent != "" && !was.Left) {
			kind := EntryLeft
			if member {
				kind = EntryJoined
			}
			commit.Log = append(commit.Log, Entry{Kind: kind, At: now, Inbox: r.Inbox, Agent: r.Agent})
		}
	}
	return nil
}

// barred is the job that takes an inbox's offers back from an agent.
func barred(s Seat, now time.Time) Job {
	return Job{
		Kind: JobPresence, Unique: "barred:" + string(s.Inbox) + ":" + string(s.Agent), Inbox: s.Inbox, Agent: s.Agent, Due: now,
	}
}
