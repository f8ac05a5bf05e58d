package simulator

import (
	"encoding/json"
	"maps"
	"net/http"
	"net/url"

	"github.com/wainbox/wainbox/provider/internal/sign"
)

// dressDialog360 puts the headers on a webhook that were registered with it, and with a secret the signature. Meta's
// own is not passed on (360dialog, "Webhooks").
//
// QUIRK(dialog360): the signature is documented for a partner's webhook; here every 360dialog number with a secret has
// it. It is bare hexadecimal, as most who check it found.
func (s *Simulator) dressDialog360(r *http.Request, body []byte, headers map[string]string) {
	r.Header.Set("User-Agent", "python-httpx/0.28.1")
	for name, value := range headers {
		r.Header.Set(name, value)
	}
	if s.o.Dialog360Secret != "" {
		r.Header.Set("X-360dialog-Signature", sign.Hex(s.o.Dialog360Secret, body))
	}
}

// dialog360Hook is a number's webhook as it is registered.
type dialog360Hook struct {
	URL     string            `json:"url"`
	Headers map[string]string `json:"headers,omitempty"`
}

// dialog360Webhook answers GET /v1/configs/webhook.
func (s *Simulator) dialog360Webhook(w http.ResponseWriter, _ *http.Request, n *number) {
	s.mu.Lock()
	hook := dialog360Hook{URL: s.o.WebhookURL, Headers: maps.Clone(n.headers)}
	if len(n.urls) > 0 {
		hook.URL = n.urls[0]
	}
	s.mu.Unlock()
	answer(w, http.StatusOK, hook)
}

// dialog360SetWebhook answers POST /v1/configs/webhook. It replaces the headers too. Here http is allowed.
func (s *Simulator) dialog360SetWebhook(w http.ResponseWriter, r *http.Request, n *number) {
	var hook dialog360Hook
	err := json.NewDecoder(http.MaxBytesReader(w, r.Body, maxRequestBytes)).Decode(&hook)
	if err != nil || !isWeb(hook.URL) {
		s.dialog360Refused(w, http.StatusBadRequest, "Invalid payload: url")
		return
	}
	s.mu.Lock()
	n.urls, n.headers = []string{hook.URL}, maps.Clone(hook.Headers)
	s.mu.Unlock()
	answer(w, http.StatusOK, hook)
}

// dialog360AccountWebhook answers POST /waba_webhook: the webhook of every number of the account that has none.
//
// QUIRK(dialog360): the path is known from one client only. That a number's own webhook goes before is as with Meta.
func (s *Simulator) dialog360AccountWebhook(w http.ResponseWriter, r *http.Request, n *number) {
	var hook dialog360Hook
	err := json.NewDecoder(http.MaxBytesReader(w, r.Body, maxRequestBytes)).Decode(&hook)
	if err != nil || !isWeb(hook.URL) {
		s.dialog360Refused(w, http.StatusBadRequest, "Invalid payload: url")
		return
	}
	s.mu.Lock()
	for _, other := range s.numbers {
		if other.Wire == WireDialog360 && other.WABA == n.WABA {
			other.account = hook.URL
		}
	}
	s.mu.Unlock()
	answer(w, http.StatusOK, dialog360Hook{URL: hook.URL})
}

// isWeb tells whether a URL can be called over HTTP.
func isWeb(raw string) bool {
	u, err := url.Parse(raw)
	return err == nil && u.Host != "" && (u.Scheme == "http" || u.Scheme == "https")
}
