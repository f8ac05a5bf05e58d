package bench_test

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"time"
)

// Naive is the handler that most people write first, and it is not a bad one:
// it verifies, it refuses repeats, it commits before it answers, and each
// request looks after itself with a connection from the pool. What it costs is
// a wait for the disk and a turn at the write lock per message.
func Naive() Contender {
	return Contender{Name: "naive", Open: openNaive}
}

type naive struct{ db *sql.DB }

type naiveCallback struct {
	Entry []struct {
		Changes []struct {
			Value struct {
				Metadata struct {
					PhoneNumberID string `json:"phone_number_id"`
				} `json:"metadata"`
				Contacts []struct {
					Profile struct {
						Name string `json:"name"`
					} `json:"profile"`
					WaID string `json:"wa_id"`
				} `json:"contacts"`
				Messages []naiveMessage `json:"messages"`
			} `json:"value"`
			Field string `json:"field"`
		} `json:"changes"`
		ID string `json:"id"`
	} `json:"entry"`
	Object string `json:"object"`
}

type naiveMessage struct {
	From      string `json:"from"`
	ID        string `json:"id"`
	Timestamp string `json:"timestamp"`
	Type      string `json:"type"`
	Text      struct {
		Body string `json:"body"`
	} `json:"text"`
}

func openNaive(ctx context.Context, dir string, senders []string) (Receiver, error) {
	db, err := open(dir)
	if err != nil {
		return nil, err
	}
	db.SetMaxOpenConns(32)
	db.SetMaxIdleConns(32)
	if err := fill(ctx, db, senders); err != nil {
		return nil, errors.Join(err, db.Close())
	}
	return &naive{db: db}, nil
}

func (n *naive) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, 1<<20))
	if err != nil {
		http.Error(w, "unreadable body", http.StatusBadRequest)
		return
	}
	mac := hmac.New(sha256.New, []byte(Secret))
	mac.Write(body)
	want := signaturePrefix + hex.EncodeToString(mac.Sum(nil))
	if !hmac.Equal([]byte(want), []byte(r.Header.Get(signatureHeader))) {
		http.Error(w, "bad signature", http.StatusUnauthorized)
		return
	}
	var c naiveCallback
	if err := json.Unmarshal(body, &c); err != nil {
		http.Error(w, "not a callback", http.StatusBadRequest)
		return
	}
	for _, entry := range c.Entry {
		for _, change := range entry.Changes {
			for _, m := range change.Value.Messages {
				if err := n.store(r.Context(), change.Value.Metadata.PhoneNumberID, m); err != nil {
					http.Error(w, "not stored", http.StatusInternalServerError)
					return
				}
			}
		}
	}
}

func (n *naive) store(ctx context.Context, account string, m naiveMessage) error {
	body, err := json.Marshal(m)
	if err != nil {
		return err
	}
	at := time.Now().UnixMilli()
	tx, err := n.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback() // after a commit there is nothing to roll back
	result, err := tx.ExecContext(ctx, insertMessage, newID(at), at, account, m.ID, body, m.From)
	if err != nil {
		return err
	}
	if added, err := result.RowsAffected(); err != nil || added == 0 {
		return err
	}
	if _, err := tx.ExecContext(ctx, updateConversation, at, conversationBody(m.From, at), account, m.From); err != nil {
		return err
	}
	if _, err := tx.ExecContext(ctx, insertEvent, at, eventBody(m.ID, at), account, m.From); err != nil {
		return err
	}
	return tx.Commit()
}

func (n *naive) Rows(ctx context.Context) (Rows, error) { return count(ctx, n.db) }

func (n *naive) Close() error { return n.db.Close() }
