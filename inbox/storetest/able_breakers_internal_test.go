package storetest

import (
	"context"
	"slices"
	"time"

	"github.com/wainbox/wainbox/inbox"
)

var ableBreakers = []breaker{
	{"offers who is not there", "candidates/are there", func(b *broken) {
		eachPut(b, func(a *inbox.Agent) { a.There = true })
	}},
	{"offers who is away", "candidates/are there", func(b *broken) {
		eachPut(b, func(a *inbox.Agent) {
			if a.Presence.Status == "away" {
				a.Presence.Status = "available"
			}
		})
	}},
	{"offers whose status it does not know", "candidates/are there", func(b *broken) {
		eachPut(b, func(a *inbox.Agent) {
			if a.Presence.Status != "away" {
				a.Presence.Status = "available"
			}
		})
	}},
	{"offers at the end of the lease", "candidates/are there until the end of their lease, exclusively", func(b *broken) {
		b.eachQuery(func(q *inbox.CandidateQuery) { q.At = q.At.Add(-time.Microsecond) })
	}},
	{"offers after the lease", "candidates/are there until the end of their lease, exclusively", func(b *broken) {
		eachPut(b, func(a *inbox.Agent) { a.Presence.Until = ages })
	}},
	{"forgets who was seen to be gone", "candidates/are there until the end of their lease, exclusively", func(b *broken) {
		latest := noon
		b.eachQuery(func(q *inbox.CandidateQuery) {
			if q.At.After(latest) {
				latest = q.At
			}
			q.At = latest
		})
	}},
	{"limits before it looks at leases", "candidates/are there until the end of their lease, exclusively", func(b *broken) {
		b.onCandidates = func(ctx context.Context, q inbox.CandidateQuery) ([]inbox.Seated, error) {
			when := q.At
			q.At = at(-time.Hour)
			found, err := b.good.Candidates(ctx, q)
			return slices.DeleteFunc(found, func(s inbox.Seated) bool { return !s.There(when) }), err
		}
	}},
	{"offers who is barred", "candidates/are neither barred nor gone", func(b *broken) {
		eachPut(b, func(s *inbox.Seat) { s.Barred = false })
	}},
	{"offers who left", "candidates/are neither barred nor gone", func(b *broken) {
		eachPut(b, func(s *inbox.Seat) { s.Left = false })
	}},
	{"bars from all inboxes", "candidates/are neither barred nor gone", func(b *broken) {
		barred := map[inbox.AgentID]bool{}
		eachPut(b, func(s *inbox.Seat) { barred[s.Agent] = barred[s.Agent] || s.Barred })
		b.without(func(_ inbox.CandidateQuery, s inbox.Seated) bool { return barred[s.Agent.ID] })
	}},
	{"forgets the seat's limit", "candidates/have room here and in all", func(b *broken) {
		eachPut(b, func(s *inbox.Seat) { s.Capacity = nil })
	}},
	{"forgets the inbox's limit", "candidates/have room here and in all", func(b *broken) {
		eachPut(b, func(i *inbox.Inbox) { i.Capacity = 0 })
	}},
	{"counts the chats of all inboxes here", "candidates/have room here and in all", func(b *broken) {
		b.without(func(_ inbox.CandidateQuery, s inbox.Seated) bool { return s.Capacity > 0 && s.Agent.Load >= s.Capacity })
	}},
	{"counts the chats here for all inboxes", "candidates/have room here and in all", func(b *broken) {
		eachPut(b, func(a *inbox.Agent) { a.Load = min(a.Load, 2) })
	}},
	{"takes the seat's limit for the agent's", "candidates/have room here and in all", func(b *broken) {
		seats := map[inbox.AgentID]bool{}
		b.change(func(_ context.Context, c *inbox.Commit) {
			c.Puts = slices.Clone(c.Puts)
			for _, p := range c.Puts {
				if s, ok := p.Record.(inbox.Seat); ok && s.Capacity != nil {
					seats[s.Agent] = true
				}
			}
			for i, p := range c.Puts {
				if a, ok := p.Record.(inbox.Agent); ok && seats[a.ID] {
					a.Capacity = 0
					c.Puts[i].Record = a
				}
			}
		})
	}},
	{"takes a seat's 0 for the inbox's limit", "candidates/have no limit where theirs is 0", func(b *broken) {
		eachPut(b, func(s *inbox.Seat) {
			if s.Capacity != nil && *s.Capacity == 0 {
				s.Capacity = nil
			}
		})
	}},
	{"offers who is busy", "candidates/have nothing to do, if that is asked for", func(b *broken) {
		b.eachQuery(func(q *inbox.CandidateQuery) { q.Idle = false })
	}},
	{"offers who is busy in another inbox", "candidates/have nothing to do, if that is asked for", func(b *broken) {
		b.onCandidates = func(ctx context.Context, q inbox.CandidateQuery) ([]inbox.Seated, error) {
			idle := q.Idle
			q.Idle = false
			found, err := b.good.Candidates(ctx, q)
			return slices.DeleteFunc(found, func(s inbox.Seated) bool { return idle && s.Seat.Load > 0 }), err
		}
	}},
	{"offers who can none of it", "candidates/have all skills that are asked for", func(b *broken) {
		b.eachQuery(func(q *inbox.CandidateQuery) { q.Skills = nil })
	}},
	{"offers who can some of it", "candidates/have all skills that are asked for", func(b *broken) {
		b.eachQuery(func(q *inbox.CandidateQuery) { q.Skills = q.Skills[:min(len(q.Skills), 1)] })
	}},
	{"counts the skills that are had", "candidates/have all skills that are asked for", func(b *broken) {
		b.without(func(q inbox.CandidateQuery, _ inbox.Seated) bool {
			return len(q.Skills) != len(slices.Compact(slices.Sorted(slices.Values(q.Skills))))
		})
	}},
	{"has skills whatever their case", "candidates/have skills by every letter", func(b *broken) {
		eachPut(b, func(a *inbox.Agent) {
			a.Skills = slices.Clone(a.Skills)
			for i, s := range a.Skills {
				a.Skills[i] = lower(s)
			}
		})
		b.eachQuery(func(q *inbox.CandidateQuery) {
			q.Skills = slices.Clone(q.Skills)
			for i, s := range q.Skills {
				q.Skills[i] = lower(s)
			}
		})
	}},
	{"offers those left out", "candidates/are not those left out", func(b *broken) {
		b.eachQuery(func(q *inbox.CandidateQuery) { q.Not = nil })
	}},
	{"limits before it leaves out", "candidates/are not those left out", func(b *broken) {
		b.onCandidates = func(ctx context.Context, q inbox.CandidateQuery) ([]inbox.Seated, error) {
			not := q.Not
			q.Not = nil
			found, err := b.good.Candidates(ctx, q)
			return slices.DeleteFunc(found, func(s inbox.Seated) bool { return slices.Contains(not, s.Agent.ID) }), err
		}
	}},
	{"looks at the first ten", "candidates/are all that is asked for at once", func(b *broken) {
		b.onCandidates = func(ctx context.Context, q inbox.CandidateQuery) ([]inbox.Seated, error) {
			found, err := b.good.Candidates(ctx, q)
			return slices.DeleteFunc(found, func(s inbox.Seated) bool { return s.Seat.Position >= 10 }), err
		}
	}},
}
