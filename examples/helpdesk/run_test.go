package main

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"log/slog"
	"net"
	"net/http"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/wainbox/wainbox/inbox"
	"github.com/wainbox/wainbox/inbox/memstore"
	"github.com/wainbox/wainbox/inbox/sqlstore"
	"github.com/wainbox/wainbox/provider/simulator"
)

// served starts the helpdesk as main does, and returns its address and what
// stops it gracefully.
func served(t *testing.T, c config) (address string, stop func() error) {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	out, in := io.Pipe()
	ended := make(chan error, 1)
	go func() {
		err := run(ctx, c, in, slog.New(slog.DiscardHandler))
		_ = in.CloseWithError(errOf(err))
		ended <- err
	}()
	line := make([]byte, 200)
	n, err := out.Read(line)
	if err != nil {
		t.Fatal(err)
	}
	address = strings.TrimSpace(strings.TrimPrefix(string(line[:n]), "helpdesk listening on "))
	return address, func() error { cancel(); return <-ended }
}

func errOf(err error) error {
	if err == nil {
		return io.EOF
	}
	return err
}

// eventually polls until done, for ten seconds at most.
func eventually(t *testing.T, what string, done func() bool) {
	t.Helper()
	deadline := time.NewTimer(10 * time.Second)
	defer deadline.Stop()
	poll := time.NewTicker(10 * time.Millisecond)
	defer poll.Stop()
	for !done() {
		select {
		case <-poll.C:
		case <-deadline.C:
			t.Fatal("never: " + what)
		}
	}
}

// ask makes a request, and reads an answer of 200 into v, which may be nil.
func ask(t *testing.T, method, url, body string, v any) int {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), method, url, strings.NewReader(body))
	must(t, err)
	a, err := http.DefaultClient.Do(r)
	if err != nil {
		return 0
	}
	defer func() { _ = a.Body.Close() }()
	data, err := io.ReadAll(a.Body)
	must(t, err)
	if v != nil && a.StatusCode == http.StatusOK {
		must(t, json.Unmarshal(data, v))
	}
	return a.StatusCode
}

func TestRun(t *testing.T) {
	t.Parallel()
	c, err := configure(nil, environment("WAINBOX_ADDR", "127.0.0.1:0", "WAINBOX_DB", filepath.Join(t.TempDir(), "wainbox.db"),
		"WAINBOX_FILES", t.TempDir(), "WAINBOX_OFFER", "0"), io.Discard)
	must(t, err)
	at, stop := served(t, c)
	if status := ask(t, "POST", at+"/api/phone/messages", `{"phone":"+1 650 555 0123","name":"Ana","text":"hello"}`, nil); status != 200 {
		t.Fatalf("the phone: %d", status)
	}
	var list conversations
	eventually(t, "the chat is an agent's", func() bool {
		ask(t, "GET", at+"/api/conversations", "", &list)
		return len(list.Conversations) == 1 && list.Conversations[0].State == "active"
	})
	one := list.Conversations[0]
	if one.Name != "Ana" || one.Agent.Name != "Amal" || one.Unread != 1 || !one.Window.Open {
		t.Errorf("the conversation: %+v", one)
	}
	this := at + "/api/conversations/" + string(one.ID)
	if status := ask(t, "POST", this+"/replies", `{"text":"hi Ana"}`, nil); status != 200 {
		t.Fatalf("the reply: %d", status)
	}
	var shown struct{ Messages []shownMessage }
	eventually(t, "delivered", func() bool {
		ask(t, "GET", this+"/messages", "", &shown)
		return len(shown.Messages) == 2 && shown.Messages[0].State == "delivered"
	})
	ask(t, "POST", at+"/api/phone/read", `{"phone":"16505550123"}`, nil)
	eventually(t, "read", func() bool {
		ask(t, "GET", this+"/messages", "", &shown)
		return shown.Messages[0].State == "read"
	})
	var phone struct{ Messages []simulator.Message }
	ask(t, "GET", at+"/api/phone?phone=16505550123", "", &phone)
	if len(phone.Messages) != 2 || phone.Messages[1].Body != "hi Ana" {
		t.Errorf("the phone: %+v", phone.Messages)
	}
	if status := ask(t, "GET", at+"/phone", "", nil); status != 200 {
		t.Errorf("the phone's page: %d", status)
	}
	if status := ask(t, "POST", this+"/end", `{}`, nil); status != 200 {
		t.Errorf("the end: %d", status)
	}
	must(t, stop())

	// It is all there at the next start.
	at, stop = served(t, c)
	ask(t, "GET", at+"/api/conversations", "", &list)
	if len(list.Conversations) != 1 || list.Conversations[0].Messages != 2 || list.Conversations[0].State != "none" {
		t.Errorf("after a restart: %+v", list.Conversations)
	}
	must(t, stop())
}

func TestRunRefuses(t *testing.T) {
	t.Parallel()
	db := filepath.Join(t.TempDir(), "wainbox.db")
	other, err := sqlstore.Open(t.Context(), db, nil)
	must(t, err)
	defer func() { must(t, other.Close()) }()
	c, err := configure(nil, environment("WAINBOX_ADDR", "127.0.0.1:0", "WAINBOX_DB", db), io.Discard)
	must(t, err)
	if err := run(t.Context(), c, io.Discard, slog.New(slog.DiscardHandler)); err == nil {
		t.Error("two processes share a file")
	}
	taken, err := (&net.ListenConfig{}).Listen(t.Context(), "tcp", "127.0.0.1:0")
	must(t, err)
	defer func() { _ = taken.Close() }()
	c.addr, c.db = taken.Addr().String(), filepath.Join(t.TempDir(), "wainbox.db")
	if err := run(t.Context(), c, io.Discard, slog.New(slog.DiscardHandler)); err == nil {
		t.Error("an address that is taken is served")
	}
}

// The phone of a simulator in another process, and a file that it sends.
func TestRemotePhoneAndFile(t *testing.T) {
	t.Parallel()
	sim, err := simulate(t.Context(), "http://127.0.0.1:9")
	must(t, err)
	defer func() { must(t, sim.stop()) }()
	c, err := configure(nil, environment("WAINBOX_SIMULATOR_URL", sim.address), io.Discard)
	must(t, err)
	c.addr, c.files, c.db = "127.0.0.1:0", t.TempDir(), filepath.Join(t.TempDir(), "wainbox.db")
	at, stop := served(t, c)
	sim.SetWebhook(at + webhookPath)

	for body, want := range map[string]int{
		`{"phone":"16505550123","text":"hello"}`: 200,
		`{"phone":"16505550123","text":""}`:      422,
		`{"phone":"","text":"hello"}`:            422,
		`{"phone":`:                              400,
	} {
		if got := ask(t, "POST", at+"/api/phone/messages", body, nil); got != want {
			t.Errorf("%s: %d, want %d", body, got, want)
		}
	}
	if status := ask(t, "POST", at+"/api/phone/read", `{"phone":"1"}`, nil); status != 404 {
		t.Errorf("reading nothing: %d", status)
	}
	if status := ask(t, "POST", at+"/api/phone/read", `{"phone":"16505550123"}`, nil); status != 200 {
		t.Errorf("reading: %d", status)
	}

	page := []byte("<script>alert(1)</script>")
	_, err = sim.Write(t.Context(), simulator.Inbound{From: "16505550123", File: &simulator.File{
		MIME: "text/html", Data: page, Filename: "../../etc/ü\r\n.html",
	}})
	must(t, err)
	var list conversations
	var shown struct{ Messages []shownMessage }
	eventually(t, "the file is stored", func() bool {
		ask(t, "GET", at+"/api/conversations", "", &list)
		if len(list.Conversations) == 0 {
			return false
		}
		ask(t, "GET", at+"/api/conversations/"+string(list.Conversations[0].ID)+"/messages", "", &shown)
		return len(shown.Messages) == 2 && (shown.Messages[0].File.URL != "" || shown.Messages[1].File.URL != "")
	})
	file, text := shown.Messages[0], shown.Messages[1]
	if file.File.URL == "" {
		file, text = text, file
	}
	r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, at+file.File.URL, nil)
	must(t, err)
	a, err := http.DefaultClient.Do(r)
	must(t, err)
	got, err := io.ReadAll(a.Body)
	must(t, err)
	must(t, a.Body.Close())
	disposition := a.Header.Get("Content-Disposition")
	if !bytes.Equal(got, page) || !strings.HasPrefix(disposition, "attachment;") || strings.ContainsAny(disposition, "/\r\n") ||
		a.Header.Get("X-Content-Type-Options") != "nosniff" || !strings.Contains(a.Header.Get("Content-Security-Policy"), "sandbox") {
		t.Errorf("the file: %q %v", got, a.Header)
	}
	for _, id := range []inbox.MessageID{text.ID, "none"} {
		if status := ask(t, "GET", at+"/api/files/"+string(id), "", nil); status != 404 {
			t.Errorf("a file that is none: %d", status)
		}
	}
	must(t, stop())
}

func TestSeedKeepsWhatIsThere(t *testing.T) {
	t.Parallel()
	s := open(t, memstore.New(nil))
	must(t, s.engine.Away(t.Context(), inbox.Presence{Organization: organization, Agent: "bea"}))
	must(t, seed(t.Context(), s.store, s.engine, configured(t)))
	agents, err := s.agents(t.Context())
	must(t, err)
	if agents[1].There || !agents[0].There {
		t.Error("a restart made an agent available who was away")
	}
}

func configured(t *testing.T) config {
	t.Helper()
	c, err := configure(nil, environment(), io.Discard)
	must(t, err)
	return c
}
