package memstore

import (
	"context"

	"github.com/wainbox/wainbox/inbox"
)

// Candidates returns the seats that the query asks for, the best first; see
// [inbox.Store]. The first query of its order and skills looks at all seats of
// the inbox; those after it at the ones that they return, that they leave out,
// and whose lease ran out though they are still said to be there.
func (s *Store) Candidates(ctx context.Context, q inbox.CandidateQuery) ([]inbox.Seated, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	not := make(map[inbox.AgentID]bool, len(q.Not))
	for _, a := range q.Not {
		not[a] = true
	}
	var found []inbox.Seated
	for one := range s.records.pool(q.Inbox).index(q.Query).able.all() {
		if not[one.Agent] || !q.At.Before(one.until) {
			continue
		}
		found = append(found, clone(s.records.seated(q.Inbox, one.Agent)))
		if len(found) == q.Limit {
			break
		}
	}
	return found, nil
}
