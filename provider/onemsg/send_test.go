package onemsg_test

import (
	"context"
	"errors"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/jarcoal/httpmock"

	"github.com/wainbox/wainbox/provider"
	"github.com/wainbox/wainbox/provider/onemsg"
	"github.com/wainbox/wainbox/whatsapp"
)

func TestSendRequest(t *testing.T) {
	t.Parallel()
	phone := whatsapp.Address{Phone: "16505550123"}
	photo := &whatsapp.Media{Type: whatsapp.KindImage, ID: "7"}
	const to = `"phone":"16505550123"`
	for name, tc := range map[string]struct {
		m       whatsapp.Outbound
		want    string
		dropped []string
	}{
		"text": {
			m:    whatsapp.Outbound{To: phone, Content: whatsapp.Text{Body: "Hello"}, Ref: "ref"},
			want: `sendMessage {` + to + `,"body":"Hello"}`,
		},
		"a reply with a preview": {
			m:    whatsapp.Outbound{To: phone, Content: whatsapp.Text{Body: "ok", PreviewURL: true}, ReplyTo: "wamid.1"},
			want: `sendMessage {` + to + `,"body":"ok","quotedMsgId":"wamid.1"}`, dropped: []string{"text.preview_url"},
		},
		"by user id": {
			m:    whatsapp.Outbound{To: whatsapp.Address{User: "US.2207"}, Content: whatsapp.Text{Body: "Hello"}},
			want: `sendMessage {"phone":"US.2207","body":"Hello"}`,
		},
		"the number where both are known": {
			m:    whatsapp.Outbound{To: whatsapp.Address{Phone: "+1 650-555 0123", User: "US.2207"}, Content: whatsapp.Text{Body: "Hi"}},
			want: `sendMessage {` + to + `,"body":"Hi"}`,
		},
		"a group": {
			m:    whatsapp.Outbound{To: whatsapp.Address{Group: "1650-16@g.us"}, Content: whatsapp.Text{Body: "Hello"}},
			want: `sendMessage {"chatId":"1650-16@g.us","body":"Hello"}`,
		},
		"a group by its bare id": {
			m:    whatsapp.Outbound{To: whatsapp.Address{Group: "1650-16"}, Content: whatsapp.Text{Body: "Hello"}},
			want: `sendMessage {"chatId":"1650-16@g.us","body":"Hello"}`,
		},
		"a document by its address": {
			m: whatsapp.Outbound{To: phone, Content: whatsapp.Media{
				Type: whatsapp.KindDocument, Link: "https://example.com/x?y=1", Filename: "dummy.pdf", Caption: "Here",
			}, ReplyTo: "wamid.1"},
			want: `sendFile {` + to + `,"body":"https://example.com/x?y=1","filename":"dummy.pdf","caption":"Here","quotedMsgId":"wamid.1"}`,
		},
		"a video named by its address": {
			m:    whatsapp.Outbound{To: phone, Content: whatsapp.Media{Type: whatsapp.KindVideo, Link: "https://example.com/a/b.mov?c"}},
			want: `sendFile {` + to + `,"body":"https://example.com/a/b.mov?c","filename":"b.mov"}`,
		},
		"an image without a name": {
			m:    whatsapp.Outbound{To: phone, Content: whatsapp.Media{Type: whatsapp.KindImage, Link: "https://example.com/photo"}},
			want: `sendFile {` + to + `,"body":"https://example.com/photo","filename":"image.jpg"}`,
		},
		"a voice note without a name": {
			m:    whatsapp.Outbound{To: phone, Content: whatsapp.Media{Type: whatsapp.KindAudio, Link: "https://example.com/", Voice: true}},
			want: `sendFile {` + to + `,"body":"https://example.com/","filename":"audio.ogg","voice":true}`,
		},
		"a document without a name": {
			m:    whatsapp.Outbound{To: phone, Content: whatsapp.Media{Type: whatsapp.KindDocument, Link: "https://example.com/a."}},
			want: `sendFile {` + to + `,"body":"https://example.com/a.","filename":"document"}`,
		},
		"a video without a name": {
			m:    whatsapp.Outbound{To: phone, Content: whatsapp.Media{Type: whatsapp.KindVideo, Link: "https://example.com"}},
			want: `sendFile {` + to + `,"body":"https://example.com","filename":"video.mp4"}`,
		},
		"a voice note by its id": {
			m:    whatsapp.Outbound{To: phone, Content: whatsapp.Media{Type: whatsapp.KindAudio, ID: "123", Voice: true}},
			want: `sendFile {` + to + `,"mediaId":"123","mediaType":"audio","voice":true}`,
		},
		"a sticker in answer": {
			m:    whatsapp.Outbound{To: phone, Content: whatsapp.Media{Type: whatsapp.KindSticker, Link: "https://example.com/a.webp"}, ReplyTo: "wamid.1"},
			want: `sendSticker {` + to + `,"link":"https://example.com/a.webp"}`, dropped: []string{"context.message_id"},
		},
		"a template": {
			m: whatsapp.Outbound{To: phone, Content: whatsapp.Template{Name: "start", Language: "en", Components: []whatsapp.Component{
				{Type: "header", Parameters: []whatsapp.Parameter{{Type: "image", Media: &whatsapp.Media{Link: "https://example.com/a.jpg"}}}},
				{Type: "body", Parameters: []whatsapp.Parameter{{Type: "text", Text: "Ann"}}},
				{Type: "button", SubType: "quick_reply", Parameters: []whatsapp.Parameter{{Type: "payload", Text: "yes"}}},
			}}},
			want: `sendTemplate {` + to + `,"template":"start","namespace":"` + namespace + `","language":{"policy":"deterministic","code":"en"},` +
				`"params":[{"type":"header","parameters":[{"type":"image","image":{"link":"https://example.com/a.jpg"}}]},` +
				`{"type":"body","parameters":[{"type":"text","text":"Ann"}]},` +
				`{"type":"button","sub_type":"quick_reply","index":"0","parameters":[{"type":"payload","payload":"yes"}]}]}`,
		},
		"a template without variables": {
			m:    whatsapp.Outbound{To: phone, Content: whatsapp.Template{Name: "start", Language: "en"}},
			want: `sendTemplate {` + to + `,"template":"start","namespace":"` + namespace + `","language":{"policy":"deterministic","code":"en"}}`,
		},
		"a reaction": {
			m:    whatsapp.Outbound{To: phone, Content: whatsapp.Reaction{To: "wamid.1", Emoji: "👍"}},
			want: `sendReaction {` + to + `,"body":"👍","quotedMsgId":"wamid.1"}`,
		},
		"a location": {
			m:    whatsapp.Outbound{To: phone, Content: whatsapp.Location{Latitude: 45.018337, Longitude: -73.968285, Name: "HQ", Address: "1 Street"}},
			want: `sendLocation {` + to + `,"lat":"45.018337","lng":"-73.968285","name":"HQ","address":"1 Street"}`,
		},
		"contacts": {
			m: whatsapp.Outbound{To: phone, Content: whatsapp.Contacts{{
				Name: whatsapp.ContactName{Formatted: "Ann Other", First: "Ann"}, Phones: []whatsapp.ContactPhone{{Phone: "+1", Type: "HOME"}},
			}}},
			want: `sendContact {` + to + `,"contacts":[{"name":{"formatted_name":"Ann Other","first_name":"Ann"},"phones":[{"phone":"+1","type":"HOME"}]}]}`,
		},
		"buttons below a photo": {
			m: whatsapp.Outbound{To: phone, Content: whatsapp.Buttons{
				Header: &whatsapp.Header{Media: photo}, Body: "Well?", Footer: "F", Buttons: []whatsapp.ReplyButton{{ID: "1", Title: "Yes"}},
			}},
			want: `sendButton {` + to + `,"body":"Well?","footer":"F","sections":[{"type":"reply","reply":{"id":"1","title":"Yes"}}]}`, dropped: []string{"interactive.header"},
		},
		"a list": {
			m: whatsapp.Outbound{To: phone, Content: whatsapp.List{
				Header: &whatsapp.Header{Text: "H"}, Body: "Which?", Footer: "F", Button: "List",
				Sections: []whatsapp.Section{{Title: "S", Rows: []whatsapp.Row{{ID: "1", Title: "One", Description: "D"}}}},
			}},
			want: `sendList {` + to + `,"body":"Which?","header":"H","footer":"F","action":"List","sections":[{"title":"S","rows":[{"id":"1","title":"One","description":"D"}]}]}`,
		},
		"a link below a photo": {
			m: whatsapp.Outbound{To: phone, Content: whatsapp.CTAURL{
				Header: &whatsapp.Header{Media: photo}, Body: "Look", Footer: "F", Label: "Open", URL: "https://example.com/",
			}},
			want: `sendCtaUrl {` + to + `,"body":"Look","displayText":"Open","url":"https://example.com/"}`, dropped: []string{"interactive.header", "interactive.footer"},
		},
		"a link below a text": {
			m: whatsapp.Outbound{To: phone, Content: whatsapp.CTAURL{
				Header: &whatsapp.Header{Text: "H"}, Body: "Look", Label: "Open", URL: "https://example.com/",
			}},
			want: `sendCtaUrl {` + to + `,"body":"Look","displayText":"Open","url":"https://example.com/","header":"H"}`,
		},
		"a request for a location": {
			m:    whatsapp.Outbound{To: phone, Content: whatsapp.LocationRequest{Body: "Where?"}},
			want: `sendLocationRequest {` + to + `,"body":"Where?"}`,
		},
		"a flow": {
			m: whatsapp.Outbound{To: phone, Content: whatsapp.FlowMessage{
				Body: "Fill", Footer: "F", CTA: "Open", ID: "9", Token: "t", Screen: "FIRST", Data: `{"a":1}`,
			}},
			want: `sendFlow {` + to + `,"body":"Fill","flowId":"9","flowToken":"t","flowCta":"Open","flowAction":"navigate",` +
				`"flowActionPayload":{"screen":"FIRST","data":{"a":1}},"flowMessageVersion":"3","mode":"published"}`, dropped: []string{"interactive.footer"},
		},
		"a flow's draft with an endpoint": {
			m:    whatsapp.Outbound{To: phone, Content: whatsapp.FlowMessage{Body: "Fill", CTA: "Open", ID: "9", Token: "t", Draft: true, Exchange: true}},
			want: `sendFlow {` + to + `,"body":"Fill","flowId":"9","flowToken":"t","flowCta":"Open","flowAction":"data_exchange","flowMessageVersion":"3","mode":"draft"}`,
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c, f := dial(t)
			method, _, _ := strings.Cut(tc.want, " ")
			f.on(t, "POST", method, ok(accepted))
			r, err := c.Send(t.Context(), tc.m)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(provider.Receipt{ID: "wamid.QUNDRVBURUQ=", Dropped: tc.dropped}, r); diff != "" {
				t.Error(diff)
			}
			if diff := cmp.Diff([]string{"POST /" + instanceID + "/" + tc.want}, f.requests); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// TestSendHeaders sees that the token is in the address alone.
func TestSendHeaders(t *testing.T) {
	t.Parallel()
	c, f := dial(t)
	f.RegisterResponder("POST", channel+"/sendMessage", func(r *http.Request) (*http.Response, error) {
		if r.Header.Get("Authorization") != "" || r.Header.Get("Content-Type") != "application/json" {
			t.Errorf("headers %v", r.Header)
		}
		return httpmock.NewStringResponse(http.StatusOK, accepted), nil
	})
	if _, err := c.Send(t.Context(), hello()); err != nil {
		t.Error(err)
	}
}

func hello() whatsapp.Outbound {
	return whatsapp.Outbound{To: whatsapp.Address{Phone: "16505550123"}, Content: whatsapp.Text{Body: "Hello"}}
}

func TestSendUnsupported(t *testing.T) {
	t.Parallel()
	c, f := dial(t)
	for name, content := range map[string]whatsapp.Content{
		"a reaction taken back": whatsapp.Reaction{To: "wamid.1"},
		"a flow by its name":    whatsapp.FlowMessage{Body: "Fill", CTA: "Open", Name: "form", Token: "t", Screen: "FIRST"},
		"a product":             whatsapp.ProductMessage{Product: whatsapp.ProductRef{Catalog: "1", Product: "lamp"}},
	} {
		_, err := c.Send(t.Context(), whatsapp.Outbound{To: whatsapp.Address{Phone: "16505550123"}, Content: content})
		if !errors.Is(err, provider.Unsupported) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if n := f.GetTotalCallCount(); n != 0 {
		t.Errorf("%d requests, want none", n)
	}
}

func TestSendAnswers(t *testing.T) {
	t.Parallel()
	for _, tc := range []struct {
		body string
		want provider.Kind
	}{
		{`{"sent":true}`, provider.Uncertain},
		{`{"sent":true,"id":""}`, provider.Uncertain},
		{`{"sent":"true","id":"x"}`, provider.Uncertain},
		{`{"id":"x"}`, provider.Uncertain},
		{`{"sent":false,"message":"Queued","jobId":7}`, provider.Uncertain},
		{`{"sent":false,"message":"Message is queued"}`, provider.Uncertain},
		{`{"sent":false,"id":"x"}`, provider.Other},
		{`{"sent":false,"message":"never heard of"}`, provider.Other},
		{`{"error":"re-engagement message"}`, provider.Window},
		{`{"error":{"code":131047}}`, provider.Window},
		{`{"sent":true,"error":{"code":132001}}`, provider.Template},
		{`{"sent":"true","id":"x","error":{"code":132001}}`, provider.Template},
		{`{"sent":false,"message":"Too many requests, the message was queued"}`, provider.Uncertain},
		{`{"response":{"error":{"code":"130429"}}}`, provider.Throttled},
		{`{"response":"none"}`, provider.Uncertain},
		{`{"sent":false,"error":{"code":1,"message":"rate limit"}}`, provider.Throttled},
	} {
		t.Run(tc.body, func(t *testing.T) {
			t.Parallel()
			c, f := dial(t)
			f.on(t, "POST", "sendMessage", ok(tc.body))
			if _, err := c.Send(t.Context(), hello()); provider.KindOf(err) != tc.want || err == nil {
				t.Errorf("Send: %v, want %v", err, tc.want)
			}
		})
	}
	for _, body := range []string{accepted, `{"sent":true,"id":"x","error":null}`, `{"sent":true,"id":"x","error":{}}`, `{"sent":true,"id":7,"message":"rate limit"}`, `{"sent":true,"id":"x","error":{"code":132001}}`} {
		c, f := dial(t)
		f.on(t, "POST", "sendMessage", ok(body))
		if _, err := c.Send(t.Context(), hello()); err != nil {
			t.Errorf("%s: %v", body, err)
		}
	}
}

func TestSendStatuses(t *testing.T) {
	t.Parallel()
	for _, tc := range []struct {
		answer answer
		want   provider.Kind
	}{
		{answer{400, `{"error":"bad body"}`}, provider.Invalid},
		{answer{400, `{"error":"Too many requests"}`}, provider.Throttled},
		{answer{401, `{"error":"x"}`}, provider.Auth},
		{answer{403, `Your subscription is blocked`}, provider.Account},
		{answer{403, `{"error":"x"}`}, provider.Account},
		{answer{403, `<html>`}, provider.Auth},
		{answer{403, `{"error":"Wrong token"}`}, provider.Auth},
		{answer{404, ``}, provider.Invalid},
		{answer{422, `{}`}, provider.Invalid},
		{answer{500, `{"error":"template is not defined"}`}, provider.Template},
		{answer{500, `{"error":"x"}`}, provider.Uncertain},
		{answer{429, `{"sent":false,"message":"Too many requests","jobId":"7"}`}, provider.Uncertain},
		{answer{400, `{"sent":false,"jobId":7}`}, provider.Uncertain},
		{answer{400, `{"sent":true,"id":"x"}`}, provider.Invalid},
		{answer{200, `<html>`}, provider.Uncertain},
		{answer{302, accepted}, provider.Uncertain},
	} {
		c, f := dial(t)
		f.on(t, "POST", "sendMessage", tc.answer)
		if _, err := c.Send(t.Context(), hello()); provider.KindOf(err) != tc.want || err == nil {
			t.Errorf("%d with %s: %v, want %v", tc.answer.status, tc.answer.body, err, tc.want)
		}
	}
}

func TestRetryAfter(t *testing.T) {
	t.Parallel()
	c, f := dial(t)
	busy := httpmock.NewStringResponse(http.StatusTooManyRequests, "")
	busy.Header.Set("Retry-After", "12")
	f.RegisterResponder("POST", channel+"/sendMessage", httpmock.ResponderFromResponse(busy))
	_, err := c.Send(t.Context(), hello())
	if e, ok := errors.AsType[*provider.Error](err); !ok || e.Kind != provider.Throttled || e.After != 12*time.Second {
		t.Errorf("Send: %v", err)
	}
}

// TestSendOutcome looks at connections that fail, and for the token in what is
// said of them.
func TestSendOutcome(t *testing.T) {
	t.Parallel()
	at := func(base string) *onemsg.Client {
		c, err := onemsg.New(complete(), &onemsg.Options{BaseURL: base})
		if err != nil {
			t.Fatal(err)
		}
		return c
	}
	l, err := (&net.ListenConfig{}).Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	refused := at("http://" + l.Addr().String())
	_ = l.Close()
	aborting := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) }))
	t.Cleanup(aborting.Close)
	moved := httptest.NewServer(http.RedirectHandler("/elsewhere", http.StatusPermanentRedirect))
	t.Cleanup(moved.Close)
	for _, tc := range []struct {
		name string
		c    *onemsg.Client
		want provider.Kind
	}{
		{"connection refused", refused, provider.Unavailable},
		{"connection dropped", at(aborting.URL), provider.Uncertain},
		{"redirected", at(moved.URL), provider.Uncertain},
	} {
		_, err := tc.c.Send(t.Context(), hello())
		if provider.KindOf(err) != tc.want {
			t.Errorf("%s: %v, want %v", tc.name, err, tc.want)
		}
		for ; err != nil; err = cause(err) {
			if strings.Contains(err.Error(), token) {
				t.Errorf("%s: the token is in %q", tc.name, err)
			}
		}
	}
	cancelled, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := refused.Send(cancelled, hello()); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
}

// cause is the next error down, the last of several.
func cause(err error) error {
	if many, ok := err.(interface{ Unwrap() []error }); ok {
		all := many.Unwrap()
		return all[len(all)-1]
	}
	return errors.Unwrap(err)
}
