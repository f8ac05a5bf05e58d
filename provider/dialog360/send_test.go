package dialog360_test

import (
	"context"
	"errors"
	"io"
	"net"
	"net/http"
	"sync/atomic"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/wainbox/wainbox/provider"
	"github.com/wainbox/wainbox/provider/dialog360"
	"github.com/wainbox/wainbox/whatsapp"
)

func TestSendRequest(t *testing.T) {
	t.Parallel()
	c := serve(t, func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		got := []string{r.Method, r.URL.RequestURI(), r.Header.Get(keyHeader), r.Header.Get("Content-Type"), string(body)}
		want := []string{
			"POST", "/messages", key, "application/json",
			`{"messaging_product":"whatsapp","recipient_type":"individual","to":"+16505550123",` +
				`"biz_opaque_callback_data":"ref-1","type":"text","text":{"body":"hello 👋"}}`,
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Error(diff)
		}
		_, _ = io.WriteString(w, accepted)
	})
	r, err := c.Send(t.Context(), hello())
	if err != nil || r.ID != "wamid.HBgLMTY1MDU1NTAxMjMVAgARGBI=" || r.Held != "" {
		t.Errorf("Send = %+v, %v", r, err)
	}
}

// TestBaseURL looks at where requests go: the sandbox has all of its API below
// /v1, the others the settings only.
func TestBaseURL(t *testing.T) {
	t.Parallel()
	for suffix, want := range map[string][]string{
		"":     {"/messages", "/v1/configs/webhook"},
		"/":    {"/messages", "/v1/configs/webhook"},
		"/v1":  {"/v1/messages", "/v1/configs/webhook"},
		"/v1/": {"/v1/messages", "/v1/configs/webhook"},
	} {
		paths := make(chan string, 2)
		c := dial(t, listen(t, func(w http.ResponseWriter, r *http.Request) {
			paths <- r.URL.Path
			_, _ = io.WriteString(w, accepted)
		})+suffix)
		if _, err := c.Send(t.Context(), hello()); err != nil {
			t.Error(err)
		}
		if _, err := c.RegisteredWebhook(t.Context()); err != nil {
			t.Error(err)
		}
		if diff := cmp.Diff(want, []string{<-paths, <-paths}); diff != "" {
			t.Errorf("%q: %s", suffix, diff)
		}
	}
}

// TestSendAnswers reads the answers that are a success, and those that look
// like one.
func TestSendAnswers(t *testing.T) {
	t.Parallel()
	for name, tc := range map[string]struct {
		status int
		body   string
		want   provider.Receipt
		kind   provider.Kind // Other = none
	}{
		"200":      {200, `{"messaging_product":"whatsapp","messages":[{"id":"wamid.1"}]}`, provider.Receipt{ID: "wamid.1"}, provider.Other},
		"201":      {201, `{"contacts":[{"input":"x","user_id":"US.1"}],"messages":[{"id":"157b"}]}`, provider.Receipt{ID: "157b"}, provider.Other},
		"held":     {200, `{"messages":[{"id":"w","message_status":"paused"}]}`, provider.Receipt{ID: "w", Held: "paused"}, provider.Other},
		"contacts": {200, `{"contacts":[{"input":"+1","status":"valid","wa_id":"1"}]}`, provider.Receipt{}, provider.Uncertain},
		"a page":   {200, `<html>login</html>`, provider.Receipt{}, provider.Uncertain},
		"an error": {200, `{"error":{"code":131047}}`, provider.Receipt{}, provider.Window},
		"in words": {200, `{"meta":{"success":false,"developer_message":"You have exceeded the endpoint rate limit."}}`, provider.Receipt{}, provider.Throttled},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c := serve(t, func(w http.ResponseWriter, _ *http.Request) {
				w.WriteHeader(tc.status)
				_, _ = io.WriteString(w, tc.body)
			})
			got, err := c.Send(t.Context(), hello())
			if (err != nil) != (tc.kind != provider.Other) || provider.KindOf(err) != tc.kind {
				t.Errorf("Send = %v, want %v", err, tc.kind)
			}
			if diff := cmp.Diff(tc.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// TestIdentityKeyRefused: it may be dropped on the way, so it must not be sent.
func TestIdentityKeyRefused(t *testing.T) {
	t.Parallel()
	c := serve(t, func(http.ResponseWriter, *http.Request) { t.Error("asked") })
	m := hello()
	m.IdentityKey = "hash"
	if _, err := c.Send(t.Context(), m); provider.KindOf(err) != provider.Unsupported {
		t.Errorf("Send = %v", err)
	}
}

func TestSendOutcome(t *testing.T) {
	t.Parallel()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	refused := dial(t, "http://"+l.Addr().String())
	_ = l.Close()
	if _, err := refused.Send(t.Context(), hello()); provider.KindOf(err) != provider.Unavailable {
		t.Errorf("connection refused: %v", err)
	}

	dropped := serve(t, func(http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) })
	if _, err := dropped.Send(t.Context(), hello()); provider.KindOf(err) != provider.Uncertain {
		t.Errorf("connection dropped: %v", err)
	}

	ctx, cancel := context.WithCancel(t.Context())
	hanging := serve(t, func(_ http.ResponseWriter, r *http.Request) {
		_, _ = io.Copy(io.Discard, r.Body)
		cancel()
		<-r.Context().Done()
	})
	if _, err := hanging.Send(ctx, hello()); provider.KindOf(err) != provider.Uncertain || !errors.Is(err, context.Canceled) {
		t.Errorf("given up: %v", err)
	}

	var n atomic.Int32
	moved := serve(t, func(w http.ResponseWriter, r *http.Request) {
		n.Add(1)
		http.Redirect(w, r, "/elsewhere", http.StatusPermanentRedirect)
	})
	if _, err := moved.Send(t.Context(), hello()); provider.KindOf(err) != provider.Uncertain || n.Load() != 1 {
		t.Errorf("redirected: %v after %d requests", err, n.Load())
	}
}

// TestCapabilitiesOwn: what a caller does to the table reaches nobody else.
func TestCapabilitiesOwn(t *testing.T) {
	t.Parallel()
	c, err := dialog360.New(complete(), nil)
	if err != nil {
		t.Fatal(err)
	}
	c.Capabilities().Send[whatsapp.KindText] = provider.No
	if c.Capabilities().Send[whatsapp.KindText] != provider.Full {
		t.Error("the table changed")
	}
}
