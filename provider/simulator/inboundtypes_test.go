package simulator_test

import (
	"net/http"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/stretchr/testify/require"

	"github.com/wainbox/wainbox/provider/simulator"
)

func TestInboundTypes(t *testing.T) {
	t.Parallel()
	type object = map[string]any
	tests := []struct {
		name string
		in   simulator.Inbound
		want object
	}{
		{"place", simulator.Inbound{Location: &simulator.Location{Latitude: 1.5, Longitude: -2, Name: "HQ"}}, object{
			"type": "location", "location": object{"latitude": 1.5, "longitude": -2.0, "name": "HQ"},
		}},
		{"card", simulator.Inbound{Contacts: []simulator.Contact{{
			Name: "Bo Hill", Phones: []string{"+1 650 555 0199"}, Emails: []string{"bo@example.com"}, Shared: true,
		}}}, object{
			"type": "contacts", "contacts": []any{object{
				"name":   object{"formatted_name": "Bo Hill", "first_name": "Bo", "last_name": "Hill"},
				"phones": []any{object{"phone": "+1 650 555 0199", "wa_id": "16505550199", "type": "CELL"}},
				"emails": []any{object{"email": "bo@example.com", "type": "WORK"}}, "origin": "contact_request",
			}},
		}},
		{"order", simulator.Inbound{Order: &simulator.Order{Catalog: "1", Text: "please", Items: []simulator.OrderItem{
			{SKU: "a", Quantity: 2, Price: 1.5, Currency: "USD"},
		}}}, object{
			"type": "order", "order": object{"catalog_id": "1", "text": "please", "product_items": []any{
				object{"product_retailer_id": "a", "quantity": 2.0, "item_price": 1.5, "currency": "USD"},
			}},
		}},
		{"form", simulator.Inbound{Flow: &simulator.Flow{Response: []byte(`{"flow_token":"t"}`)}}, object{
			"type": "interactive", "interactive": object{"type": "nfm_reply", "nfm_reply": object{
				"name": "flow", "body": "Sent", "response_json": `{"flow_token":"t"}`,
			}},
		}},
		{"about a product", simulator.Inbound{Text: "?", Product: &simulator.Product{Catalog: "1", SKU: "a"}}, object{
			"type": "text", "text": object{"body": "?"}, "context": object{
				"from": cloudNumber, "referred_product": object{"catalog_id": "1", "product_retailer_id": "a"},
			},
		}},
		{"forwarded", simulator.Inbound{Text: "?", Forwarded: true}, object{
			"type": "text", "text": object{"body": "?"}, "context": object{"forwarded": true},
		}},
		{"forwarded often", simulator.Inbound{Text: "?", FrequentlyForwarded: true}, object{
			"type": "text", "text": object{"body": "?"}, "context": object{"frequently_forwarded": true},
		}},
		{"from an ad", simulator.Inbound{Text: "?", Referral: &simulator.Referral{
			SourceURL: "https://fb.me/ad", SourceID: "12", Headline: "Sale", MediaType: "image", ImageURL: "https://cdn.example/a", Click: "AR1",
		}}, object{
			"type": "text", "text": object{"body": "?"}, "referral": object{
				"source_url": "https://fb.me/ad", "source_id": "12", "source_type": "ad", "headline": "Sale",
				"media_type": "image", "image_url": "https://cdn.example/a", "ctwa_clid": "AR1",
			},
		}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			r := startWires(t, &simulator.Options{PhonesOnly: true})
			id := r.wrote("1", test.in)
			got := dig(r.desk.at("/cloudapi")[0].json(t), "entry", 0, "changes", 0, "value", "messages", 0).(object)
			test.want["id"], test.want["from"], test.want["timestamp"] = id, phone, got["timestamp"]
			require.Empty(t, cmp.Diff(test.want, got))
		})
	}
}

func TestChangedNumber(t *testing.T) {
	t.Parallel()
	r := startWires(t, nil)
	r.wrote("1", simulator.Inbound{Name: "Ann", UserID: "US.7", Text: "hello"})
	const moved = "16505550999"
	r.wrote("1", simulator.Inbound{ChangeNumber: moved})
	value := dig(r.desk.at("/cloudapi")[1].json(t), "entry", 0, "changes", 0, "value")
	require.Nil(t, dig(value, "contacts"))
	note := dig(value, "messages", 0).(map[string]any)
	require.Equal(t, []any{"system", phone}, []any{note["type"], note["from"]})
	now := note["from_user_id"]
	require.NotEqual(t, "US.7", now)
	require.Equal(t, map[string]any{
		"type": "user_changed_number", "wa_id": moved, "user_id": now, "previous_user_id": "US.7",
		"body": "User Ann changed from " + phone + " to " + moved,
	}, note["system"])
	require.Len(t, r.Chat("1", moved), 2)
	require.Nil(t, r.Chat("1", phone))
	got := r.graph(http.MethodPost, "/1/messages",
		`{"messaging_product":"whatsapp","to":"`+moved+`","text":{"body":"hi"}}`)
	require.Equal(t, http.StatusOK, got.status, "the window moves too")
	r.wrote("1", simulator.Inbound{From: "16505550777", Text: "other"})
	for name, in := range map[string]simulator.Inbound{
		"taken":       {From: moved, ChangeNumber: "16505550777"},
		"no number":   {From: moved, ChangeNumber: "x"},
		"no phone":    {UserID: "US.9", ChangeNumber: "16505550666"},
		"odd answers": {From: moved, Flow: &simulator.Flow{Response: []byte("{")}},
	} {
		_, err := r.Write(t.Context(), in)
		require.Error(t, err, name)
	}
}

func TestControlOfWires(t *testing.T) {
	t.Parallel()
	r := startWires(t, &simulator.Options{ReviewTemplates: true})
	control := func(path, body string) reply {
		return r.must(http.MethodPost, "/simulator/"+path, http.Header{"Content-Type": {"application/json"}}, body)
	}
	require.Equal(t, http.StatusOK, control("webhook", `{"number":"3","url":"`+r.hook+`/moved"}`).status)
	require.Equal(t, http.StatusNotFound, control("webhook", `{"number":"7","url":"`+r.hook+`"}`).status)
	require.Equal(t, http.StatusOK, control("messages", `{"number":"3","from":"`+phone+`","location":{"latitude":1,"longitude":2}}`).status)
	require.Equal(t, true, control("idle", "").at("success"))
	require.Len(t, r.desk.at("/moved"), 1)
	require.Equal(t, http.StatusBadRequest, control("idle?timeout=soon", "").status)
	r.desk.answers(http.StatusInternalServerError)
	require.Equal(t, http.StatusOK, control("messages", `{"number":"1","from":"`+phone+`","text":"a"}`).status)
	require.Equal(t, http.StatusGatewayTimeout, control("idle?timeout=10ms", "").status)
	r.desk.answers(http.StatusOK)

	made := r.graph(http.MethodPost, "/10/message_templates", orderReady)
	require.Equal(t, "PENDING", made.at("status"))
	require.Equal(t, http.StatusOK, control("templates", `{"name":"order_ready","language":"en","status":"approved"}`).status)
	require.Equal(t, "APPROVED", r.graph(http.MethodGet, "/"+made.at("id").(string), "").at("status"))
	require.Equal(t, http.StatusBadRequest, control("templates", `{"name":"order_ready","language":"en"}`).status)
	require.Equal(t, http.StatusNotFound, control("templates", `{"name":"a","language":"en","status":"x"}`).status)
}
