package memstore

import (
	"slices"

	"github.com/wainbox/wainbox/routing"
)

// maxIndexes is how many a pool keeps: more than chats often ask for, and few
// enough to be kept up with every change of an agent's load.
const maxIndexes = 64

// index is those whom a query asks for, in its order, as far as time does not
// tell.
type index struct {
	query routing.Query // leaves out nobody
	able  sorted[*sitter]
}

func (i *index) has(s *sitter) bool { return s.there && !s.gone && i.query.Fits(s.Candidate) }

// asks reports whether the index is that of a query, whose skills are in order.
func (i *index) asks(q routing.Query) bool {
	return i.query.Idle == q.Idle && slices.Equal(i.query.Order, q.Order) && slices.Equal(i.query.Skills, q.Skills)
}

// index returns the one of a query, which is made when it is first asked for.
func (p *pool) index(q routing.Query) *index {
	q.Not = nil
	if len(q.Skills) > 1 {
		q.Skills = slices.Sorted(slices.Values(q.Skills))
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
	made.able = sortAll(func(a, b *sitter) int { return q.Order.Compare(a.Candidate, b.Candidate) }, able)
	return made
}
