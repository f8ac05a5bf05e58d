package simulator_test

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/wainbox/wainbox/provider/simulator"
)

func TestWebhookBytes(t *testing.T) {
	t.Parallel()
	c := newClock()
	r := start(t, &simulator.Options{AppSecret: "secret", Now: c.Now})
	id := r.writes(simulator.Inbound{From: "+" + phone, UserID: "US.77", Name: "Zoë", Text: "a/b é 😀 <\\>\n\""})
	r.idle()
	require.Len(t, r.app.bodies, 1)
	body, header := r.app.bodies[0], r.app.headers[0]
	mac := hmac.New(sha256.New, []byte("secret"))
	mac.Write(body)
	require.Equal(t, "sha256="+hex.EncodeToString(mac.Sum(nil)), header.Get("X-Hub-Signature-256"))
	require.Equal(t, "application/json", header.Get("Content-Type"))
	want := `{"object":"whatsapp_business_account","entry":[{"id":"200000000000001","changes":[{"value":{` +
		`"messaging_product":"whatsapp",` +
		`"metadata":{"display_phone_number":"15550100001","phone_number_id":"100000000000001"},` +
		`"contacts":[{"profile":{"name":"Zo\u00eb"},"wa_id":"16505550123","user_id":"US.77"}],` +
		`"messages":[{"from":"16505550123","from_user_id":"US.77","id":"%s",` +
		`"text":{"body":"a\/b \u00e9 \ud83d\ude00 <\\>\n\""},"timestamp":"1795262400","type":"text"}]},` +
		`"field":"messages"}]}]}`
	require.Equal(t, fmt.Sprintf(want, strings.ReplaceAll(id, "/", `\/`)), string(body))
	require.Equal(t, "a/b é 😀 <\\>\n\"", r.app.hooks(t)[0].Messages[0]["text"].(map[string]any)["body"])
	require.Equal(t, id, r.app.hooks(t)[0].Messages[0]["id"])
}

func TestOnly200IsSuccess(t *testing.T) {
	t.Parallel()
	statuses := []int{500, 503, 204, 201, 302, 400, 202, 200}
	r := start(t, nil)
	r.app.answer = func(attempt int, _ string) int { return statuses[min(attempt, len(statuses))-1] }
	r.write("hello")
	r.idle()
	require.Len(t, r.app.bodies, len(statuses))
	for _, body := range r.app.bodies {
		require.Equal(t, string(r.app.bodies[0]), string(body), "every attempt has the same bytes")
	}
	require.Zero(t, r.Dropped())
}

func TestHorizon(t *testing.T) {
	t.Parallel()
	r := start(t, &simulator.Options{Horizon: 20 * time.Millisecond, MaxBackoff: 5 * time.Millisecond})
	r.app.answer = func(int, string) int { return 500 }
	r.write("hello")
	r.idle()
	require.Equal(t, 1, r.Dropped())
	require.Greater(t, len(r.app.bodies), 2)
}

func TestRetryLetsOthersPass(t *testing.T) {
	t.Parallel()
	c := newClock()
	r := start(t, &simulator.Options{Now: c.Now, Backoff: time.Minute})
	seen, failures := make(chan struct{}, 9), atomic.Int64{}
	r.app.answer = func(_ int, body string) int {
		defer func() { seen <- struct{}{} }()
		if strings.Contains(body, "first") && failures.Add(1) <= 2 { // the second try is immediate
			return 500
		}
		return 200
	}
	first, second := r.write("first"), r.write("second")
	waited := make(chan error, 1)
	go func() { waited <- r.Idle(context.Background()) }()
	for range 3 {
		<-seen
	}
	select {
	case err := <-waited:
		t.Fatal("idle with a retry ahead", err)
	default:
	}
	c.Add(time.Minute)
	r.idle()
	require.NoError(t, <-waited)
	got := idsOf(t, r.app)
	require.Len(t, got, 4)
	require.Equal(t, first, got[3])
	require.Contains(t, got[:3], second)
}

func idsOf(t *testing.T, a *app) []string {
	t.Helper()
	var ids []string
	for _, h := range a.hooks(t) {
		for _, m := range h.Messages {
			ids = append(ids, m["id"].(string))
		}
	}
	return ids
}

func TestNextRunDeliversWhatTheFirstLeft(t *testing.T) {
	t.Parallel()
	arrived, release := make(chan struct{}, 1), make(chan struct{})
	var once sync.Once
	a := &app{answer: func(int, string) int {
		once.Do(func() {
			arrived <- struct{}{}
			<-release
		})
		return 200
	}}
	receiver := httptest.NewServer(a)
	defer receiver.Close()
	sim, err := simulator.New(&simulator.Options{WebhookURL: receiver.URL})
	require.NoError(t, err)
	for range 3 {
		_, err = sim.Write(t.Context(), simulator.Inbound{From: phone, Text: "hello"})
		require.NoError(t, err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	go func() { ended <- sim.Run(ctx) }()
	<-arrived
	require.ErrorIs(t, sim.Run(t.Context()), simulator.ErrRunning)
	cancel()
	require.NoError(t, <-ended)
	close(release)
	ctx, cancel = context.WithCancel(t.Context())
	go func() { ended <- sim.Run(ctx) }()
	require.NoError(t, sim.Idle(t.Context()))
	cancel()
	require.NoError(t, <-ended)
	require.Len(t, idsOf(t, a), 4, "the first was cut off and came again")
}

func TestIdleEndsWithItsContext(t *testing.T) {
	t.Parallel()
	sim, err := simulator.New(&simulator.Options{WebhookURL: "http://127.0.0.1:1"})
	require.NoError(t, err)
	require.NoError(t, sim.Idle(t.Context()))
	_, err = sim.Write(t.Context(), simulator.Inbound{From: phone, Text: "hello"})
	require.NoError(t, err)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	require.ErrorIs(t, sim.Idle(ctx), context.Canceled)
	require.ErrorIs(t, sim.Drain(ctx), context.Canceled)
}

func TestWithoutWebhookNothingIsQueued(t *testing.T) {
	t.Parallel()
	sim, err := simulator.New(nil)
	require.NoError(t, err)
	_, err = sim.Write(t.Context(), simulator.Inbound{From: phone, Text: "hello"})
	require.NoError(t, err)
	require.NoError(t, sim.Drain(t.Context()))
}

func TestManyChatsEachInOrder(t *testing.T) {
	t.Parallel()
	const chats, each = 50, 40
	r := start(t, nil)
	var writers sync.WaitGroup
	for chat := range chats {
		writers.Go(func() {
			for i := range each {
				from := fmt.Sprintf("1650556%04d", chat)
				if _, err := r.Write(context.Background(), simulator.Inbound{From: from, Text: strconv.Itoa(i)}); err != nil {
					t.Error(err)
				}
			}
		})
	}
	writers.Wait()
	r.idle()
	seen := map[string]int{}
	for _, h := range r.app.hooks(t) {
		m := h.Messages[0]
		from := m["from"].(string)
		require.Equal(t, strconv.Itoa(seen[from]), m["text"].(map[string]any)["body"])
		seen[from]++
	}
	require.Len(t, seen, chats)
}

func TestHandshake(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name   string
		answer func(w http.ResponseWriter, challenge string)
		fails  string
	}{
		{name: "challenge", answer: func(w http.ResponseWriter, c string) { fmt.Fprint(w, c) }},
		{name: "more than the challenge", answer: func(w http.ResponseWriter, c string) { fmt.Fprintln(w, c) }, fails: "not the challenge"},
		{name: "quoted", answer: func(w http.ResponseWriter, c string) { fmt.Fprintf(w, "%q", c) }, fails: "not the challenge"},
		{name: "forbidden", answer: func(w http.ResponseWriter, c string) { w.WriteHeader(http.StatusForbidden) }, fails: "403"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			var got http.Request
			receiver := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				got = *r
				test.answer(w, r.URL.Query().Get("hub.challenge"))
			}))
			defer receiver.Close()
			sim, err := simulator.New(&simulator.Options{VerifyToken: "verify"})
			require.NoError(t, err)
			require.Error(t, sim.Handshake(t.Context()))
			sim.SetWebhook(receiver.URL + "/hook?tenant=7")
			err = sim.Handshake(t.Context())
			require.Equal(t, http.MethodGet, got.Method)
			require.Equal(t, "subscribe", got.URL.Query().Get("hub.mode"))
			require.Equal(t, "verify", got.URL.Query().Get("hub.verify_token"))
			require.Equal(t, "7", got.URL.Query().Get("tenant"))
			if test.fails == "" {
				require.NoError(t, err)
				return
			}
			require.ErrorContains(t, err, test.fails)
		})
	}
	sim, err := simulator.New(&simulator.Options{VerifyToken: "canary", WebhookURL: "http://127.0.0.1:1"})
	require.NoError(t, err)
	err = sim.Handshake(t.Context())
	require.Error(t, err)
	require.NotContains(t, err.Error(), "canary")
}
