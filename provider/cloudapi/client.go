package cloudapi

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
	_ provider.Provider         = (*Client)(nil)
	_ provider.Handshaker       = (*Client)(nil)
	_ provider.ReadMarker       = (*Client)(nil)
	_ provider.Typer            = (*Client)(nil)
	_ provider.MediaFetcher     = (*Client)(nil)
	_ provider.MediaUploader    = (*Client)(nil)
	_ provider.MediaDeleter     = (*Client)(nil)
	_ provider.Blocker          = (*Client)(nil)
	_ provider.Unblocker        = (*Client)(nil)
	_ provider.BlockLister      = (*Client)(nil)
	_ provider.NumberReader     = (*Client)(nil)
	_ provider.Doctor           = (*Client)(nil)
	_ templates.Lister          = (*Client)(nil)
	_ templates.Creator         = (*Client)(nil)
	_ templates.Editor          = (*Client)(nil)
	_ templates.Deleter         = (*Client)(nil)
	_ templates.Unpauser        = (*Client)(nil)
	_ profile.Reader            = (*Client)(nil)
	_ profile.Writer            = (*Client)(nil)
	_ profile.PhotoWriter       = (*Client)(nil)
	_ profile.NameRequester     = (*Client)(nil)
	_ profile.OfficialReader    = (*Client)(nil)
	_ profile.OfficialRequester = (*Client)(nil)
)

// Client is one business number at the Cloud API. It is safe for concurrent
// use, starts no goroutine and never retries.
type Client struct {
	*Webhook

	config       Config
	options      Options
	rest         *rest.Client
	hosts        rest.Hosts
	capabilities provider.Capabilities
	graph        string // address and version, without a slash at the end
	messages     string // address of the number's messages
}

// New returns the client of one number. A configuration that lacks something
// is a [*provider.ConfigError] that names all of it; a missing secret is an
// error too, unless [Options.AcceptUnsigned] is set. It does no I/O.
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
		WebhookConfig{AppSecrets: c.AppSecrets, VerifyToken: c.VerifyToken},
		&WebhookOptions{AcceptUnsigned: options.AcceptUnsigned},
	)
	if err != nil {
		return nil, err
	}
	h := options.HTTP
	if h == nil {
		h = &http.Client{Transport: rest.TransportTo(base, options.BaseURL == DefaultBaseURL)}
	}
	graph := strings.TrimRight(options.BaseURL, "/") + "/" + options.Version
	return &Client{
		Webhook:      webhook,
		capabilities: capabilities(),
		config:       c,
		options:      options,
		rest:         rest.New(h, http.Header{"Authorization": {"Bearer " + c.Token}}),
		hosts:        rest.Hosts{Base: base, Domains: options.MediaHosts},
		graph:        graph,
		messages:     graph + "/" + url.PathEscape(c.NumberID) + "/messages",
	}, nil
}

// String names the number and no secret.
func (c *Client) String() string { return c.config.String() }

// GoString is [Client.String], so that %#v shows no secret either.
func (c *Client) GoString() string { return c.String() }
