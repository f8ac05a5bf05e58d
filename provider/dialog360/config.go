package dialog360

import (
	"log/slog"
	"net/http"
	"net/url"
	"strings"

	"github.com/wainbox/wainbox/provider"
	"github.com/wainbox/wainbox/provider/internal/rest"
)

// Name is the provider's, as in [provider.Capabilities].
const Name = "dialog360"

// DefaultBaseURL is the host of numbers on the Cloud API.
const DefaultBaseURL = "https://waba-v2.360dialog.io"

// Config is what a number cannot be used without, and one of the ways to check
// its callbacks: secrets, headers, or user and password. See [Webhook.Verify].
type Config struct {
	// APIKey is the number's own, and is what selects the number.
	APIKey string
	// Number is the id that the host files this number under. Use the
	// phone-number id, which callbacks in the Cloud API's shape carry; those of the
	// legacy shape carry none and are given this one.
	Number string
	// WABA is the id of the WhatsApp Business Account, for callbacks of the
	// legacy shape; optional.
	WABA string
	// WebhookSecrets are platform secrets of the Partner Hub, which sign the
	// callbacks to a partner's webhook. More than one is for the days of a change:
	// any of them is accepted.
	WebhookSecrets []string
	// WebhookHeaders are headers that every callback carries because they were
	// registered with its address; see [Client.SetWebhook]. All are required.
	WebhookHeaders map[string]string
	// BasicUser and BasicPassword are those in the registered address,
	// "https://user:password@…"; callbacks carry them as basic authentication.
	BasicUser     string
	BasicPassword string
}

// String names the number and no secret.
func (c Config) String() string { return Name + ":" + c.Number }

// GoString is [Config.String], so that %#v shows no secret either.
func (c Config) GoString() string { return c.String() }

// LogValue is [Config.String], for slog.
func (c Config) LogValue() slog.Value { return slog.StringValue(c.String()) }

// webhook is the part that receiving needs.
func (c Config) webhook() WebhookConfig {
	return WebhookConfig{
		Number: c.Number, WABA: c.WABA, WebhookSecrets: c.WebhookSecrets, WebhookHeaders: c.WebhookHeaders,
		BasicUser: c.BasicUser, BasicPassword: c.BasicPassword,
	}
}

// Options tune a [Client]. The zero value is what most want.
type Options struct {
	// BaseURL is the address that came with the API key; empty =
	// [DefaultBaseURL]. The sandbox's is "https://waba-sandbox.360dialog.io/v1".
	// Any but the default may be http and on a private address.
	BaseURL string
	// HTTP makes the requests; nil = connections of the client's own, to public
	// addresses only. A client that is given decides on its own where it
	// connects to. Its redirect policy is not used: sends follow none, and
	// downloads check each hop.
	HTTP *http.Client
	// MaxMediaBytes is the largest download; 0 = 100 MB, the platform's limit.
	MaxMediaBytes int64
	// AcceptUnsigned lets New succeed with nothing to check callbacks by; then
	// every callback is taken for the provider's, and anybody who finds the
	// address can write into the inbox. For development only.
	AcceptUnsigned bool
	// SecretPath says that the callback's address is the secret: the host routes
	// a long random path to this number, and New succeeds with nothing else to
	// check by. Whoever learns the address can write into the inbox, and addresses
	// are learnt: they are in the logs of every proxy on the way, and cannot be
	// changed in one place. It is not asked for where something else is
	// configured. Prefer a header.
	SecretPath bool
	// Logger gets what an operator must act on; nil = nothing is logged.
	Logger *slog.Logger
}

// complete fills in the defaults and finds everything that is wrong.
func (o Options) complete(c Config) (Options, *url.URL, error) {
	e := &provider.ConfigError{Provider: Name}
	if c.APIKey == "" {
		e.Missing = append(e.Missing, "APIKey")
	}
	if !printable(c.APIKey) || strings.Contains(c.APIKey, " ") {
		e.Wrong = append(e.Wrong, "APIKey: without spaces and line ends")
	}
	if c.Number == "" {
		e.Missing = append(e.Missing, "Number")
	}
	c.webhook().check(e, o.AcceptUnsigned || o.SecretPath)
	if o.BaseURL == "" {
		o.BaseURL = DefaultBaseURL
	}
	if o.Logger == nil {
		o.Logger = slog.New(slog.DiscardHandler)
	}
	base, ok := rest.Base(o.BaseURL)
	if !ok {
		e.Wrong = append(e.Wrong, "Options.BaseURL: an absolute http or https address")
	}
	if len(e.Missing)+len(e.Wrong) > 0 {
		return o, nil, e
	}
	return o, base, nil
}
