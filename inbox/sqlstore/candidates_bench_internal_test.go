package sqlstore

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"testing"
	"time"

	"github.com/wainbox/wainbox/inbox"
	"github.com/wainbox/wainbox/routing"
)

// crowded makes two inboxes of so many seats each by SQL, as the store would.
// Everybody is there in "all"; the half who come first in every order are not in
// "half". Ten agents have the skill "ten"; the last in every order, one in a
// hundred, have "last"; three times one in a hundred, here and there, have "a",
// "b" and "c", and one agent has all of these; every other has "half", and the
// rest have "odd".
func crowded(tb testing.TB, seats int) *Store {
	tb.Helper()
	s := fresh(tb, &Options{Synchronous: Normal})
	for _, script := range []string{
		`CREATE TEMP TABLE n AS WITH RECURSIVE n (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < ` + strconv.Itoa(seats) + `)
			SELECT n, printf('agent-%07d', n) AS id, ` + strconv.Itoa(seats) + ` AS most FROM n`,
		`INSERT INTO agent (id, version, until, there, load, ended, skills, body) SELECT id, 1, 9e15, 1, 0, n, skills,
			CAST(json_object('id', id, 'organization', 'o1', 'name', 'Ada Lovelace', 'skills', json(skills),
				'presence', json_object('status', 'available', 'until', '2100-01-01T00:00:00Z'), 'there', json('true')) AS BLOB)
			FROM (SELECT *, (SELECT json_group_array(skill) FROM (
				SELECT 'ten' AS skill WHERE n * 10 % most < 10
				UNION ALL SELECT 'last' WHERE n > most - most / 100
				UNION ALL SELECT CASE n % 2 WHEN 0 THEN 'half' ELSE 'odd' END
				UNION ALL SELECT 'a' WHERE n % 101 = 7 OR n = most / 2
				UNION ALL SELECT 'b' WHERE n % 103 = 9 OR n = most / 2
				UNION ALL SELECT 'c' WHERE n % 107 = 2 OR n = most / 2)) AS skills FROM n)`,
		`INSERT INTO inbox (id, version, capacity, body) SELECT id, 1, 5, CAST(json_object('id', id, 'capacity', 5) AS BLOB)
			FROM (SELECT 'all' AS id UNION SELECT 'half')`,
		`INSERT INTO seat (id, version, inbox, agent, barred, turn, position, level, load, body)
			SELECT i.id || '|' || n.id, 1, i.id, n.id, i.id = 'half' AND n < most / 2, n, n % 7, 1 + (most - n) / (most / 100), 0,
				CAST(json_object('inbox', i.id, 'agent', n.id, 'position', n % 7, 'level', 1 + (most - n) / (most / 100), 'turn', n) AS BLOB)
			FROM inbox i CROSS JOIN n`,
		`INSERT INTO pool (inbox, name, members) SELECT DISTINCT inbox, name, 0 FROM named`,
		`INSERT INTO place (seat, pool, agent, able, turn, position, level, load, ended)
			SELECT v.seat, p.id, v.agent, v.able, v.turn, v.position, v.level, v.load, v.ended
			FROM named n JOIN pool p ON p.inbox = n.inbox AND p.name = n.name JOIN standing v ON v.seat = n.seat`,
		`PRAGMA wal_checkpoint(TRUNCATE)`,
	} {
		if _, err := s.conn.ExecContext(context.Background(), script); err != nil {
			tb.Fatal(script, err)
		}
	}
	return s
}

// BenchmarkCandidates asks for one agent among 1,000 and among 100,000, in turn.
func BenchmarkCandidates(b *testing.B) {
	small, large := crowded(b, 1000), crowded(b, 100_000)
	not := make([]inbox.AgentID, 16)
	for i := range not {
		not[i] = inbox.AgentID(fmt.Sprintf("agent-%07d", i+1))
	}
	turn := routing.Query{Order: routing.ModeRoundRobin.Order()}
	with := func(skills ...routing.Skill) routing.Query {
		q := turn
		q.Skills = skills
		return q
	}
	without := turn
	without.Not = not
	five := routing.Query{Order: routing.Order{routing.ByPosition}}
	for _, bb := range []struct {
		name  string
		inbox inbox.InboxID
		query routing.Query
	}{
		{"turn", "all", turn},
		{"level", "all", routing.Query{Order: routing.ModeProficiency.Order()}},
		{"load", "all", routing.Query{Order: routing.ModeLeastLoaded.Order()}},
		{"longest idle", "all", routing.Query{Order: routing.ModeLongestIdle.Order(), Idle: true}},
		{"half not able, who come first", "half", turn},
		{"without 16", "all", without},
		{"a skill of 10", "all", with("ten")},
		{"a skill of 1%, who come last", "all", with("last")},
		{"a skill of half", "all", with("half")},
		{"three skills of 1% each", "all", with("a", "b", "c")},
		{"a skill of half and one of 1%", "all", with("half", "last")},
		{"two skills of half each that nobody has together", "all", with("half", "odd")},
		{"skills that nobody has together", "all", with("ten", "a", "b")},
		{"an order of the host's", "all", five},
	} {
		b.Run(bb.name, func(b *testing.B) {
			q := inbox.CandidateQuery{Inbox: bb.inbox, At: start, Query: bb.query, Limit: 1}
			for _, s := range []*Store{small, large} {
				if _, err := s.Candidates(context.Background(), q); err != nil {
					b.Fatal(err)
				}
				settled(s)
			}
			var ratios, smalls, larges []float64
			ask := func(s *Store) float64 {
				begin := time.Now()
				times := 0
				for ; times < 20 && time.Since(begin) < 20*time.Millisecond; times++ {
					if _, err := s.Candidates(context.Background(), q); err != nil {
						b.Fatal(err)
					}
				}
				return time.Since(begin).Seconds() / float64(times)
			}
			for b.Loop() {
				s, l := ask(small), ask(large)
				smalls, larges, ratios = append(smalls, s), append(larges, l), append(ratios, l/s)
			}
			b.ReportMetric(median(smalls)*1e6, "µs-of-1000")
			b.ReportMetric(median(larges)*1e6, "µs-of-100000")
			b.ReportMetric(median(ratios), "ratio")
			b.ReportMetric(0, "ns/op")
		})
	}
}

// BenchmarkCombination is what the first query of a combination costs, and making
// the pool for the next ones, among 100,000.
func BenchmarkCombination(b *testing.B) {
	s := crowded(b, 100_000)
	for _, bb := range []struct {
		name   string
		skills []routing.Skill
	}{
		{"three skills of 1% each", []routing.Skill{"a", "b", "c"}},
		{"two skills of half each that nobody has together", []routing.Skill{"half", "odd"}},
	} {
		b.Run(bb.name, func(b *testing.B) {
			c := combination{"all", poolName(bb.skills)}
			q := inbox.CandidateQuery{
				Inbox: "all", At: start, Query: routing.Query{Order: routing.ModeRoundRobin.Order(), Skills: bb.skills}, Limit: 1,
			}
			var firsts, makes []float64
			for b.Loop() {
				if err := s.keeper.retire(c); err != nil {
					b.Fatal(err)
				}
				begin := time.Now()
				if _, err := s.Candidates(context.Background(), q); err != nil {
					b.Fatal(err)
				}
				asked := time.Now()
				settled(s)
				firsts, makes = append(firsts, asked.Sub(begin).Seconds()), append(makes, time.Since(asked).Seconds())
			}
			b.ReportMetric(median(firsts)*1e6, "µs-first")
			b.ReportMetric(median(makes)*1e6, "µs-pool")
			b.ReportMetric(0, "ns/op")
		})
	}
}

func median(all []float64) float64 {
	slices.Sort(all)
	return all[len(all)/2]
}
