package routing

import (
	"slices"
	"time"
)

// Step is what a look does with a chat.
type Step string

// The steps.
const (
	Wait     Step = "wait"
	Offer    Step = "offer"
	Escalate Step = "escalate"
)

// Decision is what a look does with a chat, and the chat as it is then.
type Decision struct {
	Step Step
	// Chat is offered to its Holders, waits or is escalated.
	Chat Chat
	// Again is when to look at a chat that waits although nothing happened: it
	// insists on less by then, or somebody's hours begin. Zero = never.
	Again time.Time
}

// Decide looks at a chat that waits. last is the contact's last agent in this
// inbox, who last accepted or was assigned a chat of theirs; empty = none.
//
// The agents who are able have all the skills that the chat still insists on.
// When some are there and all of them are tried, a new round begins and nobody
// is; who is full, away or busy holds no round open. Where that ends the last
// round the chat is escalated instead.
func Decide(r Rules, c Chat, last AgentID, p Pool, at time.Time) Decision {
	d, _ := decide(&r, c, last, p, at)
	return d
}

// asked is how a decision came about: what was asked for last, and why.
type asked struct {
	mode   Mode
	skills []Skill
	why    Why
}

func decide(r *Rules, c Chat, last AgentID, p Pool, at time.Time) (Decision, asked) {
	switch {
	case c.state() != Waiting:
		return Decision{Step: Wait, Chat: c}, asked{why: WhyNotWaiting}
	case c.Escalated:
		return Decision{Step: Wait, Chat: c}, asked{why: WhyEscalated}
	case r.Mode.Order() == nil && r.Mode != ModeChain:
		return Decision{Step: Wait, Chat: c}, asked{mode: r.Mode, why: WhyManual}
	case r.Hours != nil && !r.Hours.Open(at):
		next, _ := r.Hours.Next(at)
		return Decision{Step: Wait, Chat: c, Again: next}, asked{mode: r.Mode, why: WhyClosed}
	}
	l := looker{r: r, c: c, last: last, pool: p, at: at}
	if d, ok := l.ask(c.Tried); ok {
		return d, l.asked
	}
	if !l.someone || len(c.Tried) == 0 {
		return Decision{Step: Wait, Chat: l.c, Again: l.again()}, l.asked
	}
	l.c.Rounds++
	if r.MaxRounds > 0 && l.c.Rounds >= r.MaxRounds {
		l.c.Escalated, l.why = true, WhyLastRound
		return Decision{Step: Escalate, Chat: l.c}, l.asked
	}
	l.c.Tried = nil
	d, _ := l.ask(nil)
	l.why = WhyNewRound
	return d, l.asked
}

// looker is a look at one chat.
type looker struct {
	asked

	r    *Rules
	c    Chat
	last AgentID
	pool Pool
	at   time.Time
	// someone: there are able agents, whom the chat may have tried.
	someone bool
}

// ask asks for an agent: for one with all the skills first, and of all
// strategies in their turn.
func (l *looker) ask(not []AgentID) (Decision, bool) {
	for n := len(l.c.Needs); n >= l.r.needed(l.c, l.at); n-- {
		l.skills = l.c.Needs[:n]
		for i := range l.r.links() {
			mode, open := l.r.link(i, l.at)
			if !open {
				continue
			}
			l.mode = mode
			if d, ok := l.askOne(not); ok {
				return d, true
			}
		}
	}
	l.why = WhyNobodyAble
	return Decision{}, false
}

// askOne asks for an agent by one strategy.
func (l *looker) askOne(not []AgentID) (Decision, bool) {
	q := l.mode.query(nil, l.skills)
	first, ok := l.pool.Best(q)
	if !ok {
		return Decision{}, false // such a look settles nothing
	}
	l.someone = true
	if l.mode == ModeSticky {
		if !l.c.Settled && l.last != "" && l.c.Dialed < l.r.dials() && l.pool.Able(l.last, q) {
			l.c.Dialed++
			l.why = WhyLastAgent
			return l.offer(l.last), true
		}
		l.c.Settled = true
		if l.r.Mode == ModeChain {
			return Decision{}, false
		}
	}
	if slices.Contains(not, first) {
		q.Not = not
		if first, ok = l.pool.Best(q); !ok {
			return Decision{}, false
		}
	}
	l.why = WhyFirst
	if l.mode == ModeBroadcast && !l.r.AutoAccept {
		return l.offer(first, l.others(q, not, first)...), true
	}
	return l.offer(first), true
}

// others are who comes after the first, as many as may be asked at once.
func (l *looker) others(q Query, not []AgentID, first AgentID) []AgentID {
	var others []AgentID
	q.Not = append(slices.Clone(not), first)
	for range l.r.broadcast() - 1 {
		a, ok := l.pool.Best(q)
		if !ok {
			break
		}
		others, q.Not = append(others, a), append(q.Not, a)
	}
	return others
}

func (l *looker) offer(a AgentID, others ...AgentID) Decision {
	return Decision{Step: Offer, Chat: l.c.offer(l.at.Add(l.r.lasts()), a, others...)}
}

// again is when more agents may come into question: the chat insists on less, or
// the hours of a strategy begin.
func (l *looker) again() time.Time {
	next := l.r.relaxed(l.c, l.at)
	for i := range l.r.Chain {
		if h := l.r.Chain[i].Hours; h != nil && !h.Open(l.at) {
			if opens, ok := h.Next(l.at); ok && (next.IsZero() || opens.Before(next)) {
				next = opens
			}
		}
	}
	return next
}
