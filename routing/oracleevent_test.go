package routing_test

import (
	"slices"

	"github.com/wainbox/wainbox/routing"
)

// What the oracle does by an event.

// objections are all the reasons not to do something.
func (o *oracle) objections(e routing.Event) (why []error) {
	because := func(is bool, err error) {
		if is {
			why = append(why, err)
		}
	}
	who := slices.IndexFunc(o.team, func(m routing.Member) bool { return m.ID == e.Agent })
	known := slices.Contains(o.chats(), e.Chat)
	is := o.stands(e.Chat)
	switch e.Do {
	case routing.DoAvailable, routing.DoAway, routing.DoJoin:
		because(who < 0, routing.ErrUnknownAgent)
	case routing.DoArrive:
		because(known, routing.ErrRepeated)
	case routing.DoAccept, routing.DoDecline:
		because(who < 0, routing.ErrUnknownAgent)
		because(!known, routing.ErrUnknownChat)
		because(who >= 0 && known && !is.offeredTo(e.Agent), routing.ErrNotOffered)
	case routing.DoAssign, routing.DoTransfer:
		because(who < 0, routing.ErrUnknownAgent)
		because(!known, routing.ErrUnknownChat)
		if e.Do == routing.DoAssign {
			because(known && (is.state == routing.Active || is.state == routing.Ended), routing.ErrTaken)
		} else {
			because(known && is.state != routing.Active, routing.ErrNotActive)
			because(known && is.state == routing.Active && is.owner == e.Agent, routing.ErrSameAgent)
		}
		because(who >= 0 && !o.member(e.Agent), routing.ErrNotMember)
		because(who >= 0 && o.team[who].Barred, routing.ErrNotEligible)
	case routing.DoEnd, routing.DoMessage:
		because(!known, routing.ErrUnknownChat)
		because(known && is.state != routing.Active, routing.ErrNotActive)
	}
	return why
}

func (o *oracle) carryOut(e routing.Event) {
	is := o.stands(e.Chat)
	switch e.Do {
	case routing.DoAvailable:
		if !o.present(e.Agent) && o.member(e.Agent) {
			o.freshStart()
		}
		o.note(noteAvailable, "", e.Agent)
	case routing.DoAway:
		o.away(e.Agent)
	case routing.DoJoin:
		o.note(noteJoined, "", e.Agent)
	case routing.DoArrive:
		o.note(routing.EffectQueued, e.Chat, "")
		f := &o.history[len(o.history)-1]
		f.contact, f.priority, f.needs = e.Contact, e.Priority, e.Needs
	case routing.DoAccept:
		o.accept(e.Chat, e.Agent)
	case routing.DoDecline:
		o.note(routing.EffectDeclined, e.Chat, e.Agent)
	case routing.DoAssign:
		for _, offer := range is.offers {
			o.note(routing.EffectWithdrawn, e.Chat, offer.Agent)
		}
		o.note(routing.EffectAssigned, e.Chat, e.Agent)
	case routing.DoTransfer:
		o.note(routing.EffectTransferred, e.Chat, e.Agent)
		o.history[len(o.history)-1].From = is.owner
	case routing.DoMessage:
		if o.rules.Away == routing.AwayOnNextMessage && !o.present(is.owner) {
			o.note(routing.EffectReturned, e.Chat, is.owner)
		}
	case routing.DoEnd:
		o.note(routing.EffectEnded, e.Chat, is.owner)
		o.freshStart()
	}
}

// accept makes a chat an agent's, and no other's.
func (o *oracle) accept(c routing.ChatID, a routing.AgentID) {
	is := o.stands(c)
	o.note(routing.EffectAccepted, c, a)
	for _, offer := range is.offers {
		if offer.Agent != a {
			o.note(routing.EffectWithdrawn, c, offer.Agent)
		}
	}
}

func (o *oracle) away(a routing.AgentID) {
	was := o.present(a)
	if was {
		o.note(noteAway, "", a)
	}
	for _, c := range o.chats() {
		if o.stands(c).offeredTo(a) {
			o.note(routing.EffectWithdrawn, c, a)
		}
	}
	if was && o.rules.Away == routing.AwayRequeue && o.grace == 0 {
		o.giveBack(func(who routing.AgentID) bool { return who == a })
	}
}

// giveBack returns the chats of agents, the oldest first.
func (o *oracle) giveBack(of func(routing.AgentID) bool) {
	var gone []routing.AgentID
	for _, m := range o.team {
		if of(m.ID) {
			gone = append(gone, m.ID)
		}
	}
	for _, c := range o.chats() {
		if is := o.stands(c); is.state == routing.Active && slices.Contains(gone, is.owner) {
			o.note(routing.EffectReturned, c, is.owner)
		}
	}
	for _, a := range gone {
		o.note(noteGone, "", a)
	}
}

func (o *oracle) freshStart() {
	for _, c := range o.chats() {
		if o.stands(c).escalated {
			o.note(noteFresh, c, "")
		}
	}
}
