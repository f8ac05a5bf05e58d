package wire_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/wainbox/wainbox/provider/internal/wire"
	"github.com/wainbox/wainbox/whatsapp"
)

// The wanted objects follow the samples of the Cloud API reference, "Messages"
// (one page for each type), November 2025, with values of our own.
func TestAppendInteractive(t *testing.T) {
	t.Parallel()
	product := whatsapp.ProductRef{Catalog: "800100", Product: "lamp-1"}
	image := func(id whatsapp.MediaID) *whatsapp.Media { return &whatsapp.Media{Type: whatsapp.KindImage, ID: id} }
	for name, tc := range map[string]struct {
		content whatsapp.Content
		want    string
	}{
		"buttons": {
			whatsapp.Buttons{
				Header:  &whatsapp.Header{Media: &whatsapp.Media{Type: whatsapp.KindDocument, ID: "1", Filename: "a.pdf"}},
				Body:    "Shall we?",
				Footer:  "Lamps",
				Buttons: []whatsapp.ReplyButton{{ID: "y", Title: "Yes"}, {ID: "n", Title: "No"}},
			},
			`{"type":"button","header":{"type":"document","document":{"id":"1","filename":"a.pdf"}},` +
				`"body":{"text":"Shall we?"},"footer":{"text":"Lamps"},"action":{"buttons":[` +
				`{"type":"reply","reply":{"id":"y","title":"Yes"}},{"type":"reply","reply":{"id":"n","title":"No"}}]}}`,
		},
		"list": {
			whatsapp.List{
				Header: &whatsapp.Header{Text: "Ways"}, Body: "Which?", Footer: "f", Button: "Choose",
				Sections: []whatsapp.Section{
					{Title: "Fast", Rows: []whatsapp.Row{{ID: "a", Title: "A", Description: "today"}, {ID: "b", Title: "B"}}},
					{Title: "Slow", Rows: []whatsapp.Row{{ID: "c", Title: "C"}}},
				},
			},
			`{"type":"list","header":{"type":"text","text":"Ways"},"body":{"text":"Which?"},"footer":{"text":"f"},` +
				`"action":{"button":"Choose","sections":[{"title":"Fast","rows":[` +
				`{"id":"a","title":"A","description":"today"},{"id":"b","title":"B"}]},` +
				`{"title":"Slow","rows":[{"id":"c","title":"C"}]}]}}`,
		},
		"link": {
			whatsapp.CTAURL{
				Header: &whatsapp.Header{Media: &whatsapp.Media{Type: whatsapp.KindVideo, Link: "https://example.com/a.mp4"}},
				Body:   "b", Label: "Open", URL: "https://example.com/?a=1&b=2",
			},
			`{"type":"cta_url","header":{"type":"video","video":{"link":"https://example.com/a.mp4"}},"body":{"text":"b"},` +
				`"action":{"name":"cta_url","parameters":{"display_text":"Open","url":"https://example.com/?a=1&b=2"}}}`,
		},
		"location request": {
			whatsapp.LocationRequest{Body: "Where?"},
			`{"type":"location_request_message","body":{"text":"Where?"},"action":{"name":"send_location"}}`,
		},
		"contact request": {
			whatsapp.ContactRequest{Body: "Your number?"},
			`{"type":"request_contact_info","body":{"text":"Your number?"},"action":{"name":"request_contact_info"}}`,
		},
		"call button": {
			whatsapp.CallButton{Body: "Call", Label: "Now", TTL: 90 * time.Minute, Payload: "p"},
			`{"type":"voice_call","body":{"text":"Call"},` +
				`"action":{"name":"voice_call","parameters":{"display_text":"Now","ttl_minutes":90,"payload":"p"}}}`,
		},
		"call button as the platform has it": {
			whatsapp.CallButton{Body: "Call"},
			`{"type":"voice_call","body":{"text":"Call"},"action":{"name":"voice_call","parameters":{}}}`,
		},
		"call permission": {
			whatsapp.CallPermissionRequest{Body: "May we?"},
			`{"type":"call_permission_request","body":{"text":"May we?"},"action":{"name":"call_permission_request"}}`,
		},
		"call permission without words": {
			whatsapp.CallPermissionRequest{},
			`{"type":"call_permission_request","action":{"name":"call_permission_request"}}`,
		},
		"flow": {
			whatsapp.FlowMessage{
				Header: &whatsapp.Header{Text: "h"}, Body: "b", Footer: "f", CTA: "Begin", ID: "77", Token: "t",
				Screen: "FIRST", Data: `{"a": [1]}`,
			},
			`{"type":"flow","header":{"type":"text","text":"h"},"body":{"text":"b"},"footer":{"text":"f"},` +
				`"action":{"name":"flow","parameters":{"flow_message_version":"3","flow_id":"77","flow_cta":"Begin",` +
				`"flow_token":"t","flow_action":"navigate","flow_action_payload":{"screen":"FIRST","data":{"a":[1]}}}}}`,
		},
		"flow by name, as a draft": {
			whatsapp.FlowMessage{Body: "b", CTA: "Begin", Name: "survey", Draft: true, Exchange: true},
			`{"type":"flow","body":{"text":"b"},"action":{"name":"flow","parameters":{"flow_message_version":"3",` +
				`"flow_name":"survey","flow_cta":"Begin","mode":"draft","flow_action":"data_exchange"}}}`,
		},
		"flow from its own first screen": {
			whatsapp.FlowMessage{Body: "b", CTA: "Begin", ID: "77"},
			`{"type":"flow","body":{"text":"b"},` +
				`"action":{"name":"flow","parameters":{"flow_message_version":"3","flow_id":"77","flow_cta":"Begin"}}}`,
		},
		"carousel of files": {
			whatsapp.Carousel{Body: "b", Cards: []whatsapp.Card{
				{Media: image("1"), Body: "one", Label: "Open", URL: "https://example.com/1"},
				{Media: image("2"), Label: "Open", URL: "https://example.com/2"},
			}},
			`{"type":"carousel","body":{"text":"b"},"action":{"cards":[` +
				`{"card_index":0,"type":"cta_url","header":{"type":"image","image":{"id":"1"}},"body":{"text":"one"},` +
				`"action":{"name":"cta_url","parameters":{"display_text":"Open","url":"https://example.com/1"}}},` +
				`{"card_index":1,"type":"cta_url","header":{"type":"image","image":{"id":"2"}},` +
				`"action":{"name":"cta_url","parameters":{"display_text":"Open","url":"https://example.com/2"}}}]}}`,
		},
		"carousel of products": {
			whatsapp.Carousel{Body: "b", Cards: []whatsapp.Card{
				{Product: product}, {Product: whatsapp.ProductRef{Catalog: "800100", Product: "lamp-2"}},
			}},
			`{"type":"carousel","body":{"text":"b"},"action":{"cards":[` +
				`{"card_index":0,"type":"product","action":{"product_retailer_id":"lamp-1","catalog_id":"800100"}},` +
				`{"card_index":1,"type":"product","action":{"product_retailer_id":"lamp-2","catalog_id":"800100"}}]}}`,
		},
		"product": {
			whatsapp.ProductMessage{Body: "b", Footer: "f", Product: product},
			`{"type":"product","body":{"text":"b"},"footer":{"text":"f"},` +
				`"action":{"catalog_id":"800100","product_retailer_id":"lamp-1"}}`,
		},
		"product without words": {
			whatsapp.ProductMessage{Product: product},
			`{"type":"product","action":{"catalog_id":"800100","product_retailer_id":"lamp-1"}}`,
		},
		"product list": {
			whatsapp.ProductList{Header: "h", Body: "b", Catalog: "800100", Sections: []whatsapp.ProductSection{
				{Title: "Lamps", Products: []string{"lamp-1", "lamp-2"}}, {Title: "Chairs", Products: []string{"chair-1"}},
			}},
			`{"type":"product_list","header":{"type":"text","text":"h"},"body":{"text":"b"},` +
				`"action":{"catalog_id":"800100","sections":[` +
				`{"title":"Lamps","product_items":[{"product_retailer_id":"lamp-1"},{"product_retailer_id":"lamp-2"}]},` +
				`{"title":"Chairs","product_items":[{"product_retailer_id":"chair-1"}]}]}}`,
		},
		"catalog": {
			whatsapp.CatalogMessage{Body: "b", Footer: "f", Thumbnail: "lamp-1"},
			`{"type":"catalog_message","body":{"text":"b"},"footer":{"text":"f"},` +
				`"action":{"name":"catalog_message","parameters":{"thumbnail_product_retailer_id":"lamp-1"}}}`,
		},
		"catalog with the platform's own picture": {
			whatsapp.CatalogMessage{Body: "b"},
			`{"type":"catalog_message","body":{"text":"b"},"action":{"name":"catalog_message"}}`,
		},
		"address": {
			whatsapp.AddressMessage{
				Body: "b", Country: "IN",
				Values: map[string]string{"name": "Asha", "city": "Pune"},
				Saved:  []whatsapp.SavedAddress{{ID: "home", Values: map[string]string{"city": "Pune", "landmark_area": ""}}},
				Errors: map[string]string{"in_pin_code": "Not found."},
			},
			`{"type":"address_message","body":{"text":"b"},"action":{"name":"address_message","parameters":{"country":"IN",` +
				`"values":{"city":"Pune","name":"Asha"},"saved_addresses":[{"id":"home","value":{"city":"Pune","landmark_area":""}}],` +
				`"validation_errors":{"in_pin_code":"Not found."}}}}`,
		},
		"address, empty": {
			whatsapp.AddressMessage{Body: "b", Footer: "f", Country: "IN"},
			`{"type":"address_message","body":{"text":"b"},"footer":{"text":"f"},` +
				`"action":{"name":"address_message","parameters":{"country":"IN"}}}`,
		},
		"order details": {
			whatsapp.OrderDetails{
				Header: &whatsapp.Header{Media: image("1")}, Body: "b", Footer: "f", Parameters: `{"currency":"INR","order":{}}`,
			},
			`{"type":"order_details","header":{"type":"image","image":{"id":"1"}},"body":{"text":"b"},"footer":{"text":"f"},` +
				`"action":{"name":"review_and_pay","parameters":{"currency":"INR","order":{}}}}`,
		},
		"order status": {
			whatsapp.OrderStatus{Body: "b", Footer: "f", Parameters: `{"order":{"status":"shipped"}}`},
			`{"type":"order_status","body":{"text":"b"},"footer":{"text":"f"},` +
				`"action":{"name":"review_order","parameters":{"order":{"status":"shipped"}}}}`,
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			m := whatsapp.Outbound{To: whatsapp.Address{Phone: "1"}, Content: tc.content}
			if err := m.Validate(); err != nil {
				t.Fatal(err)
			}
			got, err := wire.AppendMessage(nil, m)
			if err != nil {
				t.Fatal(err)
			}
			want := `{"messaging_product":"whatsapp","recipient_type":"individual","to":"+1",` +
				`"type":"interactive","interactive":` + tc.want + `}`
			if diff := cmp.Diff(anyJSON(t, []byte(want)), anyJSON(t, got)); diff != "" {
				t.Error(diff)
			}
		})
	}
}
