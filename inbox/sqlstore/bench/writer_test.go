package bench_test

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
)

// groupLimit bounds a transaction, and with it how long its first request
// waits for the others.
const groupLimit = 512

// A writer is the only one that writes. What waits when it becomes free goes
// into one transaction: the wait for the disk is shared, and no lock is ever
// contended.
type writer struct {
	conn  *sql.Conn
	queue chan *job
	ended chan struct{}

	begin, commit, rollback      *sql.Stmt
	message, conversation, event *sql.Stmt
}

func newWriter(ctx context.Context, db *sql.DB) (*writer, error) {
	conn, err := db.Conn(ctx)
	if err != nil {
		return nil, err
	}
	w := &writer{conn: conn, queue: make(chan *job, groupLimit), ended: make(chan struct{})}
	for _, p := range []struct {
		stmt  **sql.Stmt
		query string
	}{
		{&w.begin, "BEGIN IMMEDIATE"},
		{&w.commit, "COMMIT"},
		{&w.rollback, "ROLLBACK"},
		{&w.message, insertMessage},
		{&w.conversation, updateConversation},
		{&w.event, insertEvent},
	} {
		if *p.stmt, err = conn.PrepareContext(ctx, p.query); err != nil { //nolint:sqlclosecheck // writer.close closes them
			return nil, errors.Join(fmt.Errorf("prepare %q: %w", p.query, err), conn.Close())
		}
	}
	return w, nil
}

// run commits until the queue is closed.
func (w *writer) run() {
	defer close(w.ended)
	group := make([]*job, 0, groupLimit)
	for first := range w.queue {
		group = w.gather(append(group[:0], first))
		err := w.write(group)
		for _, j := range group {
			j.done <- err
		}
	}
}

// gather adds what waits to the group.
func (w *writer) gather(group []*job) []*job {
	for len(group) < groupLimit {
		select {
		case j, ok := <-w.queue:
			if !ok {
				return group
			}
			group = append(group, j)
		default:
			return group
		}
	}
	return group
}

// write stores the whole group or nothing. The context is one that can't end:
// a driver then need not watch it, and a request that was hung up on is no
// reason to fail the others.
func (w *writer) write(group []*job) error {
	ctx := context.Background()
	_, err := w.begin.ExecContext(ctx)
	if err != nil {
		return err
	}
	for _, j := range group {
		if err = w.store(ctx, j); err != nil {
			break
		}
	}
	if err == nil {
		_, err = w.commit.ExecContext(ctx)
	}
	if err != nil {
		_, undone := w.rollback.ExecContext(ctx)
		return errors.Join(err, undone)
	}
	return nil
}

func (w *writer) store(ctx context.Context, j *job) error {
	result, err := w.message.ExecContext(ctx, newID(j.at), j.at, Account, j.providerID, j.message, j.sender)
	if err != nil {
		return err
	}
	if n, err := result.RowsAffected(); err != nil || n == 0 {
		return err
	}
	if _, err := w.conversation.ExecContext(ctx, j.at, conversationBody(j.sender, j.at), Account, j.sender); err != nil {
		return err
	}
	_, err = w.event.ExecContext(ctx, j.at, eventBody(j.providerID, j.at), Account, j.sender)
	return err
}

// close ends run, once nothing is sent to the queue any more.
func (w *writer) close() error {
	close(w.queue)
	<-w.ended
	return errors.Join(
		w.begin.Close(), w.commit.Close(), w.rollback.Close(),
		w.message.Close(), w.conversation.Close(), w.event.Close(),
		w.conn.Close(),
	)
}
