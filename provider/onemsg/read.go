package onemsg

import (
	"context"

	"github.com/wainbox/wainbox/provider/internal/rest"
	"github.com/wainbox/wainbox/whatsapp"
)

var (
	marking = rest.Call{Op: "mark read"}
	showing = rest.Call{Op: "show typing"}
)

// MarkRead shows the customer that the message, and all before it, was read.
// Doing it twice is harmless, so a lost answer is [provider.Unavailable].
// Source: 1msg's SDK, contract 1.0.0.
func (c *Client) MarkRead(ctx context.Context, id whatsapp.MessageID) error {
	return c.read(ctx, marking, id, false)
}

// Typing shows the customer that an answer is being written, for 25 seconds or
// until it comes; it marks the message read too. Source: 1msg's SDK, contract
// 1.0.0.
func (c *Client) Typing(ctx context.Context, id whatsapp.MessageID) error {
	return c.read(ctx, showing, id, true)
}

func (c *Client) read(ctx context.Context, call rest.Call, id whatsapp.MessageID, typing bool) error {
	if id == "" {
		return invalid(call, "messageId", "required")
	}
	return c.post(ctx, call, "readMessage", struct {
		ID     whatsapp.MessageID `json:"messageId"`
		Typing bool               `json:"typingIndicator,omitempty"`
	}{id, typing}, nil)
}
