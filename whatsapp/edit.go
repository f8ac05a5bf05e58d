package whatsapp

import "encoding/json"

// Edit replaces the content of an earlier message. It is possible for 15
// minutes, and known of numbers that also run the phone app; elsewhere an edit
// comes as [Unsupported]. Source: "Edit messages webhook", November 2025.
type Edit struct {
	Original MessageID
	// Type is the platform's name of the new content.
	Type    string
	Content Content
	// ReplyTo is the message that the edited one answers.
	ReplyTo MessageID
}

// Revoke deletes an earlier message.
type Revoke struct {
	Original MessageID `json:"original"`
}

// Kind returns [KindEdit].
func (Edit) Kind() ContentKind { return KindEdit }

// Kind returns [KindRevoke].
func (Revoke) Kind() ContentKind { return KindRevoke }

// editJSON is an Edit as it is stored: its content with its kind beside it.
type editJSON struct {
	Original MessageID       `json:"original"`
	Type     string          `json:"type,omitempty"`
	Kind     ContentKind     `json:"kind,omitempty"`
	Content  json.RawMessage `json:"content,omitempty"`
	ReplyTo  MessageID       `json:"reply_to,omitempty"`
}

// MarshalJSON writes the content with its kind.
func (e Edit) MarshalJSON() ([]byte, error) {
	out := editJSON{Original: e.Original, Type: e.Type, ReplyTo: e.ReplyTo}
	if e.Content != nil {
		content, err := json.Marshal(e.Content)
		if err != nil {
			return nil, err
		}
		out.Kind, out.Content = e.Content.Kind(), content
	}
	return json.Marshal(out)
}

// UnmarshalJSON reads what MarshalJSON wrote.
func (e *Edit) UnmarshalJSON(data []byte) error {
	var in editJSON
	if err := json.Unmarshal(data, &in); err != nil {
		return err
	}
	*e = Edit{Original: in.Original, Type: in.Type, ReplyTo: in.ReplyTo}
	if in.Kind == "" {
		return nil
	}
	content, err := DecodeContent(in.Kind, in.Content)
	e.Content = content
	return err
}
