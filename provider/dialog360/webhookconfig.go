package dialog360

import (
	"context"
	"log/slog"
	"net/http"
	"net/url"

	"github.com/wainbox/wainbox/provider/internal/rest"
)

var (
	settingWebhook = rest.Call{Op: "set webhook"}
	readingWebhook = rest.Call{Op: "read webhook"}
)

// Registration is a callback address as the gateway has it, with the headers
// that it puts on every callback. It has secrets in it.
type Registration struct {
	URL     string            `json:"url"`
	Headers map[string]string `json:"headers,omitempty"`
}

// String shows no secret.
func (Registration) String() string { return Name + ":registration" }

// GoString is [Registration.String], so that %#v shows no secret either.
func (r Registration) GoString() string { return r.String() }

// LogValue is [Registration.String], for slog.
func (r Registration) LogValue() slog.Value { return slog.StringValue(r.String()) }

// SetWebhook registers the address that the number's callbacks go to, in place
// of the one before. A user and password in the address, "https://user:password@…",
// come back as basic authentication. There is no handshake: the address is used
// at once. Setting the same twice is harmless, so a lost answer is
// [provider.Unavailable].
//
// Do not change the address in the Hub's "Getting started" afterwards: that
// erases the headers. Source: Messaging API, POST /v1/configs/webhook, version
// 1.41, and Partner documentation, "Webhooks", November 2026.
func (c *Client) SetWebhook(ctx context.Context, r Registration) error {
	if err := c.checkAddress(r.URL); err != nil {
		return err
	}
	if !headersFit(r.Headers) {
		return invalid(settingWebhook, "headers", "each a name other than Host and a value that a header can hold")
	}
	request := rest.Request{Method: http.MethodPost, URL: c.configs + "/webhook"}
	return c.exchange(ctx, settingWebhook, request, r, nil)
}

// RegisteredWebhook is where the number's callbacks go. Source: Messaging API,
// GET /v1/configs/webhook, version 1.41.
func (c *Client) RegisteredWebhook(ctx context.Context) (Registration, error) {
	var r Registration
	request := rest.Request{Method: http.MethodGet, URL: c.configs + "/webhook"}
	err := c.exchange(ctx, readingWebhook, request, nil, &r)
	return r, err
}

// SetAccountWebhook registers one address for all numbers of the number's
// account. It takes no headers.
//
// QUIRK(dialog360): the documentation names the feature and not this request,
// which is known from one other implementer; which address counts where a number
// has its own is not documented.
func (c *Client) SetAccountWebhook(ctx context.Context, address string) error {
	if err := c.checkAddress(address); err != nil {
		return err
	}
	request := rest.Request{Method: http.MethodPost, URL: c.address + "/waba_webhook"}
	return c.exchange(ctx, settingWebhook, request, Registration{URL: address}, nil)
}

// checkAddress wants https, but of who talks to a host of their own, as a
// simulator, and may well be called by it without.
func (c *Client) checkAddress(address string) error {
	u, err := url.Parse(address)
	plain := err == nil && u.Scheme == "http" && c.options.BaseURL != DefaultBaseURL
	if err != nil || u.Scheme != "https" && !plain || u.Hostname() == "" {
		return invalid(settingWebhook, "url", "an absolute https address")
	}
	return nil
}
