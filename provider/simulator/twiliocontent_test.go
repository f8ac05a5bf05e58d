package simulator_test

import (
	"net/http"
	"net/url"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/wainbox/wainbox/provider/simulator"
)

// content creates a resource and returns its sid.
func (r *wires) content(types string) string {
	r.t.Helper()
	got := r.twilioJSON(http.MethodPost, "/v1/Content",
		`{"friendly_name":"made","language":"en","variables":{"1":"Ana"},"types":`+types+`}`)
	require.Equal(r.t, http.StatusCreated, got.status, string(got.raw))
	return got.at("sid").(string)
}

func TestTwilioContentInSession(t *testing.T) {
	r := startWires(t, nil)
	r.wrote("3", simulator.Inbound{Text: "hello"})
	tests := []struct {
		name, types, kind, body, content string
	}{
		{
			name: "quick reply", kind: "interactive", body: "Hi Bo \"B\". Confirm?",
			types: `{"twilio/quick-reply":{"body":"Hi {{1}}. Confirm?","actions":[{"type":"QUICK_REPLY","title":"Yes","id":"y"}]},` +
				`"twilio/text":{"body":"Hi {{1}}"}}`,
			content: `{"type":"button","body":{"text":"Hi Bo \"B\". Confirm?"},"action":{"buttons":[` +
				`{"type":"reply","reply":{"id":"y","title":"Yes"}}]}}`,
		},
		{
			name: "list", kind: "interactive", body: "Where?",
			types: `{"twilio/list-picker":{"body":"Where?","button":"Choose","items":[{"item":"Paris","id":"PAR","description":"from 99"}]}}`,
			content: `{"type":"list","body":{"text":"Where?"},"action":{"button":"Choose","sections":[{"rows":[` +
				`{"id":"PAR","title":"Paris","description":"from 99"}]}]}}`,
		},
		{
			name: "link", kind: "interactive", body: "Track Bo \"B\"",
			types: `{"twilio/call-to-action":{"body":"Track {{1}}","actions":[{"type":"URL","title":"Track","url":"https://a.example/t"}]}}`,
			content: `{"type":"cta_url","body":{"text":"Track Bo \"B\""},"action":{"name":"cta_url","parameters":` +
				`{"display_text":"Track","url":"https://a.example/t"}}}`,
		},
		{
			name: "file", kind: "document", body: "Invoice", types: `{"twilio/media":{"body":"Invoice","media":["https://a.example/i.pdf"]}}`,
			content: `{"link":"https://a.example/i.pdf","caption":"Invoice"}`,
		},
		{name: "text", kind: "text", body: "a", types: `{"twilio/text":{"body":"a"}}`, content: `{"body":"a"}`},
		{
			name: "place", kind: "location", body: "HQ", types: `{"twilio/location":{"latitude":1.5,"longitude":2,"label":"HQ"}}`,
			content: `{"latitude":1.5,"longitude":2,"name":"HQ","address":""}`,
		},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			sid := r.content(test.types)
			before := len(r.Sends())
			got := r.twilio(url.Values{"ContentSid": {sid}, "ContentVariables": {`{"1":"Bo \"B\""}`}})
			require.Equal(t, http.StatusCreated, got.status, string(got.raw))
			sent := r.Sends()[before]
			require.Equal(t, []string{test.kind, test.body}, []string{sent.Type, sent.Body})
			require.JSONEq(t, test.content, string(sent.Content))
			require.Zero(t, sent.Failed)
		})
	}
	missing := r.twilio(url.Values{"ContentSid": {r.content(`{"twilio/text":{"body":"{{1}} {{2}}"}}`)}, "ContentVariables": {`{"1":"a"}`}})
	require.Equal(t, 21656, missing.at("code"))
}

func TestTwilioContentAsTemplate(t *testing.T) {
	t.Parallel()
	r := startWires(t, &simulator.Options{ReviewTemplates: true})
	sid := r.content(`{"twilio/quick-reply":{"body":"Hi {{1}}, come?","actions":[{"title":"Yes","id":"y"}]}}`)
	send := func() int {
		before := len(r.Sends())
		got := r.twilio(url.Values{"ContentSid": {sid}, "ContentVariables": {`{"1":"Bo"}`}})
		require.Equal(t, http.StatusCreated, got.status, string(got.raw))
		return r.Sends()[before].Failed
	}
	require.Equal(t, 131047, send(), "not approved, and no window is open")
	approval := "/v1/Content/" + sid + "/ApprovalRequests"
	asked := r.twilioJSON(http.MethodPost, approval+"/whatsapp", `{"name":"come","category":"MARKETING"}`)
	require.Equal(t, http.StatusCreated, asked.status, string(asked.raw))
	require.Equal(t, "received", asked.at("status"))
	require.Equal(t, "pending", r.twilioJSON(http.MethodGet, approval, "").at("whatsapp", "status"))
	require.Equal(t, 131047, send(), "not approved yet")
	require.NoError(t, r.SetTemplateStatus("come", "en", "approved", ""))
	require.Equal(t, 0, send())
	require.Equal(t, "Hi Bo, come?", r.Sends()[2].Body)
	got := r.twilioJSON(http.MethodGet, approval, "").at("whatsapp").(map[string]any)
	require.Equal(t, map[string]any{
		"type": "whatsapp", "name": "come", "category": "MARKETING", "content_type": "twilio/quick-reply",
		"status": "approved", "rejection_reason": "", "allow_category_change": true,
	}, got)

	r.wrote("3", simulator.Inbound{Tap: &simulator.Tap{ID: "y", Title: "Yes"}})
	hooks := r.desk.at("/twilio")
	tapped := hooks[len(hooks)-1].form(t)
	require.Equal(t, []string{"button", "Yes", "y"}, []string{
		tapped.Get("MessageType"), tapped.Get("ButtonText"), tapped.Get("ButtonPayload"),
	})
	require.NoError(t, r.SetTemplateStatus("come", "en", "PAUSED", ""))
	require.Equal(t, 63041, r.twilio(url.Values{"ContentSid": {sid}, "ContentVariables": {`{"1":"Bo"}`}}).at("code"))

	for name, body := range map[string]string{
		"twice": `{"name":"come","category":"MARKETING"}`, "odd name": `{"name":"Come In","category":"UTILITY"}`,
	} {
		require.Equal(t, http.StatusBadRequest, r.twilioJSON(http.MethodPost, approval+"/whatsapp", body).status, name)
	}
	list := r.content(`{"twilio/list-picker":{"body":"a","button":"b","items":[{"item":"c","id":"d"}]}}`)
	require.Equal(t, http.StatusBadRequest,
		r.twilioJSON(http.MethodPost, "/v1/Content/"+list+"/ApprovalRequests/whatsapp", `{"name":"l","category":"UTILITY"}`).status)
	require.Equal(t, http.StatusNotFound, r.twilioJSON(http.MethodGet, "/v1/Content/HX1/ApprovalRequests", "").status)
	require.Equal(t, http.StatusNoContent, r.twilioJSON(http.MethodDelete, "/v1/Content/"+sid, "").status)
	require.Equal(t, http.StatusNotFound, r.twilioJSON(http.MethodGet, "/v1/Content/"+sid, "").status)
	require.Equal(t, 21655, r.twilio(url.Values{"ContentSid": {sid}}).at("code"))
}

func TestTwilioContentPages(t *testing.T) {
	t.Parallel()
	r := startWires(t, nil)
	made := r.content(`{"twilio/text":{"body":"a"}}`)
	page := r.twilioJSON(http.MethodGet, "/v1/ContentAndApprovals?PageSize=1", "")
	require.Equal(t, "hello_world", page.at("contents", 0, "friendly_name"), "a template of the options")
	require.Equal(t, "approved", page.at("contents", 0, "approval_requests", "status"))
	require.Equal(t, http.StatusCreated, r.twilio(url.Values{"ContentSid": {page.at("contents", 0, "sid").(string)}}).status)
	require.Equal(t, "Hello World", r.Sends()[0].Body)
	require.Nil(t, page.at("meta", "previous_page_url"))
	next := page.at("meta", "next_page_url").(string)
	require.Contains(t, next, r.api+"/v1/ContentAndApprovals?")
	page = r.twilioJSON(http.MethodGet, next, "")
	require.Equal(t, made, page.at("contents", 0, "sid"))
	require.Equal(t, "unsubmitted", page.at("contents", 0, "approval_requests", "status"))
	require.Nil(t, page.at("meta", "next_page_url"))
	require.Nil(t, r.twilioJSON(http.MethodGet, "/v1/Content", "").at("contents", 0, "approval_requests"))
	fetched := r.twilioJSON(http.MethodGet, "/v1/Content/"+made, "")
	require.Equal(t, r.api+"/v1/Content/"+made+"/ApprovalRequests/whatsapp", fetched.at("links", "approval_create"))
}

func TestTwilioContentRefusals(t *testing.T) {
	t.Parallel()
	r := startWires(t, nil)
	for name, body := range map[string]string{
		"no language":   `{"types":{"twilio/text":{"body":"a"}}}`,
		"no types":      `{"language":"en"}`,
		"no items":      `{"language":"en","types":{"twilio/list-picker":{"body":"a","button":"b"}}}`,
		"long item":     `{"language":"en","types":{"twilio/list-picker":{"body":"a","button":"b","items":[{"item":"1234567890123456789012345"}]}}}`,
		"no actions":    `{"language":"en","types":{"twilio/quick-reply":{"body":"a"}}}`,
		"two files":     `{"language":"en","types":{"twilio/media":{"media":["https://a.example/1","https://a.example/2"]}}}`,
		"one card":      `{"language":"en","types":{"twilio/carousel":{"body":"a","cards":[{}]}}}`,
		"not an object": `[]`,
		"odd type":      `{"language":"en","types":{"twilio/text":7}}`,
	} {
		require.Equal(t, http.StatusBadRequest, r.twilioJSON(http.MethodPost, "/v1/Content", body).status, name)
	}
}

func TestTwilioSenders(t *testing.T) {
	t.Parallel()
	r := startWires(t, nil)
	require.Equal(t, http.StatusBadRequest, r.twilioJSON(http.MethodGet, "/v2/Channels/Senders", "").status)
	list := r.twilioJSON(http.MethodGet, "/v2/Channels/Senders?Channel=whatsapp", "")
	require.Equal(t, "whatsapp:+"+twilioNumber, list.at("senders", 0, "sender_id"))
	path := "/v2/Channels/Senders/" + list.at("senders", 0, "sid").(string)
	set := r.twilioJSON(http.MethodPost, path, `{"profile":{"about":"Open","vertical":"Shopping and Retail","emails":[`+
		`{"email":"a@example.com","label":"Email"}],"websites":[{"website":"https://example.com","label":"Web"}]},`+
		`"webhook":{"callback_url":"`+r.hook+`/twilio/in","status_callback_url":"`+r.hook+`/twilio/out"}}`)
	require.Equal(t, http.StatusAccepted, set.status, string(set.raw))
	got := r.twilioJSON(http.MethodGet, path, "")
	require.Equal(t, []any{"Open", "Shopping and Retail", "a@example.com", "https://example.com", "ONLINE"}, []any{
		got.at("profile", "about"), got.at("profile", "vertical"), got.at("profile", "emails", 0, "email"),
		got.at("profile", "websites", 0, "website"), got.at("status"),
	})
	r.wrote("3", simulator.Inbound{Text: "hello"})
	r.twilio(url.Values{"Body": {"hi"}})
	r.idle()
	require.Len(t, r.desk.at("/twilio/in"), 1)
	require.Len(t, r.desk.at("/twilio/out"), 3)
	require.Equal(t, http.StatusBadRequest, r.twilioJSON(http.MethodPost, path, `{"profile":{"vertical":"Magic"}}`).status)
	require.Equal(t, http.StatusNotFound, r.twilioJSON(http.MethodGet, "/v2/Channels/Senders/XE1", "").status)
	require.Equal(t, http.StatusNotFound, r.twilioJSON(http.MethodPost, "/v2/Channels/Senders/XE1", "{}").status)
	require.Equal(t, http.StatusAccepted, r.twilioJSON(http.MethodPost, "/v2/Channels/Senders",
		`{"sender_id":"whatsapp:+`+twilioNumber+`"}`).status)
	require.Equal(t, http.StatusBadRequest, r.twilioJSON(http.MethodPost, "/v2/Channels/Senders", `{"sender_id":"whatsapp:+1"}`).status)
	require.Equal(t, "active", r.twilioJSON(http.MethodGet, account+".json", "").at("status"))
}

func TestTwilioContentOfTemplates(t *testing.T) {
	t.Parallel()
	with := func(name, rest string) simulator.Template {
		return simulator.Template{Name: name, Language: "en", Components: []byte(`[{"type":"BODY","text":"Hi {{1}} there"}` + rest + `]`)}
	}
	const (
		quick = `{"type":"QUICK_REPLY","text":"Yes"}`
		link  = `{"type":"URL","text":"Go","url":"https://a.example"},{"type":"PHONE_NUMBER","text":"Call","phone_number":"+1"}`
	)
	r := startWires(t, &simulator.Options{Templates: []simulator.Template{
		with("text", ""), with("media", `,{"type":"HEADER","format":"IMAGE"}`),
		with("quick", `,{"type":"BUTTONS","buttons":[`+quick+`]}`), with("action", `,{"type":"BUTTONS","buttons":[`+link+`]}`),
		with("card", `,{"type":"BUTTONS","buttons":[`+quick+","+link+`]}`),
	}})
	list := r.twilioJSON(http.MethodGet, "/v1/ContentAndApprovals", "")
	for i, kind := range []string{"twilio/text", "twilio/media", "twilio/quick-reply", "twilio/call-to-action", "twilio/card"} {
		require.Equal(t, kind, list.at("contents", i, "approval_requests", "content_type"))
		sid := list.at("contents", i, "sid").(string)
		require.Equal(t, http.StatusCreated, r.twilio(url.Values{"ContentSid": {sid}, "ContentVariables": {`{"1":"Bo"}`}}).status)
		require.Equal(t, []any{"template", "Hi Bo there"}, []any{r.Sends()[i].Type, r.Sends()[i].Body})
	}
	r.idle()
	hooks := r.desk.at("/twilio")
	require.Equal(t, "true", hooks[1].form(t).Get("StructuredMessage"))
}
