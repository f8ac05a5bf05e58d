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
			m.sim.fail("%s was made available by %q", is.ID, doing)
		}
	case is.There && !was.There:
		want = []string{inbox.PresenceBack}
	case was.There && !is.There:
		want = []string{inbox.PresenceLost}
	}
	switch {
	case !slices.Equal(told, want):
		m.sim.fail("of the presence of %s it is told %q, not %q", is.ID, told, want)
	case is.There && !is.Presence.Available(is.Presence.Until.Add(-1)):
		m.sim.fail("%s is there, and %s", is.ID, is.Presence.Status)
	case is.There && !was.There && is.Visit != was.Visit+1 || (!is.There || was.There) && is.Visit != was.Visit:
		m.sim.fail("%s comes, or does not, by visit %d after %d", is.ID, is.Visit, was.Visit)
	case is.Presence.Until.Before(was.Presence.Until):
		m.sim.fail("the lease of %s got shorter", is.ID)
	case is.Ended.Before(was.Ended) || is.Ended != was.Ended && is.Ended != at:
		m.sim.fail("the last chat of %s ended at %v, not %v", is.ID, at, is.Ended)
	}
	switch {
	case is.There && !was.There:
		delete(m.people, is.ID)
		m.comes(is.ID)
	case was.There && !is.There:
		m.people[is.ID] = absence{at, m.accepted}
	}
}

// comes gives the escalated chats of an agent's inboxes a fresh start.
func (m *mirror) comes(a inbox.AgentID) {
	for k, s := range m.records {
		if seat, ok := s.Record.(inbox.Seat); ok && k.Kind == inbox.KindSeat && seat.Agent == a && !seat.Left {
			m.hopes[seat.Inbox] = m.accepted
		}
	}
}
