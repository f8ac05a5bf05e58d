package routing_test

import (
	"errors"
	"fmt"
	"slices"

	"github.com/wainbox/wainbox/routing"
)

// seeOffer objects to an offer to who is not able or had one in this round.
func (l *ledger) seeOffer(c *entry, h happened) error {
	able := l.able()
	switch {
	case c.state != routing.Waiting || c.escalated || l.rules.Mode == routing.ModeManual:
		return fmt.Errorf("not to be offered: %v", c)
	case !slices.Contains(able, h.Agent):
		return fmt.Errorf("able are %v", able)
	case h.Until != h.At+l.lasts():
		return errors.New("another deadline")
	}
	switch {
	case l.dials(c, h.Agent):
		c.dialed++
	case l.tried(c, able):
		c.asked = map[routing.AgentID]bool{}
		c.rounds++
		c.settled = true
	case c.asked[h.Agent]:
		return fmt.Errorf("twice in a round, while there are %v", able)
	default:
		c.settled = true
	}
	c.state, c.agent, c.until = routing.Offered, h.Agent, h.Until
	l.load[h.Agent]++
	return nil
}

// dials reports whether an offer is one to the contact's last agent.
func (l *ledger) dials(c *entry, a routing.AgentID) bool {
	return l.rules.Mode == routing.ModeSticky && !c.settled && c.contact != "" &&
		l.last[c.contact] == a && c.dialed < max(l.rules.Dials, 1)
}

// tried reports whether all are tried who are able.
func (l *ledger) tried(c *entry, able []routing.AgentID) bool {
	return !slices.ContainsFunc(able, func(a routing.AgentID) bool { return !c.asked[a] })
}

func (l *ledger) seeEscalation(c *entry) error {
	able := l.able()
	if c.state != routing.Waiting || c.escalated || len(able) == 0 || !l.tried(c, able) || c.rounds+1 != l.rules.MaxRounds {
		return fmt.Errorf("not to be escalated: %v", c)
	}
	c.escalated, c.settled = true, true
	return nil
}

// seeMove objects to a second owner, to what comes after a deadline, and to a
// deadline before its time.
func (l *ledger) seeMove(c *entry, h happened) error {
	from := routing.Offered
	switch h.Kind {
	case routing.EffectAssigned:
		from = routing.Waiting
	case routing.EffectEnded:
		from = routing.Active
	default:
	}
	switch {
	case c.state != from:
		return fmt.Errorf("is %v", c)
	case from == routing.Offered && (h.Kind == routing.EffectTimedOut) != (h.At >= c.until):
		return fmt.Errorf("its deadline is %d", c.until)
	case h.Kind == routing.EffectTimedOut && h.At > c.until:
		return fmt.Errorf("its deadline was %d", c.until)
	}
	switch h.Kind {
	case routing.EffectTimedOut, routing.EffectDeclined:
		c.asked[h.Agent] = true
		fallthrough
	case routing.EffectWithdrawn:
		c.state, c.agent = routing.Waiting, ""
		l.load[h.Agent]--
	case routing.EffectAccepted:
		c.state = routing.Active
		l.last[c.contact] = h.Agent
	case routing.EffectAssigned:
		if l.team[h.Agent].Barred {
			return errors.New("not eligible")
		}
		c.state, c.agent, c.escalated = routing.Active, h.Agent, false
		l.load[h.Agent]++
		l.last[c.contact] = h.Agent
	case routing.EffectEnded:
		c.state = routing.Ended
		l.load[h.Agent]--
		l.freshStart()
	default:
		return errors.New("unheard of")
	}
	return nil
}
