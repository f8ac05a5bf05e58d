package twilio

import (
	"context"

	"github.com/wainbox/wainbox/provider"
	"github.com/wainbox/wainbox/provider/internal/rest"
	"github.com/wainbox/wainbox/whatsapp"
)

var sending = rest.Call{Op: "send", Once: true}

// Send makes one attempt to send; see [provider.Sender]. The first message of
// its shape with buttons, rows or a link makes one request more, for a content
// without texts that all later ones of the shape share; a lost answer to that
// is [provider.Unavailable], since nothing was sent.
//
// A customer of whom both a phone number and a user id are known is written to
// by the number. Whether the customer service window is open is seldom told in
// the answer: the refusal comes as a status.
func (c *Client) Send(ctx context.Context, m whatsapp.Outbound) (provider.Receipt, error) {
	if err := c.capabilities.Check(m); err != nil {
		return provider.Receipt{}, err
	}
	p, err := compose(m)
	if err != nil {
		return provider.Receipt{}, err
	}
	if p.shape != nil {
		sid, err := c.prepare(ctx, p.shape)
		if err != nil {
			return provider.Receipt{}, err
		}
		p.fill(sid, p.shape.variables())
	}
	c.envelope(&p.form, m)
	answer, err := c.rest.Do(ctx, c.form(c.account("/Messages.json"), p.form))
	if err != nil {
		return provider.Receipt{}, sending.Lost(err)
	}
	id, failed := accepted(answer)
	if failed != nil {
		if p.shape != nil && failed.Kind == provider.Template {
			c.prepared.forget(p.shape.key) // deleted behind our back, perhaps
		}
		return provider.Receipt{}, failed
	}
	return provider.Receipt{ID: id, Dropped: p.dropped}, nil
}

// envelope adds who writes to whom, and where statuses go.
func (c *Client) envelope(form *values, m whatsapp.Outbound) {
	form.add("To", recipient(m.To))
	if c.config.From != "" {
		form.add("From", channel+"+"+c.config.From)
	}
	if c.config.MessagingService != "" {
		form.add("MessagingServiceSid", c.config.MessagingService)
	}
	if address := c.status.with(string(m.Ref)); address != "" {
		form.add("StatusCallback", address)
	}
}

// recipient is the customer as Twilio writes addresses: a user id has no plus.
func recipient(to whatsapp.Address) string {
	if to.Phone != "" {
		return channel + "+" + to.Phone.Digits()
	}
	return channel + string(to.User)
}

// accepted reads the answer to a send. A success without an id is no answer to
// go by: the message may have been taken.
func accepted(a rest.Answer) (whatsapp.MessageID, *provider.Error) {
	if !a.OK() {
		return "", refused(sending, a)
	}
	var body struct {
		SID    whatsapp.MessageID `json:"sid"`
		Status string             `json:"status"`
		Code   int                `json:"error_code"`
	}
	if rest.Lenient(a.Body, &body) != nil || body.SID == "" {
		return "", &provider.Error{Op: sending.Op, Kind: provider.Uncertain}
	}
	if body.Status == "failed" && body.Code != 0 {
		return "", &provider.Error{Op: sending.Op, Kind: kindOf(body.Code), Code: body.Code}
	}
	return body.SID, nil
}
