package twilio_test

import (
	"bytes"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/wainbox/wainbox/provider"
	"github.com/wainbox/wainbox/provider/twilio"
	"github.com/wainbox/wainbox/whatsapp"
)

// FuzzDecode holds the reader and net/url together, and its events apart from
// the body.
func FuzzDecode(f *testing.F) {
	for _, body := range callbacks(f) {
		f.Add(body)
	}
	f.Add([]byte("MessageSid=SM1&SmsStatus=received&Body=%zz%4&From=whatsapp:x&NumMedia=9&MediaUrl1=&MediaUrl999=x&Latitude=NaN&Longitude=1e999"))
	f.Fuzz(func(t *testing.T, body []byte) {
		original := bytes.Clone(body)
		events, err := twilio.Decode(body)
		if !bytes.Equal(body, original) {
			t.Fatal("the body was changed")
		}
		if (err == nil) == (len(events) == 0) {
			t.Fatalf("%d events, %v", len(events), err)
		}
		before := spell(events)
		for i := range body {
			body[i] = 'x'
		}
		if spell(events) != before {
			t.Fatal("the events changed with the body")
		}
		values, err := url.ParseQuery(string(original))
		if err != nil {
			return
		}
		for _, e := range events {
			if r, ok := e.(*whatsapp.Received); ok {
				same(t, r, values)
			}
		}
	})
}

func spell(events []whatsapp.Event) string {
	var b strings.Builder
	for _, e := range events {
		fmt.Fprintf(&b, "%s %+v\n", e.Key(), e)
	}
	return b.String()
}

// same compares what is taken as it is.
func same(t *testing.T, r *whatsapp.Received, values url.Values) {
	t.Helper()
	for name, got := range map[string]string{
		"ProfileName": r.Profile.Name, "MessageType": r.Type, "OriginalRepliedMessageSid": string(r.Context.ReplyTo),
	} {
		if want := valid(values.Get(name)); got != want {
			t.Fatalf("%s is %q, want %q", name, got, want)
		}
	}
	if c, ok := r.Content.(whatsapp.Text); ok && c.Body != valid(values.Get("Body")) {
		t.Fatalf("Body is %q, want %q", c.Body, values.Get("Body"))
	}
}

func valid(s string) string { return strings.ToValidUTF8(s, "\uFFFD") }

// FuzzSignature accepts whatever was signed as the documentation says, and
// nothing that was signed with another token.
func FuzzSignature(f *testing.F) {
	for _, body := range callbacks(f) {
		f.Add(hook, "", body)
	}
	f.Add("https://[::1]:443?a=%2&b#c", "x", []byte("a=%zz&&=&a=+&a"))
	f.Add("https://u:p@h:1/?bodySHA256=00&a=1", "3KI2uRuYyAdhZIJXcpU0izDUzWI=", []byte("{}"))
	w, err := twilio.NewWebhook(twilio.WebhookConfig{AuthTokens: []string{token}}, nil)
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, address, given string, body []byte) {
		h := http.Header{twilio.SignatureHeader: {given}}
		if w.Verify(provider.Callback{URL: address, Header: h, Body: body}) == nil {
			t.Fatal("a signature was found")
		}
		if _, err := url.ParseQuery(string(body)); err != nil || bytes.Count(body, []byte("&")) > 1000 {
			return
		}
		h = http.Header{twilio.SignatureHeader: {signature(token, hook, body)}}
		if w.Verify(provider.Callback{URL: hook, Header: h, Body: body}) != nil {
			t.Fatal("a form that is signed as it should be is refused")
		}
		h = http.Header{twilio.SignatureHeader: {signature("other", hook, body)}}
		if w.Verify(provider.Callback{URL: hook, Header: h, Body: body}) == nil {
			t.Fatal("another token's signature is accepted")
		}
	})
}
