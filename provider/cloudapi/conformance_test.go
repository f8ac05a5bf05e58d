package cloudapi_test

import (
	"log/slog"
	"net/http"
	"net/url"
	"testing"
	"time"

	"github.com/wainbox/wainbox/provider"
	"github.com/wainbox/wainbox/provider/cloudapi"
	"github.com/wainbox/wainbox/provider/internal/sign"
	"github.com/wainbox/wainbox/provider/providertest"
	"github.com/wainbox/wainbox/whatsapp"
)

const (
	numberID = "100000000000017"
	wabaID   = "200000000000017"
	appID    = "300000000000017"
	token    = "canary-token-5f1d"
	secret   = "canary-secret-77ab"
	verify   = "canary-verify-09c2"
	accepted = `{"messaging_product":"whatsapp","contacts":[{"input":"+16505550123","wa_id":"16505550123"}],` +
		`"messages":[{"id":"wamid.HBgLMTY1MDU1NTAxMjMVAgARGBI="}]}`
)

func TestConformance(t *testing.T) {
	t.Parallel()
	providertest.Run(t, rig)
}

func rig(t *testing.T) providertest.Rig {
	t.Helper()
	mock := providertest.NewTransport(providertest.Always(http.StatusOK, accepted))
	log := &providertest.Log{}
	client, err := cloudapi.New(
		complete(),
		&cloudapi.Options{
			HTTP:   &http.Client{Transport: mock},
			Logger: slog.New(slog.NewTextHandler(log, &slog.HandlerOptions{Level: slog.LevelDebug})),
		},
	)
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
		Signed:    signed,
		Refusals: []providertest.Refusal{
			refusal(400, 131056, provider.Throttled),
			refusal(400, 130429, provider.Throttled),
			refusal(401, 190, provider.Auth),
			refusal(400, 131047, provider.Window),
			refusal(404, 132001, provider.Template),
			refusal(400, 131009, provider.Invalid),
			refusal(400, 131051, provider.Unsupported),
			refusal(400, 131026, provider.Recipient),
			refusal(400, 131050, provider.OptedOut),
			refusal(403, 368, provider.Account),
			refusal(500, 131000, provider.Unavailable),
			refusal(500, 999999, provider.Uncertain),
		},
		Handshake: url.Values{
			"hub.mode": {"subscribe"}, "hub.challenge": {"1158201444"}, "hub.verify_token": {verify},
		},
		Challenge: "1158201444",
		Canaries:  []string{token, secret, verify, "16505550123", "canary-text", "Canary Name"},
		Logged:    log.String,
	}
}

func signed(body []byte) provider.Callback {
	h := http.Header{}
	h.Set(cloudapi.SignatureHeader, "sha256="+sign.Hex(secret, body))
	return provider.Callback{Header: h, Body: body}
}

// samples are one message of each kind at least, and one of each way to
// address it.
func samples() []whatsapp.Outbound {
	phone := whatsapp.Address{Phone: "16505550123"}
	user := whatsapp.Address{User: "US.13491208655302741918"}
	group := whatsapp.Address{Group: "Y2FwaV9ncm91cA=="}
	all := []whatsapp.Outbound{
		{To: phone, Content: whatsapp.Text{Body: "canary-text 👋", PreviewURL: true}, ReplyTo: "wamid.earlier", Ref: "ref-1"},
		{To: phone, Content: whatsapp.Text{Body: "canary-text"}, IdentityKey: "DF2lS5v2W6x="},
		{To: user, Content: whatsapp.Text{Body: "canary-text"}},
		{To: group, Content: whatsapp.Text{Body: "canary-text"}},
		{To: group, Content: whatsapp.Pin{To: "wamid.earlier", Days: 7}},
		{To: group, Content: whatsapp.Pin{To: "wamid.earlier", Unpin: true}},
	}
	for _, c := range contents() {
		all = append(all, whatsapp.Outbound{To: phone, Content: c})
	}
	for _, c := range interactives() {
		all = append(all, whatsapp.Outbound{To: phone, Content: c})
	}
	return all
}

// contents are samples of what is not interactive.
func contents() []whatsapp.Content {
	all := []whatsapp.Content{
		whatsapp.Location{Latitude: -23.5613, Longitude: -46.6565, Name: "Canary Name", Address: "canary-text"},
		whatsapp.Location{},
		whatsapp.Contacts{{
			Name:   whatsapp.ContactName{Formatted: "Canary Name", First: "Canary"},
			Phones: []whatsapp.ContactPhone{{Phone: "+16505550123", WAID: "16505550123", Type: "CELL"}},
		}},
		whatsapp.Reaction{To: "wamid.earlier", Emoji: "🙏"},
		whatsapp.Reaction{To: "wamid.earlier"},
		whatsapp.Media{Type: whatsapp.KindAudio, ID: "1003383421387256", Voice: true},
		whatsapp.Media{
			Type: whatsapp.KindDocument, Link: "https://files.example/a.pdf", Caption: "canary-text", Filename: "a.pdf",
		},
		whatsapp.Template{Name: "order_ready", Language: "en_US", Components: []whatsapp.Component{
			{Type: "body", Parameters: []whatsapp.Parameter{{Type: "text", Text: "Canary Name"}}},
			{Type: "button", SubType: "url", Index: 1, Parameters: []whatsapp.Parameter{{Type: "text", Text: "canary-text"}}},
		}},
		whatsapp.Template{Name: "two_offers", Language: "en", Components: []whatsapp.Component{
			{Type: "carousel", Cards: [][]whatsapp.Component{templateCard(), templateCard()}},
		}},
	}
	for _, kind := range []whatsapp.ContentKind{
		whatsapp.KindImage, whatsapp.KindVideo, whatsapp.KindAudio, whatsapp.KindDocument, whatsapp.KindSticker,
	} {
		all = append(all, whatsapp.Media{Type: kind, ID: "1003383421387256"})
	}
	return all
}

func templateCard() []whatsapp.Component {
	return []whatsapp.Component{{
		Type:       "header",
		Parameters: []whatsapp.Parameter{{Type: "image", Media: &whatsapp.Media{ID: "1003383421387256"}}},
	}}
}

func interactives() []whatsapp.Content {
	const text = "canary-text"
	product := whatsapp.ProductRef{Catalog: "800100", Product: "lamp-1"}
	card := whatsapp.Card{
		Media: &whatsapp.Media{Type: whatsapp.KindImage, ID: "1"}, Label: "Open", URL: "https://shop.example/1",
	}
	sections := []whatsapp.ProductSection{{Title: "Lamps", Products: []string{"lamp-1", "lamp-2"}}}
	return []whatsapp.Content{
		whatsapp.Buttons{Body: text, Buttons: []whatsapp.ReplyButton{{ID: "y", Title: "Yes"}, {ID: "n", Title: "No"}}},
		whatsapp.Buttons{
			Header: &whatsapp.Header{Media: &whatsapp.Media{Type: whatsapp.KindVideo, ID: "1"}},
			Body:   text, Footer: text, Buttons: []whatsapp.ReplyButton{{ID: "y", Title: "Yes"}},
		},
		whatsapp.List{
			Header: &whatsapp.Header{Text: text}, Body: text, Button: "Choose",
			Sections: []whatsapp.Section{{Rows: []whatsapp.Row{{ID: "a", Title: "A", Description: text}}}},
		},
		whatsapp.CTAURL{Body: text, Label: "Open", URL: "https://shop.example/"},
		whatsapp.LocationRequest{Body: text},
		whatsapp.ContactRequest{Body: text},
		whatsapp.CallButton{Body: text, Label: "Call us", TTL: time.Hour, Payload: "order-1"},
		whatsapp.CallPermissionRequest{},
		whatsapp.FlowMessage{Body: text, CTA: "Begin", ID: "1", Screen: "FIRST", Data: `{"name":"Canary Name"}`},
		whatsapp.FlowMessage{Body: text, CTA: "Begin", Name: "survey", Exchange: true, Draft: true},
		whatsapp.Carousel{Body: text, Cards: []whatsapp.Card{card, card}},
		whatsapp.Carousel{Body: text, Cards: []whatsapp.Card{{Product: product}, {Product: product}}},
		whatsapp.ProductMessage{Product: product},
		whatsapp.ProductList{Header: "Lamps", Body: text, Catalog: "800100", Sections: sections},
		whatsapp.CatalogMessage{Body: text, Thumbnail: "lamp-1"},
		whatsapp.AddressMessage{Body: text, Country: "IN", Values: map[string]string{"name": "Canary Name"}},
		whatsapp.OrderDetails{Body: text, Parameters: `{"reference_id":"order-1"}`},
		whatsapp.OrderStatus{Body: text, Parameters: `{"reference_id":"order-1"}`},
	}
}
