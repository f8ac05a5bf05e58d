package onemsg_test

import (
	"log/slog"
	"net/http"
	"testing"

	"github.com/wainbox/wainbox/provider"
	"github.com/wainbox/wainbox/provider/onemsg"
	"github.com/wainbox/wainbox/provider/providertest"
	"github.com/wainbox/wainbox/whatsapp"
)

func TestConformance(t *testing.T) {
	t.Parallel()
	providertest.Run(t, rig)
}

func rig(t *testing.T) providertest.Rig {
	t.Helper()
	mock := providertest.NewTransport(providertest.Always(http.StatusOK, accepted))
	log := &providertest.Log{}
	client, err := onemsg.New(complete(), &onemsg.Options{
		HTTP:   &http.Client{Transport: mock},
		Logger: slog.New(slog.NewTextHandler(log, &slog.HandlerOptions{Level: slog.LevelDebug})),
	})
	if err != nil {
		t.Fatal(err)
	}
	return providertest.Rig{
		Provider:      client,
		Requests:      mock.Requests,
		Answer:        mock.Answer,
		Hang:          mock.Hang,
		Samples:       samples(),
		Callbacks:     callbacks(t),
		Signed:        signed,
		Forged:        forged,
		BodyNotSigned: true,
		Refusals:      refusals(),
		Never:         []provider.Kind{provider.Unsupported},
		Canaries:      []string{token, callKey, "16505550123", "canary-text", "Canary Name"},
		Logged:        log.String,
	}
}

// forged are callbacks to an address that was not registered.
func forged(body []byte) []provider.Callback {
	return []provider.Callback{
		{Body: body},
		{Body: body, URL: "https://example.com/hooks/1msg"},
		{Body: body, URL: "https://example.com/hooks/1msg?key="},
		{Body: body, URL: "https://example.com/hooks/1msg#key=" + callKey},
		{Body: body, URL: "https://" + callKey + "@example.com/hooks/1msg"},
		{Body: body, URL: "://?key=" + callKey},
		{Body: body, Header: http.Header{"Key": {callKey}}},
		keyed(body, callKey+"0"),
		keyed(body, callKey[1:]),
		keyed(body, "*"),
	}
}

// refusals are answers with a sentence that quotes a customer, as some do.
func refusals() []providertest.Refusal {
	const about = `16505550123 Canary Name canary-text`
	return []providertest.Refusal{
		{Status: 200, Body: `{"sent":false,"message":"Dialog window is closed ` + about + `"}`, Kind: provider.Window},
		{Status: 200, Body: `{"sent":false,"message":"x","error":{"error_code":"131056","error_user_msg":"` + about + `"}}`, Kind: provider.Throttled, Code: 131056},
		{Status: 200, Body: `{"sent":false,"message":"Message is queued","jobId":"123456"}`, Kind: provider.Uncertain},
		{Status: 200, Body: `{"response":{"error":"Unsupported Interactive Message type ` + about + `"}}`, Kind: provider.Invalid},
		{Status: 200, Body: `{"sent":false,"message":"` + about + `"}`, Kind: provider.Other},
		{Status: 200, Body: `{"sent":false,"message":"(#131026) ` + about + `"}`, Kind: provider.Recipient, Code: 131026},
		{Status: 200, Body: `{"sent":false,"error":{"code":131000,"message":"` + about + `"}}`, Kind: provider.Unavailable, Code: 131000},
		{Status: 200, Body: `{"sent":false,"message":"User's number is part of an experiment"}`, Kind: provider.OptedOut},
		{Status: 400, Body: `{"error":"template is not defined ` + about + `"}`, Kind: provider.Template},
		{Status: 401, Body: `{"error":"Wrong token \"` + token + `\" for channel \"123\"."}`, Kind: provider.Auth},
		{Status: 403, Body: `Subscription is blocked ` + about, Kind: provider.Account},
		{Status: 429, Body: `{"error":"` + about + `"}`, Kind: provider.Throttled},
		{Status: 500, Body: `{"error":"` + about + `"}`, Kind: provider.Uncertain},
	}
}

// samples are one message of each kind at least, with something to drop where
// the kind is lossy, and one of each way to address it.
func samples() []whatsapp.Outbound {
	phone := whatsapp.Address{Phone: "16505550123"}
	header, text := &whatsapp.Header{Text: "canary-text"}, whatsapp.Text{Body: "canary-text"}
	all := []whatsapp.Outbound{
		{To: phone, Content: whatsapp.Text{Body: "canary-text 👋", PreviewURL: true}, ReplyTo: "wamid.earlier", Ref: "ref-1"},
		{To: whatsapp.Address{User: "US.13491208655302741918"}, Content: text},
		{To: whatsapp.Address{Group: "16505550100-1600000000@g.us"}, Content: text},
		{To: phone, Content: whatsapp.Reaction{To: "wamid.earlier", Emoji: "🙏"}},
		{To: phone, Content: whatsapp.Template{Name: "order_ready", Language: "en_US", Components: []whatsapp.Component{
			{Type: "body", Parameters: []whatsapp.Parameter{{Type: "text", Text: "Canary Name"}}},
		}}, ReplyTo: "wamid.earlier"},
	}
	for _, kind := range []whatsapp.ContentKind{
		whatsapp.KindImage, whatsapp.KindVideo, whatsapp.KindAudio, whatsapp.KindDocument,
	} {
		m := whatsapp.Media{Type: kind, ID: "1003383421387256"}
		all = append(all, whatsapp.Outbound{To: phone, Content: m, ReplyTo: "wamid.earlier"})
	}
	for _, content := range []whatsapp.Content{
		whatsapp.Media{Type: whatsapp.KindSticker, ID: "1003383421387256"},
		whatsapp.Location{Latitude: 52.520008, Longitude: 13.404954, Name: "canary-text"},
		whatsapp.Contacts{{Name: whatsapp.ContactName{Formatted: "Canary Name", First: "Canary"}}},
		whatsapp.Buttons{Header: header, Body: "canary-text", Buttons: []whatsapp.ReplyButton{{ID: "1", Title: "Yes"}}},
		whatsapp.List{Body: "canary-text", Button: "Choose", Sections: []whatsapp.Section{
			{Rows: []whatsapp.Row{{ID: "1", Title: "One"}}},
		}},
		whatsapp.CTAURL{Body: "canary-text", Footer: "canary-text", Label: "Open", URL: "https://example.com/"},
		whatsapp.LocationRequest{Body: "canary-text"},
		whatsapp.FlowMessage{Header: header, Body: "canary-text", CTA: "Open", ID: "1", Token: "t", Screen: "FIRST"},
	} {
		all = append(all, whatsapp.Outbound{To: phone, Content: content, ReplyTo: "wamid.earlier"})
	}
	return all
}
