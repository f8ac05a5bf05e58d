package provider

import "github.com/wainbox/wainbox/whatsapp"

// Level says how well something is carried.
type Level uint8

// The levels.
const (
	No    Level = iota // refused before any I/O
	Lossy              // sent; the receipt says what was dropped
	Full
)

// String is "no", "lossy" or "full".
func (l Level) String() string {
	switch l {
	case Full:
		return "full"
	case Lossy:
		return "lossy"
	default:
		return "no"
	}
}

// Capabilities is what a provider can do, as data. A provider writes it as one
// literal; the zero value can do nothing.
type Capabilities struct {
	// Name is the provider's, in lower case: "cloudapi". Accounts and stored
	// callbacks refer to it.
	Name string
	// Send has the level of each kind of content that can be sent; a kind that
	// is absent is No.
	Send map[whatsapp.ContentKind]Level
	// ReplyTo is quoting an earlier message; Lossy where not every kind quotes.
	ReplyTo Level
	// PreviewURL is asking for a preview of a text's first link.
	PreviewURL Level
	// Ref is whether statuses echo our reference: Full, or No.
	Ref Level
	// UserID is sending to a business-scoped user id, without a phone number.
	UserID Level
	// IdentityKey is having a send refused when the customer's identity key
	// changed: Full, or No.
	IdentityKey Level
	// Group is sending to a group.
	Group Level
	// MaxTextRunes is the longest text; 0 = none can be sent.
	MaxTextRunes int
	// MaxCaptionRunes is the longest caption; 0 = the platform's 1,024.
	MaxCaptionRunes int
	// MaxMediaBytes is the largest file that can be sent, where the provider
	// takes less than the platform; 0 = the platform's limit for its kind. See
	// [Capabilities.CheckFile].
	MaxMediaBytes int64
	// Abilities are what it can do besides; they agree with the interfaces that
	// the provider has.
	Abilities Ability
}

// Check returns nil, or an [*Error] of kind [Unsupported] or [Invalid], for a
// message that this provider cannot carry. It does no I/O.
func (c Capabilities) Check(m whatsapp.Outbound) error {
	if err := m.Validate(); err != nil {
		return &Error{Op: "send", Kind: Invalid, Err: err}
	}
	var v whatsapp.Violations
	kind := m.Content.Kind()
	if c.Send[kind] == No {
		v = append(v, whatsapp.Violation{Field: "type", Rule: string(kind) + " is not carried by " + c.Name})
	}
	if m.ReplyTo != "" && c.ReplyTo == No {
		v = append(v, whatsapp.Violation{Field: "context.message_id", Rule: "replies are not carried by " + c.Name})
	}
	if text, ok := m.Content.(whatsapp.Text); ok && text.PreviewURL && c.PreviewURL == No {
		v = append(v, whatsapp.Violation{Field: DroppedPreview, Rule: "previews are not carried by " + c.Name})
	}
	if m.To.Phone == "" && m.To.User != "" && c.UserID == No {
		v = append(v, whatsapp.Violation{Field: "to", Rule: "a phone number is required by " + c.Name})
	}
	if m.To.Group != "" && c.Group == No {
		v = append(v, whatsapp.Violation{Field: "to", Rule: "groups are not carried by " + c.Name})
	}
	if m.IdentityKey != "" && c.IdentityKey == No {
		v = append(v, whatsapp.Violation{Field: "recipient_identity_key_hash", Rule: "not carried by " + c.Name})
	}
	if len(v) > 0 {
		return &Error{Op: "send", Kind: Unsupported, Err: v}
	}
	switch content := m.Content.(type) {
	case whatsapp.Text:
		if longer(content.Body, c.MaxTextRunes) {
			v = append(v, whatsapp.Violation{Field: "text.body", Rule: "longer than " + c.Name + " carries"})
		}
	case whatsapp.Media:
		if c.MaxCaptionRunes > 0 && longer(content.Caption, c.MaxCaptionRunes) {
			v = append(v, whatsapp.Violation{Field: string(kind) + ".caption", Rule: "longer than " + c.Name + " carries"})
		}
	}
	if len(v) > 0 {
		return &Error{Op: "send", Kind: Invalid, Err: v}
	}
	return nil
}

// CheckFile returns nil, or an [*Error] of kind [Unsupported] or [Invalid], for a
// file that this provider cannot carry. It is for who has the file and sends a
// link to it, of which [Capabilities.Check] does not know the size.
func (c Capabilities) CheckFile(kind whatsapp.ContentKind, mime string, size int64) error {
	if kind.IsMedia() && c.Send[kind] == No {
		v := whatsapp.Violations{{Field: "type", Rule: string(kind) + " is not carried by " + c.Name}}
		return &Error{Op: "send", Kind: Unsupported, Err: v}
	}
	v := whatsapp.CheckMedia(kind, mime, size)
	if c.MaxMediaBytes > 0 && size > c.MaxMediaBytes {
		v = append(v, whatsapp.Violation{Field: string(kind), Rule: "larger than " + c.Name + " carries"})
	}
	if len(v) > 0 {
		return &Error{Op: "send", Kind: Invalid, Err: v}
	}
	return nil
}

// longer reports whether s has more than limit runes, without counting further
// than it must.
func longer(s string, limit int) bool {
	if len(s) <= limit {
		return false
	}
	for range s {
		if limit--; limit < 0 {
			return true
		}
	}
	return false
}
