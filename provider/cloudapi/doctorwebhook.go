package cloudapi

import (
	"cmp"
	"context"
	"crypto/rand"
	"net/url"
	"slices"

	"github.com/wainbox/wainbox/provider"
)

func (x *examination) subscription(ctx context.Context) {
	const step = provider.StepSubscription
	if x.blocked(step, provider.StepCredentials) || x.noWABA(step) {
		return
	}
	apps, err := x.Subscriptions(ctx)
	if err != nil {
		x.findings.Fail(step, "the account's subscriptions could not be read", adviceOn(err, useManagement), err)
		return
	}
	app := cmp.Or(x.config.AppID, x.app)
	ours := slices.ContainsFunc(apps, func(s Subscription) bool { return app == "" || s.App == "" || s.App == app })
	if !ours {
		x.findings.Fail(step, "the account's events are not sent to this app", "Call Subscribe once, with this token.", nil)
		return
	}
	x.findings.OK(step, "the account's events are sent to this app")
}

func (x *examination) webhook(ctx context.Context, callback string) {
	const step = provider.StepWebhook
	if callback == "" {
		x.findings.Skip(step, "no callback address was given")
		return
	}
	if x.blocked(step, provider.StepCredentials, provider.StepSubscription) {
		return
	}
	set, err := x.Webhooks(ctx)
	switch {
	case err != nil:
		x.findings.Fail(step, "the callback addresses could not be read", adviceOn(err, useManagement), err)
	case set.Effective() == "":
		x.findings.Warn(step, "the callback address cannot be read with this token",
			"Compare the callback address in the app's WhatsApp configuration with yours.")
	case set.Effective() != callback:
		x.findings.Fail(step, "messages are sent to another address than this callback ("+set.source()+")",
			"Call SetWebhook for the number with this callback, or change the address where it is set.", nil)
	case set.App != "" && set.App != callback:
		x.findings.Warn(step, "messages are sent to this callback, and events of templates and of the account to the app's address",
			"Change the callback address in the app's WhatsApp configuration, if these events are wanted here too.")
	default:
		x.findings.OK(step, "messages are sent to this callback")
	}
}

// source says where the effective address is set.
func (w Webhooks) source() string {
	switch {
	case w.Number != "":
		return "the number's override"
	case w.WABA != "":
		return "the account's override"
	default:
		return "the app's"
	}
}

func (x *examination) callback(ctx context.Context, callback string) {
	const step = provider.StepCallback
	if callback != "" && x.config.VerifyToken == "" {
		x.findings.Fail(step, "there is no verify token, so no callback address can be confirmed",
			"Set VerifyToken in the configuration, and the same word where the address is set.", nil)
		return
	}
	challenge := rand.Text()
	query := url.Values{
		"hub.mode": {"subscribe"}, "hub.challenge": {challenge}, "hub.verify_token": {x.config.VerifyToken},
	}
	x.findings.Callback(ctx, x.options.HTTP, callback, query, challenge)
}
