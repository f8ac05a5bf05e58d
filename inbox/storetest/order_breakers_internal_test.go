package storetest

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/wainbox/wainbox/inbox"
	"github.com/wainbox/wainbox/routing"
)

// sorts has answers sorted by a mistake, for orders that begin with a key.
func (b *broken) sorts(k routing.Key, compare func(a, b inbox.Seated) int) {
	b.eachAnswer(func(q inbox.CandidateQuery, found []inbox.Seated) []inbox.Seated {
		if len(q.Order) > 0 && q.Order[0] == k {
			slices.SortStableFunc(found, compare)
		}
		return found
	})
}

// orders has queries ask for another order.
func (b *broken) orders(f func(routing.Order) routing.Order) {
	b.eachQuery(func(q *inbox.CandidateQuery) { q.Order = f(q.Order) })
}

var orderBreakers = []breaker{
	{"has the lowest level first", "candidates/come by level, the highest first", func(b *broken) {
		b.sorts(routing.ByLevel, func(a, b inbox.Seated) int { return cmp.Compare(a.Seat.Level, b.Seat.Level) })
	}},
	{"has level 0 below 1", "candidates/come by level, the highest first", func(b *broken) {
		b.sorts(routing.ByLevel, func(a, b inbox.Seated) int { return cmp.Compare(b.Seat.Level, a.Seat.Level) })
	}},
	{"has levels as text", "candidates/come by level, the highest first", func(b *broken) {
		b.sorts(routing.ByLevel, func(a, b inbox.Seated) int {
			return strings.Compare(strconv.Itoa(b.Seat.Level), strconv.Itoa(a.Seat.Level))
		})
	}},
	{"has who never ended any last", "candidates/come by the end of their last chat, never before all", func(b *broken) {
		b.eachAnswer(func(_ inbox.CandidateQuery, found []inbox.Seated) []inbox.Seated {
			ended := func(s inbox.Seated) bool { return !s.Agent.Ended.IsZero() }
			never := slices.DeleteFunc(slices.Clone(found), ended)
			return append(slices.DeleteFunc(found, func(s inbox.Seated) bool { return !ended(s) }), never...)
		})
	}},
	{"has who never ended any end in 1970", "candidates/come by the end of their last chat, never before all", func(b *broken) {
		b.sorts(routing.ByEnded, func(a, b inbox.Seated) int {
			return cmp.Compare(unix(a.Agent.Ended), unix(b.Agent.Ended))
		})
	}},
	{"has ends to the second", "candidates/come by the end of their last chat, never before all", func(b *broken) {
		eachPut(b, func(a *inbox.Agent) { a.Ended = a.Ended.Truncate(time.Second) })
	}},
	{"has the load in this inbox", "candidates/come by load in all inboxes", func(b *broken) {
		b.sorts(routing.ByLoad, func(a, b inbox.Seated) int { return cmp.Compare(a.Seat.Load, b.Seat.Load) })
	}},
	{"forgets to order by load", "candidates/come by load in all inboxes", func(b *broken) {
		b.orders(func(o routing.Order) routing.Order {
			return slices.DeleteFunc(slices.Clone(o), func(k routing.Key) bool { return k == routing.ByLoad })
		})
	}},
	{"orders by the first key", "candidates/come by all keys of an order, then by id", func(b *broken) {
		b.orders(func(o routing.Order) routing.Order { return o[:1] })
	}},
	{"orders by turn before all", "candidates/come by all keys of an order, then by id", func(b *broken) {
		b.orders(func(o routing.Order) routing.Order { return append(routing.Order{routing.ByTurn}, o...) })
	}},
	{"orders ids whatever their case", "candidates/come by all keys of an order, then by id", func(b *broken) {
		b.sorts(routing.ByTurn, func(a, b inbox.Seated) int {
			return cmp.Or(
				routing.RoundRobin().Compare(candidate(a, ""), candidate(b, "")),
				strings.Compare(strings.ToLower(string(a.Agent.ID)), strings.ToLower(string(b.Agent.ID))),
			)
		})
	}},
	{"knows the orders of the modes alone", "candidates/come in an order of a host's own", func(b *broken) {
		b.orders(func(o routing.Order) routing.Order {
			if len(o) < 2 || o[1] != routing.ByTurn {
				return routing.RoundRobin()
			}
			return o
		})
	}},
}

// unix is the seconds since 1970, and 0 for the zero time.
func unix(t time.Time) int64 {
	if t.IsZero() {
		return 0
	}
	return t.Unix()
}

// candidate is one under another name.
func candidate(s inbox.Seated, name inbox.AgentID) routing.Candidate {
	s.Agent.ID = name
	return s.Candidate()
}
