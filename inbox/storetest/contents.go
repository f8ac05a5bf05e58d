package storetest

import (
	"slices"
	"time"

	"github.com/wainbox/wainbox/inbox"
	"github.com/wainbox/wainbox/whatsapp"
)

func everyContent(k *kit) {
	for i, c := range slices.Concat(contents(), interactives()) {
		want := queued(id(inbox.MessageID("m"), i))
		want.Content = c
		k.write(insert(want))
		k.same("the message", k.message(want.ID), want)
	}
}

// contents are content of every kind that is no interactive message, and none.
func contents() []whatsapp.Content {
	return []whatsapp.Content{
		nil,
		whatsapp.Text{},
		whatsapp.Text{Body: "b", PreviewURL: true},
		whatsapp.Media{Type: whatsapp.KindImage, ID: "m"},
		whatsapp.Media{Type: whatsapp.KindVideo, ID: "m", Caption: "c"},
		whatsapp.Media{Type: whatsapp.KindAudio, ID: "m", Voice: true},
		whatsapp.Media{Type: whatsapp.KindDocument, Link: "l", MIME: "m", SHA256: "h", Caption: "c", Filename: "f"},
		whatsapp.Media{Type: whatsapp.KindSticker, Animated: true},
		whatsapp.Location{},
		whatsapp.Location{Latitude: -89.123456789, Longitude: 1e-7, Name: "n", Address: "a", URL: "u"},
		whatsapp.Contacts{{
			Name:      whatsapp.ContactName{Formatted: "f", First: "a", Last: "b", Middle: "c", Suffix: "d", Prefix: "e"},
			Phones:    []whatsapp.ContactPhone{{Phone: "+1", WAID: "1", User: "US.1", Type: "CELL"}, {Phone: "+2"}},
			Emails:    []whatsapp.ContactEmail{{Email: "e", Type: "WORK"}},
			Addresses: []whatsapp.ContactAddress{{Street: "s", City: "c", State: "t", Zip: "z", Country: "u", CountryCode: "us", Type: "HOME"}},
			URLs:      []whatsapp.ContactURL{{URL: "u", Type: "WORK"}},
			Org:       &whatsapp.ContactOrg{Company: "c", Department: "d", Title: "t"},
			Birthday:  "1985-02-28", VCard: "BEGIN:VCARD\r\nEND:VCARD", Origin: "contact_request",
		}, {}},
		whatsapp.Reaction{To: "wamid.0", Emoji: "👩🏽‍🚀"},
		whatsapp.Reaction{To: "wamid.0"},
		whatsapp.Pin{To: "wamid.0", Days: 30},
		whatsapp.Pin{To: "wamid.0", Unpin: true},
		whatsapp.Template{Name: "t", ID: "i", Language: "en", Components: []whatsapp.Component{{
			Type: "carousel", Cards: [][]whatsapp.Component{{{Type: "header", Parameters: parameters()}}, {{Type: "body"}}},
		}}},
		whatsapp.Button{Text: "t", Payload: "p"},
		whatsapp.ButtonReply{ID: "i", Title: "t"},
		whatsapp.ListReply{ID: "i", Title: "t", Description: "d"},
		whatsapp.FlowReply{Name: "n", Body: "b", Response: `{"a": 1}`},
		whatsapp.CallPermissionReply{Response: "accept", Source: "automatic", Permanent: true, Expires: 1},
		whatsapp.PaymentMethod{Method: "card", Reference: "r", Credential: "c", LastFour: "1234", Paid: 1},
		whatsapp.Order{Catalog: "c", Text: "t", Items: []whatsapp.OrderItem{
			{Product: "p", Quantity: 1 << 40, Price: "0.10", Currency: "BRL"}, {},
		}},
		whatsapp.System{
			Type: "user_changed_number", Body: "b", Now: whatsapp.Address{Phone: "1", User: "US.1"}, NowParent: "US.ENT.1",
			Previous: "US.2", PreviousParent: "US.ENT.2", Customer: "2",
			Identity: &whatsapp.Identity{Hash: "h", Acknowledged: true, Created: 1},
		},
		whatsapp.RequestWelcome{},
		whatsapp.Edit{Original: "wamid.0", Type: "image", ReplyTo: "wamid.1", Content: whatsapp.Media{Type: whatsapp.KindImage, ID: "m"}},
		whatsapp.Edit{Original: "wamid.0"},
		whatsapp.Revoke{Original: "wamid.0"},
		whatsapp.MediaPlaceholder{},
		whatsapp.Unsupported{Type: "poll"},
		whatsapp.UnknownContent{},
	}
}

// parameters is one value of each kind that a template takes in its own way.
func parameters() []whatsapp.Parameter {
	return []whatsapp.Parameter{
		{Type: "text", Name: "n", Text: "x"},
		{Type: "currency", Currency: &whatsapp.Currency{Fallback: "€1", Code: "EUR", Amount1000: -1}},
		{Type: "gif", Media: &whatsapp.Media{ID: "m"}},
		{Type: "location", Location: &whatsapp.Location{Latitude: 1, Longitude: -1}},
		{Type: "product", Product: whatsapp.ProductRef{Catalog: "c", Product: "p"}},
		{Type: "limited_time_offer", Number: 1 << 50},
		{Type: "tap_target_configuration", Targets: []whatsapp.TapTarget{{URL: "u", Title: "t"}}},
		{Type: "action", Action: &whatsapp.TemplateAction{
			FlowToken: "f", FlowData: `{ "a": 1.0, "a": 2 }`, Thumbnail: "t",
			Sections: []whatsapp.ProductSection{{Title: "s", Products: []string{"p"}}}, OrderDetails: `{ }`,
		}},
	}
}

// interactives are interactive messages of every kind.
func interactives() []whatsapp.Content {
	header := &whatsapp.Header{Media: &whatsapp.Media{Type: whatsapp.KindImage, ID: "m"}}
	product := whatsapp.ProductRef{Catalog: "c", Product: "p"}
	sections := []whatsapp.ProductSection{{Title: "s", Products: []string{"p", "q"}}, {Products: []string{"r"}}}
	fields := map[string]string{"city": "Pune", "landmark_area": ""}
	return []whatsapp.Content{
		whatsapp.Buttons{Header: header, Body: "b", Footer: "f", Buttons: []whatsapp.ReplyButton{{ID: "i", Title: "t"}, {ID: "j"}}},
		whatsapp.List{Header: &whatsapp.Header{Text: "h"}, Body: "b", Footer: "f", Button: "c", Sections: []whatsapp.Section{
			{Title: "s", Rows: []whatsapp.Row{{ID: "i", Title: "t", Description: "d"}}},
		}},
		whatsapp.CTAURL{Header: header, Body: "b", Footer: "f", Label: "l", URL: "u"},
		whatsapp.LocationRequest{Body: "b"},
		whatsapp.ContactRequest{Body: "b"},
		whatsapp.CallButton{Body: "b", Label: "l", TTL: 90 * time.Minute, Payload: "p"},
		whatsapp.CallPermissionRequest{},
		whatsapp.FlowMessage{
			Header: header, Body: "b", Footer: "f", CTA: "c", ID: "i", Token: "t", Draft: true, Screen: "S", Data: `{ "a": 1.0 }`,
		},
		whatsapp.FlowMessage{Body: "b", CTA: "c", Name: "n", Exchange: true},
		whatsapp.Carousel{Body: "b", Cards: []whatsapp.Card{{Media: header.Media, Body: "c", Label: "l", URL: "u"}, {Product: product}}},
		whatsapp.ProductMessage{Body: "b", Footer: "f", Product: product},
		whatsapp.ProductList{Header: "h", Body: "b", Footer: "f", Catalog: "c", Sections: sections},
		whatsapp.CatalogMessage{Body: "b", Footer: "f", Thumbnail: "p"},
		whatsapp.AddressMessage{
			Body: "b", Footer: "f", Country: "IN", Values: fields, Errors: fields,
			Saved: []whatsapp.SavedAddress{{ID: "i", Values: fields}},
		},
		whatsapp.OrderDetails{Header: header, Body: "b", Footer: "f", Parameters: `{ "currency": "INR", "currency": "BRL" }`},
		whatsapp.OrderStatus{Body: "b", Footer: "f", Parameters: `{"order":{}}`},
	}
}
