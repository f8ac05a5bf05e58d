package inbox

import (
	"bytes"
	"context"
	"encoding/json"
	"time"
)

// Save writes records that the host administers: accounts, inboxes, agents and
// seats, each over what was there. What the engine keeps in them itself (an
// agent's presence and load, the turns of an inbox and its seats, whether an
// account's credentials are refused) stays as it is. What may bring chats to
// agents calls for a look; who loses a seat, or is barred, loses what was offered
// to them.
//
// All are written at once. What they name must be there, or be saved with them, and
// be the same organization's; whose a record is never changes. Ids are text in UTF-8,
// those of inboxes and accounts without "|". A
// [*routing.FieldError] names what is not allowed: "inbox.rules.dials",
// "agent.skills[2]", "seat.agent". An account whose number another account has is
// [ErrConflict].
func (e *Engine) Save(ctx context.Context, records ...Record) error {
	for _, r := range records {
		if err := e.check(r); err != nil {
			return err
		}
	}
	return e.decide(ctx, func() (Commit, error) {
		var wants []Want
		for _, r := range records {
			wants = append(wants, r.Key())
		}
		for _, r := range records {
			wants = append(wants, belongs(r)...)
		}
		states, err := e.store.Load(ctx, wants)
		if err != nil {
			return Commit{}, err
		}
		if err := checkOwners(records, states); err != nil {
			return Commit{}, err
		}
		before := make([]Record, len(records))
		commit := Commit{Puts: make([]Put, len(records))}
		for i, r := range records {
			commit.Puts[i].Record = kept(r, nil)
		}
		for _, s := range states {
			if s.Want < len(records) {
				before[s.Want] = s.Record
				commit.Puts[s.Want] = Put{Record: kept(records[s.Want], s.Record), Version: s.Version}
			}
		}
		for i, r := range records {
			if err := e.follow(ctx, r, before[i], &commit); err != nil {
				return Commit{}, err
			}
		}
		return commit, nil
	})
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
		r.Turn, r.Rules = was.Turn, whole(unlocated(r.Rules))
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
		if was != nil && !same(kept(r, was), was) {
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

// same reports whether two records are kept as the same: an empty list is none.
func same(a, b Record) bool {
	one, errA := json.Marshal(a)
	other, errB := json.Marshal(b)
	return errA == nil && errB == nil && bytes.Equal(one, other)
}

// barred is the job that takes an inbox's offers back from an agent.
func barred(s Seat, now time.Time) Job {
	return Job{
		Kind: JobPresence, Unique: "barred:" + s.Key().ID, Inbox: s.Inbox, Agent: s.Agent, Due: now,
	}
}
