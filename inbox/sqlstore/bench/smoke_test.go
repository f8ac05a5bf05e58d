package bench_test

import (
	"bytes"
	"context"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"
)

// small is a plan that is over in less than a second.
var small = Plan{Rounds: 1, Warm: time.Nanosecond, Measure: time.Minute, Clients: 16, Senders: 200, Requests: 500}

// The benchmark must not rot: a contender that answers 200 and loses a row
// fails here, and not only in a long run.
func TestContendersStoreEveryRequest(t *testing.T) {
	t.Parallel()
	for _, c := range contenders() {
		t.Run(c.Name, func(t *testing.T) {
			t.Parallel()
			report, err := Run(t.Context(), t.TempDir(), small, c)
			if err != nil {
				t.Fatal(err)
			}
			if f := report[0].Median(); f.Rate <= 0 || f.P50 <= 0 || f.P99 < f.P50 || f.Max < f.P99 {
				t.Errorf("figures that can't be: %+v", f)
			}
		})
	}
}

// A contender that saves work by not refusing what it should is no yardstick.
func TestContendersRefuse(t *testing.T) {
	t.Parallel()
	for _, c := range contenders() {
		t.Run(c.Name, func(t *testing.T) {
			t.Parallel()
			senders := newSenders(3)
			receiver, err := c.Open(t.Context(), t.TempDir(), senders)
			if err != nil {
				t.Fatal(err)
			}
			defer func() {
				if err := receiver.Close(); err != nil {
					t.Error(err)
				}
			}()
			before, err := receiver.Rows(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			r := newRequest("localhost", rand.New(rand.NewPCG(1, 2)))
			r.next(senders)
			good := string(r.signature)
			bad := "0" + good[1:]
			if bad == good {
				bad = "1" + good[1:]
			}
			for _, step := range []struct {
				name, signature string
				status          int
				rows            int64
			}{
				{"bad signature", bad, http.StatusUnauthorized, 0},
				{"no signature", "", http.StatusUnauthorized, 0},
				{"new message", good, http.StatusOK, 1},
				{"same message", good, http.StatusOK, 1},
			} {
				post := httptest.NewRequestWithContext(t.Context(), http.MethodPost, "/webhook", bytes.NewReader(r.body))
				post.Header.Set(signatureHeader, signaturePrefix+step.signature)
				answer := httptest.NewRecorder()
				receiver.ServeHTTP(answer, post)
				if answer.Code != step.status {
					t.Errorf("%s: status %d, want %d", step.name, answer.Code, step.status)
				}
				rows, err := receiver.Rows(t.Context())
				if err != nil {
					t.Fatal(err)
				}
				if want := before.after(step.rows); rows != want {
					t.Errorf("%s: rows %+v, want %+v", step.name, rows, want)
				}
			}
		})
	}
}

// stub answers every request with its status and stores nothing.
type stub int

func (s stub) ServeHTTP(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(int(s)) }
func (stub) Rows(context.Context) (Rows, error)                 { return Rows{Conversations: 200}, nil }
func (stub) Close() error                                       { return nil }

func TestRunFailsForLostRowsAndRefusals(t *testing.T) {
	t.Parallel()
	for _, s := range []stub{http.StatusOK, http.StatusInternalServerError} {
		c := Contender{Name: "stub", Open: func(context.Context, string, []string) (Receiver, error) { return s, nil }}
		if _, err := Run(t.Context(), t.TempDir(), small, c); err == nil {
			t.Errorf("a contender that answers %d and stores nothing passed", s)
		}
	}
}

// The sizes are part of what is measured.
func TestSizes(t *testing.T) {
	t.Parallel()
	at := time.Now().UnixMilli()
	for name, size := range map[string]struct{ got, want int }{
		"callback":     {len(callback), 680},
		"conversation": {len(conversationBody(senderMark, at)), 400},
		"event":        {len(eventBody("wamid."+idMark, at)), 150},
	} {
		if off := size.got - size.want; off < -20 || off > 20 {
			t.Errorf("%s has %d bytes and should have about %d", name, size.got, size.want)
		}
	}
	j := job{}
	j.body.WriteString(callback)
	if !j.scan() || len(j.message) < 280 || len(j.message) > 340 {
		t.Errorf("message has %d bytes and should have about 300", len(j.message))
	}
	if id := newID(at); len(id) != 26 {
		t.Errorf("id %q has %d characters and should have 26", id, len(id))
	}
}
