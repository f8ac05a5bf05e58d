package dialog360

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
// Doing it twice is harmless, so a lost answer is [provider.Unavailable].
// Source: Messaging API, POST /messages, version 1.41.
func (c *Client) MarkRead(ctx context.Context, id whatsapp.MessageID) error {
	return c.read(ctx, marking, id, false)
}

// Typing shows the customer that an answer is being written, for 25 seconds or
// until it comes; it marks the message read too. Source: as [Client.MarkRead].
func (c *Client) Typing(ctx context.Context, id whatsapp.MessageID) error {
	return c.read(ctx, showing, id, true)
}

func (c *Client) read(ctx context.Context, call rest.Call, id whatsapp.MessageID, typing bool) error {
	if id == "" {
		return invalid(call, "message_id", "required")
	}
	body := wire.AppendRead(make([]byte, 0, 192), id, typing)
	return c.exchange(ctx, call, rest.Request{Method: http.MethodPost, URL: c.address + "/messages", Body: body}, nil, nil)
}
