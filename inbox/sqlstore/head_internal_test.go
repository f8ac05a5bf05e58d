package sqlstore

import (
	"context"
	"database/sql"
	"errors"
	"testing"
	"time"

	"github.com/wainbox/wainbox/inbox"
	"github.com/wainbox/wainbox/routing"
)

// rows returns how many rows of all tables a commit writes.
func rows(t *testing.T, s *Store, c inbox.Commit) int64 {
	t.Helper()
	total := func() (n int64) {
		s.writer.turn.Lock()
		defer s.writer.turn.Unlock()
		if err := s.conn.QueryRowContext(context.Background(), "SELECT total_changes()").Scan(&n); err != nil {
			t.Fatal(err)
		}
		return n
	}
	before := total()
	mustCommit(t, s, c)
	return total() - before
}

// What stays the same is not written again: neither who holds a chat with each
// message, nor an agent's places with each heartbeat.
func TestRowsWritten(t *testing.T) {
	t.Parallel()
	s := fresh(t, nil)
	a := inbox.Agent{ID: "ann", There: true, Skills: []routing.Skill{"de", "fr"}}
	a.Presence = routing.Presence{Status: routing.StatusAvailable, Until: start.Add(time.Hour)}
	i := inbox.Inbox{ID: "i1"}
	seat := inbox.Seat{Inbox: "i1", Agent: "ann"}
	c := conversation(1)
	c.Chat.ID, c.Chat.State = "h1", inbox.Waiting
	mustCommit(t, s, inbox.Commit{Puts: []inbox.Put{{Record: a}, {Record: i}, {Record: seat}, {Record: c}}})
	versions := map[inbox.Key]int64{}
	put := func(rs ...inbox.Record) inbox.Commit {
		var c inbox.Commit
		for _, r := range rs {
			versions[r.Key()]++
			c.Puts = append(c.Puts, inbox.Put{Record: r, Version: versions[r.Key()]})
		}
		return c
	}
	for _, step := range []struct {
		name   string
		commit func() inbox.Commit
		want   int64
	}{
		{"a heartbeat", func() inbox.Commit { a.Presence.Until = start.Add(2 * time.Hour); return put(a) }, 1},
		{"an inbox's turn", func() inbox.Commit { i.Turn++; return put(i) }, 1},
		{"a message of a chat that waits", func() inbox.Commit { versions[c.Key()]++; return receive(c, versions[c.Key()], "m1") }, 3},
		{"an offer: three records, a holder and three places", func() inbox.Commit {
			c.Chat.State, c.Chat.Agent, c.Chat.Until = inbox.Offered, "ann", start.Add(time.Minute)
			seat.Turn, seat.Load, a.Load = 1, 1, 1
			return put(c, seat, a)
		}, 3 + 1 + 3},
		{"the same again", func() inbox.Commit { return put(c, seat, a) }, 3},
		{"a message of a chat that is offered", func() inbox.Commit { versions[c.Key()]++; return receive(c, versions[c.Key()], "m2") }, 3},
		{"an offer to two more", func() inbox.Commit { c.Chat.Others = []inbox.AgentID{"bob", "cay"}; return put(c) }, 1 + 1 + 3},
		{"accepted: three leave, one holds it", func() inbox.Commit {
			c.Chat.State, c.Chat.Others, c.Chat.Until = inbox.Active, nil, time.Time{}
			return put(c)
		}, 1 + 3 + 1},
		{"more load: three places", func() inbox.Commit { a.Load++; return put(a) }, 1 + 3},
		{"going away: three places", func() inbox.Commit { a.There = false; return put(a) }, 1 + 3},
		{"less load of who is away", func() inbox.Commit { a.Load--; return put(a) }, 1},
		{"another skill instead of one: its pool and place, and one place less", func() inbox.Commit {
			a.Skills = []routing.Skill{"fr", "es"}
			return put(a)
		}, 1 + 3 + 2},
		{"the chat's end", func() inbox.Commit { c.Chat = inbox.Chat{}; return put(c) }, 1 + 1},
	} {
		if got := rows(t, s, step.commit()); got != step.want {
			t.Errorf("%s: %d rows, not %d", step.name, got, step.want)
		}
	}
}

// A put that changes no key writes no entry of an index, but for the list of
// conversations, which is by their latest message.
func TestTouchedIndexes(t *testing.T) {
	t.Parallel()
	s := fresh(t, nil)
	for kind, want := range map[inbox.RecordKind]int{
		inbox.KindConversation: 1, inbox.KindAgent: 0, inbox.KindSeat: 0, inbox.KindInbox: 0, inbox.KindContact: 0,
	} {
		p := stmts{db: s.reads}
		explain := p.prepare(context.Background(), "EXPLAIN "+s.writer.records.touch[kind].query)
		opcodes, err := collect(explain, make([]any, 8), func(rows *sql.Rows) (opcode string, err error) {
			var ignored any
			return opcode, rows.Scan(&ignored, &opcode, &ignored, &ignored, &ignored, &ignored, &ignored, &ignored)
		})
		if err := errors.Join(err, p.err, p.close()); err != nil {
			t.Fatal(err)
		}
		got := 0
		for _, opcode := range opcodes {
			if opcode == "IdxInsert" {
				got++
			}
		}
		if got != want || len(opcodes) < 5 {
			t.Errorf("%s: %d entries are written, not %d: %q", kind, got, want, opcodes)
		}
	}
}
