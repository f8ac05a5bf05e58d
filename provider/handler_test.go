package provider_test

import (
	"bytes"
	"context"
	"errors"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync"
	"testing"
	"testing/iotest"

	"github.com/google/go-cmp/cmp"

	"github.com/wainbox/wainbox/provider"
	"github.com/wainbox/wainbox/whatsapp"
)

// shaking is a stub that answers handshakes.
type shaking struct{ stub }

func (*shaking) Handshake(q url.Values) (string, error) {
	if q.Get("token") != "right" {
		return "", provider.Signature
	}
	return q.Get("challenge"), nil
}

// acknowledging is a stub that says more than an empty 200.
type acknowledging struct{ stub }

func (*acknowledging) Acknowledge(w http.ResponseWriter) { _, _ = io.WriteString(w, "<thanks/>") }

// TestHandlerAcknowledges: only what is stored is acknowledged.
func TestHandlerAcknowledges(t *testing.T) {
	t.Parallel()
	for name, tc := range map[string]struct {
		hook   provider.Webhook
		err    error
		status int
		body   string
	}{
		"stored":     {&acknowledging{}, nil, http.StatusOK, "<thanks/>"},
		"observed":   {provider.Observe(&acknowledging{}, nil), nil, http.StatusOK, "<thanks/>"},
		"not stored": {&acknowledging{}, errors.New("full"), http.StatusServiceUnavailable, "Service Unavailable\n"},
		"wants none": {&stub{}, nil, http.StatusOK, ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := httptest.NewRecorder()
			provider.NewHandler("stub", tc.hook, &sink{err: tc.err}, nil).
				ServeHTTP(w, httptest.NewRequestWithContext(t.Context(), http.MethodPost, "/", strings.NewReader("{}")))
			if w.Code != tc.status || w.Body.String() != tc.body {
				t.Errorf("%d %q, want %d %q", w.Code, w.Body, tc.status, tc.body)
			}
		})
	}
}

// sink keeps what it is given.
type sink struct {
	mu    sync.Mutex
	err   error
	got   []provider.Delivery
	body  []string
	count int
}

func (s *sink) Ingest(_ context.Context, d provider.Delivery) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.count++
	if s.err != nil {
		return s.err
	}
	s.body = append(s.body, string(d.Body))
	d.Body = nil
	s.got = append(s.got, d)
	return nil
}

func TestHandlerPost(t *testing.T) {
	t.Parallel()
	event := &whatsapp.Unknown{Notice: whatsapp.Notice{Field: "x"}}
	unread := &provider.DecodeError{Parts: []provider.Unread{{Path: "entry[0]", Reason: "an object", Raw: []byte("1")}}}
	for name, tc := range map[string]struct {
		hook     stub
		sinkErr  error
		options  provider.HandlerOptions
		body     io.Reader
		want     provider.Answer
		ingested int
	}{
		"stored":        {hook: stub{events: []whatsapp.Event{event}}, want: provider.Answer{Status: 200, Events: 1}, ingested: 1},
		"empty":         {body: strings.NewReader(""), want: provider.Answer{Status: 200}, ingested: 1},
		"forged":        {hook: stub{forged: true}, want: provider.Answer{Status: 401, Forged: true}},
		"not stored":    {sinkErr: errors.New("disk full"), want: provider.Answer{Status: 503}, ingested: 1},
		"partly unread": {hook: stub{events: []whatsapp.Event{event}, unread: unread}, want: provider.Answer{Status: 200, Events: 1, Unread: 1}, ingested: 1},
		"all unread":    {hook: stub{unread: errors.New("broken")}, want: provider.Answer{Status: 200, Unread: 1}, ingested: 1},
		"no parts":      {hook: stub{unread: &provider.DecodeError{}}, want: provider.Answer{Status: 200, Unread: 1}, ingested: 1},
		"report only": {
			hook: stub{forged: true, events: []whatsapp.Event{event}}, options: provider.HandlerOptions{Mode: provider.ReportOnly},
			want: provider.Answer{Status: 200, Events: 1, Forged: true}, ingested: 1,
		},
		"at the limit": {
			options: provider.HandlerOptions{MaxBodyBytes: 10}, body: strings.NewReader("1234567890"),
			want: provider.Answer{Status: 200}, ingested: 1,
		},
		"above the limit": {
			options: provider.HandlerOptions{MaxBodyBytes: 10}, body: strings.NewReader("12345678901"), want: provider.Answer{Status: 413},
		},
		"above the limit, length not said": {
			options: provider.HandlerOptions{MaxBodyBytes: 10}, body: io.MultiReader(strings.NewReader("123456"), strings.NewReader("789012")),
			want: provider.Answer{Status: 413},
		},
		"length not said": {
			options: provider.HandlerOptions{MaxBodyBytes: 10}, body: io.MultiReader(strings.NewReader("123456"), strings.NewReader("7890")),
			want: provider.Answer{Status: 200}, ingested: 1,
		},
		"default limit": {body: strings.NewReader(strings.Repeat("x", provider.DefaultMaxBodyBytes+1)), want: provider.Answer{Status: 413}},
		"3 MB":          {body: strings.NewReader(strings.Repeat("x", 3<<20)), want: provider.Answer{Status: 200}, ingested: 1},
		"cut":           {body: &cut{}, want: provider.Answer{Status: 400}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var got []provider.Answer
			tc.options.Observe = func(a provider.Answer) { got = append(got, a) }
			s := &sink{err: tc.sinkErr}
			h := provider.NewHandler("stub", &tc.hook, s, &tc.options)
			if tc.body == nil {
				tc.body = strings.NewReader("{}")
			}
			w := httptest.NewRecorder()
			h.ServeHTTP(w, httptest.NewRequestWithContext(t.Context(), http.MethodPost, "/", tc.body))
			if diff := cmp.Diff([]provider.Answer{tc.want}, got); diff != "" {
				t.Error(diff)
			}
			if w.Code != tc.want.Status || s.count != tc.ingested {
				t.Errorf("status %d, ingested %d times", w.Code, s.count)
			}
		})
	}
}

// cut is a body that ends with an error.
type cut struct{}

func (*cut) Read([]byte) (int, error) { return 0, io.ErrUnexpectedEOF }

// TestHandlerUnread checks that the bytes of what could not be read come
// along.
func TestHandlerUnread(t *testing.T) {
	t.Parallel()
	s := &sink{}
	h := provider.NewHandler("stub", &stub{unread: errors.New("broken")}, s, nil)
	h.ServeHTTP(httptest.NewRecorder(), httptest.NewRequestWithContext(t.Context(), http.MethodPost, "/", strings.NewReader("odd")))
	if len(s.got) != 1 || s.got[0].Provider != "stub" || len(s.got[0].Unread) != 1 || s.body[0] != "odd" {
		t.Errorf("delivered %+v, %q", s.got, s.body)
	}
}

func TestHandlerGet(t *testing.T) {
	t.Parallel()
	for name, tc := range map[string]struct {
		hook   provider.Webhook
		method string
		query  string
		status int
		body   string
	}{
		"handshake":            {&shaking{}, http.MethodGet, "?token=right&challenge=42", 200, "42"},
		"a page as challenge":  {&shaking{}, http.MethodGet, "?token=right&challenge=%3Cscript%3E", 200, "<script>"},
		"wrong token":          {&shaking{}, http.MethodGet, "?token=wrong&challenge=42", 403, "Forbidden\n"},
		"no token":             {&shaking{}, http.MethodGet, "", 403, "Forbidden\n"},
		"no handshake":         {&stub{}, http.MethodGet, "?token=right&challenge=42", 200, ""},
		"behind a decorator":   {provider.Observe(&shaking{}, silent{}), http.MethodGet, "?token=right&challenge=42", 200, "42"},
		"another method":       {&shaking{}, http.MethodPut, "", 405, "Method Not Allowed\n"},
		"yet another method":   {&shaking{}, http.MethodDelete, "", 405, "Method Not Allowed\n"},
		"a monitor's question": {&stub{}, http.MethodHead, "", 200, ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := &sink{}
			w := httptest.NewRecorder()
			provider.NewHandler("stub", tc.hook, s, nil).
				ServeHTTP(w, httptest.NewRequestWithContext(t.Context(), tc.method, "/"+tc.query, http.NoBody))
			if w.Code != tc.status || w.Body.String() != tc.body || s.count != 0 {
				t.Errorf("%d %q", w.Code, w.Body)
			}
			if kind := w.Header().Get("Content-Type"); strings.Contains(kind, "html") {
				t.Errorf("content type %s", kind)
			}
		})
	}
}

// TestHandlerURL checks that what is signed comes from configuration, whatever
// the request says, but for the query.
func TestHandlerURL(t *testing.T) {
	t.Parallel()
	for _, tc := range []struct{ configured, asked, want string }{
		{"https://example.com/hook", "http://forged.example/other", "https://example.com/hook"},
		{"https://example.com/hook", "http://forged.example/other?a=%20b+c&a", "https://example.com/hook?a=%20b+c&a"},
		{"https://example.com/hook?t=1#rc=2", "http://forged.example/hook?t=1&ref=x", "https://example.com/hook?t=1&ref=x"},
		{"https://example.com/hook?t=1", "http://forged.example/hook", "https://example.com/hook"},
		{"https://example.com/hook", "http://forged.example/hook?https://forged.example/", "https://example.com/hook?https://forged.example/"},
		{"", "http://forged.example/hook?ref=x", "?ref=x"},
	} {
		hook := &seeing{}
		h := provider.NewHandler("stub", hook, &sink{}, &provider.HandlerOptions{URL: tc.configured})
		r := httptest.NewRequestWithContext(t.Context(), http.MethodPost, tc.asked, strings.NewReader("{}"))
		r.Header.Set("X-Forwarded-Host", "forged.example")
		h.ServeHTTP(httptest.NewRecorder(), r)
		if hook.seen.URL != tc.want {
			t.Errorf("verified with %q, want %q", hook.seen.URL, tc.want)
		}
	}
}

type seeing struct {
	stub

	seen provider.Callback
}

func (s *seeing) Verify(c provider.Callback) error {
	s.seen = c
	return nil
}

func TestHandlerLog(t *testing.T) {
	t.Parallel()
	var log bytes.Buffer
	o := &provider.HandlerOptions{Logger: slog.New(slog.NewTextHandler(&log, nil))}
	h := provider.NewHandler("stub", &stub{forged: true}, &sink{}, o)
	h.ServeHTTP(httptest.NewRecorder(), httptest.NewRequestWithContext(t.Context(), http.MethodPost, "/", strings.NewReader("canary")))
	if !strings.Contains(log.String(), "callback refused") || strings.Contains(log.String(), "canary") {
		t.Errorf("logged %s", log.String())
	}
}

// TestHandlerConcurrent sends bodies of many sizes at once: buffers are shared,
// bodies never.
func TestHandlerConcurrent(t *testing.T) {
	t.Parallel()
	s := &sink{}
	h := provider.NewHandler("stub", &stub{}, s, nil)
	var wg sync.WaitGroup
	for i := range 64 {
		wg.Go(func() {
			body := strings.Repeat(string(rune('0'+i)), 100*i+1)
			h.ServeHTTP(httptest.NewRecorder(), httptest.NewRequestWithContext(t.Context(), http.MethodPost, "/", strings.NewReader(body)))
		})
	}
	wg.Wait()
	for _, body := range s.body {
		if body != strings.Repeat(body[:1], len(body)) || len(body) != 100*int(body[0]-'0')+1 {
			t.Errorf("a body of %d bytes is mixed", len(body))
		}
	}
	if s.count != 64 {
		t.Errorf("%d deliveries", s.count)
	}
}

// TestHandlerAnnouncedTooLarge: no memory is made for what is only announced.
func TestHandlerAnnouncedTooLarge(t *testing.T) {
	t.Parallel()
	h := provider.NewHandler("x", &stub{}, &sink{}, nil)
	r := httptest.NewRequestWithContext(t.Context(), http.MethodPost, "/", iotest.ErrReader(errors.New("is not read")))
	r.ContentLength = 1 << 40
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	if w.Code != http.StatusRequestEntityTooLarge {
		t.Errorf("answered %d, want 413", w.Code)
	}
}
