package rest_test

import (
	"context"
	"errors"
	"io"
	"log"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/wainbox/wainbox/provider"
	"github.com/wainbox/wainbox/provider/internal/rest"
)

var (
	send = rest.Call{Op: "send", Once: true}
	read = rest.Call{Op: "mark read"}
)

func post(address string) rest.Request {
	return rest.Request{Method: http.MethodPost, URL: address, Body: []byte(`{"a":1}`)}
}

func plain() *http.Client { return &http.Client{Transport: &http.Transport{}} }

func TestDo(t *testing.T) {
	t.Parallel()
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		for name, want := range map[string]string{
			"Authorization": "Bearer t", "Content-Type": "application/json", "User-Agent": rest.UserAgent,
		} {
			if got := r.Header.Get(name); got != want {
				t.Errorf("%s: %q, want %q", name, got, want)
			}
		}
		w.Header().Set("X-Seen", string(body))
		w.WriteHeader(http.StatusTeapot)
		_, _ = io.WriteString(w, "answer")
	}))
	defer s.Close()
	c := rest.New(plain(), http.Header{"Authorization": {"Bearer t"}})
	a, err := c.Do(t.Context(), post(s.URL))
	if err != nil || a.Status != http.StatusTeapot || string(a.Body) != "answer" || a.Header.Get("X-Seen") != `{"a":1}` || a.OK() {
		t.Errorf("Do = %+v, %v", a, err)
	}
}

// TestLeft tells for each way to fail whether the request may have left.
func TestLeft(t *testing.T) {
	t.Parallel()
	hijack := func(answer string) func(*testing.T) string {
		return func(t *testing.T) string {
			t.Helper()
			s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				_, _ = io.Copy(io.Discard, r.Body)
				conn, _, err := w.(http.Hijacker).Hijack()
				if err != nil {
					t.Error(err)
					return
				}
				_, _ = io.WriteString(conn, answer)
				_ = conn.Close()
			}))
			t.Cleanup(s.Close)
			return s.URL
		}
	}
	for name, tc := range map[string]struct {
		address func(t *testing.T) string
		left    bool
	}{
		"connection refused": {func(t *testing.T) string {
			t.Helper()
			l, err := net.Listen("tcp", "127.0.0.1:0")
			if err != nil {
				t.Fatal(err)
			}
			defer l.Close()
			return "http://" + l.Addr().String()
		}, false},
		"no such name": {func(*testing.T) string { return "http://wainbox.invalid" }, false},
		"certificate refused": {func(t *testing.T) string {
			t.Helper()
			s := httptest.NewUnstartedServer(http.NotFoundHandler())
			s.Config.ErrorLog = log.New(io.Discard, "", 0)
			s.StartTLS()
			t.Cleanup(s.Close)
			return s.URL
		}, false},
		"no address":          {func(*testing.T) string { return "http://%zz?token=canary" }, false},
		"closed without":      {hijack(""), true},
		"not HTTP":            {hijack("SSH-2.0-x\r\n"), true},
		"cut in the body":     {hijack("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf"), true},
		"too long an answer":  {hijack("HTTP/1.1 200 OK\r\n\r\n" + strings.Repeat("x", rest.MaxAnswerBytes+1)), true},
		"cut in the headers":  {hijack("HTTP/1.1 200 OK\r\nConte"), true},
		"broken content code": {hijack("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz"), true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, err := rest.New(plain(), nil).Do(t.Context(), post(tc.address(t)+"?token=canary"))
			var f *rest.Failure
			if !errors.As(err, &f) || f.Left != tc.left {
				t.Fatalf("Do = %v, want Left %v", err, tc.left)
			}
			if strings.Contains(f.Err.Error(), "canary") {
				t.Errorf("the cause quotes the address: %v", f.Err)
			}
			want := provider.Unavailable
			if tc.left {
				want = provider.Uncertain
			}
			if got := send.Lost(err).Kind; got != want {
				t.Errorf("a send is %v", got)
			}
			if got := read.Lost(err).Kind; got != provider.Unavailable {
				t.Errorf("a read is %v", got)
			}
		})
	}
}

// TestGivenUp gives up while the server holds the whole request.
func TestGivenUp(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	s := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		_, _ = io.Copy(io.Discard, r.Body)
		cancel()
		<-r.Context().Done()
	}))
	defer s.Close()
	_, err := rest.New(plain(), nil).Do(ctx, post(s.URL))
	var f *rest.Failure
	if !errors.As(err, &f) || !f.Left || !errors.Is(err, context.Canceled) {
		t.Errorf("Do = %v", err)
	}
	if _, err = rest.New(plain(), nil).Do(ctx, post(s.URL)); !errors.As(err, &f) || f.Left {
		t.Errorf("Do with an ended context = %v", err)
	}
}

// TestSilentTransport has a transport that does not say how far it came: only
// what is sure not to have left is told so.
func TestSilentTransport(t *testing.T) {
	t.Parallel()
	for name, tc := range map[string]struct {
		err  error
		left bool
	}{
		"anything":      {errors.New("broken"), true},
		"dial":          {&net.OpError{Op: "dial", Err: errors.New("refused")}, false},
		"read":          {&net.OpError{Op: "read", Err: errors.New("reset")}, true},
		"name":          {&net.DNSError{Err: "no such host"}, false},
		"context":       {context.DeadlineExceeded, true},
		"dial, wrapped": {&url.Error{Op: "Post", Err: &net.OpError{Op: "dial", Err: errors.New("refused")}}, false},
	} {
		h := &http.Client{Transport: roundTrip(func(*http.Request) (*http.Response, error) { return nil, tc.err })}
		_, err := rest.New(h, nil).Do(t.Context(), post("https://example.com"))
		var f *rest.Failure
		if !errors.As(err, &f) || f.Left != tc.left {
			t.Errorf("%s: %v, want Left %v", name, err, tc.left)
		}
	}
}

type roundTrip func(*http.Request) (*http.Response, error)

func (f roundTrip) RoundTrip(r *http.Request) (*http.Response, error) { return f(r) }

func TestNoRedirect(t *testing.T) {
	t.Parallel()
	var n atomic.Int32
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		n.Add(1)
		http.Redirect(w, r, "/other", http.StatusTemporaryRedirect)
	}))
	defer s.Close()
	a, err := rest.New(plain(), nil).Do(t.Context(), post(s.URL))
	if err != nil || a.Status != http.StatusTemporaryRedirect || n.Load() != 1 {
		t.Errorf("Do = %+v, %v after %d requests", a, err, n.Load())
	}
	if e := send.Refused(a); e.Kind != provider.Uncertain {
		t.Errorf("a redirected send is %v", e.Kind)
	}
}

func TestNewLeavesClient(t *testing.T) {
	t.Parallel()
	h, header := plain(), http.Header{"Authorization": {"Bearer t"}}
	rest.New(h, header)
	if h.CheckRedirect != nil || len(header) != 1 {
		t.Error("New changed what it was given")
	}
}
