package inbox

import (
	"context"
	"errors"
	"iter"
	"time"

	"github.com/wainbox/wainbox/whatsapp"
)

// ErrNotFound is returned for what does not exist, or belongs to another
// organization. The engine's errors say in words which it was: the conversation, its
// chat, an agent.
var ErrNotFound = errors.New("inbox: not found")

// Directory is what screens read. It is apart from [Store] so that a host with
// tables of its own may implement only that.
//
// Lists are paged by key: they fetch as they are ranged over, stop fetching
// when the loop breaks, and end at the first error.
type Directory interface {
	// Conversation returns one conversation, or ErrNotFound.
	Conversation(ctx context.Context, o OrganizationID, id ConversationID) (Conversation, error)
	// Conversations lists an organization's, the latest message first.
	Conversations(ctx context.Context, q ConversationQuery) iter.Seq2[Conversation, error]
	// Messages lists a conversation's, the latest first.
	Messages(ctx context.Context, q MessageQuery) iter.Seq2[Message, error]
	// Kept lists callbacks that could not be filed, the oldest first, whosever
	// they are. Each may hold the platform's 3 MB: a list keeps few of them at a
	// time, and so should who ranges over it.
	Kept(ctx context.Context, q KeptQuery) iter.Seq2[Kept, error]
	// Log lists the entries after one, in order, and ends with the last one there is.
	// Who reads it again from the last entry that it handled misses none.
	Log(ctx context.Context, after int64) iter.Seq2[Entry, error]
}

// ConversationQuery selects conversations.
type ConversationQuery struct {
	Organization OrganizationID
	// Inbox, if set, selects those of one inbox.
	Inbox InboxID
	// Before continues a list after this conversation; its zero value begins.
	Before ConversationCursor
}

// ConversationCursor is a place in a list of conversations.
type ConversationCursor struct {
	LastAt time.Time
	ID     ConversationID
}

// Cursor is this conversation's place.
func (c Conversation) Cursor() ConversationCursor {
	return ConversationCursor{LastAt: c.LastAt, ID: c.ID}
}

// MessageQuery selects messages.
type MessageQuery struct {
	Organization OrganizationID
	Conversation ConversationID
	// Before continues a list after this message; its zero value begins.
	Before MessageCursor
}

// MessageCursor is a place in a conversation.
type MessageCursor struct {
	At  time.Time
	Seq int64
}

// Cursor is this message's place.
func (m Message) Cursor() MessageCursor { return MessageCursor{At: m.At, Seq: m.Seq} }

// KeptQuery selects kept callbacks.
type KeptQuery struct {
	// ID, Reason and Number, if set, select.
	ID     KeptID
	Reason KeptReason
	Number whatsapp.NumberID
	// After continues a list after this callback; its zero value begins.
	After KeptCursor
}

// KeptCursor is a place in a list of kept callbacks.
type KeptCursor struct {
	At time.Time
	ID KeptID
}

// Cursor is this callback's place.
func (k Kept) Cursor() KeptCursor { return KeptCursor{At: k.At, ID: k.ID} }
