package inbox

import (
	"time"

	"github.com/wainbox/wainbox/routing"
	"github.com/wainbox/wainbox/whatsapp"
	"github.com/wainbox/wainbox/window"
)

// Conversation is everything between one account and one contact, for ever.
type Conversation struct {
	ID           ConversationID `json:"id"`
	Organization OrganizationID `json:"organization"`
	Account      AccountID      `json:"account"`
	Inbox        InboxID        `json:"inbox,omitempty"`
	Contact      ContactID      `json:"contact"`
	// Address is where answers go: what the provider gave last, verbatim.
	Address whatsapp.Address `json:"address"`
	// Successor is set when this conversation proved to be with the customer of
	// another one, which goes on. It keeps its messages.
	Successor ConversationID `json:"successor,omitempty"`
	// Name is the contact's, as they last gave it.
	Name string `json:"name,omitempty"`
	// Window is open or closed, and free of charge or not. An answer to an entry
	// counts when it is queued, or was seen to be given elsewhere; what is charged
	// is in a Delivery's Pricing.
	Window window.State `json:"window"`
	// Watch is which moments of the window are in the log; see [EntryWindow].
	Watch window.Watch `json:"watch,omitzero"`
	// Chat is the live episode; its zero value is none.
	Chat Chat `json:"chat"`
	// Offers is the number of the latest offer of a chat here. It only grows, and no
	// two have the same.
	Offers int64 `json:"offers,omitempty"`
	// LastAgent is who last accepted or was assigned a chat of it, in this inbox.
	LastAgent AgentID `json:"last_agent,omitempty"`
	// Closed is the chat that ended last, for as long as it can be reopened.
	Closed ClosedChat `json:"closed,omitzero"`
	// Auto is what it got of automatic replies.
	Auto AutoReplied `json:"auto,omitzero"`
	// Messages counts them all; each gets the next as its Seq.
	Messages int64 `json:"messages,omitempty"`
	// Unread counts the customer's messages since the last reply.
	Unread int `json:"unread,omitempty"`
	// LastReceived is the customer's latest message by its provider's id.
	LastReceived whatsapp.MessageID `json:"last_received,omitempty"`
	// ReceivedAt is the provider's time of that message.
	ReceivedAt time.Time `json:"received_at,omitzero"`
	// LastAt is the time of the latest message or call; lists are ordered by it.
	LastAt time.Time `json:"last_at"`
	// Preview is the beginning of the latest message, or "[call]".
	Preview string `json:"preview,omitempty"`
}

// enter makes an inbox the conversation's. Whom it remembers was the other one's.
func enter(c *Conversation, i InboxID) {
	if c.Inbox != i {
		c.Inbox, c.LastAgent = i, ""
	}
}

// Chat is one live episode of a conversation, from the customer's word to its
// end. A call begins none: nobody wrote, and calls are not answered here.
type Chat struct {
	ID ChatID `json:"id,omitempty"`
	// Chat is how it stands: it waits, is offered or has an agent.
	routing.Chat

	// Assigned is since when the agent has it.
	Assigned time.Time `json:"assigned,omitzero"`
	// Returns: the customer's next word returns it to the queue if its agent is
	// not there; see routing.AwayOnNextMessage.
	Returns bool `json:"returns,omitempty"`
}

// ClosedChat is a chat that ended, and until when the customer's word reopens it.
type ClosedChat struct {
	ID    ChatID    `json:"id"`
	Until time.Time `json:"until"`
}

// ChatState is where a chat stands.
type ChatState = routing.State

// The states of a live chat. A conversation without one has a zero Chat.
const (
	Waiting = routing.Waiting
	Offered = routing.Offered
	Active  = routing.Active
)
