package main

import (
	"time"

	"github.com/wainbox/wainbox/routing"
)

// scenario is what is to be run. Times are in seconds.
type scenario struct {
	Mode          routing.Mode       `json:"mode"`
	Chain         []routing.Mode     `json:"chain"` // of mode chain
	ReassignAfter *int64             `json:"reassign_after"`
	AutoAccept    bool               `json:"auto_accept"`
	Dials         *int               `json:"dials"`
	Broadcast     *int               `json:"broadcast"`
	RelaxAfter    *int64             `json:"relax_after"`
	Capacity      int                `json:"capacity"`
	MaxRounds     int                `json:"max_rounds"`
	Away          routing.AwayPolicy `json:"away"`
	Grace         int64              `json:"grace"`
	Until         *int64             `json:"until"`
	Agents        []scenarioAgent    `json:"agents"`
	Events        []scenarioEvent    `json:"events"`

	explain bool
}

type scenarioAgent struct {
	ID          routing.AgentID `json:"id"`
	Proficiency *int            `json:"proficiency"`
	Capacity    *int            `json:"capacity"` // instead of the inbox's
	Skills      []routing.Skill `json:"skills"`
	Eligible    *bool           `json:"eligible"`
	Member      *bool           `json:"member"` // false: from a join on
}

type scenarioEvent struct {
	At       *int64            `json:"at"`
	Do       routing.Action    `json:"do"`
	Agent    routing.AgentID   `json:"agent"`
	Chat     routing.ChatID    `json:"chat"`
	Contact  routing.ContactID `json:"contact"`
	Priority int               `json:"priority"`
	Needs    []routing.Skill   `json:"needs"`
}

// doTake is what agents do who give a chat to themselves.
const doTake routing.Action = "take"

// event is what it is to a desk.
func (e scenarioEvent) event() routing.Event {
	do := e.Do
	if do == doTake {
		do = routing.DoAssign
	}
	return routing.Event{Do: do, Agent: e.Agent, Chat: e.Chat, Contact: e.Contact, Priority: e.Priority, Needs: e.Needs}
}

func (sc *scenario) rules() routing.Rules {
	seconds := func(n int64) time.Duration { return time.Duration(n) * time.Second }
	r := routing.Rules{Mode: sc.Mode, MaxRounds: sc.MaxRounds, AutoAccept: sc.AutoAccept, Away: sc.Away, Grace: seconds(sc.Grace)}
	for _, m := range sc.Chain {
		r.Chain = append(r.Chain, routing.Strategy{Mode: m})
	}
	if sc.ReassignAfter != nil {
		r.ReassignAfter = seconds(*sc.ReassignAfter)
	}
	if sc.RelaxAfter != nil {
		r.RelaxAfter = seconds(*sc.RelaxAfter)
	}
	if sc.Dials != nil {
		r.Dials = *sc.Dials
	}
	if sc.Broadcast != nil {
		r.Broadcast = *sc.Broadcast
	}
	return r
}

func (sc *scenario) members() []routing.Member {
	all := make([]routing.Member, len(sc.Agents))
	for i, a := range sc.Agents {
		m := routing.Member{ID: a.ID, Capacity: sc.Capacity, Skills: a.Skills}
		if a.Proficiency != nil {
			m.Level = *a.Proficiency
		}
		if a.Capacity != nil {
			m.Capacity = *a.Capacity
		}
		m.Barred = a.Eligible != nil && !*a.Eligible
		m.Outside = a.Member != nil && !*a.Member
		all[i] = m
	}
	return all
}

// in is the scenario in another mode; a chain it can only be in its own.
func (sc *scenario) in(m routing.Mode) *scenario {
	other := *sc
	if other.Mode = m; m != routing.ModeChain {
		other.Chain = nil
	}
	return &other
}
