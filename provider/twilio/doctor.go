package twilio

import (
	"context"
	"errors"
	"net/http"
	"strings"

	"github.com/wainbox/wainbox/provider"
	"github.com/wainbox/wainbox/provider/internal/rest"
)

var diagnosing = rest.Call{Op: "diagnose"}

// Diagnose checks the set-up; see [provider.Doctor]. There is nothing to
// subscribe to at Twilio.
func (c *Client) Diagnose(ctx context.Context, callback string) []provider.Finding {
	var d rest.Diagnosis
	s, ok := c.diagnoseSender(ctx, &d)
	d.Skip(provider.StepSubscription, "there is none at Twilio: a sender's events go to its callback address")
	c.diagnoseWebhook(&d, s, ok, callback)
	d.Callback(ctx, c.options.HTTP, callback, nil, "")
	c.diagnoseTemplates(ctx, &d)
	return d
}

// diagnoseSender looks at the credentials and the number, which are asked for
// at once.
func (c *Client) diagnoseSender(ctx context.Context, d *rest.Diagnosis) (sender, bool) {
	const refused = "Look at the account's SID and its auth token, or at the API key and whether it may use the Senders API."
	if c.config.From == "" {
		err := c.ask(ctx, diagnosing, http.MethodGet, c.account(".json"), nil, &map[string]any{})
		if err != nil {
			d.Fail(provider.StepCredentials, "the account cannot be read", refused, err)
		} else {
			d.OK(provider.StepCredentials, "the account can be read")
		}
		d.Skip(provider.StepNumber, "no number is configured: the messaging service chooses one")
		return sender{}, false
	}
	s, err := c.own(ctx, diagnosing)
	missing := errors.Is(err, errNoSender)
	if err != nil && !missing {
		d.Fail(provider.StepCredentials, "the account's senders cannot be read", refused, err)
		d.Skip(provider.StepNumber, "the senders cannot be read")
		return sender{}, false
	}
	d.OK(provider.StepCredentials, "the account's senders can be read")
	switch {
	case missing:
		d.Fail(provider.StepNumber, "the number is none of the account's senders",
			"Look at the number, and at whether a subaccount owns it; the sandbox's number is nobody's.", err)
	case s.Status == "ONLINE":
		d.OK(provider.StepNumber, "the sender is online")
	case strings.HasPrefix(s.Status, "ONLINE"):
		d.Warn(provider.StepNumber, "the sender is online and being updated", "Wait until it is online.")
	default:
		d.Fail(provider.StepNumber, "the sender is not online",
			"Look at the reasons that Twilio gives for it: they are among the number's problems.", nil)
	}
	return s, err == nil
}

// diagnoseWebhook compares the addresses that Twilio calls.
func (c *Client) diagnoseWebhook(d *rest.Diagnosis, s sender, ok bool, callback string) {
	const step = provider.StepWebhook
	inbound := word(s.Webhook, "callback_url")
	switch {
	case !ok:
		d.Skip(step, "the sender was not found")
	case callback == "":
		d.Skip(step, "no callback address was given")
	case inbound == "" && c.config.MessagingService != "":
		d.Warn(step, "the sender has no callback address of its own",
			"Look at the messaging service's address for incoming messages: this cannot see it.")
	case bare(inbound) != bare(callback):
		d.Fail(step, "the sender's messages go elsewhere", "Set the sender's callback address to the one of this endpoint.", nil)
	case word(s.Webhook, "callback_method") == "PUT":
		d.Fail(step, "the sender's messages come with PUT", "Set the method of the sender's callback to POST.", nil)
	case c.options.StatusCallback == "" && word(s.Webhook, "status_callback_url") == "":
		d.Warn(step, "nobody is told how far messages came", "Set Options.StatusCallback, or the sender's status callback address.")
	default:
		d.OK(step, "the sender's messages come to this address")
	}
}

// bare is an address without how to connect to it, which Twilio takes in the
// fragment. The rest is signed, to the last slash.
func bare(address string) string {
	address, _, _ = strings.Cut(address, "#")
	return address
}

func (c *Client) diagnoseTemplates(ctx context.Context, d *rest.Diagnosis) {
	const step = provider.StepTemplates
	if d.Failed(provider.StepCredentials) {
		d.Skip(step, "the credentials were refused")
		return
	}
	for _, err := range c.contents(ctx, diagnosing) {
		if err != nil {
			d.Fail(step, "contents cannot be read", "Look at whether the API key may use the Content API.", err)
			return
		}
		break
	}
	d.OK(step, "contents can be read")
}
