package simulator

import (
	"encoding/json"
	"net/http"
)

// getNode answers for the object of an id: a business number, an account, a template or a file.
func (s *Simulator) getNode(w http.ResponseWriter, r *http.Request) {
	id, asked := r.PathValue("id"), r.URL.Query().Get("fields")
	if isSession(r) {
		s.serveSession(w, r)
		return
	}
	if n := s.cloud(id); n != nil {
		node := n.node()
		node["webhook_configuration"] = s.webhooks(n)
		answer(w, http.StatusOK, fields(node, asked))
		return
	}
	if n := s.account(id); n != nil {
		answer(w, http.StatusOK, fields(map[string]any{
			"id": id, "name": "Simulator", "currency": "USD", "timezone_id": "1", "account_review_status": approved,
			"business_verification_status": "verified", "message_template_namespace": oneMsgNamespace,
			"health_status": n.health(),
		}, asked))
		return
	}
	s.mu.Lock()
	t := s.catalog.byID(id)
	var node any
	if t != nil {
		node = t.graph()
	}
	s.mu.Unlock()
	if node != nil {
		answer(w, http.StatusOK, fields(node, asked))
		return
	}
	s.getMedia(w, r)
}

// account returns the first Cloud API number of a WhatsApp Business Account, or nil.
func (s *Simulator) account(waba string) *number {
	return s.first(func(n *number) bool { return n.Wire == WireCloudAPI && n.WABA == waba })
}

// node is a number as the Graph shows it (Cloud API documentation, "Business phone numbers").
func (n *number) node() map[string]any {
	return map[string]any{
		"id": n.ID, "display_phone_number": "+" + n.Display, "verified_name": "Simulator",
		"quality_rating": "GREEN", "code_verification_status": "VERIFIED", "platform_type": "CLOUD_API",
		"status": "CONNECTED", "account_mode": "LIVE", "throughput": map[string]string{"level": "STANDARD"},
		"name_status": approved, "is_official_business_account": false, "is_pin_enabled": true,
		"whatsapp_business_manager_messaging_limit": "TIER_2K", "health_status": n.health(),
	}
}

// webhooks are where a number's callbacks go: its own address, and the app's (Cloud API documentation, "Webhook
// overrides").
func (s *Simulator) webhooks(n *number) map[string]string {
	s.mu.Lock()
	defer s.mu.Unlock()
	all := map[string]string{"application": s.o.WebhookURL}
	if len(n.urls) > 0 {
		all["phone_number"] = n.urls[0]
	}
	return all
}

// health tells that everything works.
func (n *number) health() map[string]any {
	entities := []map[string]string{}
	for _, e := range [][2]string{
		{"PHONE_NUMBER", n.ID}, {"WABA", n.WABA}, {"BUSINESS", "300000000000001"}, {"APP", appID},
	} {
		entities = append(entities, map[string]string{"entity_type": e[0], "id": e[1], "can_send_message": "AVAILABLE"})
	}
	return map[string]any{"can_send_message": "AVAILABLE", "entities": entities}
}

// getNumbers answers GET /{account id}/phone_numbers.
func (s *Simulator) getNumbers(w http.ResponseWriter, r *http.Request) {
	if s.account(r.PathValue("id")) == nil {
		s.refused(w, noObject(r.PathValue("id")))
		return
	}
	nodes := []map[string]any{}
	for _, configured := range s.o.Numbers {
		if n := s.cloud(configured.ID); n != nil && n.WABA == r.PathValue("id") {
			nodes = append(nodes, fields(n.node(), r.URL.Query().Get("fields")))
		}
	}
	answer(w, http.StatusOK, map[string]any{"data": nodes})
}

// postNode answers POST /{number id} with webhook_configuration: the number's own webhook, or with an empty one the
// account's again. The URL is taken without a handshake. The id may be a template's or an upload's too.
func (s *Simulator) postNode(w http.ResponseWriter, r *http.Request) {
	if isSession(r) {
		s.serveSession(w, r)
		return
	}
	s.mu.Lock()
	t := s.catalog.byID(r.PathValue("id"))
	s.mu.Unlock()
	if t != nil {
		s.editTemplate(w, r, t.id)
		return
	}
	n := s.cloud(r.PathValue("id"))
	if n == nil {
		s.refused(w, noObject(r.PathValue("id")))
		return
	}
	var q struct {
		Webhook *override `json:"webhook_configuration"`
	}
	if !s.readJSON(w, r, &q) {
		return
	}
	if q.Webhook != nil {
		_ = s.SetNumberWebhook(n.ID, q.Webhook.URL) // it exists
	}
	answer(w, http.StatusOK, map[string]bool{"success": true})
}

type override struct {
	URL   string `json:"override_callback_uri"`
	Token string `json:"verify_token"`
}

const appID = "400000000000001"

// getSubscribed answers GET /{account id}/subscribed_apps.
func (s *Simulator) getSubscribed(w http.ResponseWriter, r *http.Request) {
	n := s.account(r.PathValue("id"))
	if n == nil {
		s.refused(w, noObject(r.PathValue("id")))
		return
	}
	one := map[string]any{"whatsapp_business_api_data": map[string]string{
		"id": appID, "link": "https://www.facebook.com/games/?app_id=" + appID, "name": "Simulator",
	}}
	s.mu.Lock()
	if len(n.urls) > 0 {
		one["override_callback_uri"] = n.urls[0]
	}
	s.mu.Unlock()
	answer(w, http.StatusOK, map[string]any{"data": []any{one}})
}

// postSubscribed answers POST and DELETE /{account id}/subscribed_apps: the webhook of all the account's numbers, or
// without a URL the options' again (Cloud API documentation, "Override webhooks").
func (s *Simulator) postSubscribed(w http.ResponseWriter, r *http.Request) {
	if s.account(r.PathValue("id")) == nil {
		s.refused(w, noObject(r.PathValue("id")))
		return
	}
	var q override
	_ = json.NewDecoder(http.MaxBytesReader(w, r.Body, maxRequestBytes)).Decode(&q) // it may have no body
	for _, configured := range s.o.Numbers {
		if n := s.cloud(configured.ID); n != nil && n.WABA == r.PathValue("id") {
			_ = s.SetNumberWebhook(n.ID, q.URL) // it exists
		}
	}
	answer(w, http.StatusOK, map[string]bool{"success": true})
}

// getToken answers GET /debug_token. Only the simulator's own token is valid.
func (s *Simulator) getToken(w http.ResponseWriter, r *http.Request) {
	data := map[string]any{
		"app_id": appID, "type": "SYSTEM_USER", "application": "Simulator", "is_valid": true, "expires_at": 0,
		"scopes": []string{"whatsapp_business_management", "whatsapp_business_messaging"}, "user_id": "500000000000001",
	}
	if r.URL.Query().Get("input_token") != s.o.Token {
		data = map[string]any{
			"is_valid": false, "scopes": []string{},
			"error": map[string]any{"code": 190, "message": "Invalid OAuth access token."},
		}
	}
	answer(w, http.StatusOK, map[string]any{"data": data})
}
