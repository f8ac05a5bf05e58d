package main

import (
	"fmt"

	"github.com/wainbox/wainbox/routing"
)

// What a picture holds at most. More agents share a row, more at once a lane, and
// more marks are merged.
const (
	maxRows    = 50
	agentLanes = 6
	queueLanes = 10
	maxMarks   = 10000
)

// timeline is what happens in a scenario, as rows of marks.
type timeline struct {
	from, until int64
	queue       *row
	agents      []*row
	of          map[routing.AgentID]*row
	grain       int64 // what is shorter may be merged
}

func newTimeline(sc *scenario) *timeline {
	t := &timeline{until: *sc.Until, of: map[routing.AgentID]*row{}}
	if t.from = t.until; len(sc.Events) > 0 {
		t.from = min(t.from, *sc.Events[0].At)
	}
	t.grain = (t.span() + plotWidth - 1) / plotWidth
	t.queue = newRow("Waiting chats", queueLanes, t.grain)
	for i, a := range sc.Agents {
		switch {
		case i < maxRows:
			t.agents = append(t.agents, newRow(string(a.ID), agentLanes, t.grain))
		case i == maxRows:
			t.agents = append(t.agents, newRow(fmt.Sprintf("%d more agents", len(sc.Agents)-maxRows), agentLanes, t.grain))
		}
		t.of[a.ID] = t.agents[len(t.agents)-1]
	}
	for _, e := range sc.Events[:sc.happen()] {
		r := t.of[e.Agent]
		if r != nil && r.name == string(e.Agent) && (e.Do == routing.DoAvailable || e.Do == routing.DoAway) {
			r.presence(*e.At, e.Do == routing.DoAvailable)
		}
	}
	return t
}

// happen is how many of the events are carried out before the end.
func (sc *scenario) happen() int {
	n := 0
	for n < len(sc.Events) && *sc.Events[n].At <= *sc.Until {
		n++
	}
	return n
}

func (t *timeline) add(l routed) {
	r := t.of[l.Agent]
	switch l.Event {
	case routing.EffectQueued:
		t.queue.chats++
		t.queue.begin(l.Chat, l.At, waiting)
	case routing.EffectOffered:
		r.offers++
		r.begin(l.Chat, l.At, unanswered)
	case routing.EffectTimedOut:
		r.end(l.Chat, l.At, timedOut)
	case routing.EffectDeclined:
		r.end(l.Chat, l.At, declined)
	case routing.EffectWithdrawn:
		r.end(l.Chat, l.At, withdrawn)
	case routing.EffectAccepted:
		r.chats++
		r.accept(l.Chat, l.At)
		t.queue.end(l.Chat, l.At, waiting)
	case routing.EffectAssigned:
		r.chats++
		r.begin(l.Chat, l.At, active)
		t.queue.end(l.Chat, l.At, waiting)
	case routing.EffectTransferred:
		r.chats++
		t.of[l.From].end(l.Chat, l.At, active)
		r.begin(l.Chat, l.At, active)
	case routing.EffectReturned:
		r.end(l.Chat, l.At, active)
		t.queue.begin(l.Chat, l.At, waiting)
	case routing.EffectEnded:
		r.end(l.Chat, l.At, active)
	case routing.EffectEscalated:
		t.queue.escalate(l.Chat, l.At)
	case refused, routing.EffectExplained:
	}
}

func (t *timeline) rows() []*row { return append([]*row{t.queue}, t.agents...) }

// finish ends what still lasts and merges what is narrower than a pixel, or than
// more of them until it can be drawn. It returns how many marks stand for several.
func (t *timeline) finish() (several int) {
	for _, r := range t.rows() {
		r.finish(t.until)
	}
	for ; ; t.grain *= 2 {
		drawn := 0
		for _, r := range t.rows() {
			r.marks = merged(r.marks, t.grain)
			drawn += len(r.marks)
		}
		if drawn <= maxMarks {
			break
		}
	}
	for _, r := range t.rows() {
		for _, m := range r.marks {
			if m.stands > 1 {
				several++
			}
		}
	}
	return several
}

// span is how long it is, never 0.
func (t *timeline) span() int64 { return max(t.until-t.from, 1) }

// x is where a time is in the picture.
func (t *timeline) x(at int64) tenths {
	return tenths(10*plotLeft + (at-t.from)*10*plotWidth/t.span())
}
