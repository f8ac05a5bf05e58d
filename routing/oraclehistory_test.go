package routing_test

import (
	"slices"

	"github.com/wainbox/wainbox/routing"
)

// What the oracle reads out of its history.

// chats are all that ever arrived, in the order of arrival.
func (o *oracle) chats() (all []routing.ChatID) {
	for i := range o.history {
		if f := &o.history[i]; f.Kind == routing.EffectQueued {
			all = append(all, f.Chat)
		}
	}
	return all
}

// stand is how a chat stands.
type stand struct {
	state     routing.State
	owner     routing.AgentID
	offers    []happened // that wait for an answer
	escalated bool
}

func (s stand) offeredTo(a routing.AgentID) bool {
	return slices.ContainsFunc(s.offers, func(h happened) bool { return h.Agent == a })
}

func (o *oracle) stands(c routing.ChatID) (is stand) {
	for i := range o.history {
		f := &o.history[i]
		if f.Chat != c {
			continue
		}
		switch f.Kind {
		case routing.EffectQueued, routing.EffectReturned:
			is.state, is.owner = routing.Waiting, ""
		case routing.EffectOffered:
			is.state, is.offers = routing.Offered, append(is.offers, f.happened)
		case routing.EffectTimedOut, routing.EffectDeclined, routing.EffectWithdrawn:
			is.offers = slices.DeleteFunc(is.offers, func(h happened) bool { return h.Agent == f.Agent })
			if len(is.offers) == 0 && is.state == routing.Offered {
				is.state = routing.Waiting
			}
		case routing.EffectAccepted, routing.EffectAssigned, routing.EffectTransferred:
			is = stand{state: routing.Active, owner: f.Agent}
		case routing.EffectEnded:
			is.state = routing.Ended
		case routing.EffectEscalated, noteFresh:
			is.escalated = f.Kind == routing.EffectEscalated
		default:
		}
	}
	return is
}

// arrival is the fact of a chat's arrival.
func (o *oracle) arrival(c routing.ChatID) *fact {
	return &o.history[slices.IndexFunc(o.history, func(f fact) bool { return f.Chat == c })]
}

func (o *oracle) of(a routing.AgentID) routing.Member {
	return o.team[slices.IndexFunc(o.team, func(m routing.Member) bool { return m.ID == a })]
}

func (o *oracle) present(a routing.AgentID) bool {
	is := false
	for i := range o.history {
		if f := &o.history[i]; f.Agent == a && (f.Kind == noteAvailable || f.Kind == noteAway) {
			is = f.Kind == noteAvailable
		}
	}
	return is
}

func (o *oracle) member(a routing.AgentID) bool {
	_, joined := o.lastOf(a, noteJoined)
	return joined >= 0 || !o.of(a).Outside
}

// graceEnds is when the chats of an agent return; 0 = they do not.
func (o *oracle) graceEnds(a routing.AgentID) (at int64) {
	if o.rules.Away != routing.AwayRequeue || o.grace == 0 {
		return 0
	}
	for i := range o.history {
		switch f := &o.history[i]; {
		case f.Agent != a:
		case f.Kind == noteAway:
			at = f.At + o.grace
		case f.Kind == noteAvailable || f.Kind == noteGone:
			at = 0
		}
	}
	return at
}

// load is the chats and offers that an agent holds.
func (o *oracle) load(a routing.AgentID) (n int) {
	for i := range o.history {
		f := &o.history[i]
		if f.From == a {
			n--
		}
		if f.Agent != a {
			continue
		}
		switch f.Kind {
		case routing.EffectOffered, routing.EffectAssigned, routing.EffectTransferred:
			n++
		case routing.EffectTimedOut, routing.EffectDeclined, routing.EffectWithdrawn, routing.EffectEnded, routing.EffectReturned:
			n--
		default:
		}
	}
	return n
}

// able are who could take a chat that needs so much, in listed order.
func (o *oracle) able(mode routing.Mode, needs []routing.Skill) (all []routing.AgentID) {
	for _, m := range o.team {
		if m.Barred || !o.member(m.ID) || !o.present(m.ID) {
			continue
		}
		n := o.load(m.ID)
		if m.Capacity > 0 && n >= m.Capacity || mode == routing.ModeLongestIdle && n > 0 {
			continue
		}
		if slices.ContainsFunc(needs, func(s routing.Skill) bool { return !slices.Contains(m.Skills, s) }) {
			continue
		}
		all = append(all, m.ID)
	}
	return all
}

// tried is who is in this round, and the rounds that ended before it.
func (o *oracle) tried(c routing.ChatID) (who []routing.AgentID, rounds int) {
	for i := range o.history {
		f := &o.history[i]
		if f.Chat != c {
			continue
		}
		switch f.Kind {
		case routing.EffectTimedOut, routing.EffectDeclined:
			who = append(who, f.Agent)
		case noteRound:
			who, rounds = nil, rounds+1
		case noteFresh, routing.EffectReturned:
			who, rounds = nil, 0
		default:
		}
	}
	return who, rounds
}

func (o *oracle) count(c routing.ChatID, kind routing.EffectKind) (n int) {
	for i := range o.history {
		if f := &o.history[i]; f.Chat == c && f.Kind == kind {
			n++
		}
	}
	return n
}

// lastAgent is who last took a chat of a chat's contact; none of nobody's.
func (o *oracle) lastAgent(c routing.ChatID) routing.AgentID {
	contact := o.arrival(c).contact
	for i := range slices.Backward(o.history) {
		switch f := &o.history[i]; f.Kind {
		case routing.EffectAccepted, routing.EffectAssigned, routing.EffectTransferred:
			if contact != "" && o.arrival(f.Chat).contact == contact {
				return f.Agent
			}
		default:
		}
	}
	return ""
}

// lastOf is an agent's last fact of a kind and its place in the history; before
// all others when there is none.
func (o *oracle) lastOf(a routing.AgentID, kind routing.EffectKind) (h happened, place int) {
	for i := range slices.Backward(o.history) {
		if f := &o.history[i]; f.Agent == a && f.Kind == kind {
			return f.happened, i
		}
	}
	return happened{At: -1}, -1
}
