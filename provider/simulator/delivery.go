package simulator

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"time"
)

// webhook queues what happened in a chat, with the faults that are due. Without a URL nothing is queued, as when no
// app is subscribed.
func (s *Simulator) webhook(c *chat, v value, due time.Time) {
	if s.o.WebhookURL == "" {
		return
	}
	s.counts.webhooks++
	count, faults := s.counts.webhooks, s.o.Faults
	content := c.envelope(v)
	late := nth(faults.Late, count)
	if late {
		due = due.Add(faults.LateBy)
	}
	s.queue.add(&delivery{lane: c.lane(), due: due, content: content}, !late && nth(faults.Reorder, count))
	if nth(faults.Duplicate, count) {
		beside := c.lane()
		beside.copied = true
		s.queue.add(&delivery{lane: beside, due: due.Add(faults.DuplicateAfter), content: content}, false)
	}
}

// deliver makes one attempt and settles it: done, put back when ctx has ended, or due again.
func (s *Simulator) deliver(ctx context.Context, d *delivery) {
	now := s.now()
	if d.attempts == 0 {
		d.first = now
	}
	err := s.post(ctx, d)
	switch {
	case err == nil:
		s.queue.leave(d, false)
		return
	case ctx.Err() != nil:
		s.queue.leave(d, true)
		return
	}
	d.attempts++
	d.due = now.Add(s.backoff(d.attempts))
	if d.due.Sub(d.first) >= s.o.Horizon {
		s.dropped.Add(1)
		s.o.Logger.Warn("webhook dropped", "attempts", d.attempts, "error", err)
		s.queue.leave(d, false)
		return
	}
	s.o.Logger.Debug("webhook refused", "attempts", d.attempts, "error", err)
	s.queue.leave(d, true)
}

// backoff is the wait after a number of failed attempts: none, then Backoff, doubled each time up to MaxBackoff.
// The platform says "immediately, then a few more times with decreasing frequency" (Cloud API documentation,
// "Create a webhook endpoint").
func (s *Simulator) backoff(attempts int) time.Duration {
	if attempts <= 1 {
		return 0
	}
	wait := s.o.Backoff
	for ; attempts > 2 && wait < s.o.MaxBackoff; attempts-- {
		wait *= 2
	}
	return min(wait, s.o.MaxBackoff)
}

var errNoWebhook = errors.New("simulator: no webhook URL is set")

// post sends a webhook, signed over its bytes. Only 200 is success.
func (s *Simulator) post(ctx context.Context, d *delivery) error {
	if d.body == nil {
		body, err := d.content.encode()
		if err != nil {
			return err
		}
		d.body = body
	}
	url := s.webhookURL()
	if url == "" {
		return errNoWebhook
	}
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, url, bytes.NewReader(d.body))
	if err != nil {
		return fmt.Errorf("simulator: webhook URL: %w", err)
	}
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set("User-Agent", userAgent)
	r.Header.Set("X-Hub-Signature-256", "sha256="+s.sign(d.body))
	a, err := s.client.Do(r)
	if err != nil {
		return fmt.Errorf("simulator: deliver a webhook: %w", err)
	}
	defer func() { _ = a.Body.Close() }()
	_, _ = io.Copy(io.Discard, io.LimitReader(a.Body, 64<<10)) // so that the connection is used again
	if a.StatusCode != http.StatusOK {
		return fmt.Errorf("simulator: the webhook answered %s", a.Status)
	}
	return nil
}

const userAgent = "facebookexternalua"

// webhookClient completes the client that delivers webhooks: it keeps a connection for each worker and follows no
// redirect, since only 200 counts.
func webhookClient(given *http.Client, workers int) *http.Client {
	client := &http.Client{Timeout: 10 * time.Second}
	if given != nil {
		*client = *given
	} else {
		transport := &http.Transport{Proxy: http.ProxyFromEnvironment}
		if standard, ok := http.DefaultTransport.(*http.Transport); ok {
			transport = standard.Clone()
		}
		transport.MaxIdleConns, transport.MaxIdleConnsPerHost = 0, workers
		client.Transport = transport
	}
	if client.CheckRedirect == nil {
		client.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	}
	return client
}
