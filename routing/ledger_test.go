package routing_test

import (
	"errors"
	"fmt"
	"math"
	"slices"

	"github.com/wainbox/wainbox/routing"
)

// ledger books what a desk says, and objects to what the rules do not allow. It
// decides nothing itself.
type ledger struct {
	rules   routing.Rules
	team    map[routing.AgentID]routing.Member
	present map[routing.AgentID]bool
	load    map[routing.AgentID]int
	queue   []*entry // all that ever arrived
	last    map[routing.ContactID]routing.AgentID
	contact routing.ContactID // of the next to arrive
}

type entry struct {
	id        routing.ChatID
	contact   routing.ContactID
	state     routing.State
	agent     routing.AgentID
	until     int64
	asked     map[routing.AgentID]bool // who let an offer of this round lapse, or declined
	rounds    int
	dialed    int
	settled   bool
	escalated bool
}

func newLedger(r routing.Rules, team []routing.Member) *ledger {
	l := &ledger{
		rules: r, team: map[routing.AgentID]routing.Member{}, present: map[routing.AgentID]bool{},
		load: map[routing.AgentID]int{}, last: map[routing.ContactID]routing.AgentID{},
	}
	for _, m := range team {
		l.team[m.ID] = m
	}
	return l
}

func (l *ledger) lasts() int64 {
	if l.rules.ReassignAfter == 0 {
		return 30
	}
	return int64(l.rules.ReassignAfter.Seconds())
}

// due is the deadline that comes first.
func (l *ledger) due() int64 {
	due := int64(math.MaxInt64)
	for _, c := range l.queue {
		if c.state == routing.Offered {
			due = min(due, c.until)
		}
	}
	if due == math.MaxInt64 {
		return 0
	}
	return due
}

// watch does an event at a desk, after each instant that is due before it on its
// own.
func (l *ledger) watch(d *deskWorld, at int64, e routing.Event) (all []happened, err error) {
	for due := l.due(); due > 0 && due <= at; due = l.due() {
		some, _ := d.do(due, routing.Event{})
		if err := l.book(d, due, some); err != nil {
			return nil, err
		}
		all = append(all, some...)
	}
	some, refused := d.do(at, e)
	if refused == nil {
		l.contact = e.Contact
		l.presence(e)
	}
	if refused != nil && some != nil {
		return nil, errors.New("refused, and something happened")
	}
	return append(all, some...), l.book(d, at, some)
}

func (l *ledger) presence(e routing.Event) {
	switch e.Do {
	case routing.DoAvailable:
		if !l.present[e.Agent] {
			l.freshStart()
		}
		l.present[e.Agent] = true
	case routing.DoAway:
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
	for _, h := range all {
		if h.At != now {
			return fmt.Errorf("%v: at another time than %d", h, now)
		}
		if err := l.see(h); err != nil {
			return fmt.Errorf("%v: %w", h, err)
		}
	}
	return l.rest(d, now)
}

func (l *ledger) able() (all []routing.AgentID) {
	for id, m := range l.team {
		room := m.Capacity == 0 || l.load[id] < m.Capacity
		if l.rules.Mode == routing.ModeLongestIdle {
			room = l.load[id] == 0
		}
		if l.present[id] && !m.Barred && room {
			all = append(all, id)
		}
	}
	return all
}

// rest is what holds between the steps.
func (l *ledger) rest(d *deskWorld, now int64) error {
	able := l.able()
	for _, c := range l.queue {
		is, _ := d.State(c.id)
		if is.State == "" {
			is.State = routing.Waiting
		}
		switch {
		case is.State != c.state || is.Agent != c.agent || c.state == routing.Offered && is.Until.Unix() != c.until:
			return fmt.Errorf("%s is %v, but went on as %v", c.id, is, c)
		case c.state == routing.Offered && c.until <= now:
			return fmt.Errorf("%s: a deadline is not honoured", c.id)
		case c.state == routing.Waiting && !c.escalated && l.rules.Mode != routing.ModeManual && len(able) > 0:
			return fmt.Errorf("%s waits while there are %v", c.id, able)
		case c.state == routing.Waiting && c.escalated != is.Escalated:
			return fmt.Errorf("%s is escalated, or not: %v", c.id, is)
		}
	}
	for _, a := range d.Agents() {
		held := 0
		for _, c := range l.queue {
			if c.agent == a.Agent && (c.state == routing.Offered || c.state == routing.Active) {
				held++
			}
		}
		if a.Load != held || l.load[a.Agent] != held {
			return fmt.Errorf("%s has %d, and a load of %d", a.Agent, held, a.Load)
		}
	}
	if next, ok := d.Next(); ok != (l.due() > 0) || ok && next.Unix() != l.due() {
		return fmt.Errorf("the next deadline is %v, but %d is due", next, l.due())
	}
	return nil
}

// see books an effect.
func (l *ledger) see(h happened) error {
	n := slices.IndexFunc(l.queue, func(c *entry) bool { return c.id == h.Chat })
	if h.Kind == routing.EffectQueued {
		if n >= 0 {
			return errors.New("queued twice")
		}
		l.queue = append(l.queue, &entry{
			id: h.Chat, contact: l.contact, state: routing.Waiting, asked: map[routing.AgentID]bool{},
		})
		return nil
	}
	if n < 0 {
		return errors.New("a chat that never arrived")
	}
	c := l.queue[n]
	if h.Kind != routing.EffectOffered && h.Kind != routing.EffectAssigned && h.Agent != c.agent {
		return fmt.Errorf("about another than %q", c.agent)
	}
	switch h.Kind {
	case routing.EffectOffered:
		return l.seeOffer(c, h)
	case routing.EffectEscalated:
		return l.seeEscalation(c)
	default:
		return l.seeMove(c, h)
	}
}
