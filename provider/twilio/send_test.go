package twilio_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/wainbox/wainbox/provider"
	"github.com/wainbox/wainbox/provider/twilio"
	"github.com/wainbox/wainbox/whatsapp"
)

// serve is a client and the server that it talks to over a real connection.
func serve(tb testing.TB, h http.HandlerFunc) *twilio.Client {
	tb.Helper()
	s := httptest.NewServer(h)
	tb.Cleanup(s.Close)
	return dial(tb, s.URL, complete())
}

func dial(tb testing.TB, base string, config twilio.Config) *twilio.Client {
	tb.Helper()
	c, err := twilio.New(config, &twilio.Options{BaseURL: base, ContentURL: base, MessagingURL: base, StatusCallback: hook})
	if err != nil {
		tb.Fatal(err)
	}
	return c
}

// sent is the form of a message, but for the parties.
func sent(t *testing.T, m whatsapp.Outbound) (url.Values, provider.Receipt, error) {
	t.Helper()
	var form url.Values
	c := serve(t, func(w http.ResponseWriter, r *http.Request) {
		form = formOf(t, r)
		_, _ = io.WriteString(w, accepted)
	})
	receipt, err := c.Send(t.Context(), m)
	for _, party := range []string{"To", "From", "StatusCallback"} {
		form.Del(party)
	}
	return form, receipt, err
}

func formOf(t *testing.T, r *http.Request) url.Values {
	t.Helper()
	body, err := io.ReadAll(r.Body)
	if err != nil {
		t.Error(err)
	}
	form, err := url.ParseQuery(string(body))
	if err != nil {
		t.Error(err)
	}
	return form
}

func TestSendRequest(t *testing.T) {
	t.Parallel()
	withKey := complete()
	withKey.APIKey, withKey.APISecret = key, apiSecret
	withService := complete()
	withService.From, withService.MessagingService = "", service
	both := complete()
	both.MessagingService = service
	for name, tc := range map[string]struct {
		config         twilio.Config
		to             whatsapp.Address
		user, password string
		want           url.Values
	}{
		"auth token": {complete(), customer, account, token, url.Values{"From": {"whatsapp:+" + from}, "To": {"whatsapp:+16505550123"}}},
		"api key":    {withKey, customer, key, apiSecret, url.Values{"From": {"whatsapp:+" + from}, "To": {"whatsapp:+16505550123"}}},
		"service":    {withService, customer, account, token, url.Values{"MessagingServiceSid": {service}, "To": {"whatsapp:+16505550123"}}},
		"pinned": {
			both,
			whatsapp.Address{Phone: "+1 650", User: "US.1"},
			account, token,
			url.Values{"From": {"whatsapp:+" + from}, "MessagingServiceSid": {service}, "To": {"whatsapp:+1650"}},
		},
		"user id": {
			complete(),
			whatsapp.Address{User: "US.7700000000000042"},
			account, token,
			url.Values{"From": {"whatsapp:+" + from}, "To": {"whatsapp:US.7700000000000042"}},
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				user, password, _ := r.BasicAuth()
				got := []string{r.Method, r.URL.RequestURI(), r.Header.Get("Content-Type"), user, password}
				want := []string{
					"POST", "/2010-04-01/Accounts/" + account + "/Messages.json", "application/x-www-form-urlencoded", tc.user, tc.password,
				}
				if diff := cmp.Diff(want, got); diff != "" {
					t.Error(diff)
				}
				tc.want.Set("Body", "hello 👋")
				tc.want.Set("StatusCallback", hook+"?wainbox_ref=ref-1")
				if diff := cmp.Diff(tc.want, formOf(t, r)); diff != "" {
					t.Error(diff)
				}
				w.WriteHeader(http.StatusCreated)
				_, _ = io.WriteString(w, accepted)
			}))
			t.Cleanup(s.Close)
			m := hello()
			m.To = tc.to
			r, err := dial(t, s.URL, tc.config).Send(t.Context(), m)
			if diff := cmp.Diff(provider.Receipt{ID: "SM0123456789abcdef0123456789abcdef"}, r); err != nil || diff != "" {
				t.Error(err, diff)
			}
		})
	}
}

func TestStatusCallback(t *testing.T) {
	t.Parallel()
	for _, tc := range []struct{ address, ref, want string }{
		{"", "ref-1", ""},
		{"https://example.com/hook", "", "https://example.com/hook"},
		{"https://example.com/hook", "a&b=c+d e/é", "https://example.com/hook?wainbox_ref=a%26b%3Dc%2Bd+e%2F%C3%A9"},
		{"https://example.com/hook?t=1", "r", "https://example.com/hook?t=1&wainbox_ref=r"},
		{"https://example.com/hook#rc=2&rp=all", "r", "https://example.com/hook?wainbox_ref=r#rc=2&rp=all"},
		{"https://example.com/hook?t=1#rc=2", "", "https://example.com/hook?t=1#rc=2"},
	} {
		got := ""
		s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			got = formOf(t, r).Get("StatusCallback")
			_, _ = io.WriteString(w, accepted)
		}))
		c, err := twilio.New(complete(), &twilio.Options{BaseURL: s.URL, StatusCallback: tc.address})
		if err != nil {
			t.Fatal(err)
		}
		m := hello()
		m.Ref = whatsapp.Ref(tc.ref)
		_, err = c.Send(t.Context(), m)
		s.Close()
		if err != nil || got != tc.want {
			t.Errorf("%q with %q: %q, %v; want %q", tc.address, tc.ref, got, err, tc.want)
		}
		if level := c.Capabilities().Ref; (level == provider.Full) != (tc.address != "") {
			t.Errorf("%q: references are %v", tc.address, level)
		}
	}
}

func TestSendContent(t *testing.T) {
	t.Parallel()
	const link = "https://files.example.com/x y"
	for name, tc := range map[string]struct {
		content whatsapp.Content
		reply   whatsapp.MessageID
		want    url.Values
		dropped []string
	}{
		"reply": {whatsapp.Text{Body: "x"}, "SM1", url.Values{"Body": {"x"}}, []string{"context.message_id"}},
		"preview": {
			content: whatsapp.Text{Body: "x", PreviewURL: true}, want: url.Values{"Body": {"x"}}, dropped: []string{"text.preview_url"},
		},
		"template with a named file": {
			content: whatsapp.Template{ID: contentID, Components: []whatsapp.Component{{Type: "header", Parameters: []whatsapp.Parameter{
				{Type: "document", Media: &whatsapp.Media{Type: "document", Link: link, Filename: "f.pdf"}},
			}}}},
			want:    url.Values{"ContentSid": {contentID}, "ContentVariables": {`{"1":"` + link + `"}`}},
			dropped: []string{"template.components[0].parameters[0].document.filename"},
		},
		"image": {content: whatsapp.Media{Type: "image", Link: link}, want: url.Values{"MediaUrl": {link}}},
		"video": {content: whatsapp.Media{Type: "video", Link: link, Caption: "c"}, want: url.Values{"MediaUrl": {link}, "Body": {"c"}}},
		"voice": {content: whatsapp.Media{Type: "audio", Link: link, Voice: true}, want: url.Values{"MediaUrl": {link}}, dropped: []string{"audio.voice"}},
		"document": {
			whatsapp.Media{Type: "document", Link: link, Caption: "c", Filename: "f.pdf"},
			"SM1",
			url.Values{"MediaUrl": {link}, "Body": {"c"}},
			[]string{"context.message_id", "document.filename"},
		},
		"document without a name": {content: whatsapp.Media{Type: "document", Link: link}, want: url.Values{"MediaUrl": {link}}},
		"sticker":                 {content: whatsapp.Media{Type: "sticker", Link: link}, want: url.Values{"MediaUrl": {link}}},
		"place": {
			content: whatsapp.Location{Latitude: 52.520008, Longitude: -13.4, Name: "Shop", Address: "Street 1"},
			want:    url.Values{"Body": {"Shop"}, "PersistentAction": {"geo:52.520008,-13.400000|Street 1"}},
		},
		"place without a name": {
			content: whatsapp.Location{Latitude: 1, Longitude: 2, Address: "Street 1"},
			want:    url.Values{"Body": {"Street 1"}, "PersistentAction": {"geo:1.000000,2.000000|Street 1"}},
		},
		"point": {
			content: whatsapp.Location{Latitude: 1e-7},
			want:    url.Values{"Body": {"0.000000,0.000000"}, "PersistentAction": {"geo:0.000000,0.000000"}},
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			form, receipt, err := sent(t, whatsapp.Outbound{To: customer, Content: tc.content, ReplyTo: tc.reply})
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(tc.want, form); diff != "" {
				t.Error(diff)
			}
			if diff := cmp.Diff(tc.dropped, receipt.Dropped); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// TestSendRefusedBefore sends what Twilio does not take, though the platform
// does: no request is made.
func TestSendRefusedBefore(t *testing.T) {
	t.Parallel()
	c := serve(t, func(_ http.ResponseWriter, r *http.Request) { t.Errorf("asked for %s", r.URL.Path) })
	file := &whatsapp.Media{Type: "image", ID: "1"}
	body := func(p whatsapp.Parameter) whatsapp.Template {
		return whatsapp.Template{ID: contentID, Components: []whatsapp.Component{{Type: "body", Parameters: []whatsapp.Parameter{p}}}}
	}
	header := body(whatsapp.Parameter{Type: "image", Media: file})
	header.Components[0].Type = "header"
	place := whatsapp.Location{Latitude: 1, Longitude: 2}
	place.Name = strings.Repeat("é", 1601)
	street := whatsapp.Location{Address: strings.Repeat("é", 1601)}
	yes := []whatsapp.ReplyButton{{ID: strings.Repeat("é", 201), Title: "Yes"}}
	row := []whatsapp.Section{{Rows: []whatsapp.Row{{ID: "1", Title: "One"}}}}
	for _, tc := range []struct {
		content whatsapp.Content
		kind    provider.Kind
		field   string
	}{
		{whatsapp.Text{Body: strings.Repeat("é", 1601)}, provider.Invalid, "text.body"},
		{whatsapp.Media{Type: "image", ID: "1"}, provider.Unsupported, "image.id"},
		{place, provider.Invalid, "location.name"},
		{street, provider.Invalid, "location.address"},
		{whatsapp.Template{Name: "order_ready", Language: "en"}, provider.Invalid, "template.id"},
		{whatsapp.Template{ID: "HX1"}, provider.Invalid, "template.id"},
		{whatsapp.Template{ID: contentID + "\n"}, provider.Invalid, "template.id"},
		{header, provider.Unsupported, "template.components[0].parameters[0].image.id"},
		{body(whatsapp.Parameter{Type: "group_id", Text: "g"}), provider.Unsupported, "template.components[0].parameters[0].type"},
		{
			whatsapp.Template{ID: contentID, Components: []whatsapp.Component{{
				Type: "limited_time_offer", Parameters: []whatsapp.Parameter{{Type: "limited_time_offer", Number: 1}},
			}}}, provider.Unsupported, "template.components[0].type",
		},
		{whatsapp.Buttons{Body: "b", Buttons: yes}, provider.Invalid, "interactive.action.buttons[0].reply.id"},
		{
			whatsapp.Buttons{Header: &whatsapp.Header{Media: file}, Body: "b", Buttons: []whatsapp.ReplyButton{{ID: "1", Title: "Yes"}}},
			provider.Unsupported, "interactive.header.image.id",
		},
		{whatsapp.List{Body: strings.Repeat("é", 1025), Button: "b", Sections: row}, provider.Invalid, "interactive.body.text"},
		{whatsapp.Contacts{{Name: whatsapp.ContactName{Formatted: "A", First: "A"}}}, provider.Unsupported, "type"},
		{whatsapp.LocationRequest{Body: "b"}, provider.Unsupported, "type"},
	} {
		_, err := c.Send(t.Context(), whatsapp.Outbound{To: customer, Content: tc.content})
		if provider.KindOf(err) != tc.kind || !strings.Contains(err.Error(), tc.field) {
			t.Errorf("%T: %v, want %v of %s", tc.content, err, tc.kind, tc.field)
		}
	}
}

// TestSendAnswers reads answers that say of the message what a status says of
// others.
func TestSendAnswers(t *testing.T) {
	t.Parallel()
	for body, want := range map[string]*provider.Error{
		`{"sid":"SM1","status":"accepted","error_code":null}`: nil,
		`{"sid":"SM1","status":"queued"}`:                     nil,
		`{"sid":"SM1","status":"failed","error_code":63016}`:  {Op: "send", Kind: provider.Window, Code: 63016},
		`{"sid":"SM1","status":7,"error_code":"x"}`:           nil,
		`{"sid":"","status":"queued"}`:                        {Op: "send", Kind: provider.Uncertain},
		`{"sid":7}`:                                           {Op: "send", Kind: provider.Uncertain},
	} {
		c := serve(t, func(w http.ResponseWriter, _ *http.Request) { _, _ = io.WriteString(w, body) })
		_, err := c.Send(t.Context(), hello())
		var got *provider.Error
		errors.As(err, &got)
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s: %s", body, diff)
		}
	}
}

func TestSendOutcome(t *testing.T) {
	t.Parallel()
	gone := httptest.NewServer(http.NotFoundHandler())
	refused := dial(t, gone.URL, complete())
	gone.Close()
	if _, err := refused.Send(t.Context(), hello()); provider.KindOf(err) != provider.Unavailable {
		t.Errorf("connection refused: %v", err)
	}
	dropped := serve(t, func(http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) })
	if _, err := dropped.Send(t.Context(), hello()); provider.KindOf(err) != provider.Uncertain {
		t.Errorf("connection dropped: %v", err)
	}
	throttled := serve(t, func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Retry-After", "12")
		w.WriteHeader(http.StatusTooManyRequests)
		_, _ = io.WriteString(w, `{"code":20429}`)
	})
	var e *provider.Error
	if _, err := throttled.Send(t.Context(), hello()); !errors.As(err, &e) || e.Kind != provider.Throttled || e.After != 12*time.Second {
		t.Errorf("throttled: %+v", e)
	}
	var n atomic.Int32
	moved := serve(t, func(w http.ResponseWriter, r *http.Request) {
		n.Add(1)
		http.Redirect(w, r, "/elsewhere", http.StatusPermanentRedirect)
	})
	if _, err := moved.Send(t.Context(), hello()); provider.KindOf(err) != provider.Uncertain || n.Load() != 1 {
		t.Errorf("redirected: %v after %d requests", err, n.Load())
	}
}

// TestPrepareOutcome loses the answer to a content: nothing was sent.
func TestPrepareOutcome(t *testing.T) {
	t.Parallel()
	ask := whatsapp.Outbound{To: customer, Content: whatsapp.CTAURL{Body: "b", Label: "l", URL: "https://example.com/x"}}
	for name, tc := range map[string]struct {
		answer http.HandlerFunc
		want   provider.Kind
	}{
		"dropped":      {func(http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) }, provider.Unavailable},
		"500":          {func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusInternalServerError) }, provider.Unavailable},
		"without a id": {func(w http.ResponseWriter, _ *http.Request) { _, _ = io.WriteString(w, `{}`) }, provider.Unavailable},
		"refused":      {func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusBadRequest) }, provider.Invalid},
		"unauthorised": {func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusUnauthorized) }, provider.Auth},
	} {
		var n atomic.Int32
		c := serve(t, func(w http.ResponseWriter, r *http.Request) {
			n.Add(1)
			tc.answer(w, r)
		})
		var e *provider.Error
		if _, err := c.Send(t.Context(), ask); !errors.As(err, &e) || e.Kind != tc.want || e.Op != "send" || n.Load() != 1 {
			t.Errorf("%s: %v after %d requests, want %v", name, err, n.Load(), tc.want)
		}
	}
}

// TestPrepareTogether sends first messages of one shape at once: one content is
// made, and the first that failed is made by another.
func TestPrepareTogether(t *testing.T) {
	t.Parallel()
	var contents, messages atomic.Int32
	c := serve(t, func(w http.ResponseWriter, r *http.Request) {
		switch {
		case r.URL.Path != "/v1/Content":
			messages.Add(1)
			_, _ = io.WriteString(w, accepted)
		case contents.Add(1) == 1:
			w.WriteHeader(http.StatusServiceUnavailable)
		default:
			_, _ = io.WriteString(w, `{"sid":"`+contentID+`"}`)
		}
	})
	var failed atomic.Int32
	var wg sync.WaitGroup
	for i := range 16 {
		wg.Go(func() {
			title := string(rune('a' + i))
			m := whatsapp.Outbound{To: customer, Content: whatsapp.Buttons{Body: title, Buttons: []whatsapp.ReplyButton{{ID: title, Title: title}}}}
			if _, err := c.Send(t.Context(), m); err != nil {
				failed.Add(1)
			}
		})
	}
	wg.Wait()
	if contents.Load() != 2 || failed.Load() != 1 || messages.Load() != 15 {
		t.Errorf("%d contents, %d messages, %d failed", contents.Load(), messages.Load(), failed.Load())
	}
}

// TestPrepareGivenUp stops waiting for somebody else's content.
func TestPrepareGivenUp(t *testing.T) {
	t.Parallel()
	arrived, answer := make(chan struct{}), make(chan struct{})
	c := serve(t, func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/v1/Content" {
			close(arrived)
			<-answer
		}
		_, _ = io.WriteString(w, `{"sid":"`+contentID+`"}`)
	})
	m := whatsapp.Outbound{To: customer, Content: whatsapp.Buttons{Body: "b", Buttons: []whatsapp.ReplyButton{{ID: "1", Title: "t"}}}}
	done := make(chan error)
	go func() {
		_, err := c.Send(t.Context(), m)
		done <- err
	}()
	<-arrived
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := c.Send(ctx, m); provider.KindOf(err) != provider.Unavailable || !errors.Is(err, context.Canceled) {
		t.Errorf("given up: %v", err)
	}
	close(answer)
	if err := <-done; err != nil {
		t.Error(err)
	}
}

// TestPrepareAgain makes a content that is no more, and none for values that are
// wrong, which would be wrong in the next one too.
func TestPrepareAgain(t *testing.T) {
	t.Parallel()
	for code, want := range map[int]int32{21655: 2, 21656: 1, 63016: 1, 63028: 1} {
		if made := contentsAfter(t, code); made != want {
			t.Errorf("%d: %d contents, want %d", code, made, want)
		}
	}
}

// contentsAfter is how many contents are made for four messages of one shape, of
// which the second is refused with this code.
func contentsAfter(t *testing.T, code int) int32 {
	t.Helper()
	var contents, messages atomic.Int32
	c := serve(t, func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/v1/Content" {
			contents.Add(1)
			_, _ = io.WriteString(w, `{"sid":"`+contentID+`"}`)
			return
		}
		if messages.Add(1) == 2 {
			w.WriteHeader(http.StatusBadRequest)
			_, _ = fmt.Fprintf(w, `{"code":%d}`, code)
			return
		}
		_, _ = io.WriteString(w, accepted)
	})
	m := whatsapp.Outbound{To: customer, Content: whatsapp.Buttons{Body: "b", Buttons: []whatsapp.ReplyButton{{ID: "1", Title: "t"}}}}
	for i := range 4 {
		if _, err := c.Send(t.Context(), m); (err != nil) != (i == 1) {
			t.Errorf("%d: message %d: %v", code, i, err)
		}
	}
	return contents.Load()
}
