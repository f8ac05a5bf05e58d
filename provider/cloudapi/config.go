package cloudapi

import (
	"log/slog"
	"net/http"
	"net/url"
	"regexp"
	"strings"

	"github.com/wainbox/wainbox/provider"
	"github.com/wainbox/wainbox/provider/internal/rest"
)

// Name is the provider's, as in [provider.Capabilities].
const Name = "cloudapi"

// The defaults of [Options].
const (
	DefaultBaseURL = "https://graph.facebook.com"
	// DefaultVersion is the Graph version that this package is tested with. It
	// is the first whose statuses leave out "conversation". Source: Cloud API
	// reference, "status messages webhook", November 2025.
	DefaultVersion = "v24.0"
)

// Config is what a number cannot be used without.
type Config struct {
	// NumberID is the phone-number id, not the number that people dial.
	NumberID string
	// WABA is the id of the WhatsApp Business Account. Templates, subscriptions
	// and the account's webhook need it; the rest does not.
	WABA string
	// AppID is the id of the app that the token belongs to. The profile's photo
	// and the samples of templates need it; the rest does not.
	AppID string
	// Token is a system user's access token with the permission
	// [ScopeMessaging], and for all but messages [ScopeManagement].
	Token string
	// AppSecrets sign the callbacks. More than one is for the days of a change:
	// any of them is accepted.
	AppSecrets []string
	// VerifyToken is the word of one's own that confirms the callback address;
	// while it is empty every handshake is refused.
	VerifyToken string
}

// String names the number and no secret.
func (c Config) String() string { return Name + ":" + c.NumberID }

// GoString is [Config.String], so that %#v shows no secret either.
func (c Config) GoString() string { return c.String() }

// LogValue is [Config.String], for slog.
func (c Config) LogValue() slog.Value { return slog.StringValue(c.String()) }

// Options tune a [Client]. The zero value is what most want.
type Options struct {
	// BaseURL is the address of the Graph API; empty = [DefaultBaseURL]. Another
	// one, as a simulator's, may be http and on a private address.
	BaseURL string
	// Version of the Graph API; empty = [DefaultVersion].
	Version string
	// HTTP makes the requests; nil = connections of the client's own, to public
	// addresses only. A client that is given decides on its own where it
	// connects to. Its redirect policy is not used: sends follow none, and
	// downloads check each hop.
	HTTP *http.Client
	// MediaHosts are the domains, each with all below it, that files are
	// downloaded from and the token is shown to; nil = fbsbx.com, whatsapp.net
	// and fbcdn.net. The host of BaseURL is always one.
	MediaHosts []string
	// MaxMediaBytes is the largest download; 0 = 100 MB, the platform's limit.
	MaxMediaBytes int64
	// AcceptUnsigned lets New succeed without AppSecrets; then every callback
	// is taken for the platform's, and anybody who finds the address can write
	// into the inbox. For development only.
	AcceptUnsigned bool
	// Logger gets what an operator must act on; nil = nothing is logged.
	Logger *slog.Logger
}

var defaultMediaHosts = []string{"fbsbx.com", "whatsapp.net", "fbcdn.net"}

var versionForm = regexp.MustCompile(`^v[0-9]+\.[0-9]+$`)

// complete fills in the defaults and finds everything that is wrong.
func (o Options) complete(c Config) (Options, *url.URL, error) {
	e := &provider.ConfigError{Provider: Name}
	if c.NumberID == "" {
		e.Missing = append(e.Missing, "NumberID")
	}
	if c.Token == "" {
		e.Missing = append(e.Missing, "Token")
	}
	if !inHeader(c.Token) {
		e.Wrong = append(e.Wrong, "Token: without spaces and line ends")
	}
	if !o.AcceptUnsigned && !anySecret(c.AppSecrets) {
		e.Missing = append(e.Missing, "AppSecrets")
	}
	if o.BaseURL == "" {
		o.BaseURL = DefaultBaseURL
	}
	if o.Version == "" {
		o.Version = DefaultVersion
	}
	if o.MediaHosts == nil {
		o.MediaHosts = defaultMediaHosts
	}
	if o.Logger == nil {
		o.Logger = slog.New(slog.DiscardHandler)
	}
	base, ok := rest.Base(o.BaseURL)
	if !ok {
		e.Wrong = append(e.Wrong, "Options.BaseURL: an absolute http or https address")
	}
	if !versionForm.MatchString(o.Version) {
		e.Wrong = append(e.Wrong, `Options.Version: in the form "v24.0"`)
	}
	if len(e.Missing)+len(e.Wrong) > 0 {
		return o, nil, e
	}
	return o, base, nil
}

// inHeader reports whether a token can be sent as it is: the end of a line, as
// of a file that it was read from, would fail every request.
func inHeader(token string) bool {
	return !strings.ContainsFunc(token, func(r rune) bool { return r <= ' ' || r > '~' })
}

func anySecret(secrets []string) bool {
	for _, s := range secrets {
		if s != "" {
			return true
		}
	}
	return false
}
