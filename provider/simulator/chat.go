package simulator

import (
	"context"
	"encoding/json"
	"errors"
	"slices"
	"time"
)

// Message is one message as the phone shows it. Times are zero until they happen.
type Message struct {
	ID           string          `json:"id"` // wamid; on Twilio's wire a sid
	FromBusiness bool            `json:"from_business"`
	Type         string          `json:"type"`               // the Cloud API's word: text, image, template, reaction, …
	Body         string          `json:"body,omitempty"`     // what can be read: text, caption, filled template, emoji
	Content      json.RawMessage `json:"content,omitempty"`  // the type's object as it was sent
	ReplyTo      string          `json:"reply_to,omitempty"` // wamid of the message replied or reacted to

	Sent      time.Time `json:"sent,omitzero"`      // one grey tick
	Delivered time.Time `json:"delivered,omitzero"` // two grey ticks
	Read      time.Time `json:"read,omitzero"`      // two blue ticks; of an inbound message: read by the business
}

// message is a Message in its chat.
type message struct {
	Message
	chat *chat
	at   int // its place in the chat

	ref      string // of a send: biz_opaque_callback_data
	category string // of a send: what it is priced as
	byUserID bool   // of a send: it was addressed to a user id
	statusTo string // of a send over Twilio: where its statuses go
	accepted time.Time
	failure  *failure
	file     *media // what it carries, when the simulator has the bytes

	forwarded bool
	turn      int // its place among the messages of all chats
}

type chatKey struct {
	number string
	person *person
}

// chat is everything between one business number and one person.
type chat struct {
	number   *number
	person   *person
	wrote    time.Time // when the person last opened the window
	pair     rate
	messages []*message
	seen     int // all inbound messages before this place are read by the business
}

func (c *chat) lane() lane { return lane{number: c.number.ID, person: c.person} }

// add puts a message at the end of a chat.
func (s *Simulator) add(c *chat, m Message) *message {
	s.turns++
	stored := &message{Message: m, chat: c, at: len(c.messages), turn: s.turns}
	s.messages[m.ID] = stored
	c.messages = append(c.messages, stored)
	return stored
}

// chat finds or begins the chat of a number and a person.
func (s *Simulator) chat(n *number, p *person) *chat {
	key := chatKey{number: n.ID, person: p}
	if s.chats[key] == nil {
		s.chats[key] = &chat{number: n, person: p}
	}
	return s.chats[key]
}

// find returns a chat that exists, or nil.
func (s *Simulator) find(numberID, address string) *chat {
	n, p := s.number(numberID), s.people.find(address)
	if n == nil || p == nil {
		return nil
	}
	return s.chats[chatKey{number: n.ID, person: p}]
}

// Chat returns what a phone sees of its chat with a business number, oldest first: both directions, with ticks.
// The number is a phone-number id, empty for the first; the phone may be a user id. A message that failed is not
// seen, and neither is one that Options.Pace has not yet brought to `sent`. Nil when there is no such chat.
func (s *Simulator) Chat(number, phone string) []Message {
	s.mu.Lock()
	defer s.mu.Unlock()
	c := s.find(number, phone)
	if c == nil {
		return nil
	}
	now := s.now()
	seen := make([]Message, 0, len(c.messages))
	for _, m := range c.messages {
		if view := m.view(now); !view.Sent.IsZero() {
			seen = append(seen, view)
		}
	}
	return seen
}

// view is the message with only the ticks it has by now.
func (m *message) view(now time.Time) Message {
	v := m.Message
	for _, tick := range []*time.Time{&v.Sent, &v.Delivered, &v.Read} {
		if tick.After(now) {
			*tick = time.Time{}
		}
	}
	v.Content = slices.Clone(v.Content)
	return v
}

// ErrNoChat means that the number and the phone have never exchanged a message.
var ErrNoChat = errors.New("simulator: no such chat")

// Read opens the chat on the phone: every message that was delivered to it and is unread becomes read, and a read
// status follows for each. The number is a phone-number id, empty for the first; the phone may be a user id.
// It fails with [ErrNoChat] for a chat that does not exist, and with ctx's error when ctx has ended.
func (s *Simulator) Read(ctx context.Context, number, phone string) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	c := s.find(number, phone)
	if c == nil {
		return ErrNoChat
	}
	now := s.now()
	for _, m := range c.messages {
		delivered := !m.Delivered.IsZero() && !m.Delivered.After(now)
		if m.FromBusiness && delivered && m.Read.IsZero() {
			m.Read = now
			s.status(m, "read", now)
		}
	}
	return nil
}
