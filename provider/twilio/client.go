package twilio

import (
	"context"
	"encoding/base64"
	"encoding/json"
	"net/http"
	"net/url"

	"github.com/wainbox/wainbox/profile"
	"github.com/wainbox/wainbox/provider"
	"github.com/wainbox/wainbox/provider/internal/rest"
	"github.com/wainbox/wainbox/templates"
)

var (
	_ provider.Provider     = (*Client)(nil)
	_ provider.Typer        = (*Client)(nil)
	_ provider.MediaFetcher = (*Client)(nil)
	_ provider.NumberReader = (*Client)(nil)
	_ provider.Doctor       = (*Client)(nil)
	_ templates.Lister      = (*Client)(nil)
	_ templates.Creator     = (*Client)(nil)
	_ templates.Deleter     = (*Client)(nil)
	_ profile.Reader        = (*Client)(nil)
	_ profile.Writer        = (*Client)(nil)
)

// Client is one sender at Twilio. It is safe for concurrent use, starts no
// goroutine and never retries.
type Client struct {
	*Webhook

	config       Config
	options      Options
	hosts        hosts
	rest         *rest.Client // without credentials: each request brings its own
	auth         http.Header
	capabilities provider.Capabilities
	status       statusAddress
	prepared     prepared
	sender       found
}

// New returns the client of one sender. A configuration that lacks something is
// a [*provider.ConfigError] that names all of it; missing auth tokens are an
// error too, unless [Options.AcceptUnsigned] is set. It does no I/O.
func New(c Config, o *Options) (*Client, error) {
	var options Options
	if o != nil {
		options = *o
	}
	e := &provider.ConfigError{Provider: Name}
	c = c.complete(options.AcceptUnsigned, e)
	options, at := options.complete(e)
	if len(e.Missing)+len(e.Wrong) > 0 {
		return nil, e
	}
	webhook, err := NewWebhook(
		WebhookConfig{AuthTokens: c.AuthTokens}, &WebhookOptions{AcceptUnsigned: options.AcceptUnsigned},
	)
	if err != nil {
		return nil, err
	}
	h := options.HTTP
	if h == nil {
		h = &http.Client{Transport: rest.NewTransport(options.trusted(at)...)}
	}
	user, password := c.APIKey, c.APISecret
	if user == "" {
		user, password = c.AccountSID, c.AuthTokens[0]
	}
	basic := base64.StdEncoding.EncodeToString([]byte(user + ":" + password))
	return &Client{
		Webhook:      webhook,
		config:       c,
		options:      options,
		hosts:        at,
		rest:         rest.New(h, nil),
		auth:         http.Header{"Authorization": {"Basic " + basic}},
		capabilities: capabilities(options.StatusCallback != ""),
		status:       newStatusAddress(options.StatusCallback),
	}, nil
}

// String names the account and no secret.
func (c *Client) String() string { return c.config.String() }

// GoString is [Client.String], so that %#v shows no secret either.
func (c *Client) GoString() string { return c.String() }

// account is an address below the account's.
func (c *Client) account(path string) string {
	return c.options.BaseURL + "/2010-04-01/Accounts/" + c.config.AccountSID + path
}

// form is a request with a form for its body.
func (c *Client) form(address string, form values) rest.Request {
	return rest.Request{
		Method: http.MethodPost, URL: address, Header: c.auth,
		ContentType: "application/x-www-form-urlencoded", Body: form,
	}
}

// ask makes a request of which the answer is JSON; in and out may be nil.
func (c *Client) ask(ctx context.Context, call rest.Call, method, address string, in, out any) error {
	return c.rest.Exchange(ctx, rest.Exchange{
		Call:    call,
		Request: rest.Request{Method: method, URL: address, Header: c.auth},
		In:      in,
		Out:     out,
		Refused: func(a rest.Answer) *provider.Error { return refused(call, a) },
	})
}

// page is one page of a list: its items under any name, and the address of the
// next.
type page map[string]json.RawMessage

// next is the address of the page that follows, if there is one. Credentials
// are shown to it, so it must be on the same host.
func (p page) next(call rest.Call, host *url.URL) (string, error) {
	var meta struct {
		Next string `json:"next_page_url"`
	}
	if p["meta"] != nil && json.Unmarshal(p["meta"], &meta) != nil {
		return "", &provider.Error{Op: call.Op, Kind: provider.Unavailable}
	}
	u, err := url.Parse(meta.Next)
	if meta.Next != "" && (err != nil || !(rest.Hosts{Base: host}).Allow(u)) {
		return "", &provider.Error{Op: call.Op, Kind: provider.Unavailable, Err: rest.ErrHost}
	}
	return meta.Next, nil
}
