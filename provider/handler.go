package provider

import (
	"context"
	"errors"
	"io"
	"log/slog"
	"net/http"
	"strings"
	"sync"

	"github.com/wainbox/wainbox/whatsapp"
)

// DefaultMaxBodyBytes is above the platform's limit of 3 MB for a callback.
// Source: Cloud API, "Webhooks overview", September 2026.
const DefaultMaxBodyBytes = 4 << 20

// Delivery is a callback that was verified and decoded.
type Delivery struct {
	// Provider is the name of the provider it came from.
	Provider string
	Events   []whatsapp.Event
	Unread   []Unread
	// Body is the callback, valid until Ingest returns: what must be kept of it
	// is copied.
	Body []byte
}

// Sink takes deliveries. When Ingest returns nil all of the delivery is stored
// durably, and only then is the provider told so; any error makes the provider
// deliver again.
type Sink interface {
	Ingest(ctx context.Context, d Delivery) error
}

// Mode says what a handler does with a callback whose signature is wrong.
type Mode uint8

// The modes. ReportOnly exists for moving to a new secret without losing
// messages; it lets anybody write into the inbox.
const (
	Enforce Mode = iota
	ReportOnly
)

// HandlerOptions tune a [Handler]. The zero value is what most want.
type HandlerOptions struct {
	// URL is the callback's public address, for providers that sign it: scheme,
	// host and path, as the provider was told them. The query is that of each
	// request, since some providers bring back in it what they were given.
	URL string
	// MaxBodyBytes is the largest body; larger ones answer 413. 0 =
	// DefaultMaxBodyBytes.
	MaxBodyBytes int64
	Mode         Mode
	// Observe is called after each callback with the status answered; nil =
	// not. It must be quick and safe for concurrent use.
	Observe func(Answer)
	// Logger gets what an operator must act on; nil = nothing is logged.
	Logger *slog.Logger
}

// Answer is what a handler did with one callback.
type Answer struct {
	Status int
	Events int
	Unread int
	// Forged is set when the signature was wrong, also in ReportOnly.
	Forged bool
}

// Handler is the HTTP endpoint that a provider calls. It is safe for
// concurrent use.
type Handler struct {
	name    string
	webhook Webhook
	sink    Sink
	o       HandlerOptions
	buffers sync.Pool
}

// NewHandler returns the endpoint of the named provider, as in
// [Capabilities.Name].
func NewHandler(name string, w Webhook, s Sink, o *HandlerOptions) *Handler {
	h := &Handler{name: name, webhook: w, sink: s}
	if o != nil {
		h.o = *o
	}
	if h.o.MaxBodyBytes <= 0 {
		h.o.MaxBodyBytes = DefaultMaxBodyBytes
	}
	if h.o.Logger == nil {
		h.o.Logger = slog.New(slog.DiscardHandler)
	}
	h.buffers.New = func() any { return new([]byte) }
	return h
}

// ServeHTTP answers GET with the handshake, and POST with
//
//   - 200 when all of it is stored, also the parts that could not be read;
//   - 401 when it is not the provider's, with nothing stored;
//   - 413 when it is too large, never truncating;
//   - 503 when it could not be stored, so that the provider delivers again.
func (h *Handler) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	switch r.Method {
	case http.MethodGet, http.MethodHead:
		h.handshake(w, r)
	case http.MethodPost:
		a := h.receive(w, r)
		if h.o.Observe != nil {
			h.o.Observe(a)
		}
		if a.Status != http.StatusOK {
			http.Error(w, http.StatusText(a.Status), a.Status)
		} else if ack, ok := ability[Acknowledger](h.webhook); ok {
			ack.Acknowledge(w)
		}
	default:
		w.Header().Set("Allow", "GET, POST")
		http.Error(w, http.StatusText(http.StatusMethodNotAllowed), http.StatusMethodNotAllowed)
	}
}

func (h *Handler) handshake(w http.ResponseWriter, r *http.Request) {
	s, ok := ability[Handshaker](h.webhook)
	if !ok {
		return
	}
	body, err := s.Handshake(r.URL.Query())
	if err != nil {
		http.Error(w, http.StatusText(http.StatusForbidden), http.StatusForbidden)
		return
	}
	// The body is the caller's own word: it must never be taken for a page.
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	w.Header().Set("X-Content-Type-Options", "nosniff")
	_, _ = io.WriteString(w, body) //nolint:gosec // plain text, and only to who knew the verify token
}

// ability finds a T in a webhook, seeing through the decorators of a provider.
func ability[T any](w Webhook) (T, bool) {
	if p, ok := w.(Provider); ok {
		return As[T](p)
	}
	t, ok := w.(T)
	return t, ok
}

func (h *Handler) receive(w http.ResponseWriter, r *http.Request) Answer {
	buf := h.buffers.Get().(*[]byte) //nolint:forcetypeassert // the pool holds nothing else
	defer h.recycle(buf)
	body, status := h.read(w, r, *buf)
	*buf = body
	if status != http.StatusOK {
		return Answer{Status: status}
	}

	c := Callback{URL: withQuery(h.o.URL, r.URL.RawQuery), Header: r.Header, Body: body}
	var a Answer
	if err := h.webhook.Verify(c); err != nil {
		a.Forged = true
		h.o.Logger.WarnContext(r.Context(), "callback refused", "provider", h.name, "enforced", h.o.Mode == Enforce)
		if h.o.Mode == Enforce {
			a.Status = http.StatusUnauthorized
			return a
		}
	}
	d := Delivery{Provider: h.name, Body: body}
	d.Events, d.Unread = decode(h.webhook, c)
	a.Events, a.Unread = len(d.Events), len(d.Unread)
	if err := h.sink.Ingest(r.Context(), d); err != nil {
		h.o.Logger.ErrorContext(r.Context(), "callback not stored", "provider", h.name, "error", err)
		a.Status = http.StatusServiceUnavailable
		return a
	}
	a.Status = http.StatusOK
	return a
}

// withQuery is the configured address with the request's own query, byte for
// byte. Nothing else is taken from the request: whoever could choose the host
// could show us what was signed for another.
func withQuery(address, query string) string {
	if end := strings.IndexAny(address, "?#"); end >= 0 {
		address = address[:end]
	}
	if query == "" {
		return address
	}
	return address + "?" + query
}

// decode turns any decode error into unread parts, so that nothing is lost.
func decode(w Webhook, c Callback) ([]whatsapp.Event, []Unread) {
	events, err := w.Decode(c)
	if err == nil {
		return events, nil
	}
	if d, ok := errors.AsType[*DecodeError](err); ok && len(d.Parts) > 0 {
		return events, d.Parts
	}
	return events, []Unread{{Reason: "not a callback", Raw: c.Body}}
}

// read fills buf with the body and returns it grown.
func (h *Handler) read(w http.ResponseWriter, r *http.Request, buf []byte) ([]byte, int) {
	limit := h.o.MaxBodyBytes
	if r.ContentLength > limit {
		return buf, http.StatusRequestEntityTooLarge
	}
	body := http.MaxBytesReader(w, r.Body, limit)
	buf = buf[:0]
	if n := int(r.ContentLength) + 1; cap(buf) < n {
		buf = make([]byte, 0, n)
	}
	for {
		if len(buf) == cap(buf) {
			buf = append(buf, 0)[:len(buf)]
		}
		n, err := body.Read(buf[len(buf):cap(buf)])
		buf = buf[:len(buf)+n]
		if errors.Is(err, io.EOF) {
			return buf, http.StatusOK
		}
		if _, large := errors.AsType[*http.MaxBytesError](err); large {
			return buf, http.StatusRequestEntityTooLarge
		}
		if err != nil {
			return buf, http.StatusBadRequest
		}
	}
}

// recycle keeps a buffer unless it is one of the rare huge ones.
func (h *Handler) recycle(buf *[]byte) {
	const keep = 64 << 10
	if cap(*buf) <= keep {
		h.buffers.Put(buf)
	}
}
