package onemsg_test

import (
	"fmt"

	"github.com/wainbox/wainbox/provider/onemsg"
	"github.com/wainbox/wainbox/whatsapp"
)

func ExampleDecode() {
	events, err := onemsg.Decode([]byte(`{"instanceId":"VAN123456","messages":[
		{"id":"wamid.1","type":"chat","body":"Hello","fromMe":false,"time":"1750000000",
		 "author":"4915100000001@c.us","chatId":"4915100000001@c.us","senderName":"Ann"},
		{"id":"wamid.2","type":"chat","body":"Hello Ann","fromMe":true,"self":0,"time":1750000001,
		 "author":"4915100000001@c.us","chatId":"4915100000001@c.us","senderName":"Shop"}],
		"ack":[{"id":"wamid.2","status":"viewed","chatId":"4915100000001@c.us"}]}`))
	for _, event := range events {
		switch e := event.(type) {
		case *whatsapp.Received:
			fmt.Printf("%s from %s: %q\n", e.ID, e.Profile.Name, whatsapp.TextOf(e.Content))
		case *whatsapp.Echo:
			fmt.Printf("%s to %s: %q\n", e.ID, e.To.Phone, whatsapp.TextOf(e.Content))
		case *whatsapp.Status:
			fmt.Println(e.ID, e.State)
		}
	}
	fmt.Println(err)
	// Output:
	// wamid.1 from Ann: "Hello"
	// wamid.2 to 4915100000001: "Hello Ann"
	// wamid.2 read
	// <nil>
}
