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
	Busy        Removal = "busy"  // they have a chat or an offer, in [ModeLongestIdle]
	WasTried    Removal = "tried" // in this round of the chat
)

// standings are a [Pool].
type standings struct {
	mode   Mode
	agents []Standing
}

// removal is why an agent is not able; empty for one who is.
func (p standings) removal(a *Standing) Removal {
	switch {
	case !a.Member:
		return NotMember
	case !a.Available:
		return NotThere
	case !a.Eligible:
		return NotEligible
	case !a.Free():
		return Full
	case p.mode == ModeLongestIdle && !a.Idle():
		return Busy
	default:
		return ""
	}
}

// Able is of [Pool].
func (p standings) Able(id AgentID) bool {
	return slices.ContainsFunc(p.agents, func(a Standing) bool { return a.Agent == id && p.removal(&a) == "" })
}

// Best is of [Pool].
func (p standings) Best(o Order, not []AgentID) (AgentID, bool) {
	var best *Standing
	for i := range p.agents {
		a := &p.agents[i]
		if p.removal(a) == "" && !slices.Contains(not, a.Agent) && (best == nil || o.compare(&a.Candidate, &best.Candidate) < 0) {
			best = a
		}
	}
	if best == nil {
		return "", false
	}
	return best.Agent, true
}
