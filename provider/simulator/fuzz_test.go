package simulator_test

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/wainbox/wainbox/provider/simulator"
)

// FuzzRequests sends odd bodies to every place that reads one: nothing breaks, and each answer is JSON.
func FuzzRequests(f *testing.F) {
	targets := []struct {
		path   string
		header http.Header
	}{
		{"/1/messages", bearer()},
		{"/10/message_templates", bearer()},
		{"/1/block_users", bearer()},
		{"/1/whatsapp_business_profile", bearer()},
		{"/messages", keyed()},
		{"/v1/configs/templates", keyed()},
		{"/v1/configs/webhook", keyed()},
		{account + "/Messages.json", basic("application/x-www-form-urlencoded")},
		{"/v1/Content", basic("application/json")},
		{"/v2/Channels/Senders", basic("application/json")},
		{instance + "sendTemplate?token=" + simulator.DefaultOneMsgToken, http.Header{"Content-Type": {"application/json"}}},
		{instance + "sendFile?token=" + simulator.DefaultOneMsgToken, http.Header{"Content-Type": {"application/json"}}},
		{instance + "sendList?token=" + simulator.DefaultOneMsgToken, http.Header{"Content-Type": {"application/json"}}},
		{instance + "addTemplate?token=" + simulator.DefaultOneMsgToken, http.Header{"Content-Type": {"application/json"}}},
		{instance + "me?token=" + simulator.DefaultOneMsgToken, http.Header{"Content-Type": {"application/json"}}},
	}
	for _, body := range []string{
		buttons, list, hello, orderReady, `{"language":"en","types":{"twilio/quick-reply":{"body":"a","actions":[{"title":"b"}]}}}`,
		"To=whatsapp%3A%2B16505550123&From=whatsapp%3A%2B15550100003&Body=hi", `{"phone":1,"body":"data:a;base64,","filename":"b"}`,
	} {
		for i := range targets {
			f.Add(i, body)
		}
	}
	f.Fuzz(func(t *testing.T, i int, body string) {
		sim, err := simulator.New(&simulator.Options{Numbers: []simulator.Number{
			{ID: "1", WABA: "10", Display: cloudNumber},
			{ID: "2", WABA: "20", Display: dialogNumber, Wire: simulator.WireDialog360},
			{ID: "3", WABA: "30", Display: twilioNumber, Wire: simulator.WireTwilio},
			{ID: "4", WABA: "40", Display: oneMsgNumber, Wire: simulator.WireOneMsg},
		}})
		require.NoError(t, err)
		for _, number := range []string{"1", "2", "3", "4"} {
			_, err := sim.Write(t.Context(), simulator.Inbound{Number: number, From: phone, Text: "hello"})
			require.NoError(t, err)
		}
		target := targets[uint(i)%uint(len(targets))]
		w := httptest.NewRecorder()
		q := httptest.NewRequestWithContext(t.Context(), http.MethodPost, target.path, strings.NewReader(body))
		q.Header = target.header.Clone()
		sim.Handler().ServeHTTP(w, q)
		require.True(t, json.Valid(w.Body.Bytes()), w.Body.String())
	})
}

// FuzzWrite lets people write anything that is JSON, on every wire.
func FuzzWrite(f *testing.F) {
	for kind, content := range map[string]string{
		"interactive": `{"type":"list_reply","list_reply":{"id":"a","title":"b"}}`, "location": `{"latitude":1}`,
		"contacts": `[{"vcard":"a"}]`, "image": `{"caption":7}`, "button": `[]`, "text": `null`,
	} {
		f.Add(kind, content)
	}
	f.Fuzz(func(t *testing.T, kind, content string) {
		r := httptest.NewServer(http.NotFoundHandler())
		r.Close() // nobody listens: webhooks are made and queued
		sim, err := simulator.New(&simulator.Options{WebhookURL: r.URL, Numbers: []simulator.Number{
			{ID: "3", Display: twilioNumber, Wire: simulator.WireTwilio}, {ID: "4", Display: oneMsgNumber, Wire: simulator.WireOneMsg},
		}})
		require.NoError(t, err)
		for _, number := range []string{"3", "4"} {
			in := simulator.Inbound{Number: number, From: phone, Type: kind, Content: []byte(content)}
			if _, err := sim.Write(t.Context(), in); err == nil {
				require.Len(t, sim.Chat(number, phone), 1)
			}
		}
	})
}
