package onemsg

import (
	"context"
	"encoding/json"

	"github.com/wainbox/wainbox/provider"
	"github.com/wainbox/wainbox/provider/internal/rest"
	"github.com/wainbox/wainbox/whatsapp"
)

var readingNumber = rest.Call{Op: "read number"}

// Number reads how the channel stands, in two requests; see
// [provider.NumberReader]. Its status is 1msg's word: "connected",
// "connecting", "disconnected", "uninitialized" or "unregistered"; only the
// first can send. Source: 1msg's interface description 2.39.
func (c *Client) Number(ctx context.Context) (provider.Number, error) {
	status, err := c.status(ctx, readingNumber)
	if err != nil {
		return provider.Number{}, err
	}
	me, err := c.me(ctx, readingNumber)
	if err != nil {
		return provider.Number{}, err
	}
	return provider.Number{ID: c.own, Display: scalar(me.Phone), Status: whatsapp.NumberStatus(status)}, nil
}

// connected is the status of a channel that can send.
const connected = "connected"

func (c *Client) status(ctx context.Context, call rest.Call) (string, error) {
	var answer struct {
		Status json.RawMessage `json:"status"`
	}
	if err := c.ask(ctx, call, "status", nil, &answer); err != nil {
		return "", err
	}
	if scalar(answer.Status) == "" {
		return "", unreadable(call)
	}
	return scalar(answer.Status), nil
}
