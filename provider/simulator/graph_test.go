package simulator_test

import (
	"net/http"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/stretchr/testify/require"

	"github.com/wainbox/wainbox/provider/simulator"
)

const orderReady = `{"name":"order_ready","language":"en","category":"MARKETING","parameter_format":"NAMED","components":[` +
	`{"type":"HEADER","format":"IMAGE","example":{"header_handle":["4::a"]}},` +
	`{"type":"BODY","text":"Hi {{name}}, it is ready.","example":{"body_text_named_params":[{"param_name":"name","example":"Ana"}]}},` +
	`{"type":"FOOTER","text":"STOP ends"},` +
	`{"type":"BUTTONS","buttons":[{"type":"QUICK_REPLY","text":"Thanks"},` +
	`{"type":"URL","text":"Track","url":"https://a.example/{{1}}","example":["x"]},{"type":"COPY_CODE","example":"A"}]}]}`

func TestGraphTemplates(t *testing.T) {
	t.Parallel()
	r := startWires(t, &simulator.Options{ReviewTemplates: true})
	made := r.graph(http.MethodPost, "/v23.0/10/message_templates", orderReady)
	require.Equal(t, http.StatusOK, made.status, string(made.raw))
	require.Equal(t, []any{"PENDING", "MARKETING"}, []any{made.at("status"), made.at("category")})
	id := made.at("id").(string)
	require.Equal(t, http.StatusOK, r.graph(http.MethodGet, "/"+id+"?fields=name", "").status)
	again := r.graph(http.MethodPost, "/10/message_templates", orderReady)
	require.Equal(t, 2388024, again.at("error", "error_subcode"))
	r.idle()
	require.Empty(t, r.desk.at("/"))
	require.NoError(t, r.SetTemplateStatus("order_ready", "en", "REJECTED", "PROMOTIONAL"))
	r.idle()
	change := dig(r.desk.at("/cloudapi")[0].json(t), "entry", 0, "changes", 0)
	require.Equal(t, "message_template_status_update", dig(change, "field"))
	require.Equal(t, []any{"REJECTED", "order_ready", "en", "PROMOTIONAL", "MARKETING"}, []any{
		dig(change, "value", "event"), dig(change, "value", "message_template_name"), dig(change, "value", "message_template_language"),
		dig(change, "value", "reason"), dig(change, "value", "message_template_category"),
	})
	require.Contains(t, string(r.desk.at("/cloudapi")[0].body), `"message_template_id":`+id, "a number")
	require.Len(t, r.desk.at("/"), 2, "360dialog is told too")

	page := r.graph(http.MethodGet, "/10/message_templates?limit=1&fields=name,status", "")
	require.Equal(t, []any{map[string]any{"id": page.at("data", 0, "id"), "name": "hello_world", "status": "APPROVED"}}, page.at("data"))
	page = r.graph(http.MethodGet, page.at("paging", "next").(string), "")
	require.Equal(t, "order_ready", page.at("data", 0, "name"))
	require.Nil(t, page.at("paging", "next"))
	require.Equal(t, 131059, r.graph(http.MethodGet, "/10/message_templates?after=x", "").at("error", "code"))
	require.Len(t, r.graph(http.MethodGet, "/10/message_templates?status=REJECTED&category=MARKETING", "").at("data"), 1)
	require.Empty(t, r.graph(http.MethodGet, "/10/message_templates?name=cows", "").at("data"))

	require.Equal(t, 100, r.graph(http.MethodDelete, "/10/message_templates", "").at("error", "code"))
	require.Equal(t, 100, r.graph(http.MethodDelete, "/10/message_templates?name=order_ready&hsm_id=7", "").at("error", "code"))
	require.Equal(t, true, r.graph(http.MethodDelete, "/10/message_templates?name=order_ready&hsm_id="+id, "").at("success"))
	require.Equal(t, 100, r.graph(http.MethodDelete, "/10/message_templates?name=order_ready", "").at("error", "code"))
	for _, method := range []string{http.MethodGet, http.MethodPost, http.MethodDelete} {
		require.Equal(t, 33, r.graph(method, "/20/message_templates?name=a", "{}").at("error", "error_subcode"), "another wire's account")
	}
	require.Error(t, r.SetTemplateStatus("order_ready", "en", "APPROVED", ""))
}

func TestTemplateCreationRefusals(t *testing.T) {
	t.Parallel()
	r := startWires(t, nil)
	of := func(components string) string {
		return `{"name":"a","language":"en","category":"UTILITY","components":[` + components + `]}`
	}
	body := `{"type":"BODY","text":"a"}`
	card := `{"components":[{"type":"BODY","text":"a"}]}`
	for name, q := range map[string]string{
		"name":              strings.Replace(of(body), `"a"`, `"A b"`, 1),
		"category":          strings.Replace(of(body), "UTILITY", "FUN", 1),
		"no language":       strings.Replace(of(body), `"en"`, `""`, 1),
		"no components":     `{"name":"a","language":"en","category":"UTILITY"}`,
		"no body":           of(`{"type":"FOOTER","text":"a"}`),
		"empty body":        of(`{"type":"BODY"}`),
		"long body":         of(`{"type":"BODY","text":"` + strings.Repeat("a", 1025) + `"}`),
		"no example":        of(`{"type":"BODY","text":"a {{1}} b"}`),
		"variable at start": of(`{"type":"BODY","text":"{{1}} b","example":{"body_text":[["x"]]}}`),
		"numbers that skip": of(`{"type":"BODY","text":"a {{2}} b","example":{"body_text":[["x"]]}}`),
		"long header":       of(body + `,{"type":"HEADER","format":"TEXT","text":"` + strings.Repeat("a", 61) + `"}`),
		"two in a header":   of(body + `,{"type":"HEADER","format":"TEXT","text":"{{1}} {{2}}","example":{}}`),
		"long footer":       of(body + `,{"type":"FOOTER","text":"` + strings.Repeat("a", 61) + `"}`),
		"long label":        of(body + `,{"type":"BUTTONS","buttons":[{"type":"QUICK_REPLY","text":"` + strings.Repeat("a", 26) + `"}]}`),
		"scattered replies": of(body + `,{"type":"BUTTONS","buttons":[{"type":"QUICK_REPLY"},{"type":"URL"},{"type":"QUICK_REPLY"}]}`),
		"three links":       of(body + `,{"type":"BUTTONS","buttons":[{"type":"URL"},{"type":"URL"},{"type":"URL"}]}`),
		"one card":          of(body + `,{"type":"CAROUSEL","cards":[` + card + `]}`),
		"odd card":          of(body + `,{"type":"CAROUSEL","cards":[` + card + `,{"components":[{"type":"BODY","text":"{{1}}"}]}]}`),
		"not components":    `{"name":"a","language":"en","category":"UTILITY","components":{"type":7}}`,
	} {
		got := r.graph(http.MethodPost, "/10/message_templates", q)
		require.Equal(t, []any{http.StatusBadRequest, 100}, []any{got.status, got.at("error", "code")}, name)
	}
	require.Equal(t, http.StatusOK, r.graph(http.MethodPost, "/10/message_templates", of(body)).status)
	code := `{"name":"code","language":"en","category":"AUTHENTICATION","components":[{"type":"BODY","add_security_recommendation":true},` +
		`{"type":"BUTTONS","buttons":[{"type":"OTP","otp_type":"COPY_CODE"}]}]}`
	require.Equal(t, http.StatusOK, r.graph(http.MethodPost, "/10/message_templates", code).status)
}

func TestTemplateComponents(t *testing.T) {
	offer := simulator.Template{Name: "offer", Language: "en", Components: []byte(`[{"type":"BODY","text":"Offers"},` +
		`{"type":"CAROUSEL","cards":[{"components":[{"type":"HEADER","format":"IMAGE"},{"type":"BODY","text":"Now {{1}} off"}]},` +
		`{"components":[{"type":"HEADER","format":"IMAGE"},{"type":"BODY","text":"Now {{1}} off"}]}]}]`)}
	greet := simulator.Template{Name: "greet", Language: "en", Components: []byte(
		`[{"type":"HEADER","format":"TEXT","text":"Dear {{1}}"},{"type":"BODY","text":"Hello"}]`)}
	code := simulator.Template{Name: "code", Language: "en", Category: "AUTHENTICATION", Components: []byte(
		`[{"type":"BODY"},{"type":"BUTTONS","buttons":[{"type":"OTP"}]}]`)}
	r := startWires(t, &simulator.Options{Templates: []simulator.Template{
		offer, greet, code,
		{Name: "paused", Language: "en", Body: "a", Status: "PAUSED"},
		{Name: "off", Language: "en", Body: "a", Status: "disabled"},
		{Name: "new", Language: "en", Body: "a", Status: "PENDING"},
	}})
	require.Equal(t, http.StatusOK, r.graph(http.MethodPost, "/10/message_templates", orderReady).status)
	const (
		header = `{"type":"header","parameters":[{"type":"image","image":{"link":"https://a.example/b.jpg"}}]}`
		body   = `{"type":"BODY","parameters":[{"type":"text","parameter_name":"name","text":"Ana"}]}`
		track  = `{"type":"button","sub_type":"url","index":"1","parameters":[{"type":"text","text":"7"}]}`
		coupon = `{"type":"button","sub_type":"copy_code","index":2,"parameters":[{"type":"coupon_code","coupon_code":"X1"}]}`
		card   = `{"card_index":0,"components":[` + header + `,{"type":"body","parameters":[{"type":"text","text":"5%"}]}]}`
		otp    = `{"type":"body","parameters":[{"type":"text","text":"123456"}]}`
		copied = `{"type":"button","sub_type":"url","index":"0","parameters":[{"type":"text","text":"123456"}]}`
	)
	tests := []struct {
		name, template, components string
		code                       int // zero = it is sent
	}{
		{"all filled", "order_ready", header + "," + body + "," + track + "," + coupon, 0},
		{"with a payload", "order_ready", header + "," + body + "," + track + "," + coupon + `,{"type":"button","sub_type":"quick_reply","index":"0","parameters":[{"type":"payload","payload":"p"}]}`, 0},
		{"no header", "order_ready", body + "," + track + "," + coupon, 132000},
		{"text for a picture", "order_ready", `{"type":"header","parameters":[{"type":"text","text":"a"}]},` + body + "," + track + "," + coupon, 132012},
		{"a file that is gone", "order_ready", `{"type":"header","parameters":[{"type":"image","image":{"id":"7"}}]},` + body + "," + track + "," + coupon, 131009},
		{"no body", "order_ready", header + "," + track + "," + coupon, 132000},
		{"no link", "order_ready", header + "," + body + "," + coupon, 131008},
		{"no coupon", "order_ready", header + "," + body + "," + track, 131008},
		{"a button too many", "order_ready", header + "," + body + "," + track + "," + coupon + `,{"type":"button","sub_type":"url","index":"3","parameters":[]}`, 132018},
		{"header text", "greet", `{"type":"header","parameters":[{"type":"text","text":"Ana"}]}`, 0},
		{"header without text", "greet", "", 132000},
		{"picture for a text", "greet", header, 132012},
		{"cards", "offer", `{"type":"carousel","cards":[` + card + "," + strings.Replace(card, "0", "1", 1) + `]}`, 0},
		{"a card twice", "offer", `{"type":"carousel","cards":[` + card + "," + card + `]}`, 132018},
		{"no cards", "offer", "", 132000},
		{"a card too few", "offer", `{"type":"carousel","cards":[` + card + `]}`, 132000},
		{"a card without text", "offer", `{"type":"carousel","cards":[` + card + `,{"card_index":1,"components":[` + header + `]}]}`, 132000},
		{"a card without picture", "offer", `{"type":"carousel","cards":[` + card + `,{"card_index":1,"components":[]}]}`, 132000},
		{"one-time code", "code", otp + "," + copied, 0},
		{"code without button", "code", otp, 131008},
		{"long code", "code", strings.ReplaceAll(otp, "123456", "1234567890123456") + "," + copied, 132018},
		{"paused", "paused", "", 132015},
		{"disabled", "off", "", 132016},
		{"pending", "new", "", 132001},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got := r.graph(http.MethodPost, "/1/messages", `{"messaging_product":"whatsapp","to":"`+phone+
				`","type":"template","template":{"name":"`+test.template+`","language":{"code":"en"},"components":[`+test.components+`]}}`)
			if test.code == 0 {
				require.Equal(t, http.StatusOK, got.status, string(got.raw))
				return
			}
			require.Equal(t, test.code, got.at("error", "code"), string(got.raw))
		})
	}
	require.Equal(t, "Hi Ana, it is ready.", r.Sends()[0].Body)
	require.Equal(t, "123456 is your verification code.", r.Sends()[len(r.Sends())-1].Body)
}

func TestGraphProfile(t *testing.T) {
	t.Parallel()
	r := startWires(t, nil)
	const path = "/v23.0/1/whatsapp_business_profile"
	set := func(fields string) reply {
		return r.graph(http.MethodPost, path, `{"messaging_product":"whatsapp",`+fields+`}`)
	}
	require.Equal(t, true, set(`"address":"1 Main St","email":"a@example.com","vertical":"RETAIL","websites":["https://a.example"],"profile_picture_handle":"4::a"`).at("success"))
	require.Equal(t, true, set(`"about":"Open"`).at("success"))
	got := r.graph(http.MethodGet, path+"?fields=about,address,description,email,profile_picture_url,websites,vertical", "").at("data", 0).(map[string]any)
	require.Contains(t, got["profile_picture_url"], "https://")
	delete(got, "profile_picture_url")
	require.Empty(t, cmp.Diff(map[string]any{
		"about": "Open", "address": "1 Main St", "email": "a@example.com", "vertical": "RETAIL", "messaging_product": "whatsapp",
		"websites": []any{"https://a.example"},
	}, got))
	for _, bad := range []string{
		`"about":""`, `"about":"` + strings.Repeat("a", 140) + `"`, `"address":"` + strings.Repeat("a", 257) + `"`,
		`"description":"` + strings.Repeat("a", 513) + `"`, `"email":"` + strings.Repeat("a", 129) + `"`,
		`"websites":["a.example"]`, `"websites":["https://a","https://b","https://c"]`, `"vertical":"MAGIC"`,
	} {
		require.Equal(t, 100, set(bad).at("error", "code"), bad)
	}
	require.Equal(t, 100, r.graph(http.MethodPost, path, `{"about":"a"}`).at("error", "code"))
	require.Equal(t, 100, r.graph(http.MethodPost, path, `[]`).at("error", "code"))
	for _, method := range []string{http.MethodGet, http.MethodPost} {
		require.Equal(t, 33, r.graph(method, "/2/whatsapp_business_profile", "{}").at("error", "error_subcode"))
	}
}

func TestGraphNodes(t *testing.T) {
	t.Parallel()
	r := startWires(t, nil)
	got := r.graph(http.MethodGet, "/v23.0/1?fields=display_phone_number,status", "")
	require.JSONEq(t, `{"id":"1","display_phone_number":"+`+cloudNumber+`","status":"CONNECTED"}`, string(got.raw))
	require.Equal(t, "AVAILABLE", r.graph(http.MethodGet, "/1?fields=health_status", "").at("health_status", "can_send_message"))
	require.JSONEq(t, `{"id":"10","name":"Simulator"}`, string(r.graph(http.MethodGet, "/10?fields=id,name", "").raw))
	numbers := r.graph(http.MethodGet, "/10/phone_numbers?fields=id", "")
	require.JSONEq(t, `{"data":[{"id":"1"}]}`, string(numbers.raw))
	require.Equal(t, 33, r.graph(http.MethodGet, "/20/phone_numbers", "").at("error", "error_subcode"))
	require.Equal(t, true, r.graph(http.MethodGet, "/debug_token?input_token="+simulator.DefaultToken, "").at("data", "is_valid"))
	require.Equal(t, false, r.graph(http.MethodGet, "/debug_token?input_token=x", "").at("data", "is_valid"))
}

func TestGraphWebhookOverrides(t *testing.T) {
	t.Parallel()
	r := startWires(t, &simulator.Options{})
	r.SetWebhook(r.hook + "/app")
	subscribed := func() any {
		return r.graph(http.MethodGet, "/10/subscribed_apps", "").at("data", 0, "override_callback_uri")
	}
	require.Equal(t, r.hook+"/cloudapi", subscribed())
	r.graph(http.MethodPost, "/10/subscribed_apps", `{"override_callback_uri":"`+r.hook+`/account","verify_token":"v"}`)
	require.Equal(t, r.hook+"/account", subscribed())
	r.wrote("1", simulator.Inbound{Text: "1"})
	r.graph(http.MethodPost, "/1", `{"webhook_configuration":{"override_callback_uri":"`+r.hook+`/number"}}`)
	r.wrote("1", simulator.Inbound{Text: "2"})
	r.graph(http.MethodPost, "/10/subscribed_apps", "")
	require.Nil(t, subscribed())
	r.wrote("1", simulator.Inbound{Text: "3"})
	for _, path := range []string{"/account", "/number", "/app"} {
		require.Len(t, r.desk.at(path), 1, path)
	}
	for _, method := range []string{http.MethodGet, http.MethodPost, http.MethodDelete} {
		require.Equal(t, 33, r.graph(method, "/7/subscribed_apps", "").at("error", "error_subcode"))
	}
	require.Equal(t, 33, r.graph(http.MethodPost, "/7", "{}").at("error", "error_subcode"))
}

func TestGraphShowsWebhooks(t *testing.T) {
	t.Parallel()
	r := startWires(t, nil)
	r.SetWebhook("https://app.example/")
	require.NoError(t, r.SetNumberWebhook("1", "https://own.example/"))
	shown := r.graph(http.MethodGet, "/v23.0/1?fields=webhook_configuration", "").at("webhook_configuration")
	require.Equal(t, map[string]any{"application": "https://app.example/", "phone_number": "https://own.example/"}, shown)
	require.NoError(t, r.SetNumberWebhook("1", ""))
	shown = r.graph(http.MethodGet, "/v23.0/1?fields=webhook_configuration", "").at("webhook_configuration")
	require.Equal(t, map[string]any{"application": "https://app.example/"}, shown)
}

func TestGraphBlock(t *testing.T) {
	t.Parallel()
	r := startWires(t, nil)
	r.wrote("1", simulator.Inbound{UserID: "US.7", Text: "hello"})
	both := `{"messaging_product":"whatsapp","block_users":[{"user":"+` + phone + `"},{"user":"+15005550000"}]}`
	got := r.graph(http.MethodPost, "/1/block_users", both)
	require.Equal(t, []any{http.StatusBadRequest, 139100}, []any{got.status, got.at("error", "code")})
	require.Equal(t, "US.7", got.at("block_users", "added_users", 0, "user_id"))
	require.Equal(t, 131047, got.at("block_users", "failed_users", 0, "errors", 0, "code"))
	require.JSONEq(t, `{"data":[{"messaging_product":"whatsapp","user_id":"US.7","wa_id":"`+phone+`"}]}`,
		string(r.graph(http.MethodGet, "/1/block_users", "").raw))
	require.Equal(t, http.StatusOK, r.graph(http.MethodDelete, "/1/block_users", both).status)
	require.Empty(t, r.graph(http.MethodGet, "/1/block_users", "").at("data"))
	require.Equal(t, 131008, r.graph(http.MethodPost, "/1/block_users", `{}`).at("error", "code"))
	require.Equal(t, 33, r.graph(http.MethodGet, "/7/block_users", "").at("error", "error_subcode"))
	require.Equal(t, 33, r.graph(http.MethodPost, "/7/block_users", "{}").at("error", "error_subcode"))
}

func TestGraphCodes(t *testing.T) {
	t.Parallel()
	r := startWires(t, nil)
	made := r.graph(http.MethodPost, "/1/message_qrdls", `{"prefilled_message":"hi","generate_qr_image":"PNG"}`)
	code := made.at("code").(string)
	require.Equal(t, "https://wa.me/message/"+code, made.at("deep_link_url"))
	require.NotEmpty(t, made.at("qr_image_url"))
	require.Equal(t, "ho", r.graph(http.MethodPost, "/1/message_qrdls", `{"code":"`+code+`","prefilled_message":"ho"}`).at("prefilled_message"))
	require.Len(t, r.graph(http.MethodGet, "/1/message_qrdls", "").at("data"), 1)
	require.Equal(t, "ho", r.graph(http.MethodGet, "/1/message_qrdls/"+code, "").at("data", 0, "prefilled_message"))
	require.Equal(t, true, r.graph(http.MethodDelete, "/1/message_qrdls/"+code, "").at("success"))
	require.Equal(t, 33, r.graph(http.MethodDelete, "/1/message_qrdls/"+code, "").at("error", "error_subcode"))
	for name, body := range map[string]string{
		"nothing": `{}`, "long": `{"prefilled_message":"` + strings.Repeat("a", 141) + `"}`, "gone": `{"code":"x","prefilled_message":"a"}`,
	} {
		require.Equal(t, http.StatusBadRequest, r.graph(http.MethodPost, "/1/message_qrdls", body).status, name)
	}
	for _, method := range []string{http.MethodGet, http.MethodPost} {
		require.Equal(t, 33, r.graph(method, "/7/message_qrdls", "{}").at("error", "error_subcode"))
	}
}

func TestGraphEditsTemplates(t *testing.T) {
	t.Parallel()
	r := startWires(t, nil)
	id := r.graph(http.MethodPost, "/10/message_templates", orderReady).at("id").(string)
	edit := func(body string) reply { return r.graph(http.MethodPost, "/v23.0/"+id, body) }
	require.Equal(t, true, edit(`{"components":[{"type":"BODY","text":"Ready"}]}`).at("success"))
	require.Equal(t, "Ready", r.graph(http.MethodGet, "/"+id, "").at("components", 0, "text"))
	require.Equal(t, 100, edit(`{"category":"UTILITY"}`).at("error", "code"))
	require.Equal(t, 100, edit(`{"components":[{"type":"FOOTER","text":"a"}]}`).at("error", "code"))
	require.Equal(t, 100, edit(`{"components":7}`).at("error", "code"))
	require.NoError(t, r.SetTemplateStatus("order_ready", "en", "PENDING", ""))
	require.Equal(t, 100, edit(`{}`).at("error", "code"))
	require.NoError(t, r.SetTemplateStatus("order_ready", "en", "PAUSED", ""))
	require.Equal(t, true, r.graph(http.MethodPost, "/"+id+"/unpause", "").at("success"))
	require.Equal(t, 33, r.graph(http.MethodPost, "/"+id+"/unpause", "").at("error", "error_subcode"))
	require.NoError(t, r.SetTemplateStatus("order_ready", "en", "REJECTED", "SCAM"))
	require.Equal(t, true, edit(`{"category":"UTILITY"}`).at("success"))
	require.Equal(t, "UTILITY", r.graph(http.MethodGet, "/"+id, "").at("category"))
}

func TestGraphUploads(t *testing.T) {
	t.Parallel()
	r := startWires(t, nil)
	begin := r.graph(http.MethodPost, "/v23.0/7/uploads?file_name=a.png&file_length=6&file_type=image/png", "")
	id := begin.at("id").(string)
	put := func(offset, body string) reply {
		return r.must(http.MethodPost, "/v23.0/"+id, http.Header{
			"Authorization": {"OAuth " + simulator.DefaultToken}, "File_offset": {offset},
		}, body)
	}
	require.Equal(t, 3, put("0", "pix").at("file_offset"))
	require.Equal(t, 3, r.graph(http.MethodGet, "/"+id, "").at("file_offset"))
	require.Equal(t, 100, put("0", "els").at("error", "code"))
	require.Equal(t, 100, put("3", "elsx").at("error", "code"))
	require.Contains(t, put("3", "els").at("h"), "4::")
	require.Equal(t, 33, put("6", "").at("error", "error_subcode"))
	require.Equal(t, 100, r.graph(http.MethodPost, "/7/uploads?file_length=6&file_type=text/plain", "").at("error", "code"))
}
