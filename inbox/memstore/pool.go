package memstore

import (
	"cmp"
	"time"

	"github.com/wainbox/wainbox/inbox"
	"github.com/wainbox/wainbox/routing"
)

// sitter is a seat with its agent, as a query looks at it. What is written makes
// another one.
type sitter struct {
	routing.Candidate
	there bool      // but for the lease
	until time.Time // of the lease
	gone  bool      // the lease ran out: it is among the pool's gone, and in no index
}

func sitterOf(s inbox.Seated) *sitter {
	until := s.Agent.Presence.Until
	return &sitter{Candidate: s.Candidate(), there: s.There(until.Add(-1)), until: until}
}

func compareUntil(a, b *sitter) int {
	return cmp.Or(a.until.Compare(b.until), cmp.Compare(a.Agent, b.Agent))
}

// pool is the seats of an inbox, with an index for each way in which they were
// asked for.
type pool struct {
	sitters map[inbox.AgentID]*sitter
	indexes []*index // the one asked last comes first
	// gone are those whose lease had run out when they were last met, so that they
	// are met once. Another query may be of an earlier time.
	gone sorted[*sitter]
}

func newPool(seats int) *pool {
	return &pool{sitters: make(map[inbox.AgentID]*sitter, seats), gone: sorted[*sitter]{compare: compareUntil}}
}

// put writes a seat as it is now.
func (p *pool) put(a inbox.AgentID, now *sitter) {
	if before := p.sitters[a]; before != nil {
		p.gone.remove(before)
		p.drop(before)
	}
	p.sitters[a] = now
	p.enter(now)
}

// enter adds a sitter to the indexes that have such.
func (p *pool) enter(s *sitter) {
	for _, i := range p.indexes {
		if i.has(s) {
			i.able.add(s)
		}
	}
}

// drop is the opposite.
func (p *pool) drop(s *sitter) {
	for _, i := range p.indexes {
		if i.has(s) {
			i.able.remove(s)
		}
	}
}

// ask returns whom a query asks for, the best first.
func (p *pool) ask(q inbox.CandidateQuery) []inbox.AgentID {
	p.back(q.At)
	not := make(map[inbox.AgentID]bool, len(q.Not))
	for _, a := range q.Not {
		not[a] = true
	}
	var found []inbox.AgentID
	var gone []*sitter
	for s := range p.index(q.Query).able.all() {
		if !q.At.Before(s.until) {
			gone = append(gone, s)
		} else if !not[s.Agent] {
			if found = append(found, s.Agent); len(found) == q.Limit {
				break
			}
		}
	}
	for _, s := range gone {
		p.drop(s)
		s.gone = true
		p.gone.add(s)
	}
	return found
}

// back brings those back whose lease has not run out at a time.
func (p *pool) back(at time.Time) {
	for s, ok := p.gone.last(); ok && at.Before(s.until); s, ok = p.gone.last() {
		p.gone.remove(s)
		s.gone = false
		p.enter(s)
	}
}
