package wire_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/wainbox/wainbox/provider/internal/wire"
	"github.com/wainbox/wainbox/whatsapp"
)

// The wanted parts follow the samples of the Cloud API, "Template messages" and
// the pages of each kind of template, November 2025, with values of our own.
func TestAppendTemplate(t *testing.T) {
	t.Parallel()
	type (
		component = whatsapp.Component
		parameter = whatsapp.Parameter
	)
	button := func(kind string, index int, p ...parameter) component {
		return component{Type: "button", SubType: kind, Index: index, Parameters: p}
	}
	header := func(p parameter) component { return component{Type: "header", Parameters: []parameter{p}} }
	sections := []whatsapp.ProductSection{
		{Title: "Lamps", Products: []string{"lamp-1", "lamp-2"}}, {Title: "Chairs", Products: []string{"chair-1"}},
	}
	for name, tc := range map[string]struct {
		part component
		want string
	}{
		"header document": {
			header(parameter{Type: "document", Media: &whatsapp.Media{ID: "77", Filename: "a.pdf", Caption: "left out"}}),
			`{"type":"header","parameters":[{"type":"document","document":{"id":"77","filename":"a.pdf"}}]}`,
		},
		"header image": {
			header(parameter{Type: "image", Media: &whatsapp.Media{Link: "https://example.com/a.png"}}),
			`{"type":"header","parameters":[{"type":"image","image":{"link":"https://example.com/a.png"}}]}`,
		},
		"header gif": {
			header(parameter{Type: "gif", Media: &whatsapp.Media{ID: "78"}}),
			`{"type":"header","parameters":[{"type":"gif","gif":{"id":"78"}}]}`,
		},
		"header location": {
			header(parameter{Type: "location", Location: &whatsapp.Location{Latitude: 1.5, Longitude: -2, Name: "N", Address: "A"}}),
			`{"type":"header","parameters":[{"type":"location","location":{"latitude":1.5,"longitude":-2,"name":"N","address":"A"}}]}`,
		},
		"header product": {
			header(parameter{Type: "product", Product: whatsapp.ProductRef{Catalog: "800100", Product: "lamp-1"}}),
			`{"type":"header","parameters":[{"type":"product","product":{"catalog_id":"800100","product_retailer_id":"lamp-1"}}]}`,
		},
		"body": {
			component{Type: "body", Parameters: []parameter{
				{Type: "text", Name: "first_name", Text: "Zoë"},
				{Type: "currency", Currency: &whatsapp.Currency{Fallback: "$100.99", Code: "USD", Amount1000: 100990}},
				{Type: "date_time", Text: "February 25, 1977"},
				{Type: "group_id", Text: "Y2FwaV9ncm91cA=="},
			}},
			`{"type":"body","parameters":[{"type":"text","parameter_name":"first_name","text":"Zoë"},` +
				`{"type":"currency","currency":{"fallback_value":"$100.99","code":"USD","amount_1000":100990}},` +
				`{"type":"date_time","date_time":{"fallback_value":"February 25, 1977"}},` +
				`{"type":"group_id","group_id":"Y2FwaV9ncm91cA=="}]}`,
		},
		"quick reply": {
			button("quick_reply", 0, parameter{Type: "payload", Text: "yes"}),
			`{"type":"button","sub_type":"quick_reply","index":"0","parameters":[{"type":"payload","payload":"yes"}]}`,
		},
		"url": {
			button("url", 1, parameter{Type: "text", Text: "a/b"}),
			`{"type":"button","sub_type":"url","index":"1","parameters":[{"type":"text","text":"a/b"}]}`,
		},
		"copy code": {
			button("copy_code", 2, parameter{Type: "coupon_code", Text: "OFF10"}),
			`{"type":"button","sub_type":"copy_code","index":"2","parameters":[{"type":"coupon_code","coupon_code":"OFF10"}]}`,
		},
		"flow": {
			button("flow", 0, parameter{Type: "action", Action: &whatsapp.TemplateAction{FlowToken: "t", FlowData: `{"a":1}`}}),
			`{"type":"button","sub_type":"flow","index":"0",` +
				`"parameters":[{"type":"action","action":{"flow_token":"t","flow_action_data":{"a":1}}}]}`,
		},
		"flow without more": {
			button("flow", 0, parameter{Type: "action", Action: &whatsapp.TemplateAction{}}),
			`{"type":"button","sub_type":"flow","index":"0","parameters":[{"type":"action","action":{}}]}`,
		},
		"catalog": {
			button("catalog", 0, parameter{Type: "action", Action: &whatsapp.TemplateAction{Thumbnail: "lamp-1"}}),
			`{"type":"button","sub_type":"catalog","index":"0",` +
				`"parameters":[{"type":"action","action":{"thumbnail_product_retailer_id":"lamp-1"}}]}`,
		},
		"products": {
			button("mpm", 0, parameter{Type: "action", Action: &whatsapp.TemplateAction{Thumbnail: "lamp-1", Sections: sections}}),
			`{"type":"button","sub_type":"mpm","index":"0","parameters":[{"type":"action","action":{` +
				`"thumbnail_product_retailer_id":"lamp-1","sections":[` +
				`{"title":"Lamps","product_items":[{"product_retailer_id":"lamp-1"},{"product_retailer_id":"lamp-2"}]},` +
				`{"title":"Chairs","product_items":[{"product_retailer_id":"chair-1"}]}]}}]}`,
		},
		"order details": {
			button("order_details", 0, parameter{Type: "action", Action: &whatsapp.TemplateAction{OrderDetails: `{"currency":"INR"}`}}),
			`{"type":"button","sub_type":"order_details","index":"0",` +
				`"parameters":[{"type":"action","action":{"order_details":{"currency":"INR"}}}]}`,
		},
		"call": {
			button("voice_call", 0, parameter{Type: "ttl_minutes", Number: 100}, parameter{Type: "payload", Text: "p"}),
			`{"type":"button","sub_type":"voice_call",` +
				`"parameters":[{"type":"ttl_minutes","ttl_minutes":100},{"type":"payload","payload":"p"}]}`,
		},
		"call after another button": {
			button("voice_call", 1, parameter{Type: "payload", Text: "p"}),
			`{"type":"button","sub_type":"voice_call","index":"1","parameters":[{"type":"payload","payload":"p"}]}`,
		},
		"offer": {
			component{Type: "limited_time_offer", Parameters: []parameter{{Type: "limited_time_offer", Number: 1764000000000}}},
			`{"type":"limited_time_offer","parameters":[` +
				`{"type":"limited_time_offer","limited_time_offer":{"expiration_time_ms":1764000000000}}]}`,
		},
		"tap target": {
			component{Type: "tap_target_configuration", Parameters: []parameter{
				{Type: "tap_target_configuration", Targets: []whatsapp.TapTarget{{URL: "https://example.com/", Title: "Offer"}}},
			}},
			`{"type":"tap_target_configuration","parameters":[{"type":"tap_target_configuration",` +
				`"tap_target_configuration":[{"url":"https://example.com/","title":"Offer"}]}]}`,
		},
		"carousel": {
			component{Type: "carousel", Cards: [][]component{
				{
					header(parameter{Type: "image", Media: &whatsapp.Media{ID: "1"}}),
					button("quick_reply", 0, parameter{Type: "payload", Text: "more"}),
				},
				{header(parameter{Type: "video", Media: &whatsapp.Media{ID: "2"}})},
			}},
			`{"type":"carousel","cards":[{"card_index":0,"components":[` +
				`{"type":"header","parameters":[{"type":"image","image":{"id":"1"}}]},` +
				`{"type":"button","sub_type":"quick_reply","index":"0","parameters":[{"type":"payload","payload":"more"}]}]},` +
				`{"card_index":1,"components":[{"type":"header","parameters":[{"type":"video","video":{"id":"2"}}]}]}]}`,
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			m := whatsapp.Outbound{To: whatsapp.Address{Phone: "1"}, Content: whatsapp.Template{
				Name: "order", Language: "pt_BR", Components: []component{tc.part},
			}}
			if err := m.Validate(); err != nil {
				t.Fatal(err)
			}
			got, err := wire.AppendMessage(nil, m)
			if err != nil {
				t.Fatal(err)
			}
			want := `{"messaging_product":"whatsapp","recipient_type":"individual","to":"+1","type":"template",` +
				`"template":{"name":"order","language":{"code":"pt_BR"},"components":[` + tc.want + `]}}`
			if diff := cmp.Diff(anyJSON(t, []byte(want)), anyJSON(t, got)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestAppendTemplateWithoutValues(t *testing.T) {
	t.Parallel()
	m := whatsapp.Outbound{To: whatsapp.Address{Phone: "1"}, Content: whatsapp.Template{Name: "hello_world", Language: "en_US"}}
	got, err := wire.AppendMessage(nil, m)
	want := `{"messaging_product":"whatsapp","recipient_type":"individual","to":"+1",` +
		`"type":"template","template":{"name":"hello_world","language":{"code":"en_US"}}}`
	if err != nil || string(got) != want {
		t.Errorf("%s, %v", got, err)
	}
}
