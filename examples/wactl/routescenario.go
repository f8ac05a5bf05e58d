package main

import (
	"time"

	"github.com/wainbox/wainbox/routing"
)

// scenarioForm says what a scenario may hold, with what is meant where it is left out.
const scenarioForm = `
  A scenario is an object. Mode and until are required, the rest is as here unless said; times are in seconds:
  {"mode": MODE, "reassign_after": 30, "capacity": 0, "max_rounds": 0, "auto_accept": false, "until": 600,
   "dials": 1, "broadcast": 5, "relax_after": 60, "away": "keep", "grace": 0, "chain": [MODE or {"mode": MODE, "hours": HOURS}],
   "start": "2026-11-30T08:00:00Z", which hours need, "hours": HOURS,
   "agents": [{"id": "ana", "proficiency": 1, "capacity": the scenario's, "skills": ["fr"], "eligible": true, "member": true}],
   "events": [{"at": 0, "do": "available", "agent": "ana"}, {"at": 3, "do": "arrive", "chat": "c1", "contact": "x"}]}
  MODE   round_robin, proficiency, sticky, longest_idle, least_loaded, broadcast, chain or manual
  away   keep, requeue (after grace) or on_next_message
  HOURS  {"zone": "Europe/Berlin", "days": {"monday": [{"from": "09:00", "until": "17:00"}]}, "holidays": {"2026-12-25": []}}
  do     available, away, join                       of an "agent"
         accept, decline, assign, take, transfer     of an "agent" and a "chat"
         arrive, end, message                        of a "chat"; it arrives with "contact", "priority": 0, "needs": ["fr"]
`

// scenario is what is to be run. Times are in seconds since its start.
type scenario struct {
	Mode          routing.Mode       `json:"mode"`
	Chain         []scenarioStrategy `json:"chain"` // of mode chain
	Start         string             `json:"start"` // which hours need; 1970 unless said
	Hours         *routing.Hours     `json:"hours"`
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
	begins  int64 // Start, in seconds since 1970
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
	r.Hours = sc.Hours
	for _, s := range sc.Chain {
		r.Chain = append(r.Chain, routing.Strategy(s))
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
