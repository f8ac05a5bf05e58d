// Package bench is the yardstick of the store: how fast a webhook can become a
// committed row and a 200, between a floor that does nothing but what no
// receiver can leave out and the handler that most people write first.
//
// Every contender answers the same load. 64 clients on loopback each post one
// WhatsApp text message per request, signed, with an id of its own, from one of
// 10,000 senders that already have a conversation. A contender verifies the
// signature, commits one message, one changed conversation and one event to
// SQLite (WAL, synchronous=FULL), and only then answers 200. [Run] interleaves
// the contenders, counts their rows and fails if one is missing.
//
//	go test -run '^$' -bench Ingest -benchtime 1x ./inbox/sqlstore/bench
//
// Clients, server and database share the machine, so ratios taken in one run
// are worth more than rates. The databases lie in the directory for temporary
// files: point TMPDIR at the disk in question, since in memory a commit costs
// nothing.
package bench

import (
	"context"
	"net/http"
)

// What the load sends and a contender must be set up for.
const (
	Account = "106540352242922"                  // the phone-number id that callbacks name
	Inbox   = "support"                          // the inbox of every conversation
	Secret  = "as-long-as-an-app-secret-of-Meta" // the key of the signature
)

// A Contender is one way of taking callbacks in.
type Contender struct {
	Name string

	// Open makes a database in dir, an empty directory, with one conversation
	// for each sender, and returns a receiver that is ready for load.
	Open func(ctx context.Context, dir string, senders []string) (Receiver, error)
}

// A Receiver is an opened contender. It answers 200 to a callback once its rows
// are durable. Close is called when no request is left.
type Receiver interface {
	http.Handler
	Rows(ctx context.Context) (Rows, error)
	Close() error
}

// Rows is what a database holds. [Run] compares it before and after the load:
// a callback adds a message, an event and one to the sequence of an existing
// conversation.
type Rows struct {
	Conversations int64
	Messages      int64
	Events        int64
	Seq           int64 // sum over all conversations
}

// after is what r holds once n new callbacks were taken in.
func (r Rows) after(n int64) Rows {
	r.Messages += n
	r.Events += n
	r.Seq += n
	return r
}
