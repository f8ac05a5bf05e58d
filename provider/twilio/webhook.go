package twilio

import (
	"io"
	"log/slog"
	"net/http"

	"github.com/wainbox/wainbox/provider"
	"github.com/wainbox/wainbox/whatsapp"
)

var (
	_ provider.Webhook      = (*Webhook)(nil)
	_ provider.Acknowledger = (*Webhook)(nil)
)

// SignatureHeader carries the callback's signature: the base64 HMAC-SHA1, keyed
// with the auth token, of the address and all fields of the form.
const SignatureHeader = "X-Twilio-Signature"

// WebhookConfig is what receiving cannot do without. The field is that of
// [Config].
type WebhookConfig struct{ AuthTokens []string }

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

// Webhook is the receiving half, for messages and statuses of every sender of
// an account; with the tokens of several, of all of them. It is safe for
// concurrent use and does no I/O.
type Webhook struct {
	tokens   *checker
	unsigned bool
}

// NewWebhook returns the receiving half. No token is a
// [*provider.ConfigError], unless [WebhookOptions.AcceptUnsigned] is set.
func NewWebhook(c WebhookConfig, o *WebhookOptions) (*Webhook, error) {
	w := &Webhook{tokens: newChecker(given(c.AuthTokens))}
	if w.tokens.empty() {
		if o == nil || !o.AcceptUnsigned {
			return nil, &provider.ConfigError{Provider: Name, Missing: []string{"AuthTokens"}}
		}
		w.unsigned = true
	}
	return w, nil
}

// Verify checks the signature over the callback's address and body, in constant
// time, with each token. The address is signed too, so that
// [provider.HandlerOptions] must have the one that Twilio was told. See
// [provider.Webhook].
func (w *Webhook) Verify(c provider.Callback) error {
	if w.unsigned || w.tokens.check(c.Header.Get(SignatureHeader), c.URL, c.Body) {
		return nil
	}
	return provider.Signature
}

// Decode reads a callback; see [provider.Webhook]. The reference of a status is
// in the address's query, see [Options].
func (w *Webhook) Decode(c provider.Callback) ([]whatsapp.Event, error) {
	events, err := Decode(c.Body)
	if len(events) > 0 {
		if s, ok := events[0].(*whatsapp.Status); ok {
			s.Ref = whatsapp.Ref(refOf(c.URL))
		}
	}
	return events, err
}

// emptyTwiML is TwiML that does nothing. Anything said here would be sent to the
// customer. Source: "TwiML for programmable messaging", 2026.
const emptyTwiML = `<?xml version="1.0" encoding="UTF-8"?><Response/>`

// Acknowledge answers a callback; see [provider.Acknowledger].
func (*Webhook) Acknowledge(w http.ResponseWriter) {
	w.Header().Set("Content-Type", "text/xml; charset=utf-8")
	_, _ = io.WriteString(w, emptyTwiML)
}
