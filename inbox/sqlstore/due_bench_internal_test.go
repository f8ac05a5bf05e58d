package sqlstore

import (
	"context"
	"fmt"
	"testing"
	"time"

	"github.com/wainbox/wainbox/inbox"
)

const million = 1_000_000

// pending makes so many timers by SQL, as offers do, due within the quarter of
// an hour after start.
func pending(tb testing.TB, timers int) *Store {
	tb.Helper()
	s := fresh(tb, nil)
	for _, script := range []string{
		fmt.Sprintf(`WITH RECURSIVE n (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < %d)
			INSERT INTO job (state, kind, lane, single, priority, due, account, conversation, message, inbox, agent, guard,
				fence, attempt, lapsed, until, reason)
			SELECT 0, 'timer', '', '', 0, %d + n * 7919 %% 900000 * 1000, '', printf('conversation-%%08d', n), '', 'inbox-' || n %% 100,
				'', n, 0, 0, 0, 0, '' FROM n`, timers, micros(start)+1000),
		`PRAGMA wal_checkpoint(TRUNCATE)`,
	} {
		if _, err := s.conn.ExecContext(context.Background(), script); err != nil {
			tb.Fatal(err)
		}
	}
	return s
}

// thinking are the kinds that one worker leases together.
var thinking = []inbox.JobKind{
	inbox.JobLook, inbox.JobFresh, inbox.JobTimer, inbox.JobPresence, inbox.JobReturn, inbox.JobFollow, inbox.JobWindow,
}

func BenchmarkEmptyPollAmongAMillion(b *testing.B) {
	s := pending(b, million)
	for b.Loop() {
		jobs, err := s.Lease(context.Background(), inbox.LeaseRequest{Kinds: thinking, Now: start, TTL: time.Minute, Limit: 256})
		if err != nil || len(jobs) > 0 {
			b.Fatal(jobs, err)
		}
	}
}

// BenchmarkFireAmongAMillion leases 256 timers that are due and settles them in
// one call, each with the look that it calls for.
func BenchmarkFireAmongAMillion(b *testing.B) {
	s := pending(b, million)
	now, fired := start.Add(time.Minute), 0
	var leasing, settling time.Duration
	for b.Loop() {
		begin := time.Now()
		jobs, err := s.Lease(context.Background(), inbox.LeaseRequest{Kinds: thinking[2:3], Now: now, TTL: time.Minute, Limit: 256})
		leasing += time.Since(begin)
		if err != nil {
			b.Fatal(err)
		}
		if len(jobs) < 256 {
			now = now.Add(time.Minute)
		}
		if now.After(start.Add(15 * time.Minute)) {
			b.Fatal("all have fired: ask for fewer")
		}
		cs := make([]inbox.Commit, len(jobs))
		for i, j := range jobs {
			cs[i].Settle = &inbox.Settlement{Job: j.ID, Fence: j.Fence, Outcome: inbox.OutcomeDone}
			cs[i].Jobs = []inbox.Job{{Kind: inbox.JobLook, Lane: string(j.Inbox), Unique: "look:" + string(j.Inbox), Inbox: j.Inbox, Due: now}}
		}
		begin = time.Now()
		mustCommit(b, s, cs...)
		settling += time.Since(begin)
		fired += len(jobs)
	}
	b.ReportMetric(leasing.Seconds()*1e6/float64(fired), "µs/lease")
	b.ReportMetric(settling.Seconds()*1e6/float64(fired), "µs/settle")
	b.ReportMetric(float64(fired)/(leasing+settling).Seconds(), "timers/s")
	b.ReportMetric(0, "ns/op")
}

// BenchmarkPollBehindDueTimers asks for sends, of which there are none, while a
// hundred thousand timers are overdue.
func BenchmarkPollBehindDueTimers(b *testing.B) {
	s := pending(b, million)
	for b.Loop() {
		r := inbox.LeaseRequest{Kinds: []inbox.JobKind{inbox.JobSend}, Now: start.Add(90 * time.Second), TTL: time.Minute, Limit: 32}
		if jobs, err := s.Lease(context.Background(), r); err != nil || len(jobs) > 0 {
			b.Fatal(jobs, err)
		}
	}
}
