package sqlstore

import (
	"context"
	"path/filepath"
	"runtime"
	"strconv"
	"testing"
	"time"

	"github.com/wainbox/wainbox/inbox"
	"github.com/wainbox/wainbox/whatsapp"
)

// start is when the tests happen.
var start = time.Date(2026, 3, 1, 9, 0, 0, 0, time.UTC)

// opened opens a store that the test closes.
func opened(tb testing.TB, path string, o *Options) *Store {
	tb.Helper()
	s, err := Open(context.Background(), path, o)
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() {
		if err := s.Close(); err != nil {
			tb.Errorf("Close: %v", err)
		}
	})
	return s
}

func fresh(tb testing.TB, o *Options) *Store {
	tb.Helper()
	return opened(tb, filepath.Join(tb.TempDir(), "inbox.db"), o)
}

// world is an account and conversations in it.
const account = inbox.AccountID("a1")

func conversation(n int) inbox.Conversation {
	id := strconv.Itoa(n)
	return inbox.Conversation{
		ID: inbox.ConversationID("c" + id), Organization: "o1", Account: account, Inbox: "i1",
		Contact: inbox.ContactID("p" + id), Address: whatsapp.Address{Phone: whatsapp.Phone("4917" + id)}, Name: "Ana Díaz",
		LastAt: start, Preview: "hello",
	}
}

// text is a customer's message.
func text(c inbox.Conversation, id string) inbox.Message {
	return inbox.Message{
		ID: inbox.MessageID(id), Conversation: c.ID, Account: c.Account, Seq: c.Messages, At: c.LastAt, Stored: c.LastAt,
		Direction: inbox.In, ProviderID: whatsapp.MessageID("wamid." + id), Type: "text",
		Content: whatsapp.Text{Body: "hello there, where is my order?"}, Raw: `{"id":"wamid.` + whatsapp.Raw(id) + `"}`,
	}
}

// receive is the commit of a message for a conversation at a version.
func receive(c inbox.Conversation, version int64, id string) inbox.Commit {
	c.Messages++
	c.LastAt = c.LastAt.Add(time.Duration(c.Messages) * time.Second)
	m := text(c, id)
	return inbox.Commit{
		Puts: []inbox.Put{{Record: c, Version: version}}, Messages: []inbox.Message{m},
		Log: []inbox.Entry{{Kind: inbox.EntryReceived, At: c.LastAt, Account: c.Account, Conversation: c.ID, Message: m.ID}},
	}
}

func mustCommit(tb testing.TB, s *Store, cs ...inbox.Commit) {
	tb.Helper()
	for i, err := range s.Commit(context.Background(), cs) {
		if err != nil {
			tb.Fatalf("commit %d: %v", i, err)
		}
	}
}

// list collects a list.
func list[T any](tb testing.TB, seq func(func(T, error) bool)) []T {
	tb.Helper()
	var all []T
	for one, err := range seq {
		if err != nil {
			tb.Fatal(err)
		}
		all = append(all, one)
	}
	return all
}

// until lets others run until something is so.
func until(so func() bool) {
	for !so() {
		runtime.Gosched()
	}
}
