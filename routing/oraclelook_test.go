package routing_test

import (
	"slices"

	"github.com/wainbox/wainbox/routing"
)

// How the oracle looks at what waits.

// look gives each chat that waits at most one offer.
func (o *oracle) look() {
	queue := o.chats()
	slices.SortStableFunc(queue, func(a, b routing.ChatID) int { return o.arrival(a).priority - o.arrival(b).priority })
	for _, c := range queue {
		if is := o.stands(c); is.state == routing.Waiting && !is.escalated {
			o.lookAt(c)
		}
	}
}

// question is who a strategy may choose from.
type question struct {
	mode     routing.Mode
	lastOnly bool // it asks the contact's last agent, and leaves the others to the next
	able     []routing.AgentID
}

// questions are all that are asked for a chat, the strictest first: with all its
// skills by each strategy whose hours it is, then with one less, down to those
// that the chat still insists on.
func (o *oracle) questions(c routing.ChatID) (all []question) {
	arrived := o.arrival(c)
	least := max(0, int64(len(arrived.needs))-(o.now-arrived.At)/o.relaxes)
	for n := int64(len(arrived.needs)); n >= least; n-- {
		for _, s := range o.links {
			if open(s.Hours, o.now) {
				lastOnly := s.Mode == routing.ModeSticky && o.rules.Mode == routing.ModeChain
				all = append(all, question{s.Mode, lastOnly, o.able(s.Mode, arrived.needs[:n])})
			}
		}
	}
	return slices.DeleteFunc(all, func(q question) bool { return len(q.able) == 0 })
}

func (o *oracle) lookAt(c routing.ChatID) {
	if o.rules.Mode == routing.ModeManual || !open(o.rules.Hours, o.now) {
		return
	}
	questions := o.questions(c)
	tried, rounds := o.tried(c)
	for _, q := range questions {
		if q.mode == routing.ModeSticky && o.count(c, noteSettled) == 0 {
			if last := o.lastAgent(c); slices.Contains(q.able, last) && o.count(c, noteDialed) < o.dials {
				o.note(noteDialed, c, last)
				o.offer(c, q.mode, []routing.AgentID{last})
				return
			}
			o.note(noteSettled, c, "")
		}
		candidates := slices.DeleteFunc(slices.Clone(q.able), func(a routing.AgentID) bool { return slices.Contains(tried, a) })
		if !q.lastOnly && len(candidates) > 0 {
			o.offer(c, q.mode, candidates)
			return
		}
	}
	questions = slices.DeleteFunc(questions, func(q question) bool { return q.lastOnly })
	switch {
	case len(questions) == 0: // nobody is able
	case rounds+1 == o.rules.MaxRounds:
		o.note(routing.EffectEscalated, c, "")
	default:
		o.note(noteRound, c, "")
		o.offer(c, questions[0].mode, questions[0].able)
	}
}

// offer offers a chat to the best of some, or to several.
func (o *oracle) offer(c routing.ChatID, mode routing.Mode, candidates []routing.AgentID) {
	for n := 0; len(candidates) > 0 && (n == 0 || mode == routing.ModeBroadcast && n < o.many); n++ {
		a := o.best(mode, candidates)
		o.note(routing.EffectOffered, c, a)
		o.history[len(o.history)-1].Until = o.now + o.lasts
		candidates = slices.DeleteFunc(slices.Clone(candidates), func(other routing.AgentID) bool { return other == a })
		if o.rules.AutoAccept {
			o.accept(c, a)
		}
	}
}

// best sieves candidates, who are in listed order: by the mode, then by whose
// last offer is the furthest back.
func (o *oracle) best(mode routing.Mode, candidates []routing.AgentID) routing.AgentID {
	switch mode {
	case routing.ModeProficiency:
		candidates = least(candidates, func(a routing.AgentID) int { return -max(o.of(a).Level, 1) })
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
