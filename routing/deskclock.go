package routing

import (
	"cmp"
	"slices"
	"time"
)

// Next is when something falls due that comes first: a deadline, the end of a
// grace, or a look for its own sake; false when nothing will.
func (d *Desk) Next() (time.Time, bool) {
	var next time.Time
	sooner := func(t time.Time) {
		if !t.IsZero() && (next.IsZero() || t.Before(next)) {
			next = t
		}
	}
	for _, c := range d.queue {
		if c.state() == Offered {
			sooner(c.Until)
		} else {
			sooner(c.again)
		}
	}
	for _, a := range d.agents {
		sooner(a.grace)
	}
	return next, !next.IsZero()
}

// Advance lets all happen that is due by a time, instant by instant: at each,
// offers lapse, the oldest chat first, then the chats of agents return who did
// not come back in time, and then there is one look.
func (d *Desk) Advance(at time.Time, tell func(time.Time, Effect)) {
	for {
		next, ok := d.Next()
		if !ok || next.After(at) {
			d.now = later(d.now, at)
			return
		}
		d.now = next
		for _, c := range d.arrived {
			if !c.again.After(next) {
				c.again = time.Time{}
			}
			holders := c.Holders()
			if now, lapsed := c.Lapse(next); lapsed {
				c.Chat = now
				for _, a := range holders {
					d.byID[a].hold(-1)
					d.effect(EffectTimedOut, c, a)
				}
			}
		}
		d.giveBack(func(a *agent) bool { return !a.grace.IsZero() && !a.grace.After(next) })
		d.look()
		d.flush(tell)
	}
}

// Do carries out one event and the look after it. What is refused changes
// nothing, and is the error.
func (d *Desk) Do(at time.Time, e Event, tell func(time.Time, Effect)) error {
	d.Advance(at, tell)
	d.now = at
	if err := d.do(e); err != nil {
		return err
	}
	d.look()
	d.flush(tell)
	return nil
}

func (d *Desk) flush(tell func(time.Time, Effect)) {
	for _, e := range d.effects {
		tell(d.now, e)
	}
	d.effects = d.effects[:0]
}

func (d *Desk) effect(kind EffectKind, c *chat, a AgentID) {
	e := Effect{Kind: kind, Chat: c.id, Agent: a}
	if kind == EffectOffered {
		e.Until = c.Until
	}
	d.effects = append(d.effects, e)
}

// look goes through the waiting chats, the oldest first, and gives each at most
// one offer.
func (d *Desk) look() {
	if h := d.rules.Hours; h != nil && !d.explain && !h.Open(d.now) { // the same for all
		again, _ := h.Next(d.now)
		for _, c := range d.queue {
			if c.state() == Waiting {
				c.again = again
			}
		}
		return
	}
	someone := d.someone()
	var accepted []*chat
	for _, c := range d.queue {
		if !someone && !d.explain {
			break // what waits goes on waiting
		}
		if d.explain && c.state() == Waiting {
			e, _ := d.Explain(c.id)
			d.effects = append(d.effects, Effect{Kind: EffectExplained, Chat: c.id, Explanation: &e})
		}
		decision := Decide(d.rules, c.Chat, d.last[c.contact], d, d.now)
		c.Chat, c.again = decision.Chat, decision.Again
		switch decision.Step {
		case Offer:
			for _, a := range c.Holders() {
				d.turn++
				d.byID[a].Turn = d.turn
				d.byID[a].hold(1)
				d.effect(EffectOffered, c, a)
			}
			if d.rules.AutoAccept {
				d.take(c, c.Agent)
				accepted = append(accepted, c)
			}
			someone = d.someone()
		case Escalate:
			d.effect(EffectEscalated, c, "")
		case Wait:
		}
	}
	for _, c := range accepted {
		d.leave(c)
	}
}

// enter puts a chat into the queue, at its place.
func (d *Desk) enter(c *chat) {
	c.again = time.Time{} // of when it waited before
	i, _ := slices.BinarySearchFunc(d.queue, c, func(a, b *chat) int {
		return cmp.Or(cmp.Compare(a.Priority, b.Priority), cmp.Compare(a.number, b.number))
	})
	d.queue = slices.Insert(d.queue, i, c)
}

// leave takes a chat out of the queue.
func (d *Desk) leave(c *chat) {
	d.queue = slices.DeleteFunc(d.queue, func(other *chat) bool { return other == c })
}

// refresh gives escalated chats a fresh start.
func (d *Desk) refresh() {
	for _, c := range d.queue {
		c.Chat = c.Refresh()
	}
}
