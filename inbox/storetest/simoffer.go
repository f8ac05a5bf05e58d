package storetest

import (
	"slices"
	"time"

	"github.com/wainbox/wainbox/inbox"
	"github.com/wainbox/wainbox/routing"
)

// offered is an offer that a look made. It writes the inbox, the seat and the
// agent, so that they are as the look knew them.
func (e *episode) offered(entry inbox.Entry) string {
	c := &e.chat
	if e.offers++; e.offers == 1 {
		switch {
		case c.State != inbox.Waiting:
			return "it is " + string(c.State)
		case c.Escalated:
			return "it is escalated"
		}
		if wrong := e.round(entry); wrong != "" {
			return wrong
		}
		c.Until, _ = time.Parse(time.RFC3339Nano, entry.State)
		if lasts := defaultTo(e.rules.ReassignAfter, routing.DefaultReassign); !c.Until.Equal(entry.At.Add(lasts)) {
			return "it does not last " + lasts.String()
		}
	}
	holders := c.Holders()
	switch {
	case slices.Contains(holders, entry.Agent):
		return "twice to one"
	case e.offers > 1 && e.offers > e.most():
		return "to too many"
	}
	e.mirror.offers[entry.Agent]++
	if e.offers == 1 {
		e.mirror.chats[e.is.ID].offers[e.is.Offers] = entry.Agent
	}
	e.set(append(holders, entry.Agent))
	return e.fit(entry)
}

// most is to how many a chat is offered at once.
func (e *episode) most() int {
	broadcast := e.rules.Mode == routing.ModeBroadcast
	for _, s := range e.rules.Chain {
		broadcast = broadcast || s.Mode == routing.ModeBroadcast
	}
	if !broadcast {
		return 1
	}
	return defaultTo(e.rules.Broadcast, routing.DefaultBroadcast)
}

// round checks whom a look passes over: who was tried in this round, but for a
// dial of the last agent.
func (e *episode) round(entry inbox.Entry) string {
	c, is := &e.chat, &e.is.Chat
	tried := slices.Contains(c.Tried, entry.Agent)
	if is.Rounds != c.Rounds { // a new one begins
		if is.Rounds != c.Rounds+1 || !tried || e.rules.MaxRounds > 0 && is.Rounds >= e.rules.MaxRounds {
			return "a round ends too soon, or too late"
		}
		c.Rounds, c.Tried = is.Rounds, nil
		return ""
	}
	if is.Dialed != c.Dialed {
		if is.Dialed != c.Dialed+1 || is.Dialed > defaultTo(e.rules.Dials, routing.DefaultDials) || c.Settled ||
			entry.Agent != e.was.LastAgent {
			return "it is no dial of the last agent"
		}
		return ""
	}
	if tried {
		return string(entry.Agent) + " was tried in this round"
	}
	return ""
}

// fit checks that an agent can be offered the chat.
func (e *episode) fit(entry inbox.Entry) string {
	seat, ok := e.seated(e.is.Inbox, entry.Agent)
	one := seat.Candidate()
	// A commit may make several offers, each of which counts.
	one.Load, one.InboxLoad = e.loads[seat.Agent.Key()], e.loads[seat.Seat.Key()]
	switch {
	case !ok || !seat.There(entry.At):
		return string(entry.Agent) + " is not there"
	case !one.Free():
		return string(entry.Agent) + " is full"
	case !one.Can(e.chat.Needs[:needed(e.rules, e.chat.Chat, entry.At)]):
		return string(entry.Agent) + " lacks a skill"
	case e.rules.Mode == routing.ModeLongestIdle && !one.Idle():
		return string(entry.Agent) + " is busy"
	case e.rules.Mode == routing.ModeManual:
		return "nobody said so"
	case e.rules.Hours != nil && !e.rules.Hours.Open(entry.At):
		return "outside the hours"
	}
	return ""
}

// needed is how many of its needs a chat insists on.
func needed(r routing.Rules, c routing.Chat, at time.Time) int {
	relaxed := int(at.Sub(c.Arrived) / defaultTo(r.RelaxAfter, routing.DefaultRelax))
	return min(max(len(c.Needs)-relaxed, 0), len(c.Needs))
}

func defaultTo[T comparable](v, otherwise T) T {
	var zero T
	if v == zero {
		return otherwise
	}
	return v
}

// turned checks that the offers of a commit are counted, in their order.
func (m *mirror) turned(c inbox.Commit) {
	turns := map[inbox.Key]int64{} // as they must be now
	for _, entry := range c.Log {
		if entry.Kind != inbox.EntryOffered {
			continue
		}
		of := inbox.Inbox{ID: entry.Inbox}.Key()
		if turns[of] == 0 {
			turns[of] = m.inbox(entry.Inbox).Turn
		}
		turns[of]++
		turns[inbox.SeatKey(entry.Inbox, entry.Agent)] = turns[of]
	}
	for _, p := range c.Puts {
		k := p.Record.Key()
		want, offered := turns[k]
		delete(turns, k)
		var is int64
		switch r := p.Record.(type) {
		case inbox.Inbox:
			if is = r.Turn; !offered {
				want = m.inbox(r.ID).Turn
			}
		case inbox.Seat:
			if is = r.Turn; !offered {
				s, _ := m.seated(r.Inbox, r.Agent)
				want = s.Seat.Turn
			}
		}
		if is != want {
			m.sim.failf("%s has turn %d, not %d", m.sim.name(k), is, want)
		}
	}
	for k := range turns {
		m.sim.failf("of an offer the turn of %s is not written", m.sim.name(k))
	}
}

// escalate ends the last round.
func (e *episode) escalate() string {
	c := &e.chat
	if c.State != inbox.Waiting || c.Escalated {
		return "it does not wait"
	}
	if len(c.Tried) == 0 {
		return "nobody was tried"
	}
	c.Rounds, c.Escalated = c.Rounds+1, true
	for _, of := range e.recent(e.is.Inbox) {
		if of.Rules.MaxRounds > 0 && c.Rounds >= of.Rules.MaxRounds {
			return ""
		}
	}
	return "there are rounds left"
}

// explains checks that what a look is said to have done is what it did.
func (s *sim) explains(c inbox.Conversation, e routing.Explanation) {
	to := s.store.chats[c.ID].offers[c.Offers+1]
	if e.Step == routing.Offer && e.Winner != to || e.Step == routing.Wait && to != "" {
		s.failf("%s is offered to %q, and what explains it is %s %s", s.talk(c.ID), to, e.Step, e.Winner)
	}
}
