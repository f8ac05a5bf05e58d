package cloudapi_test

import (
	"bytes"
	"io"
	"log/slog"
	"net/http"
	"net/url"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/jarcoal/httpmock"

	"github.com/wainbox/wainbox/provider"
	"github.com/wainbox/wainbox/provider/cloudapi"
	"github.com/wainbox/wainbox/provider/internal/sign"
	"github.com/wainbox/wainbox/provider/providertest"
	"github.com/wainbox/wainbox/whatsapp"
)

const (
	numberID = "100000000000017"
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
	mock := httpmock.NewMockTransport()
	var responder atomic.Pointer[httpmock.Responder]
	answer := func(r httpmock.Responder) { responder.Store(&r) }
	answer(httpmock.NewStringResponder(http.StatusOK, accepted))
	mock.RegisterNoResponder(func(r *http.Request) (*http.Response, error) { return (*responder.Load())(r) })

	log := &logged{}
	client, err := cloudapi.New(
		cloudapi.Config{NumberID: numberID, Token: token, AppSecrets: []string{secret}, VerifyToken: verify},
		&cloudapi.Options{
			HTTP:   &http.Client{Transport: mock},
			Logger: slog.New(slog.NewTextHandler(log, &slog.HandlerOptions{Level: slog.LevelDebug})),
		},
	)
	if err != nil {
		t.Fatal(err)
	}
	return providertest.Rig{
		Provider: client,
		Requests: mock.GetTotalCallCount,
		Answer: func(status int, body string) {
			answer(httpmock.NewStringResponder(status, body))
		},
		Hang: func() <-chan struct{} {
			arrived := make(chan struct{})
			var once sync.Once
			answer(func(r *http.Request) (*http.Response, error) {
				_, _ = io.Copy(io.Discard, r.Body)
				once.Do(func() { close(arrived) })
				<-r.Context().Done()
				return nil, r.Context().Err()
			})
			return arrived
		},
		Samples:   samples(),
		Callbacks: callbacks(t),
		Signed:    signed,
		Refusals: []providertest.Refusal{
			refusal(400, 131056, provider.Throttled),
			refusal(400, 130429, provider.Throttled),
			refusal(401, 190, provider.Auth),
			refusal(400, 131047, provider.Window),
			refusal(404, 132001, provider.Template),
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

// logged is a log that may be read while it is written.
type logged struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (l *logged) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.Write(p)
}

func (l *logged) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.String()
}

// samples are one message of each kind at least, and one of each way to
// address it.
func samples() []whatsapp.Outbound {
	phone := whatsapp.Address{Phone: "16505550123"}
	user := whatsapp.Address{User: "US.13491208655302741918"}
	all := []whatsapp.Outbound{
		{To: phone, Content: whatsapp.Text{Body: "canary-text 👋", PreviewURL: true}, ReplyTo: "wamid.earlier", Ref: "ref-1"},
		{To: user, Content: whatsapp.Text{Body: "canary-text"}},
		{To: whatsapp.Address{Group: "Y2FwaV9ncm91cA=="}, Content: whatsapp.Text{Body: "canary-text"}},
		{To: phone, Content: whatsapp.Reaction{To: "wamid.earlier", Emoji: "🙏"}},
		{To: phone, Content: whatsapp.Reaction{To: "wamid.earlier"}},
		{To: phone, Content: whatsapp.Template{Name: "order_ready", Language: "en_US", Components: []whatsapp.Component{
			{Type: "body", Parameters: []whatsapp.Parameter{{Type: "text", Text: "Canary Name"}}},
		}}},
	}
	for _, kind := range []whatsapp.ContentKind{
		whatsapp.KindImage, whatsapp.KindVideo, whatsapp.KindAudio, whatsapp.KindDocument, whatsapp.KindSticker,
	} {
		all = append(all, whatsapp.Outbound{To: phone, Content: whatsapp.Media{Type: kind, ID: "1003383421387256"}})
	}
	return all
}
