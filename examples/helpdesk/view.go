package main

import (
	"cmp"
	"time"

	"github.com/wainbox/wainbox/inbox"
	"github.com/wainbox/wainbox/whatsapp"
)

// conversationView is a conversation as the endpoints and the pages show it.
type conversationView struct {
	ID     inbox.ConversationID `json:"id"`
	Name   string               `json:"name"`
	Phone  string               `json:"phone,omitempty"`
	UserID string               `json:"user_id,omitempty"`
	Inbox  inbox.InboxID        `json:"inbox,omitempty"`
	Chat   inbox.ChatID         `json:"chat,omitempty"`
	State  string               `json:"state"` // of the chat: waiting, offered, active, or none
	// Agent is who has the chat, Offered who is asked until Until.
	Agent    *agentView   `json:"agent,omitempty"`
	Offered  []*agentView `json:"offered,omitempty"`
	Until    time.Time    `json:"until,omitzero"`
	Unread   int          `json:"unread"`
	Messages int64        `json:"messages"`
	LastAt   time.Time    `json:"last_at"`
	Preview  string       `json:"preview"`
	Window   windowView   `json:"window"`
	// Successor goes on when this one proved to be with the same customer.
	Successor inbox.ConversationID `json:"successor,omitempty"`
}

type agentView struct {
	ID   inbox.AgentID `json:"id"`
	Name string        `json:"name"`
}

// windowView says whether free text may be sent, and until when.
type windowView struct {
	Open   bool      `json:"open"`
	Closes time.Time `json:"closes,omitzero"`
}

func viewConversation(c inbox.Conversation, names map[inbox.AgentID]string, now time.Time) conversationView {
	v := conversationView{
		ID: c.ID, Phone: string(c.Address.Phone), UserID: string(c.Address.User), Inbox: c.Inbox,
		Chat: c.Chat.ID, State: cmp.Or(string(c.Chat.State), "none"), Unread: c.Unread, Messages: c.Messages, LastAt: c.LastAt,
		Preview: c.Preview, Successor: c.Successor,
		Window: windowView{Open: c.Window.IsOpen(now), Closes: c.Window.Closes()},
	}
	v.Name = cmp.Or(c.Name, v.Phone, v.UserID, "A customer")
	for _, a := range c.Chat.Holders() {
		if c.Chat.State == inbox.Active {
			v.Agent = viewAgent(a, names)
			continue
		}
		v.Offered, v.Until = append(v.Offered, viewAgent(a, names)), c.Chat.Until
	}
	return v
}

func viewAgent(id inbox.AgentID, names map[inbox.AgentID]string) *agentView {
	return &agentView{ID: id, Name: cmp.Or(names[id], string(id))}
}

// messageView is a message as the endpoints and the pages show it.
type messageView struct {
	ID         inbox.MessageID     `json:"id"`
	Seq        int64               `json:"seq"`
	At         time.Time           `json:"at"`
	Direction  inbox.Direction     `json:"direction"`
	Agent      *agentView          `json:"agent,omitempty"`
	Elsewhere  bool                `json:"elsewhere,omitempty"`
	Late       bool                `json:"late,omitempty"`
	ProviderID whatsapp.MessageID  `json:"provider_id,omitempty"`
	Type       string              `json:"type"`
	Text       string              `json:"text,omitempty"`
	Content    whatsapp.Content    `json:"content,omitempty"`
	Context    whatsapp.Context    `json:"context,omitzero"`
	File       *fileView           `json:"file,omitempty"`
	State      inbox.DeliveryState `json:"state,omitempty"` // outbound
	Delivery   inbox.Delivery      `json:"delivery,omitzero"`
	Failures   []whatsapp.Failure  `json:"failures,omitempty"`
}

// fileView is a message's file; URL is set when it can be downloaded.
type fileView struct {
	inbox.File

	URL string `json:"url,omitempty"`
}

func (h *helpdesk) viewMessage(m inbox.Message, names map[inbox.AgentID]string) messageView {
	v := messageView{
		ID: m.ID, Seq: m.Seq, At: m.At, Direction: m.Direction, Elsewhere: m.Elsewhere, Late: m.Late,
		ProviderID: m.ProviderID, Type: m.Type, Text: h.textOf(m.Content), Content: m.Content, Context: m.Context,
		Failures: m.Failures,
	}
	if v.Type == "" && m.Content != nil {
		v.Type = string(m.Content.Kind())
	}
	if m.Agent != "" {
		v.Agent = viewAgent(m.Agent, names)
	}
	if m.Direction == inbox.Out {
		v.State, v.Delivery = m.Delivery.State(), m.Delivery
	}
	if m.File.State != "" {
		v.File = &fileView{File: m.File}
		if m.File.State == inbox.FileStored {
			v.File.URL = "/api/files/" + string(m.ID)
		}
	}
	return v
}
