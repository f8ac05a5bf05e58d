package inbox

import (
	"encoding/json"
	"time"

	"github.com/wainbox/wainbox/whatsapp"
)

// Direction says who wrote.
type Direction string

// The directions.
const (
	In  Direction = "in"  // the customer
	Out Direction = "out" // the business
)

// Message is one message of a conversation. It is inserted once and never
// rewritten; only what became of it is added: [Delivery] and [File] are joins.
type Message struct {
	ID           MessageID
	Conversation ConversationID
	Account      AccountID
	Chat         ChatID
	// Seq is its place in the order of arrival, from 1. Messages are shown in
	// the order of (At, Seq).
	Seq int64
	// At is the provider's time of an inbound message and ours of an outbound
	// one; Stored is always ours.
	At     time.Time
	Stored time.Time
	// Late is set when the conversation already had a later message or call.
	Late      bool
	Direction Direction
	// Elsewhere is set when the business wrote it by other means.
	Elsewhere bool
	// Agent wrote it; empty inbound, and for an automatic reply.
	Agent AgentID
	// ProviderID is unique within the account; empty while a send has no answer.
	ProviderID whatsapp.MessageID
	// From is the member who wrote, in a group.
	From     whatsapp.Address
	Type     string // the platform's own type name, inbound
	Content  whatsapp.Content
	Context  whatsapp.Context
	Failures []whatsapp.Failure
	// Raw is the message as it came, inbound.
	Raw      whatsapp.Raw
	Delivery Delivery
	File     File
}

// File is what became of a message's file.
type File struct {
	State FileState `json:"state,omitempty"`
	// Name finds it in Files.
	Name   string `json:"name,omitempty"`
	MIME   string `json:"mime,omitempty"`
	Bytes  int64  `json:"bytes,omitempty"`
	SHA256 string `json:"sha256,omitempty"` // hexadecimal
	// Reason says why it was given up.
	Reason string `json:"reason,omitempty"`
}

// FileState is where a message's file stands.
type FileState string

// The states of a file. A message without a file has the zero state.
const (
	FilePending FileState = "pending"
	FileStored  FileState = "stored"
	FileLost    FileState = "lost"
)

// messageBody is a message in JSON. Stores keep it, and screens may show it.
type messageBody struct {
	ID           MessageID            `json:"id"`
	Conversation ConversationID       `json:"conversation"`
	Account      AccountID            `json:"account"`
	Chat         ChatID               `json:"chat,omitempty"`
	Seq          int64                `json:"seq"`
	At           time.Time            `json:"at"`
	Stored       time.Time            `json:"stored"`
	Late         bool                 `json:"late,omitempty"`
	Direction    Direction            `json:"direction"`
	Elsewhere    bool                 `json:"elsewhere,omitempty"`
	Agent        AgentID              `json:"agent,omitempty"`
	ProviderID   whatsapp.MessageID   `json:"provider_id,omitempty"`
	From         whatsapp.Address     `json:"from,omitzero"`
	Type         string               `json:"type,omitempty"`
	Kind         whatsapp.ContentKind `json:"kind,omitempty"`
	Content      json.RawMessage      `json:"content,omitempty"`
	Context      whatsapp.Context     `json:"context,omitzero"`
	Failures     []whatsapp.Failure   `json:"failures,omitempty"`
	Raw          whatsapp.Raw         `json:"raw,omitempty"`
	Delivery     Delivery             `json:"delivery,omitzero"`
	File         File                 `json:"file,omitzero"`
}

// MarshalJSON writes the message with its content's kind beside it.
func (m Message) MarshalJSON() ([]byte, error) {
	b := messageBody{
		ID: m.ID, Conversation: m.Conversation, Account: m.Account, Chat: m.Chat, Seq: m.Seq, At: m.At,
		Stored: m.Stored, Late: m.Late, Direction: m.Direction, Elsewhere: m.Elsewhere, Agent: m.Agent,
		ProviderID: m.ProviderID, From: m.From, Type: m.Type, Context: m.Context, Failures: m.Failures, Raw: m.Raw,
		Delivery: m.Delivery, File: m.File,
	}
	if m.Content != nil {
		b.Kind = m.Content.Kind()
		content, err := json.Marshal(m.Content)
		if err != nil {
			return nil, err
		}
		b.Content = content
	}
	return json.Marshal(b)
}

// UnmarshalJSON reads what MarshalJSON wrote.
func (m *Message) UnmarshalJSON(data []byte) error {
	var b messageBody
	if err := json.Unmarshal(data, &b); err != nil {
		return err
	}
	*m = Message{
		ID: b.ID, Conversation: b.Conversation, Account: b.Account, Chat: b.Chat, Seq: b.Seq, At: b.At,
		Stored: b.Stored, Late: b.Late, Direction: b.Direction, Elsewhere: b.Elsewhere, Agent: b.Agent,
		ProviderID: b.ProviderID, From: b.From, Type: b.Type, Context: b.Context, Failures: b.Failures, Raw: b.Raw,
		Delivery: b.Delivery, File: b.File,
	}
	var err error
	if b.Kind != "" {
		m.Content, err = whatsapp.DecodeContent(b.Kind, b.Content)
	}
	return err
}
