package cloudapi

import (
	"context"
	"errors"
	"slices"
	"strings"
	"time"

	"github.com/wainbox/wainbox/provider"
	"github.com/wainbox/wainbox/provider/internal/rest"
	"github.com/wainbox/wainbox/templates"
)

// Diagnose checks the set-up; see [provider.Doctor]. Without [Config.WABA] the
// subscription and the templates cannot be looked at. The callback address, and
// nothing else, is shown the verify token, which it must know.
//
// QUIRK(cloudapi): which address the app itself has is told only where the token
// may see it; then the webhook is a warning and not a verdict.
func (c *Client) Diagnose(ctx context.Context, callback string) []provider.Finding {
	x := &examination{Client: c}
	x.credentials(ctx)
	x.numberStands(ctx)
	x.subscription(ctx)
	x.webhook(ctx, callback)
	x.callback(ctx, callback)
	x.templates(ctx)
	return x.findings
}

// examination is one diagnosis, and what its steps learn for later ones.
type examination struct {
	*Client

	findings rest.Diagnosis
	app      string // the token's
}

// blocked skips a step if one that it needs failed.
func (x *examination) blocked(s provider.Step, needs ...provider.Step) bool {
	for _, n := range needs {
		if x.findings.Failed(n) {
			x.findings.Skip(s, "not looked at, since the step \""+string(n)+"\" failed")
			return true
		}
	}
	return false
}

// noWABA skips a step that is about the account, while it is not known.
func (x *examination) noWABA(s provider.Step) bool {
	if x.config.WABA != "" {
		return false
	}
	x.findings = append(x.findings, provider.Finding{
		Step: s, Verdict: provider.Skipped, Text: "the account is not known",
		Advice: "Set WABA in the configuration to the id of the WhatsApp Business Account.",
	})
	return true
}

// soon is how long before its end a token is warned of.
const soon = 7 * 24 * time.Hour

func (x *examination) credentials(ctx context.Context) {
	const (
		step  = provider.StepCredentials
		renew = "Make a new token of a system user, one that does not expire, and set it in the configuration."
	)
	t, err := x.Token(ctx)
	if err != nil {
		x.findings.Fail(step, "the token could not be checked", adviceOn(err, renew), err)
		return
	}
	x.app = t.App
	now := time.Now()
	lacking := slices.DeleteFunc([]string{ScopeMessaging, ScopeManagement}, func(scope string) bool {
		return slices.Contains(t.Scopes, scope)
	})
	end := earliest(t.Expires, t.DataExpires)
	switch {
	case !t.Valid:
		x.findings.Fail(step, "the token is not valid", renew, nil)
	case !end.IsZero() && !end.After(now):
		x.findings.Fail(step, "the token has expired", renew, nil)
	case len(lacking) > 0:
		x.findings.Fail(step, "the token lacks a permission",
			"Make a token with the permission "+strings.Join(lacking, " and ")+".", nil)
	case x.config.WABA != "" && (!t.Allows(ScopeMessaging, x.config.WABA) || !t.Allows(ScopeManagement, x.config.WABA)):
		x.findings.Fail(step, "the token is not for this account",
			"Give the system user full control of the WhatsApp account, and make a new token.", nil)
	case x.config.AppID != "" && t.App != "" && t.App != x.config.AppID:
		x.findings.Warn(step, "the token belongs to another app than the configured one",
			"Set AppID to the app that the token was made for, or make a token for this app.")
	case !end.IsZero() && end.Before(now.Add(soon)):
		x.findings.Warn(step, "the token expires within 7 days", renew)
	default:
		x.findings.OK(step, "the token is valid and has the permissions")
	}
}

// earliest is the first of the times that are set.
func earliest(a, b time.Time) time.Time {
	if a.IsZero() || !b.IsZero() && b.Before(a) {
		return b
	}
	return a
}

func (x *examination) templates(ctx context.Context) {
	const step = provider.StepTemplates
	if x.blocked(step, provider.StepCredentials) || x.noWABA(step) {
		return
	}
	for _, err := range x.Templates(ctx, templates.Query{}) {
		if err != nil {
			x.findings.Fail(step, "templates could not be read", adviceOn(err, useManagement), err)
			return
		}
		break // the first page is enough
	}
	x.findings.OK(step, "templates can be read")
}

const useManagement = "Use a token with the permission " + ScopeManagement + " for this account."

// adviceOn is what to do about a request that failed; auth is what to do when
// the token was refused.
func adviceOn(err error, auth string) string {
	switch {
	case errors.Is(err, provider.Auth):
		return auth
	case errors.Is(err, provider.Throttled), errors.Is(err, provider.Unavailable):
		return "Look at the network and try again later."
	default:
		return "Look up the code of the error, and compare NumberID and WABA with those in WhatsApp Manager."
	}
}
