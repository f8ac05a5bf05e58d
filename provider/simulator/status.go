package simulator

import (
	"net/http"
	"time"
)

type status struct {
	ID              string        `json:"id"`
	Status          string        `json:"status"`
	Timestamp       string        `json:"timestamp"`
	RecipientID     string        `json:"recipient_id,omitempty"`
	RecipientUserID string        `json:"recipient_user_id,omitempty"`
	Ref             string        `json:"biz_opaque_callback_data,omitempty"`
	Pricing         *pricing      `json:"pricing,omitempty"`
	Errors          []statusError `json:"errors,omitempty"`
}

type pricing struct {
	Billable bool   `json:"billable"`
	Model    string `json:"pricing_model"`
	Type     string `json:"type"`
	Category string `json:"category"`
}

type statusError struct {
	Code    int       `json:"code"`
	Title   string    `json:"title"`
	Message string    `json:"message"`
	Data    errorData `json:"error_data"`
	Href    string    `json:"href"`
}

// status queues a status of a send that went well. The price is told with sent and once more with delivered
// (Cloud API documentation, "Messages webhook: status"); every message is charged since October 2026.
func (s *Simulator) status(m *message, word string, at time.Time) {
	who := s.contact(m.chat.person)
	st := status{
		ID: m.ID, Status: word, Timestamp: stamp(at), RecipientID: who.WaID, RecipientUserID: who.UserID, Ref: m.ref,
	}
	if word != "read" {
		st.Pricing = &pricing{Billable: true, Model: "PMP", Type: "regular", Category: m.category}
	}
	s.webhook(m.chat, value{Contacts: []webhookContact{who}, Statuses: []status{st}}, at)
}

// failed queues the failed status of a send. It has no contacts, and the user id only when it was sent to one.
func (s *Simulator) failed(m *message, f *failure, at time.Time) {
	who := s.contact(m.chat.person)
	if !m.byUserID {
		who.UserID = ""
	}
	st := status{
		ID: m.ID, Status: "failed", Timestamp: stamp(at), RecipientID: who.WaID, RecipientUserID: who.UserID, Ref: m.ref,
		Errors: []statusError{{
			Code: f.code, Title: f.message, Message: f.message, Data: errorData{Details: f.details},
			Href: "/documentation/business-messaging/whatsapp/support/error-codes",
		}},
	}
	s.webhook(m.chat, value{Statuses: []status{st}}, at)
}

// SetUnreachable makes a phone or user id unreachable, or reachable again: see Options.Unreachable.
// Safe for concurrent use.
func (s *Simulator) SetUnreachable(address string, unreachable bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.unreachable[canonical(address)] = unreachable
}

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
