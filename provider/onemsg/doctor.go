package onemsg

import (
	"context"
	"encoding/json"
	"slices"

	"github.com/wainbox/wainbox/provider"
	"github.com/wainbox/wainbox/provider/internal/rest"
)

var diagnosing = rest.Call{Op: "diagnose"}

const noStatus = "the channel's status could not be read"

// Diagnose looks at the channel's set-up; see [provider.Doctor]. The callback
// address is the whole one that is registered, with its key. Source: 1msg's
// SDK, contract 1.0.0.
func (c *Client) Diagnose(ctx context.Context, callback string) []provider.Finding {
	var d rest.Diagnosis
	c.diagnoseStatus(ctx, &d)
	if d.Failed(provider.StepCredentials) {
		d.Skip(provider.StepSubscription, noStatus)
		d.Skip(provider.StepWebhook, noStatus)
	} else {
		c.diagnoseSettings(ctx, &d)
		c.diagnoseWebhook(ctx, &d, callback)
	}
	d.Callback(ctx, c.options.HTTP, callback, nil, "")
	if d.Failed(provider.StepCredentials) {
		d.Skip(provider.StepTemplates, noStatus)
	} else {
		c.diagnoseTemplates(ctx, &d)
	}
	return d
}

// diagnoseStatus asks for what only the right token is told.
func (c *Client) diagnoseStatus(ctx context.Context, d *rest.Diagnosis) {
	status, err := c.status(ctx, diagnosing)
	if err != nil {
		d.Fail(provider.StepCredentials, "the channel's status cannot be read",
			"Look at the channel's id and its token in 1msg's cabinet, and whether the subscription is paid.", err)
		d.Skip(provider.StepNumber, noStatus)
		return
	}
	d.OK(provider.StepCredentials, "the token is valid for this channel")
	switch status {
	case connected:
		d.OK(provider.StepNumber, "the channel is connected")
	case "connecting":
		d.Warn(provider.StepNumber, "the channel is connecting", "Wait some minutes and look again.")
	default: // words that are the vendor's are not repeated
		d.Fail(provider.StepNumber, "the channel is not connected", "Connect the number in 1msg's cabinet.", nil)
	}
}

// diagnoseSettings looks whether statuses are sent.
func (c *Client) diagnoseSettings(ctx context.Context, d *rest.Diagnosis) {
	var settings struct {
		Acks json.RawMessage `json:"ackNotificationsOn"`
		Raw  json.RawMessage `json:"rawHooks"`
	}
	const step = provider.StepSubscription
	err := c.ask(ctx, diagnosing, "settings", nil, &settings)
	switch {
	case err != nil:
		d.Fail(step, "the channel's settings cannot be read", "Look at ackNotificationsOn in 1msg's cabinet.", err)
	case !on(settings.Acks):
		d.Fail(step, "statuses are not sent", "Switch ackNotificationsOn on in the channel's settings.", nil)
	case !on(settings.Raw):
		d.OK(step, "statuses are sent; the ids of tapped buttons are not, since rawHooks is off")
	default:
		d.OK(step, "statuses are sent, and raw hooks")
	}
}

// on reads a switch: true, 1, or a string of either.
func on(raw json.RawMessage) bool {
	s := scalar(raw)
	return string(raw) == "true" || s == "true" || s == "1"
}

// diagnoseWebhook looks for the address among those that the channel calls.
func (c *Client) diagnoseWebhook(ctx context.Context, d *rest.Diagnosis, callback string) {
	const step = provider.StepWebhook
	if callback == "" {
		d.Skip(step, "no callback address was given")
		return
	}
	all, err := c.webhooks(ctx, diagnosing)
	switch {
	case err != nil:
		d.Fail(step, "the channel's webhooks cannot be read", "Look at them in 1msg's cabinet.", err)
	case !slices.Contains(all, callback):
		d.Fail(step, "the channel does not call this address", "Add the whole address, with its key, to the channel's webhooks.", nil)
	case c.Verify(provider.Callback{URL: callback}) != nil:
		d.Fail(step, "the address has none of the configured keys, so its callbacks are refused",
			`Register it with "?key=" and one of the keys.`, nil)
	default:
		d.OK(step, "the channel calls this address")
	}
}

// diagnoseTemplates reads one page and compares the namespace, without which
// older channels send no template.
func (c *Client) diagnoseTemplates(ctx context.Context, d *rest.Diagnosis) {
	const step = provider.StepTemplates
	page, _, err := c.templatePage(ctx, 0)
	if err != nil {
		d.Fail(step, "templates cannot be read", "Look whether the number's business account is connected to 1msg.", err)
		return
	}
	for _, t := range page {
		if t.Namespace != "" && t.Namespace != c.config.Namespace {
			d.Warn(step, "the channel's templates have another namespace than the configured one",
				"Set Config.Namespace to that of the channel's templates.")
			return
		}
	}
	d.OK(step, "templates can be read")
}
