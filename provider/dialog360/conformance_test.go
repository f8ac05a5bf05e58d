package dialog360_test

import (
	"log/slog"
	"net/http"
	"testing"

	"github.com/wainbox/wainbox/provider"
	"github.com/wainbox/wainbox/provider/dialog360"
	"github.com/wainbox/wainbox/provider/internal/sign"
	"github.com/wainbox/wainbox/provider/providertest"
	"github.com/wainbox/wainbox/whatsapp"
)

const accepted = `{"messaging_product":"whatsapp","contacts":[{"input":"+16505550123","wa_id":"16505550123"}],` +
	`"messages":[{"id":"wamid.HBgLMTY1MDU1NTAxMjMVAgARGBI="}]}`

// TestConformance runs the suite once for each way to check a callback.
func TestConformance(t *testing.T) {
	t.Parallel()
	for name, way := range map[string]struct {
		config func(*dialog360.Config)
		header func(body []byte) http.Header
		free   bool // the body is not covered
	}{
		"signed": {
			func(c *dialog360.Config) { c.WebhookSecrets = []string{"", secret} },
			func(body []byte) http.Header { return http.Header{dialog360.SignatureHeader: {sign.Hex(secret, body)}} }, false,
		},
		"headers": {
			func(c *dialog360.Config) {
				c.WebhookHeaders = map[string]string{"x-webhook-token": word, "X-Other": secret}
			},
			func([]byte) http.Header { return http.Header{header: {word}, "X-Other": {secret}} }, true,
		},
		"user and password": {
			func(c *dialog360.Config) { c.BasicUser, c.BasicPassword = user, password },
			func([]byte) http.Header {
				r := http.Request{Header: http.Header{}}
				r.SetBasicAuth(user, password)
				return r.Header
			}, true,
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			providertest.Run(t, func(t *testing.T) providertest.Rig {
				config := dialog360.Config{APIKey: key, Number: numberID}
				way.config(&config)
				r := rig(t, config)
				r.BodyNotSigned = way.free
				r.Signed = func(body []byte) provider.Callback { return provider.Callback{Header: way.header(body), Body: body} }
				return r
			})
		})
	}
}

func rig(t *testing.T, config dialog360.Config) providertest.Rig {
	t.Helper()
	mock := providertest.NewTransport(providertest.Always(http.StatusCreated, accepted))
	log := &providertest.Log{}
	client, err := dialog360.New(config, &dialog360.Options{
		HTTP:   &http.Client{Transport: mock},
		Logger: slog.New(slog.NewTextHandler(log, &slog.HandlerOptions{Level: slog.LevelDebug})),
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
		Callbacks: callbacks(t),
		Refusals: []providertest.Refusal{
			refusal(400, 131056, provider.Throttled),
			refusal(400, 131009, provider.Invalid),
			refusal(400, 131051, provider.Unsupported),
			refusal(400, 131050, provider.OptedOut),
			refusal(500, 131000, provider.Unavailable),
			refusal(500, 999999, provider.Uncertain),
			words(401, "Invalid api_key", provider.Auth),
			words(400, "You have exceeded the endpoint rate limit.", provider.Throttled),
			words(400, "Could not send message due to lack of payment for 16505550123", provider.Account),
			words(400, `Invalid payload ({"error":{"message":"Canary Name","code":132001}})`, provider.Template),
			onPremise(400, 470, provider.Window),
			onPremise(404, 1013, provider.Recipient),
		},
		Canaries: []string{key, secret, word, user, password, "16505550123", "canary-text", "Canary Name"},
		Logged:   log.String,
	}
}

// samples are one message of each kind at least, and one of each way to
// address it.
func samples() []whatsapp.Outbound {
	phone := whatsapp.Address{Phone: "16505550123"}
	photo := &whatsapp.Media{Type: whatsapp.KindImage, ID: "1003383421387256"}
	group := whatsapp.Address{Group: "Y2FwaV9ncm91cA=="}
	all := []whatsapp.Outbound{
		{To: phone, Content: whatsapp.Text{Body: "canary-text 👋", PreviewURL: true}, ReplyTo: "wamid.earlier", Ref: "ref-1"},
		{To: whatsapp.Address{User: "US.13491208655302741918"}, Content: whatsapp.Text{Body: "canary-text"}},
		{To: group, Content: whatsapp.Text{Body: "canary-text"}},
		{To: group, Content: whatsapp.Pin{To: "wamid.earlier", Days: 7}},
	}
	for _, content := range []whatsapp.Content{
		whatsapp.Reaction{To: "wamid.earlier", Emoji: "🙏"},
		whatsapp.Reaction{To: "wamid.earlier"},
		whatsapp.Template{Name: "order_ready", Language: "en_US", Components: []whatsapp.Component{
			{Type: "body", Parameters: []whatsapp.Parameter{{Type: "text", Text: "Canary Name"}}},
		}},
		whatsapp.Location{Latitude: 52.5, Longitude: 13.4, Name: "Shop", Address: "canary-text"},
		whatsapp.Contacts{{
			Name:   whatsapp.ContactName{Formatted: "Canary Name", First: "Canary"},
			Phones: []whatsapp.ContactPhone{{Phone: "+16505550123"}},
		}},
		whatsapp.Buttons{Body: "canary-text", Buttons: []whatsapp.ReplyButton{{ID: "1", Title: "Yes"}, {ID: "2", Title: "No"}}},
		whatsapp.List{Body: "canary-text", Button: "Choose", Sections: []whatsapp.Section{{Rows: []whatsapp.Row{{ID: "1", Title: "One"}}}}},
		whatsapp.CTAURL{Body: "canary-text", Label: "Open", URL: "https://example.com/"},
		whatsapp.LocationRequest{Body: "canary-text"},
		whatsapp.ContactRequest{Body: "canary-text"},
		whatsapp.CallButton{Body: "canary-text", Label: "Call"},
		whatsapp.CallPermissionRequest{Body: "canary-text"},
		whatsapp.FlowMessage{Body: "canary-text", CTA: "Open", ID: "1", Token: "token", Screen: "FIRST"},
		whatsapp.Carousel{Body: "canary-text", Cards: []whatsapp.Card{
			{Media: photo, Label: "Open", URL: "https://example.com/1"}, {Media: photo, Label: "Open", URL: "https://example.com/2"},
		}},
		whatsapp.ProductMessage{Product: whatsapp.ProductRef{Catalog: "194836987003835", Product: "lamp"}},
		whatsapp.ProductList{
			Header: "Lamps", Body: "canary-text", Catalog: "194836987003835",
			Sections: []whatsapp.ProductSection{{Title: "Lamps", Products: []string{"lamp"}}},
		},
		whatsapp.CatalogMessage{Body: "canary-text"},
		whatsapp.AddressMessage{Body: "canary-text", Country: "IN"},
		whatsapp.OrderDetails{Body: "canary-text", Parameters: `{"reference_id":"order-1"}`},
		whatsapp.OrderStatus{Body: "canary-text", Parameters: `{"reference_id":"order-1","order":{"status":"processing"}}`},
	} {
		all = append(all, whatsapp.Outbound{To: phone, Content: content})
	}
	for _, kind := range []whatsapp.ContentKind{
		whatsapp.KindImage, whatsapp.KindVideo, whatsapp.KindAudio, whatsapp.KindDocument, whatsapp.KindSticker,
	} {
		all = append(all, whatsapp.Outbound{To: phone, Content: whatsapp.Media{Type: kind, ID: "1003383421387256"}})
	}
	return all
}
