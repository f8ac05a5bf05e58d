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
		"identity key": {
			whatsapp.Outbound{To: phone, Content: whatsapp.Text{Body: "x"}, IdentityKey: "DF2lS5v2W6x="},
			individual + `"recipient_identity_key_hash":"DF2lS5v2W6x=","type":"text","text":{"body":"x"}}`,
		},
		"location": {
			whatsapp.Outbound{To: phone, Content: whatsapp.Location{
				Latitude: -23.561414, Longitude: 0.000001, Name: "Here", Address: "1 Main \"St\"", URL: "left out",
			}},
			individual + `"type":"location","location":{"latitude":-23.561414,"longitude":0.000001,` +
				`"name":"Here","address":"1 Main \"St\""}}`,
		},
		"location without words": {
			whatsapp.Outbound{To: phone, Content: whatsapp.Location{}},
			individual + `"type":"location","location":{"latitude":0,"longitude":0}}`,
		},
		"contacts": {
			whatsapp.Outbound{To: phone, Content: whatsapp.Contacts{
				{Name: whatsapp.ContactName{Formatted: "Ada", First: "Ada"}, VCard: "left out", Origin: "other"},
				{
					Name: whatsapp.ContactName{
						Formatted: "Dr B C D Jr", First: "B", Last: "D", Middle: "C", Suffix: "Jr", Prefix: "Dr",
					},
					Phones: []whatsapp.ContactPhone{
						{Phone: "+16505550124", WAID: "16505550124", User: "US.1", Type: "CELL"}, {Phone: "+16505550125"},
					},
					Emails: []whatsapp.ContactEmail{{Email: "b@example.com", Type: "WORK"}, {Email: "d@example.com"}},
					Addresses: []whatsapp.ContactAddress{{
						Street: "1 Main St", City: "Springfield", State: "OR", Zip: "97477", Country: "United States",
						CountryCode: "us", Type: "HOME",
					}, {City: "Salem"}},
					URLs:     []whatsapp.ContactURL{{URL: "https://example.com", Type: "WORK"}},
					Org:      &whatsapp.ContactOrg{Company: "Lamps", Department: "Sales", Title: "Head"},
					Birthday: "1985-02-28",
				},
			}},
			individual + `"type":"contacts","contacts":[{"name":{"formatted_name":"Ada","first_name":"Ada"}},` +
				`{"name":{"formatted_name":"Dr B C D Jr","first_name":"B","last_name":"D","middle_name":"C","suffix":"Jr","prefix":"Dr"},` +
				`"phones":[{"phone":"+16505550124","wa_id":"16505550124","type":"CELL"},{"phone":"+16505550125"}],` +
				`"emails":[{"email":"b@example.com","type":"WORK"},{"email":"d@example.com"}],` +
				`"urls":[{"url":"https://example.com","type":"WORK"}],` +
				`"addresses":[{"street":"1 Main St","city":"Springfield","state":"OR","zip":"97477","country":"United States",` +
				`"country_code":"us","type":"HOME"},{"city":"Salem"}],` +
				`"org":{"company":"Lamps","department":"Sales","title":"Head"},"birthday":"1985-02-28"}]}`,
		},
		"pin": {
			whatsapp.Outbound{To: whatsapp.Address{Group: "g"}, Content: whatsapp.Pin{To: "wamid.x", Days: 7}},
			`{"messaging_product":"whatsapp","recipient_type":"group","to":"g",` +
				`"type":"pin","pin":{"type":"pin","message_id":"wamid.x","expiration_days":7}}`,
		},
		"pin taken off": {
			whatsapp.Outbound{To: whatsapp.Address{Group: "g"}, Content: whatsapp.Pin{To: "wamid.x", Unpin: true}},
			`{"messaging_product":"whatsapp","recipient_type":"group","to":"g",` +
				`"type":"pin","pin":{"type":"unpin","message_id":"wamid.x"}}`,
		},
		"reaction": {
			whatsapp.Outbound{To: phone, Content: whatsapp.Reaction{To: "wamid.x", Emoji: "👍🏽"}},
			individual + `"type":"reaction","reaction":{"message_id":"wamid.x","emoji":"👍🏽"}}`,
		},
		"reaction taken off": {
			whatsapp.Outbound{To: phone, Content: whatsapp.Reaction{To: "wamid.x"}},
			individual + `"type":"reaction","reaction":{"message_id":"wamid.x","emoji":""}}`,
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
	for _, tc := range []struct {
		content whatsapp.Content
		kind    provider.Kind
	}{
		{nil, provider.Unsupported},
		{whatsapp.Button{}, provider.Unsupported},
		{whatsapp.Order{}, provider.Unsupported},
		{whatsapp.Unsupported{}, provider.Unsupported},
		{whatsapp.UnknownContent{}, provider.Unsupported},
		{whatsapp.Template{ID: "HX1", Language: "en"}, provider.Invalid},
	} {
		got, err := wire.AppendMessage([]byte("before"), whatsapp.Outbound{Content: tc.content})
		if !errors.Is(err, tc.kind) || string(got) != "before" {
			t.Errorf("%T: %q, %v", tc.content, got, err)
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
