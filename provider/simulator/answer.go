package simulator

type sendAnswer struct {
	Product  string          `json:"messaging_product"`
	Contacts []answerContact `json:"contacts"`
	Messages []answerMessage `json:"messages"`
}

type answerContact struct {
	Input  string `json:"input"`
	WaID   string `json:"wa_id,omitempty"`
	UserID string `json:"user_id,omitempty"`
}

type answerMessage struct {
	ID     string `json:"id"`
	Status string `json:"message_status,omitempty"`
}

// answered is the answer to an accepted send: wa_id only when it was sent to a phone, user_id only when it was sent
// to a user id, a status only for templates.
func (m *message) answered(q *request) *sendAnswer {
	to := answerContact{Input: or(q.To, q.Recipient)}
	if q.To != "" {
		to.WaID = m.chat.person.phone
	} else {
		to.UserID = m.chat.person.userID
	}
	sent := answerMessage{ID: m.ID}
	if q.Type == "template" {
		sent.Status = "accepted"
	}
	return &sendAnswer{Product: "whatsapp", Contacts: []answerContact{to}, Messages: []answerMessage{sent}}
}
