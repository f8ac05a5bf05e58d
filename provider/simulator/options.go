package simulator

import (
	"log/slog"
	"net/http"
	"slices"
	"time"
)

// The values that stand in for empty options.
const (
	DefaultToken       = "simulator-token"
	DefaultAppSecret   = "simulator-app-secret" //nolint:gosec // opens nothing but simulators
	DefaultVerifyToken = "simulator-verify-token"

	DefaultNumberID = "100000000000001" // phone-number id of the default number
	DefaultWABA     = "200000000000001" // its WhatsApp Business Account
	DefaultDisplay  = "15550100001"     // the digits it shows

	DefaultDialog360Key   = "simulator-360dialog-key"            // of the header D360-API-KEY
	DefaultTwilioAccount  = "AC5100000000000000000000000000a001" // the account's sid
	DefaultTwilioToken    = "simulator-twilio-token"
	DefaultOneMsgInstance = "VAN510001"
	DefaultOneMsgToken    = "simulator-1msg-token" //nolint:gosec // opens nothing but simulators

	DefaultWorkers    = 8
	DefaultBackoff    = 100 * time.Millisecond
	DefaultMaxBackoff = 10 * time.Second
	DefaultHorizon    = 7 * 24 * time.Hour
)

// Options configure a [Simulator]. The zero value works: one number, one template, no limits and no faults.
type Options struct {
	// Token is the bearer token that Cloud API requests must carry; empty = [DefaultToken].
	Token string
	// AppSecret is the key of the webhooks' X-Hub-Signature-256; empty = [DefaultAppSecret].
	AppSecret string
	// VerifyToken is sent by [Simulator.Handshake]; empty = [DefaultVerifyToken].
	VerifyToken string

	// Dialog360Key is the API key of a 360dialog number that has none of its own; empty = [DefaultDialog360Key].
	Dialog360Key string
	// Dialog360Secret signs 360dialog's webhooks with x-360dialog-signature; empty = they are not signed, as those of
	// a number that no partner has set up.
	Dialog360Secret string
	// TwilioAccount and TwilioToken are the account's sid and its auth token, which also signs its webhooks; empty =
	// [DefaultTwilioAccount] and [DefaultTwilioToken]. All Twilio numbers are in the one account.
	TwilioAccount, TwilioToken string
	// OneMsgInstance and OneMsgToken are of a 1msg number that has none of its own; empty = [DefaultOneMsgInstance] and
	// [DefaultOneMsgToken].
	OneMsgInstance, OneMsgToken string

	// Numbers are the business numbers; empty = one, made of [DefaultNumberID], [DefaultWABA] and [DefaultDisplay].
	Numbers []Number
	// Templates are the templates at the start; empty = hello_world in en_US, without parameters. All numbers share
	// them, whatever their account.
	Templates []Template
	// ReviewTemplates keeps templates that are created pending until [Simulator.SetTemplateStatus]. Without it they are
	// approved at once.
	ReviewTemplates bool

	// WebhookURL is where the callbacks of numbers without their own go; [Simulator.SetWebhook] changes it. While it is
	// empty, their webhooks are not made.
	WebhookURL string
	// Faults are what goes wrong; the zero value is a quiet day.
	Faults Faults

	// AutoRead makes every phone read at once what is delivered to it. Without it, see [Simulator.Read].
	AutoRead bool
	// Unreachable are phones or user ids that cannot be reached: a send is accepted and then fails with 131026, which
	// Twilio calls 63024.
	Unreachable []string
	// WindowByStatus reports a closed window as the platform mostly does: the send is accepted and a failed status
	// with 131047 follows. By default the request itself is refused, which the error reference also allows. Twilio's
	// wire always reports it by a status, with 63016.
	WindowByStatus bool
	// PhonesOnly leaves business-scoped user ids out of webhooks, as before April 2026.
	PhonesOnly bool

	// Throughput is how many messages a second a number may send, and its burst; beyond it 130429, on Twilio's wire
	// 20429, on 1msg's the status 429. Zero = no limit.
	// The platform's default is 80 (Cloud API documentation, "Throughput").
	Throughput int
	// PairLimit enforces one message every 6 seconds to one user with a burst of 45; beyond it 131056, on Twilio's wire
	// a status with 63018 (Cloud API documentation, "About the platform: pair rate limits").
	PairLimit bool

	// Pace is the time between acceptance and `sent`, `sent` and `delivered`, `delivered` and `read`. Zero = at once.
	Pace time.Duration
	// Workers is how many webhooks are delivered at the same time; zero = [DefaultWorkers]. One = strictly in order.
	Workers int
	// Backoff is the wait before the second retry of a webhook (the first is immediate); it doubles from there up
	// to MaxBackoff. Zero = [DefaultBackoff] and [DefaultMaxBackoff], much shorter than the platform's.
	Backoff, MaxBackoff time.Duration
	// Horizon is how long a webhook is retried before it is dropped; zero = [DefaultHorizon].
	Horizon time.Duration

	// BaseURL is where clients reach the handler, for media links in webhooks; see [Simulator.SetBaseURL]. Empty = the
	// Cloud API's webhooks carry no link, those of Twilio and 1msg one to the vendor's own host, which reaches nothing,
	// and the link in an answer is built from the request's Host.
	BaseURL string
	// Now is the clock; nil = time.Now. Windows, statuses, retries and expiries are all on this clock.
	Now func() time.Time
	// HTTP delivers webhooks; nil = a client with a timeout of 10 seconds. Redirects are not followed either way
	// unless the client says how.
	HTTP *http.Client
	// Logger is told of webhooks that were refused or dropped, without their content; nil = discard.
	Logger *slog.Logger
}

// Number is a business phone number.
type Number struct {
	ID      string `json:"id"`      // phone-number id, as in the request path
	WABA    string `json:"waba"`    // WhatsApp Business Account id, as in a webhook's entry
	Display string `json:"display"` // the number itself, digits only

	// Wire is how the number is reached; the zero value is the Cloud API.
	Wire Wire `json:"wire,omitempty"`
	// WebhookURL is where this number's webhooks go; empty = Options.WebhookURL. A user and password in it are sent as
	// Basic authentication.
	WebhookURL string `json:"webhook_url,omitempty"`
	// Key is what a request for this number carries: 360dialog's API key, or 1msg's token. Empty = that of the options.
	// Two 360dialog numbers need two keys.
	Key string `json:"key,omitempty"`
	// Instance is 1msg's id of the number; empty = that of the options. Two numbers need two.
	Instance string `json:"instance,omitempty"`
	// RawHooks is 1msg's setting: webhooks are Meta's envelope with instanceId beside it.
	RawHooks bool `json:"raw_hooks,omitempty"`
}

// completed returns a copy of o with every default filled in.
func (o *Options) completed() Options {
	var c Options
	if o != nil {
		c = *o
	}
	c.Token = or(c.Token, DefaultToken)
	c.AppSecret = or(c.AppSecret, DefaultAppSecret)
	c.VerifyToken = or(c.VerifyToken, DefaultVerifyToken)
	c.Dialog360Key = or(c.Dialog360Key, DefaultDialog360Key)
	c.TwilioAccount, c.TwilioToken = or(c.TwilioAccount, DefaultTwilioAccount), or(c.TwilioToken, DefaultTwilioToken)
	c.OneMsgInstance, c.OneMsgToken = or(c.OneMsgInstance, DefaultOneMsgInstance), or(c.OneMsgToken, DefaultOneMsgToken)
	if len(c.Numbers) == 0 {
		c.Numbers = []Number{{ID: DefaultNumberID, WABA: DefaultWABA, Display: DefaultDisplay}}
	}
	if len(c.Templates) == 0 {
		c.Templates = []Template{{Name: "hello_world", Language: "en_US", Body: "Hello World"}}
	}
	c.Numbers = slices.Clone(c.Numbers)
	c.Workers = or(max(c.Workers, 0), DefaultWorkers)
	c.Backoff = or(c.Backoff, DefaultBackoff)
	c.MaxBackoff = or(c.MaxBackoff, max(c.Backoff, DefaultMaxBackoff))
	c.Horizon = or(c.Horizon, DefaultHorizon)
	c.Faults = c.Faults.completed()
	if c.Now == nil {
		c.Now = time.Now
	}
	if c.Logger == nil {
		c.Logger = slog.New(slog.DiscardHandler)
	}
	return c
}

// or returns v, or otherwise when v is its type's zero value.
func or[T comparable](v, otherwise T) T {
	var zero T
	if v == zero {
		return otherwise
	}
	return v
}
