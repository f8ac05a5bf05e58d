package storetest

import (
	"context"
	"slices"

	"github.com/wainbox/wainbox/inbox"
)

// eachQuery has every query for candidates changed before it is answered rightly.
func (b *broken) eachQuery(f func(*inbox.CandidateQuery)) {
	b.onCandidates = func(ctx context.Context, q inbox.CandidateQuery) ([]inbox.Seated, error) {
		f(&q)
		return b.good.Candidates(ctx, q)
	}
}

// eachAnswer has all whom a query asks for be what f makes of them, before they
// are limited.
func (b *broken) eachAnswer(f func(q inbox.CandidateQuery, found []inbox.Seated) []inbox.Seated) {
	b.onCandidates = func(ctx context.Context, q inbox.CandidateQuery) ([]inbox.Seated, error) {
		limit := q.Limit
		q.Limit = 0
		found, err := b.good.Candidates(ctx, q)
		found = f(q, found)
		if limit > 0 {
			found = found[:min(limit, len(found))]
		}
		return found, err
	}
}

// without leaves out of every answer whom drop says.
func (b *broken) without(drop func(inbox.CandidateQuery, inbox.Seated) bool) {
	b.eachAnswer(func(q inbox.CandidateQuery, found []inbox.Seated) []inbox.Seated {
		return slices.DeleteFunc(found, func(s inbox.Seated) bool { return drop(q, s) })
	})
}

var candidateBreakers = []breaker{
	{"offers those who are full", "candidates/are available and have room", func(b *broken) {
		eachPut(b, func(a *inbox.Agent) { a.Capacity = 0 })
	}},
	{"offers those of other inboxes", "candidates/are members of the inbox", func(b *broken) {
		b.onCandidates = func(ctx context.Context, q inbox.CandidateQuery) ([]inbox.Seated, error) {
			found, err := b.good.Candidates(ctx, q)
			q.Inbox = inboxB
			others, _ := b.good.Candidates(ctx, q)
			return append(found, others...), err
		}
	}},
	{"offers the worst first", "candidates/come in the order's order", func(b *broken) {
		b.eachAnswer(func(_ inbox.CandidateQuery, found []inbox.Seated) []inbox.Seated {
			slices.Reverse(found)
			return found
		})
	}},
	{"limits before it orders", "candidates/come up to a limit", func(b *broken) {
		b.onCandidates = func(ctx context.Context, q inbox.CandidateQuery) ([]inbox.Seated, error) {
			limit := q.Limit
			q.Limit = 0
			found, err := b.good.Candidates(ctx, q)
			slices.Reverse(found)
			return found[:min(limit, len(found))], err
		}
	}},
	{"has no limit of candidates", "candidates/come up to a limit", func(b *broken) {
		b.eachQuery(func(q *inbox.CandidateQuery) { q.Limit = 0 })
	}},
	{"offers nobody without a limit", "candidates/come up to a limit", func(b *broken) {
		b.onCandidates = func(ctx context.Context, q inbox.CandidateQuery) ([]inbox.Seated, error) {
			found, err := b.good.Candidates(ctx, q)
			return found[:min(q.Limit, len(found))], err
		}
	}},
	{"tells the versions of yesterday", "candidates/come with their versions", func(b *broken) {
		b.eachAnswer(func(_ inbox.CandidateQuery, found []inbox.Seated) []inbox.Seated {
			for i := range found {
				found[i].AgentVersion = 1
			}
			return found
		})
	}},
	{"tells the seat's version for the agent's", "candidates/come with their versions", func(b *broken) {
		b.eachAnswer(func(_ inbox.CandidateQuery, found []inbox.Seated) []inbox.Seated {
			for i := range found {
				found[i].AgentVersion = found[i].SeatVersion
			}
			return found
		})
	}},
	{"tells no limit of the inbox's", "candidates/come with the most that they may have here", func(b *broken) {
		b.eachAnswer(func(_ inbox.CandidateQuery, found []inbox.Seated) []inbox.Seated {
			for i, s := range found {
				found[i].Capacity = inbox.Inbox{}.Limit(s.Seat)
			}
			return found
		})
	}},
	{"tells the first limit of the inbox's", "candidates/come with the most that they may have here", func(b *broken) {
		limits := map[inbox.AgentID]int{}
		b.eachAnswer(func(q inbox.CandidateQuery, found []inbox.Seated) []inbox.Seated {
			for i, s := range found {
				if _, ok := limits[s.Agent.ID]; !ok {
					limits[s.Agent.ID] = s.Capacity
				}
				if q.Inbox == inboxA {
					found[i].Capacity = limits[s.Agent.ID]
				}
			}
			return found
		})
	}},
	{"offers who came and went", "candidates/come and go", func(b *broken) {
		eachPut(b, func(a *inbox.Agent) { a.There = a.There || a.Load == 0 })
	}},
}
