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
	rules   routing.Rules
	links   []routing.Strategy
	lasts   int64
	dials   int
	many    int   // are asked at once, in a broadcast
	relaxes int64 // after so many seconds a chat insists on one skill less
	grace   int64
	team    []routing.Member
	history []fact
	now     int64
}

// fact is something that happened: an effect, or one of the notes below.
type fact struct {
	happened

	contact  routing.ContactID // these are of queued
	priority int
	needs    []routing.Skill
}

// What is noted beside the effects.
const (
	noteAvailable routing.EffectKind = "note: available"
	noteAway      routing.EffectKind = "note: away"
	noteGone      routing.EffectKind = "note: did not come back in time"
	noteJoined    routing.EffectKind = "note: a member"
	noteRound     routing.EffectKind = "note: another round"
	noteFresh     routing.EffectKind = "note: fresh start"
	noteDialed    routing.EffectKind = "note: dialed"
	noteSettled   routing.EffectKind = "note: round robin for good"
)

func newOracle(r routing.Rules, team []routing.Member) *oracle {
	said := func(n, otherwise int64) int64 {
		if n == 0 {
			return otherwise
		}
		return n
	}
	o := &oracle{
		rules: r, team: team, links: r.Chain, grace: int64(r.Grace.Seconds()),
		lasts: said(int64(r.ReassignAfter.Seconds()), 30), relaxes: said(int64(r.RelaxAfter.Seconds()), 60),
		dials: int(said(int64(r.Dials), 1)), many: int(said(int64(r.Broadcast), 5)),
	}
	if r.Mode != routing.ModeChain {
		o.links = []routing.Strategy{{Mode: r.Mode}}
	}
	if r.AutoAccept {
		o.many = 1
	}
	return o
}

func (o *oracle) do(at int64, e routing.Event) (all []happened, refused []error) {
	begin := len(o.history)
	for due := o.due(at); due <= at; due = o.due(at) {
		o.now = due
		for _, c := range o.chats() {
			for _, offer := range o.stands(c).offers {
				if offer.Until == due {
					o.note(routing.EffectTimedOut, c, offer.Agent)
				}
			}
		}
		o.giveBack(func(a routing.AgentID) bool { return o.graceEnds(a) == due })
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
		case noteAvailable, noteAway, noteGone, noteJoined, noteRound, noteFresh, noteDialed, noteSettled:
		default:
			all = append(all, f.happened)
		}
	}
	return all, refused
}

func (o *oracle) note(kind routing.EffectKind, c routing.ChatID, a routing.AgentID) {
	o.history = append(o.history, fact{happened: happened{At: o.now, Kind: kind, Chat: c, Agent: a}})
}

// due is when something changes by time alone that is still ahead: a deadline, the
// end of a grace, what a chat insists on, or a clock that opens. What comes after
// a time need not be told.
func (o *oracle) due(until int64) int64 {
	first := int64(math.MaxInt64)
	waits := false
	for _, c := range o.chats() {
		is := o.stands(c)
		for _, offer := range is.offers {
			first = min(first, offer.Until)
		}
		if is.state != routing.Waiting {
			continue
		}
		waits = true
		arrived := o.arrival(c)
		for n := range arrived.needs {
			if t := arrived.At + int64(n+1)*o.relaxes; t > o.now {
				first = min(first, t)
			}
		}
	}
	for _, m := range o.team {
		if t := o.graceEnds(m.ID); t > 0 {
			first = min(first, t)
		}
	}
	if !waits || !o.clocked() {
		return first
	}
	for t := o.now - o.now%60 + 60; t < first && t <= until; t += 60 {
		if o.opensAt(t) {
			return t
		}
	}
	return first
}

// clocked reports whether there are hours.
func (o *oracle) clocked() bool {
	return o.rules.Hours != nil || slices.ContainsFunc(o.links, func(s routing.Strategy) bool { return s.Hours != nil })
}

// opensAt reports whether one of the clocks opens.
func (o *oracle) opensAt(t int64) bool {
	opens := func(h *routing.Hours) bool { return open(h, t) && !open(h, t-1) }
	return opens(o.rules.Hours) || slices.ContainsFunc(o.links, func(s routing.Strategy) bool { return opens(s.Hours) })
}
