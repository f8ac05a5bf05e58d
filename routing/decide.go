package routing

import "time"

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
// The agents who are able have all the skills that the chat still insists on. Who
// has more of its needs comes first: each strategy is asked for them in its turn,
// then each for who lacks the last one, and so on.
//
// When some are able and all of them are tried, a new round begins and nobody is;
// who is full, away or busy holds no round open. Where that ends the last round
// the chat is escalated instead.
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
	wait := Decision{Step: Wait, Chat: c}
	switch {
	case c.state() != Waiting:
		return wait, asked{mode: r.Mode, why: WhyNotWaiting}
	case c.Escalated:
		return wait, asked{mode: r.Mode, why: WhyEscalated}
	case r.Mode.Order() == nil && r.Mode != ModeChain:
		return wait, asked{mode: r.Mode, why: WhyManual}
	case r.Hours != nil && !r.Hours.Open(at):
		wait.Again, _ = r.Hours.Next(at)
		return wait, asked{mode: r.Mode, why: WhyClosed}
	}
	l := looker{c: c, last: last, pool: p, at: at}
	if d, ok := l.ask(r, c.Tried); ok {
		return d, l.asked
	}
	if !l.someone || len(c.Tried) == 0 {
		return Decision{Step: Wait, Chat: l.c, Again: l.again(r)}, l.asked
	}
	l.c.Rounds++
	if r.MaxRounds > 0 && l.c.Rounds >= r.MaxRounds {
		l.c.Escalated, l.why = true, WhyLastRound
		return Decision{Step: Escalate, Chat: l.c}, l.asked
	}
	l.c.Tried = nil
	d, _ := l.ask(r, nil)
	l.why = WhyNewRound
	return d, l.asked
}
