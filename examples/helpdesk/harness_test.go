package main

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/wainbox/wainbox/inbox"
	"github.com/wainbox/wainbox/inbox/memstore"
	"github.com/wainbox/wainbox/provider/cloudapi"
	"github.com/wainbox/wainbox/provider/simulator"
	"github.com/wainbox/wainbox/whatsapp"
)

// site is a helpdesk behind no network: its engine does not run, so what is
// queued stays queued.
type site struct {
	*helpdesk

	t       *testing.T
	handler http.Handler
}

const host = "127.0.0.1:8080"

// open builds a site on a store, by default one in memory.
func open(t *testing.T, s store) *site {
	t.Helper()
	if s == nil {
		s = memstore.New(nil)
	}
	c, err := configure(nil, func(string) string { return "" }, io.Discard)
	must(t, err)
	c.graphURL, c.files = "http://127.0.0.1:9", t.TempDir() // nothing is sent
	h, err := newHelpdesk(c, s, nil, slog.New(slog.DiscardHandler))
	must(t, err)
	must(t, seed(t.Context(), s, h.engine, c))
	return siteOf(t, h)
}

func siteOf(t *testing.T, h *helpdesk) *site {
	t.Helper()
	return &site{helpdesk: h, t: t, handler: h.handler(net.TCPAddrFromAddrPort(mustAddr(host)))}
}

// call makes a request with a body, which may be empty.
func (s *site) call(method, path, body string, edit ...func(*http.Request)) *httptest.ResponseRecorder {
	s.t.Helper()
	r := httptest.NewRequestWithContext(s.t.Context(), method, "http://"+host+path, strings.NewReader(body))
	for _, e := range edit {
		e(r)
	}
	w := httptest.NewRecorder()
	s.handler.ServeHTTP(w, r)
	return w
}

// get reads an answer of 200 into v.
func (s *site) get(path string, v any) {
	s.t.Helper()
	w := s.call(http.MethodGet, path, "")
	if w.Code != http.StatusOK {
		s.t.Fatalf("GET %s: %d %s", path, w.Code, w.Body)
	}
	must(s.t, json.Unmarshal(w.Body.Bytes(), v))
}

// refused checks an error's status and kind.
func (s *site) refused(w *httptest.ResponseRecorder, status int, kind string) problem {
	s.t.Helper()
	var got struct{ Error problem }
	if err := json.Unmarshal(w.Body.Bytes(), &got); err != nil || w.Code != status || got.Error.Kind != kind || got.Error.Message == "" {
		s.t.Fatalf("got %d %s, want %d and kind %q", w.Code, w.Body, status, kind)
	}
	return got.Error
}

// deliver posts a signed callback and returns its status.
func (s *site) deliver(body string) int {
	s.t.Helper()
	return s.call(http.MethodPost, webhookPath, body, signed(body, simulator.DefaultAppSecret)).Code
}

// writes lets a customer write and returns the conversation.
func (s *site) writes(m inboundMessage) conversationView {
	s.t.Helper()
	if status := s.deliver(callback(m)); status != http.StatusOK {
		s.t.Fatalf("a message was answered with %d", status)
	}
	var list conversations
	s.get("/api/conversations", &list)
	for _, c := range list.Conversations {
		if c.Phone == m.from {
			return c
		}
	}
	s.t.Fatalf("no conversation with %s", m.from)
	return conversationView{}
}

func signed(body, secret string) func(*http.Request) {
	mac := hmac.New(sha256.New, []byte(secret))
	mac.Write([]byte(body))
	signature := "sha256=" + hex.EncodeToString(mac.Sum(nil))
	return func(r *http.Request) { r.Header.Set(cloudapi.SignatureHeader, signature) }
}

// inboundMessage is a text of a customer; empty fields have usual values.
type inboundMessage struct {
	id, from, text, number string
	at                     time.Time
}

// callback is what WhatsApp posts for messages.
func callback(messages ...inboundMessage) string {
	var changes []string
	for _, m := range messages {
		if m.number == "" {
			m.number = simulator.DefaultNumberID
		}
		if m.at.IsZero() {
			m.at = time.Now()
		}
		changes = append(changes, fmt.Sprintf(`{"field":"messages","value":{"messaging_product":"whatsapp",`+
			`"metadata":{"display_phone_number":%q,"phone_number_id":%q},`+
			`"contacts":[{"profile":{"name":"Customer %s"},"wa_id":%q}],`+
			`"messages":[{"from":%q,"id":%q,"timestamp":"%d","type":"text","text":%s}]}}`,
			simulator.DefaultDisplay, m.number, m.from, m.from, m.from, m.id, m.at.Unix(), body(map[string]string{"body": m.text})))
	}
	return fmt.Sprintf(`{"object":"whatsapp_business_account","entry":[{"id":%q,"changes":[%s]}]}`,
		simulator.DefaultWABA, strings.Join(changes, ","))
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// shownMessage is a message as a client reads it.
type shownMessage struct {
	ID         inbox.MessageID
	Seq        int64
	Direction  inbox.Direction
	ProviderID whatsapp.MessageID `json:"provider_id"`
	Text       string
	Agent      agentView
	State      inbox.DeliveryState
	Delivery   inbox.Delivery
	File       fileView
}

// entries are the whole log.
func entries(t *testing.T, d inbox.Directory) []inbox.Entry {
	t.Helper()
	var all []inbox.Entry
	for e, err := range d.Log(t.Context(), 0) {
		must(t, err)
		all = append(all, e)
	}
	return all
}

// body is JSON of strings, which cannot fail.
func body(v map[string]string) string {
	b, err := json.Marshal(v)
	if err != nil {
		panic(err)
	}
	return string(b)
}
