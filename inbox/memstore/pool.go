package memstore

import (
	"slices"
	"time"

	"github.com/wainbox/wainbox/inbox"
	"github.com/wainbox/wainbox/routing"
)

// sitter is a seat with its agent, as a query looks at it. It is never changed,
// only replaced.
type sitter struct {
	routing.Candidate
	there bool      // but for the lease
	until time.Time // of the lease
}

func sitterOf(s inbox.Seated) *sitter {
	until := s.Agent.Presence.Until
	return &sitter{s.Candidate(), s.There(until.Add(-1)), until}
}

func compareBy(o routing.Order) func(a, b *sitter) int {
	return func(a, b *sitter) int { return o.Compare(a.Candidate, b.Candidate) }
}

// pool is the seats of an inbox, with an index for each way in which they were
// asked for.
type pool struct {
	sitters map[inbox.AgentID]*sitter
	indexes []*index // the one asked last comes first
}

// maxIndexes is how many a pool keeps: more than the needs that its chats have
// in common, and few enough to be kept up with every change of an agent's load.
const maxIndexes = 64

// index is those of whom a query asks for, as far as time does not tell.
type index struct {
	query routing.Query // leaves out nobody
	able  sorted[*sitter]
}

func (i *index) has(s *sitter) bool { return s.there && i.query.Fits(s.Candidate) }

// asks reports whether the index is the query's, whose skills are in order.
func (i *index) asks(q routing.Query) bool {
	return i.query.Idle == q.Idle && slices.Equal(i.query.Order, q.Order) && slices.Equal(i.query.Skills, q.Skills)
}

// index returns the one of a query, which is made when it is first asked for.
func (p *pool) index(q routing.Query) *index {
	q.Not = nil
	if len(q.Skills) > 1 {
		q.Skills = slices.Compact(slices.Sorted(slices.Values(q.Skills)))
	}
	at := slices.IndexFunc(p.indexes, func(i *index) bool { return i.asks(q) })
	if at < 0 {
		p.indexes = append(p.indexes[:min(len(p.indexes), maxIndexes-1)], p.build(clone(q)))
		at = len(p.indexes) - 1
	}
	asked := p.indexes[at]
	copy(p.indexes[1:], p.indexes[:at])
	p.indexes[0] = asked
	return asked
}

func (p *pool) build(q routing.Query) *index {
	made := &index{query: q}
	var able []*sitter
	for _, s := range p.sitters {
		if made.has(s) {
			able = append(able, s)
		}
	}
	made.able = sortAll(compareBy(q.Order), able)
	return made
}

// put writes a seat as it is now.
func (p *pool) put(a inbox.AgentID, now *sitter) {
	before := p.sitters[a]
	p.sitters[a] = now
	for _, i := range p.indexes {
		if before != nil && i.has(before) {
			i.able.remove(before)
		}
		if i.has(now) {
			i.able.add(now)
		}
	}
}
