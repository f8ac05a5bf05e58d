package cloudapi

import (
	"context"
	"net/http"

	"github.com/wainbox/wainbox/provider/internal/rest"
	"github.com/wainbox/wainbox/provider/internal/wire"
	"github.com/wainbox/wainbox/whatsapp"
)

var (
	marking = rest.Call{Op: "mark read"}
	showing = rest.Call{Op: "show typing"}
)

// MarkRead shows the customer that the message, and all before it, was read.
// It works for 30 days. Doing it twice is harmless, so a lost answer is
// [provider.Unavailable]. Source: Cloud API, "Mark messages as read",
// November 2025.
func (c *Client) MarkRead(ctx context.Context, id whatsapp.MessageID) error {
	return c.read(ctx, marking, id, false)
}

// Typing shows the customer that an answer is being written, for 25 seconds or
// until it comes; it marks the message read too. Source: Cloud API, "Typing
// indicators", November 2025.
func (c *Client) Typing(ctx context.Context, id whatsapp.MessageID) error {
	return c.read(ctx, showing, id, true)
}

func (c *Client) read(ctx context.Context, call rest.Call, id whatsapp.MessageID, typing bool) error {
	if id == "" {
		return invalid(call, "message_id", "required")
	}
	body := wire.AppendRead(make([]byte, 0, 192), id, typing)
	return c.rest.Graph(ctx, call, rest.Request{Method: http.MethodPost, URL: c.messages, Body: body}, nil, nil)
}
