package sqlstore

import (
	"context"
	"database/sql"
	"errors"
	"strings"
	"testing"
)

// planStep is a line of a plan; one without a parent is of the statement itself.
type planStep struct {
	parent int
	detail string
}

func planOf(t *testing.T, s *Store, query string) []planStep {
	t.Helper()
	p := stmts{db: s.reads}
	explain := p.prepare(context.Background(), "EXPLAIN QUERY PLAN "+query)
	plan, err := collect(explain, make([]any, 32), func(rows *sql.Rows) (one planStep, err error) {
		var ignored any
		return one, rows.Scan(&ignored, &one.parent, &ignored, &one.detail)
	})
	if err := errors.Join(err, p.err, p.close()); err != nil {
		t.Fatal(query, err)
	}
	return plan
}

// The statements of routing, as they are prepared, find rows by index and take
// their order from it: nothing is scanned but what came as an argument, and
// nothing is sorted.
func TestRoutingPlans(t *testing.T) {
	t.Parallel()
	s := fresh(t, nil)
	queue, due, ranks := s.reader.queue, s.reader.due, s.writer.ranks
	type test struct {
		name   string
		stmt   stmt
		wants  []string
		skills bool // the pools of the skills are sorted, to find the rarest
	}
	tests := []test{
		{"waiting", queue.waiting, []string{"conversation_waiting (inbox=? AND (chat_priority,chat_arrived,id)>(?,?,?))"}, false},
		{"escalated", queue.escalated, []string{"conversation_escalated (inbox=?)"}, false},
		{"deadline", queue.deadline, []string{"conversation_deadline (inbox=? AND chat_until<?)"}, false},
		{"holder", queue.holder, []string{"PRIMARY KEY (agent=? AND state=?)", "sqlite_autoindex_conversation_1 (id=?)"}, false},
		{"seats of an agent", queue.ofAgent, []string{"seat_agent (agent=?)"}, false},
		{"seats of an inbox", queue.ofInbox, []string{"seat_inbox (inbox=?)"}, false},
		{"places of an agent", ranks.ofAgent, []string{"seat_agent (agent=?)", "place USING PRIMARY KEY (seat=?)"}, false},
		{"loads of an agent", ranks.loads, []string{"seat_agent (agent=?)", "place USING PRIMARY KEY (seat=?)"}, false},
		{"places of an inbox", ranks.ofInbox, []string{"seat_inbox (inbox=?)", "place USING PRIMARY KEY (seat=?)"}, false},
		{"who has all skills", s.reader.combinations.count, []string{
			"p USING COVERING INDEX place_pool (pool=?)", "o USING PRIMARY KEY (seat=? AND pool=?)",
		}, true},
		{"next of a pool", s.writer.pools.next, []string{"p USING COVERING INDEX place_pool (pool=? AND seat>?)"}, true},
		{"entering a pool", s.writer.pools.enter, []string{
			"p USING INDEX place_pool (pool=? AND seat>? AND seat<?)", "o USING PRIMARY KEY (seat=? AND pool=?)",
		}, true},
		{"leaving a pool", s.writer.pools.leave, []string{"place_pool (pool=?)", "PRIMARY KEY (seat=? AND pool=?)"}, false},
		{"something due", due.exists, []string{
			"job_until (until<?)", "job_due (kind=?)", "job_due (kind=? AND priority>?)", "job_due (kind=? AND priority=? AND due<?)",
		}, false},
		{"lapsed", due.lapsed, []string{"job_until (until<?)"}, false},
		{"priority", due.priority, []string{"job_due (kind=? AND priority>?)"}, false},
		{"due", due.waiting, []string{"MERGE (UNION ALL)", "job_due (kind=? AND priority=? AND due<?)"}, false},
		{"lease", s.writer.leases.lease, []string{"job USING INTEGER PRIMARY KEY (rowid=?)"}, false},
	}
	for i, r := range s.reader.candidates.rankings {
		index := r.index + " (pool=?)"
		tests = append(tests,
			test{r.index, s.reader.candidates.one[i], []string{index}, false},
			test{r.index + " and skills", s.reader.candidates.several[i], []string{index, "o USING PRIMARY KEY (seat=? AND pool=?)"}, true})
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			plan := planOf(t, s, tt.stmt.query)
			for _, want := range tt.wants {
				found := false
				for _, step := range plan {
					found = found || strings.Contains(step.detail, want)
				}
				if !found {
					t.Errorf("no step has %s: %v", want, plan)
				}
			}
			for _, step := range plan {
				given := strings.Contains(step.detail, "json_each") || strings.HasPrefix(step.detail, "SCAN (subquery") || step.detail == "SCAN p" || step.detail == "SCAN CONSTANT ROW"
				sorts := strings.Contains(step.detail, "TEMP B-TREE") && (step.parent == 0 || !tt.skills)
				if strings.HasPrefix(step.detail, "SCAN") && !given || sorts {
					t.Errorf("%s: %v", step.detail, plan)
				}
			}
		})
	}
}
