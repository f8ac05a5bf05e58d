package main

import (
	"net/http"
	"strings"
	"testing"

	"github.com/wainbox/wainbox/inbox"
	"github.com/wainbox/wainbox/provider"
	"github.com/wainbox/wainbox/provider/simulator"
	"github.com/wainbox/wainbox/whatsapp"
)

func TestWebhookForged(t *testing.T) {
	t.Parallel()
	s := open(t, nil)
	before := len(entries(t, s.store))
	message := callback(inboundMessage{id: "wamid.1", from: "16505550123", text: "hello"})
	for name, edit := range map[string]func(*http.Request){
		"no signature":     func(*http.Request) {},
		"another secret":   signed(message, "another"),
		"another body":     signed(message+" ", simulator.DefaultAppSecret),
		"not hexadecimal":  func(r *http.Request) { r.Header.Set("X-Hub-Signature-256", "sha256=zz") },
		"foreign and bare": func(r *http.Request) { r.Host = "evil.example" },
	} {
		if w := s.call(http.MethodPost, webhookPath, message, edit); w.Code != 401 || strings.TrimSpace(w.Body.String()) != "Unauthorized" {
			t.Errorf("%s: %d %s", name, w.Code, w.Body)
		}
	}
	if all := entries(t, s.store); len(all) > before {
		t.Errorf("stored: %+v", all[before:])
	}
	if kept := s.listed(); len(kept) > 0 {
		t.Errorf("kept: %+v", kept)
	}
	// The platform calls by the name of a tunnel, which must not matter.
	w := s.call(http.MethodPost, webhookPath, message, signed(message, simulator.DefaultAppSecret),
		func(r *http.Request) { r.Host = "tunnel.example" })
	if w.Code != http.StatusOK {
		t.Errorf("from a tunnel: %d", w.Code)
	}
}

func (s *site) listed() []keptView {
	s.t.Helper()
	var got struct{ Kept []keptView }
	s.get("/api/kept", &got)
	return got.Kept
}

func TestWebhookUnreadable(t *testing.T) {
	t.Parallel()
	s := open(t, nil)
	for _, garbage := range []string{"this is not JSON", `{"colour":"red"}`, "", "\xff\xfe"} {
		if status := s.deliver(garbage); status != http.StatusOK {
			t.Errorf("%q: %d", garbage, status)
		}
		found := false
		for _, k := range s.listed() {
			found = found || k.Reason == inbox.Unreadable && k.Bytes == len(garbage)
		}
		if !found {
			t.Errorf("%q is not listed", garbage)
		}
	}
	large := strings.Repeat(" ", provider.DefaultMaxBodyBytes+1)
	if status := s.deliver(large); status != http.StatusRequestEntityTooLarge {
		t.Errorf("too large: %d", status)
	}
	before := len(s.listed())
	id := string(s.listed()[0].ID)
	var got struct{ Kept bool }
	w := s.call(http.MethodPost, "/api/kept/"+id+"/replay", "")
	if got.Kept = strings.Contains(w.Body.String(), `"kept":true`); w.Code != 200 || !got.Kept || len(s.listed()) != before {
		t.Errorf("a replay of garbage: %d %s", w.Code, w.Body)
	}
	s.refused(s.call(http.MethodPost, "/api/kept/none/replay", ""), 404, "not_found")
}

func TestReplayOrphan(t *testing.T) {
	t.Parallel()
	s := open(t, nil)
	stray := callback(
		inboundMessage{id: "wamid.1", from: "16505550123", text: "hello", number: "999"},
		inboundMessage{id: "wamid.2", from: "16505550123", text: "hello"},
	)
	if status := s.deliver(stray); status != http.StatusOK {
		t.Fatal(status)
	}
	kept := s.listed()
	if len(kept) != 1 || kept[0].Reason != inbox.Orphan || kept[0].Number != "999" || kept[0].Body != stray {
		t.Fatalf("kept: %+v", kept)
	}
	must(t, s.engine.Save(t.Context(), inbox.Account{
		ID: "second", Organization: organization, Provider: "cloudapi", Number: whatsapp.NumberID("999"), Inbox: support,
	}))
	w := s.call(http.MethodPost, "/api/kept/"+string(kept[0].ID)+"/replay", "")
	if w.Code != 200 || !strings.Contains(w.Body.String(), `"kept":false`) || len(s.listed()) != 0 {
		t.Errorf("replay: %d %s", w.Code, w.Body)
	}
	var list conversations
	s.get("/api/conversations", &list)
	if len(list.Conversations) != 2 || list.Conversations[0].Messages != 1 || list.Conversations[1].Messages != 1 {
		t.Errorf("conversations: %+v", list.Conversations)
	}
}
