package bench_test

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"net"
	"net/http"
	"slices"
	"strconv"
	"sync/atomic"
	"time"
)

// patience is how long an answer may take beyond the end of a round before the
// round fails.
const patience = 30 * time.Second

// A client is one connection that posts callbacks, each when the one before is
// answered.
type client struct {
	conn    net.Conn
	answers *bufio.Reader
	request *request
}

// A tally is what one client saw.
type tally struct {
	sent      int64
	refused   int64           // answers other than 200
	latencies []time.Duration // since the warm-up
	err       error
}

func dial(ctx context.Context, address string, random *rand.Rand) (*client, error) {
	var dialer net.Dialer
	conn, err := dialer.DialContext(ctx, "tcp", address)
	if err != nil {
		return nil, err
	}
	return &client{conn: conn, answers: bufio.NewReader(conn), request: newRequest(address, random)}, nil
}

// post sends callbacks until the time is up or the budget of requests is
// spent. What was sent is always waited for, so that every request counted has
// its rows.
func (c *client) post(senders []string, warm, end time.Time, budget *atomic.Int64) (t tally) {
	defer func() { t.err = errors.Join(t.err, c.conn.Close()) }()
	if t.err = c.conn.SetDeadline(end.Add(patience)); t.err != nil {
		return t
	}
	t.latencies = make([]time.Duration, 0, 1<<12)
	for budget.Add(-1) >= 0 {
		c.request.next(senders)
		start := time.Now()
		if start.After(end) {
			return t
		}
		if _, err := c.conn.Write(c.request.raw); err != nil {
			t.err = err
			return t
		}
		t.sent++
		status, err := c.answer()
		if err != nil {
			t.err = err
			return t
		}
		if status != http.StatusOK {
			t.refused++
		}
		if start.After(warm) {
			t.latencies = append(t.latencies, time.Since(start))
		}
	}
	return t
}

// answer reads one response and returns its status. It knows as much of HTTP as
// net/http's server uses for short answers.
func (c *client) answer() (status int, err error) {
	line, err := c.answers.ReadSlice('\n')
	if err != nil {
		return 0, err
	}
	if len(line) < len("HTTP/1.1 200") || !bytes.HasPrefix(line, []byte("HTTP/1.1 ")) {
		return 0, fmt.Errorf("not a status line: %q", line)
	}
	if status, err = strconv.Atoi(string(line[9:12])); err != nil {
		return 0, err
	}
	length := -1
	for {
		line, err := c.answers.ReadSlice('\n')
		if err != nil {
			return 0, err
		}
		line = bytes.TrimRight(line, "\r\n")
		if len(line) == 0 {
			break
		}
		if value, ok := bytes.CutPrefix(line, []byte("Content-Length: ")); ok {
			if length, err = strconv.Atoi(string(value)); err != nil {
				return 0, err
			}
		}
	}
	if length < 0 {
		return 0, errors.New("an answer without a length")
	}
	_, err = c.answers.Discard(length)
	return status, err
}

// sum joins what the clients saw.
func sum(tallies []tally) (sent int64, latencies []time.Duration, err error) {
	var refused int64
	for _, t := range tallies {
		sent += t.sent
		refused += t.refused
		latencies = append(latencies, t.latencies...)
		err = errors.Join(err, t.err)
	}
	if refused > 0 {
		err = errors.Join(err, fmt.Errorf("%d of %d answers were not 200", refused, sent))
	}
	slices.Sort(latencies)
	return sent, latencies, err
}
