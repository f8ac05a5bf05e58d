package bench_test

import (
	"context"
	"net/http"
)

// What the load sends and a contender must be set up for.
const (
	Account = "105550100000001"                  // the phone-number id that callbacks name
	Inbox   = "support"                          // the inbox of every conversation
	Secret  = "as-long-as-the-secret-of-an-app." // the key of the signature
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
