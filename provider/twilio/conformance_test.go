package twilio_test

import (
	"log/slog"
	"net/http"
	"strings"
	"testing"

	"github.com/wainbox/wainbox/provider"
	"github.com/wainbox/wainbox/provider/providertest"
	"github.com/wainbox/wainbox/provider/twilio"
	"github.com/wainbox/wainbox/whatsapp"
)

func TestConformance(t *testing.T) {
	t.Parallel()
	providertest.Run(t, rig)
}

func rig(t *testing.T) providertest.Rig {
	t.Helper()
	mock := providertest.NewTransport(func(r *http.Request) (int, string) {
		if strings.HasPrefix(r.URL.Path, "/v1/Content") {
			return http.StatusCreated, `{"sid":"` + contentID + `"}`
		}
		return http.StatusCreated, accepted
	})
	log := &providertest.Log{}
	client, err := twilio.New(complete(), &twilio.Options{
		HTTP:           &http.Client{Transport: mock},
		StatusCallback: hook,
		Logger:         slog.New(slog.NewTextHandler(log, &slog.HandlerOptions{Level: slog.LevelDebug})),
	})
	if err != nil {
		t.Fatal(err)
	}
	return providertest.Rig{
		Provider:  client,
		Requests:  mock.Requests,
		Answer:    mock.Answer,
		Hang:      mock.Hang,
		Samples:   samples(),
		Prepares:  []whatsapp.ContentKind{whatsapp.KindButtons, whatsapp.KindList, whatsapp.KindCTAURL},
		Callbacks: callbacks(t),
		Signed:    signed,
		Forged: func(body []byte) []provider.Callback {
			elsewhere := signedAt("https://inbox.example.com/other", body)
			elsewhere.URL = hook
			added := signed(body)
			added.URL += "?" + "wainbox_ref=another"
			return []provider.Callback{elsewhere, added}
		},
		Refusals: []providertest.Refusal{
			refusal(401, 20003, provider.Auth),
			refusal(400, 21602, provider.Invalid),
			refusal(400, 63016, provider.Window),
			refusal(400, 21211, provider.Recipient),
			refusal(400, 21656, provider.Invalid),
			refusal(400, 63027, provider.Template),
			refusal(400, 21610, provider.OptedOut),
			refusal(400, 21606, provider.Account),
			refusal(429, 20429, provider.Throttled),
			refusal(400, 63010, provider.Unavailable),
			refusal(500, 20500, provider.Uncertain),
		},
		Never:    []provider.Kind{provider.Unsupported},
		File:     whatsapp.Media{Type: whatsapp.KindImage, Link: "https://api.twilio.com/2010-04-01/Accounts/" + account + "/Messages/MM1/Media/ME1"},
		Canaries: []string{token, from, "16505550123", "canary-text", "Canary Name"},
		Logged:   log.String,
	}
}

// samples are one message of each kind at least, and one of each way to
// address it.
func samples() []whatsapp.Outbound {
	user := whatsapp.Address{User: "US.7700000000000042"}
	photo := &whatsapp.Media{Type: whatsapp.KindImage, Link: "https://files.example.com/a/photo.jpg"}
	offer := whatsapp.Media{Type: whatsapp.KindDocument, Link: "https://files.example.com/a/1", Filename: "offer.pdf"}
	yes := []whatsapp.ReplyButton{{ID: "yes-1", Title: "Yes"}, {ID: "no-1", Title: "No"}}
	all := []whatsapp.Outbound{
		{To: customer, Content: whatsapp.Text{Body: "canary-text 👋"}, Ref: "ref-1"},
		{To: customer, Content: whatsapp.Text{Body: "canary-text", PreviewURL: true}, ReplyTo: "SM1"},
		{To: user, Content: whatsapp.Text{Body: "canary-text"}},
		{To: customer, Content: whatsapp.Location{Latitude: 52.520008, Longitude: 13.404954, Name: "Shop", Address: "Street 1"}},
		{To: customer, Content: whatsapp.Template{ID: contentID, Components: []whatsapp.Component{
			{Type: "body", Parameters: []whatsapp.Parameter{{Type: "text", Text: "Canary Name"}}},
		}}},
		{To: customer, Content: whatsapp.Buttons{Body: "canary-text", Buttons: yes}},
		{To: customer, Content: whatsapp.Buttons{Header: &whatsapp.Header{Media: photo}, Body: "canary-text", Footer: "f", Buttons: yes}},
		{To: customer, Content: whatsapp.List{
			Header: &whatsapp.Header{Text: "h"}, Body: "canary-text", Footer: "f", Button: "Choose",
			Sections: []whatsapp.Section{{Title: "s", Rows: []whatsapp.Row{{ID: "1", Title: "One", Description: "d"}, {ID: "2", Title: "Two"}}}},
		}},
		{To: customer, Content: whatsapp.CTAURL{Body: "canary-text", Label: "Open", URL: "https://example.com/a?b=c"}},
		{To: customer, Content: whatsapp.CTAURL{
			Header: &whatsapp.Header{Media: &offer}, Body: "canary-text", Label: "Open", URL: "https://example.com/a?b=c",
		}},
		{To: customer, Content: whatsapp.Buttons{Header: &whatsapp.Header{Media: &offer}, Body: "canary-text", Buttons: yes}},
		{To: customer, Content: whatsapp.Template{ID: contentID, Components: []whatsapp.Component{
			{Type: "header", Parameters: []whatsapp.Parameter{{Type: "document", Media: &offer}}},
		}}},
	}
	for _, m := range []whatsapp.Media{
		{Type: whatsapp.KindImage, Caption: "canary-text"},
		{Type: whatsapp.KindVideo},
		{Type: whatsapp.KindAudio, Voice: true},
		{Type: whatsapp.KindDocument, Filename: "offer.pdf"},
		{Type: whatsapp.KindSticker},
	} {
		m.Link = "https://files.example.com/file"
		all = append(all, whatsapp.Outbound{To: customer, Content: m})
	}
	return all
}
