package whatsapp_test

import (
	"encoding/json"
	"go/ast"
	"go/parser"
	"go/token"
	"slices"
	"strconv"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/stretchr/testify/require"

	"github.com/wainbox/wainbox/whatsapp"
)

// sendable is content of every kind that can be sent, all of it valid.
func sendable() []whatsapp.Content {
	header := &whatsapp.Header{Media: &whatsapp.Media{Type: whatsapp.KindDocument, ID: "1", Filename: "a.pdf"}}
	fields := map[string]string{"city": "Pune", "landmark_area": ""}
	return []whatsapp.Content{
		whatsapp.Text{Body: "grüß dich 👋", PreviewURL: true},
		whatsapp.Media{Type: whatsapp.KindImage, Link: "https://a.example/a.png", Caption: "c"},
		whatsapp.Media{Type: whatsapp.KindVideo, ID: "1"},
		whatsapp.Media{Type: whatsapp.KindAudio, ID: "2", Voice: true},
		whatsapp.Media{Type: whatsapp.KindDocument, ID: "1", MIME: "application/pdf", SHA256: "aGk=", Caption: "c", Filename: "a.pdf"},
		whatsapp.Media{Type: whatsapp.KindSticker, ID: "3", Animated: true},
		whatsapp.Location{Latitude: -23.561414, Longitude: 1e-7, Name: "n", Address: "a", URL: "https://a.example"},
		whatsapp.Contacts{{
			Name:      whatsapp.ContactName{Formatted: "f", First: "a", Last: "b", Middle: "c", Suffix: "d", Prefix: "e"},
			Phones:    []whatsapp.ContactPhone{{Phone: "+1", WAID: "1", User: "US.1", Type: "CELL"}},
			Emails:    []whatsapp.ContactEmail{{Email: "a@a.example", Type: "WORK"}},
			Addresses: []whatsapp.ContactAddress{{Street: "s", City: "c", State: "t", Zip: "z", Country: "u", CountryCode: "us", Type: "HOME"}},
			URLs:      []whatsapp.ContactURL{{URL: "https://a.example", Type: "WORK"}},
			Org:       &whatsapp.ContactOrg{Company: "c", Department: "d", Title: "t"},
			Birthday:  "1985-02-28", VCard: "BEGIN:VCARD", Origin: "other",
		}},
		whatsapp.Reaction{To: "wamid.1", Emoji: "👍"},
		whatsapp.Pin{To: "wamid.1", Days: 30},
		whatsapp.Template{Name: "n", ID: "HX1", Language: "de", Components: []whatsapp.Component{
			{Type: "header", Parameters: []whatsapp.Parameter{
				{Type: "location", Location: &whatsapp.Location{Latitude: 1, Longitude: 2, Name: "n", Address: "a"}},
				{Type: "product", Product: lamp},
				{Type: "gif", Media: &whatsapp.Media{ID: "1"}},
			}},
			{Type: "body", Parameters: []whatsapp.Parameter{
				{Type: "currency", Name: "price", Currency: &whatsapp.Currency{Fallback: "1 €", Code: "EUR", Amount1000: 1000}},
				{Type: "text", Text: "x"},
			}},
			{Type: "button", SubType: "mpm", Index: 1, Parameters: []whatsapp.Parameter{
				{Type: "action", Action: &whatsapp.TemplateAction{
					FlowToken: "t", FlowData: `{"a":1}`, Thumbnail: "lamp-1", Sections: lamps, OrderDetails: `{"b":2}`,
				}},
			}},
			{Type: "carousel", Cards: [][]whatsapp.Component{{part("body")}, {part("body"), part("header")}}},
			{Type: "limited_time_offer", Parameters: []whatsapp.Parameter{{Type: "limited_time_offer", Number: 1764000000000}}},
			{Type: "tap_target_configuration", Parameters: []whatsapp.Parameter{
				{Type: "tap_target_configuration", Targets: []whatsapp.TapTarget{{URL: "https://a.example", Title: "t"}}},
			}},
		}},
		whatsapp.Buttons{Header: header, Body: "b", Footer: "f", Buttons: oneButton},
		whatsapp.List{Header: &whatsapp.Header{Text: "h"}, Body: "b", Footer: "f", Button: "c", Sections: []whatsapp.Section{
			{Title: "s", Rows: []whatsapp.Row{{ID: "a", Title: "A", Description: "d"}}},
		}},
		whatsapp.CTAURL{Header: header, Body: "b", Footer: "f", Label: "l", URL: "https://a.example"},
		whatsapp.LocationRequest{Body: "b"},
		whatsapp.ContactRequest{Body: "b"},
		whatsapp.CallButton{Body: "b", Label: "l", TTL: 90 * time.Minute, Payload: "p"},
		whatsapp.CallPermissionRequest{Body: "b"},
		whatsapp.FlowMessage{
			Header: header, Body: "b", Footer: "f", CTA: "c", ID: "1", Token: "t", Draft: true, Screen: "S", Data: `{ "a": 1 }`,
		},
		whatsapp.FlowMessage{Body: "b", CTA: "c", Name: "n", Exchange: true},
		whatsapp.Carousel{Body: "b", Cards: []whatsapp.Card{fileCard("1"), fileCard("2")}},
		whatsapp.Carousel{Body: "b", Cards: []whatsapp.Card{{Product: lamp}, {Product: lamp}}},
		whatsapp.ProductMessage{Body: "b", Footer: "f", Product: lamp},
		whatsapp.ProductList{Header: "h", Body: "b", Footer: "f", Catalog: "1", Sections: lamps},
		whatsapp.CatalogMessage{Body: "b", Footer: "f", Thumbnail: "lamp-1"},
		whatsapp.AddressMessage{
			Body: "b", Footer: "f", Country: "IN", Values: fields, Errors: fields,
			Saved: []whatsapp.SavedAddress{{ID: "home", Values: fields}},
		},
		whatsapp.OrderDetails{Header: header, Body: "b", Footer: "f", Parameters: `{ "currency": "INR" }`},
		whatsapp.OrderStatus{Body: "b", Footer: "f", Parameters: `{"order":{"status":"processing"}}`},
	}
}

// received is content of every kind that is only received.
func received() []whatsapp.Content {
	return []whatsapp.Content{
		whatsapp.Button{Text: "Yes", Payload: "y"},
		whatsapp.ButtonReply{ID: "y", Title: "Yes"},
		whatsapp.ListReply{ID: "r", Title: "Row", Description: "d"},
		whatsapp.FlowReply{Name: "flow", Body: "Sent", Response: `{"a":1}`},
		whatsapp.CallPermissionReply{Response: "accept", Source: "user_action", Permanent: true, Expires: 1753186982},
		whatsapp.PaymentMethod{Method: "card", Reference: "r", Credential: "c", LastFour: "1234", Paid: 1753186982},
		whatsapp.Order{Catalog: "1", Text: "t", Items: []whatsapp.OrderItem{
			{Product: "lamp-1", Quantity: 2, Price: "10.50", Currency: "EUR"},
		}},
		whatsapp.System{
			Type: "user_changed_number", Body: "b", Now: whatsapp.Address{Phone: "1", User: "US.1"}, NowParent: "US.ENT.1",
			Previous: "US.2", PreviousParent: "US.ENT.2", Customer: "2",
			Identity: &whatsapp.Identity{Hash: "h", Acknowledged: true, Created: 1753186982},
		},
		whatsapp.RequestWelcome{},
		whatsapp.Edit{Original: "wamid.1", Type: "text", Content: whatsapp.Text{Body: "b"}, ReplyTo: "wamid.0"},
		whatsapp.Edit{Original: "wamid.1"},
		whatsapp.Revoke{Original: "wamid.1"},
		whatsapp.MediaPlaceholder{},
		whatsapp.Unsupported{Type: "poll"},
		whatsapp.UnknownContent{},
	}
}

// kinds are the constants of the package's own source.
func kinds(t *testing.T) []whatsapp.ContentKind {
	t.Helper()
	file, err := parser.ParseFile(token.NewFileSet(), "content.go", nil, 0)
	require.NoError(t, err)
	var all []whatsapp.ContentKind
	ast.Inspect(file, func(n ast.Node) bool {
		spec, ok := n.(*ast.ValueSpec)
		if !ok {
			return true
		}
		if name, ok := spec.Type.(*ast.Ident); ok && name.Name == "ContentKind" {
			value, err := strconv.Unquote(spec.Values[0].(*ast.BasicLit).Value)
			require.NoError(t, err)
			all = append(all, whatsapp.ContentKind(value))
		}
		return true
	})
	return all
}

func TestEveryKindOfContentIsTested(t *testing.T) {
	t.Parallel()
	seen := map[whatsapp.ContentKind]bool{}
	for _, c := range slices.Concat(sendable(), received()) {
		seen[c.Kind()] = true
	}
	all := kinds(t)
	require.NotEmpty(t, all)
	for _, kind := range all {
		require.True(t, seen[kind], "%s", kind)
	}
	require.Len(t, all, len(seen))
}

func TestContentSurvivesStoring(t *testing.T) {
	t.Parallel()
	for _, want := range slices.Concat(sendable(), received()) {
		data, err := json.Marshal(want)
		require.NoError(t, err)
		got, err := whatsapp.DecodeContent(want.Kind(), data)
		require.NoError(t, err)
		require.Empty(t, cmp.Diff(want, got))

		_, err = whatsapp.DecodeContent(want.Kind(), []byte(`"a text"`))
		switch want.(type) {
		case whatsapp.RequestWelcome, whatsapp.MediaPlaceholder, whatsapp.UnknownContent:
			require.NoError(t, err, "%s holds nothing", want.Kind())
		default:
			require.Error(t, err, "%s", want.Kind())
		}
	}
	_, err := whatsapp.DecodeContent("hologram", nil)
	require.ErrorIs(t, err, whatsapp.ErrContentKind)
}

func TestOnlySomeContentCanBeSent(t *testing.T) {
	t.Parallel()
	for _, c := range sendable() {
		m := whatsapp.Outbound{To: customer, Content: c}
		switch c := c.(type) {
		case whatsapp.Pin:
			m.To = whatsapp.Address{Group: "g"}
		case whatsapp.Template: // with more values than one template has
			m.Content = whatsapp.Template{Name: c.Name, Language: c.Language}
		}
		wantFields(t, m)
	}
	for _, c := range received() {
		wantFields(t, whatsapp.Outbound{To: customer, Content: c}, "type")
	}
}

func TestTextOfIsWhatAReaderSees(t *testing.T) {
	t.Parallel()
	for _, c := range []whatsapp.Content{
		whatsapp.Text{Body: "x"},
		whatsapp.Media{Caption: "x"},
		whatsapp.Location{Name: "x", Address: "y"},
		whatsapp.Location{Address: "x"},
		whatsapp.Contacts{{Name: whatsapp.ContactName{Formatted: "x"}}, {}},
		whatsapp.Reaction{Emoji: "x"},
		whatsapp.Button{Text: "x"},
		whatsapp.ButtonReply{Title: "x"},
		whatsapp.ListReply{Title: "x"},
		whatsapp.FlowReply{Body: "x"},
		whatsapp.Order{Text: "x"},
		whatsapp.System{Body: "x"},
		whatsapp.Edit{Content: whatsapp.Text{Body: "x"}},
		whatsapp.Buttons{Body: "x"},
		whatsapp.List{Body: "x"},
		whatsapp.CTAURL{Body: "x"},
		whatsapp.LocationRequest{Body: "x"},
		whatsapp.ContactRequest{Body: "x"},
		whatsapp.CallButton{Body: "x"},
		whatsapp.CallPermissionRequest{Body: "x"},
		whatsapp.FlowMessage{Body: "x"},
		whatsapp.Carousel{Body: "x"},
		whatsapp.ProductMessage{Body: "x"},
		whatsapp.ProductList{Body: "x"},
		whatsapp.CatalogMessage{Body: "x"},
		whatsapp.AddressMessage{Body: "x"},
		whatsapp.OrderDetails{Body: "x"},
		whatsapp.OrderStatus{Body: "x"},
	} {
		require.Equal(t, "x", whatsapp.TextOf(c), "%T", c)
	}
	for _, c := range []whatsapp.Content{nil, whatsapp.Unsupported{}, whatsapp.Contacts{}, whatsapp.Edit{}, whatsapp.Pin{}} {
		require.Empty(t, whatsapp.TextOf(c), "%T", c)
	}
}
