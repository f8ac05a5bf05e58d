package simulator

import (
	"net/http"
	"slices"
)

type blockedUser struct {
	Input    string      `json:"input"`
	WaID     string      `json:"wa_id,omitempty"`
	UserID   string      `json:"user_id,omitempty"`
	Failures []errorBody `json:"errors,omitempty"`
}

// postBlock answers POST and DELETE /{number id}/block_users.
func (s *Simulator) postBlock(w http.ResponseWriter, r *http.Request) {
	s.serveBlock(w, r, s.cloud(r.PathValue("id")))
}

// serveBlock blocks people or lets them write again. Only those who have written in the last 24 hours can be blocked;
// when some cannot, the answer is 400 and has those who were done and those who were not (Cloud API documentation,
// "Block users").
func (s *Simulator) serveBlock(w http.ResponseWriter, r *http.Request, n *number) {
	var q struct {
		Users []struct {
			User   string `json:"user"`
			UserID string `json:"user_id"`
		} `json:"block_users"`
	}
	if n == nil {
		s.refused(w, noObject(r.PathValue("id")))
		return
	}
	if !s.readJSON(w, r, &q) {
		return
	}
	if len(q.Users) == 0 {
		s.refused(w, require("block_users"))
		return
	}
	add := r.Method == http.MethodPost
	var done, failed []blockedUser
	for _, u := range q.Users {
		one := blockedUser{Input: or(u.User, u.UserID)}
		if f := s.blocks(n, one.Input, add); f != nil {
			one.Failures = []errorBody{{Code: f.code, Message: f.message, Type: "OAuthException"}}
			failed = append(failed, one)
			continue
		}
		s.mu.Lock()
		if p := s.people.find(one.Input); p != nil {
			who := s.contact(p)
			one.WaID, one.UserID = who.WaID, who.UserID
		}
		s.mu.Unlock()
		done = append(done, one)
	}
	users := map[string][]blockedUser{"removed_users": listed(done)}
	if add {
		users = map[string][]blockedUser{"added_users": listed(done)}
	}
	body := map[string]any{"messaging_product": "whatsapp", "block_users": users}
	if len(failed) == 0 {
		answer(w, http.StatusOK, body)
		return
	}
	users["failed_users"] = failed
	f := refuse(139100, "")
	body["error"] = errorBody{Message: f.text(), Type: "OAuthException", Code: f.code, Trace: s.ids.trace()}
	answer(w, f.status, body)
}

// blocks keeps someone from writing who has written in the last 24 hours, or lets anyone write again.
func (s *Simulator) blocks(n *number, address string, add bool) *failure {
	s.mu.Lock()
	defer s.mu.Unlock()
	p := s.people.find(address)
	switch {
	case !add:
		delete(n.blocked, p)
	case p == nil || !s.chat(n, p).open(s.now()):
		return refuse(131047, "")
	default:
		n.blocked[p] = true
	}
	return nil
}

// getBlocked answers GET /{number id}/block_users.
func (s *Simulator) getBlocked(w http.ResponseWriter, r *http.Request) {
	s.serveBlocked(w, r, s.cloud(r.PathValue("id")))
}

func (s *Simulator) serveBlocked(w http.ResponseWriter, r *http.Request, n *number) {
	if n == nil {
		s.refused(w, noObject(r.PathValue("id")))
		return
	}
	answer(w, http.StatusOK, map[string]any{"data": s.blockedBy(n)})
}

// blockedBy are the people that a number has blocked.

func (s *Simulator) blockedBy(n *number) []map[string]string {
	s.mu.Lock()
	defer s.mu.Unlock()
	all := []map[string]string{}
	for p := range n.blocked {
		who := map[string]string{"messaging_product": "whatsapp", "user_id": p.userID}
		if p.phone != "" && !p.hidden {
			who["wa_id"] = p.phone
		}
		all = append(all, who)
	}
	slices.SortFunc(all, func(a, b map[string]string) int {
		if a["user_id"] < b["user_id"] {
			return -1
		}
		return 1
	})
	return all
}
