package cloudapi_test

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"

	"github.com/wainbox/wainbox/provider"
	"github.com/wainbox/wainbox/provider/cloudapi"
	"github.com/wainbox/wainbox/whatsapp"
)

func ExampleNew() {
	_, err := cloudapi.New(cloudapi.Config{NumberID: "106540352242922"}, nil)
	fmt.Println(err)
	// Output: cloudapi: configuration: missing Token, AppSecrets
}

func ExampleClient_Send() {
	// A server stands in for the platform.
	platform := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.WriteHeader(http.StatusBadRequest)
		_, _ = io.WriteString(w, `{"error":{"message":"(#131047) Re-engagement message","code":131047}}`)
	}))
	defer platform.Close()

	client, err := cloudapi.New(
		cloudapi.Config{NumberID: "106540352242922", Token: "token", AppSecrets: []string{"secret"}},
		&cloudapi.Options{BaseURL: platform.URL},
	)
	if err != nil {
		fmt.Println(err)
		return
	}
	_, err = client.Send(context.Background(), whatsapp.Outbound{
		To:      whatsapp.Address{Phone: "16505550123"},
		Content: whatsapp.Text{Body: "Are you still there?"},
	})
	fmt.Println(err)
	fmt.Println(provider.KindOf(err) == provider.Window)
	// Output:
	// provider: outside the customer service window (send), code 131047
	// true
}

func ExampleDecode() {
	events, err := cloudapi.Decode([]byte(`{"object":"whatsapp_business_account","entry":[{"id":"1","changes":[{"field":"messages","value":{
		"metadata":{"display_phone_number":"15550100001","phone_number_id":"106540352242922"},
		"messages":[{"from":"16505550123","id":"wamid.1","timestamp":"1795000000","type":"text","text":{"body":"Hello"}}]}}]}]}`))
	fmt.Println(err)
	for _, e := range events {
		if r, ok := e.(*whatsapp.Received); ok {
			fmt.Println(r.Number, r.From.Phone, r.Content)
		}
	}
	// Output:
	// <nil>
	// 106540352242922 16505550123 {Hello false}
}
