//go:build unix

package main

import (
	"bytes"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"strings"
	"testing"
)

// The words in a reply that make the line to WhatsApp fail at the worst moment.
const (
	answerHeld   = "the answer is held"   // it is sent; the sender dies before it knows
	requestEaten = "the request is eaten" // it is not sent; the sender dies before it knows
)

// line is the network between the helpdesk and WhatsApp. It reports each
// request that it holds, which then ends only with its sender.
type line struct {
	*httptest.Server

	held chan string
}

func newLine(t *testing.T, to string) *line {
	t.Helper()
	target, err := url.Parse(to)
	must(t, err)
	l := &line{held: make(chan string, 100)}
	proxy := &httputil.ReverseProxy{
		Rewrite: func(r *httputil.ProxyRequest) { r.SetURL(target) },
		// A connection that broke there breaks here too: an answer of the line's
		// own would say more than the sender can know.
		ErrorHandler: func(http.ResponseWriter, *http.Request, error) { panic(http.ErrAbortHandler) },
	}
	l.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, err := io.ReadAll(r.Body)
		if err != nil {
			panic(http.ErrAbortHandler)
		}
		r.Body = io.NopCloser(bytes.NewReader(body))
		switch text := string(body); {
		case strings.Contains(text, answerHeld):
			unheard(proxy, r)
			l.hold(answerHeld, r)
		case strings.Contains(text, requestEaten):
			l.hold(requestEaten, r)
		default:
			proxy.ServeHTTP(w, r)
		}
	}))
	t.Cleanup(l.Close)
	return l
}

// unheard passes a request on and drops the answer, which the simulator may
// have lost already.
func unheard(h http.Handler, r *http.Request) {
	defer func() {
		broken := recover()
		if err, ok := broken.(error); broken != nil && (!ok || !errors.Is(err, http.ErrAbortHandler)) {
			panic(broken)
		}
	}()
	h.ServeHTTP(httptest.NewRecorder(), r)
}

func (l *line) hold(what string, r *http.Request) {
	l.held <- what
	<-r.Context().Done()
	panic(http.ErrAbortHandler)
}
