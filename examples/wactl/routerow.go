package main

import (
	"slices"

	"github.com/wainbox/wainbox/routing"
)

// row is a line of a timeline: an agent, or the chats that wait. What happens in
// it at once lies in lanes.
type row struct {
	name          string
	most          int   // the lanes that are drawn; all above lie in the last one
	grain         int64 // marks that are shorter may be merged
	full          int   // so many marks are merged
	marks         []mark
	open          map[routing.ChatID]mark
	busy          []bool // by lane
	chats, offers int
	since         int64 // the agent is there; -1 = is not
}

func newRow(name string, most int, grain int64) *row {
	return &row{name: name, most: most, grain: grain, full: maxMarks, open: map[routing.ChatID]mark{}, since: -1}
}

// begin gives a chat the first lane that is free.
func (r *row) begin(c routing.ChatID, at int64, k markKind) {
	lane := slices.Index(r.busy, false)
	if lane < 0 {
		lane = len(r.busy)
		r.busy = append(r.busy, false)
	}
	r.busy[lane] = true
	r.open[c] = mark{kind: k, lane: lane, from: at, chat: c}
}

// end frees the lane of a chat, which was of a kind, as it turned out.
func (r *row) end(c routing.ChatID, at int64, k markKind) {
	m := r.open[c]
	r.busy[m.lane] = false
	delete(r.open, c)
	m.kind, m.to = k, at
	r.add(m)
}

// accept makes an offer a chat, in its lane.
func (r *row) accept(c routing.ChatID, at int64) {
	m := r.open[c]
	m.kind, m.to = accepted, at
	r.add(m)
	m.kind, m.from = active, at
	r.open[c] = m
}

// escalate notes a moment of a chat that waits.
func (r *row) escalate(c routing.ChatID, at int64) {
	m := r.open[c]
	m.kind, m.from, m.to = escalated, at, at
	r.add(m)
}

// presence notes that the agent comes or goes.
func (r *row) presence(at int64, available bool) {
	switch {
	case available && r.since < 0:
		r.since = at
	case !available && r.since >= 0:
		r.add(mark{kind: there, from: r.since, to: at})
		r.since = -1
	}
}

// finish ends all that still lasts.
func (r *row) finish(at int64) {
	r.presence(at, false)
	for _, m := range r.open {
		m.to = at
		r.add(m)
	}
}

func (r *row) add(m mark) {
	m.lane, m.stands = min(m.lane, r.most-1), 1
	if r.marks = append(r.marks, m); len(r.marks) > r.full { // a year has more than fit into memory
		r.marks = merged(r.marks, r.grain)
		r.full = max(r.full, 2*len(r.marks))
	}
}

// lanes is how many are drawn.
func (r *row) lanes() int { return min(max(len(r.busy), 1), r.most) }
