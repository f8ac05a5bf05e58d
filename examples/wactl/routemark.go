package main

import (
	"cmp"
	"slices"

	"github.com/wainbox/wainbox/routing"
)

// mark is something in a timeline that lasts, or a moment. Times are in seconds.
type mark struct {
	kind     markKind
	lane     int
	from, to int64
	chat     routing.ChatID
	stands   int // for how many
}

// markKind is what a mark is of. What is drawn above another comes later.
type markKind int

const (
	there markKind = iota // the agent is
	waiting
	active
	accepted
	timedOut
	declined
	withdrawn
	unanswered
	escalated
)

// markKinds are the kinds' classes in the picture, and their names in it.
func markKinds() []struct{ class, name string } {
	return []struct{ class, name string }{
		there:      {"there", "agent is available"},
		waiting:    {"waiting", "chat waits"},
		active:     {"active", "chat with an agent"},
		accepted:   {"accepted", "offer: accepted"},
		timedOut:   {"timedout", "offer: timed out"},
		declined:   {"declined", "offer: declined"},
		withdrawn:  {"withdrawn", "offer: withdrawn"},
		unanswered: {"unanswered", "offer: open at the end"},
		escalated:  {"escalated", "chat is escalated"},
	}
}

func (m mark) compare(other mark) int {
	return cmp.Or(
		cmp.Compare(m.kind, other.kind), cmp.Compare(m.lane, other.lane),
		cmp.Compare(m.from, other.from), cmp.Compare(m.to, other.to), cmp.Compare(m.chat, other.chat),
	)
}

// merged puts marks in order and makes one of neighbours that are each shorter
// than grain, and less than that apart.
func merged(marks []mark, grain int64) []mark {
	slices.SortFunc(marks, mark.compare)
	short := func(m mark) bool { return m.stands > 1 || m.to-m.from < grain }
	out := marks[:0]
	for _, m := range marks {
		if n := len(out); n > 0 {
			last := &out[n-1]
			if last.kind == m.kind && last.lane == m.lane && m.from-last.to < grain && short(*last) && short(m) {
				last.to, last.stands = max(last.to, m.to), last.stands+m.stands
				continue
			}
		}
		out = append(out, m)
	}
	return out
}
