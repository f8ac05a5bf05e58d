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
	e.sim.store.offers[entry.Agent]++
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

// turned checks that offers are counted, and have a timer.
func (e *episode) turned(c inbox.Commit) {
	of := e.is.Inbox
	turn := e.inbox(of).Turn
	put := map[inbox.Key]inbox.Record{}
	for _, p := range c.Puts {
		put[p.Record.Key()] = p.Record
	}
	for _, entry := range e.log {
		if entry.Kind != inbox.EntryOffered {
			continue
		}
		turn++
		if seat, _ := put[inbox.SeatKey(of, entry.Agent)].(inbox.Seat); seat.Turn != turn {
			e.sim.fail("the offer to %s has turn %d, not %d", entry.Agent, seat.Turn, turn)
		}
	}
	if box, _ := put[inbox.Inbox{ID: of}.Key()].(inbox.Inbox); box.Turn != turn {
		e.sim.fail("%s counts %d offers, not %d", of, box.Turn, turn)
	}
	if e.is.Chat.State == inbox.Offered && !e.jobs.timer(e.is) {
		e.sim.fail("nothing waits for the deadline of %s", e.sim.talk(e.is.ID))
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
