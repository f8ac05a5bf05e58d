package simulator

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
)

// SetWebhook changes where the callbacks of numbers without a webhook of their own go, from the next attempt on,
// retries included. With an empty URL no new ones are queued, and queued ones wait. It does not perform the handshake:
// see [Simulator.Handshake].
func (s *Simulator) SetWebhook(url string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.o.WebhookURL = url
}

// SetNumberWebhook changes where one number's callbacks go, as Number.WebhookURL does; empty = as Options.WebhookURL.
// The number is a phone-number id, empty for the first. It fails for a number that does not exist.
func (s *Simulator) SetNumberWebhook(number, url string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	n := s.number(number)
	if n == nil {
		return fmt.Errorf("simulator: no number with id %q", number)
	}
	n.urls = nil
	if url != "" {
		n.urls = []string{url}
	}
	return nil
}

// SetBaseURL says where clients reach the handler, when that is known only after [New]: see Options.BaseURL.
func (s *Simulator) SetBaseURL(url string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.o.BaseURL = url
}

// cloudWebhook is where the first Cloud API number's callbacks go.
func (s *Simulator) cloudWebhook() string {
	n := s.first(func(n *number) bool { return n.Wire == WireCloudAPI })
	s.mu.Lock()
	defer s.mu.Unlock()
	if n != nil && len(n.urls) > 0 {
		return n.urls[0]
	}
	return s.o.WebhookURL
}

// Handshake verifies the webhook URL of the first Cloud API number as the platform does when it is set: a GET with
// hub.mode, hub.challenge and hub.verify_token, to be answered with 200 and the challenge, nothing else (Cloud API
// documentation, "Create a webhook endpoint"). It returns what was wrong.
func (s *Simulator) Handshake(ctx context.Context) error {
	target := s.cloudWebhook()
	if target == "" {
		return errNoWebhook
	}
	u, err := url.Parse(target)
	if err != nil {
		return fmt.Errorf("simulator: webhook URL: %w", err)
	}
	challenge := random(8)
	query := u.Query()
	query.Set("hub.mode", "subscribe")
	query.Set("hub.challenge", challenge)
	query.Set("hub.verify_token", s.o.VerifyToken)
	u.RawQuery = query.Encode()
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, u.String(), nil)
	if err != nil {
		return fmt.Errorf("simulator: webhook URL: %w", err)
	}
	r.Header.Set("User-Agent", userAgent)
	a, err := s.client.Do(r)
	if err != nil {
		return errors.New("simulator: handshake: the webhook cannot be reached") // the error's URL has the token
	}
	defer func() { _ = a.Body.Close() }()
	body, err := io.ReadAll(io.LimitReader(a.Body, 4<<10))
	if err != nil {
		return fmt.Errorf("simulator: handshake: read the answer: %w", err)
	}
	if a.StatusCode != http.StatusOK {
		return fmt.Errorf("simulator: handshake: the webhook answered %s", a.Status)
	}
	if string(body) != challenge {
		return errors.New("simulator: handshake: the answer is not the challenge")
	}
	return nil
}
