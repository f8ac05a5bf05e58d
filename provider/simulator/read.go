package simulator

import "net/http"

// postRead answers a read receipt of the business, with or without a typing indicator: the message and all before it
// get blue ticks on the phone (Cloud API documentation, "Mark messages as read").
func (s *Simulator) postRead(w http.ResponseWriter, n *number, q *request) {
	switch {
	case q.Status != "read":
		s.refused(w, refuse(131009, "Param status must be read"))
		return
	case q.ID == "":
		s.refused(w, require("message_id"))
		return
	case q.Typing != nil && q.Typing.Type != "text":
		s.refused(w, refuse(131009, "Param typing_indicator['type'] must be text"))
		return
	}
	if !s.readByBusiness(n, q.ID) {
		s.refused(w, refuse(131009, "Param message_id is not a message that this number received"))
		return
	}
	answer(w, http.StatusOK, map[string]bool{"success": true})
}

func (s *Simulator) readByBusiness(n *number, id string) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	m := s.messages[id]
	if m == nil || m.FromBusiness || m.chat.number != n {
		return false
	}
	now := s.now()
	for ; m.chat.seen <= m.at; m.chat.seen++ {
		before := m.chat.messages[m.chat.seen]
		if !before.FromBusiness && before.Read.IsZero() {
			before.Read = now
		}
	}
	return true
}
