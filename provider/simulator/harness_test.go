package simulator_test

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/wainbox/wainbox/provider/simulator"
)

const phone = "16505550123"

// clock is a time that only tests move.
type clock struct {
	mu  sync.Mutex
	now time.Time
}

func newClock() *clock { return &clock{now: time.Date(2026, 11, 21, 12, 0, 0, 0, time.UTC)} }

func (c *clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

func (c *clock) Add(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = c.now.Add(d)
}

// app is an application under test that only remembers.
type app struct {
	url    string
	answer func(attempt int, body string) int // nil = 200

	mu       sync.Mutex
	attempts int
	bodies   [][]byte
	headers  []http.Header
}

func (a *app) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(r.Body)
	if err != nil {
		return
	}
	a.mu.Lock()
	a.attempts++
	attempt := a.attempts
	a.bodies = append(a.bodies, body)
	a.headers = append(a.headers, r.Header.Clone())
	a.mu.Unlock()
	if a.answer != nil {
		w.WriteHeader(a.answer(attempt, string(body)))
	}
}

// hooks decodes every webhook that arrived, in order.
func (a *app) hooks(t *testing.T) []hook {
	t.Helper()
	a.mu.Lock()
	defer a.mu.Unlock()
	all := make([]hook, len(a.bodies))
	for i, body := range a.bodies {
		var e struct {
			Object string
			Entry  []struct {
				ID      string
				Changes []struct {
					Field string
					Value hook
				}
			}
		}
		require.NoError(t, json.Unmarshal(body, &e))
		require.Equal(t, "whatsapp_business_account", e.Object)
		require.Len(t, e.Entry, 1)
		require.Len(t, e.Entry[0].Changes, 1)
		require.Equal(t, "messages", e.Entry[0].Changes[0].Field)
		all[i] = e.Entry[0].Changes[0].Value
		all[i].WABA = e.Entry[0].ID
		all[i].raw = body
	}
	return all
}

// words names what arrived: the type of a message or the word of a status.
func (a *app) words(t *testing.T) []string {
	t.Helper()
	words := []string{}
	for _, h := range a.hooks(t) {
		for _, m := range h.Messages {
			words = append(words, m["type"].(string))
		}
		for _, s := range h.Statuses {
			words = append(words, s["status"].(string))
		}
	}
	return words
}

type hook struct {
	WABA     string
	Product  string `json:"messaging_product"`
	Metadata struct {
		Display string `json:"display_phone_number"`
		ID      string `json:"phone_number_id"`
	}
	Contacts []map[string]any
	Messages []map[string]any
	Statuses []map[string]any
	raw      []byte
}

// rig is a simulator between a client and an app.
type rig struct {
	*simulator.Simulator
	t   *testing.T
	api string
	app *app
}

// start runs a simulator with its API and an app. The test's end stops all of it.
func start(t *testing.T, o *simulator.Options) *rig {
	t.Helper()
	if o == nil {
		o = &simulator.Options{}
	}
	a := &app{}
	receiver := httptest.NewServer(a)
	t.Cleanup(receiver.Close)
	a.url = receiver.URL
	o.WebhookURL = or(o.WebhookURL, receiver.URL)
	o.Backoff = or(o.Backoff, time.Millisecond)
	sim, err := simulator.New(o)
	require.NoError(t, err)
	api := httptest.NewServer(sim.Handler())
	t.Cleanup(api.Close)
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	go func() { ended <- sim.Run(ctx) }()
	t.Cleanup(func() {
		cancel()
		require.NoError(t, <-ended)
	})
	return &rig{Simulator: sim, t: t, api: api.URL, app: a}
}

func or[T comparable](v, otherwise T) T {
	var zero T
	if v == zero {
		return otherwise
	}
	return v
}

// idle waits for the webhooks, a minute at most.
func (r *rig) idle() {
	r.t.Helper()
	ctx, cancel := context.WithTimeout(r.t.Context(), time.Minute)
	defer cancel()
	require.NoError(r.t, r.Idle(ctx))
}

// write lets the phone write a text.
func (r *rig) write(text string) string {
	r.t.Helper()
	return r.writes(simulator.Inbound{From: phone, Text: text})
}

func (r *rig) writes(in simulator.Inbound) string {
	r.t.Helper()
	id, err := r.Write(r.t.Context(), in)
	require.NoError(r.t, err)
	return id
}

type answered struct {
	status int
	body   []byte
	Error  struct {
		Message string
		Type    string
		Code    int
		Subcode int                      `json:"error_subcode"`
		Data    struct{ Details string } `json:"error_data"`
		Trace   string                   `json:"fbtrace_id"`
	}
	Contacts []map[string]string
	Messages []map[string]string
	ID       string
	Success  bool
}

// call makes a request with the default token.
func (r *rig) call(method, path, body string, edit ...func(*http.Request)) (answered, error) {
	r.t.Helper()
	q, err := http.NewRequestWithContext(r.t.Context(), method, r.api+path, bytes.NewReader([]byte(body)))
	require.NoError(r.t, err)
	q.Header.Set("Authorization", "Bearer "+simulator.DefaultToken)
	q.Header.Set("Content-Type", "application/json")
	for _, e := range edit {
		e(q)
	}
	a, err := http.DefaultClient.Do(q)
	if err != nil {
		return answered{}, err
	}
	defer func() { _ = a.Body.Close() }()
	got := answered{status: a.StatusCode}
	got.body, err = io.ReadAll(a.Body)
	require.NoError(r.t, err)
	_ = json.Unmarshal(got.body, &got)
	return got, nil
}

// send posts a message to the default number.
func (r *rig) send(body string) answered {
	r.t.Helper()
	got, err := r.call(http.MethodPost, "/v23.0/"+simulator.DefaultNumberID+"/messages", body)
	require.NoError(r.t, err)
	return got
}

// sendOK posts a message that must be accepted and returns its wamid.
func (r *rig) sendOK(body string) string {
	r.t.Helper()
	got := r.send(body)
	require.Equal(r.t, http.StatusOK, got.status, string(got.body))
	require.Len(r.t, got.Messages, 1)
	return got.Messages[0]["id"]
}

func text(body, ref string) string {
	return `{"messaging_product":"whatsapp","to":"+` + phone + `","type":"text","text":{"body":"` + body +
		`"},"biz_opaque_callback_data":"` + ref + `"}`
}
