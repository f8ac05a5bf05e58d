package routing

import "slices"

// Query asks for an agent.
type Query struct {
	// Order says who comes first.
	Order Order
	// Not are left out.
	Not []AgentID
	// Skills must all be had.
	Skills []Skill
	// Idle leaves out who has a chat or an offer, in whatever inbox.
	Idle bool
}

// Fits reports whether a query asks for such an agent, whoever it leaves out: one
// who has room, the skills, and nothing to do if that is asked for.
func (q Query) Fits(c Candidate) bool { return fits(&q, &c) }

func fits(q *Query, c *Candidate) bool { return room(q, c) && c.Can(q.Skills) }

// room reports whether an agent can take a chat, whatever it needs.
func room(q *Query, c *Candidate) bool { return c.Free() && (!q.Idle || c.Idle()) }

// wants reports whether a query asks for one who has room. It takes longer than
// to compare two, and so is asked of who would come first.
func wants(q *Query, c *Candidate) bool {
	return (len(q.Skills) == 0 || c.Can(q.Skills)) && !slices.Contains(q.Not, c.Agent)
}

// Pool is the agents who can be offered a chat now: members of the inbox,
// available, eligible and with room. It keeps nothing of a query, and writes to
// none of its slices.
type Pool interface {
	// Best is the agent who comes first of those that a query asks for.
	Best(q Query) (AgentID, bool)
	// Able reports whether a query asks for this agent, whoever it leaves out.
	Able(a AgentID, q Query) bool
}

// Candidates are a [Pool] of agents who are there, some of whom may have no room.
type Candidates []Candidate

// Best is of [Pool].
func (cs Candidates) Best(q Query) (AgentID, bool) {
	c, ok := Choose(q, cs)
	return c.Agent, ok
}

// Able is of [Pool].
func (cs Candidates) Able(a AgentID, q Query) bool {
	for i := range cs {
		if cs[i].Agent == a {
			return fits(&q, &cs[i])
		}
	}
	return false
}

// Choose returns the candidate with room who comes first of those that a query
// asks for, and false when there is none.
func Choose(q Query, candidates []Candidate) (Candidate, bool) {
	best := -1
	for i := range candidates {
		c := &candidates[i]
		if room(&q, c) && (best < 0 || q.Order.compare(c, &candidates[best]) < 0) && wants(&q, c) {
			best = i
		}
	}
	if best < 0 {
		return Candidate{}, false
	}
	return candidates[best], true
}
