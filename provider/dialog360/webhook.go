package dialog360

import (
	"crypto/sha256"
	"crypto/subtle"
	"encoding/base64"
	"net/http"

	"github.com/wainbox/wainbox/provider"
	"github.com/wainbox/wainbox/provider/internal/sign"
	"github.com/wainbox/wainbox/provider/internal/wire"
	"github.com/wainbox/wainbox/whatsapp"
)

var _ provider.Webhook = (*Webhook)(nil)

// SignatureHeader carries the signature of a callback to a partner's webhook:
// the hexadecimal HMAC-SHA256 of the raw body, keyed with the platform secret of
// the Partner Hub. Source: Partner documentation, "Webhooks", November 2026.
//
// QUIRK(dialog360): the encoding is not documented. Bare digits and a "sha256="
// before them are both in use, and both are read.
const SignatureHeader = "X-360dialog-Signature"

// WebhookOptions tune a [Webhook]. The zero value is what most want.
type WebhookOptions struct {
	// AcceptUnsigned is that of [Options].
	AcceptUnsigned bool
	// SecretPath is that of [Options].
	SecretPath bool
}

// Webhook is the receiving half. It is safe for concurrent use and does no I/O.
type Webhook struct {
	origin  whatsapp.Origin
	secrets *sign.Checker
	carried []carried
	open    bool // nothing is configured to check by
}

// carried is a header that every callback carries. Digests are compared, so
// that not even the length can be timed.
type carried struct {
	name string
	sum  [sha256.Size]byte
}

// NewWebhook returns the receiving half. Nothing to check callbacks by is a
// [*provider.ConfigError], unless [WebhookOptions.AcceptUnsigned] or
// [WebhookOptions.SecretPath] is set.
func NewWebhook(c WebhookConfig, o *WebhookOptions) (*Webhook, error) {
	var options WebhookOptions
	if o != nil {
		options = *o
	}
	e := &provider.ConfigError{Provider: Name}
	c.check(e, options.AcceptUnsigned || options.SecretPath)
	if len(e.Missing)+len(e.Wrong) > 0 {
		return nil, e
	}
	w := &Webhook{
		origin:  whatsapp.Origin{Number: whatsapp.NumberID(c.Number), WABA: whatsapp.WABAID(c.WABA)},
		secrets: sign.New(c.WebhookSecrets...),
	}
	for name, value := range c.WebhookHeaders {
		w.carried = append(w.carried, carried{http.CanonicalHeaderKey(name), sha256.Sum256([]byte(value))})
	}
	if c.BasicUser != "" {
		value := "Basic " + base64.StdEncoding.EncodeToString([]byte(c.BasicUser+":"+c.BasicPassword))
		w.carried = append(w.carried, carried{"Authorization", sha256.Sum256([]byte(value))})
	}
	w.open = w.secrets.Empty() && len(w.carried) == 0
	return w, nil
}

// Verify decides whether a callback is the provider's; see [provider.Webhook].
// The gateway relays none of the platform's signatures, so this is all there is:
//
//  1. Where secrets are configured, a signature that is there decides: one that
//     is wrong is refused, whatever else the callback carries.
//  2. Otherwise the callback must carry all that was registered with its
//     address: every one of WebhookHeaders, and the user and password.
//  3. What carries neither is refused, unless nothing at all is configured and
//     AcceptUnsigned or SecretPath says that this is meant. Neither weakens what
//     is configured.
//
// With both, each is a door of its own: a callback without a signature may pass
// by its headers, since webhooks of a number are not known to be signed. Whoever
// knows the headers can then write into the inbox, so configure secrets alone
// where every callback is signed. Headers do not cover the body: whoever saw one
// callback can make others.
//
// Every comparison takes the same time wherever the difference is, and the error
// is the same constant for all.
func (w *Webhook) Verify(c provider.Callback) error {
	signatures := c.Header.Values(SignatureHeader)
	switch {
	case !w.secrets.Empty() && len(signatures) > 0:
		if len(signatures) == 1 && w.secrets.Check(signatures[0], c.Body) {
			return nil
		}
	case w.open || w.carries(c.Header):
		return nil
	}
	return provider.Signature
}

// carries reports whether all the registered headers are there; false where
// there are none to look for.
func (w *Webhook) carries(h http.Header) bool {
	same := len(w.carried) > 0
	for _, want := range w.carried {
		got := sha256.Sum256([]byte(h.Get(want.name)))
		same = subtle.ConstantTimeCompare(got[:], want.sum[:]) == 1 && same
	}
	return same
}

// Decode reads a callback; see [provider.Webhook]. Events of the legacy shape
// get the configured number and account, those of the Cloud API's shape have
// their own.
func (w *Webhook) Decode(c provider.Callback) ([]whatsapp.Event, error) {
	return Decode(c.Body, w.origin)
}

// Decode reads the body of a callback without checking whose it is, for stored
// bodies. The Cloud API's shape says which number it is of; the legacy shape
// does not, and its events get the origin. An object of neither shape, as the
// Hub's test sends, is one [whatsapp.Unknown]. Events come in the body's order
// and keep nothing of it; the parts that could not be read are in a
// [*provider.DecodeError], beside the events that could.
func Decode(body []byte, o whatsapp.Origin) ([]whatsapp.Event, error) {
	events, err := wire.DecodeAny(body, o)
	for _, e := range events {
		classify(e)
	}
	return events, err
}
