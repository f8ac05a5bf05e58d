package wire_test

import (
	"encoding/json"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/wainbox/wainbox/provider/internal/wire"
	"github.com/wainbox/wainbox/whatsapp"
)

// FuzzAppendMessage puts any text in every place that takes one, and reads it
// again with encoding/json.
func FuzzAppendMessage(f *testing.F) {
	f.Add("a", "b", "c", "d")
	f.Add("", "", "", "")
	f.Add("\"", "\\", "\x00", "\xff")
	f.Add("{", "[", ",", ":")
	f.Add("\u2028", "👩🏽‍🚀", "</script>", "\ufffd")
	empty := cmpopts.EquateEmpty()
	f.Fuzz(func(t *testing.T, a, b, c, d string) {
		addresses := []whatsapp.Address{{Phone: "16505550123"}, {User: whatsapp.UserID("US." + b)}, {Group: whatsapp.GroupID(c)}}
		for i, content := range everything(a, b, c, d) {
			m := whatsapp.Outbound{
				To: addresses[i%len(addresses)], Content: content,
				ReplyTo: whatsapp.MessageID(c), Ref: whatsapp.Ref(d), IdentityKey: a,
			}
			body, err := wire.AppendMessage(nil, m)
			if err != nil || !json.Valid(body) || !utf8.Valid(body) {
				t.Fatalf("%+v became %q, %v", m, body, err)
			}
			again, err := readSent(body)
			if err != nil {
				t.Fatalf("%q: %v", body, err)
			}
			if !utf8.ValidString(a + "|" + b + "|" + c + "|" + d) {
				continue
			}
			if !cmp.Equal(m, again, empty) {
				t.Fatalf("-sent +read\n%s", cmp.Diff(m, again, empty))
			}
		}
		for _, content := range unchecked(a, b, c, d) {
			if body, err := wire.AppendMessage(nil, whatsapp.Outbound{Content: content}); err != nil || !json.Valid(body) {
				t.Fatalf("%+v became %q, %v", content, body, err)
			}
		}
	})
}

// unchecked is content that Validate refuses, and that must not break the body
// all the same.
func unchecked(a, b, c, d string) []whatsapp.Content {
	file := &whatsapp.Media{Type: whatsapp.ContentKind(a), Link: b}
	return []whatsapp.Content{
		*file,
		whatsapp.CTAURL{Header: &whatsapp.Header{Media: file}},
		whatsapp.Template{Name: "x" + a, Language: b, Components: []whatsapp.Component{{
			Type: a, SubType: b, Index: -1, Parameters: []whatsapp.Parameter{
				{Type: c, Name: d, Text: a}, {Type: "currency"}, {Type: "action"}, {Type: "image"}, {Type: "location"},
			},
		}}},
	}
}

// everything is one content of every kind that can be sent, with four texts in
// every place that takes one.
func everything(a, b, c, d string) []whatsapp.Content {
	id := whatsapp.MediaID("1" + a)
	header := &whatsapp.Header{Media: &whatsapp.Media{Type: whatsapp.KindDocument, ID: id, Filename: b}}
	product := whatsapp.ProductRef{Catalog: c, Product: d}
	sections := []whatsapp.ProductSection{{Title: a, Products: []string{b, c}}, {Products: []string{d}}}
	fields := map[string]string{"x" + a: b, "y" + c: d}
	object := whatsapp.Raw(mustJSON(fields))
	return []whatsapp.Content{
		whatsapp.Text{Body: a, PreviewURL: true},
		whatsapp.Media{Type: whatsapp.KindImage, Link: "h" + a, Caption: b},
		whatsapp.Media{Type: whatsapp.KindVideo, ID: id, Caption: c},
		whatsapp.Media{Type: whatsapp.KindAudio, ID: id, Voice: true},
		whatsapp.Media{Type: whatsapp.KindDocument, ID: id, Caption: c, Filename: d},
		whatsapp.Media{Type: whatsapp.KindSticker, Link: "h" + d},
		whatsapp.Location{Latitude: 1e-9, Longitude: -179.999999, Name: a, Address: b},
		whatsapp.Contacts{{
			Name:      whatsapp.ContactName{Formatted: a, First: b, Last: c, Middle: d, Suffix: a, Prefix: b},
			Phones:    []whatsapp.ContactPhone{{Phone: a, WAID: whatsapp.Phone(b), Type: c}},
			Emails:    []whatsapp.ContactEmail{{Email: a, Type: b}},
			Addresses: []whatsapp.ContactAddress{{Street: a, City: b, State: c, Zip: d, Country: a, CountryCode: b, Type: c}},
			URLs:      []whatsapp.ContactURL{{URL: a, Type: b}},
			Org:       &whatsapp.ContactOrg{Company: a, Department: b, Title: c},
			Birthday:  d,
		}, {}},
		whatsapp.Reaction{To: whatsapp.MessageID(a), Emoji: b},
		whatsapp.Pin{To: whatsapp.MessageID(a), Days: 30},
		template(a, b, c, d),
		whatsapp.Buttons{Header: header, Body: a, Footer: b, Buttons: []whatsapp.ReplyButton{{ID: c, Title: d}, {ID: d, Title: a}}},
		whatsapp.List{Header: &whatsapp.Header{Text: a}, Body: b, Footer: c, Button: d, Sections: []whatsapp.Section{
			{Title: a, Rows: []whatsapp.Row{{ID: b, Title: c, Description: d}, {ID: c, Title: d}}}, {Title: b},
		}},
		whatsapp.CTAURL{Header: header, Body: a, Footer: b, Label: c, URL: d},
		whatsapp.LocationRequest{Body: a},
		whatsapp.ContactRequest{Body: b},
		whatsapp.CallButton{Body: a, Label: b, TTL: time.Hour, Payload: c},
		whatsapp.CallPermissionRequest{Body: d},
		whatsapp.FlowMessage{Header: header, Body: a, Footer: b, CTA: c, ID: d, Token: a, Draft: true, Exchange: true},
		whatsapp.FlowMessage{Body: a, CTA: b, Name: c, Screen: "x" + d, Data: object},
		whatsapp.Carousel{Body: a, Cards: []whatsapp.Card{{Product: product}, {Product: product}}},
		whatsapp.Carousel{Body: a, Cards: []whatsapp.Card{{Media: header.Media, Body: b, Label: c, URL: d}}},
		whatsapp.ProductMessage{Body: a, Footer: b, Product: product},
		whatsapp.ProductList{Header: a, Body: b, Footer: c, Catalog: d, Sections: sections},
		whatsapp.CatalogMessage{Body: a, Footer: b, Thumbnail: c},
		whatsapp.AddressMessage{
			Body: a, Footer: b, Country: c, Values: fields, Errors: fields,
			Saved: []whatsapp.SavedAddress{{ID: d, Values: fields}, {ID: a}},
		},
		whatsapp.OrderDetails{Header: header, Body: a, Footer: b, Parameters: object},
		whatsapp.OrderStatus{Body: a, Footer: b, Parameters: object},
	}
}

func template(a, b, c, d string) whatsapp.Template {
	id := whatsapp.MediaID("1" + a)
	parameters := []whatsapp.Parameter{
		{Type: "text", Name: a, Text: b},
		{Type: "payload", Text: c},
		{Type: "coupon_code", Text: d},
		{Type: "group_id", Text: a},
		{Type: "date_time", Text: b},
		{Type: "currency", Currency: &whatsapp.Currency{Fallback: c, Code: d, Amount1000: -1 << 40}},
		{Type: "image", Media: &whatsapp.Media{ID: id}},
		{Type: "video", Media: &whatsapp.Media{Link: "h" + b}},
		{Type: "gif", Media: &whatsapp.Media{ID: id}},
		{Type: "document", Media: &whatsapp.Media{ID: id, Filename: c}},
		{Type: "location", Location: &whatsapp.Location{Latitude: -90, Longitude: 180, Name: a, Address: b}},
		{Type: "product", Product: whatsapp.ProductRef{Catalog: a, Product: b}},
		{Type: "action", Action: &whatsapp.TemplateAction{
			FlowToken: a, FlowData: whatsapp.Raw(mustJSON([]string{b})), Thumbnail: c,
			Sections:     []whatsapp.ProductSection{{Title: a, Products: []string{b, c}}},
			OrderDetails: whatsapp.Raw(mustJSON(map[string]string{a: d})),
		}},
		{Type: "ttl_minutes", Number: 100},
		{Type: "limited_time_offer", Number: 1 << 41},
		{Type: "tap_target_configuration", Targets: []whatsapp.TapTarget{{URL: a, Title: b}, {URL: c, Title: d}}},
	}
	return whatsapp.Template{Name: "x" + a, Language: b, Components: []whatsapp.Component{
		{Type: "body", Parameters: parameters},
		{Type: "button", SubType: strings.ToLower(c), Index: 9},
		{Type: "carousel", Cards: [][]whatsapp.Component{{{Type: "header", Parameters: parameters}}, {}}},
	}}
}

// TestAppendMessageIsCheckedForEveryKind holds the list above to the kinds that
// AppendMessage knows.
func TestAppendMessageIsCheckedForEveryKind(t *testing.T) {
	t.Parallel()
	seen := map[whatsapp.ContentKind]bool{}
	for _, c := range everything("a", "b", "c", "d") {
		seen[c.Kind()] = true
	}
	if len(seen) != 26 {
		t.Errorf("%d kinds can be sent, want 26", len(seen))
	}
}
