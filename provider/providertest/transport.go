package providertest

import (
	"bytes"
	"io"
	"net/http"
	"strings"
	"sync"
)

// Transport answers a provider's requests in the place of the network: as the
// transport of its [http.Client] it gives a [Rig] its Requests, Answer and Hang.
// It is safe for concurrent use.
type Transport struct {
	mu       sync.Mutex
	answer   func(r *http.Request) (*http.Response, error)
	requests int
}

var _ http.RoundTripper = (*Transport)(nil)

// NewTransport returns a transport that answers as first says, until Answer or
// Hang is called.
func NewTransport(first func(r *http.Request) (status int, body string)) *Transport {
	return &Transport{answer: func(r *http.Request) (*http.Response, error) {
		status, body := first(r)
		return response(r, status, body), nil
	}}
}

// Always answers every request the same, for [NewTransport].
func Always(status int, body string) func(*http.Request) (int, string) {
	return func(*http.Request) (int, string) { return status, body }
}

// RoundTrip counts and answers a request, whose body it has read.
func (t *Transport) RoundTrip(r *http.Request) (*http.Response, error) {
	if r.Body != nil {
		_, _ = io.Copy(io.Discard, r.Body)
		_ = r.Body.Close()
	}
	t.mu.Lock()
	t.requests++
	answer := t.answer
	t.mu.Unlock()
	return answer(r)
}

// Requests is how many there were.
func (t *Transport) Requests() int {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.requests
}

// Answer answers every following request so.
func (t *Transport) Answer(status int, body string) {
	t.set(func(r *http.Request) (*http.Response, error) { return response(r, status, body), nil })
}

// Hang leaves every following request without an answer until its context ends.
// The channel is closed when one has arrived whole.
func (t *Transport) Hang() <-chan struct{} {
	arrived := make(chan struct{})
	var once sync.Once
	t.set(func(r *http.Request) (*http.Response, error) {
		once.Do(func() { close(arrived) })
		<-r.Context().Done()
		return nil, r.Context().Err()
	})
	return arrived
}

func (t *Transport) set(answer func(*http.Request) (*http.Response, error)) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.answer = answer
}

func response(r *http.Request, status int, body string) *http.Response {
	return &http.Response{
		StatusCode: status, Status: http.StatusText(status), Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1,
		Header: http.Header{}, Body: io.NopCloser(strings.NewReader(body)), ContentLength: int64(len(body)), Request: r,
	}
}

// Log is a log that may be read while it is written: what the provider's logger
// writes to, and Rig.Logged reads. The zero value is empty.
type Log struct {
	mu sync.Mutex
	b  bytes.Buffer
}

// Write adds to the log.
func (l *Log) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.Write(p)
}

// String is all that was written so far.
func (l *Log) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.String()
}
