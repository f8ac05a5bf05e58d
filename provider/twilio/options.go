package twilio

import (
	"log/slog"
	"net/http"
	"net/url"
	"strings"

	"github.com/wainbox/wainbox/provider"
)

// Options tune a [Client]. The zero value is what most want, with a
// StatusCallback.
type Options struct {
	// BaseURL is the address of the REST API; empty = [DefaultBaseURL]. Another
	// one, as a simulator's, may be http and on a private address; the same goes
	// for the two that follow.
	BaseURL string
	// ContentURL is that of the Content API; empty = [DefaultContentURL].
	ContentURL string
	// MessagingURL is that of the Senders API and of typing; empty =
	// [DefaultMessagingURL].
	MessagingURL string
	// StatusCallback is the public address that shall be told how far each
	// message came: that of this provider's handler, without an underscore in its
	// host. Our own reference goes into its query and comes back from there, so
	// that an answer that was lost can still be known. Empty = the address that is
	// set at Twilio is told, and no reference comes back.
	StatusCallback string
	// HTTP makes the requests; nil = connections of the client's own, to public
	// addresses only. A client that is given decides on its own where it connects
	// to. Its redirect policy is not used: sends follow none, and downloads check
	// each hop.
	HTTP *http.Client
	// MediaHosts are the domains, each with all below it, that a download may be
	// led to; they are never shown credentials. nil = twilio.com, twiliocdn.com
	// and amazonaws.com.
	MediaHosts []string
	// MaxMediaBytes is the largest download; 0 = [DefaultMaxMediaBytes].
	MaxMediaBytes int64
	// AcceptUnsigned lets New succeed without AuthTokens, if there is an APIKey;
	// then every callback is taken for Twilio's, and anybody who finds the address
	// can write into the inbox. For development only.
	AcceptUnsigned bool
	// Logger gets what an operator must act on; nil = nothing is logged.
	Logger *slog.Logger
}

// QUIRK(twilio): the hosts that files are kept on are not documented. Nothing
// secret is shown to them.
var defaultMediaHosts = []string{"twilio.com", "twiliocdn.com", "amazonaws.com"}

// hosts are the addresses of the three APIs.
type hosts struct{ base, content, messaging *url.URL }

// complete fills in the defaults and finds everything that is wrong.
func (o Options) complete(e *provider.ConfigError) (Options, hosts) {
	if o.MediaHosts == nil {
		o.MediaHosts = defaultMediaHosts
	}
	if o.MaxMediaBytes <= 0 {
		o.MaxMediaBytes = DefaultMaxMediaBytes
	}
	if o.Logger == nil {
		o.Logger = slog.New(slog.DiscardHandler)
	}
	h := hosts{
		base:      api(e, "BaseURL", &o.BaseURL, DefaultBaseURL),
		content:   api(e, "ContentURL", &o.ContentURL, DefaultContentURL),
		messaging: api(e, "MessagingURL", &o.MessagingURL, DefaultMessagingURL),
	}
	if o.StatusCallback != "" {
		u, ok := absolute(o.StatusCallback)
		if !ok || strings.Contains(u.Hostname(), "_") {
			e.Wrong = append(e.Wrong, "Options.StatusCallback: an absolute http or https address without an underscore in its host")
		}
	}
	return o, h
}

// api completes the address of one API.
func api(e *provider.ConfigError, field string, address *string, otherwise string) *url.URL {
	if *address == "" {
		*address = otherwise
	}
	u, ok := absolute(*address)
	if !ok || u.RawQuery != "" || u.Fragment != "" {
		e.Wrong = append(e.Wrong, "Options."+field+": an absolute http or https address")
	}
	*address = strings.TrimRight(*address, "/")
	return u
}

// trusted are the addresses that were configured, as a simulator's, which may
// be inside; a default one is resolved by a network that we do not know.
func (o Options) trusted(h hosts) []*url.URL {
	var all []*url.URL
	for _, one := range []struct {
		set, otherwise string
		u              *url.URL
	}{
		{o.BaseURL, DefaultBaseURL, h.base},
		{o.ContentURL, DefaultContentURL, h.content},
		{o.MessagingURL, DefaultMessagingURL, h.messaging},
	} {
		if one.set != one.otherwise {
			all = append(all, one.u)
		}
	}
	return all
}
