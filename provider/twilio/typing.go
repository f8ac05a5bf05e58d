package twilio

import (
	"context"

	"github.com/wainbox/wainbox/provider"
	"github.com/wainbox/wainbox/provider/internal/rest"
	"github.com/wainbox/wainbox/whatsapp"
)

var showing = rest.Call{Op: "show typing"}

// Typing shows the customer that an answer is being written, for 25 seconds or
// until it comes; it marks the message read too, which Twilio does in no other
// way. Doing it twice is harmless, so a lost answer is [provider.Unavailable].
// Source: "Typing indicators", public beta, 2026.
func (c *Client) Typing(ctx context.Context, id whatsapp.MessageID) error {
	if id == "" {
		v := whatsapp.Violations{{Field: "messageId", Rule: "required"}}
		return &provider.Error{Op: showing.Op, Kind: provider.Invalid, Err: v}
	}
	var form values
	form.add("channel", "whatsapp")
	form.add("messageId", string(id))
	answer, err := c.rest.Do(ctx, c.form(c.options.MessagingURL+"/v2/Indicators/Typing.json", form))
	if err != nil {
		return showing.Lost(err)
	}
	if !answer.OK() {
		return refused(showing, answer)
	}
	return nil
}
