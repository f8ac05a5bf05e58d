package storetest

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"time"

	"github.com/wainbox/wainbox/inbox"
	"github.com/wainbox/wainbox/provider"
	"github.com/wainbox/wainbox/whatsapp"
)

// customers is what they wrote, and with whom we talk.
type customers struct {
	sent    []*word
	talks   []inbox.ConversationID // in the order in which they began
	arrived map[time.Time]bool     // by the engines' clocks: no two at once
}

// word is a customer's message.
type word struct {
	box      inbox.InboxID
	event    *whatsapp.Received
	accepted bool // the platform was told that it is stored
}

// write has a customer write, of whom there are a few for each number.
func (s *sim) write() task {
	box := s.boxes[s.dice.IntN(len(s.boxes))].ID
	n := len(s.sent) + 1
	w := &word{box: box, event: &whatsapp.Received{
		Origin: whatsapp.Origin{Number: whatsapp.NumberID("n" + box)},
		Message: whatsapp.Message{
			ID: whatsapp.MessageID(fmt.Sprint("m", n)), At: s.clock, Type: "text", Content: whatsapp.Text{Body: "Hello"},
		},
		From: s.customer(),
	}}
	s.sent = append(s.sent, w)
	return s.deliver(w)
}

// customer is one of a few. In some runs the platform gives them by their number,
// by their user id or by both, and who was two proves to be one.
func (s *sim) customer() whatsapp.Address {
	n := strconv.Itoa(1 + s.dice.IntN(5))
	a := whatsapp.Address{Phone: whatsapp.Phone(n), User: whatsapp.UserID("u" + n)}
	switch by := s.dice.IntN(4); {
	case !s.users || by < 2:
		a.User = ""
	case by == 2:
		a.Phone = ""
	}
	return a
}

// redeliver is the platform's, which was not told that a message is stored, or did
// not hear it.
func (s *sim) redeliver() task {
	if len(s.sent) == 0 {
		return s.write()
	}
	return s.deliver(s.sent[s.dice.IntN(len(s.sent))])
}

func (s *sim) deliver(w *word) task {
	return task{
		name: fmt.Sprintf("customer %s writes %s to %s", w.event.From.Phone+whatsapp.Phone(w.event.From.User), w.event.ID, w.box), locks: true,
		do: func(ctx context.Context) error {
			s.apart(s.running.of)
			return s.on().Ingest(ctx, provider.Delivery{Provider: "sim", Events: []whatsapp.Event{w.event}})
		},
		done: func(a *activity) { w.accepted = w.accepted || a.err == nil },
	}
}

// apart has no two chats arrive at one time: then their ids, which are random,
// would say who is first.
func (s *sim) apart(r *replica) {
	if s.arrived == nil {
		s.arrived = map[time.Time]bool{}
	}
	for s.arrived[s.clock.Add(r.ahead).Truncate(time.Microsecond)] {
		s.clock = s.clock.Add(time.Microsecond)
	}
	s.arrived[s.clock.Add(r.ahead).Truncate(time.Microsecond)] = true
}

// owed are the messages that the platform will deliver again.
func (s *sim) owed() []*word {
	return slices.DeleteFunc(slices.Clone(s.sent), func(w *word) bool { return w.accepted })
}
