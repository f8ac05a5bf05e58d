package simulator_test

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/stretchr/testify/require"

	"github.com/wainbox/wainbox/provider/simulator"
)

func TestDialog360Send(t *testing.T) {
	t.Parallel()
	r := startWires(t, &simulator.Options{PhonesOnly: true})
	asked := r.wrote("2", simulator.Inbound{Text: "hello"})
	got := r.dialog(http.MethodPost, "/messages",
		`{"messaging_product":"whatsapp","recipient_type":"individual","to":"`+phone+`","type":"text","text":{"body":"hi"}}`)
	require.Equal(t, http.StatusOK, got.status, string(got.raw))
	id := got.at("messages", 0, "id").(string)
	require.Equal(t, phone, got.at("contacts", 0, "wa_id"))
	require.JSONEq(t, `{"success":true}`, string(r.dialog(http.MethodPost, "/v1/messages",
		`{"messaging_product":"whatsapp","status":"read","message_id":"`+asked+`","typing_indicator":{"type":"text"}}`).raw))
	require.False(t, r.Chat("2", phone)[0].Read.IsZero())
	r.idle()
	hooks := r.desk.at("/dialog360")
	require.Len(t, hooks, 3)
	inbound := hooks[0].json(t)
	require.Equal(t, "20", dig(inbound, "entry", 0, "id"))
	require.Equal(t, "2", dig(inbound, "entry", 0, "changes", 0, "value", "metadata", "phone_number_id"))
	require.Equal(t, "hello", dig(inbound, "entry", 0, "changes", 0, "value", "messages", 0, "text", "body"))
	sent := dig(hooks[1].json(t), "entry", 0, "changes", 0, "value")
	require.Equal(t, id, dig(sent, "statuses", 0, "id"))
	require.Empty(t, cmp.Diff([]any{map[string]any{"wa_id": phone}}, dig(sent, "contacts")), "a status shows no profile")
	for _, h := range hooks {
		require.Empty(t, h.header.Get("X-Hub-Signature-256"))
		require.Empty(t, h.header.Get("X-360dialog-Signature"))
	}
}

func TestDialog360Webhook(t *testing.T) {
	t.Parallel()
	r := startWires(t, &simulator.Options{Dialog360Secret: "platform"})
	target := strings.Replace(r.hook, "http://", "http://user:pass@", 1) + "/dialog360/moved"
	body := `{"url":"` + target + `","headers":{"X-Partner":"ours"}}`
	require.JSONEq(t, body, string(r.dialog(http.MethodPost, "/v1/configs/webhook", body).raw))
	require.JSONEq(t, body, string(r.dialog(http.MethodGet, "/v1/configs/webhook", "").raw))
	require.Equal(t, http.StatusBadRequest, r.dialog(http.MethodPost, "/v1/configs/webhook", `{"url":"ftp://x"}`).status)
	r.wrote("2", simulator.Inbound{Text: "hello"})
	hooks := r.desk.at("/dialog360/moved")
	require.Len(t, hooks, 1)
	require.Equal(t, "ours", hooks[0].header.Get("X-Partner"))
	require.Equal(t, "Basic dXNlcjpwYXNz", hooks[0].header.Get("Authorization"))
	mac := hmac.New(sha256.New, []byte("platform"))
	mac.Write(hooks[0].body)
	require.Equal(t, hex.EncodeToString(mac.Sum(nil)), hooks[0].header.Get("X-360dialog-Signature"))
}

func TestDialog360Media(t *testing.T) {
	t.Parallel()
	r := startWires(t, nil)
	r.wrote("2", simulator.Inbound{File: &simulator.File{Kind: "image", Data: []byte("pixels"), Caption: "look"}})
	image := dig(r.desk.at("/dialog360")[0].json(t), "entry", 0, "changes", 0, "value", "messages", 0, "image")
	require.Equal(t, "look", dig(image, "caption"))
	id := dig(image, "id").(string)
	known := r.dialog(http.MethodGet, "/"+id, "")
	require.Equal(t, 6, known.at("file_size"))
	link, err := url.Parse(known.at("url").(string))
	require.NoError(t, err)
	require.Equal(t, "lookaside.fbsbx.com", link.Host)
	file := r.dialog(http.MethodGet, link.RequestURI(), "")
	require.Equal(t, "pixels", string(file.raw))
	require.Equal(t, "image/jpeg", file.header.Get("Content-Type"))
	require.Equal(t, http.StatusUnauthorized, r.must(http.MethodGet, link.RequestURI(), http.Header{}, "").status)

	uploaded := r.must(http.MethodPost, "/media", http.Header{
		"D360-Api-Key": {simulator.DefaultDialog360Key}, "Content-Type": {"multipart/form-data; boundary=b"},
	}, "--b\r\nContent-Disposition: form-data; name=\"messaging_product\"\r\n\r\nwhatsapp\r\n--b\r\n"+
		"Content-Disposition: form-data; name=\"file\"; filename=\"a.pdf\"\r\nContent-Type: application/pdf\r\n\r\npages\r\n--b--\r\n")
	require.Equal(t, http.StatusOK, uploaded.status, string(uploaded.raw))
	pdf := uploaded.at("id").(string)
	sent := r.dialog(http.MethodPost, "/messages", `{"messaging_product":"whatsapp","to":"`+phone+
		`","type":"document","document":{"id":"`+pdf+`","filename":"a.pdf"}}`)
	require.Equal(t, http.StatusOK, sent.status, string(sent.raw))
	require.Equal(t, true, r.dialog(http.MethodDelete, "/"+pdf, "").at("success"))
	require.Equal(t, 100, r.dialog(http.MethodGet, "/"+pdf, "").at("error", "code"))
}

func TestDialog360Templates(t *testing.T) {
	t.Parallel()
	r := startWires(t, nil)
	create := `{"name":"order_ready","language":"en","category":"UTILITY","components":[` +
		`{"type":"BODY","text":"Hi {{1}}, it is ready.","example":{"body_text":[["Ana"]]}}]}`
	made := r.dialog(http.MethodPost, "/v1/configs/templates", create)
	require.Equal(t, http.StatusCreated, made.status, string(made.raw))
	require.Equal(t, "approved", made.at("status"))
	again := r.dialog(http.MethodPost, "/v1/configs/templates", create)
	require.Equal(t, http.StatusBadRequest, again.status)
	require.Contains(t, again.at("meta", "developer_message"), `Invalid payload ({"error":{`)
	r.idle()
	update := dig(r.desk.at("/dialog360")[0].json(t), "entry", 0, "changes", 0)
	require.Equal(t, "message_template_status_update", dig(update, "field"))
	require.Equal(t, "APPROVED", dig(update, "value", "event"))

	list := r.dialog(http.MethodGet, "/v1/configs/templates?limit=1&offset=1", "")
	require.Equal(t, []any{1, 2, 1}, []any{list.at("count"), list.at("total"), list.at("offset")})
	require.Equal(t, "order_ready", list.at("waba_templates", 0, "name"))
	named := r.dialog(http.MethodGet, "/v1/configs/templates?filters="+url.QueryEscape(`{"business_templates.name":"hello_world"}`), "")
	require.Equal(t, 1, named.at("total"))
	require.Equal(t, "order_ready",
		r.dialog(http.MethodGet, "/v1/configs/templates?sort=-business_templates.name", "").at("waba_templates", 0, "name"))

	send := `{"messaging_product":"whatsapp","to":"` + phone + `","type":"template","template":{"name":"order_ready",` +
		`"language":{"code":"en"},"components":[{"type":"body","parameters":[{"type":"text","text":"Ana"}]}]}}`
	require.Equal(t, http.StatusOK, r.dialog(http.MethodPost, "/messages", send).status)
	require.Equal(t, "Hi Ana, it is ready.", r.Sends()[0].Body)
	gone := r.dialog(http.MethodDelete, "/v1/configs/templates/order_ready", "")
	require.Equal(t, true, gone.at("meta", "success"))
	require.Equal(t, http.StatusNotFound, r.dialog(http.MethodDelete, "/v1/configs/templates/order_ready", "").status)
	require.Equal(t, 132001, r.dialog(http.MethodPost, "/messages", send).at("error", "code"))
}

func TestDialog360Number(t *testing.T) {
	t.Parallel()
	r := startWires(t, nil)
	health := r.dialog(http.MethodGet, "/health_status", "")
	require.Equal(t, []any{"2", "AVAILABLE"}, []any{health.at("id"), health.at("health_status", "can_send_message")})
	set := `{"messaging_product":"whatsapp","about":"Open","vertical":"RETAIL","websites":["https://example.com"]}`
	require.Equal(t, true, r.dialog(http.MethodPost, "/whatsapp_business_profile", set).at("success"))
	got := r.dialog(http.MethodGet, "/whatsapp_business_profile?fields=about,vertical,websites,email", "")
	require.JSONEq(t, `{"data":[`+set+`]}`, string(got.raw))
	r.wrote("2", simulator.Inbound{Text: "hello"})
	block := `{"messaging_product":"whatsapp","block_users":[{"user":"+` + phone + `"}]}`
	require.Equal(t, phone, r.dialog(http.MethodPost, "/block_users", block).at("block_users", "added_users", 0, "wa_id"))
	_, err := r.Write(t.Context(), simulator.Inbound{Number: "2", From: phone, Text: "hello?"})
	require.ErrorIs(t, err, simulator.ErrBlocked)
	require.Equal(t, phone, r.dialog(http.MethodDelete, "/block_users", block).at("block_users", "removed_users", 0, "wa_id"))
	r.wrote("2", simulator.Inbound{Text: "thanks"})
	require.Equal(t, http.StatusNotFound, r.dialog(http.MethodGet, "/v1/configs/cows", "").status)
}

func TestDialog360AccountWebhook(t *testing.T) {
	t.Parallel()
	r := startWires(t, nil)
	require.NoError(t, r.SetNumberWebhook("2", ""))
	set := `{"url":"` + r.hook + `/account"}`
	require.JSONEq(t, set, string(r.dialog(http.MethodPost, "/waba_webhook", set).raw))
	require.Equal(t, http.StatusBadRequest, r.dialog(http.MethodPost, "/waba_webhook", `{}`).status)
	r.wrote("2", simulator.Inbound{Text: "1"})
	require.Len(t, r.desk.at("/account"), 1)
	require.NoError(t, r.SetNumberWebhook("2", r.hook+"/own"))
	r.wrote("2", simulator.Inbound{Text: "2"})
	require.Len(t, r.desk.at("/own"), 1)
	require.Empty(t, r.dialog(http.MethodGet, "/block_users", "").at("data"))
}
