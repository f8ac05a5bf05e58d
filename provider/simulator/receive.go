package simulator

import "encoding/json"

// receive records what was written, opens the window and queues the webhook.
func (s *Simulator) receive(c *chat, in Inbound) string {
	now := s.now()
	w := s.written(c, in, now)
	m := c.add(Message{
		ID: s.ids.message(c.person.address()), Type: w.kind, Body: w.body, ReplyTo: w.replyTo, Sent: now, Delivered: now,
	})
	if w.object != nil {
		m.Content, _ = json.Marshal(w.object) //nolint:errchkjson // plain values, and JSON that check has read
	}
	s.messages[m.ID] = m
	if opens(w.kind) {
		c.wrote = now
	}
	who := s.contact(c.person)
	wire := map[string]any{"id": m.ID, "timestamp": stamp(now), "type": w.kind}
	if who.WaID != "" {
		wire["from"] = who.WaID
	}
	if who.UserID != "" {
		wire["from_user_id"] = who.UserID
	}
	if w.object != nil {
		wire[w.kind] = w.object
	}
	if w.kind == "unsupported" {
		wire["errors"] = []map[string]any{{
			"code": 131051, "title": "Message type unknown", "message": "Message type unknown",
			"error_data": map[string]string{"details": "Message type is currently not supported."},
		}}
	}
	if w.replyTo != "" && w.kind != "reaction" {
		wire["context"] = s.replied(c, w.replyTo)
	}
	s.webhook(c, value{Contacts: []webhookContact{who}, Messages: []map[string]any{wire}}, now)
	return m.ID
}

// replied is the context of a reply: the message and, when webhooks may say it, who wrote that. An unknown message is
// taken for the business's.
func (s *Simulator) replied(c *chat, id string) map[string]string {
	author := c.number.Display
	if m := s.messages[id]; m != nil && !m.FromBusiness {
		author = s.contact(c.person).WaID
	}
	if author == "" {
		return map[string]string{"id": id}
	}
	return map[string]string{"from": author, "id": id}
}
