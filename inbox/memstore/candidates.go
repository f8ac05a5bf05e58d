package memstore

import (
	"context"
	"slices"

	"github.com/wainbox/wainbox/inbox"
)

// Candidates returns the seats of an inbox whose agents are available and have
// room; see [inbox.Store]. A limit of 0 is none.
func (s *Store) Candidates(ctx context.Context, q inbox.CandidateQuery) ([]inbox.Seated, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	var found []inbox.Seated
	for id := range s.records.seats[q.Inbox] {
		seat := s.records.find(inbox.SeatKey(q.Inbox, id))
		agent := s.records.find(inbox.Key{Kind: inbox.KindAgent, ID: string(id)})
		seated := inbox.Seated{SeatVersion: seat.version, AgentVersion: agent.version}
		seated.Seat, _ = seat.record.(inbox.Seat)
		seated.Agent, _ = agent.record.(inbox.Agent)
		if seated.Agent.Available && seated.Candidate().Free() {
			found = append(found, clone(seated))
		}
	}
	slices.SortFunc(found, func(a, b inbox.Seated) int { return q.Order.Compare(a.Candidate(), b.Candidate()) })
	return atMost(q.Limit, found), nil
}
