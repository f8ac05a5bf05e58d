package simulator_test

import (
	"encoding/base64"
	"fmt"
	"maps"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/stretchr/testify/require"

	"github.com/wainbox/wainbox/provider/simulator"
)

func TestOneMsgSends(t *testing.T) {
	r := startWires(t, nil)
	asked := r.wrote("4", simulator.Inbound{UserID: "US.7", Text: "hello"})
	to := `"phone":` + phone + `,`
	tests := []struct {
		name, method, body, kind, text, content string
		status                                  int    // zero = it is sent
		why                                     string // of a refusal
	}{
		{name: "text", method: "sendMessage", body: `{` + to + `"body":"hi"}`, kind: "text", text: "hi", content: `{"body":"hi"}`},
		{
			name: "to a chat", method: "sendMessage", body: `{"chatId":"` + phone + `@c.us","body":"hi"}`, kind: "text", text: "hi",
			content: `{"body":"hi"}`,
		},
		{name: "to a user id", method: "sendMessage", body: `{"phone":"US.7","body":"hi"}`, kind: "text", text: "hi", content: `{"body":"hi"}`},
		{
			name: "file by URL", method: "sendFile", kind: "document", text: "look", content: `{"link":"https://a.example/b","filename":"b.pdf","caption":"look"}`,
			body: `{` + to + `"body":"https://a.example/b","filename":"b.pdf","caption":"look"}`,
		},
		{name: "place", method: "sendLocation", body: `{` + to + `"lat":"1.5","lng":-2,"name":"HQ"}`, kind: "location", text: "HQ", content: `{"latitude":"1.5","longitude":"-2","name":"HQ","address":""}`},
		{
			name: "card", method: "sendContact", kind: "contacts", text: "Bo", content: `[{"name":{"formatted_name":"Bo"}}]`,
			body: `{` + to + `"contacts":[{"name":{"formatted_name":"Bo"}}]}`,
		},
		{
			name: "list", method: "sendList", kind: "interactive", text: "?",
			body: `{` + to + `"body":"?","header":"h","footer":"f","action":"Open","sections":[{"title":"s","rows":[{"id":"1","title":"a"}]}]}`,
			content: `{"type":"list","header":{"type":"text","text":"h"},"body":{"text":"?"},"footer":{"text":"f"},"action":` +
				`{"button":"Open","sections":[{"title":"s","rows":[{"id":"1","title":"a"}]}]}}`,
		},
		{
			name: "buttons", method: "sendButton", kind: "interactive", text: "?",
			body:    `{` + to + `"body":"?","sections":[{"type":"reply","reply":{"id":"1","title":"a"}}]}`,
			content: `{"type":"button","body":{"text":"?"},"action":{"buttons":[{"type":"reply","reply":{"id":"1","title":"a"}}]}}`,
		},
		{
			name: "reaction", method: "sendReaction", body: `{` + to + `"body":"👍","quotedMsgId":"` + asked + `"}`, kind: "reaction", text: "👍",
			content: `{"message_id":"` + asked + `","emoji":"👍"}`,
		},
		{name: "sticker", method: "sendSticker", body: `{` + to + `"link":"https://a.example/s.webp"}`, kind: "sticker", content: `{"link":"https://a.example/s.webp"}`},
		{
			name: "link", method: "sendCtaUrl", kind: "interactive", text: "see", body: `{` + to + `"body":"see","displayText":"Go","url":"https://a.example"}`,
			content: `{"type":"cta_url","body":{"text":"see"},"action":{"name":"cta_url","parameters":{"display_text":"Go","url":"https://a.example"}}}`,
		},
		{
			name: "flow", method: "sendFlow", kind: "interactive", text: "fill", body: `{` + to + `"body":"fill","flowId":"12","flowCta":"Open","flowToken":"t","flowAction":"navigate","flowActionPayload":{"screen":"A"}}`,
			content: `{"type":"flow","body":{"text":"fill"},"action":{"name":"flow","parameters":{"flow_message_version":"3",` +
				`"flow_id":"12","flow_cta":"Open","flow_token":"t","flow_action":"navigate","flow_action_payload":{"screen":"A"}}}}`,
		},
		{
			name: "asking where", method: "sendLocationRequest", kind: "interactive", text: "where?", body: `{` + to + `"body":"where?"}`,
			content: `{"type":"location_request_message","body":{"text":"where?"},"action":{"name":"send_location"}}`,
		},
		{
			name: "template", method: "sendTemplate", kind: "template", text: "Hello World",
			body:    `{` + to + `"template":"hello_world","namespace":"n","language":{"policy":"deterministic","code":"en_US"}}`,
			content: `{"name":"hello_world","language":{"policy":"deterministic","code":"en_US"}}`,
		},
		{name: "template without namespace", method: "sendTemplate", body: `{` + to + `"template":"hello_world","language":{"code":"en_US"}}`, status: 200, why: "template is not defined"},
		{name: "unknown template", method: "sendTemplate", body: `{` + to + `"template":"x","namespace":"n","language":{"code":"en"}}`, status: 200, why: "(#132001) Template name does not exist in the translation"},
		{name: "to a hidden number's chat", method: "sendMessage", body: `{"chatId":"US.7@lid","body":"hi"}`, status: 200, why: "(#131009) Parameter value is not valid"},
		{name: "to nobody", method: "sendMessage", body: `{"body":"hi"}`, status: 400},
		{name: "to two", method: "sendMessage", body: `{` + to + `"chatId":"1@c.us","body":"hi"}`, status: 400},
		{name: "empty", method: "sendMessage", body: `{` + to + `"body":""}`, status: 200, why: "(#100) The parameter text.body is required."},
		{name: "file without name", method: "sendFile", body: `{` + to + `"body":"https://a.example/b"}`, status: 400},
		{name: "no file", method: "sendFile", body: `{` + to + `"body":"b","filename":"b"}`, status: 400},
		{name: "long label", method: "sendCtaUrl", body: `{` + to + `"body":"a","displayText":"123456789012345678901","url":"https://a.example"}`, status: 200, why: "(#100) Invalid parameter"},
		{name: "not JSON", method: "sendMessage", body: `phone`, status: 400},
		{name: "no such method", method: "sendPigeon", body: `{}`, status: 404},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			before := len(r.Sends())
			got := r.one(http.MethodPost, test.method, test.body)
			if test.status != 0 {
				require.Equal(t, test.status, got.status, string(got.raw))
				if test.why != "" {
					require.Equal(t, []any{false, test.why}, []any{got.at("sent"), got.at("message")})
				} else {
					require.NotEmpty(t, got.at("error"))
				}
				require.Len(t, r.Sends(), before)
				return
			}
			require.Equal(t, []any{true, "Sent to " + phone + "@c.us"}, []any{got.at("sent"), got.at("message")}, string(got.raw))
			sent := r.Sends()[before]
			require.Equal(t, []any{sent.ID, test.kind, test.text}, []any{got.at("id"), sent.Type, sent.Body})
			require.JSONEq(t, test.content, string(sent.Content))
		})
	}
}

func TestOneMsgForm(t *testing.T) {
	t.Parallel()
	r := startWires(t, nil)
	asked := r.wrote("4", simulator.Inbound{Text: "hello"})
	form := url.Values{"phone": {phone}, "body": {"a & b"}, "quotedMsgId": {asked}}
	got := r.must(http.MethodPost, "/instance"+simulator.DefaultOneMsgInstance+"/sendMessage", http.Header{
		"Authorization": {"Bearer " + simulator.DefaultOneMsgToken}, "Content-Type": {"application/x-www-form-urlencoded"},
	}, form.Encode())
	require.Equal(t, true, got.at("sent"), string(got.raw))
	require.Equal(t, []string{"a & b", asked}, []string{r.Sends()[0].Body, r.Sends()[0].ReplyTo})
}

func TestOneMsgWebhooks(t *testing.T) {
	t.Parallel()
	c := newClock()
	r := startWires(t, &simulator.Options{Now: c.Now})
	type object = map[string]any
	about := func(edit object) object {
		m := object{
			"body": "", "self": 0.0, "time": "1795262400", "type": "chat", "author": phone + "@c.us", "chatId": phone + "@c.us",
			"fromMe": false, "caption": nil, "chatName": "Ann", "senderName": "Ann", "authorBsuid": "US.7",
			"isForwarded": false, "quotedMsgId": nil, "authorUserName": nil,
		}
		maps.Copy(m, edit)
		return m
	}
	last := func() object {
		hooks := r.desk.at("/onemsg")
		hook := hooks[len(hooks)-1].json(t)
		require.Equal(t, simulator.DefaultOneMsgInstance, hook["instanceId"])
		require.Len(t, hook, 2)
		return hook
	}
	wrote := func(in simulator.Inbound, edit object) string {
		id := r.wrote("4", in)
		edit["id"] = id
		require.Empty(t, cmp.Diff([]any{about(edit)}, last()["messages"]))
		return id
	}
	asked := wrote(simulator.Inbound{Name: "Ann", UserID: "US.7", Text: "hello"}, object{"body": "hello"})
	wrote(simulator.Inbound{Text: "again", ReplyTo: asked, Forwarded: true}, object{"body": "again", "quotedMsgId": asked, "isForwarded": true})
	wrote(simulator.Inbound{Reaction: &simulator.Reaction{MessageID: asked, Emoji: "👍"}}, object{"type": "reaction", "body": "👍", "quotedMsgId": asked})
	wrote(simulator.Inbound{Location: &simulator.Location{Latitude: 45.018337, Longitude: -73.968285}}, object{"type": "location", "body": "45.018337;-73.968285"})
	wrote(simulator.Inbound{Contacts: []simulator.Contact{{Name: "Bo"}}}, object{
		"type": "vcard", "body": "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Bo\r\nEND:VCARD\r\n",
	})

	got := r.one(http.MethodPost, "sendButton", `{"phone":"`+phone+`","body":"?","sections":[{"type":"reply","reply":{"id":"1","title":"Yes"}}]}`)
	id := got.at("id").(string)
	r.idle()
	hooks := r.desk.at("/onemsg")
	require.Empty(t, cmp.Diff([]any{about(object{
		"id": id, "body": "?", "self": 1.0, "fromMe": true, "chatName": phone, "senderName": oneMsgNumber + "@c.us", "authorBsuid": nil,
	})}, hooks[len(hooks)-3].json(t)["messages"]))
	ack := object{
		"id": id, "bsuid": "US.7", "phone": phone, "chatId": phone + "@c.us", "status": "delivered", "category": "service",
		"userName": nil,
	}
	require.Empty(t, cmp.Diff([]any{ack}, last()["ack"]))
	wrote(simulator.Inbound{Tap: &simulator.Tap{ID: "1", Title: "Yes"}}, object{"type": "interactive", "body": "Yes", "quotedMsgId": id})

	r.SetUnreachable(phone, true)
	r.one(http.MethodPost, "sendMessage", `{"phone":"`+phone+`","body":"hi"}`)
	r.idle()
	require.Equal(t, []any{"failed", "Message undeliverable"}, []any{dig(last(), "ack", 0, "status"), dig(last(), "ack", 0, "error")})

	r.one(http.MethodPost, "settings", `{"ackNotificationsOn":false}`)
	before := len(r.desk.at("/onemsg"))
	r.one(http.MethodPost, "sendMessage", `{"phone":"`+phone+`","body":"hi"}`)
	r.idle()
	require.Len(t, r.desk.at("/onemsg"), before+1, "its own message, and no ack")

	history := r.one(http.MethodGet, "messages?limit=2&lastMessageNumber=1", "")
	require.Len(t, history.at("messages"), 2)
	require.Equal(t, []any{2, "again", 1}, []any{
		history.at("messages", 0, "messageNumber"), history.at("messages", 0, "body"), history.at("messages", 0, "isForwarded"),
	})
}

func TestOneMsgHiddenNumber(t *testing.T) {
	t.Parallel()
	r := startWires(t, nil)
	r.wrote("4", simulator.Inbound{UserID: "CO.17", HideNumber: true, Text: "hola"})
	r.one(http.MethodPost, "sendMessage", `{"phone":"CO.17","body":"hi"}`)
	r.idle()
	hooks := r.desk.at("/onemsg")
	require.Len(t, hooks, 4)
	require.Equal(t, "CO.17@lid", dig(hooks[0].json(t), "messages", 0, "chatId"))
	require.Equal(t, "CO.17@lid", dig(hooks[3].json(t), "ack", 0, "chatId"))
	require.NotContains(t, string(hooks[0].body)+string(hooks[2].body)+string(hooks[3].body), phone)
}

func TestOneMsgRawHooks(t *testing.T) {
	t.Parallel()
	r := startWires(t, nil)
	require.Equal(t, true, r.one(http.MethodPost, "settings", `{"rawHooks":true}`).at("rawHooks"))
	r.wrote("4", simulator.Inbound{Text: "hello"})
	r.one(http.MethodPost, "sendMessage", `{"phone":"`+phone+`","body":"hi"}`)
	r.idle()
	hooks := r.desk.at("/onemsg")
	require.Len(t, hooks, 3)
	for _, h := range hooks {
		require.Equal(t, simulator.DefaultOneMsgInstance, h.json(t)["instanceId"])
		require.Equal(t, "4", dig(h.json(t), "entry", 0, "changes", 0, "value", "metadata", "phone_number_id"))
	}
	require.Equal(t, "sent", dig(hooks[1].json(t), "entry", 0, "changes", 0, "value", "statuses", 0, "status"))
}

func TestOneMsgMedia(t *testing.T) {
	t.Parallel()
	r := startWires(t, nil)
	r.wrote("4", simulator.Inbound{File: &simulator.File{Kind: "audio", Data: []byte("sound"), Voice: true}})
	message := dig(r.desk.at("/onemsg")[0].json(t), "messages", 0)
	require.Equal(t, "audio", dig(message, "type"))
	file := r.must(http.MethodGet, dig(message, "body").(string), http.Header{}, "")
	require.Equal(t, "sound", string(file.raw), "no token")
	require.Contains(t, dig(message, "body"), ".ogg?")

	uri := "data:image/png;base64," + base64.StdEncoding.EncodeToString([]byte("pixels"))
	require.Equal(t, true, r.one(http.MethodPost, "sendFile",
		`{"phone":"`+phone+`","body":"`+uri+`","filename":"a.png","caption":"look"}`).at("sent"))
	require.Equal(t, []string{"image", "look"}, []string{r.Sends()[0].Type, r.Sends()[0].Body})
	r.idle()
	echo := dig(r.desk.at("/onemsg")[1].json(t), "messages", 0)
	require.Equal(t, "pixels", string(r.must(http.MethodGet, dig(echo, "body").(string), http.Header{}, "").raw))

	id := r.one(http.MethodPost, "uploadMedia", `{"body":"`+uri+`"}`).at("mediaId").(string)
	require.Equal(t, true, r.one(http.MethodPost, "sendFile",
		`{"phone":"`+phone+`","mediaId":`+id+`,"mediaType":"image"}`).at("sent"))
	known := r.one(http.MethodGet, "retrieveMedia?mediaId="+id, "")
	require.Equal(t, []any{id, 6, "image/png"}, []any{known.at("id"), known.at("file_size"), known.at("mime_type")})
	require.Equal(t, "pixels", string(r.must(http.MethodGet, known.at("url").(string), http.Header{}, "").raw))
	require.Equal(t, "success", r.one(http.MethodDelete, "media/"+id, "").at("result"))
	require.Equal(t, http.StatusBadRequest, r.one(http.MethodGet, "retrieveMedia?mediaId="+id, "").status)
	require.Equal(t, http.StatusBadRequest, r.one(http.MethodDelete, "media/"+id, "").status)
	require.Equal(t, http.StatusBadRequest, r.one(http.MethodPost, "uploadMedia", `{"body":"x"}`).status)

	multipart := r.must(http.MethodPost, instance+"sendFile?token="+simulator.DefaultOneMsgToken, http.Header{
		"Content-Type": {"multipart/form-data; boundary=b"},
	}, "--b\r\nContent-Disposition: form-data; name=\"phone\"\r\n\r\n"+phone+"\r\n--b\r\n"+
		"Content-Disposition: form-data; name=\"filename\"\r\n\r\na.pdf\r\n--b\r\n"+
		"Content-Disposition: form-data; name=\"body\"; filename=\"a.pdf\"\r\n\r\npages\r\n--b--\r\n")
	require.Equal(t, true, multipart.at("sent"), string(multipart.raw))
	require.Equal(t, "document", r.Sends()[2].Type)
}

func TestOneMsgRead(t *testing.T) {
	t.Parallel()
	r := startWires(t, nil)
	id := r.wrote("4", simulator.Inbound{Text: "hello"})
	got := r.one(http.MethodPost, "readMessage", `{"messageId":"`+id+`","typingIndicator":true}`)
	require.JSONEq(t, `{"result":"success"}`, string(got.raw))
	require.False(t, r.Chat("4", phone)[0].Read.IsZero())
	require.Equal(t, http.StatusBadRequest, r.one(http.MethodPost, "readMessage", `{"msgId":"x"}`).status)
}

func TestOneMsgWebhookList(t *testing.T) {
	t.Parallel()
	r := startWires(t, nil)
	require.Equal(t, r.hook+"/onemsg", r.one(http.MethodGet, "webhook", "").at("webhookUrl"))
	two := fmt.Sprintf(`["%s/onemsg/a","%s/onemsg/b"]`, r.hook, r.hook)
	set := r.one(http.MethodPost, "webhook", `{"webhookUrl":`+two+`}`)
	require.Equal(t, []any{true, r.hook + "/onemsg/a," + r.hook + "/onemsg/b"}, []any{set.at("set"), set.at("message")})
	require.Len(t, r.one(http.MethodGet, "webhook", "").at("webhookUrl"), 2)
	r.wrote("4", simulator.Inbound{Text: "hello"})
	require.Len(t, r.desk.at("/onemsg/a"), 1)
	require.Equal(t, string(r.desk.at("/onemsg/a")[0].body), string(r.desk.at("/onemsg/b")[0].body))
	r.desk.answers(http.StatusInternalServerError)
	_, err := r.Write(t.Context(), simulator.Inbound{Number: "4", From: phone, Text: "refused"})
	require.NoError(t, err)
	r.one(http.MethodPost, "webhook", `{"webhookUrl":"`+r.hook+`/onemsg/c"}`)
	r.desk.answers(http.StatusOK)
	r.idle() // what was for the second is no longer wanted
	before := len(r.desk.at("/onemsg"))
	for name, body := range map[string]string{
		"none": `{"webhookUrl":[]}`, "six": `{"webhookUrl":[` + strings.Repeat(`"http://a.example",`, 5) + `"http://a.example"]}`,
		"odd": `{"webhookUrl":"a"}`, "number": `{"webhookUrl":7}`,
	} {
		require.Equal(t, http.StatusBadRequest, r.one(http.MethodPost, "webhook", body).status, name)
	}
	r.one(http.MethodPost, "settings", `{"webhookUrl":""}`)
	r.wrote("4", simulator.Inbound{Text: "to nobody"})
	require.Len(t, r.desk.at("/onemsg"), before)
}

func TestOneMsgTemplatesAndProfile(t *testing.T) {
	t.Parallel()
	r := startWires(t, nil)
	require.Equal(t, "connected", r.one(http.MethodGet, "status", "").at("status"))
	add := `{"name":"start","category":"MARKETING","language":"en","components":[{"type":"BODY","text":"Hi there"}]}`
	require.Equal(t, "approved", r.one(http.MethodPost, "addTemplate", add).at("status"))
	require.Equal(t, http.StatusBadRequest, r.one(http.MethodPost, "addTemplate", add).status)
	list := r.one(http.MethodGet, "templates?limit=1&offset=1", "")
	require.Equal(t, []any{2, "start", "approved", "NONE"}, []any{
		list.at("total"), list.at("templates", 0, "name"), list.at("templates", 0, "status"), list.at("templates", 0, "rejected_reason"),
	})
	require.Equal(t, true, r.one(http.MethodPost, "removeTemplate", `{"name":"start"}`).at("success"))
	require.Equal(t, http.StatusBadRequest, r.one(http.MethodPost, "removeTemplate", `{"name":"start"}`).status)

	set := r.one(http.MethodPost, "me", `{"about":"Open","vertical":"Shopping and Retail","websites":["https://example.com"]}`)
	require.JSONEq(t, `{"result":"success"}`, string(set.raw))
	require.JSONEq(t, `{"about":"Open","address":"","description":"","email":"","phone":"`+oneMsgNumber+
		`","vertical":"Shopping and Retail","photo":"","websites":["https://example.com"]}`, string(r.one(http.MethodGet, "me", "").raw))
	for _, bad := range []string{`{"vertical":"Magic"}`, `{"description":"` + strings.Repeat("a", 257) + `"}`, `{"about":""}`} {
		require.Equal(t, http.StatusUnprocessableEntity, r.one(http.MethodPost, "me", bad).status, bad)
	}
}

func TestOneMsgBlock(t *testing.T) {
	t.Parallel()
	r := startWires(t, nil)
	require.Equal(t, http.StatusBadRequest, r.one(http.MethodPost, "blockUser", `{"phone":`+phone+`}`).status)
	r.wrote("4", simulator.Inbound{Text: "hello"})
	require.Equal(t, "success", r.one(http.MethodPost, "blockUser", `{"phone":`+phone+`}`).at("result"))
	require.Equal(t, phone, r.one(http.MethodGet, "blockedUsers", "").at("users", 0, "phone"))
	require.Equal(t, "success", r.one(http.MethodPost, "unblockUser", `{"phone":`+phone+`}`).at("result"))
	require.Empty(t, r.one(http.MethodGet, "blockedUsers", "").at("users"))
}

func TestOneMsgContactAndSticker(t *testing.T) {
	t.Parallel()
	r := startWires(t, nil)
	r.wrote("4", simulator.Inbound{Text: "hello"})
	to := `"phone":"` + phone + `",`
	require.Equal(t, true, r.one(http.MethodPost, "sendContact", `{`+to+`"contact":{"name":"Bo","phone":15005550000}}`).at("sent"))
	require.Equal(t, http.StatusBadRequest, r.one(http.MethodPost, "sendContact", `{`+to+`"body":"a"}`).status)
	id := r.one(http.MethodPost, "uploadMedia", `{"body":"data:image/webp;base64,YQ=="}`).at("mediaId").(string)
	require.Equal(t, true, r.one(http.MethodPost, "sendSticker", `{`+to+`"mediaId":"`+id+`"}`).at("sent"))
	require.Equal(t, []string{"Bo", "sticker"}, []string{r.Sends()[0].Body, r.Sends()[1].Type})
	require.Equal(t, true, r.one(http.MethodGet, "settings", "").at("ackNotificationsOn"))
}
