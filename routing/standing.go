package routing

import "slices"

// Standing is an agent as a look finds them, whether they could take a chat or
// not.
type Standing struct {
	Candidate

	// Member: of the inbox. Available: the agent is there. Eligible: the host's
	// condition holds.
	Member, Available, Eligible bool
}

// Removed is an agent who does not come into question for a chat.
type Removed struct {
	Agent AgentID `json:"agent"`
	By    Removal `json:"by"`
}

// Removal is what removes an agent: the first of these that does.
type Removal string

// The removals. Of who was only tried, the next round may be.
const (
	NotMember   Removal = "not_member"
	NotThere    Removal = "away"
	NotEligible Removal = "not_eligible"
	Full        Removal = "full"
	Busy        Removal = "busy"     // they have a chat or an offer, in [ModeLongestIdle]
	Unskilled   Removal = "skills"   // they lack one that was asked for
	NotLast     Removal = "not_last" // a chain's [ModeSticky] asks the last agent only, and often enough
	WasTried    Removal = "tried"    // in this round of the chat
)

// standings are a [Pool].
type standings []Standing

// removal is why a query does not ask for an agent; empty for one it asks for.
func removal(q *Query, a *Standing) Removal {
	switch {
	case !a.Member:
		return NotMember
	case !a.Available:
		return NotThere
	case !a.Eligible:
		return NotEligible
	case !a.Free():
		return Full
	case q.Idle && !a.Idle():
		return Busy
	case !a.Can(q.Skills):
		return Unskilled
	default:
		return ""
	}
}

// Able is of [Pool].
func (p standings) Able(id AgentID, q Query) bool {
	i := slices.IndexFunc(p, func(a Standing) bool { return a.Agent == id })
	return i >= 0 && removal(&q, &p[i]) == ""
}

// Best is of [Pool].
func (p standings) Best(q Query) (AgentID, bool) {
	var best *Standing
	for i := range p {
		a := &p[i]
		if removal(&q, a) == "" && !slices.Contains(q.Not, a.Agent) &&
			(best == nil || q.Order.compare(&a.Candidate, &best.Candidate) < 0) {
			best = a
		}
	}
	if best == nil {
		return "", false
	}
	return best.Agent, true
}
