package storetest

import (
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/wainbox/wainbox/inbox"
	"github.com/wainbox/wainbox/routing"
)

// remembers has queries answered as before until something is written of which
// renews tells.
func (b *broken) remembers(renews func(q inbox.CandidateQuery, r inbox.Record) bool) {
	type answer struct {
		q     inbox.CandidateQuery
		found []inbox.Seated
	}
	known := map[string]answer{}
	b.change(func(_ context.Context, c *inbox.Commit) {
		for name, one := range known {
			if slices.ContainsFunc(c.Puts, func(p inbox.Put) bool { return renews(one.q, p.Record) }) {
				delete(known, name)
			}
		}
	})
	b.onCandidates = func(ctx context.Context, q inbox.CandidateQuery) ([]inbox.Seated, error) {
		name := fmt.Sprint(q)
		if _, ok := known[name]; !ok {
			found, err := b.good.Candidates(ctx, q)
			if err != nil {
				return nil, err
			}
			known[name] = answer{q, found}
		}
		return slices.Clone(known[name].found), nil
	}
}

func isOf(k inbox.RecordKind, r inbox.Record) bool { return r.Key().Kind == k }

var upkeepBreakers = []breaker{
	{"keeps an index that seats do not change", "candidates/follow their seats", func(b *broken) {
		b.remembers(func(_ inbox.CandidateQuery, r inbox.Record) bool { return !isOf(inbox.KindSeat, r) })
	}},
	{"keeps an index of turns alone", "candidates/follow their seats", func(b *broken) {
		b.remembers(func(q inbox.CandidateQuery, _ inbox.Record) bool { return q.Order[0] == routing.ByTurn })
	}},
	{"keeps an index that agents do not change", "candidates/follow their agents", func(b *broken) {
		b.remembers(func(_ inbox.CandidateQuery, r inbox.Record) bool { return !isOf(inbox.KindAgent, r) })
	}},
	{"keeps an index of skills for good", "candidates/follow their agents", func(b *broken) {
		b.remembers(func(q inbox.CandidateQuery, _ inbox.Record) bool { return len(q.Skills) == 0 })
	}},
	{"keeps an index of the idle for good", "candidates/follow their agents", func(b *broken) {
		b.remembers(func(q inbox.CandidateQuery, _ inbox.Record) bool { return !q.Idle })
	}},
	{"keeps up with an agent in one inbox", "candidates/follow their agents in every inbox", func(b *broken) {
		b.remembers(func(q inbox.CandidateQuery, r inbox.Record) bool {
			return !isOf(inbox.KindAgent, r) || q.Inbox == inboxA
		})
	}},
	{"keeps up with a seat in another inbox", "candidates/follow their agents in every inbox", func(b *broken) {
		b.remembers(func(q inbox.CandidateQuery, r inbox.Record) bool {
			return !isOf(inbox.KindSeat, r) || q.Inbox == inboxA
		})
	}},
	{"keeps an index that limits do not change", "candidates/follow the inbox's limit", func(b *broken) {
		b.remembers(func(_ inbox.CandidateQuery, r inbox.Record) bool { return !isOf(inbox.KindInbox, r) })
	}},
	{"keeps up with the last put of a commit", "candidates/follow one commit's changes of seat and agent", func(b *broken) {
		var known []inbox.Seated
		b.change(func(_ context.Context, c *inbox.Commit) {
			if len(c.Puts) < 3 || !isOf(inbox.KindAgent, c.Puts[2].Record) {
				known = nil
			}
		})
		b.onCandidates = func(ctx context.Context, q inbox.CandidateQuery) ([]inbox.Seated, error) {
			if known == nil {
				known, _ = b.good.Candidates(ctx, q)
			}
			return slices.Clone(known), nil
		}
	}},
	{"keeps up with refused commits", "candidates/follow one commit's changes of seat and agent", func(b *broken) {
		refused := map[inbox.AgentID]bool{}
		b.onCommit = func(ctx context.Context, c inbox.Commit) error {
			err := b.commit(ctx, c)
			for _, p := range c.Puts {
				if seat, ok := p.Record.(inbox.Seat); ok && err != nil {
					refused[seat.Agent] = true
				}
			}
			return err
		}
		b.eachAnswer(func(_ inbox.CandidateQuery, found []inbox.Seated) []inbox.Seated {
			if refused["ann"] {
				return append([]inbox.Seated{{Agent: agent("ann")}}, found...)
			}
			return found
		})
	}},
	{"forgets an index that it made room for", "candidates/follow what changes however they were asked for", func(b *broken) {
		asked := map[string]int{}
		b.without(func(q inbox.CandidateQuery, _ inbox.Seated) bool {
			name := fmt.Sprint(q.Skills)
			asked[name]++
			return len(asked) > 64 && asked[name] > 1
		})
	}},
	{"has the idle with skills be busy", "candidates/of random agents agree with a scan", func(b *broken) {
		b.eachQuery(func(q *inbox.CandidateQuery) { q.Idle = q.Idle && len(q.Skills) == 0 })
	}},
	{"has a lease that was renewed end when it did", "candidates/of random agents agree, once more", func(b *broken) {
		ends := map[inbox.AgentID]time.Time{}
		eachPut(b, func(a *inbox.Agent) {
			if before, ok := ends[a.ID]; ok && a.Capacity == 3 {
				a.Presence.Until = before
			}
			ends[a.ID] = a.Presence.Until
		})
	}},
	{"opens without an index of the idle", "candidates/of random agents agree after reopening", func(b *broken) {
		opened := false
		b.onReopen = func() { opened = true }
		b.eachQuery(func(q *inbox.CandidateQuery) { q.Idle = q.Idle && !opened })
	}},
	{"keeps an index by the query that was lent", "candidates/do not share the query with who asks", func(b *broken) {
		type index struct {
			q     inbox.CandidateQuery
			found []inbox.Seated
		}
		var known []index
		b.onCandidates = func(ctx context.Context, q inbox.CandidateQuery) ([]inbox.Seated, error) {
			for _, one := range known {
				if fmt.Sprint(one.q) == fmt.Sprint(q) {
					return slices.Clone(one.found), nil
				}
			}
			found, err := b.good.Candidates(ctx, q)
			known = append(known, index{q, found})
			return found, err
		}
	}},
}
