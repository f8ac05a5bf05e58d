package cloudapi_test

import (
	"context"
	"errors"
	"io"
	"net/http"
	"strings"
	"testing"

	"github.com/wainbox/wainbox/profile"
	"github.com/wainbox/wainbox/provider"
	"github.com/wainbox/wainbox/provider/cloudapi"
	"github.com/wainbox/wainbox/templates"
	"github.com/wainbox/wainbox/whatsapp"
)

// apiCall is one call of the API, and one of it that must be refused before any
// I/O (nil = there is none).
type apiCall struct {
	name string
	// once: a lost answer is Uncertain.
	once         bool
	right, wrong func(ctx context.Context, c *cloudapi.Client) error
}

func second[T any](_ T, err error) error { return err }

func photo() io.Reader { return strings.NewReader(file) }

func calls() []apiCall {
	about, tooLong := "Lamps", strings.Repeat("x", profile.MaxAddressRunes+1)
	who := whatsapp.Address{Phone: "16505550123"}
	upload := func(mime string) provider.Upload {
		return provider.Upload{Type: whatsapp.KindImage, MIME: mime, Bytes: int64(len(file)), Body: photo()}
	}
	definition := templates.Definition{
		ID: "1627019861106475", Name: "order_ready", Language: "en_US", Category: templates.Utility,
		Components: []templates.Component{{Type: "BODY", Text: "Your order is ready."}},
	}
	official := profile.OfficialRequest{Website: "https://example.com", Country: "DE", Language: "de"}
	return []apiCall{
		{
			"upload media", false,
			func(ctx context.Context, c *cloudapi.Client) error {
				return second(c.UploadMedia(ctx, upload("image/png")))
			},
			func(ctx context.Context, c *cloudapi.Client) error {
				return second(c.UploadMedia(ctx, upload("text/css")))
			},
		},
		{
			"delete media", false,
			func(ctx context.Context, c *cloudapi.Client) error { return c.DeleteMedia(ctx, "1003383421387256") },
			func(ctx context.Context, c *cloudapi.Client) error { return c.DeleteMedia(ctx, "") },
		},
		{
			"upload sample", false,
			func(ctx context.Context, c *cloudapi.Client) error {
				return second(c.UploadSample(ctx, upload("image/png")))
			},
			func(ctx context.Context, c *cloudapi.Client) error {
				return second(c.UploadSample(ctx, provider.Upload{Type: whatsapp.KindAudio, MIME: "audio/ogg", Bytes: 1, Body: photo()}))
			},
		},
		{"list templates", false, func(ctx context.Context, c *cloudapi.Client) error {
			return drain(c.Templates(ctx, templates.Query{}))
		}, nil},
		{
			"create template", true,
			func(ctx context.Context, c *cloudapi.Client) error { return second(c.CreateTemplate(ctx, definition)) },
			func(ctx context.Context, c *cloudapi.Client) error {
				return second(c.CreateTemplate(ctx, templates.Definition{Name: "Not A Name"}))
			},
		},
		{
			"edit template", false,
			func(ctx context.Context, c *cloudapi.Client) error { return c.EditTemplate(ctx, definition) },
			func(ctx context.Context, c *cloudapi.Client) error {
				return c.EditTemplate(ctx, templates.Definition{ID: "1"})
			},
		},
		{
			"delete template", false,
			func(ctx context.Context, c *cloudapi.Client) error { return c.DeleteTemplate(ctx, "order_ready", "") },
			func(ctx context.Context, c *cloudapi.Client) error {
				return c.DeleteTemplate(ctx, "", "1627019861106475")
			},
		},
		{
			"unpause template", false,
			func(ctx context.Context, c *cloudapi.Client) error { return c.UnpauseTemplate(ctx, "1627019861106475") },
			func(ctx context.Context, c *cloudapi.Client) error { return c.UnpauseTemplate(ctx, "") },
		},
		{
			"read profile", false,
			func(ctx context.Context, c *cloudapi.Client) error { return second(c.Profile(ctx)) }, nil,
		},
		{
			"update profile", false,
			func(ctx context.Context, c *cloudapi.Client) error {
				return c.UpdateProfile(ctx, profile.Patch{About: &about})
			},
			func(ctx context.Context, c *cloudapi.Client) error {
				return c.UpdateProfile(ctx, profile.Patch{Address: &tooLong})
			},
		},
		{
			"set photo", false,
			func(ctx context.Context, c *cloudapi.Client) error {
				return c.SetPhoto(ctx, profile.Photo{MIME: "image/png", Bytes: int64(len(file)), Body: photo()})
			},
			func(ctx context.Context, c *cloudapi.Client) error {
				return c.SetPhoto(ctx, profile.Photo{MIME: "image/gif", Bytes: int64(len(file)), Body: photo()})
			},
		},
		{
			"request name", false,
			func(ctx context.Context, c *cloudapi.Client) error { return c.RequestName(ctx, "Lamps and More") },
			func(ctx context.Context, c *cloudapi.Client) error {
				return c.RequestName(ctx, strings.Repeat("ä", 76))
			},
		},
		{
			"read name review", false,
			func(ctx context.Context, c *cloudapi.Client) error { return second(c.NameReview(ctx)) }, nil,
		},
		{
			"read official account", false,
			func(ctx context.Context, c *cloudapi.Client) error { return second(c.Official(ctx)) }, nil,
		},
		{
			"request official account", false,
			func(ctx context.Context, c *cloudapi.Client) error { return c.RequestOfficial(ctx, official) },
			func(ctx context.Context, c *cloudapi.Client) error {
				return c.RequestOfficial(ctx, profile.OfficialRequest{})
			},
		},
		{
			"read number", false,
			func(ctx context.Context, c *cloudapi.Client) error { return second(c.Number(ctx)) }, nil,
		},
		{
			"register", true,
			func(ctx context.Context, c *cloudapi.Client) error {
				return c.Register(ctx, cloudapi.Registration{PIN: pin})
			},
			func(ctx context.Context, c *cloudapi.Client) error {
				return c.Register(ctx, cloudapi.Registration{PIN: pin, Region: "XX"})
			},
		},
		{
			"deregister", true,
			func(ctx context.Context, c *cloudapi.Client) error { return c.Deregister(ctx) }, nil,
		},
		{
			"set PIN", false,
			func(ctx context.Context, c *cloudapi.Client) error { return c.SetPIN(ctx, pin) },
			func(ctx context.Context, c *cloudapi.Client) error { return c.SetPIN(ctx, pin+"1") },
		},
		{
			"request code", true,
			func(ctx context.Context, c *cloudapi.Client) error {
				return c.RequestCode(ctx, cloudapi.BySMS, "en_US")
			},
			func(ctx context.Context, c *cloudapi.Client) error { return c.RequestCode(ctx, "MAIL", "en_US") },
		},
		{
			"verify code", false,
			func(ctx context.Context, c *cloudapi.Client) error { return c.VerifyCode(ctx, pin) },
			func(ctx context.Context, c *cloudapi.Client) error { return c.VerifyCode(ctx, "12x"+pin) },
		},
		{"subscribe", false, func(ctx context.Context, c *cloudapi.Client) error { return c.Subscribe(ctx) }, nil},
		{"unsubscribe", false, func(ctx context.Context, c *cloudapi.Client) error { return c.Unsubscribe(ctx) }, nil},
		{
			"list subscriptions", false,
			func(ctx context.Context, c *cloudapi.Client) error { return second(c.Subscriptions(ctx)) }, nil,
		},
		{
			"set webhook", false,
			func(ctx context.Context, c *cloudapi.Client) error {
				return c.SetWebhook(ctx, cloudapi.ForNumber, cloudapi.Override{URL: "https://example.com/hook"})
			},
			func(ctx context.Context, c *cloudapi.Client) error {
				return c.SetWebhook(ctx, cloudapi.ForNumber, cloudapi.Override{URL: "http://example.com/hook"})
			},
		},
		{
			"clear webhook", false,
			func(ctx context.Context, c *cloudapi.Client) error { return c.ClearWebhook(ctx, cloudapi.ForWABA) },
			func(ctx context.Context, c *cloudapi.Client) error { return c.ClearWebhook(ctx, "all") },
		},
		{
			"read webhooks", false,
			func(ctx context.Context, c *cloudapi.Client) error { return second(c.Webhooks(ctx)) }, nil,
		},
		{
			"block", false,
			func(ctx context.Context, c *cloudapi.Client) error { return c.Block(ctx, who) },
			func(ctx context.Context, c *cloudapi.Client) error {
				return c.Block(ctx, who, whatsapp.Address{Group: "g"})
			},
		},
		{
			"unblock", false,
			func(ctx context.Context, c *cloudapi.Client) error { return c.Unblock(ctx, who) },
			func(ctx context.Context, c *cloudapi.Client) error { return c.Unblock(ctx) },
		},
		{
			"list blocked", false,
			func(ctx context.Context, c *cloudapi.Client) error { return drain(c.Blocked(ctx)) }, nil,
		},
		{
			"create QR code", true,
			func(ctx context.Context, c *cloudapi.Client) error {
				return second(c.CreateQR(ctx, "Hello", cloudapi.PNG))
			},
			func(ctx context.Context, c *cloudapi.Client) error { return second(c.CreateQR(ctx, "Hello", "GIF")) },
		},
		{
			"update QR code", false,
			func(ctx context.Context, c *cloudapi.Client) error {
				return second(c.UpdateQR(ctx, "4O4YGZEG3RIVE1", "Hello"))
			},
			func(ctx context.Context, c *cloudapi.Client) error {
				return second(c.UpdateQR(ctx, "4O4YGZEG3RIVE1", strings.Repeat("x", 141)))
			},
		},
		{
			"list QR codes", false,
			func(ctx context.Context, c *cloudapi.Client) error { return drain(c.QRCodes(ctx)) }, nil,
		},
		{
			"delete QR code", false,
			func(ctx context.Context, c *cloudapi.Client) error { return c.DeleteQR(ctx, "4O4YGZEG3RIVE1") },
			func(ctx context.Context, c *cloudapi.Client) error { return c.DeleteQR(ctx, "") },
		},
		{
			"read token", false,
			func(ctx context.Context, c *cloudapi.Client) error { return second(c.Token(ctx)) }, nil,
		},
	}
}

const pin = "246810"

// secrets must not come up in any error.
func secrets() []string {
	return []string{token, secret, verify, pin, "16505550123", "Canary Name", "Not A Name", "example.com"}
}

// TestCalls holds every call to the same promises: what is wrong is refused
// without a request, an ended context makes none, a refusal is typed, an answer
// that was lost or cannot be read says whether it may be asked again, and no
// error names anything.
func TestCalls(t *testing.T) {
	t.Parallel()
	for _, a := range calls() {
		t.Run(a.name, func(t *testing.T) {
			t.Parallel()
			lost := provider.Unavailable
			if a.once {
				lost = provider.Uncertain
			}
			if a.wrong != nil {
				c, _ := talk(t)
				failsAs(t, a, a.wrong(t.Context(), c), provider.Invalid, 0)
			}
			ended, cancel := context.WithCancel(t.Context())
			cancel()
			c, _ := talk(t)
			err := a.right(ended, c)
			failsAs(t, a, err, provider.Unavailable, 0)
			if !errors.Is(err, context.Canceled) {
				t.Errorf("cancelled: %v", err)
			}
			for _, tc := range []struct {
				answer answer
				kind   provider.Kind
				code   int
			}{
				{coded(401, "190"), provider.Auth, 190},
				{coded(403, "200"), provider.Auth, 200},
				{coded(400, "100"), provider.Invalid, 100},
				{coded(400, "80007"), provider.Throttled, 80007},
				{coded(200, "190"), provider.Auth, 190},
				{answer{502, ""}, lost, 0},
				{answer{302, ""}, lost, 0},
				{answer{200, ""}, lost, 0},
				{answer{200, "<html>Canary Name</html>"}, lost, 0},
				{answer{200, `{"success":false}`}, provider.Other, 0},
			} {
				c, p := talk(t, tc.answer)
				failsAs(t, a, a.right(t.Context(), c), tc.kind, tc.code)
				if len(p.asked) != 1 {
					t.Errorf("%d requests, want 1", len(p.asked))
				}
			}
		})
	}
}

func failsAs(t *testing.T, a apiCall, err error, kind provider.Kind, code int) {
	t.Helper()
	var e *provider.Error
	if !errors.As(err, &e) || e.Kind != kind || e.Code != code || e.Op != a.name {
		t.Errorf("%s: %v, want %v with %d", a.name, err, kind, code)
		return
	}
	for _, s := range secrets() {
		if strings.Contains(err.Error(), s) {
			t.Errorf("%s: the error has %q: %v", a.name, s, err)
		}
	}
}

// TestCallsWithoutWABA names what is missing, before any request.
func TestCallsWithoutWABA(t *testing.T) {
	t.Parallel()
	config := complete()
	config.WABA, config.AppID = "", ""
	needs := map[string]string{
		"list templates": "WABA", "create template": "WABA", "delete template": "WABA", "subscribe": "WABA",
		"unsubscribe": "WABA", "list subscriptions": "WABA", "clear webhook": "WABA",
		"upload sample": "AppID", "set photo": "AppID",
	}
	for _, a := range calls() {
		field := needs[a.name]
		if field == "" {
			continue
		}
		c, _ := talkAs(t, config)
		err := a.right(t.Context(), c)
		failsAs(t, a, err, provider.Invalid, 0)
		var v whatsapp.Violations
		if !errors.As(err, &v) || len(v) != 1 || v[0].Field != field {
			t.Errorf("%s: %v, want %s", a.name, err, field)
		}
	}
	c, _ := talkAs(t, config)
	if err := c.SetWebhook(t.Context(), cloudapi.ForWABA, cloudapi.Override{URL: "https://example.com"}); provider.KindOf(err) != provider.Invalid {
		t.Errorf("set webhook: %v", err)
	}
}

// TestCallsLost drops the connection after the request.
func TestCallsLost(t *testing.T) {
	t.Parallel()
	c := serve(t, func(_ http.ResponseWriter, r *http.Request) {
		_, _ = io.Copy(io.Discard, r.Body)
		panic(http.ErrAbortHandler)
	})
	for _, a := range calls() {
		want := provider.Unavailable
		if a.once {
			want = provider.Uncertain
		}
		failsAs(t, a, a.right(t.Context(), c), want, 0)
	}
}
