package cloudapi

import (
	"cmp"
	"context"
	"log/slog"
	"net/http"
	"net/url"
	"strconv"
	"unicode/utf8"

	"github.com/wainbox/wainbox/provider/internal/rest"
	"github.com/wainbox/wainbox/whatsapp"
)

var (
	settingWebhook  = rest.Call{Op: "set webhook"}
	clearingWebhook = rest.Call{Op: "clear webhook"}
	readingWebhooks = rest.Call{Op: "read webhooks"}
)

// MaxOverrideRunes is the longest address of an [Override]. Source: Cloud API,
// "Override webhooks", June 2026.
const MaxOverrideRunes = 200

// Scope is what an [Override] is for.
type Scope string

// The scopes. The number's override goes before the account's.
const (
	ForNumber Scope = "number"
	ForWABA   Scope = "waba" // every number of the account; needs [Config.WABA]
)

// Override is a callback address that is used instead of the app's. Events of
// templates and of the account go to the app's whatever is set here.
type Override struct {
	// URL is https, at most [MaxOverrideRunes].
	URL string
	// VerifyToken is the word that the address must know when it is confirmed;
	// empty = the one in [Config].
	VerifyToken string
}

// String shows no secret.
func (Override) String() string { return Name + ":override" }

// GoString is [Override.String], so that %#v shows no secret either.
func (o Override) GoString() string { return o.String() }

// LogValue is [Override.String], for slog.
func (o Override) LogValue() slog.Value { return slog.StringValue(o.String()) }

// overrideBody is an override as the platform reads it. An empty address
// deletes it.
type overrideBody struct {
	URL         string `json:"override_callback_uri"`
	VerifyToken string `json:"verify_token,omitempty"`
}

// SetWebhook has messages sent to another address. The platform confirms it
// first, by a handshake that the address must answer; see [Webhook.Handshake].
// Source: Cloud API, "Override webhooks", June 2026.
func (c *Client) SetWebhook(ctx context.Context, s Scope, o Override) error {
	o.VerifyToken = cmp.Or(o.VerifyToken, c.config.VerifyToken)
	if v := o.check(); len(v) > 0 {
		return refused(settingWebhook, v)
	}
	body := overrideBody(o)
	if s == ForWABA {
		address, err := c.waba(settingWebhook, subscribedApps)
		if err != nil {
			return err
		}
		return c.rest.Graph(ctx, settingWebhook, rest.Request{Method: http.MethodPost, URL: address}, body, nil)
	}
	return c.overrideNumber(ctx, settingWebhook, s, body)
}

// ClearWebhook takes an override away. The account's goes by subscribing to it
// anew, which leaves it subscribed. Source: Cloud API, "Override webhooks",
// June 2026.
func (c *Client) ClearWebhook(ctx context.Context, s Scope) error {
	if s == ForWABA {
		address, err := c.waba(clearingWebhook, subscribedApps)
		if err != nil {
			return err
		}
		return c.rest.Graph(ctx, clearingWebhook, rest.Request{Method: http.MethodPost, URL: address}, nil, nil)
	}
	return c.overrideNumber(ctx, clearingWebhook, s, overrideBody{})
}

func (c *Client) overrideNumber(ctx context.Context, call rest.Call, s Scope, body overrideBody) error {
	if s != ForNumber {
		return invalid(call, "scope", "number or waba")
	}
	in := map[string]overrideBody{"webhook_configuration": body}
	return c.rest.Graph(ctx, call, rest.Request{Method: http.MethodPost, URL: c.number("")}, in, nil)
}

// Webhooks are the callback addresses that the number's messages may go to.
type Webhooks struct {
	Number, WABA, App string // empty = not set, or not told
}

// Effective is the address that they do go to; empty = it was not told.
func (w Webhooks) Effective() string { return cmp.Or(w.Number, w.WABA, w.App) }

// Webhooks reads the callback addresses of the number, its account and the app.
// Source: Cloud API, "Override webhooks", June 2026.
func (c *Client) Webhooks(ctx context.Context) (Webhooks, error) {
	var answer struct {
		Set struct {
			Number string `json:"phone_number"`
			WABA   string `json:"whatsapp_business_account"`
			App    string `json:"application"`
		} `json:"webhook_configuration"`
	}
	r := rest.Request{Method: http.MethodGet, URL: c.number("") + "?fields=webhook_configuration"}
	if err := c.rest.Graph(ctx, readingWebhooks, r, nil, &answer); err != nil {
		return Webhooks{}, err
	}
	return Webhooks(answer.Set), nil
}

func (o Override) check() whatsapp.Violations {
	var v whatsapp.Violations
	if u, err := url.Parse(o.URL); err != nil || u.Scheme != "https" || u.Host == "" {
		v = append(v, whatsapp.Violation{Field: "override_callback_uri", Rule: "an absolute https address"})
	}
	if utf8.RuneCountInString(o.URL) > MaxOverrideRunes {
		rule := "at most " + strconv.Itoa(MaxOverrideRunes) + " characters"
		v = append(v, whatsapp.Violation{Field: "override_callback_uri", Rule: rule})
	}
	if o.VerifyToken == "" {
		v = append(v, whatsapp.Violation{Field: "verify_token", Rule: "required"})
	}
	return v
}
