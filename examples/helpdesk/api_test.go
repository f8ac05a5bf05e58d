package main

import (
	"fmt"
	"net/http"
	"net/netip"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/wainbox/wainbox/inbox"
	"github.com/wainbox/wainbox/inbox/sqlstore"
)

func mustAddr(s string) netip.AddrPort { return netip.MustParseAddrPort(s) }

func TestReply(t *testing.T) {
	t.Parallel()
	s := open(t, nil)
	c := s.writes(inboundMessage{id: "wamid.1", from: "16505550123", text: "hello"})
	replies := "/api/conversations/" + string(c.ID) + "/replies"
	if w := s.call(http.MethodPost, replies, `{"text":"hi","agent":"bea","key":"k"}`); w.Code != http.StatusOK {
		t.Fatalf("%d %s", w.Code, w.Body)
	}
	s.refused(s.call(http.MethodPost, replies, `{"text":"hi","agent":"bea","key":"k"}`), 409, "duplicate")
	s.refused(s.call(http.MethodPost, replies, `{"text":"hi","agent":"nobody"}`), 404, "not_found")
	s.refused(s.call(http.MethodPost, "/api/conversations/none/replies", `{"text":"hi"}`), 404, "not_found")
	s.refused(s.call(http.MethodPost, replies, `{"text":`), 400, "request")
	s.refused(s.call(http.MethodPost, replies, `{"colour":"red"}`), 400, "request")
	s.refused(s.call(http.MethodPost, replies, `{"text":"`+strings.Repeat("a", maxRequestBytes)+`"}`), 413, "too_large")
	for _, text := range []string{"", strings.Repeat("ü", 4097)} {
		p := s.refused(s.call(http.MethodPost, replies, body(map[string]string{"text": text})), 422, "invalid")
		if p.Fields["text.body"] == "" {
			t.Errorf("no rule for the text in %+v", p)
		}
	}

	var got struct{ Messages []shownMessage }
	s.get("/api/conversations/"+string(c.ID)+"/messages", &got)
	if len(got.Messages) != 2 || got.Messages[0].State != inbox.Queued || got.Messages[0].Agent.Name != "Bea" {
		t.Fatalf("messages: %+v", got.Messages)
	}
}

func TestWindowClosed(t *testing.T) {
	t.Parallel()
	s := open(t, nil)
	wrote := time.Now().Add(-25 * time.Hour).Truncate(time.Second)
	c := s.writes(inboundMessage{id: "wamid.1", from: "16505550123", text: "hello", at: wrote})
	if c.Window.Open || !c.Window.Closes.Equal(wrote.Add(24*time.Hour)) {
		t.Errorf("window: %+v", c.Window)
	}
	p := s.refused(s.call(http.MethodPost, "/api/conversations/"+string(c.ID)+"/replies", `{"text":"hi"}`), 409, "window_closed")
	if p.Closed == nil || !p.Closed.Equal(c.Window.Closes) {
		t.Errorf("closed: %v", p.Closed)
	}
	page := s.call(http.MethodGet, "/c/"+string(c.ID), "").Body.String()
	if !strings.Contains(page, "<fieldset disabled>") || !strings.Contains(page, "24 hours") {
		t.Error("the page does not say that the window is closed")
	}
}

func TestChatAndPresence(t *testing.T) {
	t.Parallel()
	s := open(t, nil)
	c := s.writes(inboundMessage{id: "wamid.1", from: "16505550123", text: "hello"})
	s.refused(s.call(http.MethodPost, "/api/conversations/"+string(c.ID)+"/end", "{}"), 409, "chat_state")
	s.refused(s.call(http.MethodPost, "/api/conversations/none/end", ""), 404, "not_found")
	if w := s.call(http.MethodPost, "/api/agents/bea/presence", `{"available":false}`); w.Code != http.StatusOK {
		t.Errorf("%d %s", w.Code, w.Body)
	}
	s.refused(s.call(http.MethodPost, "/api/agents/bea/presence", `{}`), 400, "request")
	s.refused(s.call(http.MethodPost, "/api/agents/bea/presence", `{"available":false,"status":"lost"}`), 400, "request")
	s.refused(s.call(http.MethodPost, "/api/agents/nobody/presence", `{"available":true}`), 404, "not_found")
	var got struct{ Agents []memberView }
	s.get("/api/agents", &got)
	if got.Agents[1].ID != "bea" || got.Agents[1].Available || !got.Agents[0].Available {
		t.Errorf("agents: %+v", got.Agents)
	}
}

func TestPaging(t *testing.T) {
	t.Parallel()
	s := open(t, nil)
	var all []inboundMessage
	now := time.Now().Truncate(time.Second)
	for i := range 7 {
		// Pairs share a second, which is all that WhatsApp tells.
		at := now.Add(time.Duration(i/2) * time.Second)
		all = append(all,
			inboundMessage{id: fmt.Sprintf("wamid.a%d", i), from: "16505550100", text: strconv.Itoa(i), at: at},
			inboundMessage{id: fmt.Sprintf("wamid.b%d", i), from: fmt.Sprintf("1650555020%d", i), text: "x", at: at})
	}
	if status := s.deliver(callback(all...)); status != http.StatusOK {
		t.Fatal(status)
	}
	var found []string
	var id inbox.ConversationID
	next := ""
	for pages := 0; pages == 0 || next != ""; pages++ {
		var list conversations
		s.get("/api/conversations?limit=3&inbox=support&before="+next, &list)
		for _, c := range list.Conversations {
			found = append(found, c.Phone)
			if c.Phone == "16505550100" {
				id = c.ID
			}
		}
		if next = list.Next; pages > 3 {
			t.Fatal("the list does not end")
		}
	}
	if slices.Sort(found); len(slices.Compact(found)) != 8 {
		t.Errorf("conversations: %v", found)
	}
	var texts []string
	for pages := 0; pages == 0 || next != ""; pages++ {
		var list struct {
			Messages []struct{ Text string }
			Next     string
		}
		s.get("/api/conversations/"+string(id)+"/messages?limit=2&before="+next, &list)
		for _, m := range list.Messages {
			texts = append(texts, m.Text)
		}
		next = list.Next
	}
	if diff := cmp.Diff([]string{"6", "5", "4", "3", "2", "1", "0"}, texts); diff != "" {
		t.Errorf("messages (-want +got):\n%s", diff)
	}
	for _, query := range []string{"before=x", "before=MTIz", "before=%21", "limit=0", "limit=x"} {
		s.refused(s.call(http.MethodGet, "/api/conversations?"+query, ""), 400, "request")
		s.refused(s.call(http.MethodGet, "/api/conversations/"+string(id)+"/messages?"+query, ""), 400, "request")
	}
	s.refused(s.call(http.MethodGet, "/api/conversations/none", ""), 404, "not_found")
	s.refused(s.call(http.MethodGet, "/api/conversations/none/messages", ""), 404, "not_found")
	s.refused(s.call(http.MethodGet, "/api/cows", ""), 404, "not_found")
}

func TestStoreClosed(t *testing.T) {
	t.Parallel()
	db, err := sqlstore.Open(t.Context(), filepath.Join(t.TempDir(), "wainbox.db"), nil)
	must(t, err)
	s := open(t, db)
	c := s.writes(inboundMessage{id: "wamid.1", from: "16505550123", text: "hello"})
	must(t, db.Close())
	for _, path := range []string{"/healthz", "/api/conversations", "/api/conversations/" + string(c.ID), "/api/kept", "/api/files/x"} {
		s.refused(s.call(http.MethodGet, path, ""), 503, "store")
	}
	s.refused(s.call(http.MethodPost, "/api/conversations/"+string(c.ID)+"/replies", `{"text":"hi","agent":"bea"}`), 503, "store")
	if status := s.deliver(callback(inboundMessage{id: "wamid.2", from: "16505550123", text: "again"})); status != 503 {
		t.Errorf("a callback was answered with %d", status)
	}
	if w := s.call(http.MethodGet, "/", ""); w.Code != 503 || !strings.Contains(w.Body.String(), "<html") {
		t.Errorf("page: %d", w.Code)
	}
}
