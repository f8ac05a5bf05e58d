package providertest_test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"testing"

	"github.com/wainbox/wainbox/provider"
	"github.com/wainbox/wainbox/provider/providertest"
	"github.com/wainbox/wainbox/whatsapp"
)

// fake is a provider that keeps the contract. Its wire: a send is answered
// with {"id":…} or {"code":…}; a callback is a JSON array of texts, signed by a
// header that holds the secret and the body's length and sum.
type fake struct {
	mu       sync.Mutex
	caps     provider.Capabilities
	requests int
	status   int
	body     string
	arrived  chan struct{}
	once     *sync.Once
	log      bytes.Buffer

	// The seams that breakers replace.
	send      func(ctx context.Context, m whatsapp.Outbound) (provider.Receipt, error)
	verify    func(c provider.Callback) error
	decode    func(c provider.Callback) ([]whatsapp.Event, error)
	handshake func(q url.Values) (string, error)
	read      func(ctx context.Context, op string, id whatsapp.MessageID) error
	fetch     func(ctx context.Context, m whatsapp.Media, w io.Writer) (provider.MediaInfo, error)
	act       func(ctx context.Context, op string, once bool, invalid error) error
	diagnose  func(ctx context.Context) []provider.Finding
	declared  func() provider.Capabilities

	acknowledged int // the status
}

const (
	fakeSecret = "canary-secret"
	fakeText   = "canary-text"
)

func newFake() *fake {
	f := &fake{status: http.StatusOK, body: `{"id":"fake.1"}`, caps: provider.Capabilities{
		Name: "fake",
		Send: map[whatsapp.ContentKind]provider.Level{
			whatsapp.KindText:     provider.Full,
			whatsapp.KindReaction: provider.Lossy,
		},
		ReplyTo: provider.Lossy, PreviewURL: provider.Lossy, MaxTextRunes: 100,
		IdentityKey: provider.Full, Group: provider.Full, Abilities: provider.AllAbilities,
	}}
	f.send, f.verify, f.decode = f.goodSend, goodVerify, goodDecode
	f.handshake, f.read, f.fetch = goodHandshake, f.goodRead, f.goodFetch
	f.act, f.diagnose = f.goodAct, f.goodDiagnose
	f.acknowledged = http.StatusOK
	f.declared = func() provider.Capabilities {
		c := f.caps
		c.Send = maps.Clone(c.Send)
		return c
	}
	return f
}

func (f *fake) Capabilities() provider.Capabilities { return f.declared() }
func (f *fake) Verify(c provider.Callback) error    { return f.verify(c) }
func (f *fake) MarkRead(ctx context.Context, id whatsapp.MessageID) error {
	return f.read(ctx, "mark read", id)
}

func (f *fake) Typing(ctx context.Context, id whatsapp.MessageID) error {
	return f.read(ctx, "typing", id)
}
func (f *fake) Acknowledge(w http.ResponseWriter)      { w.WriteHeader(f.acknowledged) }
func (f *fake) Handshake(q url.Values) (string, error) { return f.handshake(q) }
func (f *fake) Send(ctx context.Context, m whatsapp.Outbound) (provider.Receipt, error) {
	return f.send(ctx, m)
}

func (f *fake) FetchMedia(ctx context.Context, m whatsapp.Media, w io.Writer) (provider.MediaInfo, error) {
	return f.fetch(ctx, m, w)
}

func (f *fake) Decode(c provider.Callback) ([]whatsapp.Event, error) { return f.decode(c) }

// request is one exchange; it fails when the context ends before the answer.
func (f *fake) request(ctx context.Context) (int, string, error) {
	f.mu.Lock()
	f.requests++
	status, body, arrived, once := f.status, f.body, f.arrived, f.once
	f.mu.Unlock()
	if arrived != nil {
		once.Do(func() { close(arrived) })
		<-ctx.Done()
		return 0, "", ctx.Err()
	}
	return status, body, nil
}

func (f *fake) goodSend(ctx context.Context, m whatsapp.Outbound) (provider.Receipt, error) {
	if err := f.caps.Check(m); err != nil {
		return provider.Receipt{}, err
	}
	if err := ctx.Err(); err != nil {
		return provider.Receipt{}, &provider.Error{Op: "send", Kind: provider.Unavailable, Err: err}
	}
	status, body, err := f.request(ctx)
	if err != nil {
		return provider.Receipt{}, &provider.Error{Op: "send", Kind: provider.Uncertain, Err: err}
	}
	r, err := answer(status, body)
	if err != nil {
		return provider.Receipt{}, err
	}
	if m.ReplyTo != "" {
		r.Dropped = append(r.Dropped, provider.DroppedReply)
	}
	if text, ok := m.Content.(whatsapp.Text); ok && text.PreviewURL {
		r.Dropped = append(r.Dropped, provider.DroppedPreview)
	}
	if m.Content.Kind() == whatsapp.KindReaction {
		r.Dropped = append(r.Dropped, "reaction")
	}
	return r, nil
}

func answer(status int, body string) (provider.Receipt, error) {
	var a struct {
		ID   whatsapp.MessageID `json:"id"`
		Code int                `json:"code"`
	}
	_ = json.Unmarshal([]byte(body), &a)
	e := &provider.Error{Op: "send", Kind: provider.Uncertain, Code: a.Code}
	switch {
	case status == 200 && a.ID != "":
		return provider.Receipt{ID: a.ID}, nil
	case a.Code == 7:
		e.Kind = provider.Window
	case status == 401 || status == 403:
		e.Kind = provider.Auth
	case status == 429:
		e.Kind = provider.Throttled
	case status >= 400 && status < 500:
		e.Kind = provider.Invalid
	}
	return provider.Receipt{}, e
}

func (f *fake) goodRead(ctx context.Context, op string, id whatsapp.MessageID) error {
	if id == "" {
		return &provider.Error{Op: op, Kind: provider.Invalid}
	}
	if err := ctx.Err(); err != nil {
		return &provider.Error{Op: op, Kind: provider.Unavailable, Err: err}
	}
	if status, _, err := f.request(ctx); err != nil || status != http.StatusOK {
		return &provider.Error{Op: op, Kind: provider.Unavailable, Err: err}
	}
	return nil
}

func (f *fake) goodFetch(ctx context.Context, m whatsapp.Media, _ io.Writer) (provider.MediaInfo, error) {
	if m.ID == "" {
		return provider.MediaInfo{}, &provider.Error{Op: "fetch media", Kind: provider.Invalid}
	}
	if err := ctx.Err(); err != nil {
		return provider.MediaInfo{}, &provider.Error{Op: "fetch media", Kind: provider.Unavailable, Err: err}
	}
	_, _, err := f.request(ctx)
	return provider.MediaInfo{}, &provider.Error{Op: "fetch media", Kind: provider.Unavailable, Err: err}
}

func signature(body []byte) string {
	sum := 0
	for i, b := range body {
		sum += (i + 1) * int(b)
	}
	return fmt.Sprintf("%s-%d-%d", fakeSecret, len(body), sum)
}

func goodVerify(c provider.Callback) error {
	if c.Header.Get("X-Fake") != signature(c.Body) {
		return provider.Signature
	}
	return nil
}

func goodDecode(c provider.Callback) ([]whatsapp.Event, error) {
	var parts []json.RawMessage
	if err := json.Unmarshal(c.Body, &parts); err != nil || len(parts) == 0 {
		return nil, &provider.DecodeError{Parts: []provider.Unread{{Reason: "an array", Raw: bytes.Clone(c.Body)}}}
	}
	events := make([]whatsapp.Event, 0, len(parts))
	for _, p := range parts {
		events = append(events, &whatsapp.Unknown{Notice: whatsapp.Notice{Field: "text", Raw: whatsapp.Raw(p)}})
	}
	return events, nil
}

func goodHandshake(q url.Values) (string, error) {
	if q.Get("token") != fakeSecret {
		return "", provider.Signature
	}
	return q.Get("challenge"), nil
}

// rig puts a fake on the bench; the rest of the rig is the same for all.
func (f *fake) rig(p provider.Provider) providertest.Rig {
	return providertest.Rig{
		Provider: p,
		Requests: func() int {
			f.mu.Lock()
			defer f.mu.Unlock()
			return f.requests
		},
		Answer: func(status int, body string) {
			f.mu.Lock()
			defer f.mu.Unlock()
			f.status, f.body, f.arrived = status, body, nil
		},
		Hang: func() <-chan struct{} {
			f.mu.Lock()
			defer f.mu.Unlock()
			f.arrived, f.once = make(chan struct{}), &sync.Once{}
			return f.arrived
		},
		Samples: []whatsapp.Outbound{
			{To: whatsapp.Address{Phone: "16505550123"}, Content: whatsapp.Text{Body: fakeText}},
			{To: whatsapp.Address{Phone: "16505550123"}, Content: whatsapp.Reaction{To: "fake.0", Emoji: "👍"}},
		},
		Refusals: []providertest.Refusal{
			{Status: 400, Body: `{"code":7}`, Kind: provider.Window, Code: 7},
			{Status: 401, Kind: provider.Auth},
			{Status: 400, Kind: provider.Invalid},
			{Status: 429, Kind: provider.Throttled},
			{Status: 500, Kind: provider.Uncertain},
		},
		Never: []provider.Kind{
			provider.Unsupported, provider.Recipient, provider.Template, provider.OptedOut, provider.Account, provider.Unavailable,
		},
		Callbacks: [][]byte{[]byte(`["one"]`), []byte(`["one", "two", {"three":"canary-text"}]`)},
		Signed: func(body []byte) provider.Callback {
			return provider.Callback{Header: http.Header{"X-Fake": {signature(body)}}, Body: body}
		},
		Handshake: url.Values{"token": {fakeSecret}, "challenge": {"12345"}},
		Challenge: "12345",
		Canaries:  []string{fakeSecret, fakeText, "16505550123"},
		Logged: func() string {
			f.mu.Lock()
			defer f.mu.Unlock()
			return f.log.String()
		},
	}
}

func TestRun(t *testing.T) {
	t.Parallel()
	providertest.Run(t, func(*testing.T) providertest.Rig {
		f := newFake()
		return f.rig(f)
	})
}

func TestCaseNames(t *testing.T) {
	t.Parallel()
	names := map[string]bool{}
	for _, c := range providertest.Cases() {
		if names[c.Name] || strings.Trim(c.Name, "abcdefghijklmnopqrstuvwxyz /'") != "" {
			t.Errorf("the name %q is taken or not plain", c.Name)
		}
		names[c.Name] = true
	}
}
