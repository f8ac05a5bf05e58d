package main

import (
	"bytes"
	"context"
	"fmt"
	"net/http"
	"sync"

	"github.com/wainbox/wainbox/inbox"
	"github.com/wainbox/wainbox/provider"
	"github.com/wainbox/wainbox/provider/cloudapi"
	"github.com/wainbox/wainbox/provider/dialog360"
	"github.com/wainbox/wainbox/provider/onemsg"
	"github.com/wainbox/wainbox/provider/twilio"
)

// endpoint is where one provider calls. It counts the calls, and keeps the body
// of the latest genuine one.
type endpoint struct {
	*provider.Handler

	address string
	engine  *inbox.Engine

	mu                    sync.Mutex
	latest                []byte
	stored, forged, other int
}

func newEndpoint(engine *inbox.Engine, l line) *endpoint {
	e := &endpoint{engine: engine, address: l.endpoint}
	e.Handler = provider.NewHandler(l.name(), l.Provider, e, &provider.HandlerOptions{URL: e.address, Observe: e.count})
	return e
}

// Ingest hands a verified callback on to the inbox.
func (e *endpoint) Ingest(ctx context.Context, d provider.Delivery) error {
	e.mu.Lock()
	e.latest = bytes.Clone(d.Body)
	e.mu.Unlock()
	return e.engine.Ingest(ctx, d)
}

func (e *endpoint) count(a provider.Answer) {
	e.mu.Lock()
	defer e.mu.Unlock()
	switch {
	case a.Status == http.StatusOK && a.Unread == 0:
		e.stored++
	case a.Status == http.StatusUnauthorized && a.Forged:
		e.forged++
	default:
		e.other++
	}
}

// forge calls the endpoint as a stranger would who got hold of a callback: its
// body is genuine, and everything that could prove it is a guess.
func forge(ctx context.Context, t *talk) (said, error) {
	t.endpoint.mu.Lock()
	body := bytes.NewReader(t.endpoint.latest)
	t.endpoint.mu.Unlock()
	address := t.endpoint.address + "?" + onemsg.KeyParameter + "=guess"
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, address, body)
	if err != nil {
		return said{}, err
	}
	for _, name := range []string{
		cloudapi.SignatureHeader, dialog360.SignatureHeader, twilio.SignatureHeader, webhookHeader,
	} {
		r.Header.Set(name, "guess")
	}
	a, err := (&http.Transport{DisableKeepAlives: true}).RoundTrip(r)
	if err != nil {
		return said{}, err
	}
	if a.StatusCode != http.StatusUnauthorized {
		err = fmt.Errorf("it was answered %s", a.Status)
	}
	_ = a.Body.Close()
	return said{words: a.Status}, err
}
