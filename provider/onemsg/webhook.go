package onemsg

import (
	"crypto/sha256"
	"crypto/subtle"
	"log/slog"
	"net/url"

	"github.com/wainbox/wainbox/provider"
	"github.com/wainbox/wainbox/provider/internal/wire"
	"github.com/wainbox/wainbox/whatsapp"
)

var _ provider.Webhook = (*Webhook)(nil)

// KeyParameter is the parameter of a callback's address that holds one of
// [Config.CallbackKeys].
const KeyParameter = "key"

// WebhookConfig is what receiving cannot do without. The fields are those of
// [Config].
type WebhookConfig struct {
	// InstanceID and Number may be empty: then each event's number is the channel
	// that its callback names, for one endpoint that serves several.
	InstanceID   string
	Number       whatsapp.NumberID
	CallbackKeys []string
}

// String shows no secret.
func (WebhookConfig) String() string { return Name + ":webhook" }

// GoString is [WebhookConfig.String], so that %#v shows no secret either.
func (c WebhookConfig) GoString() string { return c.String() }

// LogValue is [WebhookConfig.String], for slog.
func (c WebhookConfig) LogValue() slog.Value { return slog.StringValue(c.String()) }

// WebhookOptions tune a [Webhook]. The zero value is what most want.
type WebhookOptions struct {
	// SecretPath is that of [Options].
	SecretPath bool
}

// Webhook is the receiving half. It is safe for concurrent use and does no I/O.
type Webhook struct {
	instance string
	own      whatsapp.NumberID
	keys     [][sha256.Size]byte
}

// NewWebhook returns the receiving half. No key is a [*provider.ConfigError],
// unless [WebhookOptions.SecretPath] is set.
func NewWebhook(c WebhookConfig, o *WebhookOptions) (*Webhook, error) {
	if !anyKey(c.CallbackKeys) && (o == nil || !o.SecretPath) {
		return nil, &provider.ConfigError{Provider: Name, Missing: []string{missingKeys}}
	}
	w := &Webhook{instance: instance(c.InstanceID), own: c.Number}
	if w.own == "" {
		w.own = whatsapp.NumberID(w.instance)
	}
	for _, key := range c.CallbackKeys {
		if key != "" {
			w.keys = append(w.keys, sha256.Sum256([]byte(key)))
		}
	}
	return w, nil
}

// Verify checks the key in the callback's address, in constant time, against
// each of those configured; see [provider.Webhook]. 1msg proves nothing of the
// body: whoever saw one callback's address can make another.
func (w *Webhook) Verify(c provider.Callback) error {
	if len(w.keys) == 0 {
		return nil
	}
	u, err := url.Parse(c.URL)
	if err != nil {
		return provider.Signature
	}
	// The digests are compared, so that not even the length can be timed.
	got := sha256.Sum256([]byte(u.Query().Get(KeyParameter)))
	same := 0
	for i := range w.keys {
		same |= subtle.ConstantTimeCompare(got[:], w.keys[i][:])
	}
	if same != 1 {
		return provider.Signature
	}
	return nil
}

// Decode reads a callback; see [provider.Webhook]. Events have the configured
// number, and those of another channel that channel's id. A channel's id is a
// label and no proof.
func (w *Webhook) Decode(c provider.Callback) ([]whatsapp.Event, error) {
	return decode(c.Body, w.number)
}

// number is the one of the channel that a callback names.
func (w *Webhook) number(named string) whatsapp.NumberID {
	if named = instance(named); named == "" || named == w.instance {
		return w.own
	}
	return whatsapp.NumberID(named)
}

// Decode reads the body of a callback without checking whose it is: for stored
// bodies, and for whoever has 1msg's JSON from elsewhere. The number of each
// event is the channel that the callback names. Events come in the body's order
// and keep nothing of it; the parts that could not be read are in a
// [*provider.DecodeError], beside the events that could.
func Decode(body []byte) ([]whatsapp.Event, error) {
	return decode(body, func(named string) whatsapp.NumberID { return whatsapp.NumberID(instance(named)) })
}

func decode(body []byte, number func(string) whatsapp.NumberID) ([]whatsapp.Event, error) {
	events, err := wire.DecodeOneMsg(body, number)
	for _, e := range events {
		if s, ok := e.(*whatsapp.Status); ok {
			classify(s.Failures)
		}
	}
	return events, err
}

// classify says what to do about failures of which only a sentence is known.
func classify(failures []whatsapp.Failure) {
	for i := range failures {
		if f := &failures[i]; f.Class == whatsapp.ClassUnknown {
			f.Code = codeOf(f.Code, f.Message)
			f.Class = kindOf(f.Code, f.Message).Class()
		}
	}
}
