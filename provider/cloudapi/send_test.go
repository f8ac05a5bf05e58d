package cloudapi_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/wainbox/wainbox/provider"
	"github.com/wainbox/wainbox/provider/cloudapi"
	"github.com/wainbox/wainbox/whatsapp"
)

// serve is a client and the server that it talks to over a real connection.
func serve(tb testing.TB, h http.HandlerFunc) *cloudapi.Client {
	tb.Helper()
	s := httptest.NewServer(h)
	tb.Cleanup(s.Close)
	return dial(tb, s.URL)
}

func dial(tb testing.TB, base string) *cloudapi.Client {
	tb.Helper()
	c, err := cloudapi.New(complete(), &cloudapi.Options{BaseURL: base})
	if err != nil {
		tb.Fatal(err)
	}
	return c
}

func hello() whatsapp.Outbound {
	return whatsapp.Outbound{To: whatsapp.Address{Phone: "16505550123"}, Content: whatsapp.Text{Body: "hello 👋"}, Ref: "ref-1"}
}

func TestSendRequest(t *testing.T) {
	t.Parallel()
	c := serve(t, func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		got := []string{r.Method, r.URL.RequestURI(), r.Header.Get("Authorization"), r.Header.Get("Content-Type"), string(body)}
		want := []string{
			"POST", "/v24.0/" + numberID + "/messages", "Bearer " + token, "application/json",
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

// TestCodes sends against every code of the platform's table that can be an
// answer to a send. Source: Cloud API, "Error codes", November 2025.
func TestCodes(t *testing.T) {
	t.Parallel()
	var status, code atomic.Int64
	c := serve(t, func(w http.ResponseWriter, _ *http.Request) {
		w.WriteHeader(int(status.Load()))
		_, _ = fmt.Fprintf(w, `{"error":{"message":"(#%d) x","type":"OAuthException","code":%[1]d,"fbtrace_id":"A"}}`, code.Load())
	})
	for _, tc := range []struct {
		status, code int64
		want         provider.Kind
	}{
		{401, 0, provider.Auth},
		{400, 1, provider.Invalid},
		{503, 2, provider.Unavailable},
		{500, 3, provider.Auth},
		{400, 4, provider.Throttled},
		{403, 10, provider.Auth},
		{400, 33, provider.Account},
		{400, 100, provider.Invalid},
		{401, 190, provider.Auth},
		{403, 200, provider.Auth},
		{403, 299, provider.Auth},
		{403, 368, provider.Account},
		{400, 613, provider.Throttled},
		{400, 80007, provider.Throttled},
		{400, 80008, provider.Throttled},
		{400, 130472, provider.OptedOut},
		{400, 130429, provider.Throttled},
		{403, 130497, provider.Account},
		{500, 131000, provider.Unavailable},
		{403, 131005, provider.Auth},
		{400, 131008, provider.Invalid},
		{400, 131009, provider.Invalid},
		{500, 131016, provider.Unavailable},
		{400, 131020, provider.Recipient},
		{400, 131041, provider.Recipient},
		{429, 131208, provider.Throttled},
		{400, 131021, provider.Recipient},
		{400, 131026, provider.Recipient},
		{400, 131030, provider.Account},
		{403, 131031, provider.Account},
		{400, 131035, provider.Invalid},
		{400, 131036, provider.Invalid},
		{400, 131037, provider.Account},
		{400, 131042, provider.Account},
		{500, 131045, provider.Account},
		{400, 131047, provider.Window},
		{400, 131048, provider.Throttled},
		{400, 131049, provider.OptedOut},
		{400, 131050, provider.OptedOut},
		{400, 131051, provider.Unsupported},
		{400, 131052, provider.Invalid},
		{400, 131053, provider.Invalid},
		{400, 131055, provider.Unsupported},
		{400, 131056, provider.Throttled},
		{500, 131057, provider.Unavailable},
		{400, 131061, provider.Template},
		{400, 131062, provider.Unsupported},
		{400, 131063, provider.Account},
		{400, 131064, provider.Account},
		{400, 132000, provider.Invalid},
		{404, 132001, provider.Template},
		{400, 132005, provider.Invalid},
		{400, 132007, provider.Template},
		{400, 132008, provider.Invalid},
		{400, 132012, provider.Invalid},
		{400, 132015, provider.Template},
		{400, 132016, provider.Template},
		{400, 132018, provider.Invalid},
		{400, 132068, provider.Template},
		{400, 132069, provider.Throttled},
		{500, 133000, provider.Account},
		{503, 133004, provider.Unavailable},
		{400, 133010, provider.Account},
		{400, 134011, provider.Account},
		{400, 135000, provider.Invalid},
		{400, 137000, provider.Recipient},
		{500, 999999, provider.Uncertain},
		{400, 999999, provider.Invalid},
	} {
		status.Store(tc.status)
		code.Store(tc.code)
		_, err := c.Send(t.Context(), hello())
		var e *provider.Error
		if !errors.As(err, &e) || e.Kind != tc.want || e.Code != int(tc.code) || e.Pair != (tc.code == 131056) {
			t.Errorf("%d with %d: %v, want %v", tc.code, tc.status, err, tc.want)
		}
	}
}

func TestRetryAfter(t *testing.T) {
	t.Parallel()
	c := serve(t, func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Retry-After", "12")
		w.WriteHeader(http.StatusTooManyRequests)
	})
	_, err := c.Send(t.Context(), hello())
	var e *provider.Error
	if !errors.As(err, &e) || e.Kind != provider.Throttled || e.After != 12*time.Second {
		t.Errorf("Send: %+v", e)
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

// TestConnectionReused counts connections and requests: one connection is
// enough for sends in a row, and one request for each.
func TestConnectionReused(t *testing.T) {
	t.Parallel()
	const sends = 100
	var connections, requests atomic.Int32
	s := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		requests.Add(1)
		_, _ = io.WriteString(w, accepted)
	}))
	s.Config.ConnState = func(_ net.Conn, state http.ConnState) {
		if state == http.StateNew {
			connections.Add(1)
		}
	}
	s.Start()
	t.Cleanup(s.Close)
	c := dial(t, s.URL)
	for range sends {
		if _, err := c.Send(t.Context(), hello()); err != nil {
			t.Fatal(err)
		}
	}
	if n, r := connections.Load(), requests.Load(); n != 1 || r != sends {
		t.Errorf("%d connections and %d requests, want 1 and %d", n, r, sends)
	}
}
