package routing

import (
	"slices"
	"time"
)

// looker is a look at one chat. The rules are handed to its methods: what it
// holds goes to a pool, and would have them copied to the heap.
type looker struct {
	asked

	c    Chat
	last AgentID
	pool Pool
	at   time.Time
	// someone: there are able agents, whom the chat may have tried.
	someone bool
}

// ask asks for an agent: for one with all the skills first, and of all
// strategies in their turn.
func (l *looker) ask(r *Rules, not []AgentID) (Decision, bool) {
	l.mode, l.why = r.Mode, WhyClosed
	for n := len(l.c.Needs); n >= r.needed(&l.c, l.at); n-- {
		l.skills = l.c.Needs[:n]
		for i := range r.links() {
			mode, open := r.link(i, l.at)
			if !open {
				continue
			}
			l.mode, l.why = mode, WhyNobodyAble
			if d, ok := l.askOne(r, not); ok {
				return d, true
			}
		}
	}
	return Decision{}, false
}

// askOne asks for an agent by one strategy.
func (l *looker) askOne(r *Rules, not []AgentID) (Decision, bool) {
	q := l.mode.query(nil, l.skills)
	first, ok := l.pool.Best(q)
	if !ok {
		return Decision{}, false // such a look settles nothing
	}
	if l.mode == ModeSticky {
		if !l.c.Settled && l.last != "" && l.c.Dialed < r.dials() && l.pool.Able(l.last, q) {
			l.c.Dialed++
			l.why = WhyLastAgent
			return l.offer(r, l.last), true
		}
		l.c.Settled = true
		if r.Mode == ModeChain {
			return Decision{}, false // the others are not asked here, and open no round
		}
	}
	l.someone = true
	if slices.Contains(not, first) {
		q.Not = not
		if first, ok = l.pool.Best(q); !ok {
			return Decision{}, false
		}
	}
	l.why = WhyFirst
	if l.mode == ModeBroadcast && !r.AutoAccept {
		return l.offer(r, first, l.others(r, q, not, first)...), true
	}
	return l.offer(r, first), true
}

// others are who comes after the first, as many as may be asked at once.
func (l *looker) others(r *Rules, q Query, not []AgentID, first AgentID) []AgentID {
	var others []AgentID
	q.Not = append(slices.Clone(not), first)
	for range r.broadcast() - 1 {
		a, ok := l.pool.Best(q)
		if !ok {
			break
		}
		others, q.Not = append(others, a), append(q.Not, a)
	}
	return others
}

func (l *looker) offer(r *Rules, a AgentID, others ...AgentID) Decision {
	return Decision{Step: Offer, Chat: l.c.offer(l.at.Add(r.lasts()), a, others...)}
}

// again is when more agents may come into question: the chat insists on less, or
// the hours of a strategy begin.
func (l *looker) again(r *Rules) time.Time {
	next := r.relaxed(&l.c, l.at)
	for i := range r.Chain {
		if h := r.Chain[i].Hours; h != nil && !h.Open(l.at) {
			if opens, ok := h.Next(l.at); ok && (next.IsZero() || opens.Before(next)) {
				next = opens
			}
		}
	}
	return next
}
