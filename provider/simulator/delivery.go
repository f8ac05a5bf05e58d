package simulator

import (
	"context"
	"net/http"
	"time"
)

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
	if d.due.Sub(d.first) >= s.o.Horizon || !d.callback.retried(d.attempts, err) {
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

const userAgent = "facebookexternalua"

// webhookClient completes the client that delivers webhooks: it keeps a connection for each worker and follows no
// redirect, since none counts as taken.
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
