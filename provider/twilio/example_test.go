package twilio_test

import (
	"fmt"

	"github.com/wainbox/wainbox/provider/twilio"
	"github.com/wainbox/wainbox/whatsapp"
)

func ExampleDecode() {
	for _, body := range []string{
		"MessageSid=SM1&SmsStatus=received&MessageType=text&Body=Hello&From=whatsapp%3A%2B4915100000001&To=whatsapp%3A%2B15550100017",
		"MessageSid=SM2&MessageStatus=undelivered&ErrorCode=63016&From=whatsapp%3A%2B15550100017&To=whatsapp%3A%2B4915100000001",
	} {
		events, err := twilio.Decode([]byte(body))
		if err != nil {
			fmt.Println(err)
		}
		for _, event := range events {
			switch e := event.(type) {
			case *whatsapp.Received:
				fmt.Printf("%s received %s from %s: %q\n", e.Number, e.ID, e.From.Phone, whatsapp.TextOf(e.Content))
			case *whatsapp.Status:
				fmt.Println(e.Number, e.ID, e.State, e.Failures[0].Class)
			}
		}
	}
	// Output:
	// 15550100017 received SM1 from 4915100000001: "Hello"
	// 15550100017 SM2 failed window closed
}
