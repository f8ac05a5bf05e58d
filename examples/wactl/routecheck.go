package main

import (
	"fmt"

	"github.com/wainbox/wainbox/routing"
)

const (
	// maxSeconds bounds times, to a thousand years: sums of them stay numbers.
	maxSeconds = 1000 * maxSpan
	// maxSpan is the longest scenario, a year: every second of it may have lines.
	maxSpan = 365 * 24 * 3600
	// aDay is the longest of what is said in seconds.
	aDay = 24 * 3600
)

func wrong(field, rule string) error { return &routing.FieldError{Field: field, Rule: rule} }

// check returns the first thing that is wrong, by its field.
func (sc *scenario) check() error {
	switch {
	case sc.ReassignAfter != nil && (*sc.ReassignAfter < 1 || *sc.ReassignAfter > 900):
		return wrong("reassign_after", "1 to 900 seconds")
	case sc.RelaxAfter != nil && (*sc.RelaxAfter < 1 || *sc.RelaxAfter > aDay):
		return wrong("relax_after", "1 second to a day")
	case sc.Grace < 0 || sc.Grace > aDay:
		return wrong("grace", "0 to a day")
	case sc.Dials != nil && *sc.Dials == 0:
		return wrong("dials", "1 to 100")
	case sc.Broadcast != nil && *sc.Broadcast == 0:
		return wrong("broadcast", "1 to 32")
	case sc.Capacity < 0:
		return wrong("capacity", "not negative")
	case sc.Until == nil || *sc.Until < 0 || *sc.Until > maxSeconds:
		return wrong("until", "a time in seconds")
	case sc.Mode == "":
		return wrong("mode", "required")
	}
	if err := sc.checkHours(); err != nil {
		return err
	}
	rules := sc.rules()
	if err := rules.Validate(); err != nil {
		return err
	}
	if err := sc.checkAgents(); err != nil {
		return err
	}
	return sc.checkEvents()
}

func (sc *scenario) checkAgents() error {
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
		if err := routing.CheckSkills(at+".skills", a.Skills); err != nil {
			return err
		}
		seen[a.ID] = true
	}
	return nil
}

func (sc *scenario) checkEvents() error {
	last := int64(0)
	for i, e := range sc.Events {
		at := fmt.Sprintf("events[%d]", i)
		ofChat := e.Do != routing.DoAvailable && e.Do != routing.DoAway && e.Do != routing.DoJoin
		ofAgent := e.Do != routing.DoArrive && e.Do != routing.DoEnd && e.Do != routing.DoMessage
		switch {
		case !e.Do.Known() && e.Do != doTake:
			return wrong(at+".do", "available, away, join, arrive, accept, decline, end, assign, take, transfer or message")
		case e.At == nil || *e.At < 0 || *e.At > maxSeconds:
			return wrong(at+".at", "a time in seconds")
		case *e.At < last:
			return wrong(at+".at", "not before the event before it")
		case ofChat && e.Chat == "":
			return wrong(at+".chat", "required")
		case ofAgent && e.Agent == "":
			return wrong(at+".agent", "required")
		}
		if err := routing.CheckSkills(at+".needs", e.Needs); err != nil {
			return err
		}
		last = *e.At
	}
	if len(sc.Events) > 0 && *sc.Until-*sc.Events[0].At > maxSpan {
		return wrong("until", "at most a year after the first event")
	}
	return nil
}
