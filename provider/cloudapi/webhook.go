package cloudapi

import (
	"crypto/sha256"
	"crypto/subtle"
	"log/slog"
	"net/url"

	"github.com/wainbox/wainbox/provider"
	"github.com/wainbox/wainbox/provider/internal/sign"
	"github.com/wainbox/wainbox/provider/internal/wire"
	"github.com/wainbox/wainbox/whatsapp"
)

var (
	_ provider.Webhook    = (*Webhook)(nil)
	_ provider.Handshaker = (*Webhook)(nil)
)

// SignatureHeader carries the callback's signature: "sha256=" and the
// hexadecimal HMAC-SHA256 of the raw body, keyed with the app secret. Source:
// Cloud API, "Create a webhook endpoint", November 2025.
const SignatureHeader = "X-Hub-Signature-256"

// WebhookConfig is what receiving cannot do without. The fields are those of
// [Config].
type WebhookConfig struct {
	AppSecrets  []string
	VerifyToken string
}

// String shows no secret.
func (WebhookConfig) String() string { return Name + ":webhook" }

// GoString is [WebhookConfig.String], so that %#v shows no secret either.
func (c WebhookConfig) GoString() string { return c.String() }

// LogValue is [WebhookConfig.String], for slog.
func (c WebhookConfig) LogValue() slog.Value { return slog.StringValue(c.String()) }

// WebhookOptions tune a [Webhook]. The zero value is what most want.
type WebhookOptions struct {
	// AcceptUnsigned is that of [Options].
	AcceptUnsigned bool
}

// Webhook is the receiving half, for the callbacks of every number of one app.
// It is safe for concurrent use and does no I/O.
type Webhook struct {
	secrets  *sign.Checker
	unsigned bool
	token    [sha256.Size]byte
	hasToken bool
}

// NewWebhook returns the receiving half. No secret is a
// [*provider.ConfigError], unless [WebhookOptions.AcceptUnsigned] is set.
func NewWebhook(c WebhookConfig, o *WebhookOptions) (*Webhook, error) {
	w := &Webhook{
		secrets:  sign.New(c.AppSecrets...),
		token:    sha256.Sum256([]byte(c.VerifyToken)),
		hasToken: c.VerifyToken != "",
	}
	if w.secrets.Empty() {
		if o == nil || !o.AcceptUnsigned {
			return nil, &provider.ConfigError{Provider: Name, Missing: []string{"AppSecrets"}}
		}
		w.unsigned = true
	}
	return w, nil
}

// Verify checks the signature over the raw body, in constant time, against
// each secret. See [provider.Webhook].
func (w *Webhook) Verify(c provider.Callback) error {
	if w.unsigned || w.secrets.Check(c.Header.Get(SignatureHeader), c.Body) {
		return nil
	}
	return provider.Signature
}

// Decode reads a callback; see [provider.Webhook].
func (w *Webhook) Decode(c provider.Callback) ([]whatsapp.Event, error) { return Decode(c.Body) }

// Handshake answers the request that confirms a callback address with its
// challenge, when it has our verify token. Source: Cloud API, "Create a webhook
// endpoint", November 2025.
func (w *Webhook) Handshake(query url.Values) (string, error) {
	// The digests are compared, so that not even the length can be timed.
	got := sha256.Sum256([]byte(query.Get("hub.verify_token")))
	same := subtle.ConstantTimeCompare(got[:], w.token[:]) == 1
	if !same || !w.hasToken || query.Get("hub.mode") != "subscribe" || query.Get("hub.challenge") == "" {
		return "", provider.Signature
	}
	return query.Get("hub.challenge"), nil
}

// Decode reads the body of a callback without checking whose it is: for stored
// bodies, and for whoever has the platform's JSON from elsewhere. Events come
// in the body's order and keep nothing of it; the parts that could not be read
// are in a [*provider.DecodeError], beside the events that could.
func Decode(body []byte) ([]whatsapp.Event, error) { return wire.Decode(body) }
