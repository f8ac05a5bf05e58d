package simulator_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/wainbox/wainbox/provider/simulator"
)

func TestInteractiveTypes(t *testing.T) {
	r := startWires(t, nil)
	r.wrote("1", simulator.Inbound{Text: "hello"})
	const (
		body = `"body":{"text":"?"},`
		url  = `{"name":"cta_url","parameters":{"display_text":"Go","url":"https://a.example"}}`
		pic  = `"header":{"type":"image","image":{"link":"https://a.example/b.jpg"}}`
	)
	rows := func(n int) string {
		all := make([]string, n)
		for i := range all {
			all[i] = fmt.Sprintf(`{"id":"%d","title":"t"}`, i)
		}
		return strings.Join(all, ",")
	}
	list := func(sections string) string {
		return `{"type":"list",` + body + `"action":{"button":"b","sections":[` + sections + `]}}`
	}
	media := `{"type":"cta_url",` + pic + `,"action":` + url + `}`
	item := `{"type":"product","action":{"catalog_id":"1","product_retailer_id":"a"}}`
	tests := []struct {
		name, object string
		code         int // zero = it is sent
	}{
		{"link", `{"type":"cta_url",` + body + pic + `,"action":` + url + `}`, 0},
		{"link with a long label", `{"type":"cta_url",` + body + `"action":` + strings.Replace(url, "Go", strings.Repeat("a", 21), 1) + `}`, 100},
		{"link to nowhere", `{"type":"cta_url",` + body + `"action":` + strings.Replace(url, "https://a.example", "a", 1) + `}`, 131009},
		{"link without label", `{"type":"cta_url",` + body + `"action":{"name":"cta_url"}}`, 131008},
		{"link of another name", `{"type":"cta_url",` + body + `"action":{"name":"url"}}`, 131009},
		{"where", `{"type":"location_request_message",` + body + `"action":{"name":"send_location"}}`, 0},
		{"where, of another name", `{"type":"location_request_message",` + body + `"action":{"name":"location"}}`, 131009},
		{"where, with a footer", `{"type":"location_request_message",` + body + `"footer":{"text":"f"},"action":{"name":"send_location"}}`, 100},
		{"contact", `{"type":"request_contact_info",` + body + `"action":{"name":"request_contact_info"}}`, 0},
		{"call", `{"type":"voice_call",` + body + `"action":{"name":"voice_call"}}`, 0},
		{"may we call", `{"type":"call_permission_request","action":{"name":"call_permission_request"}}`, 0},
		{"catalog", `{"type":"catalog_message",` + body + `"action":{"name":"catalog_message"}}`, 0},
		{"address", `{"type":"address_message",` + body + `"action":{"name":"address_message","parameters":{"country":"IN"}}}`, 0},
		{"address of nowhere", `{"type":"address_message",` + body + `"action":{"name":"address_message"}}`, 131008},
		{"flow", `{"type":"flow",` + body + `"action":{"name":"flow","parameters":{"flow_message_version":"3","flow_id":"1","flow_cta":"b"}}}`, 0},
		{"flow of old", `{"type":"flow",` + body + `"action":{"name":"flow","parameters":{"flow_message_version":"2","flow_id":"1","flow_cta":"b"}}}`, 131009},
		{"flow without label", `{"type":"flow",` + body + `"action":{"name":"flow","parameters":{"flow_message_version":"3","flow_id":"1"}}}`, 131008},
		{"flow without id", `{"type":"flow",` + body + `"action":{"name":"flow","parameters":{"flow_message_version":"3","flow_cta":"b"}}}`, 131009},
		{"flow of another name", `{"type":"flow",` + body + `"action":{"name":"f"}}`, 131009},
		{"product", `{"type":"product","action":{"catalog_id":"1","product_retailer_id":"a"}}`, 0},
		{"product of no catalog", `{"type":"product","action":{"product_retailer_id":"a"}}`, 131008},
		{"products", `{"type":"product_list","header":{"type":"text","text":"h"},` + body + `"action":{"catalog_id":"1","sections":[{"product_items":[{"product_retailer_id":"a"}]}]}}`, 0},
		{"products without header", `{"type":"product_list",` + body + `"action":{"catalog_id":"1","sections":[{"product_items":[{"product_retailer_id":"a"}]}]}}`, 131008},
		{"no products", `{"type":"product_list","header":{"type":"text","text":"h"},` + body + `"action":{"catalog_id":"1","sections":[{"title":"a"}]}}`, 131009},
		{"products of no catalog", `{"type":"product_list","header":{"type":"text","text":"h"},` + body + `"action":{"sections":[{"title":"a"}]}}`, 131008},
		{"cards", `{"type":"carousel",` + body + `"action":{"cards":[` + media + "," + media + `]}}`, 0},
		{"cards of products", `{"type":"carousel",` + body + `"action":{"cards":[` + item + "," + item + `]}}`, 0},
		{"one card", `{"type":"carousel",` + body + `"action":{"cards":[` + media + `]}}`, 131009},
		{"cards of two kinds", `{"type":"carousel",` + body + `"action":{"cards":[` + media + "," + item + `]}}`, 131009},
		{"card without picture", `{"type":"carousel",` + body + `"action":{"cards":[{"type":"cta_url","action":` + url + `},` + media + `]}}`, 131009},
		{"card without action", `{"type":"carousel",` + body + `"action":{"cards":[{"type":"cta_url"},` + media + `]}}`, 131008},
		{"card that talks", `{"type":"carousel",` + body + `"action":{"cards":[{"type":"cta_url","body":{"text":"` + strings.Repeat("a", 161) + `"},` + pic + `,"action":` + url + `},` + media + `]}}`, 100},
		{"odd card", `{"type":"carousel",` + body + `"action":{"cards":[{"type":"x","action":{}},{"type":"x","action":{}}]}}`, 131009},
		{"cards with a header", `{"type":"carousel",` + pic + "," + body + `"action":{"cards":[` + item + "," + item + `]}}`, 100},
		{"payment", `{"type":"order_details",` + body + `"action":{"name":"review_and_pay"}}`, 0},
		{"ten rows", list(`{"rows":[` + rows(10) + `]}`), 0},
		{"eleven rows", list(`{"title":"a","rows":[` + rows(5) + `]},{"title":"b","rows":[` + rows(6) + `]}`), 131009},
		{"two sections without titles", list(`{"rows":[` + rows(1) + `]},{"rows":[` + rows(1) + `]}`), 131008},
		{"long title", list(`{"title":"` + strings.Repeat("a", 25) + `","rows":[` + rows(1) + `]}`), 100},
		{"long description", list(`{"rows":[{"id":"1","title":"a","description":"` + strings.Repeat("a", 73) + `"}]}`), 100},
		{"no sections", list(""), 131009},
		{"picture over a list", strings.Replace(list(`{"rows":[`+rows(1)+`]}`), `"list",`, `"list",`+pic+",", 1), 131009},
		{"long label of a list", strings.Replace(list(`{"rows":[`+rows(1)+`]}`), `"b"`, `"`+strings.Repeat("b", 21)+`"`, 1), 100},
		{"long header", `{"type":"cta_url","header":{"type":"text","text":"` + strings.Repeat("a", 61) + `"},` + body + `"action":` + url + `}`, 100},
		{"empty header", `{"type":"cta_url","header":{"type":"text"},` + body + `"action":` + url + `}`, 131008},
		{"header without file", `{"type":"cta_url","header":{"type":"video"},` + body + `"action":` + url + `}`, 131008},
		{"odd header", `{"type":"cta_url","header":{"type":"cow"},` + body + `"action":` + url + `}`, 131009},
		{"long footer", `{"type":"cta_url","footer":{"text":"` + strings.Repeat("a", 61) + `"},` + body + `"action":` + url + `}`, 100},
		{"no body", `{"type":"cta_url","action":` + url + `}`, 131008},
		{"odd type", `{"type":"cow",` + body + `"action":{}}`, 131009},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got := r.graph(http.MethodPost, "/1/messages",
				`{"messaging_product":"whatsapp","to":"`+phone+`","type":"interactive","interactive":`+test.object+`}`)
			if test.code == 0 {
				require.Equal(t, http.StatusOK, got.status, string(got.raw))
				return
			}
			require.Equal(t, test.code, got.at("error", "code"), string(got.raw))
		})
	}
}

func TestContactsLimits(t *testing.T) {
	t.Parallel()
	r := startWires(t, nil)
	r.wrote("1", simulator.Inbound{Text: "hello"})
	card := `{"name":{"formatted_name":"Bo"}}`
	send := func(cards ...string) any {
		return r.graph(http.MethodPost, "/1/messages", `{"messaging_product":"whatsapp","to":"`+phone+
			`","type":"contacts","contacts":[`+strings.Join(cards, ",")+`]}`).at("error", "code")
	}
	many := strings.Split(strings.Repeat(card+"|", 257), "|")[:257]
	require.Nil(t, send(many...))
	require.Equal(t, 131009, send(append(many, card)...))
	require.Equal(t, 131008, send())
	require.Equal(t, 131008, send(card, `{"name":{}}`))
}
