package routing_test

import (
	"math"
	"slices"

	"github.com/wainbox/wainbox/routing"
)

// oracle is the rules of routing once more, from their text and in another shape:
// it keeps nothing but a history, and counts whatever it needs to know anew from
// the start of it. It is slow, and shares no code with what it is held against.
type oracle struct {
	mode      routing.Mode
	lasts     int64
	dials     int
	maxRounds int
	team      []routing.Member
	history   []fact
	now       int64
}

// fact is something that happened: an effect, or one of the notes below.
type fact struct {
	happened

	contact routing.ContactID // of queued
}

// What is noted beside the effects.
const (
	noteAvailable routing.EffectKind = "note: available"
	noteAway      routing.EffectKind = "note: away"
	noteRound     routing.EffectKind = "note: another round"
	noteFresh     routing.EffectKind = "note: fresh start"
	noteDialed    routing.EffectKind = "note: dialed"
	noteSettled   routing.EffectKind = "note: round robin for good"
)

func newOracle(r routing.Rules, team []routing.Member) *oracle {
	o := &oracle{mode: r.Mode, lasts: int64(r.ReassignAfter.Seconds()), dials: r.Dials, maxRounds: r.MaxRounds, team: team}
	if o.lasts == 0 {
		o.lasts = 30
	}
	if o.dials == 0 {
		o.dials = 1
	}
	return o
}

func (o *oracle) do(at int64, e routing.Event) (all []happened, refused []error) {
	begin := len(o.history)
	for due := o.due(); due <= at; due = o.due() {
		o.now = due
		for _, c := range o.chats() {
			if is := o.stands(c); is.Kind == routing.EffectOffered && is.Until == due {
				o.note(routing.EffectTimedOut, c, is.Agent)
			}
		}
		o.look()
	}
	o.now = at
	if e.Do != "" {
		if refused = o.objections(e); refused == nil {
			o.carryOut(e)
			o.look()
		}
	}
	for _, f := range o.history[begin:] {
		switch f.Kind {
		case noteAvailable, noteAway, noteRound, noteFresh, noteDialed, noteSettled:
		default:
			all = append(all, f.happened)
		}
	}
	return all, refused
}

func (o *oracle) note(kind routing.EffectKind, c routing.ChatID, a routing.AgentID) {
	o.history = append(o.history, fact{happened: happened{At: o.now, Kind: kind, Chat: c, Agent: a}})
}

// due is the first deadline that is still ahead.
func (o *oracle) due() int64 {
	first := int64(math.MaxInt64)
	for _, c := range o.chats() {
		if is := o.stands(c); is.Kind == routing.EffectOffered {
			first = min(first, is.Until)
		}
	}
	return first
}

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
	case routing.DoAvailable, routing.DoAway:
		because(who < 0, routing.ErrUnknownAgent)
	case routing.DoArrive:
		because(known, routing.ErrRepeated)
	case routing.DoAccept, routing.DoDecline:
		because(who < 0, routing.ErrUnknownAgent)
		because(!known, routing.ErrUnknownChat)
		because(who >= 0 && known && (is.Kind != routing.EffectOffered || is.Agent != e.Agent), routing.ErrNotOffered)
	case routing.DoAssign:
		because(who < 0, routing.ErrUnknownAgent)
		because(!known, routing.ErrUnknownChat)
		because(known && (active(is.Kind) || is.Kind == routing.EffectEnded), routing.ErrTaken)
		because(who >= 0 && o.team[who].Barred, routing.ErrNotEligible)
	case routing.DoEnd:
		because(!known, routing.ErrUnknownChat)
		because(known && !active(is.Kind), routing.ErrNotActive)
	}
	return why
}

func (o *oracle) carryOut(e routing.Event) {
	switch e.Do {
	case routing.DoAvailable:
		if !o.present(e.Agent) {
			o.freshStart()
		}
		o.note(noteAvailable, "", e.Agent)
	case routing.DoAway:
		o.note(noteAway, "", e.Agent)
		for _, c := range o.chats() {
			if is := o.stands(c); is.Kind == routing.EffectOffered && is.Agent == e.Agent {
				o.note(routing.EffectWithdrawn, c, e.Agent)
			}
		}
	case routing.DoArrive:
		o.note(routing.EffectQueued, e.Chat, "")
		o.history[len(o.history)-1].contact = e.Contact
	case routing.DoAccept:
		o.note(routing.EffectAccepted, e.Chat, e.Agent)
	case routing.DoDecline:
		o.note(routing.EffectDeclined, e.Chat, e.Agent)
	case routing.DoAssign:
		if is := o.stands(e.Chat); is.Kind == routing.EffectOffered {
			o.note(routing.EffectWithdrawn, e.Chat, is.Agent)
		}
		o.note(routing.EffectAssigned, e.Chat, e.Agent)
	case routing.DoEnd:
		o.note(routing.EffectEnded, e.Chat, o.stands(e.Chat).Agent)
		o.freshStart()
	}
}

func (o *oracle) freshStart() {
	for _, c := range o.chats() {
		if o.stands(c).Kind == routing.EffectEscalated {
			o.note(noteFresh, c, "")
		}
	}
}

// look gives each chat that waits at most one offer.
func (o *oracle) look() {
	for _, c := range o.chats() {
		switch o.stands(c).Kind {
		case routing.EffectQueued, routing.EffectTimedOut, routing.EffectDeclined, routing.EffectWithdrawn, noteFresh:
			o.lookAt(c)
		default:
		}
	}
}

func (o *oracle) lookAt(c routing.ChatID) {
	able := o.able()
	if len(able) == 0 || o.mode == routing.ModeManual {
		return
	}
	if o.mode == routing.ModeSticky && o.count(c, noteSettled) == 0 {
		if last := o.lastAgent(c); slices.Contains(able, last) && o.count(c, noteDialed) < o.dials {
			o.note(noteDialed, c, last)
			o.offer(c, last)
			return
		}
		o.note(noteSettled, c, "")
	}
	tried, rounds := o.tried(c)
	candidates := slices.DeleteFunc(slices.Clone(able), func(a routing.AgentID) bool { return slices.Contains(tried, a) })
	if len(candidates) == 0 {
		if rounds+1 == o.maxRounds {
			o.note(routing.EffectEscalated, c, "")
			return
		}
		o.note(noteRound, c, "")
		candidates = able
	}
	o.offer(c, o.best(candidates))
}

func (o *oracle) offer(c routing.ChatID, a routing.AgentID) {
	o.note(routing.EffectOffered, c, a)
	o.history[len(o.history)-1].Until = o.now + o.lasts
}
