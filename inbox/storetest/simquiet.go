package storetest

import (
	"time"

	"github.com/wainbox/wainbox/inbox"
	"github.com/wainbox/wainbox/routing"
)

// maxUnrest bounds how long it may take until nothing is due.
const maxUnrest = 3000

// settle has all that began end, all that is due be done, and nothing break: then
// what must hold whenever that is so is checked.
func (s *sim) settle() {
	s.say(nil, "all comes to rest")
	s.calm = true
	defer func() { s.calm = false }()
	for range maxUnrest {
		switch {
		case s.failure != "":
			return
		case len(s.active) > 0:
			s.goOn(s.active[s.dice.IntN(len(s.active))])
		case len(s.owed()) > 0:
			s.start(s.replicas[s.dice.IntN(len(s.replicas))], s.deliver(s.owed()[0]))
		case s.worked():
		default:
			// What is leased to nobody any more, or was put off, comes when its time does.
			next := s.store.jobs.next(s.clock.Add(s.latest()), true)
			if next.IsZero() {
				s.rest()
				return
			}
			s.clock = next.Add(-s.latest())
			s.say(nil, "time passes")
		}
	}
	s.failf("there is always more to do")
}

// worked has replicas begin to do what is due for them; false when nothing is.
func (s *sim) worked() bool {
	for _, r := range s.replicas {
		s.work(r)
	}
	return len(s.active) > 0
}

// latest is how far the foremost clock is ahead.
func (s *sim) latest() time.Duration {
	var most time.Duration
	for _, r := range s.replicas {
		most = max(most, r.ahead)
	}
	return most
}

// rest checks what holds whenever nothing is due.
func (s *sim) rest() {
	now := s.clock.Add(s.latest())
	for _, id := range s.talks {
		c, _ := find[inbox.Conversation](s.store, inbox.Conversation{ID: id}.Key())
		if c.Successor != "" && c.Chat.ID != "" {
			s.failf("%s has a successor, and a chat", s.talk(c.ID))
		}
		switch c.Chat.State {
		case inbox.Waiting:
			s.waits(c, now)
		case inbox.Offered:
			s.stands(c, now)
		case inbox.Active:
			s.stays(c, now)
		default: // there is none
		}
	}
	s.turns()
	for _, w := range s.sent {
		m := inbox.Message{Account: inbox.AccountID("n" + w.box), ProviderID: w.event.ID}
		if !s.store.messages[m.DedupeKey()] {
			s.failf("message %s is not stored, and its sender was told so", w.event.ID)
		}
	}
}

// turns checks that round robin is fair to agents who are steady: from when the
// last of them came, nobody is offered two more than another.
func (s *sim) turns() {
	if !s.steady {
		return
	}
	var least, most int
	for i, a := range s.people {
		n := s.store.offers[a.ID]
		if i == 0 {
			least = n
		}
		least, most = min(least, n), max(most, n)
	}
	if most > least+1 {
		s.failf("round robin made offers %v", s.store.offers)
	}
}

// waits checks that a look would leave a waiting chat where it is.
func (s *sim) waits(c inbox.Conversation, now time.Time) {
	if c.Chat.Escalated {
		if at, hope := s.store.chats[c.ID].escalated, s.store.hopes[c.Inbox]; at < hope {
			s.failf("%s is escalated, and since then an agent came or a chat ended", s.talk(c.ID))
		}
		return
	}
	d := routing.Decide(s.store.inbox(c.Inbox).Rules, c.Chat.Chat, c.LastAgent, pool{s.store, c.Inbox, now}, now)
	if d.Step != routing.Wait {
		s.failf("%s waits, and a look would %s: %v", s.talk(c.ID), d.Step, d.Chat.Holders())
	}
}

// stands checks that an offer can still be accepted.
func (s *sim) stands(c inbox.Conversation, now time.Time) {
	if !now.Before(c.Chat.Until) {
		s.failf("%s is offered until %s", s.talk(c.ID), c.Chat.Until)
	}
	for _, a := range c.Chat.Holders() {
		if seat, _ := s.store.seated(c.Inbox, a); !seat.There(now) {
			s.failf("%s is offered to %s, who is not there", s.talk(c.ID), a)
		}
	}
}

// stays checks that the chat of an agent who left is where their inbox wants it.
func (s *sim) stays(c inbox.Conversation, now time.Time) {
	gone, ok := s.store.people[c.Chat.Agent]
	rules := s.store.inbox(c.Inbox).Rules
	if !ok || rules.Away != routing.AwayRequeue {
		return
	}
	for _, of := range s.store.since(c.Inbox, gone.began) { // else it may have been decided by what the host wanted before
		if of.Rules.Away != rules.Away || of.Rules.Grace != rules.Grace {
			return
		}
	}
	if s.store.chats[c.ID].owned < gone.since && !now.Before(gone.at.Add(rules.Grace)) {
		s.failf("%s is %s's, who left at %s", s.talk(c.ID), c.Chat.Agent, gone.at.Format(time.TimeOnly))
	}
}

// pool is the agents of an inbox as they are.
type pool struct {
	store *mirror
	inbox inbox.InboxID
	at    time.Time
}

// Best is of [routing.Pool].
func (p pool) Best(q routing.Query) (routing.AgentID, bool) {
	var able []routing.Candidate
	for _, a := range p.store.sim.people {
		if p.Able(a.ID, q) {
			s, _ := p.store.seated(p.inbox, a.ID)
			able = append(able, s.Candidate())
		}
	}
	best, ok := routing.Choose(q, able)
	return best.Agent, ok
}

// Able is of [routing.Pool].
func (p pool) Able(a routing.AgentID, q routing.Query) bool {
	s, ok := p.store.seated(p.inbox, a)
	return ok && s.Able(inbox.CandidateQuery{At: p.at, Query: q})
}

// judge checks how a command ended: what is refused changes nothing, and what is
// not is not refused for a reason that nobody gave.
func (s *sim) judge(a *activity) {
	switch {
	case a.err == nil || a.broke:
	case refused(a.err):
		if a.accepted > 0 {
			s.failf("%s was refused (%v), and changed something", a.task.name, a.err)
		}
	default:
		s.failf("%s ended with %v", a.task.name, a.err)
	}
}
