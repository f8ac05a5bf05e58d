package simulator

import (
	"net/http"
	"time"
)

// postSend accepts or refuses a message.
func (s *Simulator) postSend(w http.ResponseWriter, n *number, q *request) {
	var ok *sendAnswer
	f, lost := s.take(n, q, func(m *message) { ok = m.answered(q) })
	switch {
	case f != nil:
		s.refused(w, f)
	case lost:
		hangUp(w)
	default:
		answer(w, http.StatusOK, ok)
	}
}

// take accepts or refuses a send, and tells whether the answer to it is to be lost. What was accepted is shown to
// accepted while the mutex is held.
func (s *Simulator) take(n *number, q *request, accepted func(*message)) (f *failure, lost bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	m, f := s.accept(n, q)
	if f != nil {
		return f, false
	}
	accepted(m)
	s.counts.sends++
	return nil, nth(s.o.Faults.LostAnswer, s.counts.sends)
}

// late tells whether a refusal is told by a status after the send was accepted.
func (s *Simulator) late(n *number, f *failure) bool {
	switch f.code {
	case 131047:
		return s.o.WindowByStatus || n.Wire == WireTwilio // 63016 (Twilio, "Messages resource")
	case 131056:
		return n.Wire == WireTwilio // 63018
	}
	return false
}

// accept checks a send, records it and queues its statuses.
func (s *Simulator) accept(n *number, q *request) (*message, *failure) {
	now := s.now()
	content, f := s.content(q, now)
	if f != nil {
		return nil, f
	}
	c, reached, f := s.addressed(n, q)
	if f != nil {
		return nil, f
	}
	if content.category == "authentication" && q.To == "" {
		return nil, refuse(131062, "Authentication templates are sent to a phone number")
	}
	later := content.failed
	switch {
	case !reached:
		later = refuse(131026, "The recipient cannot be reached")
	case !content.template && !c.open(now):
		later = refuse(131047, "More than 24 hours have passed since the customer last replied to this number")
		if !s.late(n, later) {
			return nil, later
		}
	case s.unreachable[c.person.phone] || s.unreachable[c.person.userID]:
		later = refuse(131026, "The recipient cannot be reached")
	}
	if s.o.Throughput > 0 && !n.rate.take(now, time.Second/time.Duration(s.o.Throughput), s.o.Throughput) {
		return nil, refuse(130429, "Too many messages were sent from this phone number in a short period of time")
	}
	if s.o.PairLimit && !c.pair.take(now, pairInterval, pairBurst) {
		limited := refuse(131056, "Too many messages were sent from this phone number to the same recipient in a"+
			" short period of time")
		if !s.late(n, limited) {
			return nil, limited
		}
		later = limited
	}
	return s.record(c, q, content, later, now), nil
}

// addressed finds whom a send is for, and whether anyone is there. When both are given, `to` wins; a user id in `to`
// is stripped to its digits, accepted, and reaches nobody (Cloud API documentation, "Business-scoped user IDs").
func (s *Simulator) addressed(n *number, q *request) (*chat, bool, *failure) {
	phone, userID := digits(q.To), ""
	switch {
	case q.To == "" && !isUserID(q.Recipient):
		return nil, false, refuse(131009, "Parameter recipient is not a user id")
	case q.To == "":
		phone, userID = "", q.Recipient
	case phone == "":
		return nil, false, refuse(131009, "Parameter to is not a phone number")
	case phone == n.Display:
		return nil, false, refuse(131021, "The recipient is the sender")
	}
	p, err := s.people.meet(phone, userID)
	if err != nil {
		return nil, false, refuse(131009, "Parameter recipient is not valid")
	}
	reached := len(phone) >= 7 && len(phone) <= 15 // E.164
	if userID != "" {
		reached = p.phone != "" || p.met
	}
	return s.chat(n, p), reached, nil
}

// record keeps an accepted send and queues its statuses: failed, or sent and delivered and, with AutoRead, read.
// A reaction is only ever sent (Cloud API documentation, "Messages webhook: status").
func (s *Simulator) record(c *chat, q *request, content *content, failed *failure, now time.Time) *message {
	sent := &Send{
		ID: s.messageID(c, q.media), Number: c.number.ID, To: or(q.To, q.Recipient), Type: q.Type,
		Body: content.body, Content: q.content, ReplyTo: or(content.reactsTo, q.Context.ID), Ref: q.Ref, At: now,
	}
	s.sends = append(s.sends, sent)
	if q.Ref != "" {
		s.refs[q.Ref]++
		if s.refs[q.Ref] == 2 {
			s.repeated = append(s.repeated, q.Ref)
		}
	}
	m := s.add(c, Message{
		ID: sent.ID, FromBusiness: true, Type: sent.Type, Body: sent.Body, Content: sent.Content, ReplyTo: sent.ReplyTo,
	})
	m.ref, m.category, m.byUserID, m.statusTo = q.Ref, content.category, q.To == "", q.statusTo
	m.accepted, m.file = now, content.file
	s.acknowledge(m, now)
	due := now.Add(s.o.Pace)
	if failed != nil {
		sent.Failed, m.failure = failed.code, failed
		s.failed(m, failed, due)
		return m
	}
	m.Sent = due
	s.status(m, "sent", due)
	if q.Type == "reaction" {
		return m
	}
	m.Delivered = due.Add(s.o.Pace)
	s.status(m, "delivered", m.Delivered)
	if s.o.AutoRead {
		m.Read = m.Delivered.Add(s.o.Pace)
		s.status(m, "read", m.Read)
	}
	return m
}

// acknowledge tells, on the wires that do, that a send was taken.
func (s *Simulator) acknowledge(m *message, now time.Time) {
	switch {
	case m.chat.number.Wire == WireTwilio:
		s.twilioStatus(m, "queued", nil, now)
	case m.chat.number.Wire == WireOneMsg && !m.chat.number.settings.Raw:
		s.oneMsgTold(m, now)
	}
}

// messageID returns a new id in the style of the chat's wire. Twilio tells messages with a file apart.
func (s *Simulator) messageID(c *chat, media bool) string {
	switch {
	case c.number.Wire != WireTwilio:
		return s.ids.message(c.person.address())
	case media:
		return s.ids.sid("MM")
	}
	return s.ids.sid("SM")
}
