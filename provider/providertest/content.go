package providertest

import "github.com/wainbox/wainbox/whatsapp"

// examples is one content of each kind that can be sent at all.
func examples() []whatsapp.Content {
	photo := &whatsapp.Media{Type: whatsapp.KindImage, Link: "https://example.com/file"}
	product := whatsapp.ProductRef{Catalog: "194836987003835", Product: "lamp"}
	all := []whatsapp.Content{
		whatsapp.Text{Body: "hello"},
		whatsapp.Template{Name: "hello_world", ID: "HX00000000000000000000000000000001", Language: "en_US"},
		whatsapp.Reaction{To: "wamid.earlier", Emoji: "👍"},
		whatsapp.Location{Latitude: 52.5, Longitude: 13.4, Name: "Shop", Address: "Street 1"},
		whatsapp.Contacts{{
			Name:   whatsapp.ContactName{Formatted: "Ann Other", First: "Ann"},
			Phones: []whatsapp.ContactPhone{{Phone: "+16505550124"}},
		}},
		whatsapp.Buttons{Body: "Well?", Buttons: []whatsapp.ReplyButton{{ID: "1", Title: "Yes"}}},
		whatsapp.List{Body: "Which?", Button: "Choose", Sections: []whatsapp.Section{{Rows: []whatsapp.Row{{ID: "1", Title: "One"}}}}},
		whatsapp.CTAURL{Body: "Look", Label: "Open", URL: "https://example.com/"},
		whatsapp.LocationRequest{Body: "Where?"},
		whatsapp.ContactRequest{Body: "Your number?"},
		whatsapp.CallButton{Body: "Call us", Label: "Call"},
		whatsapp.CallPermissionRequest{Body: "May we call?"},
		whatsapp.FlowMessage{Body: "Fill this", CTA: "Open", ID: "1", Token: "token", Screen: "FIRST"},
		whatsapp.Carousel{Body: "Look", Cards: []whatsapp.Card{
			{Media: photo, Label: "Open", URL: "https://example.com/1"}, {Media: photo, Label: "Open", URL: "https://example.com/2"},
		}},
		whatsapp.ProductMessage{Product: product},
		whatsapp.ProductList{
			Header: "Lamps", Body: "All", Catalog: product.Catalog,
			Sections: []whatsapp.ProductSection{{Title: "Lamps", Products: []string{"lamp"}}},
		},
		whatsapp.CatalogMessage{Body: "All"},
		whatsapp.AddressMessage{Body: "Where to?", Country: "IN"},
		whatsapp.OrderDetails{Body: "Please pay", Parameters: "{}"},
		whatsapp.OrderStatus{Body: "On its way", Parameters: "{}"},
	}
	for _, kind := range []whatsapp.ContentKind{
		whatsapp.KindImage, whatsapp.KindVideo, whatsapp.KindAudio, whatsapp.KindDocument, whatsapp.KindSticker,
	} {
		all = append(all, whatsapp.Media{Type: kind, Link: "https://example.com/file"})
	}
	return all
}
