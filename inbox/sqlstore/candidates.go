package sqlstore

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"slices"
	"strings"

	"github.com/wainbox/wainbox/inbox"
	"github.com/wainbox/wainbox/routing"
)

// ranking is an order that has an index.
type ranking struct {
	order routing.Order
	// idle: of who has something to do the index knows nothing.
	idle        bool
	index, keys string
}

// rankings are those of the modes.
func rankings() []ranking {
	return []ranking{
		{routing.ModeRoundRobin.Order(), false, "place_turn", "p.turn, p.position, p.agent"},
		{routing.ModeProficiency.Order(), false, "place_level", "p.level DESC, p.turn, p.position, p.agent"},
		{routing.ModeLeastLoaded.Order(), false, "place_load", "p.load, p.turn, p.position, p.agent"},
		{routing.ModeLongestIdle.Order(), true, "place_ended", "p.ended, p.turn, p.position, p.agent"},
	}
}

// candidateStmts walk a pool in an order. one is for no skill or one, which
// always has a pool; several for those that may have.
type candidateStmts struct {
	rankings     []ranking
	one, several []stmt
	any          stmt
}

// maxOrder is how many keys an order has that matter: each once.
const maxOrder = 5

func (p *stmts) candidates(ctx context.Context) candidateStmts {
	cs := candidateStmts{rankings: rankings()}
	const (
		seats = `SELECT s.version, s.body, a.version, a.body, coalesce(s.capacity, i.capacity, 0) FROM place p`
		joins = ` CROSS JOIN agent a ON a.id = p.agent CROSS JOIN seat s ON s.number = p.seat LEFT JOIN inbox i ON i.id = s.inbox
			WHERE p.able AND a.until > ?1 AND p.agent NOT IN (SELECT value FROM json_each(?2)) AND `
		pool = `p.pool = (SELECT id FROM pool WHERE inbox = ?3 AND name = ?4)`
	)
	for _, r := range cs.rankings {
		from, order := seats+" INDEXED BY "+r.index+joins, " ORDER BY "+r.keys+" LIMIT ?"
		if r.idle {
			from += "p.load = 0 AND "
		}
		cs.one = append(cs.one, p.prepare(ctx, from+pool+order))
		cs.several = append(cs.several, p.prepare(ctx, from+combined+order))
	}
	order := strings.Repeat(`CASE ? WHEN 'turn' THEN p.turn WHEN 'position' THEN p.position WHEN 'level' THEN -p.level
		WHEN 'ended' THEN p.ended WHEN 'load' THEN p.load END, `, maxOrder)
	cs.any = p.prepare(ctx, seats+joins+combined+` AND (NOT ?6 OR p.load = 0) ORDER BY `+order+`p.agent LIMIT ?`)
	return cs
}

// Candidates returns the seats of an inbox that can be offered a chat and that
// the query asks for; see [inbox.Store]. For the orders of the modes it walks an
// index of those who can, and looks at no others.
//
// Where several skills are needed, the first query walks those who have the
// rarest, and looks at each of them at worst. For the next ones an index of who
// has them all is made, if it saves many looks; no query or commit waits until it
// is there. There is none where more than 1,000 have them all, and an inbox has 64
// at most: then it is as for the first query. One that was not asked for in a day
// is dropped.
//
// Of an order that has no index, all who can be offered a chat are sorted.
func (s *Store) Candidates(ctx context.Context, q inbox.CandidateQuery) ([]inbox.Seated, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	skills := slices.Compact(slices.Sorted(slices.Values(q.Skills)))
	query, args := s.reader.candidates.pick(&q, skills)
	found, err := collect(query, args, scanSeated)
	if err != nil {
		return nil, s.whenClosed(err)
	}
	if len(skills) > 1 {
		s.demands.ask(combination{q.Inbox, poolName(skills)})
	}
	return found, nil
}

// pick returns the statement that answers a query for skills, each once, and its
// arguments.
func (cs *candidateStmts) pick(q *inbox.CandidateQuery, skills []routing.Skill) (stmt, []any) {
	args := append(make([]any, 0, 7+maxOrder), micros(q.At), texts(q.Not, "[]"), string(q.Inbox), poolName(skills))
	for i, r := range cs.rankings {
		if r.idle != q.Idle || !slices.Equal(r.order, q.Order) {
			continue
		}
		if len(skills) < 2 {
			return cs.one[i], append(args, limit(q.Limit))
		}
		return cs.several[i], append(args, poolNames(skills), limit(q.Limit))
	}
	args = append(args, poolNames(skills), q.Idle)
	var keys []any
	for _, k := range q.Order {
		switch k {
		case routing.ByTurn, routing.ByPosition, routing.ByLevel, routing.ByEnded, routing.ByLoad:
			if !slices.Contains(keys, any(string(k))) {
				keys = append(keys, string(k))
			}
		}
	}
	for len(keys) < maxOrder {
		keys = append(keys, "")
	}
	return cs.any, append(append(args, keys...), limit(q.Limit))
}

func scanSeated(rows *sql.Rows) (inbox.Seated, error) {
	var s inbox.Seated
	var seat, agent sql.RawBytes
	if err := rows.Scan(&s.SeatVersion, &seat, &s.AgentVersion, &agent, &s.Capacity); err != nil {
		return s, err
	}
	return s, errors.Join(json.Unmarshal(seat, &s.Seat), json.Unmarshal(agent, &s.Agent))
}
