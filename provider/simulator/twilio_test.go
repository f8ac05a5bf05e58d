package simulator_test

import (
	"crypto/hmac"
	"crypto/sha1"
	"encoding/base64"
	"maps"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/stretchr/testify/require"

	"github.com/wainbox/wainbox/provider/simulator"
)

func TestTwilioSignature(t *testing.T) {
	t.Parallel()
	call := url.Values{
		"Digits": {"1234"}, "CallSid": {"CA1234567890ABCDE"}, "To": {"+18005551212"}, "Caller": {"+14158675309"},
		"From": {"+14158675309"}, "ReasonConferenceEnded": {"test"}, "Reason": {"Participant"},
	}
	const hash = "bodySHA256=0a1ff7634d9ab3b95db5c9a2dfe9416e41502b283a80c7cf19632632f96e6620"
	tests := []struct {
		name, url, want string
		form            url.Values
	}{
		{name: "form", url: "https://mycompany.com/myapp", want: "3KI2uRuYyAdhZIJXcpU0izDUzWI=", form: url.Values{
			"CallSid": {"CA1234567890ABCDE"}, "Caller": {"+12349013030"}, "Digits": {"1234"}, "From": {"+12349013030"},
			"To": {"+18005551212"},
		}},
		{name: "query", url: "https://mycompany.com/myapp.php?foo=1&bar=2", want: "vOEb5UThFn24KEfnOFLQY2AE5FY=", form: call},
		{name: "http", url: "http://mycompany.com/myapp.php?foo=1&bar=2", want: "n2xBNyzSW7rfYStDtOFiFMv7qNo=", form: call},
		{
			name: "two fields", url: "https://mycompany.com/myapp.php?foo=1&bar=2", want: "NBdBDr/T/lgjI+tlgpXjKZQZs/k=",
			form: url.Values{"property": {"value"}, "boolean": {"true"}},
		},
		{name: "hash of a body", url: "https://mycompany.com/myapp.php?foo=1&bar=2&" + hash, want: "a9nBmqA0ju/hNViExpshrM61xv4="},
		{name: "hash alone", url: "https://mycompany.com/myapp.php?" + hash, want: "y77kIzt2vzLz71DgmJGsen2scGs="},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			require.Equal(t, test.want, simulator.TwilioSignature("12345", test.url, test.form))
		})
	}
}

func TestSignedURL(t *testing.T) {
	t.Parallel()
	for configured, want := range map[string]string{
		"https://a.example/x?b=1#rc=3":           "https://a.example/x?b=1",
		"https://user:pa@a.example:8443/x@y?q=@": "https://a.example:8443/x@y?q=@",
		"https://a.example":                      "https://a.example",
		"https://a.example?%2f=%20":              "https://a.example?%2f=%20",
		"not a URL":                              "not a URL",
	} {
		require.Equal(t, want, simulator.SignedURL(configured))
	}
}

// signedBy computes a webhook's signature in a second way, over the URL that it was sent to.
func signedBy(token, target string, form url.Values) string {
	mac := hmac.New(sha1.New, []byte(token))
	mac.Write([]byte(target))
	for _, name := range slices.Sorted(maps.Keys(form)) {
		mac.Write([]byte(name + form.Get(name)))
	}
	return base64.StdEncoding.EncodeToString(mac.Sum(nil))
}

func TestTwilioSendAndStatuses(t *testing.T) {
	t.Parallel()
	r := startWires(t, nil)
	r.wrote("3", simulator.Inbound{Text: "hello"})
	got := r.twilio(url.Values{"Body": {"Olá"}, "StatusCallback": {r.hook + "/twilio/status?m=01J"}})
	require.Equal(t, http.StatusCreated, got.status, string(got.raw))
	sid := got.at("sid").(string)
	require.Regexp(t, "^SM[0-9a-f]{32}$", sid)
	require.Equal(t, []any{"queued", "outbound-api", "0", nil, "Olá", "whatsapp:+" + phone}, []any{
		got.at("status"), got.at("direction"), got.at("num_media"), got.at("error_code"), got.at("body"), got.at("to"),
	})
	_, err := time.Parse(time.RFC1123Z, got.at("date_created").(string))
	require.NoError(t, err)
	require.NoError(t, r.Read(t.Context(), "3", phone))
	r.idle()
	words := []string{}
	for _, h := range r.desk.at("/twilio/status") {
		form := h.form(t)
		words = append(words, form.Get("MessageStatus"))
		require.Equal(t, sid, form.Get("MessageSid"))
		require.Equal(t, form.Get("MessageStatus"), form.Get("SmsStatus"))
		require.Equal(t, "/twilio/status?m=01J", h.path)
		require.Equal(t, signedBy(simulator.DefaultTwilioToken, r.hook+h.path, form), h.header.Get("X-Twilio-Signature"))
		require.Equal(t, "application/x-www-form-urlencoded; charset=utf-8", h.header.Get("Content-Type"))
	}
	require.Equal(t, []string{"queued", "sent", "delivered", "read"}, words)
	require.Equal(t, "read", r.must(http.MethodGet, got.at("uri").(string), basic(""), "").at("status"))
}

func TestTwilioSends(t *testing.T) {
	r := startWires(t, nil)
	r.wrote("3", simulator.Inbound{Text: "hello"})
	tests := []struct {
		name string
		form url.Values
		kind string
		body string
		code int // refused with
	}{
		{name: "text", form: url.Values{"Body": {"hi"}}, kind: "text", body: "hi"},
		{name: "picture", form: url.Values{"Body": {"look"}, "MediaUrl": {"https://a.example/b.JPG?c=d"}}, kind: "image", body: "look"},
		{name: "paper", form: url.Values{"MediaUrl": {"https://a.example/b.pdf"}}, kind: "document"},
		{name: "recording", form: url.Values{"Body": {"lost"}, "MediaUrl": {"https://a.example/b.ogg"}}, kind: "audio"},
		{name: "sticker", form: url.Values{"MediaUrl": {"https://a.example/b.webp"}}, kind: "sticker"},
		{
			name: "place", form: url.Values{"Body": {"Office"}, "PersistentAction": {"geo:37.78,-122.39|375 Beale St"}},
			kind: "location", body: "Office",
		},
		{name: "service", form: url.Values{"From": {""}, "MessagingServiceSid": {"MG" + strings.Repeat("a", 32)}, "Body": {"hi"}}, kind: "text", body: "hi"},
		{name: "nothing", form: url.Values{}, code: 21619},
		{name: "too long", form: url.Values{"Body": {strings.Repeat("é", 1601)}}, code: 21617},
		{name: "two files", form: url.Values{"MediaUrl": {"https://a.example/1", "https://a.example/2"}}, code: 21623},
		{name: "no URL", form: url.Values{"MediaUrl": {"file:///etc"}}, code: 21620},
		{name: "no place", form: url.Values{"Body": {"a"}, "PersistentAction": {"geo:1"}}, code: 63021},
		{name: "to nobody", form: url.Values{"To": {"whatsapp:+1"}, "Body": {"a"}}, code: 21211},
		{name: "to a phone", form: url.Values{"To": {"+" + phone}, "Body": {"a"}}, code: 21211},
		{name: "from a stranger", form: url.Values{"From": {"whatsapp:+1"}, "Body": {"a"}}, code: 63007},
		{name: "from nobody", form: url.Values{"From": {""}, "Body": {"a"}}, code: 21603},
		{name: "odd service", form: url.Values{"MessagingServiceSid": {"MG1"}, "Body": {"a"}}, code: 21703},
		{name: "odd callback", form: url.Values{"StatusCallback": {"https://a_b.example/"}, "Body": {"a"}}, code: 21609},
		{name: "to itself", form: url.Values{"To": {"whatsapp:+" + twilioNumber}, "Body": {"a"}}, code: 63031},
		{name: "odd content", form: url.Values{"ContentSid": {"HX1"}}, code: 21655},
		{name: "odd variables", form: url.Values{"ContentSid": {"HX1"}, "ContentVariables": {`{"1":2}`}}, code: 21656},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			before := len(r.Sends())
			got := r.twilio(test.form)
			if test.code != 0 {
				require.Equal(t, test.code, got.at("code"), string(got.raw))
				require.Equal(t, got.status, got.at("status"))
				require.Len(t, r.Sends(), before)
				return
			}
			require.Equal(t, http.StatusCreated, got.status, string(got.raw))
			sent := r.Sends()[before]
			require.Equal(t, []string{test.kind, test.body}, []string{sent.Type, sent.Body})
			require.Zero(t, sent.Failed)
			if test.form.Has("MediaUrl") {
				require.Regexp(t, "^MM", sent.ID)
			}
		})
	}
	json := r.must(http.MethodPost, account+"/Messages.json", basic("application/json"), "{}")
	require.Equal(t, http.StatusUnsupportedMediaType, json.status)
}

func TestTwilioInbound(t *testing.T) {
	t.Parallel()
	always := map[string]string{
		"AccountSid": simulator.DefaultTwilioAccount, "ApiVersion": "2010-04-01", "From": "whatsapp:+" + phone,
		"To": "whatsapp:+" + twilioNumber, "WaId": phone, "ExternalUserId": "whatsapp:US.7", "ProfileName": "Ann",
		"NumMedia": "0", "NumSegments": "1", "SmsStatus": "received", "ReferralNumMedia": "0", "Body": "",
	}
	replied := map[string]string{
		"OriginalRepliedMessageSender": "whatsapp:+" + twilioNumber, "Forwarded": "false", "FrequentlyForwarded": "false",
	}
	tap := &simulator.Tap{ID: "y", Title: "Yes"}
	tests := []struct {
		name  string
		in    simulator.Inbound
		reply bool
		want  map[string]string
	}{
		{name: "text", in: simulator.Inbound{Text: "Oi"}, want: map[string]string{"MessageType": "text", "Body": "Oi"}},
		{name: "reply", in: simulator.Inbound{Text: "Oi"}, reply: true, want: map[string]string{"MessageType": "text", "Body": "Oi"}},
		{name: "forwarded", in: simulator.Inbound{Text: "Oi", FrequentlyForwarded: true}, want: map[string]string{
			"MessageType": "text", "Body": "Oi", "Forwarded": "true", "FrequentlyForwarded": "true",
		}},
		{name: "place", in: simulator.Inbound{Location: &simulator.Location{
			Latitude: -23.5505199, Longitude: -46.6333094, Name: "HQ", Address: "Beale St",
		}}, want: map[string]string{
			"MessageType": "location", "Latitude": "-23.5505199", "Longitude": "-46.6333094", "Label": "HQ", "Address": "Beale St",
		}},
		{name: "tap on a button", in: simulator.Inbound{Tap: tap}, reply: true, want: map[string]string{
			"MessageType": "interactive", "Body": "Yes", "ButtonText": "Yes", "ButtonPayload": "y",
		}},
		{name: "form", in: simulator.Inbound{Flow: &simulator.Flow{Response: []byte(`{"a":1}`)}}, want: map[string]string{
			"MessageType": "interactive", "InteractiveData": `{"a":1}`,
		}},
		{name: "row", in: simulator.Inbound{
			Type: "interactive", Content: []byte(`{"type":"list_reply","list_reply":{"id":"r","title":"Row"}}`),
		}, want: map[string]string{"MessageType": "interactive", "Body": "Row", "ListId": "r", "ListTitle": "Row"}},
		{name: "ad", in: simulator.Inbound{Text: "Oi", Referral: &simulator.Referral{
			SourceURL: "https://fb.me/ad", SourceID: "12", Headline: "Sale", Body: "Now", ImageURL: "https://cdn.example/a.jpg", Click: "AR1",
		}}, want: map[string]string{
			"MessageType": "text", "Body": "Oi", "ReferralSourceUrl": "https://fb.me/ad", "ReferralSourceId": "12",
			"ReferralSourceType": "ad", "ReferralHeadline": "Sale", "ReferralBody": "Now", "ReferralNumMedia": "1",
			"ReferralMediaUrl": "https://cdn.example/a.jpg", "ReferralMediaContentType": "image/jpeg", "ReferralCtwaClid": "AR1",
		}},
		{name: "reaction", in: simulator.Inbound{Reaction: &simulator.Reaction{MessageID: "SM1", Emoji: "👍"}}},
		{name: "order", in: simulator.Inbound{Order: &simulator.Order{Catalog: "1"}}},
		{name: "unsupported", in: simulator.Inbound{Type: "unsupported"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			r := startWires(t, nil)
			r.wrote("3", simulator.Inbound{Name: "Ann", UserID: "US.7", Text: "hello"})
			if test.reply {
				test.in.ReplyTo = r.twilio(url.Values{"Body": {"?"}}).at("sid").(string)
				r.idle()
			}
			before := len(r.desk.at("/twilio"))
			id := r.wrote("3", test.in)
			hooks := r.desk.at("/twilio")[before:]
			if test.want == nil {
				require.Empty(t, hooks)
				return
			}
			require.Len(t, hooks, 1)
			want := maps.Clone(always)
			if test.reply {
				maps.Copy(want, replied)
				want["OriginalRepliedMessageSid"] = test.in.ReplyTo
			}
			maps.Copy(want, test.want)
			want["MessageSid"], want["SmsMessageSid"], want["SmsSid"] = id, id, id
			got := map[string]string{}
			form := hooks[0].form(t)
			require.Contains(t, form.Get("ChannelMetadata"), `"type":"whatsapp"`)
			for name := range form {
				if name != "ChannelMetadata" {
					got[name] = form.Get(name)
				}
			}
			require.Empty(t, cmp.Diff(want, got))
			require.Equal(t, signedBy(simulator.DefaultTwilioToken, r.hook+"/twilio", form), hooks[0].header.Get("X-Twilio-Signature"))
			require.NotEmpty(t, hooks[0].header.Get("I-Twilio-Idempotency-Token"))
		})
	}
}

func TestTwilioMedia(t *testing.T) {
	t.Parallel()
	r := startWires(t, nil)
	id := r.wrote("3", simulator.Inbound{File: &simulator.File{Data: []byte("pages"), Filename: "bill.pdf", Caption: "lost"}})
	require.Regexp(t, "^MM[0-9a-f]{32}$", id)
	form := r.desk.at("/twilio")[0].form(t)
	require.Equal(t, []string{"document", "1", "bill.pdf", "application/pdf"}, []string{
		form.Get("MessageType"), form.Get("NumMedia"), form.Get("Body"), form.Get("MediaContentType0"),
	})
	link := form.Get("MediaUrl0")
	require.Regexp(t, r.api+account+"/Messages/"+id+"/Media/ME[0-9a-f]{32}$", link)
	require.Equal(t, http.StatusUnauthorized, r.must(http.MethodGet, link, http.Header{}, "").status)
	sentOn := r.must(http.MethodGet, link, basic(""), "")
	require.Equal(t, http.StatusTemporaryRedirect, sentOn.status)
	file := r.must(http.MethodGet, sentOn.header.Get("Location"), http.Header{}, "")
	require.Equal(t, "pages", string(file.raw))
	require.Equal(t, "attachment; filename=bill.pdf", file.header.Get("Content-Disposition"))
	list := r.must(http.MethodGet, account+"/Messages/"+id+"/Media.json", basic(""), "")
	require.Equal(t, "application/pdf", list.at("media_list", 0, "content_type"))
	require.Equal(t, http.StatusNoContent, r.must(http.MethodDelete, link, basic(""), "").status)
	require.Equal(t, http.StatusNotFound, r.must(http.MethodGet, link, basic(""), "").status)
	require.Equal(t, http.StatusNotFound, r.must(http.MethodGet, sentOn.header.Get("Location"), http.Header{}, "").status)

	r.wrote("3", simulator.Inbound{Contacts: []simulator.Contact{{Name: "Bob Hill", Phones: []string{"+1 650 555 0199"}}}})
	card := r.desk.at("/twilio")[1].form(t)
	require.Equal(t, "text/vcard", card.Get("MediaContentType0"))
	require.Contains(t, card.Get("ChannelMetadata"), `"Origin":"other"`)
	at := r.must(http.MethodGet, card.Get("MediaUrl0"), basic(""), "").header.Get("Location")
	require.Contains(t, string(r.must(http.MethodGet, at, http.Header{}, "").raw), "FN:Bob Hill\r\nTEL;type=CELL;waid=16505550199:")
}

func TestTwilioHiddenNumber(t *testing.T) {
	t.Parallel()
	r := startWires(t, nil)
	r.wrote("3", simulator.Inbound{UserID: "BR.100", HideNumber: true, Text: "Oi"})
	form := r.desk.at("/twilio")[0].form(t)
	require.Equal(t, "whatsapp:BR.100", form.Get("From"))
	require.Equal(t, "whatsapp:BR.100", form.Get("ExternalUserId"))
	require.NotContains(t, form, "WaId")
	require.Equal(t, http.StatusCreated, r.twilio(url.Values{"To": {"whatsapp:BR.100"}, "Body": {"oi"}}).status)
	r.idle()
	for _, h := range r.desk.at("/twilio") {
		require.NotContains(t, string(h.body), phone)
	}
}

func TestTwilioFailures(t *testing.T) {
	t.Parallel()
	r := startWires(t, &simulator.Options{Unreachable: []string{phone}})
	r.wrote("3", simulator.Inbound{Text: "hello"})
	sid := r.twilio(url.Values{"Body": {"hi"}}).at("sid").(string)
	r.idle()
	hooks := r.desk.at("/twilio")
	form := hooks[len(hooks)-1].form(t)
	require.Equal(t, []string{"undelivered", "63024", "UNDELIVERED"}, []string{
		form.Get("MessageStatus"), form.Get("ErrorCode"), form.Get("EventType"),
	})
	got := r.must(http.MethodGet, account+"/Messages/"+sid+".json", basic(""), "")
	require.Equal(t, []any{"undelivered", 63024}, []any{got.at("status"), got.at("error_code")})
	require.Equal(t, http.StatusNotFound, r.must(http.MethodGet, account+"/Messages/SM1.json", basic(""), "").status)
}

func TestTwilioList(t *testing.T) {
	t.Parallel()
	c := newClock()
	r := startWires(t, &simulator.Options{Now: c.Now})
	r.wrote("3", simulator.Inbound{Text: "hello"})
	first := r.twilio(url.Values{"Body": {"1"}}).at("sid")
	second := r.twilio(url.Values{"Body": {"2"}}).at("sid")
	list := func(query string) reply {
		return r.must(http.MethodGet, account+"/Messages.json?"+query, basic(""), "")
	}
	to := url.Values{"To": {"whatsapp:+" + phone}, "DateSent": {"2026-11-21"}}.Encode()
	got := list(to)
	require.Equal(t, []any{second, first}, []any{got.at("messages", 0, "sid"), got.at("messages", 1, "sid")})
	require.Len(t, got.at("messages"), 2)
	page := list(to + "&PageSize=1")
	require.Equal(t, second, page.at("messages", 0, "sid"))
	next := r.must(http.MethodGet, page.at("next_page_uri").(string), basic(""), "")
	require.Equal(t, first, next.at("messages", 0, "sid"))
	require.Nil(t, next.at("next_page_uri"))
	require.Empty(t, list("DateSent%3E=2026-11-22").at("messages"))
	require.Empty(t, list("DateSent%3C=2026-11-20").at("messages"))
	require.Len(t, list("DateSent%3E=2026-11-21").at("messages"), 3)
}

func TestTwilioTypingMarksAsRead(t *testing.T) {
	t.Parallel()
	r := startWires(t, nil)
	id := r.wrote("3", simulator.Inbound{Text: "hello"})
	typing := func(form string) reply {
		return r.must(http.MethodPost, "/v2/Indicators/Typing.json", basic("application/x-www-form-urlencoded"), form)
	}
	require.Equal(t, http.StatusNotFound, typing("channel=whatsapp&messageId=SM1").status)
	require.Equal(t, http.StatusBadRequest, typing("channel=sms&messageId="+id).status)
	require.True(t, r.Chat("3", phone)[0].Read.IsZero())
	require.Equal(t, true, typing("channel=whatsapp&messageId="+id).at("success"))
	require.False(t, r.Chat("3", phone)[0].Read.IsZero())
}

func TestTwilioDoesNotRetryAnAnswer(t *testing.T) {
	t.Parallel()
	r := startWires(t, nil)
	r.desk.answers(http.StatusInternalServerError)
	r.wrote("3", simulator.Inbound{Text: "hello"})
	require.Len(t, r.desk.at("/twilio"), 1)
	require.Equal(t, 1, r.Dropped())
	r.desk.answers(http.StatusNoContent)
	r.wrote("3", simulator.Inbound{Text: "hello"})
	require.Equal(t, 1, r.Dropped(), "204 is success")
}

func TestTwilioRetriesOnceWhenNobodyAnswers(t *testing.T) {
	t.Parallel()
	r := startWires(t, nil)
	tokens := make(chan string, 9)
	dead := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, q *http.Request) {
		tokens <- q.Header.Get("I-Twilio-Idempotency-Token")
		panic(http.ErrAbortHandler)
	}))
	t.Cleanup(dead.Close)
	require.NoError(t, r.SetNumberWebhook("3", dead.URL))
	r.wrote("3", simulator.Inbound{Text: "hello"})
	require.Equal(t, 1, r.Dropped())
	require.Len(t, tokens, 2)
	first, second := <-tokens, <-tokens
	require.Equal(t, first, second)
	require.Error(t, r.SetNumberWebhook("7", dead.URL))
}
