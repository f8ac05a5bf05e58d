package routing_test

import (
	"slices"

	"github.com/wainbox/wainbox/routing"
)

// What the oracle reads out of its history.

// chats are all that ever arrived, in the order of arrival.
func (o *oracle) chats() (all []routing.ChatID) {
	for _, f := range o.history {
		if f.Kind == routing.EffectQueued {
			all = append(all, f.Chat)
		}
	}
	return all
}

// stands is the last fact that moved a chat.
func (o *oracle) stands(c routing.ChatID) (is happened) {
	for _, f := range slices.Backward(o.history) {
		switch f.Kind {
		case noteRound, noteDialed, noteSettled:
		default:
			if f.Chat == c {
				return f.happened
			}
		}
	}
	return is
}

func active(is routing.EffectKind) bool {
	return is == routing.EffectAccepted || is == routing.EffectAssigned
}

func (o *oracle) present(a routing.AgentID) bool {
	is := false
	for _, f := range o.history {
		if f.Agent == a && (f.Kind == noteAvailable || f.Kind == noteAway) {
			is = f.Kind == noteAvailable
		}
	}
	return is
}

// load is the chats and offers that an agent holds.
func (o *oracle) load(a routing.AgentID) (n int) {
	for _, f := range o.history {
		if f.Agent != a {
			continue
		}
		switch f.Kind {
		case routing.EffectOffered, routing.EffectAssigned:
			n++
		case routing.EffectTimedOut, routing.EffectDeclined, routing.EffectWithdrawn, routing.EffectEnded:
			n--
		default:
		}
	}
	return n
}

func (o *oracle) able() (all []routing.AgentID) {
	for _, m := range o.team {
		if !o.present(m.ID) || m.Barred {
			continue
		}
		n := o.load(m.ID)
		if m.Capacity > 0 && n >= m.Capacity || o.mode == routing.ModeLongestIdle && n > 0 {
			continue
		}
		all = append(all, m.ID)
	}
	return all
}

// tried is who is in this round, and the rounds that ended before it.
func (o *oracle) tried(c routing.ChatID) (who []routing.AgentID, rounds int) {
	for _, f := range o.history {
		if f.Chat != c {
			continue
		}
		switch f.Kind {
		case routing.EffectTimedOut, routing.EffectDeclined:
			who = append(who, f.Agent)
		case noteRound:
			who, rounds = nil, rounds+1
		case noteFresh:
			who, rounds = nil, 0
		default:
		}
	}
	return who, rounds
}

func (o *oracle) count(c routing.ChatID, kind routing.EffectKind) (n int) {
	for _, f := range o.history {
		if f.Chat == c && f.Kind == kind {
			n++
		}
	}
	return n
}

// lastAgent is who last took a chat of a chat's contact; none of nobody's.
func (o *oracle) lastAgent(c routing.ChatID) routing.AgentID {
	of := map[routing.ChatID]routing.ContactID{}
	last := map[routing.ContactID]routing.AgentID{}
	for _, f := range o.history {
		switch {
		case f.Kind == routing.EffectQueued:
			of[f.Chat] = f.contact
		case active(f.Kind):
			last[of[f.Chat]] = f.Agent
		}
	}
	delete(last, "")
	return last[of[c]]
}

// best sieves candidates, who are in listed order: by the mode, then by whose
// last offer is the furthest back.
func (o *oracle) best(candidates []routing.AgentID) routing.AgentID {
	switch o.mode {
	case routing.ModeProficiency:
		candidates = least(candidates, func(a routing.AgentID) int { return -o.level(a) })
	case routing.ModeLongestIdle:
		candidates = least(candidates, func(a routing.AgentID) int {
			f, _ := o.lastOf(a, routing.EffectEnded)
			return int(f.At)
		})
	case routing.ModeLeastLoaded:
		candidates = least(candidates, o.load)
	default:
	}
	return least(candidates, func(a routing.AgentID) int {
		_, place := o.lastOf(a, routing.EffectOffered)
		return place
	})[0]
}

func (o *oracle) level(a routing.AgentID) int {
	for _, m := range o.team {
		if m.ID == a && m.Level > 0 {
			return m.Level
		}
	}
	return 1
}

// lastOf is an agent's last fact of a kind and its place in the history; before
// all others when there is none.
func (o *oracle) lastOf(a routing.AgentID, kind routing.EffectKind) (f happened, place int) {
	for i, f := range slices.Backward(o.history) {
		if f.Agent == a && f.Kind == kind {
			return f.happened, i
		}
	}
	return happened{At: -1}, -1
}

// least are those of the smallest key.
func least(all []routing.AgentID, key func(routing.AgentID) int) (some []routing.AgentID) {
	smallest := key(all[0])
	for _, a := range all {
		smallest = min(smallest, key(a))
	}
	for _, a := range all {
		if key(a) == smallest {
			some = append(some, a)
		}
	}
	return some
}
