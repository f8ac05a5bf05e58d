package inbox

import (
	"context"
	"slices"
)

// roster is the records that a decision about chats and agents reads and changes,
// each as the steps made so far leave it: several may change the same agent, one
// after the other.
type roster struct {
	store   Store
	known   map[Key]State
	changed []Key // in the order of their first change, since the last take
	sits    map[AgentID][]InboxID
}

func newRoster(s Store) *roster {
	return &roster{store: s, known: map[Key]State{}, sits: map[AgentID][]InboxID{}}
}

// load reads those of the records that are not known yet.
func (r *roster) load(ctx context.Context, keys ...Key) error {
	var wants []Want
	for _, k := range keys {
		if _, ok := r.known[k]; !ok && !slices.Contains(wants, Want(k)) {
			wants = append(wants, k)
		}
	}
	if len(wants) == 0 {
		return nil
	}
	states, err := r.store.Load(ctx, wants)
	if err != nil {
		return err
	}
	for _, k := range keys {
		if _, ok := r.known[k]; !ok {
			r.known[k] = State{} // unless it was found
		}
	}
	for _, s := range states {
		r.learn(s.Record, s.Version)
	}
	return nil
}

// learn takes over a record as it was read.
func (r *roster) learn(rec Record, version int64) {
	r.known[rec.Key()] = State{Record: rec, Version: version}
}

// touched reports whether a record was changed since the last take.
func (r *roster) touched(k Key) bool { return slices.Contains(r.changed, k) }

// set changes a record.
func (r *roster) set(rec Record) {
	k := rec.Key()
	if !r.touched(k) {
		r.changed = append(r.changed, k)
	}
	r.known[k] = State{Record: rec, Version: r.known[k].Version}
}

// take adds what was changed to a commit. What is changed again later is of the
// next one, which relies on this one: see [together].
func (r *roster) take(c *Commit) {
	for _, k := range r.changed {
		c.Puts = append(c.Puts, Put{Record: r.known[k].Record, Version: r.known[k].Version})
	}
	r.changed = r.changed[:0]
}

// guard adds the condition that a record is as it was read.
func (r *roster) guard(c *Commit, k Key) {
	if !r.touched(k) {
		c.Guards = append(c.Guards, Guard{Key: k, Version: r.known[k].Version})
	}
}

// record returns a record that was loaded; false when it does not exist.
func record[R Record](r *roster, k Key) (R, bool) {
	rec, ok := r.known[k].Record.(R)
	return rec, ok
}

// seated loads an agent's seat in an inbox, with the agent and the inbox. It
// reports false for who never was a member.
func (r *roster) seated(ctx context.Context, i InboxID, a AgentID) (Seated, bool, error) {
	seat, agent, inbox := SeatKey(i, a), agentKey(a), inboxKey(i)
	if err := r.load(ctx, seat, agent, inbox); err != nil {
		return Seated{}, false, err
	}
	s := Seated{SeatVersion: r.known[seat].Version, AgentVersion: r.known[agent].Version}
	var ok [2]bool
	s.Seat, ok[0] = record[Seat](r, seat)
	s.Agent, ok[1] = record[Agent](r, agent)
	of, _ := record[Inbox](r, inbox)
	s.Capacity = of.Limit(s.Seat)
	return s, ok[0] && ok[1], nil
}

// hold counts chats and offers that an agent gets in an inbox, or loses.
func (r *roster) hold(ctx context.Context, i InboxID, a AgentID, n int) error {
	s, ok, err := r.seated(ctx, i, a)
	if err != nil || !ok {
		return err
	}
	s.Seat.Load, s.Agent.Load = max(s.Seat.Load+n, 0), max(s.Agent.Load+n, 0)
	r.set(s.Seat)
	r.set(s.Agent)
	return nil
}

// inboxes are those in which any of the agents has a seat.
func (r *roster) inboxes(ctx context.Context, agents ...AgentID) ([]InboxID, error) {
	var wants []Want
	for _, a := range agents {
		if w := (BySeats{Agent: a}); r.sits[a] == nil && !slices.Contains(wants, Want(w)) {
			wants = append(wants, w)
		}
	}
	if len(wants) > 0 {
		states, err := r.store.Load(ctx, wants)
		if err != nil {
			return nil, err
		}
		for _, a := range agents {
			if r.sits[a] == nil {
				r.sits[a] = []InboxID{}
			}
		}
		for _, state := range states {
			if seat, ok := state.Record.(Seat); ok && !seat.Left {
				r.sits[seat.Agent] = append(r.sits[seat.Agent], seat.Inbox)
			}
		}
	}
	var all []InboxID
	for _, a := range agents {
		all = append(all, r.sits[a]...)
	}
	slices.Sort(all)
	return slices.Compact(all), nil
}

func agentKey(a AgentID) Key { return Key{KindAgent, string(a)} }

func inboxKey(i InboxID) Key { return Key{KindInbox, string(i)} }
