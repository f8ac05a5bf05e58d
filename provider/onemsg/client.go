package onemsg

import (
	"context"
	"encoding/json"
	"net/http"
	"net/url"
	"strings"

	"github.com/wainbox/wainbox/profile"
	"github.com/wainbox/wainbox/provider"
	"github.com/wainbox/wainbox/provider/internal/rest"
	"github.com/wainbox/wainbox/templates"
	"github.com/wainbox/wainbox/whatsapp"
)

var (
	_ provider.Provider      = (*Client)(nil)
	_ provider.ReadMarker    = (*Client)(nil)
	_ provider.Typer         = (*Client)(nil)
	_ provider.MediaFetcher  = (*Client)(nil)
	_ provider.MediaUploader = (*Client)(nil)
	_ provider.MediaDeleter  = (*Client)(nil)
	_ provider.Blocker       = (*Client)(nil)
	_ provider.Unblocker     = (*Client)(nil)
	_ provider.BlockLister   = (*Client)(nil)
	_ provider.NumberReader  = (*Client)(nil)
	_ provider.Doctor        = (*Client)(nil)
	_ templates.Lister       = (*Client)(nil)
	_ templates.Creator      = (*Client)(nil)
	_ templates.Deleter      = (*Client)(nil)
	_ profile.Reader         = (*Client)(nil)
	_ profile.Writer         = (*Client)(nil)
	_ profile.PhotoWriter    = (*Client)(nil)
)

// Client is one channel at 1msg. It is safe for concurrent use, starts no
// goroutine and never retries.
type Client struct {
	*Webhook

	config       Config
	options      Options
	rest         *rest.Client
	hosts        rest.Hosts
	capabilities provider.Capabilities
	channel      string // address of the channel, without a slash at the end
	token        string // as the query that every address has
}

// New returns the client of one channel. A configuration that lacks something
// is a [*provider.ConfigError] that names all of it; nothing to know callbacks
// by is an error too, unless [Options.SecretPath] is set. It does no I/O.
func New(c Config, o *Options) (*Client, error) {
	var options Options
	if o != nil {
		options = *o
	}
	options, base, err := options.complete(c)
	if err != nil {
		return nil, err
	}
	webhook, err := NewWebhook(
		WebhookConfig{InstanceID: c.InstanceID, Number: c.Number, CallbackKeys: c.CallbackKeys},
		&WebhookOptions{SecretPath: options.SecretPath},
	)
	if err != nil {
		return nil, err
	}
	h := options.HTTP
	if h == nil {
		h = &http.Client{Transport: rest.TransportTo(base, options.BaseURL == DefaultBaseURL)}
	}
	return &Client{
		Webhook:      webhook,
		capabilities: capabilities(),
		config:       c,
		options:      options,
		rest:         rest.New(h, nil),
		hosts:        rest.Hosts{Base: base, Domains: options.MediaHosts},
		channel:      strings.TrimRight(options.BaseURL, "/") + "/" + url.PathEscape(instance(c.InstanceID)),
		token:        "?" + url.Values{"token": {c.Token}}.Encode(),
	}, nil
}

// String names the channel and no secret.
func (c *Client) String() string { return c.config.String() }

// GoString is [Client.String], so that %#v shows no secret either.
func (c *Client) GoString() string { return c.String() }

// address is where a method is called. The token stands in it, as 1msg wants
// it: package rest keeps addresses out of every error.
func (c *Client) address(path string, query url.Values) string {
	address := c.channel + "/" + path + c.token
	if len(query) > 0 {
		address += "&" + query.Encode()
	}
	return address
}

// ask reads, and post changes, something that may be asked for twice.
func (c *Client) ask(ctx context.Context, call rest.Call, path string, query url.Values, out any) error {
	return c.exchange(ctx, call, rest.Request{Method: http.MethodGet, URL: c.address(path, query)}, out)
}

func (c *Client) post(ctx context.Context, call rest.Call, path string, in, out any) error {
	body, err := json.Marshal(in)
	if err != nil {
		return &provider.Error{Op: call.Op, Kind: provider.Invalid, Err: err}
	}
	return c.exchange(ctx, call, rest.Request{Method: http.MethodPost, URL: c.address(path, nil), Body: body}, out)
}

// exchange makes a request other than a send. A refusal may come with any
// status, 200 among them. out may be nil.
func (c *Client) exchange(ctx context.Context, call rest.Call, r rest.Request, out any) error {
	answer, err := c.rest.Do(ctx, r)
	if err != nil {
		return call.Lost(err)
	}
	if e := refusal(call, answer); e != nil {
		return e
	}
	if isPage(answer.Body) || out != nil && json.Unmarshal(answer.Body, out) != nil {
		return unreadable(call)
	}
	return nil
}

// invalid refuses a request before any I/O, for one reason.
func invalid(call rest.Call, field, rule string) error {
	return refused(call, whatsapp.Violations{{Field: field, Rule: rule}})
}

// refused is the same for reasons found elsewhere.
func refused(call rest.Call, why error) error {
	return &provider.Error{Op: call.Op, Kind: provider.Invalid, Err: why}
}

// unreadable is the error of a success whose answer is not what it should be.
func unreadable(call rest.Call) *provider.Error {
	if call.Once {
		return &provider.Error{Op: call.Op, Kind: provider.Uncertain}
	}
	return &provider.Error{Op: call.Op, Kind: provider.Unavailable}
}
