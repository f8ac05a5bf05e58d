package twilio_test

import (
	"errors"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/wainbox/wainbox/provider"
	"github.com/wainbox/wainbox/provider/twilio"
	"github.com/wainbox/wainbox/whatsapp"
)

func decode(t *testing.T, name string) []whatsapp.Event {
	t.Helper()
	events, err := twilio.Decode(fixture(t, name))
	if err != nil || len(events) == 0 {
		t.Fatalf("%s: %d events, %v", name, len(events), err)
	}
	return events
}

var (
	business = whatsapp.Origin{Number: from, Display: from}
	person   = whatsapp.Address{Phone: "16505550123", User: "US.7700000000000042"}
)

// received is what all of the customer's messages in testdata have in common.
func received(t *testing.T, name, id string) *whatsapp.Received {
	t.Helper()
	return &whatsapp.Received{
		Origin:  business,
		Message: whatsapp.Message{ID: whatsapp.MessageID(id), Type: name, Field: "messages", Raw: whatsapp.Raw(fixture(t, name))},
		From:    person,
		Profile: whatsapp.Profile{Name: "Canary Name"},
	}
}

func hex32(n string) string { return strings.Repeat("0", 32-len(n)) + n }

func media(kind whatsapp.ContentKind, n, mime string) whatsapp.Media {
	id := "ME" + hex32(n+"0")
	return whatsapp.Media{
		Type: kind, ID: whatsapp.MediaID(id), MIME: mime,
		Link: "https://api.twilio.com/2010-04-01/Accounts/" + account + "/Messages/MM" + hex32(n) + "/Media/" + id,
	}
}

func TestDecodeMessages(t *testing.T) {
	t.Parallel()
	ours := whatsapp.Context{From: from}
	for name, change := range map[string]func(r *whatsapp.Received){
		"text": func(r *whatsapp.Received) {
			r.ID, r.Content, r.Profile.Username = "SM"+r.ID, whatsapp.Text{Body: "Grüße & more 👋\ncanary-text"}, "canary.user"
		},
		"reply": func(r *whatsapp.Received) {
			r.ID, r.Type, r.Content, r.Context = "SM"+r.ID, "text", whatsapp.Text{Body: "yes +1 100%"}, ours
			r.Context.ReplyTo, r.Context.Forwarded, r.Context.Frequently = whatsapp.MessageID("SM"+hex32("63")), true, true
		},
		"image": func(r *whatsapp.Received) {
			m := media("image", "3", "image/jpeg")
			m.Caption = "look"
			r.ID, r.Content = "MM"+r.ID, m
		},
		"document": func(r *whatsapp.Received) {
			m := media("document", "5", "application/pdf")
			m.Filename = "offer 7.pdf"
			r.ID, r.Content = "MM"+r.ID, m
		},
		"audio":   func(r *whatsapp.Received) { r.ID, r.Content = "MM"+r.ID, media("audio", "6", "audio/ogg") },
		"sticker": func(r *whatsapp.Received) { r.ID, r.Content = "MM"+r.ID, media("sticker", "7", "image/webp") },
		"video": func(r *whatsapp.Received) {
			m := media("video", "8", "video/mp4")
			m.Caption = "see"
			r.ID, r.Type, r.Content = "MM"+r.ID, "", m
		},
		"contacts": func(r *whatsapp.Received) { r.ID, r.Content = "MM"+r.ID, media("document", "9", "text/vcard") },
		"location": func(r *whatsapp.Received) {
			r.ID = "SM" + r.ID
			r.Content = whatsapp.Location{Latitude: 52.520008, Longitude: 13.404954, Name: "Shop", Address: "Street 1, Berlin"}
		},
		"button": func(r *whatsapp.Received) {
			r.ID, r.Content, r.Context = "SM"+r.ID, whatsapp.Button{Text: "Yes", Payload: "yes-1"}, ours
			r.Context.ReplyTo = whatsapp.MessageID("MM" + hex32("62"))
		},
		"quickreply": func(r *whatsapp.Received) {
			r.ID, r.Type, r.Content = "SM"+r.ID, "interactive", whatsapp.ButtonReply{ID: "no-1", Title: "No"}
		},
		"list": func(r *whatsapp.Received) {
			r.ID, r.Type, r.Content = "SM"+r.ID, "interactive", whatsapp.ListReply{ID: "row-2", Title: "Second"}
		},
		"flow": func(r *whatsapp.Received) {
			r.ID, r.Type, r.Content = "SM"+r.ID, "interactive", whatsapp.FlowReply{Response: `{"pages":[],"flow_token":"t"}`}
		},
		"callpermission": func(r *whatsapp.Received) {
			r.ID, r.Type, r.Content = "SM"+r.ID, "interactive", whatsapp.CallPermissionReply{Response: "reject"}
		},
		"referral": func(r *whatsapp.Received) {
			r.ID, r.Type, r.Content = "SM"+r.ID, "text", whatsapp.Text{Body: "Is it still there?"}
			r.Referral = &whatsapp.Referral{
				SourceURL: "https://fb.me/canary", SourceID: "120000000000042", SourceType: "ad", Headline: "Lamps",
				Body: "Free delivery", MediaType: "video", VideoURL: "https://cdn.example/ad.mp4", ClickID: "ARAcanary",
			}
		},
		"hidden": func(r *whatsapp.Received) {
			r.ID, r.Type, r.Content = "SM"+r.ID, "text", whatsapp.Text{Body: "Hi"}
			r.From, r.Parent, r.Profile.Username = whatsapp.Address{User: person.User}, "US.ENT.7700000000000001", "hidden.user"
		},
		"unsupported": func(r *whatsapp.Received) { r.ID, r.Content = "SM"+r.ID, whatsapp.Unsupported{} },
		"hologram":    func(r *whatsapp.Received) { r.ID, r.Content = "SM"+r.ID, whatsapp.UnknownContent{} },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			number := map[string]string{
				"text": "1", "reply": "2", "image": "3", "document": "5", "audio": "6", "sticker": "7", "video": "8", "contacts": "9",
				"location": "a", "button": "b", "quickreply": "c", "list": "d", "flow": "e", "callpermission": "f", "referral": "10",
				"hidden": "11", "unsupported": "12", "hologram": "13",
			}[name]
			want := received(t, name, hex32(number))
			change(want)
			if diff := cmp.Diff([]whatsapp.Event{want}, decode(t, name)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// TestDecodeOdd reads forms that nobody has seen yet.
func TestDecodeOdd(t *testing.T) {
	t.Parallel()
	const link = "&NumMedia=1&MediaUrl0=https://api.twilio.com/x&MediaContentType0="
	for fields, want := range map[string]whatsapp.Content{
		"Body=a%ffb\xfec%00":       whatsapp.Text{Body: "a\uFFFDb\uFFFDc\x00"},
		"Body=%zz%4+%&Body=second": whatsapp.Text{Body: "%zz%4 %"},
		"":                         whatsapp.Text{},
		"Body=offer.pdf" + link + "application/pdf":     whatsapp.Media{Type: "document", Link: "https://api.twilio.com/x", MIME: "application/pdf", Filename: "offer.pdf"},
		"MessageType=image&Body=x":                      whatsapp.UnknownContent{},
		"MessageType=text&Latitude=91&Longitude=1":      whatsapp.Text{},
		"MessageType=location&Latitude=NaN&Longitude=1": whatsapp.UnknownContent{},
	} {
		events, err := twilio.Decode([]byte("MessageSid=SM1&SmsStatus=received&To=whatsapp:%2B1650&" + fields))
		if err != nil || len(events) != 1 {
			t.Fatalf("%q: %d events, %v", fields, len(events), err)
		}
		r, ok := events[0].(*whatsapp.Received)
		if !ok || !r.From.IsZero() || r.Number != "1650" || !r.At.IsZero() {
			t.Errorf("%q: %+v", fields, events[0])
			continue
		}
		if diff := cmp.Diff(want, r.Content); diff != "" {
			t.Errorf("%q: %s", fields, diff)
		}
	}
}

// TestDecodeHidden knows a customer by whatever of the two names is there.
func TestDecodeHidden(t *testing.T) {
	t.Parallel()
	for fields, want := range map[string]whatsapp.Address{
		"From=whatsapp:US.1":                                 {User: "US.1"},
		"From=whatsapp:US.1&ExternalUserId=whatsapp:US.1":    {User: "US.1"},
		"From=whatsapp:%2B1650&ExternalUserId=whatsapp:US.1": {Phone: "1650", User: "US.1"},
		"From=whatsapp:1650":                                 {Phone: "1650"},
		"ExternalUserId=whatsapp:US.1":                       {User: "US.1"},
		"From=&ExternalUserId=&WaId=165":                     {},
	} {
		events, err := twilio.Decode([]byte("MessageSid=SM1&SmsStatus=received&To=whatsapp:%2B1999&Forwarded=false&FrequentlyForwarded=false&Body=x&" + fields))
		if err != nil || len(events) != 1 {
			t.Fatalf("%s: %d events, %v", fields, len(events), err)
		}
		r, ok := events[0].(*whatsapp.Received)
		if !ok || r.From != want || r.Context != (whatsapp.Context{}) {
			t.Errorf("%s: %+v", fields, events[0])
		}
	}
}

// TestDecodeFailures reads why a message failed.
func TestDecodeFailures(t *testing.T) {
	t.Parallel()
	for fields, want := range map[string][]whatsapp.Failure{
		"":                           nil,
		"ErrorCode=":                 nil,
		"ErrorCode=0":                nil,
		"ErrorCode=63016":            {{Code: 63016, Class: whatsapp.WindowClosed}},
		"ErrorCode=99999":            {{Code: 99999}},
		"ErrorCode=x&ErrorMessage=m": {{Message: "m"}},
		"ErrorCode=99999999999":      {{}},
	} {
		events, err := twilio.Decode([]byte("MessageSid=SM1&MessageStatus=failed&To=whatsapp:%2B1650&" + fields))
		if err != nil || len(events) != 1 {
			t.Fatalf("%s: %d events, %v", fields, len(events), err)
		}
		s, ok := events[0].(*whatsapp.Status)
		if !ok {
			t.Fatalf("%s: %+v", fields, events[0])
		}
		if diff := cmp.Diff(want, s.Failures); diff != "" {
			t.Errorf("%s: %s", fields, diff)
		}
	}
}

// TestDecodeFiles keeps the files that a message should not have.
func TestDecodeFiles(t *testing.T) {
	t.Parallel()
	events := decode(t, "files")
	if len(events) != 3 || whatsapp.TextOf(events[0].(*whatsapp.Received).Content) != "" {
		t.Fatalf("%d events", len(events))
	}
	for i, e := range events[1:] {
		u, ok := e.(*whatsapp.Unknown)
		if !ok || u.Field != "messages.media" || u.Origin != business || !strings.HasPrefix(string(u.Raw), "MediaUrl"+string(rune('1'+i))+"=https") {
			t.Errorf("event %d: %+v", i, e)
		}
	}
}

func TestDecodeStatuses(t *testing.T) {
	t.Parallel()
	const id = "SM00000000000000000000000000000040"
	for name, change := range map[string]func(s *whatsapp.Status){
		"status-sent":      func(s *whatsapp.Status) { s.State = whatsapp.Sent },
		"status-delivered": func(s *whatsapp.Status) { s.State, s.Recipient.User = whatsapp.Delivered, person.User },
		"status-read":      func(s *whatsapp.Status) { s.State = whatsapp.Read },
		"status-queued":    func(s *whatsapp.Status) { s.State = "queued" },
		"status-failed": func(s *whatsapp.Status) {
			s.State = whatsapp.Failed
			s.Failures = []whatsapp.Failure{{Code: 63016, Message: "outside the window, Canary Name", Class: whatsapp.WindowClosed}}
		},
		"status-undelivered": func(s *whatsapp.Status) {
			s.State = whatsapp.Failed
			s.Failures = []whatsapp.Failure{{Code: 63024, Details: "not a user", Class: whatsapp.Unreachable}}
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			want := &whatsapp.Status{
				Origin: business, ID: id, Recipient: whatsapp.Address{Phone: "16505550123"},
				Field: "messages", Raw: whatsapp.Raw(fixture(t, name)),
			}
			change(want)
			if diff := cmp.Diff([]whatsapp.Event{want}, decode(t, name)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// TestDecodeOther keeps whole what is not of WhatsApp, or of nothing we know.
func TestDecodeOther(t *testing.T) {
	t.Parallel()
	for body, want := range map[string]whatsapp.Notice{
		string(fixture(t, "sms")):                                 {Origin: whatsapp.Origin{Number: from, Display: from}, Field: "messages.channel"},
		string(fixture(t, "other")):                               {Field: "messages.callback"},
		"MessageSid=SM1&From=whatsapp:%2B1":                       {Field: "messages.callback"},
		"SmsStatus=received&Body=x&From=whatsapp:%2B1":            {Field: "messages.callback"},
		"MessageStatus=read&To=whatsapp:%2B1":                     {Field: "messages.callback"},
		`{"property": "value"}`:                                   {Field: "messages.callback"},
		"MessageSid=SM1&MessageStatus=sent&From=rcs:x&To=%2B1650": {Origin: whatsapp.Origin{Number: "rcs:x", Display: "rcs:x"}, Field: "messages.channel"},
	} {
		events, err := twilio.Decode([]byte(body))
		want.Raw = whatsapp.Raw(body)
		if diff := cmp.Diff([]whatsapp.Event{&whatsapp.Unknown{Notice: want}}, events); err != nil || diff != "" {
			t.Errorf("%.40s: %v %s", body, err, diff)
		}
	}
}

func TestDecodeUnread(t *testing.T) {
	t.Parallel()
	for _, body := range []string{"", "&&", strings.Repeat("a=1&", 1025)} {
		events, err := twilio.Decode([]byte(body))
		var d *provider.DecodeError
		if len(events) != 0 || !errors.As(err, &d) || len(d.Parts) != 1 || string(d.Parts[0].Raw) != body {
			t.Errorf("%.10q: %d events, %v", body, len(events), err)
		}
	}
	if events, err := twilio.Decode([]byte(strings.Repeat("a=1&", 1024))); len(events) != 1 || err != nil {
		t.Errorf("1,024 fields: %d events, %v", len(events), err)
	}
}

// TestStatusReference brings our reference back from the query of the address.
func TestStatusReference(t *testing.T) {
	t.Parallel()
	w, err := twilio.NewWebhook(twilio.WebhookConfig{AuthTokens: []string{token}}, nil)
	if err != nil {
		t.Fatal(err)
	}
	for address, want := range map[string]whatsapp.Ref{
		hook:                                   "",
		hook + "?wainbox_ref=ref-1":            "ref-1",
		hook + "?t=1&wainbox_ref=a%26b%2Bc+d":  "a&b+c d",
		hook + "?xwainbox_ref=1":               "",
		"?wainbox_ref=ref-1":                   "ref-1",
		hook + "#?wainbox_ref=ref-1":           "",
		hook + "?wainbox_ref=ref-1#rc=2&x=y%3": "ref-1",
	} {
		events, err := w.Decode(provider.Callback{URL: address, Body: fixture(t, "status-sent")})
		if err != nil || len(events) != 1 || events[0].(*whatsapp.Status).Ref != want {
			t.Errorf("%s: %+v, %v", address, events, err)
		}
	}
}

// TestCorpus reads a folder of forms that are not part of this repository:
// nothing of what a customer said is left unknown.
func TestCorpus(t *testing.T) {
	t.Parallel()
	names, err := filepath.Glob(filepath.Join(corpus(t), "inbound", "*.form"))
	if err != nil || len(names) == 0 {
		t.Fatal("no callbacks", err)
	}
	for _, name := range names {
		body, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		events, err := twilio.Decode(body)
		if err != nil || len(events) != 1 {
			t.Fatalf("%s: %d events, %v", name, len(events), err)
		}
		switch e := events[0].(type) {
		case *whatsapp.Received:
			if e.Content == nil || reflect.TypeOf(e.Content) == reflect.TypeFor[whatsapp.UnknownContent]() || e.From.IsZero() || e.ID == "" || e.Number == "" {
				t.Errorf("%s: %+v", name, e)
			}
		case *whatsapp.Status:
			if e.State == "" || e.Recipient.IsZero() || e.ID == "" || e.Number == "" {
				t.Errorf("%s: %+v", name, e)
			}
		default:
			t.Errorf("%s is a %T", name, e)
		}
	}
	t.Logf("%d callbacks", len(names))
}
