package memstore

import (
	"context"

	"github.com/wainbox/wainbox/inbox"
)

// Candidates returns the seats that the query asks for, the best first; see
// [inbox.Store]. The first query of its order and skills looks at all seats of
// the inbox, and so does one that was not asked for 64 others. Any other looks at
// those that it returns or leaves out, and once at who is said to be there and
// whose lease ran out.
func (s *Store) Candidates(ctx context.Context, q inbox.CandidateQuery) ([]inbox.Seated, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	var found []inbox.Seated
	for _, a := range s.records.pool(q.Inbox).ask(q) {
		found = append(found, clone(s.records.seated(q.Inbox, a)))
	}
	return found, nil
}
