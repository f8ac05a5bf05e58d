package routing_test

import (
	"errors"
	"fmt"
	"maps"
	"slices"

	"github.com/wainbox/wainbox/routing"
)

// asking are the strategies that are asked now; none while the inbox is closed.
func (l *ledger) asking() (all []routing.Mode) {
	switch {
	case l.rules.Mode == routing.ModeManual || !open(l.rules.Hours, l.now):
	case l.rules.Mode != routing.ModeChain:
		all = append(all, l.rules.Mode)
	default:
		for _, s := range l.rules.Chain {
			if open(s.Hours, l.now) {
				all = append(all, s.Mode)
			}
		}
	}
	return all
}

func (l *ledger) asks(m routing.Mode) bool {
	return l.rules.Mode == m || slices.ContainsFunc(l.rules.Chain, func(s routing.Strategy) bool { return s.Mode == m })
}

// able are who may be offered a chat by one of the strategies now, whoever was
// tried.
func (l *ledger) able(c *entry) (all []routing.AgentID) {
	for _, m := range l.asking() {
		if m == routing.ModeSticky && l.rules.Mode == routing.ModeChain {
			continue // asks the last agent only
		}
		for id := range l.team {
			if l.fits(c, id) && (m != routing.ModeLongestIdle || l.load[id] == 0) && !slices.Contains(all, id) {
				all = append(all, id)
			}
		}
	}
	return all
}

// fits reports whether an agent is there, has room, and the skills that a chat
// insists on.
func (l *ledger) fits(c *entry, id routing.AgentID) bool {
	m, relax := l.team[id], int64(60)
	if l.rules.RelaxAfter > 0 {
		relax = int64(l.rules.RelaxAfter.Seconds())
	}
	insists := c.needs[:max(0, len(c.needs)-int((l.now-c.arrived)/relax))]
	for _, s := range insists {
		if !slices.Contains(m.Skills, s) {
			return false
		}
	}
	return l.member[id] && l.present[id] && !m.Barred && (m.Capacity == 0 || l.load[id] < m.Capacity)
}

// seeOffer objects to an offer to who is not able or had one in this round. The
// chat is given as the desk has it, too.
func (l *ledger) seeOffer(c *entry, h happened, is routing.Chat) error {
	able := l.able(c)
	switch {
	case c.state == routing.Offered: // to several at once
		most := l.rules.Broadcast
		if most == 0 {
			most = 5
		}
		if !slices.Contains(l.asking(), routing.ModeBroadcast) || l.rules.AutoAccept ||
			c.page != l.page || len(c.holders) >= most || slices.Contains(c.holders, h.Agent) {
			return fmt.Errorf("not to be offered to more: %v", c)
		}
	case c.state != routing.Waiting || c.escalated || c.page == l.page:
		return fmt.Errorf("not to be offered: %v", c)
	}
	switch {
	case h.Until != h.At+l.lasts():
		return errors.New("another deadline")
	case is.Dialed > c.dialed: // the last agent's, though tried
		if c.dialed++; !slices.Contains(l.asking(), routing.ModeSticky) || !l.fits(c, h.Agent) || is.Dialed != c.dialed ||
			c.dialed > max(l.rules.Dials, 1) || c.contact == "" || l.last[c.contact] != h.Agent {
			return fmt.Errorf("not to be dialed: %v", c)
		}
	case !slices.Contains(able, h.Agent):
		return fmt.Errorf("able are %v", able)
	case c.state == routing.Waiting && l.tried(c, able):
		c.asked = map[routing.AgentID]bool{}
		c.rounds++
	case c.asked[h.Agent]:
		return fmt.Errorf("twice in a round, while there are %v", able)
	}
	if c.rounds != is.Rounds && is.State != routing.Waiting { // it may have lapsed
		return fmt.Errorf("round %d: %v", is.Rounds, c)
	}
	c.state, c.holders, c.until, c.page = routing.Offered, append(c.holders, h.Agent), h.Until, l.page
	l.load[h.Agent]++
	return nil
}

// tried reports whether all are tried who are able.
func (l *ledger) tried(c *entry, able []routing.AgentID) bool {
	return !slices.ContainsFunc(able, func(a routing.AgentID) bool { return !c.asked[a] })
}

func (l *ledger) seeEscalation(c *entry) error {
	able := l.able(c)
	if c.state != routing.Waiting || c.escalated || len(able) == 0 || !l.tried(c, able) || c.rounds+1 != l.rules.MaxRounds {
		return fmt.Errorf("not to be escalated: %v", c)
	}
	c.escalated = true
	return nil
}

// seeMove objects to a second owner, to what comes after a deadline, and to a
// deadline before its time.
func (l *ledger) seeMove(c *entry, h happened) error {
	from := map[routing.EffectKind]routing.State{
		routing.EffectAssigned: routing.Waiting, routing.EffectEnded: routing.Active, routing.EffectReturned: routing.Active,
		routing.EffectTransferred: routing.Active, routing.EffectTimedOut: routing.Offered, routing.EffectDeclined: routing.Offered,
		routing.EffectWithdrawn: routing.Offered, routing.EffectAccepted: routing.Offered,
	}[h.Kind]
	about := h.Agent
	if h.Kind == routing.EffectTransferred {
		about = h.From
	}
	switch {
	case h.Kind == routing.EffectWithdrawn && c.state == routing.Active && c.page == -l.page: // accepted by another
		from, about = routing.Active, c.holders[0]
	case from != c.state:
		return fmt.Errorf("is %v", c)
	case from == routing.Offered && (h.Kind == routing.EffectTimedOut) != (h.At >= c.until):
		return fmt.Errorf("its deadline is %d", c.until)
	case h.Kind == routing.EffectTimedOut && h.At > c.until:
		return fmt.Errorf("its deadline was %d", c.until)
	}
	if from != routing.Waiting && !slices.Contains(c.holders, about) {
		return fmt.Errorf("about another than %v", c.holders)
	}
	switch h.Kind {
	case routing.EffectTimedOut, routing.EffectDeclined, routing.EffectWithdrawn:
		if h.Kind != routing.EffectWithdrawn {
			c.asked[h.Agent] = true
		}
		l.release(c, h.Agent)
	case routing.EffectAccepted:
		c.state, c.page = routing.Active, -l.page // what is withdrawn now is of others
		i := slices.Index(c.holders, h.Agent)
		c.holders[0], c.holders[i] = c.holders[i], c.holders[0]
		l.last[c.contact] = h.Agent
	case routing.EffectAssigned, routing.EffectTransferred:
		if l.team[h.Agent].Barred || !l.member[h.Agent] || h.From == h.Agent {
			return errors.New("not to them")
		}
		if h.From != "" {
			l.load[h.From]--
		}
		c.state, c.holders, c.escalated = routing.Active, []routing.AgentID{h.Agent}, false
		l.load[h.Agent]++
		l.last[c.contact] = h.Agent
	case routing.EffectEnded:
		c.state = routing.Ended
		l.load[h.Agent]--
		l.freshStart()
	case routing.EffectReturned:
		until, left := l.grace[h.Agent]
		if l.present[h.Agent] || l.rules.Away == routing.AwayRequeue && (!left || until != h.At) || l.rules.Away == "" || l.rules.Away == routing.AwayKeep {
			return fmt.Errorf("not to be returned: the grace ends at %d", until)
		}
		c.rounds = 0
		maps.DeleteFunc(c.asked, func(routing.AgentID, bool) bool { return true })
		l.release(c, h.Agent)
		c.state = routing.Waiting
	default:
		return errors.New("unheard of")
	}
	return nil
}

// release frees one of who holds a chat.
func (l *ledger) release(c *entry, a routing.AgentID) {
	l.load[a]--
	c.holders = slices.DeleteFunc(slices.Clone(c.holders), func(other routing.AgentID) bool { return other == a })
	if len(c.holders) == 0 {
		c.state = routing.Waiting
	}
}
