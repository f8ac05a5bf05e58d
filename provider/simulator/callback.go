package simulator

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"time"
)

// callback is what a webhook says and whose it is. Either form or json is set.
type callback struct {
	number *number
	url    string     // where it goes, whatever the number's webhook is; empty = there
	form   url.Values // Twilio's
	json   any        // everybody else's
	token  string     // Twilio's, the same on every attempt
}

// webhook queues a callback, with the faults that are due. Without a URL nothing is queued, as when no application is
// subscribed.
func (s *Simulator) webhook(l lane, c *callback, due time.Time) {
	copies := len(s.targets(c))
	for at := range copies {
		l.at = at
		s.dispatch(l, c, due)
	}
}

func (s *Simulator) dispatch(l lane, c *callback, due time.Time) {
	s.counts.webhooks++
	count, faults := s.counts.webhooks, s.o.Faults
	late := nth(faults.Late, count)
	if late {
		due = due.Add(faults.LateBy)
	}
	s.queue.add(&delivery{lane: l, due: due, callback: c}, !late && nth(faults.Reorder, count))
	if nth(faults.Duplicate, count) {
		beside := l
		beside.copied = true
		s.queue.add(&delivery{lane: beside, due: due.Add(faults.DuplicateAfter), callback: c}, false)
	}
}

// targets are the URLs that a callback goes to as things are now: one, and several only for a 1msg number.
func (s *Simulator) targets(c *callback) []string {
	switch {
	case c.url != "":
		return []string{c.url}
	case len(c.number.urls) > 0:
		return c.number.urls
	case c.number.account != "":
		return []string{c.number.account}
	case s.o.WebhookURL != "":
		return []string{s.o.WebhookURL}
	}
	return nil
}

// target is where one of a callback's deliveries goes now, and the headers that were registered with it.
func (s *Simulator) target(d *delivery) (string, map[string]string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	urls := s.targets(d.callback)
	if d.lane.at >= len(urls) {
		return "", nil
	}
	return urls[d.lane.at], d.callback.number.headers
}

// encode writes the bytes. Meta escapes everything beyond ASCII, and slashes: a receiver that checks a signature over
// anything but the raw bytes will find it wrong.
func (c *callback) encode() ([]byte, error) {
	if c.form != nil {
		return []byte(c.form.Encode()), nil
	}
	var plain bytes.Buffer
	encoder := json.NewEncoder(&plain)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(c.json); err != nil {
		return nil, fmt.Errorf("simulator: encode a webhook: %w", err)
	}
	return ascii(bytes.TrimSuffix(plain.Bytes(), []byte("\n"))), nil
}

// unansweredError is an attempt to which no answer came.
type unansweredError struct{ error }

// Unwrap returns why none came.
func (e unansweredError) Unwrap() error { return e.error }

var errNoWebhook = errors.New("simulator: no webhook URL is set")

// post sends a webhook, signed over its bytes.
func (s *Simulator) post(ctx context.Context, d *delivery) error {
	if d.body == nil {
		body, err := d.callback.encode()
		if err != nil {
			return err
		}
		d.body = body
	}
	target, headers := s.target(d)
	switch {
	case target == "" && d.lane.at > 0:
		return nil // it was taken off the list
	case target == "":
		return errNoWebhook
	}
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, target, bytes.NewReader(d.body))
	if err != nil {
		return errors.New("simulator: the webhook URL cannot be requested") // the error's text has the URL
	}
	s.dress(r, d, target, headers)
	a, err := s.client.Do(r)
	if err != nil {
		return unansweredError{fmt.Errorf("simulator: deliver a webhook: %w", err)}
	}
	defer func() { _ = a.Body.Close() }()
	_, _ = io.Copy(io.Discard, io.LimitReader(a.Body, 64<<10)) // so that the connection is used again
	if !d.callback.taken(a.StatusCode) {
		return fmt.Errorf("simulator: the webhook answered %s", a.Status)
	}
	return nil
}

// dress puts the wire's headers on a webhook. A user and password in the URL are sent by the HTTP client itself.
func (s *Simulator) dress(r *http.Request, d *delivery, target string, headers map[string]string) {
	r.Header.Set("Content-Type", "application/json")
	switch d.callback.number.Wire {
	case WireCloudAPI:
		r.Header.Set("User-Agent", userAgent)
		r.Header.Set("X-Hub-Signature-256", "sha256="+s.sign(d.body))
	case WireDialog360:
		s.dressDialog360(r, d.body, headers)
	case WireTwilio:
		s.dressTwilio(r, d.callback, target)
	case WireOneMsg:
		r.Header.Set("User-Agent", "1msg")
	}
}

// taken tells whether an answer's status is success. Only 200 is (Cloud API documentation, "Create a webhook
// endpoint"; 360dialog, "Webhooks"), but Twilio takes 204 as well (Twilio, "Messaging webhooks").
//
// QUIRK(onemsg): which answers 1msg takes is not documented; it is treated as Meta.
func (c *callback) taken(status int) bool {
	if c.number.Wire == WireTwilio {
		return status >= 200 && status < 300
	}
	return status == http.StatusOK
}

// retried tells whether a failed attempt is followed by another. Twilio makes one more when no answer came, and none
// after an answer (Twilio, "Webhooks: connection overrides").
//
// QUIRK(onemsg): whether and how long 1msg retries is not documented; it is treated as Meta.
func (c *callback) retried(attempts int, err error) bool {
	if c.number.Wire != WireTwilio {
		return true
	}
	_, unanswered := errors.AsType[unansweredError](err)
	return unanswered && attempts < 2
}
