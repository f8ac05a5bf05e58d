package sqlstore

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"testing"

	"github.com/wainbox/wainbox/inbox"
)

func TestRoundTrip(t *testing.T) {
	t.Parallel()
	s := fresh(t, nil)
	mustCommit(t, s, receive(conversation(1), 0, "m1"))
	c := conversation(1)
	c.Messages = 1
	mustCommit(t, s, receive(c, 1, "m2"))
	again := s.Commit(context.Background(), []inbox.Commit{receive(c, 2, "m2")})[0]
	if _, ok := errors.AsType[*inbox.DuplicateError](again); !ok {
		t.Fatalf("the same message: %v", again)
	}
	if err := s.Commit(context.Background(), []inbox.Commit{receive(c, 1, "m3")})[0]; !errors.Is(err, inbox.ErrConflict) {
		t.Fatalf("an old version: %v", err)
	}
	messages := list(t, s.Messages(context.Background(), inbox.MessageQuery{Organization: "o1", Conversation: "c1"}))
	if len(messages) != 2 || messages[0].ID != "m2" || messages[0].Raw == "" {
		t.Errorf("messages: %+v", messages)
	}
	entries := list(t, s.Log(context.Background(), 0))
	if len(entries) != 2 || entries[1].Seq != 2 {
		t.Errorf("log: %+v", entries)
	}
	if got := list(t, s.Conversations(context.Background(), inbox.ConversationQuery{Organization: "o1"})); len(got) != 1 {
		t.Errorf("conversations: %+v", got)
	}
}

func TestSynchronous(t *testing.T) {
	t.Parallel()
	for mode, want := range map[Synchronous]int{"": 2, Full: 2, Normal: 1} {
		s := fresh(t, &Options{Synchronous: mode})
		var got int
		var journal string
		if err := s.conn.QueryRowContext(context.Background(), "PRAGMA synchronous").Scan(&got); err != nil || got != want {
			t.Errorf("%q: the writer's connection is at %d (%v), not %d", mode, got, err, want)
		}
		if err := s.conn.QueryRowContext(context.Background(), "PRAGMA journal_mode").Scan(&journal); err != nil || journal != "wal" {
			t.Errorf("%q: the journal is %q (%v)", mode, journal, err)
		}
	}
}

func TestLocked(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "a b?.db")
	s := opened(t, path, nil)
	if _, err := Open(context.Background(), path, nil); !errors.Is(err, ErrLocked) {
		t.Fatalf("a second store: %v", err)
	}
	link := filepath.Join(filepath.Dir(path), "link.db")
	if err := os.Symlink(path, link); err == nil { // where there are links
		if _, err := Open(context.Background(), link, nil); !errors.Is(err, ErrLocked) {
			t.Fatalf("a second store by a link: %v", err)
		}
	}
	mustCommit(t, s, receive(conversation(1), 0, "m1"))
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if info, err := os.Stat(path); err != nil || info.Mode().Perm()&0o077 != 0 {
		t.Errorf("the file is %v (%v)", info, err)
	}
	opened(t, path, nil)
}

func TestNewer(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "inbox.db")
	s := opened(t, path, nil)
	if _, err := s.conn.ExecContext(context.Background(), "PRAGMA user_version = 1000"); err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := Open(context.Background(), path, nil); !errors.Is(err, ErrNewer) {
		t.Errorf("a newer database: %v", err)
	}
	// What was refused is not held.
	if _, err := Open(context.Background(), path, nil); !errors.Is(err, ErrNewer) {
		t.Errorf("a newer database, again: %v", err)
	}
}

func TestClosed(t *testing.T) {
	t.Parallel()
	s := fresh(t, nil)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	ctx := context.Background()
	if err := s.Commit(ctx, []inbox.Commit{receive(conversation(1), 0, "m1")})[0]; !errors.Is(err, ErrClosed) {
		t.Errorf("Commit: %v", err)
	}
	if _, err := s.Load(ctx, []inbox.Want{inbox.ByMessage{Message: "m1"}}); !errors.Is(err, ErrClosed) {
		t.Errorf("Load: %v", err)
	}
	if err := s.Wait(ctx); !errors.Is(err, ErrClosed) {
		t.Errorf("Wait: %v", err)
	}
	if err := s.Close(); err != nil {
		t.Errorf("Close, again: %v", err)
	}
}
