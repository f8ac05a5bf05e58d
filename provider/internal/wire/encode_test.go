package wire_test

import (
	"encoding/json"
	"errors"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"github.com/wainbox/wainbox/provider"
	"github.com/wainbox/wainbox/provider/internal/wire"
	"github.com/wainbox/wainbox/whatsapp"
)

// The wanted bodies follow the samples of the Cloud API reference, "Messages"
// and "Template messages", November 2025, with values of our own.
func TestAppendMessage(t *testing.T) {
	t.Parallel()
	phone := whatsapp.Address{Phone: "16505550123"}
	individual := `{"messaging_product":"whatsapp","recipient_type":"individual","to":"+16505550123",`
	for name, tc := range map[string]struct {
		m    whatsapp.Outbound
		want string
	}{
		"text": {
			whatsapp.Outbound{To: phone, Content: whatsapp.Text{Body: "hello"}},
			individual + `"type":"text","text":{"body":"hello"}}`,
		},
		"text with everything": {
			whatsapp.Outbound{
				To: phone, Content: whatsapp.Text{Body: "see https://example.com", PreviewURL: true},
				ReplyTo: "wamid.earlier==", Ref: "ref \"1\"",
			},
			individual + `"context":{"message_id":"wamid.earlier=="},"biz_opaque_callback_data":"ref \"1\"",` +
				`"type":"text","text":{"preview_url":true,"body":"see https://example.com"}}`,
		},
		"phone with punctuation": {
			whatsapp.Outbound{To: whatsapp.Address{Phone: "+1 (650) 555-0123"}, Content: whatsapp.Text{Body: "x"}},
			individual + `"type":"text","text":{"body":"x"}}`,
		},
		"user id": {
			whatsapp.Outbound{To: whatsapp.Address{User: "US.13491208655302741918"}, Content: whatsapp.Text{Body: "x"}},
			`{"messaging_product":"whatsapp","recipient_type":"individual","recipient":"US.13491208655302741918",` +
				`"type":"text","text":{"body":"x"}}`,
		},
		"phone before user id": {
			whatsapp.Outbound{
				To:      whatsapp.Address{Phone: "16505550123", User: "US.13491208655302741918"},
				Content: whatsapp.Text{Body: "x"},
			},
			individual + `"type":"text","text":{"body":"x"}}`,
		},
		"group": {
			whatsapp.Outbound{To: whatsapp.Address{Group: "Y2FwaV9ncm91cA=="}, Content: whatsapp.Text{Body: "x"}},
			`{"messaging_product":"whatsapp","recipient_type":"group","to":"Y2FwaV9ncm91cA==","type":"text","text":{"body":"x"}}`,
		},
		"image by id": {
			whatsapp.Outbound{To: phone, Content: whatsapp.Media{Type: whatsapp.KindImage, ID: "10033", Caption: "one\ntwo"}},
			individual + `"type":"image","image":{"id":"10033","caption":"one\ntwo"}}`,
		},
		"document by link": {
			whatsapp.Outbound{To: phone, Content: whatsapp.Media{
				Type: whatsapp.KindDocument, Link: "https://example.com/a?b=1&c=2", Caption: "c", Filename: "a.pdf",
			}},
			individual + `"type":"document","document":{"link":"https://example.com/a?b=1&c=2","caption":"c","filename":"a.pdf"}}`,
		},
		"voice note": {
			whatsapp.Outbound{To: phone, Content: whatsapp.Media{Type: whatsapp.KindAudio, ID: "1", Voice: true}},
			individual + `"type":"audio","audio":{"id":"1","voice":true}}`,
		},
		"reaction": {
			whatsapp.Outbound{To: phone, Content: whatsapp.Reaction{To: "wamid.x", Emoji: "👍🏽"}},
			individual + `"type":"reaction","reaction":{"message_id":"wamid.x","emoji":"👍🏽"}}`,
		},
		"reaction taken off": {
			whatsapp.Outbound{To: phone, Content: whatsapp.Reaction{To: "wamid.x"}},
			individual + `"type":"reaction","reaction":{"message_id":"wamid.x","emoji":""}}`,
		},
		"template without values": {
			whatsapp.Outbound{To: phone, Content: whatsapp.Template{Name: "hello_world", Language: "en_US"}},
			individual + `"type":"template","template":{"name":"hello_world","language":{"code":"en_US"}}}`,
		},
		"template": {
			whatsapp.Outbound{To: phone, Content: whatsapp.Template{Name: "order", Language: "pt_BR", Components: []whatsapp.Component{
				{Type: "header", Parameters: []whatsapp.Parameter{
					{Type: "document", Media: &whatsapp.Media{ID: "77", Filename: "a.pdf", Caption: "left out"}},
				}},
				{Type: "body", Parameters: []whatsapp.Parameter{
					{Type: "text", Name: "first_name", Text: "Zoë"},
					{Type: "currency", Currency: &whatsapp.Currency{Fallback: "$100.99", Code: "USD", Amount1000: 100990}},
					{Type: "date_time", Text: "February 25, 1977"},
				}},
				{Type: "button", SubType: "quick_reply", Index: 0, Parameters: []whatsapp.Parameter{{Type: "payload", Text: "yes"}}},
				{Type: "button", SubType: "url", Index: 1, Parameters: []whatsapp.Parameter{{Type: "text", Text: "a/b"}}},
				{Type: "button", SubType: "copy_code", Index: 2, Parameters: []whatsapp.Parameter{{Type: "coupon_code", Text: "OFF10"}}},
			}}},
			individual + `"type":"template","template":{"name":"order","language":{"code":"pt_BR"},"components":[` +
				`{"type":"header","parameters":[{"type":"document","document":{"id":"77","filename":"a.pdf"}}]},` +
				`{"type":"body","parameters":[{"type":"text","parameter_name":"first_name","text":"Zoë"},` +
				`{"type":"currency","currency":{"fallback_value":"$100.99","code":"USD","amount_1000":100990}},` +
				`{"type":"date_time","date_time":{"fallback_value":"February 25, 1977"}}]},` +
				`{"type":"button","sub_type":"quick_reply","index":"0","parameters":[{"type":"payload","payload":"yes"}]},` +
				`{"type":"button","sub_type":"url","index":"1","parameters":[{"type":"text","text":"a/b"}]},` +
				`{"type":"button","sub_type":"copy_code","index":"2","parameters":[{"type":"coupon_code","coupon_code":"OFF10"}]}]}}`,
		},
		"template with a picture": {
			whatsapp.Outbound{To: phone, Content: whatsapp.Template{Name: "a", Language: "en", Components: []whatsapp.Component{
				{Type: "header", Parameters: []whatsapp.Parameter{{Type: "image", Media: &whatsapp.Media{Link: "https://example.com/a.png"}}}},
			}}},
			individual + `"type":"template","template":{"name":"a","language":{"code":"en"},"components":[` +
				`{"type":"header","parameters":[{"type":"image","image":{"link":"https://example.com/a.png"}}]}]}}`,
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if err := tc.m.Validate(); err != nil {
				t.Fatal(err)
			}
			got, err := wire.AppendMessage([]byte("before "), tc.m)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff("before "+tc.want, string(got)); diff != "" {
				t.Error(diff)
			}
			if !json.Valid(got[len("before "):]) {
				t.Error("not JSON")
			}
		})
	}
}

func TestAppendMessageUnsendable(t *testing.T) {
	t.Parallel()
	for _, c := range []whatsapp.Content{nil, whatsapp.Button{}, whatsapp.Unsupported{}, whatsapp.UnknownContent{}} {
		got, err := wire.AppendMessage([]byte("before"), whatsapp.Outbound{Content: c})
		if !errors.Is(err, provider.Unsupported) || string(got) != "before" {
			t.Errorf("%T: %q, %v", c, got, err)
		}
	}
}

func TestAppendRead(t *testing.T) {
	t.Parallel()
	want := `{"messaging_product":"whatsapp","status":"read","message_id":"wamid.x"}`
	if got := string(wire.AppendRead(nil, "wamid.x", false)); got != want {
		t.Errorf("got %s", got)
	}
	want = `{"messaging_product":"whatsapp","status":"read","message_id":"wamid.x","typing_indicator":{"type":"text"}}`
	if got := string(wire.AppendRead(nil, "wamid.x", true)); got != want {
		t.Errorf("got %s", got)
	}
}

// FuzzAppendString holds the writer against encoding/json: whatever the text,
// the JSON is valid and means the same.
func FuzzAppendString(f *testing.F) {
	for _, s := range []string{
		"", "plain", "\"\\/\b\f\n\r\t\x00\x1f\x7f", "é 界 👩‍👩‍👧 \u2028\u2029", "\xff\xfe", "a\xc3", "\xed\xa0\x80", "<script>&amp;", "\uFFFD",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		got := wire.AppendString(nil, s)
		var back, want string
		if err := json.Unmarshal(got, &back); err != nil {
			t.Fatalf("%q became %s: %v", s, got, err)
		}
		std, err := json.Marshal(s)
		if err != nil {
			t.Fatal(err)
		}
		if err := json.Unmarshal(std, &want); err != nil {
			t.Fatal(err)
		}
		if back != want || !utf8.Valid(got) {
			t.Errorf("%q became %q, want %q", s, back, want)
		}
	})
}

// FuzzAppendMessage puts any text in every place that takes one.
func FuzzAppendMessage(f *testing.F) {
	f.Add("a", "b", "c", "d")
	f.Add("\"", "\\", "\x00", "\xff")
	f.Fuzz(func(t *testing.T, a, b, c, d string) {
		contents := []whatsapp.Content{
			whatsapp.Text{Body: a},
			whatsapp.Reaction{To: whatsapp.MessageID(a), Emoji: b},
			whatsapp.Media{Type: whatsapp.KindDocument, Link: a, Caption: b, Filename: c},
			whatsapp.Template{Name: a, Language: b, Components: []whatsapp.Component{
				{Type: "button", SubType: c, Parameters: []whatsapp.Parameter{{Type: "text", Name: d, Text: a}}},
				{Type: b, Parameters: []whatsapp.Parameter{
					{Type: "currency", Currency: &whatsapp.Currency{Fallback: c, Code: d}},
					{Type: "date_time", Text: d},
					{Type: "image", Media: &whatsapp.Media{ID: whatsapp.MediaID(c)}},
					{Type: a, Text: b},
				}},
			}},
		}
		for _, to := range []whatsapp.Address{
			{Phone: whatsapp.Phone(a)}, {User: whatsapp.UserID(b)}, {Group: whatsapp.GroupID(c)},
		} {
			for _, content := range contents {
				m := whatsapp.Outbound{To: to, Content: content, ReplyTo: whatsapp.MessageID(c), Ref: whatsapp.Ref(d)}
				got, err := wire.AppendMessage(nil, m)
				if err != nil || !json.Valid(got) {
					t.Errorf("%+v became %s, %v", m, got, err)
				}
			}
		}
	})
}

func BenchmarkAppendMessage(b *testing.B) {
	m := whatsapp.Outbound{
		To: whatsapp.Address{Phone: "16505550123"}, Ref: "ref-1",
		Content: whatsapp.Text{Body: "Your order is ready 👍\nSee you soon, \"Ada\""},
	}
	dst := make([]byte, 0, 512)
	b.ReportAllocs()
	for b.Loop() {
		var err error
		if dst, err = wire.AppendMessage(dst[:0], m); err != nil {
			b.Fatal(err)
		}
	}
}
