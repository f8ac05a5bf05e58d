package onemsg

import (
	"context"
	"encoding/json"
	"net/http"
	"strings"

	"github.com/wainbox/wainbox/provider"
	"github.com/wainbox/wainbox/provider/internal/rest"
	"github.com/wainbox/wainbox/whatsapp"
)

var sending = rest.Call{Op: "send", Once: true}

// Send makes one attempt to send; see [provider.Sender]. A customer of whom
// both a phone number and a user id are known is written to by the number.
//
// An answer that 1msg has queued the message is [provider.Uncertain]: it may
// still be sent, and the queue cannot be asked. Source: 1msg's SDK, contract
// 1.0.0.
func (c *Client) Send(ctx context.Context, m whatsapp.Outbound) (provider.Receipt, error) {
	if err := c.capabilities.Check(m); err != nil {
		return provider.Receipt{}, err
	}
	p, err := c.parcel(m)
	if err != nil {
		return provider.Receipt{}, err
	}
	body, err := json.Marshal(p.body)
	if err != nil {
		return provider.Receipt{}, &provider.Error{Op: sending.Op, Kind: provider.Invalid, Err: err}
	}
	answer, err := c.rest.Do(ctx, rest.Request{Method: http.MethodPost, URL: c.address(p.method, nil), Body: body})
	if err != nil {
		return provider.Receipt{}, sending.Lost(err)
	}
	receipt, err := accepted(sending, answer)
	if err != nil {
		return provider.Receipt{}, err
	}
	receipt.Dropped = p.dropped
	return receipt, nil
}

// parcel is a message as 1msg takes it: by which method, and what of it there
// is no field for.
type parcel struct {
	method  string
	body    any
	dropped []string
}

// drop notes what is left out, if it was there.
func (p *parcel) drop(was bool, name string) {
	if was {
		p.dropped = append(p.dropped, name)
	}
}

// unsupported refuses a message before any I/O.
func unsupported(field, rule string) error {
	return &provider.Error{
		Op: sending.Op, Kind: provider.Unsupported, Err: whatsapp.Violations{{Field: field, Rule: rule}},
	}
}

// recipient is who a message goes to: one of the two.
type recipient struct {
	Phone string `json:"phone,omitempty"`
	Chat  string `json:"chatId,omitempty"`
}

// recipientOf names the recipient in one way.
//
// QUIRK(onemsg): a user id stands in the place of the phone. The vendor shows
// it for a customer who hides the number, whose chat's id was refused.
func recipientOf(to whatsapp.Address) recipient {
	switch {
	case to.Group != "":
		chat := string(to.Group)
		if !strings.Contains(chat, "@") {
			chat += "@g.us"
		}
		return recipient{Chat: chat}
	case to.Phone != "":
		return recipient{Phone: to.Phone.Digits()}
	default:
		return recipient{Phone: string(to.User)}
	}
}
