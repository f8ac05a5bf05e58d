package dialog360

import (
	"net/http"
	"net/url"
	"strings"

	"github.com/wainbox/wainbox/profile"
	"github.com/wainbox/wainbox/provider"
	"github.com/wainbox/wainbox/provider/internal/rest"
	"github.com/wainbox/wainbox/templates"
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
	_ provider.NumberReader  = (*Client)(nil)
	_ provider.Doctor        = (*Client)(nil)
	_ templates.Lister       = (*Client)(nil)
	_ templates.Creator      = (*Client)(nil)
	_ templates.Deleter      = (*Client)(nil)
	_ profile.Reader         = (*Client)(nil)
	_ profile.Writer         = (*Client)(nil)
)

// keyHeader carries the API key. Names of headers are the same in any case; the
// documentation writes it D360-API-KEY.
const keyHeader = "D360-Api-Key"

// Client is one business number at 360dialog. It is safe for concurrent use,
// starts no goroutine and never retries.
type Client struct {
	*Webhook

	config       Config
	options      Options
	rest         *rest.Client
	base         *url.URL
	capabilities provider.Capabilities
	address      string // of the API, without a slash at the end
	configs      string // of its settings
}

// New returns the client of one number. A configuration that lacks something
// is a [*provider.ConfigError] that names all of it; nothing to check callbacks
// by is an error too, unless [Options.AcceptUnsigned] or [Options.SecretPath] is
// set. It does no I/O.
func New(c Config, o *Options) (*Client, error) {
	var options Options
	if o != nil {
		options = *o
	}
	options, base, err := options.complete(c)
	if err != nil {
		return nil, err
	}
	webhook, err := NewWebhook(c.webhook(), &WebhookOptions{
		AcceptUnsigned: options.AcceptUnsigned, SecretPath: options.SecretPath,
	})
	if err != nil {
		return nil, err
	}
	h := options.HTTP
	if h == nil {
		h = &http.Client{Transport: rest.TransportTo(base, options.BaseURL == DefaultBaseURL)}
	}
	address := strings.TrimRight(options.BaseURL, "/")
	return &Client{
		Webhook:      webhook,
		config:       c,
		options:      options,
		rest:         rest.New(h, http.Header{keyHeader: {c.APIKey}}),
		base:         base,
		capabilities: capabilities(),
		address:      address,
		// They are under /v1 on every host; the sandbox has all else there too.
		configs: strings.TrimSuffix(address, "/v1") + "/v1/configs",
	}, nil
}

// String names the number and no secret.
func (c *Client) String() string { return c.config.String() }

// GoString is [Client.String], so that %#v shows no secret either.
func (c *Client) GoString() string { return c.String() }
