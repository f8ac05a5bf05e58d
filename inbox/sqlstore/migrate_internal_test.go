package sqlstore

import (
	"context"
	"path/filepath"
	"reflect"
	"slices"
	"testing"
	"time"

	"github.com/wainbox/wainbox/inbox"
	"github.com/wainbox/wainbox/routing"
)

// versionOne is what was kept before there was routing: two agents who said that
// they were available, one with a chat, and a chat that waits.
const versionOne = `
INSERT INTO inbox VALUES ('i1', 4, CAST('{"id":"i1","organization":"o1","name":"Support","turn":7}' AS BLOB));
INSERT INTO agent VALUES
	('ann', 3, 1, CAST('{"id":"ann","organization":"o1","name":"Ann","available":true,"capacity":2,"load":1}' AS BLOB)),
	('bob', 1, 1, CAST('{"id":"bob","organization":"o1","name":"Bob","available":true}' AS BLOB));
INSERT INTO seat VALUES
	('i1|ann', 2, 'i1', 'ann', CAST('{"inbox":"i1","agent":"ann","position":2,"turn":7}' AS BLOB)),
	('i1|bob', 1, 'i1', 'bob', CAST('{"inbox":"i1","agent":"bob","position":1}' AS BLOB));
INSERT INTO conversation VALUES
	('c1', 5, 9, 'o1', 'i1', 1772355600000000, 'active', 1772355600000000, CAST('{"id":"c1","organization":"o1","account":"a1","inbox":"i1","contact":"p1","address":{"phone":"49171"},"window":{},"chat":{"id":"h1","state":"active","agent":"ann","arrived":"2026-03-01T09:00:00Z","assigned":"2026-03-01T09:00:01Z"},"messages":3,"last_at":"2026-03-01T09:00:00Z"}' AS BLOB)),
	('c2', 1, 2, 'o1', 'i1', 1772355660000000, 'waiting', 1772355660000000, CAST('{"id":"c2","organization":"o1","account":"a1","inbox":"i1","contact":"p2","address":{"phone":"49172"},"window":{},"chat":{"id":"h2","state":"waiting","arrived":"2026-03-01T09:01:00Z"},"messages":1,"last_at":"2026-03-01T09:01:00Z"}' AS BLOB)),
	('c3', 1, 2, 'o1', 'i1', 1772355720000000, '', -62135596800000000, CAST('{"id":"c3","organization":"o1","account":"a1","inbox":"i1","contact":"p3","address":{"phone":"49173"},"window":{},"chat":{},"messages":1,"last_at":"2026-03-01T09:02:00Z"}' AS BLOB));
INSERT INTO job VALUES (12, 0, 'look', 'i1', 'look:i1', 0, 1772355600000000, '', '', '', 'i1', 0, 0, 0, 0, '');
INSERT INTO log VALUES (8, 'chat.assigned', 1772355601000000, 9, 'a1', '', 'c1', 'h1', '', 'ann', '', X'');
`

// before makes a database as version 1 of the tables left it.
func before(t *testing.T, rows string) string {
	t.Helper()
	ctx, path := context.Background(), filepath.Join(t.TempDir(), "inbox.db")
	db, err := connect(path, 1, "journal_mode(WAL)")
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	conn, err := db.Conn(ctx)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	script, err := migrations.ReadFile("migrations/0001_tables.sql")
	if err != nil {
		t.Fatal(err)
	}
	if err := applyScript(ctx, conn, string(script)+rows, 1); err != nil {
		t.Fatal(err)
	}
	return path
}

// A database that was there before routing keeps what it has: chats wait and are
// held, nobody is there until they say so, and then they are offered chats.
func TestVersionOne(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	s := opened(t, before(t, versionOne), nil)

	load := func(want inbox.Want) []inbox.State {
		t.Helper()
		states, err := s.Load(ctx, []inbox.Want{want})
		if err != nil {
			t.Fatal(err)
		}
		return states
	}
	nine := time.Date(2026, 3, 1, 9, 0, 0, 0, time.UTC)
	held := load(inbox.ByHolder{Agent: "ann", State: inbox.Active})
	if len(held) != 1 || held[0].Version != 5 {
		t.Fatalf("Ann has %+v", held)
	}
	chat := inbox.Chat{
		ID: "h1", Chat: routing.Chat{State: inbox.Active, Agent: "ann", Arrived: nine}, Assigned: nine.Add(time.Second),
	}
	c, _ := held[0].Record.(inbox.Conversation)
	if !reflect.DeepEqual(c.Chat, chat) || c.LastAgent != "ann" || c.Messages != 3 {
		t.Errorf("Ann's conversation: %+v", c)
	}
	if waits := load(inbox.ByWaiting{Inbox: "i1"}); len(waits) != 1 || waits[0].Record.Key().ID != "c2" {
		t.Errorf("there wait %+v", waits)
	}
	want := []inbox.State{
		{Version: 2, Record: inbox.Seat{Inbox: "i1", Agent: "ann", Position: 2, Turn: 7, Load: 1}},
		{Version: 1, Record: inbox.Seat{Inbox: "i1", Agent: "bob", Position: 1}},
	}
	if seats := load(inbox.BySeats{Inbox: "i1"}); !reflect.DeepEqual(seats, want) {
		t.Errorf("seats: %+v", seats)
	}
	jobs, err := s.Lease(ctx, poll)
	if err != nil || len(jobs) != 1 || jobs[0].ID != 12 || jobs[0].Inbox != "i1" {
		t.Errorf("leased %+v, %v", jobs, err)
	}
	if log := list(t, s.Log(ctx, 0)); len(log) != 1 || log[0].Agent != "ann" || log[0].ID != 8 ||
		log[0].Kind != inbox.EntryOwner || log[0].State != inbox.OwnerAccepted {
		t.Errorf("log: %+v", log)
	}

	q := inbox.CandidateQuery{Inbox: "i1", At: start, Query: routing.Query{Order: routing.RoundRobin()}}
	there := func(want ...inbox.AgentID) {
		t.Helper()
		found, err := s.Candidates(ctx, q)
		if err != nil {
			t.Fatal(err)
		}
		var got []inbox.AgentID
		for _, one := range found {
			got = append(got, one.Agent.ID)
		}
		if !slices.Equal(got, want) {
			t.Errorf("candidates are %q, not %q", got, want)
		}
	}
	there()
	for _, state := range append(load(inbox.Agent{ID: "ann"}.Key()), load(inbox.Agent{ID: "bob"}.Key())...) {
		a, _ := state.Record.(inbox.Agent)
		a.There, a.Presence = true, a.Presence.Set(routing.StatusAvailable, start, time.Minute)
		mustCommit(t, s, inbox.Commit{Puts: []inbox.Put{{Record: a, Version: state.Version}}})
	}
	there("bob", "ann")

	// The chat ends: Ann holds nothing any more.
	c.Chat = inbox.Chat{}
	mustCommit(t, s, inbox.Commit{Puts: []inbox.Put{{Record: c, Version: 5}}})
	if held := load(inbox.ByHolder{Agent: "ann", State: inbox.Active}); len(held) > 0 {
		t.Errorf("Ann still has %+v", held)
	}
}
