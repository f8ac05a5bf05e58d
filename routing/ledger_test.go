package routing_test

import (
	"errors"
	"fmt"
	"slices"

	"github.com/wainbox/wainbox/routing"
)

// ledger books what a desk says, and objects to what the rules do not allow. It
// decides nothing itself.
type ledger struct {
	rules   routing.Rules
	team    map[routing.AgentID]routing.Member
	member  map[routing.AgentID]bool
	present map[routing.AgentID]bool
	load    map[routing.AgentID]int
	grace   map[routing.AgentID]int64 // when it ends, of who is away
	queue   []*entry                  // all that ever arrived
	last    map[routing.ContactID]routing.AgentID
	arrival routing.Event // the last
	now     int64
	page    int // of what was booked at once
}

type entry struct {
	id        routing.ChatID
	contact   routing.ContactID
	needs     []routing.Skill
	arrived   int64
	state     routing.State
	holders   []routing.AgentID // the owner, or who is offered it
	until     int64
	page      int                      // on which it was offered
	asked     map[routing.AgentID]bool // who let an offer of this round lapse, or declined
	rounds    int
	dialed    int
	escalated bool
}

func newLedger(r routing.Rules, team []routing.Member) *ledger {
	l := &ledger{
		rules: r, team: map[routing.AgentID]routing.Member{}, present: map[routing.AgentID]bool{}, member: map[routing.AgentID]bool{},
		load: map[routing.AgentID]int{}, last: map[routing.ContactID]routing.AgentID{}, grace: map[routing.AgentID]int64{},
	}
	for _, m := range team {
		l.team[m.ID], l.member[m.ID] = m, !m.Outside
	}
	return l
}

func (l *ledger) lasts() int64 {
	if l.rules.ReassignAfter == 0 {
		return 30
	}
	return int64(l.rules.ReassignAfter.Seconds())
}

// watch does an event at a desk, after each instant that is due before it on its
// own.
func (l *ledger) watch(d *deskWorld, at int64, e routing.Event) (all []happened, err error) {
	for next, ok := d.Next(); ok && next.Unix() <= at; next, ok = d.Next() {
		if next.Unix() <= l.now {
			return nil, fmt.Errorf("something is due at %d, and now it is %d", next.Unix(), l.now)
		}
		some, _ := d.do(next.Unix(), routing.Event{})
		if err := l.book(d, next.Unix(), some); err != nil {
			return nil, err
		}
		all = append(all, some...)
	}
	some, refused := d.do(at, e)
	if refused == nil {
		l.presence(at, e)
	}
	if refused != nil && some != nil {
		return nil, errors.New("refused, and something happened")
	}
	return append(all, some...), l.book(d, at, some)
}

func (l *ledger) presence(at int64, e routing.Event) {
	switch e.Do {
	case routing.DoArrive:
		l.arrival = e
	case routing.DoJoin:
		l.member[e.Agent] = true
	case routing.DoAvailable:
		if !l.present[e.Agent] && l.member[e.Agent] {
			l.freshStart()
		}
		l.present[e.Agent] = true
		delete(l.grace, e.Agent)
	case routing.DoAway:
		if l.present[e.Agent] && l.rules.Away == routing.AwayRequeue {
			l.grace[e.Agent] = at + int64(l.rules.Grace.Seconds())
		}
		l.present[e.Agent] = false
	default:
	}
}

func (l *ledger) freshStart() {
	for _, c := range l.queue {
		if c.escalated {
			c.escalated, c.rounds, c.asked = false, 0, map[routing.AgentID]bool{}
		}
	}
}

func (l *ledger) book(d *deskWorld, now int64, all []happened) error {
	l.now, l.page = now, l.page+1
	for _, h := range all {
		if h.At != now {
			return fmt.Errorf("%v: at another time than %d", h, now)
		}
		if err := l.see(d, h); err != nil {
			return fmt.Errorf("%v: %w", h, err)
		}
	}
	for a, until := range l.grace {
		if until <= now {
			delete(l.grace, a)
			if i := slices.IndexFunc(l.queue, func(c *entry) bool { return c.state == routing.Active && c.holders[0] == a }); i >= 0 {
				return fmt.Errorf("%s is gone, and has %s", a, l.queue[i].id)
			}
		}
	}
	return l.rest(d)
}

// rest is what holds between the steps.
func (l *ledger) rest(d *deskWorld) error {
	for _, c := range l.queue {
		is, _ := d.State(c.id)
		switch able := l.able(c); {
		case is.State != c.state || c.state != routing.Ended && !slices.Equal(is.Holders(), c.holders) ||
			c.state == routing.Offered && is.Until.Unix() != c.until || c.state != routing.Offered && !is.Until.IsZero():
			return fmt.Errorf("%s is %v, but went on as %v", c.id, is, c)
		case len(c.holders) > 1 && (c.state != routing.Offered || !l.asks(routing.ModeBroadcast)):
			return fmt.Errorf("%s has several holders: %v", c.id, c)
		case c.state == routing.Offered && c.until <= l.now:
			return fmt.Errorf("%s: a deadline is not honoured", c.id)
		case c.state == routing.Waiting && !c.escalated && len(able) > 0:
			return fmt.Errorf("%s waits while there are %v", c.id, able)
		case is.Escalated != c.escalated:
			return fmt.Errorf("%s is escalated, or not: %v", c.id, is)
		}
	}
	for _, a := range d.Agents() {
		held := 0
		for _, c := range l.queue {
			if slices.Contains(c.holders, a.Agent) && c.state != routing.Ended {
				held++
			}
		}
		if a.Load != held || a.InboxLoad != held || l.load[a.Agent] != held {
			return fmt.Errorf("%s has %d, and a load of %d", a.Agent, held, a.Load)
		}
	}
	return nil
}

// see books an effect.
func (l *ledger) see(d *deskWorld, h happened) error {
	n := slices.IndexFunc(l.queue, func(c *entry) bool { return c.id == h.Chat })
	if h.Kind == routing.EffectQueued {
		if n >= 0 {
			return errors.New("queued twice")
		}
		l.queue = append(l.queue, &entry{
			id: h.Chat, contact: l.arrival.Contact, needs: l.arrival.Needs, arrived: h.At,
			state: routing.Waiting, asked: map[routing.AgentID]bool{},
		})
		return nil
	}
	if n < 0 {
		return errors.New("a chat that never arrived")
	}
	c := l.queue[n]
	switch h.Kind {
	case routing.EffectOffered:
		is, _ := d.State(c.id)
		return l.seeOffer(c, h, is)
	case routing.EffectEscalated:
		return l.seeEscalation(c)
	default:
		return l.seeMove(c, h)
	}
}
