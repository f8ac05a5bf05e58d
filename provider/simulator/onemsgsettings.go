package simulator

import (
	"encoding/json"
	"net/http"
	"slices"
	"strconv"
	"strings"
)

// oneMsgHooks is how many webhooks a number may have.
const oneMsgHooks = 5

// oneMsgWebhook answers GET webhook: one URL as text, several as a list.
func (s *Simulator) oneMsgWebhook(w http.ResponseWriter, _ *http.Request, n *number) {
	s.mu.Lock()
	urls := slices.Clone(s.targets(&callback{number: n}))
	s.mu.Unlock()
	statuses := map[string]string{}
	for _, url := range urls {
		statuses[url] = "active"
	}
	var shown any = urls
	if len(urls) < 2 {
		shown = strings.Join(urls, "")
	}
	answer(w, http.StatusOK, map[string]any{"webhookUrl": shown, "webhookStatuses": statuses})
}

// oneMsgSetWebhook answers POST webhook, which replaces the whole list. Here http is allowed.
func (s *Simulator) oneMsgSetWebhook(w http.ResponseWriter, r *http.Request, n *number) {
	var in struct {
		URL json.RawMessage `json:"webhookUrl"`
	}
	if f := readOneMsg(w, r, &in); f != nil {
		s.oneMsgRefused(w, f)
		return
	}
	var urls []string
	var one string
	if json.Unmarshal(in.URL, &one) == nil {
		urls = []string{one}
	} else if json.Unmarshal(in.URL, &urls) != nil {
		urls = nil
	}
	if len(urls) < 1 || len(urls) > oneMsgHooks || slices.ContainsFunc(urls, func(u string) bool { return !isWeb(u) }) {
		oneMsgError(w, http.StatusBadRequest, "webhookUrl must be 1 to "+strconv.Itoa(oneMsgHooks)+" URLs")
		return
	}
	s.mu.Lock()
	n.urls = urls
	s.mu.Unlock()
	answer(w, http.StatusOK, map[string]any{"set": true, "message": strings.Join(urls, ",")})
}

// oneMsgSettings answers GET settings.
func (s *Simulator) oneMsgSettings(w http.ResponseWriter, _ *http.Request, n *number) {
	s.mu.Lock()
	now := n.settings
	s.mu.Unlock()
	answer(w, http.StatusOK, now)
}

// oneMsgSetSettings answers POST settings: only what the request has is changed. An empty webhookUrl clears the list.
func (s *Simulator) oneMsgSetSettings(w http.ResponseWriter, r *http.Request, n *number) {
	var in struct {
		Acks *bool   `json:"ackNotificationsOn"`
		Raw  *bool   `json:"rawHooks"`
		URL  *string `json:"webhookUrl"`
	}
	if f := readOneMsg(w, r, &in); f != nil {
		s.oneMsgRefused(w, f)
		return
	}
	s.mu.Lock()
	if in.Acks != nil {
		n.settings.Acks = *in.Acks
	}
	if in.Raw != nil {
		n.settings.Raw = *in.Raw
	}
	if in.URL != nil && *in.URL == "" {
		n.urls = nil
	}
	now := n.settings
	s.mu.Unlock()
	answer(w, http.StatusOK, now)
}
