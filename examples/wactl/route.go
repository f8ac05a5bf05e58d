package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"os"
	"time"

	"github.com/wainbox/wainbox/routing"
)

// route runs a scenario on a virtual clock, through the code that routes chats,
// and prints a line of JSON for everything that happens.
func route(args []string, s streams) int {
	flags := flag.NewFlagSet("route", flag.ContinueOnError)
	summary := flags.Bool("summary", false, "print waiting times, offers and each agent's share instead")
	explain := flags.Bool("explain", false, "print before each decision what led to it")
	picture := flags.String("svg", "", "write a picture of it, beside all modes in comparison, to this file too")
	rest, code, ok := s.arguments(flags, args, "[-summary] [-explain] [-svg FILE] SCENARIO.json", 1, 1)
	if !ok {
		return code
	}
	if *picture == standard {
		return s.wrong("svg", "a file, the standard output has the lines")
	}
	var sc scenario
	if err := s.readObject(rest[0], &sc); err != nil {
		return s.fail(err)
	}
	if err := sc.check(); err != nil {
		return s.fail(within(rest[0], err))
	}
	if *picture != "" {
		if err := os.WriteFile(*picture, sc.picture(), 0o644); err != nil {
			return s.fail(err)
		}
	}
	if *summary {
		t := newTally(sc)
		sc.run(t.add)
		return s.object(t.summary(), exitOK)
	}
	sc.explain = *explain
	out := bufio.NewWriter(s.out)
	lines := json.NewEncoder(out)
	lines.SetEscapeHTML(false)
	var failed error
	sc.run(func(l routed) {
		if failed == nil {
			failed = lines.Encode(l)
		}
	})
	if err := errors.Join(failed, out.Flush()); err != nil {
		return s.fail(err)
	}
	return exitOK
}

// routed is a line of what happened.
type routed struct {
	At    int64              `json:"at"`
	Event routing.EffectKind `json:"event"`
	Chat  routing.ChatID     `json:"chat,omitempty"`
	Agent routing.AgentID    `json:"agent,omitempty"`
	Until *int64             `json:"until,omitempty"` // of an offer
	// Do and Error are of what was refused.
	Do    routing.Action `json:"do,omitempty"`
	Error string         `json:"error,omitempty"`
	// Explanation has times that count from 1970, as the scenario's do from 0.
	Explanation *routing.Explanation `json:"explanation,omitempty"`
}

// refused is the event of a step that the rules do not allow.
const refused routing.EffectKind = "refused"

// run carries out the events up to the end, and all deadlines up to and with it.
// Deadlines of an instant fall before its events.
func (sc *scenario) run(tell func(routed)) {
	desk := routing.NewDesk(sc.rules(), sc.members())
	desk.Explaining(sc.explain)
	effect := func(at time.Time, e routing.Effect) {
		l := routed{At: at.Unix(), Event: e.Kind, Chat: e.Chat, Agent: e.Agent, Explanation: e.Explanation}
		if e.Kind == routing.EffectOffered {
			until := e.Until.Unix()
			l.Until = &until
		}
		tell(l)
	}
	for _, e := range sc.Events {
		if *e.At > *sc.Until {
			break
		}
		at := time.Unix(*e.At, 0)
		err := desk.Do(at, routing.Event{Do: e.Do, Agent: e.Agent, Chat: e.Chat, Contact: e.Contact}, effect)
		if err != nil {
			tell(routed{At: *e.At, Event: refused, Chat: e.Chat, Agent: e.Agent, Do: e.Do, Error: reason(err)})
		}
	}
	desk.Advance(time.Unix(*sc.Until, 0), effect)
}

// reason is an error of routing in a word.
func reason(err error) string {
	for _, one := range []struct {
		err  error
		word string
	}{
		{routing.ErrUnknownAgent, "unknown agent"},
		{routing.ErrUnknownChat, "unknown chat"},
		{routing.ErrRepeated, "repeated arrival"},
		{routing.ErrNotOffered, "not offered to this agent"},
		{routing.ErrNotActive, "not active"},
		{routing.ErrTaken, "active or ended"},
		{routing.ErrNotEligible, "not eligible"},
	} {
		if errors.Is(err, one.err) {
			return one.word
		}
	}
	return err.Error()
}

// scenario is what is to be run. Times are in seconds.
type scenario struct {
	Mode          routing.Mode    `json:"mode"`
	ReassignAfter *int64          `json:"reassign_after"`
	Dials         *int            `json:"dials"`
	Capacity      int             `json:"capacity"`
	MaxRounds     int             `json:"max_rounds"`
	Until         *int64          `json:"until"`
	Agents        []scenarioAgent `json:"agents"`
	Events        []scenarioEvent `json:"events"`

	explain bool
}

type scenarioAgent struct {
	ID          routing.AgentID `json:"id"`
	Proficiency *int            `json:"proficiency"`
	Capacity    *int            `json:"capacity"` // instead of the inbox's
	Eligible    *bool           `json:"eligible"`
}

type scenarioEvent struct {
	At      *int64            `json:"at"`
	Do      routing.Action    `json:"do"`
	Agent   routing.AgentID   `json:"agent"`
	Chat    routing.ChatID    `json:"chat"`
	Contact routing.ContactID `json:"contact"`
}

const (
	// maxSeconds bounds times, to a thousand years: sums of them stay numbers.
	maxSeconds = 1000 * maxSpan
	// maxSpan is the longest scenario, a year: every second of it may have lines.
	maxSpan = 365 * 24 * 3600
)

func (sc *scenario) rules() routing.Rules {
	r := routing.Rules{Mode: sc.Mode, MaxRounds: sc.MaxRounds}
	if sc.ReassignAfter != nil {
		r.ReassignAfter = time.Duration(*sc.ReassignAfter) * time.Second
	}
	if sc.Dials != nil {
		r.Dials = *sc.Dials
	}
	return r
}

func (sc *scenario) members() []routing.Member {
	all := make([]routing.Member, len(sc.Agents))
	for i, a := range sc.Agents {
		m := routing.Member{ID: a.ID, Capacity: sc.Capacity}
		if a.Proficiency != nil {
			m.Level = *a.Proficiency
		}
		if a.Capacity != nil {
			m.Capacity = *a.Capacity
		}
		m.Barred = a.Eligible != nil && !*a.Eligible
		all[i] = m
	}
	return all
}

// check returns the first thing that is wrong, by its field.
func (sc *scenario) check() error {
	wrong := func(field, rule string) error { return &routing.FieldError{Field: field, Rule: rule} }
	switch {
	case sc.ReassignAfter != nil && (*sc.ReassignAfter < 1 || *sc.ReassignAfter > 900):
		return wrong("reassign_after", "1 to 900 seconds")
	case sc.Dials != nil && *sc.Dials == 0:
		return wrong("dials", "1 to 100")
	case sc.Capacity < 0:
		return wrong("capacity", "not negative")
	case sc.Until == nil || *sc.Until < 0 || *sc.Until > maxSeconds:
		return wrong("until", "a time in seconds")
	}
	if err := sc.rules().Validate(); err != nil {
		return err
	}
	seen := map[routing.AgentID]bool{}
	for i, a := range sc.Agents {
		at := fmt.Sprintf("agents[%d]", i)
		switch {
		case a.ID == "":
			return wrong(at+".id", "required")
		case seen[a.ID]:
			return wrong(at+".id", "another agent has it")
		case a.Proficiency != nil && (*a.Proficiency < 1 || *a.Proficiency > routing.MaxLevel):
			return wrong(at+".proficiency", "1 to 100")
		case a.Capacity != nil && *a.Capacity < 0:
			return wrong(at+".capacity", "not negative")
		}
		seen[a.ID] = true
	}
	return sc.checkEvents(wrong)
}

func (sc *scenario) checkEvents(wrong func(field, rule string) error) error {
	last := int64(0)
	for i, e := range sc.Events {
		at := fmt.Sprintf("events[%d]", i)
		ofChat := e.Do != routing.DoAvailable && e.Do != routing.DoAway
		ofAgent := e.Do != routing.DoArrive && e.Do != routing.DoEnd
		switch {
		case !e.Do.Known():
			return wrong(at+".do", "available, away, arrive, accept, decline, end or assign")
		case e.At == nil || *e.At < 0 || *e.At > maxSeconds:
			return wrong(at+".at", "a time in seconds")
		case *e.At < last:
			return wrong(at+".at", "not before the event before it")
		case ofChat && e.Chat == "":
			return wrong(at+".chat", "required")
		case ofAgent && e.Agent == "":
			return wrong(at+".agent", "required")
		}
		last = *e.At
	}
	if len(sc.Events) > 0 && *sc.Until-*sc.Events[0].At > maxSpan {
		return wrong("until", "at most a year after the first event")
	}
	return nil
}
