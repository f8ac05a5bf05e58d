package inbox

import "context"

// Save writes records that the host administers: accounts, inboxes, agents and
// seats, each over what was there. What the engine keeps in them itself, an
// agent's load, an inbox's turn and whether an account's credentials are
// refused, stays as it is. A seat, or an agent who is
// available, calls for a look.
//
// All are written at once. An account whose number another account has is
// [ErrConflict].
func (e *Engine) Save(ctx context.Context, records ...Record) error {
	return e.decide(ctx, func() (Commit, error) {
		wants := make([]Want, len(records))
		for i, r := range records {
			wants[i] = r.Key()
		}
		states, err := e.store.Load(ctx, wants)
		if err != nil {
			return Commit{}, err
		}
		commit := Commit{Puts: make([]Put, len(records))}
		for i, r := range records {
			commit.Puts[i].Record = r
		}
		for _, s := range states {
			commit.Puts[s.Want] = Put{Record: kept(records[s.Want], s.Record), Version: s.Version}
		}
		for _, r := range records {
			switch r := r.(type) {
			case Seat:
				commit.Jobs = append(commit.Jobs, look(r.Inbox, e.now()))
			case Agent:
				looks, err := e.looks(ctx, r.ID)
				if err != nil {
					return Commit{}, err
				}
				commit.Jobs = append(commit.Jobs, looks...)
			case Account:
				e.forget(r)
			}
		}
		return commit, nil
	})
}

// kept carries over what the engine counts.
func kept(r, was Record) Record {
	switch r := r.(type) {
	case Account:
		if was, ok := was.(Account); ok {
			r.Refused = was.Refused
		}
		return r
	case Agent:
		if was, ok := was.(Agent); ok {
			r.Load = was.Load
		}
		return r
	case Inbox:
		if was, ok := was.(Inbox); ok {
			r.Turn = was.Turn
		}
		return r
	case Seat:
		if was, ok := was.(Seat); ok {
			r.Turn = was.Turn
		}
		return r
	default:
		return r
	}
}
