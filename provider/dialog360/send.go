package dialog360

import (
	"context"
	"net/http"

	"github.com/wainbox/wainbox/provider"
	"github.com/wainbox/wainbox/provider/internal/rest"
	"github.com/wainbox/wainbox/provider/internal/wire"
	"github.com/wainbox/wainbox/whatsapp"
)

var sending = rest.Call{Op: "send", Once: true}

// Send makes one attempt to send; see [provider.Sender]. The body is the Cloud
// API's, and the key says which number sends. A customer of whom both a phone
// number and a user id are known is written to by the number. Source: Messaging
// API, POST /messages, version 1.41.
func (c *Client) Send(ctx context.Context, m whatsapp.Outbound) (provider.Receipt, error) {
	if err := c.capabilities.Check(m); err != nil {
		return provider.Receipt{}, err
	}
	body, err := wire.AppendMessage(make([]byte, 0, 512), m)
	if err != nil {
		return provider.Receipt{}, err
	}
	answer, err := c.rest.Do(ctx, rest.Request{Method: http.MethodPost, URL: c.address + "/messages", Body: body})
	if err != nil {
		return provider.Receipt{}, sending.Lost(err)
	}
	receipt, err := sending.GraphAccepted(answer)
	if err != nil {
		// Also a success without an id, which says what became of it or is uncertain.
		return provider.Receipt{}, refused(sending, answer)
	}
	return receipt, nil
}
