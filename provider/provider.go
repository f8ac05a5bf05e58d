package provider

import (
	"context"
	"net/http"

	"github.com/wainbox/wainbox/whatsapp"
)

// Provider sends from one business number and understands its callbacks.
//
// Implementations are safe for concurrent use. They start no goroutine, keep
// no queue and never retry: the engine is the one that does. Package
// providertest is the whole contract as a test suite.
type Provider interface {
	Sender
	Webhook
	// Capabilities says the same for the life of the value; what it returns is
	// the caller's to change.
	Capabilities() Capabilities
}

// Sender makes one attempt to send.
type Sender interface {
	// Send checks the message against the provider's capabilities and limits
	// before any I/O, then makes one request. A nil error means that the
	// provider accepted the message, not that it arrived.
	//
	// Errors are of type [*Error]. An attempt whose answer was lost after the
	// request may have left is [Uncertain]: it may have been sent.
	Send(ctx context.Context, m whatsapp.Outbound) (Receipt, error)
}

// Webhook reads callbacks.
type Webhook interface {
	// Verify returns nil or [Signature], before anything of the body is
	// interpreted. The error is a constant: nothing can be learnt from it.
	Verify(c Callback) error
	// Decode returns the events in the callback's order. An error of type
	// [*DecodeError] names the parts that could not be read; both may be set.
	// Events do not alias the body.
	Decode(c Callback) ([]whatsapp.Event, error)
}

// Callback is one HTTP request of a provider.
type Callback struct {
	// URL is the public address that the provider called, for schemes that sign
	// it. All but its query comes from configuration, never from the request.
	URL    string
	Header http.Header
	Body   []byte
}

// Receipt is a provider's acceptance of a send.
type Receipt struct {
	ID whatsapp.MessageID
	// Held is the platform's word for an accepted message that it is holding
	// back, "held_for_quality_assessment"; empty when it is on its way.
	Held string
	// Dropped names what a lossy provider left out, by the platform's own path as
	// in a [whatsapp.Violation]: [DroppedReply], "interactive.footer".
	Dropped []string
}

// What a provider may leave out of many kinds of content; see
// [Capabilities.ReplyTo] and [Capabilities.PreviewURL].
const (
	DroppedReply   = "context.message_id"
	DroppedPreview = "text.preview_url"
)

// As returns p as a T, seeing through decorators: a decorator has a method
// Unwrap() Provider.
//
//	if marker, ok := provider.As[provider.ReadMarker](p); ok { … }
func As[T any](p Provider) (T, bool) {
	for p != nil {
		if t, ok := p.(T); ok {
			return t, true
		}
		wrapper, ok := p.(interface{ Unwrap() Provider })
		if !ok {
			break
		}
		p = wrapper.Unwrap()
	}
	var none T
	return none, false
}
