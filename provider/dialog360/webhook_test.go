package dialog360_test

import (
	"bytes"
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"net/http"
	"net/http/httptest"
	"reflect"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/wainbox/wainbox/provider"
	"github.com/wainbox/wainbox/provider/dialog360"
	"github.com/wainbox/wainbox/provider/internal/sign"
	"github.com/wainbox/wainbox/whatsapp"
)

// signature is the scheme in the standard library's words.
func signature(secret string, body []byte) string {
	mac := hmac.New(sha256.New, []byte(secret))
	mac.Write(body)
	return hex.EncodeToString(mac.Sum(nil))
}

// TestVerify is the policy: what is configured, what a callback carries, and
// whether it passes.
func TestVerify(t *testing.T) {
	t.Parallel()
	body := []byte(`{"object":"whatsapp_business_account","entry":[]}`)
	good, bad := signature(secret, body), signature("another", body)
	const basic = "Basic Y2FuYXJ5LXVzZXI6Y2FuYXJ5LXBhc3N3b3JkLTBlNDQ=" // of user and password
	none := dialog360.WebhookConfig{}
	signed := dialog360.WebhookConfig{WebhookSecrets: []string{"new", secret}}
	carrying := dialog360.WebhookConfig{WebhookHeaders: map[string]string{header: word, "x-second": "two"}}
	asked := dialog360.WebhookConfig{BasicUser: user, BasicPassword: password}
	both := dialog360.WebhookConfig{WebhookSecrets: []string{secret}, WebhookHeaders: map[string]string{header: word}}
	all := dialog360.WebhookConfig{WebhookHeaders: map[string]string{header: word}, BasicUser: user, BasicPassword: password}
	unsigned, path := dialog360.WebhookOptions{AcceptUnsigned: true}, dialog360.WebhookOptions{SecretPath: true}
	for name, tc := range map[string]struct {
		config  dialog360.WebhookConfig
		options dialog360.WebhookOptions
		header  http.Header
		want    bool
	}{
		"signed":                     {config: signed, header: http.Header{dialog360.SignatureHeader: {good}}, want: true},
		"signed, prefixed":           {config: signed, header: http.Header{dialog360.SignatureHeader: {"sha256=" + good}}, want: true},
		"signed with another":        {config: signed, header: http.Header{dialog360.SignatureHeader: {bad}}},
		"signed, and again":          {config: signed, header: http.Header{dialog360.SignatureHeader: {good, bad}}},
		"signed by nothing":          {config: signed, header: http.Header{dialog360.SignatureHeader: {""}}},
		"not signed":                 {config: signed},
		"signed for the platform":    {config: signed, header: http.Header{"X-Hub-Signature-256": {"sha256=" + good}}},
		"all headers":                {config: carrying, header: http.Header{header: {word}, "X-Second": {"two"}}, want: true},
		"one header":                 {config: carrying, header: http.Header{header: {word}}},
		"the other header":           {config: carrying, header: http.Header{"X-Second": {"two"}}},
		"a header's beginning":       {config: carrying, header: http.Header{header: {word[:4]}, "X-Second": {"two"}}},
		"signed, and no secret":      {config: carrying, header: http.Header{dialog360.SignatureHeader: {good}}},
		"headers, odd signature":     {config: carrying, header: http.Header{header: {word}, "X-Second": {"two"}, dialog360.SignatureHeader: {bad}}, want: true},
		"user and password":          {config: asked, header: http.Header{"Authorization": {basic}}, want: true},
		"user alone":                 {config: asked, header: http.Header{"Authorization": {"Basic Y2FuYXJ5LXVzZXI6"}}},
		"another scheme":             {config: asked, header: http.Header{"Authorization": {"Bearer " + password}}},
		"both: by signature":         {config: both, header: http.Header{dialog360.SignatureHeader: {good}}, want: true},
		"both: by header":            {config: both, header: http.Header{header: {word}}, want: true},
		"both: wrong signature":      {config: both, header: http.Header{dialog360.SignatureHeader: {bad}, header: {word}}},
		"both: empty signature":      {config: both, header: http.Header{dialog360.SignatureHeader: {""}, header: {word}}},
		"both: wrong header":         {config: both, header: http.Header{header: {"x"}}},
		"both: neither":              {config: both},
		"header, user and password":  {config: all, header: http.Header{header: {word}, "Authorization": {basic}}, want: true},
		"header, and no user":        {config: all, header: http.Header{header: {word}}},
		"user, and no header":        {config: all, header: http.Header{"Authorization": {basic}}},
		"nothing, unsigned accepted": {config: none, options: unsigned, want: true},
		"nothing, secret path":       {config: none, options: path, want: true},
		"secrets stay, unsigned":     {config: signed, options: unsigned},
		"secrets stay, secret path":  {config: signed, options: path},
		"headers stay, unsigned":     {config: carrying, options: unsigned},
		"headers stay, secret path":  {config: carrying, options: path},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w, err := dialog360.NewWebhook(tc.config, &tc.options)
			if err != nil {
				t.Fatal(err)
			}
			err = w.Verify(provider.Callback{Header: tc.header, Body: body})
			if tc.want && err != nil || !tc.want && err != provider.Signature { //nolint:errorlint // it must be the constant
				t.Errorf("Verify = %v, want it accepted: %v", err, tc.want)
			}
		})
	}
}

func TestNewWebhook(t *testing.T) {
	t.Parallel()
	for _, config := range []dialog360.WebhookConfig{{}, {WebhookSecrets: []string{""}}, {Number: numberID}} {
		_, err := dialog360.NewWebhook(config, nil)
		var e *provider.ConfigError
		if !errors.As(err, &e) || !cmp.Equal(e.Missing, []string{"WebhookSecrets, WebhookHeaders or BasicUser"}) {
			t.Errorf("NewWebhook = %v", err)
		}
	}
}

type sink struct{ keys []string }

func (s *sink) Ingest(_ context.Context, d provider.Delivery) error {
	for _, e := range d.Events {
		s.keys = append(s.keys, string(e.Source().Number)+" "+e.Key())
	}
	return nil
}

// TestHandler serves real requests from the socket to the sink: both shapes at
// one address.
func TestHandler(t *testing.T) {
	t.Parallel()
	w, err := dialog360.NewWebhook(dialog360.WebhookConfig{Number: "legacy-number", WebhookSecrets: []string{secret}}, nil)
	if err != nil {
		t.Fatal(err)
	}
	var got sink
	s := httptest.NewServer(provider.NewHandler(dialog360.Name, w, &got, nil))
	defer s.Close()
	post := func(body []byte, signature string) int {
		r, err := http.NewRequestWithContext(t.Context(), http.MethodPost, s.URL, bytes.NewReader(body))
		if err != nil {
			t.Fatal(err)
		}
		r.Header.Set(dialog360.SignatureHeader, signature)
		res, err := s.Client().Do(r)
		if err != nil {
			t.Fatal(err)
		}
		_ = res.Body.Close()
		return res.StatusCode
	}
	cloud, legacy := fixture(t, "cloud"), fixture(t, "legacy")
	for i, tc := range []struct {
		body      []byte
		signature string
		want      int
	}{
		{cloud, signature(secret, cloud), http.StatusOK},
		{cloud, signature("x", cloud), http.StatusUnauthorized},
		{cloud, "", http.StatusUnauthorized},
		{legacy, sign.Prefix + signature(secret, legacy), http.StatusOK},
	} {
		if status := post(tc.body, tc.signature); status != tc.want {
			t.Errorf("%d: status %d, want %d", i, status, tc.want)
		}
	}
	want := []string{
		"1055550100000021 m:wamid.RDM2MC0x",
		"1055550100000021 s:wamid.RDM2MC0y:sent:US.1055550300000021:16505550123:1795000002",
		"1055550100000021 s:wamid.RDM2MC0y:delivered:US.1055550300000021:16505550123:1795000003",
		"1055550100000021 s:wamid.RDM2MC0z:failed::16505550199:1795000004",
		"legacy-number m:gBGGFlA1", "legacy-number m:gBGGFlA2", "legacy-number m:gBGGFlA3",
		"legacy-number m:gBGGFlA4", "legacy-number m:gBGGFlA5",
		"legacy-number s:gBGGFlB1:delivered::16505550123:1633000006",
		"legacy-number s:gBGGFlB2:deleted::16505550123:1633000007",
		"legacy-number s:gBGGFlB3:failed::16505550199:1633000008",
	}
	if diff := cmp.Diff(want, got.keys); diff != "" {
		t.Error(diff)
	}
}

// TestDecodeLegacy reads the older shape in full.
func TestDecodeLegacy(t *testing.T) {
	t.Parallel()
	own := whatsapp.Origin{Number: numberID, WABA: wabaID}
	got, err := dialog360.Decode(fixture(t, "legacy"), own)
	if err != nil {
		t.Fatal(err)
	}
	at := func(second int64) time.Time { return time.Unix(1633000000+second, 0).UTC() }
	received := func(n int64, id, kind string, c whatsapp.Content) whatsapp.Event {
		return &whatsapp.Received{
			Origin: own, From: whatsapp.Address{Phone: "16505550123"}, Profile: whatsapp.Profile{Name: "Canary Name"},
			Message: whatsapp.Message{ID: whatsapp.MessageID(id), At: at(n), Type: kind, Content: c},
		}
	}
	status := func(n int64, id string, s whatsapp.State, to whatsapp.Phone, f ...whatsapp.Failure) whatsapp.Event {
		e := &whatsapp.Status{
			Origin: own, ID: whatsapp.MessageID(id), State: s, At: at(n), Recipient: whatsapp.Address{Phone: to}, Failures: f,
		}
		if to == "16505550123" {
			e.Profile.Name = "Canary Name"
		}
		return e
	}
	want := []whatsapp.Event{
		received(1, "gBGGFlA1", "text", whatsapp.Text{Body: "canary-text"}),
		received(2, "gBGGFlA2", "voice", whatsapp.Media{
			Type: whatsapp.KindAudio, ID: "5d1f0c1e-0000-4000-8000-000000000001", MIME: "audio/ogg; codecs=opus", SHA256: "c2hhLTE=", Voice: true,
		}),
		received(3, "gBGGFlA3", "image", whatsapp.Media{
			Type: whatsapp.KindImage, ID: "5d1f0c1e-0000-4000-8000-000000000002", MIME: "image/jpeg", SHA256: "c2hhLTI=", Caption: "canary-text",
		}),
		received(4, "gBGGFlA4", "button", whatsapp.Button{Text: "Yes"}),
		received(5, "gBGGFlA5", "location", whatsapp.Location{Latitude: 52.5, Longitude: 13.4, Name: "Shop"}),
		status(6, "gBGGFlB1", whatsapp.Delivered, "16505550123"),
		status(7, "gBGGFlB2", "deleted", "16505550123"),
		status(8, "gBGGFlB3", whatsapp.Failed, "16505550199",
			whatsapp.Failure{Code: 470, Title: "Too late", Class: whatsapp.WindowClosed}),
	}
	ignored := cmp.Options{
		cmpopts.IgnoreFields(whatsapp.Message{}, "Raw", "Field"),
		cmpopts.IgnoreFields(whatsapp.Status{}, "Raw", "Field"),
	}
	if diff := cmp.Diff(want, got, ignored); diff != "" {
		t.Error(diff)
	}
}

// TestDecodeFailures gives classes to the codes of both APIs, wherever they
// stand.
func TestDecodeFailures(t *testing.T) {
	t.Parallel()
	got, err := dialog360.Decode([]byte(`{
		"messages":[{"id":"1","from":"1","type":"unknown","errors":[{"code":1013},{"code":131051},{"code":0}]}],
		"statuses":[{"id":"2","status":"failed","errors":[{"code":2001},{"code":471},{"code":131047}]}],
		"errors":[{"code":1006},{"code":470}]}`), whatsapp.Origin{})
	if err != nil {
		t.Fatal(err)
	}
	var classes []string
	for _, e := range got {
		var failures []whatsapp.Failure
		switch e := e.(type) {
		case *whatsapp.Received:
			failures = e.Failures
		case *whatsapp.Status:
			failures = e.Failures
		case *whatsapp.Fault:
			failures = []whatsapp.Failure{e.Failure}
		}
		for _, f := range failures {
			classes = append(classes, f.Class.String())
		}
	}
	want := []string{
		"recipient unreachable", "fix content", provider.Auth.Class().String(),
		"fix configuration", "unknown", "window closed",
		"recipient unreachable", "window closed",
	}
	if diff := cmp.Diff(want, classes); diff != "" {
		t.Error(diff)
	}
}

// TestDecodeProbe keeps what is of neither shape, whole.
func TestDecodeProbe(t *testing.T) {
	t.Parallel()
	own := whatsapp.Origin{Number: numberID}
	body := bytes.TrimSpace(fixture(t, "probe"))
	got, err := dialog360.Decode(body, own)
	want := []whatsapp.Event{&whatsapp.Unknown{Notice: whatsapp.Notice{Origin: own, Raw: whatsapp.Raw(body)}}}
	if diff := cmp.Diff(want, got); diff != "" || err != nil {
		t.Error(diff, err)
	}
}

// FuzzDecode: any body is read, kept or reported, with the number it is of.
func FuzzDecode(f *testing.F) {
	for _, body := range callbacks(f) {
		f.Add(body)
	}
	for _, body := range []string{
		`{"messages":[{"type":"voice","voice":{"id":"1"}},{"type":"voice","voice":7},{"type":"voice"}]}`,
		`{"statuses":{},"contacts":7,"extra":[1]}`, `{"entry":{},"messages":[]}`, `{"entry":null,"errors":[{"code":470}]}`, `{}`, `[]`, ``,
	} {
		f.Add([]byte(body))
	}
	own := whatsapp.Origin{Number: numberID, WABA: wabaID}
	f.Fuzz(func(t *testing.T, body []byte) {
		original := bytes.Clone(body)
		events, err := dialog360.Decode(body, own)
		if !bytes.Equal(body, original) {
			t.Fatal("the body was changed")
		}
		for i := range body {
			body[i] = 'x'
		}
		again, errAgain := dialog360.Decode(original, own)
		if !reflect.DeepEqual(again, events) {
			t.Fatalf("an event changed with the body:\n%s", cmp.Diff(again, events))
		}
		if (err == nil) != (errAgain == nil) {
			t.Fatal("another error the second time")
		}
		var d *provider.DecodeError
		if err != nil && (!errors.As(err, &d) || len(d.Parts) == 0) {
			t.Fatalf("%T", err)
		}
		legacy := !bytes.Contains(original, []byte("entry"))
		for _, e := range events {
			if e.Key() == "" {
				t.Fatal("no key")
			}
			if legacy && e.Source() != own {
				t.Fatalf("of %+v", e.Source())
			}
		}
	})
}
