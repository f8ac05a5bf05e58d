package bench_test

import (
	"bytes"
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"errors"
	"hash"
	"net/http"
	"strings"
	"sync"
	"time"
)

// Floor is what no receiver over database/sql can do without: read the body,
// verify it, and commit in groups from one goroutine. It decodes nothing,
// decides nothing and knows nothing of a conversation, so the distance to it is
// what a real engine spends on being one.
//
// It has a cache of 64 MiB and lets the log grow to 16,000 pages, 64 MiB too,
// before the commit that reaches them carries them over. That is 1.3 times as
// fast as with the default 1,000 pages, for a longer worst wait. Checkpoints
// from a second connection made no difference that could be told from noise.
func Floor() Contender {
	return Contender{Name: "floor", Open: openFloor}
}

type floor struct {
	db     *sql.DB
	writer *writer
	jobs   sync.Pool // of *job
}

// A job is one request on its way: all that it needs is kept from the one
// before.
type job struct {
	body       bytes.Buffer
	mac        hash.Hash
	digits     [2 * sha256.Size]byte
	sent, sum  [sha256.Size]byte
	sender     string
	providerID string
	message    []byte // of body
	at         int64
	done       chan error
}

func openFloor(ctx context.Context, dir string, senders []string) (Receiver, error) {
	db, err := open(dir, "cache_size(-65536)", "wal_autocheckpoint(16000)")
	if err != nil {
		return nil, err
	}
	if err := fill(ctx, db, senders); err != nil {
		return nil, errors.Join(err, db.Close())
	}
	w, err := newWriter(ctx, db)
	if err != nil {
		return nil, errors.Join(err, db.Close())
	}
	f := &floor{db: db, writer: w}
	f.jobs.New = func() any {
		return &job{mac: hmac.New(sha256.New, []byte(Secret)), done: make(chan error, 1)}
	}
	go w.run()
	return f, nil
}

func (f *floor) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	j := f.jobs.Get().(*job)
	defer f.jobs.Put(j)
	j.body.Reset()
	if _, err := j.body.ReadFrom(http.MaxBytesReader(w, r.Body, 1<<20)); err != nil {
		http.Error(w, "unreadable body", http.StatusBadRequest)
		return
	}
	if !j.verify(r.Header.Get(signatureHeader)) {
		http.Error(w, "bad signature", http.StatusUnauthorized)
		return
	}
	if !j.scan() {
		http.Error(w, "not a message", http.StatusBadRequest)
		return
	}
	j.at = time.Now().UnixMilli()
	f.writer.queue <- j
	if err := <-j.done; err != nil {
		http.Error(w, "not stored", http.StatusInternalServerError)
	}
}

func (f *floor) Rows(ctx context.Context) (Rows, error) { return count(ctx, f.db) }

func (f *floor) Close() error { return errors.Join(f.writer.close(), f.db.Close()) }

// verify compares the signature of the header with that of the body.
func (j *job) verify(header string) bool {
	digits, ok := strings.CutPrefix(header, signaturePrefix)
	if !ok || len(digits) != len(j.digits) {
		return false
	}
	copy(j.digits[:], digits)
	if _, err := hex.Decode(j.sent[:], j.digits[:]); err != nil {
		return false
	}
	j.mac.Reset()
	j.mac.Write(j.body.Bytes())
	return hmac.Equal(j.mac.Sum(j.sum[:0]), j.sent[:])
}

// scan takes what the rows need from where the load is known to put it. A real
// receiver has to decode.
func (j *job) scan() bool {
	_, message, ok1 := bytes.Cut(j.body.Bytes(), []byte(`"messages":[`))
	message, _, ok2 := bytes.Cut(message, []byte(`]},"field"`))
	_, from, ok3 := bytes.Cut(message, []byte(`"from":"`))
	from, rest, ok4 := bytes.Cut(from, []byte(`"`))
	_, id, ok5 := bytes.Cut(rest, []byte(`"id":"`))
	id, _, ok6 := bytes.Cut(id, []byte(`"`))
	j.sender, j.providerID, j.message = string(from), string(id), message
	return ok1 && ok2 && ok3 && ok4 && ok5 && ok6
}
