package main

import (
	"slices"

	"github.com/wainbox/wainbox/routing"
)

// tally counts what happens in a scenario.
type tally struct {
	agents   []routing.AgentID
	until    int64                    // the end
	waiting  map[routing.ChatID]int64 // since they arrived, or returned
	waits    []int64                  // that ended, as somebody took the chat
	chats    int
	accepted int
	offers   int
	escalations, refusals,
	transferred, returned int
	taken, offered map[routing.AgentID]int
}

func newTally(sc scenario) *tally {
	t := &tally{
		until: *sc.Until, waiting: map[routing.ChatID]int64{},
		taken: map[routing.AgentID]int{}, offered: map[routing.AgentID]int{},
	}
	for _, a := range sc.Agents {
		t.agents = append(t.agents, a.ID)
	}
	return t
}

func (t *tally) add(l routed) {
	switch l.Event {
	case routing.EffectQueued:
		t.chats++
		t.waiting[l.Chat] = l.At
	case routing.EffectReturned:
		t.returned++
		t.waiting[l.Chat] = l.At
	case routing.EffectOffered:
		t.offers++
		t.offered[l.Agent]++
	case routing.EffectAccepted, routing.EffectAssigned:
		if l.Event == routing.EffectAccepted {
			t.accepted++
		}
		t.taken[l.Agent]++
		t.waits = append(t.waits, l.At-t.waiting[l.Chat])
		delete(t.waiting, l.Chat)
	case routing.EffectTransferred:
		t.transferred++
		t.taken[l.Agent]++
	case routing.EffectEscalated:
		t.escalations++
	case refused:
		t.refusals++
	case routing.EffectTimedOut, routing.EffectDeclined, routing.EffectWithdrawn, routing.EffectEnded, routing.EffectExplained:
	}
}

// routeSummary is how a scenario went. Times are in seconds, and those of
// waiting are of the chats that somebody took; one that returned waits anew.
type routeSummary struct {
	Chats     int   `json:"chats"`
	Taken     int   `json:"taken"`     // and not returned again
	Waiting   int   `json:"waiting"`   // at the end
	Escalated int   `json:"escalated"` // times; a chat may be more than once
	Refused   int   `json:"refused"`
	Handed    int   `json:"transferred,omitempty"` // times, as escalated
	Returned  int   `json:"returned,omitempty"`    // the same
	Median    int64 `json:"wait_median"`
	P95       int64 `json:"wait_p95"`
	Longest   int64 `json:"wait_longest"`
	// Still is how long those that wait at the end have waited, the longest.
	Still  int64   `json:"waiting_longest,omitempty"`
	Offers float64 `json:"offers_per_accepted"` // 0 when none was accepted
	Agents []share `json:"agents"`
}

// share is what an agent had of it.
type share struct {
	ID      routing.AgentID `json:"id"`
	Offered int             `json:"offered"`
	Taken   int             `json:"taken"`
	Share   float64         `json:"share"` // of all that somebody took, 0 to 1
}

func (t *tally) summary() routeSummary {
	slices.Sort(t.waits)
	out := routeSummary{
		Chats: t.chats, Taken: t.chats - len(t.waiting), Waiting: len(t.waiting), Escalated: t.escalations,
		Refused: t.refusals, Handed: t.transferred, Returned: t.returned, Agents: []share{}, Median: quantile(t.waits, 50), P95: quantile(t.waits, 95), Longest: quantile(t.waits, 100),
	}
	for _, since := range t.waiting {
		out.Still = max(out.Still, t.until-since)
	}
	if t.accepted > 0 {
		out.Offers = float64(t.offers) / float64(t.accepted)
	}
	for _, id := range t.agents {
		one := share{ID: id, Offered: t.offered[id], Taken: t.taken[id]}
		if all := len(t.waits) + t.transferred; all > 0 {
			one.Share = float64(one.Taken) / float64(all)
		}
		out.Agents = append(out.Agents, one)
	}
	return out
}

// takes is how often somebody took a chat.
func (s routeSummary) takes() (n int) {
	for _, one := range s.Agents {
		n += one.Taken
	}
	return n
}

// quantile is the least of some sorted times that so many of a hundred are not
// longer than; 0 of none.
func quantile(sorted []int64, percent int) int64 {
	if len(sorted) == 0 {
		return 0
	}
	return sorted[max((len(sorted)*percent+99)/100, 1)-1]
}
