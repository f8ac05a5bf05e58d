package storetest

import (
	"slices"
	"time"

	"github.com/wainbox/wainbox/inbox"
	"github.com/wainbox/wainbox/routing"
)

// people is since when agents are not there who were.
type people map[inbox.AgentID]absence

// absence is how an agent left: at a time, when the store had accepted so much.
type absence struct {
	at    time.Time
	since int
	began int // the activity by which they left
}

// person checks what an agent becomes: they alone say that they are available, a
// heartbeat only that they still are, and of each change there is one entry.
func (m *mirror) person(was, is inbox.Agent, log []inbox.Entry) {
	var told []string
	var at time.Time
	for _, e := range log {
		switch {
		case e.Kind == inbox.EntryPresence && e.Agent == is.ID:
			told, at = append(told, e.State), e.At
		case e.Kind == inbox.EntryEnded && e.Agent == is.ID:
			at = e.At
		}
	}
	var want []string
	doing := ""
	if a := m.sim.running; a != nil {
		doing = a.task.name
	}
	switch {
	case is.Presence.Status != was.Presence.Status && (was.ID != "" || is.Presence.Status != ""):
		want = []string{string(is.Presence.Status)}
		if doing != "available "+string(is.ID) && is.Presence.Status == routing.StatusAvailable {
			m.sim.failf("%s was made available by %q", is.ID, doing)
		}
	case is.There && !was.There:
		want = []string{inbox.PresenceBack}
	case was.There && !is.There:
		want = []string{inbox.PresenceLost}
	}
	switch {
	case !slices.Equal(told, want):
		m.sim.failf("of the presence of %s it is told %q, not %q", is.ID, told, want)
	case is.There && !is.Presence.Available(is.Presence.Until.Add(-1)):
		m.sim.failf("%s is there, and %s", is.ID, is.Presence.Status)
	case is.There && !was.There && is.Visit != was.Visit+1 || (!is.There || was.There) && is.Visit != was.Visit:
		m.sim.failf("%s comes, or does not, by visit %d after %d", is.ID, is.Visit, was.Visit)
	case is.Presence.Until.Before(was.Presence.Until):
		m.sim.failf("the lease of %s got shorter: %v is %v", is.ID, was.Presence, is.Presence)
	case is.Ended.Before(was.Ended) || is.Ended != was.Ended && is.Ended != at:
		m.sim.failf("the last chat of %s ended at %v, not %v", is.ID, at, is.Ended)
	}
	switch {
	case is.There && !was.There:
		delete(m.people, is.ID)
		m.comes(is.ID)
	case was.There && !is.There:
		if slices.Contains(told, inbox.PresenceLost) {
			at = was.Presence.Until
		}
		m.people[is.ID] = absence{at, m.accepted, m.sim.running.began}
	}
}

// comes gives the escalated chats of an agent's inboxes a fresh start: of those
// that they had joined before they began to come.
func (m *mirror) comes(a inbox.AgentID) {
	for _, of := range m.sim.boxes {
		seat, ok := m.seated(of.ID, a)
		if ok && !seat.Seat.Left && m.joined[seat.Seat.Key()] <= m.sim.running.began {
			m.hopes[of.ID] = m.accepted
		}
	}
}

// returned is a chat that waits again: its agent is gone, and it is time.
func (e *episode) returned(entry inbox.Entry) string {
	owner := e.agent(entry.Was)
	gone, ok := e.people[entry.Was]
	switch {
	case owner.There && owner.Presence.Available(entry.At):
		return string(entry.Was) + " is there"
	case e.was.Chat.Returns: // its customer wrote
	case !ok || !e.lapsed(gone, entry.At):
		return string(entry.Was) + " may be back in time"
	}
	e.set(nil)
	e.chat.Tried, e.chat.Rounds = nil, 0
	return ""
}

// lapsed reports whether an agent was away for longer than the inbox waits, by any
// settings that it had since they left.
func (e *episode) lapsed(gone absence, at time.Time) bool {
	return slices.ContainsFunc(e.since(e.was.Inbox, gone.began), func(of inbox.Inbox) bool {
		return of.Rules.Away == routing.AwayRequeue && !at.Before(gone.at.Add(of.Rules.Grace-clockSpread))
	})
}
