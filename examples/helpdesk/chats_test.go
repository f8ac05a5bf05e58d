package main

import (
	"encoding/json"
	"net/http"
	"strings"
	"testing"

	"github.com/wainbox/wainbox/routing"
)

// works lets the engine do what is due.
func (s *site) works() {
	s.t.Helper()
	for done := 1; done > 0; {
		var err error
		done, err = s.engine.Work(s.t.Context())
		must(s.t, err)
	}
}

// does makes a request about a conversation's chat that must be carried out, and
// returns the conversation as it is answered.
func (s *site) does(c conversationView, step, body string) conversationView {
	s.t.Helper()
	w := s.call(http.MethodPost, "/api/conversations/"+string(c.ID)+"/"+step, body)
	if w.Code != http.StatusOK {
		s.t.Fatalf("%s: %d %s", step, w.Code, w.Body)
	}
	var now conversationView
	must(s.t, json.Unmarshal(w.Body.Bytes(), &now))
	return now
}

func TestAChatIsOfferedUntilSomebodyAcceptsIt(t *testing.T) {
	t.Parallel()
	s := open(t, nil)
	c := s.writes(inboundMessage{id: "wamid.1", from: "16505550123", text: "hello"})
	if page := s.call(http.MethodGet, "/c/"+string(c.ID), "").Body.String(); !strings.Contains(page, ">Bea takes it<") {
		t.Error("nobody can take what waits")
	}
	s.works()
	s.get("/api/conversations/"+string(c.ID), &c)
	if c.State != "offered" || len(c.Offered) != 1 || c.Offered[0].Name != "Amal" || c.Until.IsZero() || c.Agent != nil {
		t.Fatalf("the conversation: %+v", c)
	}
	page := s.call(http.MethodGet, "/c/"+string(c.ID), "").Body.String()
	if !strings.Contains(page, "Amal is asked") || !strings.Contains(page, ">Accept<") {
		t.Error("the page does not ask Amal")
	}
	at := "/api/conversations/" + string(c.ID) + "/"
	s.refused(s.call(http.MethodPost, at+"accept", `{"agent":"bea"}`), 409, "not_offered")
	s.refused(s.call(http.MethodPost, at+"accept", `{"agent":"amal","chat":"another"}`), 404, "not_found")
	s.refused(s.call(http.MethodPost, at+"end", `{"agent":"amal"}`), 409, "chat_state")

	s.does(c, "decline", `{"agent":"amal"}`)
	s.works()
	c = s.does(c, "accept", `{"agent":"bea"}`)
	if c.State != "active" || c.Agent.Name != "Bea" || len(c.Offered) > 0 {
		t.Fatalf("the conversation: %+v", c)
	}
	s.refused(s.call(http.MethodPost, at+"take", `{"agent":"amal"}`), 409, "taken")
	if c = s.does(c, "end", `{"agent":"bea"}`); c.State != "none" {
		t.Errorf("the conversation: %+v", c)
	}
}

func TestAPersonGivesChats(t *testing.T) {
	t.Parallel()
	s := open(t, nil)
	c := s.writes(inboundMessage{id: "wamid.1", from: "16505550123", text: "hello"})
	at := "/api/conversations/" + string(c.ID) + "/"
	var why routing.Explanation
	s.get(at+"why", &why)
	if why.Step != routing.Offer || why.Winner != "amal" || why.RunnerUp != "bea" {
		t.Errorf("why: %+v", why)
	}
	s.refused(s.call(http.MethodPost, at+"give", `{"to":"nobody"}`), 404, "not_found")
	if c = s.does(c, "give", `{"to":"chidi","agent":"amal"}`); c.Agent == nil || c.Agent.Name != "Chidi" {
		t.Fatalf("assigned: %+v", c)
	}
	if c = s.does(c, "give", `{"to":"bea","agent":"chidi"}`); c.Agent.Name != "Bea" {
		t.Errorf("transferred: %+v", c)
	}
	s.refused(s.call(http.MethodPost, at+"give", `{"to":"bea"}`), 409, "chat_state")
}
