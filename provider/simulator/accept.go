package simulator

import (
	"net/http"
	"time"
)

// postSend accepts or refuses a message.
func (s *Simulator) postSend(w http.ResponseWriter, n *number, q *request) {
	s.mu.Lock()
	ok, f := s.accept(n, q)
	lost := false
	if f == nil {
		s.counts.sends++
		lost = nth(s.o.Faults.LostAnswer, s.counts.sends)
	}
	s.mu.Unlock()
	switch {
	case f != nil:
		s.refused(w, f)
	case lost:
		hangUp(w)
	default:
		answer(w, http.StatusOK, ok)
	}
}

// accept checks a send, records it and queues its statuses.
func (s *Simulator) accept(n *number, q *request) (*sendAnswer, *failure) {
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
		if !s.o.WindowByStatus {
			return nil, later
		}
	case s.unreachable[c.person.phone] || s.unreachable[c.person.userID]:
		later = refuse(131026, "The recipient cannot be reached")
	}
	if s.o.Throughput > 0 && !n.rate.take(now, time.Second/time.Duration(s.o.Throughput), s.o.Throughput) {
		return nil, refuse(130429, "Too many messages were sent from this phone number in a short period of time")
	}
	if s.o.PairLimit && !c.pair.take(now, pairInterval, pairBurst) {
		return nil, refuse(131056, "Too many messages were sent from this phone number to the same recipient in a"+
			" short period of time")
	}
	s.record(c, q, content, later, now)
	return s.answered(c, q, content), nil
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
func (s *Simulator) record(c *chat, q *request, content *content, failed *failure, now time.Time) {
	sent := &Send{
		ID: s.ids.message(c.person.address()), Number: c.number.ID, To: or(q.To, q.Recipient), Type: q.Type,
		Body: content.body, Content: q.content, ReplyTo: or(content.reactsTo, q.Context.ID), Ref: q.Ref, At: now,
	}
	s.sends = append(s.sends, sent)
	if q.Ref != "" {
		s.refs[q.Ref]++
		if s.refs[q.Ref] == 2 {
			s.repeated = append(s.repeated, q.Ref)
		}
	}
	m := c.add(Message{
		ID: sent.ID, FromBusiness: true, Type: sent.Type, Body: sent.Body, Content: sent.Content, ReplyTo: sent.ReplyTo,
	})
	m.ref, m.category, m.byUserID = q.Ref, content.category, q.To == ""
	s.messages[m.ID] = m
	due := now.Add(s.o.Pace)
	if failed != nil {
		sent.Failed = failed.code
		s.failed(m, failed, due)
		return
	}
	m.Sent = due
	s.status(m, "sent", due)
	if q.Type == "reaction" {
		return
	}
	m.Delivered = due.Add(s.o.Pace)
	s.status(m, "delivered", m.Delivered)
	if s.o.AutoRead {
		m.Read = m.Delivered.Add(s.o.Pace)
		s.status(m, "read", m.Read)
	}
}
