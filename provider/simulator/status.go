package simulator

import "time"

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

// status queues a status of a send that went well, in the words of the number's wire. The price is told with sent and
// once more with delivered (Cloud API documentation, "Messages webhook: status"); every message is charged since
// October 2026.
func (s *Simulator) status(m *message, word string, at time.Time) {
	switch {
	case m.chat.number.Wire == WireTwilio:
		s.twilioStatus(m, word, nil, at)
		return
	case m.chat.number.Wire == WireOneMsg && !m.chat.number.settings.Raw:
		s.oneMsgAcked(m, word, nil, at)
		return
	}
	who := s.contact(m.chat.person)
	if m.chat.number.Wire == WireDialog360 {
		who.Profile = nil
	}
	st := status{
		ID: m.ID, Status: word, Timestamp: stamp(at), RecipientID: who.WaID, RecipientUserID: who.UserID, Ref: m.ref,
	}
	if word != "read" {
		st.Pricing = &pricing{Billable: true, Model: "PMP", Type: "regular", Category: m.category}
	}
	s.enveloped(m.chat, value{Contacts: []webhookContact{who}, Statuses: []status{st}}, at)
}

// failed queues the failed status of a send. It has no contacts, and the user id only when it was sent to one.
func (s *Simulator) failed(m *message, f *failure, at time.Time) {
	switch {
	case m.chat.number.Wire == WireTwilio:
		s.twilioStatus(m, "failed", f, at)
		return
	case m.chat.number.Wire == WireOneMsg && !m.chat.number.settings.Raw:
		s.oneMsgAcked(m, "failed", f, at)
		return
	}
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
	s.enveloped(m.chat, value{Statuses: []status{st}}, at)
}

// SetUnreachable makes a phone or user id unreachable, or reachable again: see Options.Unreachable.
// Safe for concurrent use.
func (s *Simulator) SetUnreachable(address string, unreachable bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.unreachable[canonical(address)] = unreachable
}
