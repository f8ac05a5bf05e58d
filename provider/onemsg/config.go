package onemsg

import (
	"log/slog"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/wainbox/wainbox/provider"
	"github.com/wainbox/wainbox/provider/internal/rest"
	"github.com/wainbox/wainbox/whatsapp"
)

// Name is the provider's, as in [provider.Capabilities].
const Name = "onemsg"

// DefaultBaseURL is 1msg's own. A sandbox is at https://sandbox.1msg.io.
const DefaultBaseURL = "https://api.1msg.io"

// Config is what a channel cannot be used without.
type Config struct {
	// InstanceID is the channel's, as "VAN123456"; an older "instance" before it
	// is taken off.
	InstanceID string
	// Token is the channel's. It goes in the address of each request, as 1msg
	// wants it, and is in no error and no log line.
	Token string
	// CallbackKeys are words of one's own, any of which the address of a callback
	// must have as its parameter "key". More than one is for the days of a change.
	CallbackKeys []string
	// Namespace is that of the channel's templates; empty = not sent, which
	// older channels answer with a refusal.
	Namespace string
	// Number is what events come from; empty = the InstanceID.
	Number whatsapp.NumberID
}

// String names the channel and no secret.
func (c Config) String() string { return Name + ":" + instance(c.InstanceID) }

// GoString is [Config.String], so that %#v shows no secret either.
func (c Config) GoString() string { return c.String() }

// LogValue is [Config.String], for slog.
func (c Config) LogValue() slog.Value { return slog.StringValue(c.String()) }

// Options tune a [Client]. The zero value is what most want.
type Options struct {
	// BaseURL is the address that the channel's paths begin with; empty =
	// [DefaultBaseURL]. Another one, as a simulator's, may be http and on a private
	// address.
	BaseURL string
	// HTTP makes the requests; nil = connections of the client's own, to public
	// addresses only. A client that is given decides on its own where it
	// connects to. Its redirect policy is not used: sends follow none, and
	// downloads check each hop.
	HTTP *http.Client
	// MediaHosts are the domains, each with all below it, that files are
	// downloaded from; nil = wasabisys.com, where 1msg keeps them. They are asked
	// without any credentials. The host of BaseURL is always one.
	MediaHosts []string
	// MaxMediaBytes is the largest download; 0 = 100 MB, the platform's limit.
	MaxMediaBytes int64
	// SecretPath lets New succeed without CallbackKeys: then every callback is
	// taken for 1msg's, and whoever learns the address can write into the inbox.
	// Make the path long and random.
	SecretPath bool
	// Logger gets what an operator must act on; nil = nothing is logged.
	Logger *slog.Logger
}

var defaultMediaHosts = []string{"wasabisys.com"}

// complete fills in the defaults and finds everything that is wrong.
func (o Options) complete(c Config) (Options, *url.URL, error) {
	e := &provider.ConfigError{Provider: Name}
	if instance(c.InstanceID) == "" {
		e.Missing = append(e.Missing, "InstanceID")
	}
	if c.Token == "" {
		e.Missing = append(e.Missing, "Token")
	}
	if !o.SecretPath && !anyKey(c.CallbackKeys) {
		e.Missing = append(e.Missing, missingKeys)
	}
	if o.BaseURL == "" {
		o.BaseURL = DefaultBaseURL
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
	if len(e.Missing)+len(e.Wrong) > 0 {
		return o, nil, e
	}
	return o, base, nil
}

// missingKeys says what the alternative is, since it must be a decision.
const missingKeys = "CallbackKeys (or Options.SecretPath)"

func anyKey(keys []string) bool {
	return slices.ContainsFunc(keys, func(key string) bool { return key != "" })
}

// instance is a channel's id without what older ones have before it.
func instance(id string) string { return strings.TrimPrefix(strings.TrimSpace(id), "instance") }
