package simulator_test

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"math"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/wainbox/wainbox/provider/simulator"
)

const (
	account      = "/2010-04-01/Accounts/" + simulator.DefaultTwilioAccount
	instance     = "/" + simulator.DefaultOneMsgInstance + "/"
	cloudNumber  = "15550100001"
	dialogNumber = "15550100002"
	twilioNumber = "15550100003"
	oneMsgNumber = "15550100004"
)

// delivered is a webhook that arrived.
type delivered struct {
	path   string
	header http.Header
	body   []byte
}

func (d delivered) form(t *testing.T) url.Values {
	t.Helper()
	form, err := url.ParseQuery(string(d.body))
	require.NoError(t, err)
	return form
}

func (d delivered) json(t *testing.T) map[string]any {
	t.Helper()
	var v map[string]any
	require.NoError(t, json.Unmarshal(d.body, &v))
	return v
}

// desk is an application that listens on a path for each wire, and only remembers.
type desk struct {
	mu     sync.Mutex
	status int // zero = 200
	all    []delivered
}

func (d *desk) answers(status int) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.status = status
}

func (d *desk) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(r.Body)
	if err != nil {
		return
	}
	d.mu.Lock()
	d.all = append(d.all, delivered{path: r.URL.RequestURI(), header: r.Header.Clone(), body: body})
	status := d.status
	d.mu.Unlock()
	if status != 0 {
		w.WriteHeader(status)
	}
}

// at returns what arrived at a path.
func (d *desk) at(path string) []delivered {
	d.mu.Lock()
	defer d.mu.Unlock()
	return slices.DeleteFunc(slices.Clone(d.all), func(one delivered) bool { return !strings.HasPrefix(one.path, path) })
}

// wires is a simulator with a number on each wire, "1" to "4", each with a webhook path of its own.
type wires struct {
	*simulator.Simulator
	t    *testing.T
	api  string
	hook string
	desk *desk
}

func startWires(t *testing.T, o *simulator.Options) *wires {
	t.Helper()
	if o == nil {
		o = &simulator.Options{}
	}
	d := &desk{}
	receiver := httptest.NewServer(d)
	t.Cleanup(receiver.Close)
	o.Numbers = []simulator.Number{
		{ID: "1", WABA: "10", Display: cloudNumber, WebhookURL: receiver.URL + "/cloudapi"},
		{ID: "2", WABA: "20", Display: dialogNumber, Wire: simulator.WireDialog360, WebhookURL: receiver.URL + "/dialog360"},
		{ID: "3", WABA: "30", Display: twilioNumber, Wire: simulator.WireTwilio, WebhookURL: receiver.URL + "/twilio"},
		{ID: "4", WABA: "40", Display: oneMsgNumber, Wire: simulator.WireOneMsg, WebhookURL: receiver.URL + "/onemsg"},
	}
	o.Backoff = or(o.Backoff, time.Millisecond)
	o.Workers = 1
	sim, err := simulator.New(o)
	require.NoError(t, err)
	api := httptest.NewServer(sim.Handler())
	t.Cleanup(api.Close)
	sim.SetBaseURL(api.URL)
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	go func() { ended <- sim.Run(ctx) }()
	t.Cleanup(func() {
		cancel()
		require.NoError(t, <-ended)
	})
	return &wires{Simulator: sim, t: t, api: api.URL, hook: receiver.URL, desk: d}
}

// wrote lets the phone write to a number and waits for the webhook.
func (r *wires) wrote(number string, in simulator.Inbound) string {
	r.t.Helper()
	in.Number, in.From = number, or(in.From, phone)
	id, err := r.Write(r.t.Context(), in)
	require.NoError(r.t, err)
	r.idle()
	return id
}

func (r *wires) idle() {
	r.t.Helper()
	ctx, cancel := context.WithTimeout(r.t.Context(), time.Minute)
	defer cancel()
	require.NoError(r.t, r.Idle(ctx))
}

// reply is an answer of the API.
type reply struct {
	status int
	header http.Header
	raw    []byte
	json   map[string]any
}

// at digs into the answer: names and, for lists, positions. Whole numbers are int.
func (r reply) at(path ...any) any { return dig(r.json, path...) }

func dig(v any, path ...any) any {
	for _, step := range path {
		switch step := step.(type) {
		case string:
			object, _ := v.(map[string]any)
			v = object[step]
		case int:
			list, _ := v.([]any)
			if step >= len(list) {
				return nil
			}
			v = list[step]
		}
	}
	if number, ok := v.(float64); ok && number == math.Trunc(number) {
		return int(number)
	}
	return v
}

// do makes a request, follows no redirect, and reads the answer.
func (r *wires) do(method, target string, header http.Header, body string) (reply, error) {
	r.t.Helper()
	if strings.HasPrefix(target, "/") {
		target = r.api + target
	}
	q, err := http.NewRequestWithContext(r.t.Context(), method, target, bytes.NewReader([]byte(body)))
	require.NoError(r.t, err)
	q.Header = header.Clone()
	client := &http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	a, err := client.Do(q)
	if err != nil {
		return reply{}, err
	}
	defer func() { _ = a.Body.Close() }()
	got := reply{status: a.StatusCode, header: a.Header}
	got.raw, err = io.ReadAll(a.Body)
	require.NoError(r.t, err)
	_ = json.Unmarshal(got.raw, &got.json)
	return got, nil
}

func (r *wires) must(method, target string, header http.Header, body string) reply {
	r.t.Helper()
	got, err := r.do(method, target, header, body)
	require.NoError(r.t, err)
	return got
}

func bearer() http.Header {
	return http.Header{"Authorization": {"Bearer " + simulator.DefaultToken}, "Content-Type": {"application/json"}}
}

func keyed() http.Header {
	return http.Header{"D360-Api-Key": {simulator.DefaultDialog360Key}, "Content-Type": {"application/json"}}
}

func basic(contentType string) http.Header {
	q := http.Request{Header: http.Header{"Content-Type": {contentType}}}
	q.SetBasicAuth(simulator.DefaultTwilioAccount, simulator.DefaultTwilioToken)
	return q.Header
}

func (r *wires) graph(method, path, body string) reply { return r.must(method, path, bearer(), body) }

func (r *wires) dialog(method, path, body string) reply { return r.must(method, path, keyed(), body) }

func (r *wires) twilio(form url.Values) reply {
	r.t.Helper()
	for name, value := range map[string]string{"To": "whatsapp:+" + phone, "From": "whatsapp:+" + twilioNumber} {
		if !form.Has(name) {
			form.Set(name, value)
		}
	}
	return r.must(http.MethodPost, account+"/Messages.json", basic("application/x-www-form-urlencoded"), form.Encode())
}

func (r *wires) twilioJSON(method, path, body string) reply {
	return r.must(method, path, basic("application/json"), body)
}

func (r *wires) one(method, call, body string) reply {
	glue := "?"
	if strings.Contains(call, "?") {
		glue = "&"
	}
	return r.must(method, instance+call+glue+"token="+simulator.DefaultOneMsgToken,
		http.Header{"Content-Type": {"application/json"}}, body)
}
