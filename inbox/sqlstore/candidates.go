package sqlstore

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"slices"

	"github.com/wainbox/wainbox/inbox"
)

// Candidates returns the seats of an inbox whose agents are available and have
// room; see [inbox.Store]. A limit of 0 is none.
func (s *Store) Candidates(ctx context.Context, q inbox.CandidateQuery) ([]inbox.Seated, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	var found []inbox.Seated
	err := s.reader.candidates.each([]any{string(q.Inbox)}, func(rows *sql.Rows) error {
		var one inbox.Seated
		var seat, agent sql.RawBytes
		if err := rows.Scan(&one.SeatVersion, &seat, &one.AgentVersion, &agent); err != nil {
			return err
		}
		if err := errors.Join(json.Unmarshal(seat, &one.Seat), json.Unmarshal(agent, &one.Agent)); err != nil {
			return err
		}
		if one.Candidate().Free() {
			found = append(found, one)
		}
		return nil
	})
	if err != nil {
		return nil, s.whenClosed(err)
	}
	slices.SortFunc(found, func(a, b inbox.Seated) int { return q.Order.Compare(a.Candidate(), b.Candidate()) })
	if q.Limit > 0 && q.Limit < len(found) {
		found = found[:q.Limit]
	}
	return found, nil
}
