package whatsapp_test

import (
	"testing"
	"time"

	"github.com/wainbox/wainbox/whatsapp"
)

func TestHeadersAreChecked(t *testing.T) {
	t.Parallel()
	with := func(h *whatsapp.Header) whatsapp.Content {
		return whatsapp.CTAURL{Header: h, Body: "b", Label: "Open", URL: "https://a.example"}
	}
	file := func(m whatsapp.Media) *whatsapp.Header { return &whatsapp.Header{Media: &m} }
	judge(t, map[string]broken{
		"none":       {with(nil), nil},
		"a text":     {with(&whatsapp.Header{Text: "h"}), nil},
		"an image":   {with(file(whatsapp.Media{Type: whatsapp.KindImage, ID: "1"})), nil},
		"a document": {with(file(whatsapp.Media{Type: whatsapp.KindDocument, ID: "1", Filename: "a.pdf"})), nil},
		"empty":      {with(&whatsapp.Header{}), []string{"interactive.header.text"}},
		"both": {
			with(&whatsapp.Header{Text: "h", Media: &whatsapp.Media{Type: whatsapp.KindImage, ID: "1"}}),
			[]string{"interactive.header"},
		},
		"audio": {
			with(file(whatsapp.Media{Type: whatsapp.KindAudio, ID: "1"})), []string{"interactive.header.type"},
		},
		"a video with a caption and a name": {
			with(file(whatsapp.Media{Type: whatsapp.KindVideo, Caption: "c", Filename: "f"})),
			[]string{"interactive.header.video", "interactive.header.video.caption", "interactive.header.video.filename"},
		},
		"a file above a list": {
			whatsapp.List{
				Header: file(whatsapp.Media{Type: whatsapp.KindImage, ID: "1"}), Body: "b", Button: "c", Sections: oneSection,
			},
			[]string{"interactive.header.type"},
		},
	})
}

func TestChoicesAreChecked(t *testing.T) {
	t.Parallel()
	judge(t, map[string]broken{
		"no buttons": {whatsapp.Buttons{}, []string{"interactive.body.text", "interactive.action.buttons"}},
		"buttons that are the same": {
			whatsapp.Buttons{Body: "b", Buttons: []whatsapp.ReplyButton{{ID: "y", Title: "Yes"}, {ID: "y", Title: "Yes"}}},
			[]string{"interactive.action.buttons[1].reply.id", "interactive.action.buttons[1].reply.title"},
		},
		"empty buttons": {
			whatsapp.Buttons{Body: "b", Buttons: []whatsapp.ReplyButton{{}, {}}},
			[]string{
				"interactive.action.buttons[0].reply.id", "interactive.action.buttons[0].reply.title",
				"interactive.action.buttons[1].reply.id", "interactive.action.buttons[1].reply.title",
			},
		},
		"no list": {
			whatsapp.List{}, []string{"interactive.body.text", "interactive.action.button", "interactive.action.sections"},
		},
		"one section without a title": {whatsapp.List{Body: "b", Button: "c", Sections: oneSection}, nil},
		"sections without titles and rows, and a row that is there twice": {
			whatsapp.List{Body: "b", Button: "c", Sections: []whatsapp.Section{
				{Rows: []whatsapp.Row{{ID: "a", Title: "A"}}}, {Title: "t"}, {Title: "u", Rows: []whatsapp.Row{{ID: "a"}}},
			}},
			[]string{
				"interactive.action.sections[0].title", "interactive.action.sections[1].rows",
				"interactive.action.sections[2].rows[0].id", "interactive.action.sections[2].rows[0].title",
			},
		},
		"rows with one title": {
			whatsapp.List{Body: "b", Button: "c", Sections: []whatsapp.Section{
				{Rows: []whatsapp.Row{{ID: "a", Title: "A"}, {ID: "b", Title: "A"}}},
			}}, nil,
		},
		"a link without one": {
			whatsapp.CTAURL{Body: "b", URL: "a.example"},
			[]string{"interactive.action.parameters.display_text", "interactive.action.parameters.url"},
		},
	})
}

func TestRequestsAreChecked(t *testing.T) {
	t.Parallel()
	judge(t, map[string]broken{
		"a location request without words":  {whatsapp.LocationRequest{}, []string{"interactive.body.text"}},
		"a contact request without words":   {whatsapp.ContactRequest{}, []string{"interactive.body.text"}},
		"a call permission without words":   {whatsapp.CallPermissionRequest{}, nil},
		"a call button":                     {whatsapp.CallButton{Body: "b", TTL: time.Minute}, nil},
		"a call button for half a minute":   {whatsapp.CallButton{Body: "b", TTL: 30 * time.Second}, []string{"interactive.action.parameters.ttl_minutes"}},
		"a call button that ended":          {whatsapp.CallButton{Body: "b", TTL: -time.Minute}, []string{"interactive.action.parameters.ttl_minutes"}},
		"a call button's payload, no text":  {whatsapp.CallButton{Body: "b", Payload: "\xff"}, []string{"interactive.action.parameters.payload"}},
		"a flow":                            {whatsapp.FlowMessage{Body: "b", CTA: "c", ID: "1"}, nil},
		"a flow by name, from the endpoint": {whatsapp.FlowMessage{Body: "b", CTA: "c", Name: "n", Exchange: true}, nil},
		"a flow with its first screen":      {whatsapp.FlowMessage{Body: "b", CTA: "c", ID: "1", Screen: "S", Data: ` {"a":1}`}, nil},
		"no flow": {
			whatsapp.FlowMessage{},
			[]string{"interactive.body.text", "interactive.action.parameters.flow_cta", "interactive.action.parameters"},
		},
		"a flow by id and name": {
			whatsapp.FlowMessage{Body: "b", CTA: "c", ID: "1", Name: "n"}, []string{"interactive.action.parameters"},
		},
		"a flow with data for no screen": {
			whatsapp.FlowMessage{Body: "b", CTA: "c", ID: "1", Data: `{}`},
			[]string{"interactive.action.parameters.flow_action_payload.screen"},
		},
		"a flow with data for the endpoint": {
			whatsapp.FlowMessage{Body: "b", CTA: "c", ID: "1", Exchange: true, Screen: "S", Data: `[]`},
			[]string{"interactive.action.parameters.flow_action_payload"},
		},
		"a flow with data that is no object": {
			whatsapp.FlowMessage{Body: "b", CTA: "c", ID: "1", Screen: "S", Data: `[1]`},
			[]string{"interactive.action.parameters.flow_action_payload.data"},
		},
		"a flow with data that goes on": {
			whatsapp.FlowMessage{Body: "b", CTA: "c", ID: "1", Screen: "S", Data: `{},"x":{}`},
			[]string{"interactive.action.parameters.flow_action_payload.data"},
		},
		"a flow with data that is no text": {
			whatsapp.FlowMessage{Body: "b", CTA: "c", ID: "1", Screen: "S", Data: "{\"a\":\"\xff\"}"},
			[]string{"interactive.action.parameters.flow_action_payload.data"},
		},
		"a flow with parts that are no text": {
			whatsapp.FlowMessage{Body: "b", CTA: "\xff", ID: "\xff", Token: "\xff", Screen: "\xff"},
			[]string{
				"interactive.action.parameters.flow_cta", "interactive.action.parameters.flow_id",
				"interactive.action.parameters.flow_token", "interactive.action.parameters.flow_action_payload.screen",
			},
		},
		"an address": {
			whatsapp.AddressMessage{
				Body: "b", Country: "IN", Values: map[string]string{"city": ""},
				Saved: []whatsapp.SavedAddress{{ID: "home", Values: map[string]string{"city": "Pune"}}},
			}, nil,
		},
		"an address elsewhere, of empty parts": {
			whatsapp.AddressMessage{
				Body: "b", Country: "BR", Values: map[string]string{"": "x"}, Saved: []whatsapp.SavedAddress{{}},
				Errors: map[string]string{"city": "\xff"},
			},
			[]string{
				"interactive.action.parameters.country", "interactive.action.parameters.values",
				"interactive.action.parameters.saved_addresses[0].id", "interactive.action.parameters.saved_addresses[0].value",
				"interactive.action.parameters.validation_errors",
			},
		},
	})
}

func TestCommerceIsChecked(t *testing.T) {
	t.Parallel()
	judge(t, map[string]broken{
		"a product": {whatsapp.ProductMessage{Product: lamp}, nil},
		"no product": {
			whatsapp.ProductMessage{},
			[]string{"interactive.action.catalog_id", "interactive.action.product_retailer_id"},
		},
		"no list of products": {
			whatsapp.ProductList{},
			[]string{
				"interactive.header.text", "interactive.body.text", "interactive.action.catalog_id", "interactive.action.sections",
			},
		},
		"a section without products, and a product without an id": {
			whatsapp.ProductList{Header: "h", Body: "b", Catalog: "1", Sections: []whatsapp.ProductSection{
				{Title: "\xff"}, {Products: []string{"a", ""}},
			}},
			[]string{
				"interactive.action.sections[0].title", "interactive.action.sections[0].product_items",
				"interactive.action.sections[1].product_items[1].product_retailer_id",
			},
		},
		"a catalog's picture that is no text": {
			whatsapp.CatalogMessage{Body: "b", Thumbnail: "\xff"},
			[]string{"interactive.action.parameters.thumbnail_product_retailer_id"},
		},
		"an order":             {whatsapp.OrderDetails{Body: "b", Parameters: `{}`}, nil},
		"how an order stands":  {whatsapp.OrderStatus{Body: "b", Parameters: `{}`}, nil},
		"a standing of none":   {whatsapp.OrderStatus{Body: "b", Parameters: `[]`}, []string{"interactive.action.parameters"}},
		"an order of no words": {whatsapp.OrderDetails{Parameters: `{}`}, []string{"interactive.body.text"}},
		"an order of nothing":  {whatsapp.OrderDetails{Body: "b"}, []string{"interactive.action.parameters"}},
		"an order of a number": {whatsapp.OrderDetails{Body: "b", Parameters: `1`}, []string{"interactive.action.parameters"}},
	})
}

func TestCarouselsAreChecked(t *testing.T) {
	t.Parallel()
	of := func(cards ...whatsapp.Card) whatsapp.Carousel { return whatsapp.Carousel{Body: "b", Cards: cards} }
	product := whatsapp.Card{Product: lamp}
	change := func(with func(*whatsapp.Card)) whatsapp.Card {
		c := fileCard("2")
		with(&c)
		return c
	}
	video := &whatsapp.Media{Type: whatsapp.KindVideo, ID: "1"}
	judge(t, map[string]broken{
		"of files":    {of(fileCard("1"), fileCard("2")), nil},
		"of products": {of(product, product), nil},
		"of both":     {of(fileCard("1"), product, fileCard("2")), []string{"interactive.action.cards[1].type"}},
		"two line breaks": {
			of(fileCard("1"), change(func(c *whatsapp.Card) { c.Body = "a\nb\nc" })), nil,
		},
		"three line breaks": {
			of(fileCard("1"), change(func(c *whatsapp.Card) { c.Body = "a\nb\nc\nd" })),
			[]string{"interactive.action.cards[1].body.text"},
		},
		"of images and videos": {
			of(fileCard("1"), change(func(c *whatsapp.Card) { c.Media = video })),
			[]string{"interactive.action.cards[1].header.type"},
		},
		"with a document": {
			of(fileCard("1"), change(func(c *whatsapp.Card) { c.Media = &whatsapp.Media{Type: whatsapp.KindDocument, ID: "1"} })),
			[]string{"interactive.action.cards[1].header.type", "interactive.action.cards[1].header.type"},
		},
		"with an empty card": {
			of(fileCard("1"), whatsapp.Card{}),
			[]string{
				"interactive.action.cards[1].header", "interactive.action.cards[1].action.parameters.display_text",
				"interactive.action.cards[1].action.parameters.url",
			},
		},
		"with a file from nowhere": {
			of(fileCard("1"), change(func(c *whatsapp.Card) { c.Media = &whatsapp.Media{Type: whatsapp.KindImage} })),
			[]string{"interactive.action.cards[1].header.image"},
		},
		"of products with more": {
			of(product, change(func(c *whatsapp.Card) { c.Product = lamp })), []string{"interactive.action.cards[1]"},
		},
		"of two catalogs": {
			of(product, whatsapp.Card{Product: whatsapp.ProductRef{Catalog: "2", Product: "x"}}),
			[]string{"interactive.action.cards[1].action.catalog_id"},
		},
		"of a product without an id": {
			of(product, whatsapp.Card{Product: whatsapp.ProductRef{Catalog: "800100"}}),
			[]string{"interactive.action.cards[1].action.product_retailer_id"},
		},
		"of nothing": {whatsapp.Carousel{}, []string{"interactive.body.text", "interactive.action.cards"}},
	})
}
