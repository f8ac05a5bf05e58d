package twilio

import (
	"log/slog"
	"net/url"
	"regexp"
	"strings"

	"github.com/wainbox/wainbox/provider"
)

// Name is the provider's, as in [provider.Capabilities].
const Name = "twilio"

// The defaults of [Options].
const (
	DefaultBaseURL      = "https://api.twilio.com"
	DefaultContentURL   = "https://content.twilio.com"
	DefaultMessagingURL = "https://messaging.twilio.com"
	// DefaultMaxMediaBytes is above what a customer can send through Twilio.
	DefaultMaxMediaBytes = 25 << 20
)

// Config is what a sender cannot be used without.
type Config struct {
	// AccountSID is the account, or the subaccount, that owns the sender: "AC…".
	AccountSID string
	// From is the sender: a phone number with its country code, as
	// "whatsapp:+14155238886" or in digits alone. The profile and the number's
	// state are read of it.
	From string
	// MessagingService chooses the sender where From is empty: "MG…". With both,
	// From is pinned within the service.
	MessagingService string
	// AuthTokens sign the callbacks: those of the account itself, the primary one
	// first. More than one is for the days of a change: any of them is accepted.
	// The first one authenticates requests, unless there is an APIKey.
	AuthTokens []string
	// APIKey ("SK…") and APISecret authenticate requests in place of the first
	// auth token; they never sign callbacks.
	APIKey    string
	APISecret string
}

// String names the account and no secret; the sender is left out, since it is a
// phone number.
func (c Config) String() string { return Name + ":" + c.AccountSID }

// GoString is [Config.String], so that %#v shows no secret either.
func (c Config) GoString() string { return c.String() }

// LogValue is [Config.String], for slog.
func (c Config) LogValue() slog.Value { return slog.StringValue(c.String()) }

// sid reports whether s is one of Twilio's identifiers with this prefix.
func sid(prefix, s string) bool {
	return strings.HasPrefix(s, prefix) && sidForm.MatchString(s)
}

var (
	sidForm   = regexp.MustCompile(`^[A-Z]{2}[0-9a-fA-F]{32}$`)
	phoneForm = regexp.MustCompile(`^[0-9]{5,18}$`)
)

// digits is a sender as the events name it.
func digits(from string) string {
	return strings.TrimPrefix(strings.TrimPrefix(strings.TrimSpace(from), channel), "+")
}

// complete finds everything that is wrong with the required fields.
func (c Config) complete(unsigned bool, e *provider.ConfigError) Config {
	if c.AccountSID == "" {
		e.Missing = append(e.Missing, "AccountSID")
	} else if !sid("AC", c.AccountSID) {
		e.Wrong = append(e.Wrong, `AccountSID: "AC" and 32 hexadecimal digits`)
	}
	switch {
	case c.From == "" && c.MessagingService == "":
		e.Missing = append(e.Missing, "From")
	case c.From != "":
		if c.From = digits(c.From); !phoneForm.MatchString(c.From) {
			e.Wrong = append(e.Wrong, "From: a phone number with its country code")
		}
	}
	if c.MessagingService != "" && !sid("MG", c.MessagingService) {
		e.Wrong = append(e.Wrong, `MessagingService: "MG" and 32 hexadecimal digits`)
	}
	c.AuthTokens = given(c.AuthTokens)
	if len(c.AuthTokens) == 0 && (!unsigned || c.APIKey == "") {
		e.Missing = append(e.Missing, "AuthTokens")
	}
	if c.APIKey != "" && !sid("SK", c.APIKey) {
		e.Wrong = append(e.Wrong, `APIKey: "SK" and 32 hexadecimal digits`)
	}
	if c.APIKey != "" && c.APISecret == "" {
		e.Missing = append(e.Missing, "APISecret")
	}
	if c.APIKey == "" && c.APISecret != "" {
		e.Missing = append(e.Missing, "APIKey")
	}
	return c
}

// given leaves out empty tokens: an unset variable is no secret.
func given(tokens []string) []string {
	var all []string
	for _, t := range tokens {
		if t != "" {
			all = append(all, t)
		}
	}
	return all
}

// absolute reports whether an address can be built upon.
func absolute(s string) (*url.URL, bool) {
	u, err := url.Parse(s)
	ok := err == nil && (u.Scheme == "https" || u.Scheme == "http") && u.Hostname() != "" && u.User == nil
	return u, ok
}
