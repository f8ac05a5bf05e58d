package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"flag"
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
	rest, code, ok := s.arguments(flags, args, "[-summary] [-explain] [-svg FILE] SCENARIO.json\n"+scenarioForm, 1, 1)
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
	From  routing.AgentID    `json:"from,omitempty"`  // of a transfer
	Until *int64             `json:"until,omitempty"` // of an offer
	// Do and Error are of what was refused.
	Do    routing.Action `json:"do,omitempty"`
	Error string         `json:"error,omitempty"`
	// Explanation has the times of the clock, which begins at the scenario's start.
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
		l := routed{At: sc.second(at), Event: e.Kind, Chat: e.Chat, Agent: e.Agent, From: e.From, Explanation: e.Explanation}
		if e.Kind == routing.EffectOffered {
			until := sc.second(e.Until)
			l.Until = &until
		}
		tell(l)
	}
	for _, e := range sc.Events {
		if *e.At > *sc.Until {
			break
		}
		if err := desk.Do(sc.time(*e.At), e.event(), effect); err != nil {
			tell(routed{At: *e.At, Event: refused, Chat: e.Chat, Agent: e.Agent, Do: e.Do, Error: reason(err)})
		}
	}
	desk.Advance(sc.time(*sc.Until), effect)
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
		{routing.ErrSameAgent, "has it already"},
		{routing.ErrNotMember, "not a member"},
		{routing.ErrNotEligible, "not eligible"},
	} {
		if errors.Is(err, one.err) {
			return one.word
		}
	}
	return err.Error()
}
