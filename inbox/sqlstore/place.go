package sqlstore

import (
	"context"

	"github.com/wainbox/wainbox/inbox"
)

type placeStmts struct {
	pools, leave, enter, ofAgent, loads, ofInbox stmt
}

func (p *stmts) places(ctx context.Context) placeStmts {
	// OR FAIL saves keeping the pages as they were: an error of any statement has
	// the whole transaction rolled back.
	const (
		full = `UPDATE OR FAIL place SET able = v.able, turn = v.turn, position = v.position, level = v.level, load = v.load,
				ended = v.ended
			FROM standing v WHERE place.seat = v.seat AND (place.able <> v.able OR v.able AND
				(place.turn, place.position, place.level) <> (v.turn, v.position, v.level))`
		// What is left of those that full did not write: it is in two indexes only.
		load = `UPDATE OR FAIL place SET load = v.load, ended = v.ended FROM standing v WHERE place.seat = v.seat
			AND place.able AND (place.load, place.ended) <> (v.load, v.ended)`
	)
	return placeStmts{
		pools: p.prepare(ctx, `INSERT INTO pool (inbox, name, members) SELECT DISTINCT inbox, name, 0 FROM named WHERE agent = ?
			ON CONFLICT DO NOTHING`),
		leave: p.prepare(ctx, `DELETE FROM place WHERE seat IN (SELECT number FROM seat WHERE agent = ?1) AND pool NOT IN
			(SELECT p.id FROM named n JOIN pool p ON p.inbox = n.inbox AND p.name = n.name WHERE n.agent = ?1)`),
		enter: p.prepare(ctx, `INSERT INTO place (seat, pool, agent, able, turn, position, level, load, ended)
			SELECT n.seat, p.id, n.agent, 0, 0, 0, 0, 0, 0
			FROM named n JOIN pool p ON p.inbox = n.inbox AND p.name = n.name WHERE n.agent = ? ON CONFLICT DO NOTHING`),
		ofAgent: p.prepare(ctx, full+` AND v.agent = ?`),
		loads:   p.prepare(ctx, load+` AND v.agent = ?`),
		ofInbox: p.prepare(ctx, full+` AND v.inbox = ?`),
	}
}

// shifts are the seats whose places the present commit may have changed: those
// of agents and of inboxes.
type shifts struct {
	agents  []shift
	inboxes []string
}

type shift struct {
	agent inbox.AgentID
	pools bool // the seats may belong into other pools
}

// agent adds those of an agent.
func (s *shifts) agent(a inbox.AgentID, pools bool) {
	for i := range s.agents {
		if s.agents[i].agent == a {
			s.agents[i].pools = s.agents[i].pools || pools
			return
		}
	}
	s.agents = append(s.agents, shift{a, pools})
}

// rank brings the places up to date once all records of a commit are written.
func (w *writer) rank() error {
	for _, s := range w.shifts.agents {
		agent := string(s.agent)
		steps := []stmt{w.ranks.pools, w.ranks.leave, w.ranks.enter, w.ranks.ofAgent, w.ranks.loads}
		if !s.pools {
			steps = steps[3:]
		}
		for _, step := range steps {
			if _, err := step.exec(agent); err != nil {
				return err
			}
		}
	}
	for _, id := range w.shifts.inboxes {
		if _, err := w.ranks.ofInbox.exec(id); err != nil {
			return err
		}
	}
	w.shifts.agents, w.shifts.inboxes = w.shifts.agents[:0], w.shifts.inboxes[:0]
	return nil
}
