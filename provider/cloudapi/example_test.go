package cloudapi_test

import (
	"fmt"

	"github.com/wainbox/wainbox/provider/cloudapi"
	"github.com/wainbox/wainbox/whatsapp"
)

func ExampleDecode() {
	events, err := cloudapi.Decode([]byte(`{"object":"whatsapp_business_account","entry":[{"id":"2001","changes":[
		{"field":"messages","value":{"metadata":{"phone_number_id":"1001"},"messages":[
			{"from":"4915100000001","id":"wamid.1","timestamp":"1750000000","type":"text","text":{"body":"Hello"}},
			{"from":"4915100000001","id":"wamid.2","timestamp":1750000001,"type":"hologram","hologram":{"depth":3}}]}},
		{"field":"tracking_events","value":{"event":"SEEN"}}]}]}`))
	for _, event := range events {
		switch e := event.(type) {
		case *whatsapp.Received:
			fmt.Printf("received %s %s %q\n", e.ID, e.Type, whatsapp.TextOf(e.Content))
		case *whatsapp.Unknown:
			fmt.Println("unknown", e.Field, e.Raw)
		}
	}
	fmt.Println(err)
	// Output:
	// received wamid.1 text "Hello"
	// received wamid.2 hologram ""
	// unknown tracking_events {"event":"SEEN"}
	// <nil>
}
