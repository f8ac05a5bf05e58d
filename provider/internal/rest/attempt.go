// Package rest makes one HTTP attempt and tells what is known of it afterwards:
// the answer, or a [Failure] that says whether the request may have left. It
// never retries and follows no redirect. What the Graph API's answers mean is
// in here too, since more than one provider speaks them.
package rest

import (
	"bytes"
	"context"
	"errors"
	"io"
	"maps"
	"net/http"
	"net/http/httptrace"
	"net/url"
	"sync/atomic"
)

// UserAgent is sent with every request; the platform's media hosts are known
// to answer some default ones with an empty page.
const UserAgent = "wainbox (+https://github.com/wainbox/wainbox)"

// MaxAnswerBytes is the longest answer that is read; those of the platform are
// some hundred bytes.
const MaxAnswerBytes = 1 << 20

// Client makes requests with the same headers. It is safe for concurrent use.
type Client struct {
	http   http.Client
	header http.Header
}

// New returns a client over h; nil = [NewTransport]'s own connections. The
// headers, credentials among them, go with every request of [Client.Do]. h is
// copied and its redirect policy replaced.
func New(h *http.Client, header http.Header) *Client {
	if h == nil {
		h = &http.Client{Transport: NewTransport()}
	}
	c := &Client{http: *h, header: header.Clone()}
	if c.header == nil {
		c.header = http.Header{}
	}
	if c.header.Get("User-Agent") == "" {
		c.header.Set("User-Agent", UserAgent)
	}
	c.http.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	return c
}

// Request is what to ask.
type Request struct {
	Method string
	URL    string
	// ContentType of the body; empty = JSON.
	ContentType string
	Body        []byte // nil = none
	// Stream is a body that is not held in memory, of exactly Length bytes; it is
	// read once, and not after [Client.Do] returned. Body is not used then.
	Stream io.Reader
	Length int64
	// Header goes with this request besides the client's own, and before it.
	Header http.Header
}

func (r Request) body() io.Reader {
	switch {
	case r.Stream != nil:
		// Never more than was announced, and without the reader's Close: it is the
		// caller's.
		return io.LimitReader(r.Stream, r.Length)
	case r.Body != nil:
		return bytes.NewReader(r.Body)
	default:
		return nil
	}
}

// Answer is what came back, whatever its status.
type Answer struct {
	Status int
	Header http.Header
	Body   []byte
}

// OK reports a status of 200 to 299.
func (a Answer) OK() bool { return a.Status >= 200 && a.Status < 300 }

// Do makes the request once and reads the answer. The error is a [*Failure].
func (c *Client) Do(ctx context.Context, r Request) (Answer, error) {
	if r.Stream != nil {
		s := &stream{source: r.Stream}
		defer s.end()
		r.Stream = s
	}
	res, trace, err := c.start(ctx, r)
	if err != nil {
		return Answer{}, err
	}
	defer res.Body.Close()
	body, err := io.ReadAll(io.LimitReader(res.Body, MaxAnswerBytes+1))
	if err == nil && len(body) > MaxAnswerBytes {
		err = errors.New("rest: answer too long")
	}
	if err != nil {
		return Answer{}, trace.failure(err)
	}
	return Answer{Status: res.StatusCode, Header: res.Header, Body: body}, nil
}

// start makes the request and leaves the body of the answer to the caller.
func (c *Client) start(ctx context.Context, r Request) (*http.Response, *trace, error) {
	t := &trace{}
	if err := ctx.Err(); err != nil {
		return nil, t, &Failure{Err: err}
	}
	req, err := http.NewRequestWithContext(httptrace.WithClientTrace(ctx, t.hooks()), r.Method, r.URL, r.body())
	if err != nil {
		return nil, t, &Failure{Err: withoutURL(err)}
	}
	if r.Stream != nil {
		req.ContentLength = r.Length
	}
	req.Header = c.header.Clone()
	maps.Copy(req.Header, r.Header)
	if r.Body != nil || r.Stream != nil {
		if r.ContentType == "" {
			r.ContentType = "application/json"
		}
		req.Header.Set("Content-Type", r.ContentType)
	}
	t.tried = true
	res, err := c.http.Do(req)
	if err != nil {
		return nil, t, t.failure(err)
	}
	t.answered = true
	return res, t, nil
}

// trace watches one request. From the moment that a connection is handed over,
// the transport's own goroutine may write to it, also after the caller gave up;
// only before that is it certain that nothing left.
type trace struct {
	tried     bool
	answered  bool
	asked     atomic.Bool // a connection was asked for: the transport tells us
	connected atomic.Bool // and got
}

func (t *trace) hooks() *httptrace.ClientTrace {
	return &httptrace.ClientTrace{
		GetConn: func(string) { t.asked.Store(true) },
		GotConn: func(httptrace.GotConnInfo) { t.connected.Store(true) },
	}
}

func (t *trace) failure(err error) *Failure {
	return &Failure{Left: t.left(err), Err: withoutURL(err)}
}

func (t *trace) left(err error) bool {
	switch {
	case !t.tried:
		return false
	case t.answered || t.connected.Load():
		return true
	case t.asked.Load():
		return false
	default:
		// A transport that reports nothing: only what can happen before a
		// connection alone is sure.
		return !beforeConnection(err)
	}
}

// withoutURL takes off the wrapping that quotes the address, whose query may
// hold a credential.
func withoutURL(err error) error {
	if u, ok := errors.AsType[*url.Error](err); ok {
		return u.Err
	}
	return err
}
