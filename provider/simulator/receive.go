package simulator

import "encoding/json"

// receive records what was written, opens the window and queues the webhook.
func (s *Simulator) receive(c *chat, in Inbound, w written) string {
	now := s.now()
	m := s.add(c, Message{
		ID: s.messageID(c, w.file != nil), Type: w.kind, Body: w.body, ReplyTo: w.replyTo, Sent: now, Delivered: now,
	})
	m.file, m.forwarded = w.file, in.Forwarded || in.FrequentlyForwarded
	if w.file != nil {
		w.file.message = m.ID
	}
	if w.object != nil {
		m.Content, _ = json.Marshal(w.object) //nolint:errchkjson // plain values, and JSON that check has read
	}
	if opens(w.kind) {
		c.wrote = now
	}
	switch {
	case c.number.Wire == WireTwilio:
		s.twilioReceived(m, in, now)
	case c.number.Wire == WireOneMsg && !c.number.settings.Raw:
		s.oneMsgTold(m, now)
	default:
		s.received(m, in, w)
	}
	return m.ID
}

// received queues the webhook of an inbound message in Meta's words.
func (s *Simulator) received(m *message, in Inbound, w written) {
	who := s.contact(m.chat.person)
	wire := map[string]any{"id": m.ID, "timestamp": stamp(m.Sent), "type": w.kind}
	if from := or(w.from, who.WaID); from != "" && !m.chat.person.hidden {
		wire["from"] = from
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
	if about := s.context(m.chat, w, in); about != nil {
		wire["context"] = about
	}
	if in.Referral != nil {
		referral := *in.Referral
		referral.SourceType = or(referral.SourceType, "ad")
		wire["referral"] = referral
	}
	v := value{Messages: []map[string]any{wire}}
	if w.kind != "system" { // these have no contacts (Cloud API documentation, "Messages webhook: system")
		v.Contacts = []webhookContact{who}
	}
	s.enveloped(m.chat, v, m.Sent)
}
