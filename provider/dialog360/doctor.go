package dialog360

import (
	"context"
	"net/url"
	"strings"

	"github.com/wainbox/wainbox/provider"
	"github.com/wainbox/wainbox/provider/internal/rest"
)

// Diagnose looks at the key, the number, the registered webhook, the callback
// address and the templates; see [provider.Doctor]. The subscription is skipped:
// the gateway's own app is subscribed to the account, and there is nothing to
// look at. With [Options.HTTP] the callback address is looked up through it.
func (c *Client) Diagnose(ctx context.Context, callback string) []provider.Finding {
	var d rest.Diagnosis
	c.diagnoseNumber(ctx, &d)
	d.Skip(provider.StepSubscription, "360dialog subscribes its own app to the account's events")
	c.diagnoseWebhook(ctx, &d, callback)
	d.Callback(ctx, c.options.HTTP, withoutUser(callback), nil, "")
	c.diagnoseTemplates(ctx, &d)
	return d
}

// diagnoseNumber adds the steps of the key and of the number: one request tells
// both.
func (c *Client) diagnoseNumber(ctx context.Context, d *rest.Diagnosis) {
	n, err := c.Number(ctx)
	switch provider.KindOf(err) {
	case provider.Auth:
		d.Fail(provider.StepCredentials, "the API key is refused",
			"Make a new key in the Hub, and use the address that comes with it.", err)
	default:
		if err != nil {
			d.Fail(provider.StepCredentials, "the API does not answer as it should",
				"Look at Options.BaseURL, which is the address that came with the key, and try again later.", err)
			break
		}
		d.OK(provider.StepCredentials, "the API key is accepted")
	}
	if err != nil {
		d.Skip(provider.StepNumber, "the API key must be accepted first")
		return
	}
	const step = provider.StepNumber
	switch {
	case n.CanSend == blocked:
		d.Fail(step, "the number may not send", "Read Number: its Problems say what blocks it, and what to do.", nil)
	case n.ID != "" && string(n.ID) != c.config.Number:
		d.Warn(step, "the API key is of a number with another id than Config.Number",
			"Callbacks carry the number's own id: file the account under that, or use the key of the number that is meant.")
	case n.CanSend != available:
		d.Warn(step, "the number may send within limits only, or does not say",
			"Read Number: its Problems say what limits it, and what to do.")
	default:
		d.OK(step, "the number may send")
	}
}

// diagnoseWebhook compares what is registered with what Verify wants.
func (c *Client) diagnoseWebhook(ctx context.Context, d *rest.Diagnosis, callback string) {
	const step = provider.StepWebhook
	const again = "Register it with SetWebhook, the headers with it; the Hub's own form erases headers."
	if d.Failed(provider.StepCredentials) {
		d.Skip(step, "the API key must be accepted first")
		return
	}
	r, err := c.RegisteredWebhook(ctx)
	switch {
	case err != nil:
		d.Fail(step, "the registered webhook cannot be read", "Try again later.", err)
	case r.URL == "" && anySecret(c.config.WebhookSecrets):
		d.Warn(step, "no webhook is registered for the number itself",
			"That is right only if the callbacks come through the partner's or the account's webhook.")
	case r.URL == "":
		d.Fail(step, "no webhook is registered for the number", again, nil)
	case callback != "" && withoutUser(r.URL) != withoutUser(callback):
		d.Fail(step, "the callbacks go to another address", again, nil)
	case !c.registered(r):
		d.Fail(step, "the headers that callbacks are checked by are not registered with the address", again, nil)
	case len(c.carried) == 0 && !c.secrets.Empty():
		// QUIRK(dialog360): a partner's webhook is documented to be signed, and a
		// number's own is not.
		d.Warn(step, "callbacks are checked by signature alone, and a number's own webhook may not be signed",
			"See that callbacks arrive, or configure WebhookHeaders besides and register them.")
	case c.open && !c.options.SecretPath:
		d.Warn(step, "callbacks are not checked: anybody can write into the inbox", "Configure WebhookHeaders, and register them.")
	case callback == "":
		d.OK(step, "a webhook is registered, with the headers that are checked")
	default:
		d.OK(step, "the callbacks go to this address, with the headers that are checked")
	}
}

// registered reports whether callbacks of a registration would pass. The user
// and password stand in its address, unless the gateway does not show them.
func (c *Client) registered(r Registration) bool {
	got := map[string]string{}
	for name, value := range r.Headers {
		got[strings.ToLower(name)] = value
	}
	for name, value := range c.config.WebhookHeaders {
		if got[strings.ToLower(name)] != value {
			return false
		}
	}
	u, err := url.Parse(r.URL)
	if err != nil || u.User == nil || c.config.BasicUser == "" {
		return err == nil
	}
	password, _ := u.User.Password()
	return u.User.Username() == c.config.BasicUser && password == c.config.BasicPassword
}

// withoutUser is an address without its user and password, which no stranger
// knows.
func withoutUser(address string) string {
	u, err := url.Parse(address)
	if err != nil || u.User == nil {
		return address
	}
	u.User = nil
	return u.String()
}

func (c *Client) diagnoseTemplates(ctx context.Context, d *rest.Diagnosis) {
	const step = provider.StepTemplates
	if d.Failed(provider.StepCredentials) {
		d.Skip(step, "the API key must be accepted first")
		return
	}
	if _, err := c.templatePage(ctx, "", 0); err != nil {
		d.Fail(step, "templates cannot be read", "Try again later.", err)
		return
	}
	d.OK(step, "templates can be read")
}
