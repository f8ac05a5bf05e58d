package dialog360_test

import (
	"fmt"
	"net/http"

	"github.com/wainbox/wainbox/provider"
	"github.com/wainbox/wainbox/provider/dialog360"
	"github.com/wainbox/wainbox/whatsapp"
)

// A callback is checked by the header that was registered with its address.
func ExampleWebhook_Verify() {
	webhook, err := dialog360.NewWebhook(dialog360.WebhookConfig{
		Number:         "1001",
		WebhookHeaders: map[string]string{"X-Webhook-Token": "a long random word"},
	}, nil)
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, word := range []string{"a long random word", "a guess"} {
		fmt.Println(webhook.Verify(provider.Callback{Header: http.Header{"X-Webhook-Token": {word}}, Body: []byte("{}")}))
	}
	// Output:
	// <nil>
	// provider: callback refused
}

// The older shape does not say which number it is of.
func ExampleDecode() {
	events, err := dialog360.Decode([]byte(`{"contacts":[{"profile":{"name":"Ana"},"wa_id":"4915100000001"}],"messages":[
		{"from":"4915100000001","id":"gBGGx1","timestamp":"1633000000","type":"text","text":{"body":"Hello"}}]}`),
		whatsapp.Origin{Number: "1001"})
	for _, event := range events {
		if e, ok := event.(*whatsapp.Received); ok {
			fmt.Printf("to %s from %s (%s): %s\n", e.Number, e.From.Phone, e.Profile.Name, whatsapp.TextOf(e.Content))
		}
	}
	fmt.Println(err)
	// Output:
	// to 1001 from 4915100000001 (Ana): Hello
	// <nil>
}
